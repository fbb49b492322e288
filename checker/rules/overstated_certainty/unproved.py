"""What the headline has as done or shown and the body only as reckoned, still to come, or shown on animals."""

from __future__ import annotations

import re

from ...context import Context
from ...english.participants import known_participant
from ...english.quantities import compatible
from ...english.roles import LIGHT_VERBS, verb_roles
from ...english.tree import Doc, Token
from ...english.words.certainty import HEDGE_WORDS
from ...english.words.events import event_key
from ...english.words.study import EFFECT, ON_PEOPLE, STUDIED, SUBJECTS, TOLD
from ...number_answers import answers
from ...text import Span

Found = tuple[Span, int, str] | None
STUDY_RELEVANCE = 0.15
CONDITION_RELEVANCE = 0.3
CONDITION = re.compile(r"\b(?:unless|only if|provided that|on condition that)\b", re.IGNORECASE)
COMING_RELEVANCE = 0.2
RECKONED = re.compile(
    r"\b(?:could|may|might|would|project(?:s|ed|ion|ions)?|forecasts?|predict(?:s|ed|ion|ions)?|if|potentially)\b",
    re.IGNORECASE,
)
# What goes up or down is told in the present too, and by "will" it has not yet.
MOVES = frozenset("rise climb jump soar surge increase grow fall drop slump plunge decline decrease sink slide".split())
MOVES_PATTERN = "|".join(sorted(MOVES))
FORECAST = re.compile(
    rf"\b(?:will|would|could|might|may|(?:is|are) (?:set|expected|forecast|likely|due|projected|predicted) to)"
    rf" (?:[a-z]+ )?(?:{MOVES_PATTERN})\b"
)
SAYS = re.compile(r"\b(?:says?|said|claims?|reports?|finds?|shows?|warns?)\b", re.IGNORECASE)
DONE_TAGS = frozenset(("VBD", "VBN"))
TO_BEGIN = re.compile(
    r"\b(?:appl(?:y|ied) (?:to|for)|permission|plan(?:s|ned|ning)?|will|hopes?|hoped|would|could|next (?:year|spring"
    r"|summer|autumn|month)|to (?:begin|start|test)|begins?|a year (?:die|are diagnosed)|diagnosed"
    r"|(?:liv(?:e|es|ing)|suffer\w*) (?:with|from)|(?:has|have) (?:the (?:disease|condition|illness|disorder)|dementia"
    r"|alzheimer|parkinson|diabetes|cancer|asthma)|worldwide)\b",
    re.IGNORECASE,
)
# Deeds that are over or not, with what is said while they are still to come.
RESULTS = frozenset("win become elect appoint clinch".split())
TO_COME = re.compile(
    r"\b(?:(?:one|two|three|four|a|single) (?:\w+ )?(?:match|matches|game|games|win|wins|vote|votes|step|steps|round"
    r"|rounds|stage|stages) (?:away )?from (?:becoming|winning|taking|\w+ing)|"
    r"on the (?:verge|brink|cusp) of \w+ing|yet to (?:win|be (?:elected|appointed|decided|named|chosen))"
    r"|favou?rites? to|hop(?:es|ing) to (?:win|become)|"
    r"final (?:he|she|they|it) will (?:meet|play|face)|will (?:meet|play|face) .{0,40}\bfinal|winner will)\b",
    re.IGNORECASE,
)
# A vote that is still being counted.
COUNTING = re.compile(
    r"\b(?:with|after) (?:just |only |about |almost |more than |over |under )*(?:half|[\w-]+ thirds|three quarters"
    r"|most|\d[\d.]*+ ?(?:%|per cent|percent)) (?:of )?(?:all )?(?:the )?"
    r"(?:votes?|ballots?|results?|precincts|districts|polling stations)\b[^.;]{0,25}"
    r"\b(?:counted|processed|reporting|declared|in)\b"
    r"|\bstill (?:to report|to be counted|being counted|counting)\b|\bpartial results\b|\btoo close to call\b"
    r"|\b(?:votes?|ballots?|counting) (?:were|was|is|are) still\b|\brefused to concede\b|\bcount (?:goes|went) on\b",
    re.IGNORECASE,
)
# Somebody has won all the same, or is said to have.
DECIDED = re.compile(
    r"\b(?:won|wins|winner|elected|re-elected|victory|victorious|conceded|concedes|projected|unassailable|declared)\b",
    re.IGNORECASE,
)


def only_reckoned(context: Context) -> Found:
    """The headline's number of what happened, the sentence that only reckons with it, and its word."""
    headline = context.headline
    if headline.reason is not None or HEDGE_WORDS.search(without_source(context)) or RECKONED.search(headline.text):
        return None
    for answer in answers(context):
        quantity = answer.counted.quantity
        moved = quantity.unit == "percent" and _moves(context, quantity.span)
        counts = quantity.unit == "count" and quantity.value >= 10 and _done(context, quantity.span)
        if answer.status != "supported" or not (counts or moved):
            continue
        having = [number for number, other in context.body.counted if compatible(quantity, other.quantity)]
        if not having:
            continue
        reckoned = FORECAST if moved else RECKONED
        words = [reckoned.search(context.document.sentences[number].text) for number in having]
        if all(words) and words[0] is not None:
            return quantity.span, having[0], words[0].group()
    return None


def without_source(context: Context) -> str:
    """The headline without whoever says so, whose verb ("doctors say") is no caution."""
    text = context.headline.text
    for span in context.headline.sources:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return SAYS.sub("", text) if context.headline.sources else text


def _governor(context: Context, span: Span) -> Token | None:
    """The verb that a number of the headline depends on, near by."""
    token = next((token for token in context.headline.doc if span.start <= token.idx < span.end), None)
    for _ in range(5):
        if token is None or token.pos_ == "VERB":
            return token
        token = None if token.head is token else token.head
    return None


def _moves(context: Context, span: Span) -> bool:
    """Is it what something rises or falls by, told flat: "house prices fall 8%"?"""
    verb = _governor(context, span)
    return (
        verb is not None
        and verb.lemma_.lower() in MOVES
        and verb.dep_ == "ROOT"
        and not any(child.dep_ in ("aux", "neg") for child in verb.children)
    )


def _done(context: Context, span: Span) -> bool:
    """Does a verb in the past or perfect govern the number?"""
    verb = _governor(context, span)
    return verb is not None and verb.tag_ in DONE_TAGS


def only_animals(context: Context) -> Found:
    """The headline's effect, the sentence that shows it on animals or cells, and what it names;
    none where people took part.
    """
    headline = context.headline
    if headline.reason is not None or SUBJECTS.search(headline.text) or TOLD.search(headline.text):
        return None
    effect = EFFECT.search(headline.text)
    if effect is None or any(_on_people(sentence.text) for sentence in context.document.sentences):
        return None
    shown = [
        (sentence.index, found)
        for sentence in context.document.sentences
        if (found := SUBJECTS.search(sentence.text)) and STUDIED.search(sentence.text)
    ]
    telling = [(number, found) for number, found in shown if context.relevance[number] >= STUDY_RELEVANCE]
    if not telling:
        return None
    number, found = max(telling, key=lambda pair: (context.relevance[pair[0]], -pair[0]))
    return Span(*effect.span()), number, found.group()


def _on_people(sentence: str) -> bool:
    """Did people take part, not only: will they, may they?"""
    return ON_PEOPLE.search(sentence) is not None and TO_BEGIN.search(sentence) is None


# A permission or a bid that the headline has as given or made: its words, what the body says while it is not,
# and what says that it is.
PENDING = (
    (
        re.compile(
            r"\b(?:approves?|approved|grants?|granted|gives? (?:the )?(?:green light|go-ahead)|clears?|cleared"
            r"|licen[cs]es?|licen[cs]ed|authori[sz]es?|authori[sz]ed|allows?)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:appli(?:ed|cation|cations|es)|apply|asked|sought|seeking|requested) (?:\w+ ){0,4}?(?:for "
            r"|to )?(?:permission|approval|authori[sz]ation|a licen[cs]e|consent|clearance)\b|"
            r"\b(?:decision|ruling) (?:is|was) (?:expected|due)\b|\b(?:await\w*|pending|subject to|yet to (?:give"
            r"|grant|receive|win)) (?:\w+ ){0,2}?(?:approval|permission|clearance|consent)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:(?:has|have|had|was|were|been) (?:\w+ )?(?:approved|granted|cleared|licen[cs]ed|authori[sz]ed)"
            r"|gave (?:the|its|permission)|approved|granted)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(
            r"\b(?:launch(?:es|ed)?|mak(?:es|e)|made|tables?|tabled|submits?) (?:an? |its |\S+ ){0,2}(?:bid|offer"
            r"|takeover)\b|\bbids? \S+ for\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:talks? (?:about|over|on) (?:a|an|the) (?:\w+ )?(?:bid|offer|takeover|deal|merger)|considering (?:a"
            r"|an|making) (?:\w+ ){0,3}?(?:bid|offer|takeover)|weighing (?:a|an) (?:bid|offer))\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:(?:has|have|had) (?:launched|made|tabled|submitted)|launched|tabled|submitted|offered|made (?:a|an)"
            r"|bid of|offer of|rejected)\b",
            re.IGNORECASE,
        ),
    ),
)


def pending(context: Context) -> Found:
    """The headline's permission or bid, the sentence in which it is still to come, and its words;
    none where the body has it given.
    """
    text = context.headline.text
    if context.headline.reason is not None:
        return None
    for done, still, given in PENDING:
        told = done.search(text)
        if told is None or HEDGE_WORDS.search(text[: told.start()]) or re.search(r"\bto\s+$", text[: told.start()]):
            continue
        for number in context.ranked:
            found = still.search(context.document.sentences[number].text)
            if found is None or context.relevance[number] < COMING_RELEVANCE:
                continue
            return None if given.search(context.document.text) else (Span(*told.span()), number, found.group())
    return None


def to_come(context: Context) -> Found:
    """The headline's result, the sentence that has it still to come, and its words;
    none where the body has the result.
    """
    if context.headline.reason is not None or HEDGE_WORDS.search(context.headline.text):
        return None
    for verb in context.headline.doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in RESULTS or verb.dep_ not in ("ROOT", "conj"):
            continue
        who = known_participant(verb_roles(verb)[0])
        if who is None or not who.named:
            continue
        key = event_key(verb.lower_, verb.lemma_)
        for sentence in context.document.sentences:
            found = TO_COME.search(sentence.text) or _counting(context, sentence.text)
            if found and context.relevance[sentence.index] >= COMING_RELEVANCE and not _has_happened(context, key):
                return Span(verb.idx, verb.idx + len(verb)), sentence.index, found.group()
    return None


def _counting(context: Context, sentence: str) -> re.Match[str] | None:
    """The words by which a vote is still being counted, in a body that has nobody as its winner."""
    return None if DECIDED.search(context.document.text) else COUNTING.search(sentence)


def _has_happened(context: Context, key: str) -> bool:
    return any(
        token.pos_ == "VERB"
        and token.tag_ in ("VBD", "VBN", "VBZ")
        and event_key(token.lower_, token.lemma_) == key
        and not _modal(token)
        for number in context.ranked
        for token in context.doc(number)
        if key != "beat"
    )


def _modal(token: Token) -> bool:
    return any(child.dep_ == "aux" and child.tag_ in ("MD", "TO") for child in token.children)


def left_open(context: Context) -> Found:
    """The headline's "was (not) armed", the sentence that leaves open whether so, and its words;
    none where the body says it flat.
    """
    if context.headline.reason is not None or HEDGE_WORDS.search(without_source(context)):
        return None
    for token in context.headline.doc:
        if token.dep_ not in ("acomp", "oprd", "ROOT", "attr", "ccomp") or token.tag_ not in ("JJ", "VBN"):
            continue
        open_: tuple[int, str] | None = None
        for sentence in context.document.sentences:
            if not re.search(rf"\b{re.escape(token.lower_)}\b", sentence.text, re.IGNORECASE):
                continue
            found = re.search(
                rf"\b(?:whether|if)\b[^.;]{{1,60}}\b{re.escape(token.lower_)}\b", sentence.text, re.IGNORECASE
            )
            if found is None:
                open_ = None
                break
            open_ = open_ or (sentence.index, found.group())
        if open_ is not None:
            return Span(token.idx, token.idx + len(token)), open_[0], open_[1]
    return None


def on_condition(context: Context) -> Found:
    """The headline's verb, the sentence that has it only on a condition, and its words;
    none where any sentence has it without.
    """
    if context.headline.reason is not None or CONDITION.search(context.headline.text):
        return None
    sentences = context.document.sentences
    conditions = {number: found for number in context.ranked if (found := CONDITION.search(sentences[number].text))}
    # The verb's most relevant sentence has a condition, so that without such a sentence the others need no parse.
    if not any(context.relevance[number] >= CONDITION_RELEVANCE for number in conditions):
        return None
    for verb in context.headline.doc:
        # "Mill to shut" hangs its verb on the noun.
        main = verb.dep_ == "ROOT" or (verb.dep_ in ("relcl", "acl") and verb.head.dep_ == "ROOT" and verb.tag_ == "VB")
        if verb.pos_ != "VERB" or not main or verb.lemma_.lower() in LIGHT_VERBS:
            continue
        key = event_key(verb.lower_, verb.lemma_)
        first = next((number for number in conditions if _has_verb(context.doc(number), key)), None)
        if first is None or context.relevance[first] < CONDITION_RELEVANCE:
            continue
        plain = (number for number in context.ranked if number not in conditions)
        if not any(_has_verb(context.doc(number), key) for number in plain):
            return Span(verb.idx, verb.idx + len(verb)), first, conditions[first].group()
    return None


def _has_verb(doc: Doc, key: str) -> bool:
    return any(token.pos_ == "VERB" and event_key(token.lower_, token.lemma_) == key for token in doc)
