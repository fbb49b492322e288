"""``missing-attribution``: stated flat in the headline, only alleged in the body;
or an accusation with no source at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..english.allegations import marker_on, marker_over
from ..english.participants import Participant, known_participant
from ..english.roles import verb_roles
from ..english.terms import stem
from ..english.tree import Token
from ..english.words.attribution import ACCUSATION_LEMMAS, ATTRIBUTION, STANDS, UNDONE
from ..english.words.certainty import CONVICTED_IN_BODY, ONLY_CHARGED
from ..english.words.events import event_key, family_of
from ..number_answers import answers
from ..text import Span
from .base import Example, RawFinding, Rule, quote

ALLEGED_RELEVANCE = 0.4
CONFESSED = re.compile(r"\b(?:admitted|admits|confess\w*|pleaded|owned up)\b", re.IGNORECASE)
ACCUSED = re.compile(r"accus", re.IGNORECASE)
# That people had to leave their homes, reporters can see for themselves.
VICTIMS = frozenset(("dead", "hurt", "held"))
CALLED = re.compile(
    r"\b(?:call(?:s|ed|ing)(?! (?:for|on|off|up)\b)|describ(?:es|ed|ing)|brand(?:s|ed|ing)|label(?:s|led|ling)"
    r"|dubb(?:ed|ing)|denounc(?:es|ed|ing)|dismiss(?:es|ed)|accus\w+ \w+ of|spoke of)\b[^.;]{0,45}$",
    re.IGNORECASE,
)
HEADLINE_IS_CAREFUL = re.compile(
    r"\b(alleg\w*|accus\w*|claims?|claimed|suspect\w*|reported\w*|says?|said|charged?|charges|trial|case|probe|inquiry"
    r"|investigat\w*|denie[sd]|deny|rumou?r\w*|"
    r"cleared|acquitted|row|fears?|linked|warn\w*|threat\w*|plot|court|jailed|convicted|guilty|sentenced|admits?"
    r"|pleads?)\b|\?",
    re.IGNORECASE,
)

FAILING_TO = frozenset(("fail", "refuse", "neglect"))
OFFICERS = re.compile(
    r"\b(?:police|officers?|authorities|troops|army|navy|coastguard|customs|agents|FBI)\b", re.IGNORECASE
)
THINGS = frozenset(
    "explosive bomb blast explosion storm flood fire blaze quake earthquake crash virus disease heat gas shell "
    "missile bullet drug hurricane tornado avalanche landslide bus car train truck lorry plane boat ferry wave cold "
    "rain snow lightning poison mine rocket drone".split()
)


def check(context: Context) -> Iterator[RawFinding]:
    """At most one finding: the headline vouches for what the body does not."""
    if context.headline.attributed or HEADLINE_IS_CAREFUL.search(context.headline.text) or context.headline.reason:
        return
    proved = CONVICTED_IN_BODY.search(context.document.text) or CONFESSED.search(context.document.text)
    for which, look in LOOKS.items():
        if proved and which not in ("only-called", "only-alleged"):
            break
        alleged = look(context)
        if alleged is None:
            continue
        number, marker, span = alleged
        yield RawFinding(
            "missing-attribution", "warning",
            f"The headline states as fact what the body only reports as alleged or claimed ({quote(marker)}).",
            span, (number,), min(0.9, 0.4 + 0.5 * context.relevance[number]),
            "Say in the headline who says so, or that it is alleged.", final=True, check=which,
        )  # fmt: skip
    nobody = _nobody_says_so(context)
    if nobody is not None:
        span, which = nobody
        words = context.headline.text[span.start : span.end]
        yield RawFinding(
            "missing-attribution", "warning", f"The body names no source at all for {quote(words)}.", span, (), 0.6,
            "Name the source in the body, and in the headline if it is an accusation.", check=which,
        )  # fmt: skip


def _event_tokens(context: Context) -> list[tuple[str, Span]]:
    found = []
    for token in context.headline.doc:
        # "Urges him to cancel", "would not support": not told as done.
        # What somebody failed to do is told as a fact too.
        failed = token.dep_ == "xcomp" and token.head.lemma_.lower() in FAILING_TO
        undone = any(
            child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in UNDONE) for child in token.children
        )
        if undone and not failed:
            continue
        if token.pos_ == "VERB" or family_of(token.lower_):
            found.append((event_key(token.lower_, token.lemma_), Span(token.idx, token.idx + len(token))))
    return found


def _only_alleged(context: Context) -> tuple[int, str, Span] | None:
    """The sentence that tells the headline's event, when each such sentence marks it as alleged."""
    heads = _event_tokens(context)
    if not heads:
        return None
    told: list[tuple[int, re.Match[str] | None, Span]] = []
    near = [number for number in context.ranked if context.relevance[number] >= ALLEGED_RELEVANCE]
    for number, doc in context.docs(near):
        for token in doc:
            key = event_key(token.lower_, token.lemma_)
            span = next((span for head, span in heads if head == key), None)
            if span is not None and not _other_agent(context, span, token):
                told.append((number, marker_on(context.document.sentences[number].text, token), span))
                break
    if not told or any(marker is None for _, marker, _ in told):
        return None
    number, marker, span = told[0]
    return (number, marker.group(), span) if marker else None


def _other_agent(context: Context, span: Span, token: Token) -> bool:
    """Has the body somebody else do it than the headline, both by name?"""
    verb = next((own for own in context.headline.doc if own.idx == span.start), None)
    if verb is None or verb.pos_ != "VERB" or token.pos_ != "VERB":
        return False
    one, two = known_participant(verb_roles(verb)[0]), known_participant(verb_roles(token)[0])
    return one is not None and two is not None and not one.same(two) and one.named


def _only_accused(context: Context) -> tuple[int, str, Span] | None:
    """ "Treasurer stole 300,000 euros" over a body in which he is accused, on trial or denies it,
    whatever the words for the deed.
    """
    for token in context.headline.doc:
        if token.pos_ != "VERB" or token.lemma_.lower() not in ACCUSATION_LEMMAS:
            continue
        agent = verb_roles(token)[0]
        who = known_participant(agent)
        if who is None or any(child.dep_ in ("neg", "aux") for child in token.children):
            continue
        if agent is not None and agent.lemma_.lower() in THINGS:
            # "Explosives kill jackal" accuses nobody.
            continue
        if any(
            other.lemma_ == token.lemma_ and marker_over(context.document.sentences[number].text, other.idx) is None
            for number in context.ranked
            if context.relevance[number] >= ALLEGED_RELEVANCE
            for other in context.doc(number)
        ):
            return None
        for number in context.ranked:
            sentence = context.document.sentences[number].text
            found = ONLY_CHARGED.search(sentence)
            if (
                found
                and context.relevance[number] >= ALLEGED_RELEVANCE / 2
                and (who.heads | who.names) & _words(sentence)
            ):
                return number, found.group(), Span(token.idx, token.idx + len(token))
    return None


def _only_blamed(context: Context) -> tuple[int, str, Span] | None:
    """ "Retailer used child labour" over "a charity has accused the retailer of having shirts sewn by children":
    any deed, by its doer.
    """
    # Most bodies accuse nobody, and need no parse.
    if not ACCUSED.search(context.document.text):
        return None
    for token in context.headline.doc:
        if (
            token.pos_ != "VERB"
            or token.dep_ != "ROOT"
            or token.lemma_.lower() in STANDS
            or any(child.dep_ in ("neg", "aux") for child in token.children)
        ):
            continue
        who = known_participant(verb_roles(token)[0])
        if who is None:
            continue
        key = event_key(token.lower_, token.lemma_)
        found: tuple[int, str, Span] | None = None
        for number in context.ranked:
            accused = next((other for other in context.doc(number) if _accuses(other, who)), None)
            if accused is not None and found is None and len(context.shared(number)) >= 2:
                found = number, accused.text, Span(token.idx, token.idx + len(token))
            if any(
                event_key(other.lower_, other.lemma_) == key
                and marker_over(context.document.sentences[number].text, other.idx) is None
                for other in context.doc(number)
            ):
                return None
        return found
    return None


def _only_called(context: Context) -> tuple[int, str, Span] | None:
    """ "Blunts opposition's fear campaign" over "he called this a fear campaign":
    a name that the body only quotes somebody as giving.
    """
    doc = context.headline.doc
    for noun in doc:
        first = noun.nbor(-1) if noun.i else None
        if (
            noun.pos_ != "NOUN"
            or first is None
            or first.dep_ not in ("compound", "amod")
            or first.head is not noun
            or not first.text.islower()
            or doc.text[max(first.idx - 1, 0)] == "-"
        ):
            continue
        words = re.compile(rf"\b{re.escape(first.lower_)} {re.escape(noun.lemma_.lower())}\w*", re.IGNORECASE)
        found: tuple[int, str, Span] | None = None
        for sentence in context.document.sentences:
            for match in words.finditer(sentence.text):
                before = sentence.text[: match.start()]
                called = CALLED.search(before)
                if called is None and before.count('"') % 2 == 0:
                    return None
                if called is not None and found is None:
                    found = sentence.index, called.group().split()[0], Span(first.idx, noun.idx + len(noun))
        if found is not None:
            return found
    return None


def _accuses(token: Token, who: Participant) -> bool:
    """ "Accuse … of", or "is accused of", said of somebody."""
    if token.lemma_ != "accuse" or not any(child.dep_ == "prep" and child.lower_ == "of" for child in token.children):
        return False
    target = known_participant(verb_roles(token)[1])
    return target is not None and who.same(target)


def _words(sentence: str) -> set[str]:
    lower = {word.lower().strip(".,'") for word in sentence.split()}
    return lower | {stem(word) for word in lower}


def _nobody_says_so(context: Context) -> tuple[Span, str] | None:
    """A casualty number or an accusation, in a body that attributes nothing to anybody; and which of the two."""
    if len(context.document.sentences) < 3 or ATTRIBUTION.search(context.document.text) or '"' in context.document.text:
        return None
    for answer in answers(context):
        # "Police arrest twelve": those who did it say so.
        by_officers = "held" in answer.counted.classes and OFFICERS.search(context.headline.text)
        if answer.counted.classes & VICTIMS and answer.status == "supported" and not by_officers:
            return answer.counted.quantity.span, "unsourced-toll"
    for token in context.headline.doc:
        if (
            token.pos_ == "VERB"
            and token.lemma_.lower() in ACCUSATION_LEMMAS
            and any(child.dep_ == "nsubj" and child.pos_ == "PROPN" for child in token.children)
        ):
            return Span(token.idx, token.idx + len(token)), "unsourced-accusation"
    return None


# From the context to the sentence, the words that mark the allegation, and the headline's; tried in this order.
LOOKS = {
    "only-called": _only_called,
    "only-alleged": _only_alleged,
    "only-accused": _only_accused,
    "only-blamed": _only_blamed,
}
RULE = Rule(
    id="missing-attribution",
    severity="warning",
    says="overstates",
    # Whether a source is named cannot be told from one sentence.
    over_one_sentence=False,
    summary="Stated flat in the headline, only alleged in the body; or a number of victims or an accusation with no "
    "source.",
    explanation=(
        "Speaks when every sentence of the body that tells the headline's event marks it as alleged, claimed, "
        "suspected or unconfirmed, or accuses the one who did it in other words, "
        "and the headline neither says so nor names who says it; and when the body gives a number of people killed, "
        "hurt or arrested, or accuses somebody by name, without attributing anything to anybody. "
        "What officials simply state is not an allegation."
    ),
    check=check,
    checks={
        "only-called": "What the headline gives as its own name for something, the body only has somebody call it.",
        "only-alleged": "Every sentence that tells the event marks it as alleged, claimed, suspected or unconfirmed.",
        "only-accused": "The headline names a crime of somebody who in the body is accused, charged or denies it, "
        "in whatever words.",
        "only-blamed": "The headline tells a deed as fact of somebody whom the body only accuses of it in other words.",
        "unsourced-toll": "A number of people killed, hurt or arrested, and no source in the body for anything.",
        "unsourced-accusation": "An accusation by name, and no source in the body for anything.",
    },
    failing=(
        Example(
            "Mayor took bribes from builder",
            "The mayor is accused of taking bribes from a builder between 2015 and 2018. "
            "He allegedly took bribes in cash at a hotel. He has not commented.",
            "only an accusation in the body",
            check="only-alleged",
            words="took",
            evidence=1,
        ),
        Example(
            "Club treasurer stole 300,000 euros",
            "Prosecutors have accused the treasurer of the club of taking 300,000 euros from its accounts. "
            "He denies it, and his trial begins in March.",
            "accused in other words",
            check="only-accused",
            words="stole",
            evidence=1,
        ),
        Example(
            "Rebels shoot down army helicopter",
            "A rebel group claimed that it had shot down an army helicopter in the east on Sunday. "
            "The claim could not be independently verified.",
            "only the rebels' claim",
            check="only-alleged",
            words="shoot",
            evidence=1,
        ),
        Example(
            "Seven killed in mine collapse",
            "A coal mine collapsed in the night after heavy rain. Seven miners were killed. "
            "The shaft had been closed for a year.",
            "a toll without any source",
            check="unsourced-toll",
            words="Seven",
        ),
        Example(
            "Fashion retailer used child labour",
            "A charity has accused the fashion retailer Modana of having shirts sewn by children in Bangladesh. "
            "Modana said it knew nothing of it and would look into the matter.",
            "only blamed, in other words",
            check="only-blamed",
            words="used",
            evidence=1,
        ),
        Example(
            "Treasurer Moreau defrauded the club",
            "Treasurer Moreau kept the club's books for nine years. Twelve payments to a garage are in none of them. "
            "The garage closed in May.",
            "an accusation by name without any source",
            check="unsourced-accusation",
            words="defrauded",
        ),
        Example(
            "Minister answers opposition's smear campaign",
            "The minister answered the opposition's figures on Friday. He called them a smear campaign. "
            "The opposition said that the figures were his own.",
            "what one side calls it",
            check="only-called",
            words="smear campaign",
            evidence=2,
        ),
    ),
    passing=(
        Example(
            "Mayor accused of taking bribes from builder",
            "The mayor is accused of taking bribes from a builder between 2015 and 2018. He has not commented.",
            "the headline says that it is an accusation",
        ),
        Example(
            "Mayor took bribes, court finds",
            "A court found on Monday that the mayor took bribes from a builder between 2015 and 2018. "
            "He was accused in March.",
            "the headline names who says so",
        ),
        Example(
            "Seven killed in mine collapse",
            "Seven miners were killed when a coal mine collapsed in the night, rescue workers said. "
            "The shaft had been closed for a year.",
            "a toll with its source",
        ),
        Example(
            "Treasurer stole 300,000 euros",
            "Prosecutors accused the treasurer of the club of taking 300,000 euros from its accounts. "
            "He confessed in March and has paid half of it back.",
            "he confessed",
            check="only-accused",
        ),
        Example(
            "Seven homeless after mine collapse",
            "Seven people are homeless after a mine under their street collapsed. The street is closed. "
            "Rain had softened the ground.",
            "what reporters can see for themselves",
            check="unsourced-toll",
        ),
        Example(
            "Minister answers opposition's smear campaign",
            "The minister answered the opposition's smear campaign on Friday with figures of his own. "
            "The campaign had begun in May.",
            "the body's own words",
            check="only-called",
        ),
    ),
)
