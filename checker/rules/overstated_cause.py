"""``overstated-cause``: linked to in the body; causes or prevents in the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..english.terms import terms
from ..english.words.certainty import ASSOCIATION, CAUSAL, NO_CAUSE, UNCERTAIN
from ..text import Span
from .base import Example, RawFinding, Rule, quote

LINKED_RELEVANCE = 0.25
CAREFUL = re.compile(
    r"\b(may|might|could|can|linked|link|associated|tied|suggests?|possibly|whether|not|no|hopes?|to)\b|\?",
    re.IGNORECASE,
)
STRONG = re.compile(
    r"\b(causes?|caused|causing|because of|due to|leads? to|led to|results? in|resulted in|prevents?|prevented|cures?"
    r"|cured|triggers?|triggered|trial showed|randomi[sz]ed)\b",
    re.IGNORECASE,
)

CAUSED = re.compile(
    r"\b(?:caus(?:e|es|ed)|led to|leads to|triggered|triggers|sparked|to blame for|blamed for|behind)\b", re.IGNORECASE
)
# What somebody or something does to a thing: whether it did is what an inquiry asks.
WRECKING = frozenset(
    "blow cause spark destroy start burn ignite trigger sink wreck damage derail poison gut crash down topple".split()
)
UNKNOWN = re.compile(
    r"\bcauses? (?:of (?:the |this )?[\w' -]{1,30} )?(?:had|has|have|is|was|were|remains?"
    r"|remained) (?:yet to be (?:established|found|determined|confirmed)|not (?:yet )?(?:been |yet )?(?:established"
    r"|known|clear|found|determined|confirmed)|"
    r"still (?:being investigated|unknown|unclear|under investigation)|unknown|unclear|a mystery"
    r"|(?:being )?investigated|under investigation)\b|"
    r"\b(?:not (?:yet )?(?:known|clear)|unclear|unknown|investigating|trying to (?:find out|establish"
    r"|determine)) what (?:had )?(?:caused|started|set|triggered)\b",
    re.IGNORECASE,
)


# What somebody died of, and an inquest or an inquiry that has not got so far.
DIED_OF = re.compile(
    r"\b(?:(?:died|dies|death|dead|killed) (?:of|from|by)|killed|murdered|poisoned|strangled|suffocated|drowned"
    r"|overdose[ds]?|suicide)\b",
    re.IGNORECASE,
)
NOT_KNOWN = re.compile(
    r"\b(?:(?:post-?mortem|autopsy|tests?|examination)\b[^.;]{0,40}\binconclusive|toxicology\b[^.;]{0,30}\b(?:await\w*"
    r"|pending|to come)|(?:await\w*|pending)\b[^.;]{0,30}\btoxicology|"
    r"cause of (?:his |her |their |the )?death\b[^.;]{0,30}\b(?:unknown|unclear|not|yet|awaited|pending|unexplained)"
    r"|death (?:is|was) (?:being treated as )?unexplained)\b",
    re.IGNORECASE,
)
# The headline leaves it open too.
OPEN = re.compile(r"\b(?:may|might|could|whether|possibl[ey]|feared|probe|not)\b|\?", re.IGNORECASE)
# "Investigators are examining whether the brakes had failed".
ASKED = re.compile(
    r"\b(?:examin\w*|investigat\w*|look(?:s|ed|ing)? (?:at|into)|inquir\w*|establish\w*|determin\w*|check(?:s|ed|ing)?"
    r"|consider(?:s|ed|ing)?|unclear|not (?:yet )?(?:known|clear)|too early to (?:say|tell|judge|know)|"
    r"(?:had|has|have) not (?:said|established|confirmed)) (?:if|whether)\b(?P<asked>[^.;]{3,120})",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[RawFinding]:
    """At most one finding: a causal verb over what the body has as an association, or whose cause nobody knows."""
    unknown = _cause_unknown(context) or _death_unexplained(context)
    associated = [] if unknown else list(_only_associated(context))
    yield from associated
    if unknown is None and not associated:
        unknown = _only_asked(context)
    if unknown is not None:
        span, number, words = unknown
        told = quote(context.headline.text[span.start : span.end])
        yield RawFinding(
            "overstated-cause",
            "warning",
            f"The headline says what did it ({told}); in the body the cause is not known ({quote(words)}).",
            span,
            (number,),
            0.8,
            "Say in the headline who believes so, or that it may be so.",
            check="cause-unknown",
        )


def _only_associated(context: Context) -> Iterator[RawFinding]:
    text = context.headline.text
    causal = CAUSAL.search(text)
    if causal is None or CAREFUL.search(text):
        return
    before, after = terms(context.headline.cased[: causal.start()]), terms(context.headline.cased[causal.end() :])
    if not before or not after:
        return
    associated: tuple[int, str] | None = None
    possible: tuple[int, str] | None = None
    for number in context.ranked:
        if context.relevance[number] < LINKED_RELEVANCE:
            break
        found = context.index.terms[number]
        sentence = context.document.sentences[number].text
        link = ASSOCIATION.search(sentence)
        both = bool(found & before) and bool(found & after)
        hedged = UNCERTAIN.search(sentence) or NO_CAUSE.search(sentence)
        if both and not link and not hedged and (STRONG.search(sentence) or CAUSAL.search(sentence)):
            return
        if link and both and associated is None:
            associated = (number, link.group())
        if hedged and both and possible is None and STRONG.search(sentence):
            possible = (number, hedged.group())
    if associated is None:
        associated = _disclaimer(context, before | after)
    span = Span(*causal.span())
    told = quote(text[span.start : span.end])
    # Another sentence may state it flat.
    if any(
        STRONG.search(sentence.text)
        and not ASSOCIATION.search(sentence.text)
        and not NO_CAUSE.search(sentence.text)
        and not UNCERTAIN.search(sentence.text)
        and terms(sentence.text) & after
        and terms(sentence.text) & before
        for sentence in context.document.sentences
    ):
        return
    if associated is None and possible is not None:
        number, words = possible
        yield RawFinding(
            "overstated-cause", "warning",
            f"The headline says {told}; the body leaves open whether it is so ({quote(words)}).",
            span, (number,), 0.75, "Keep the body's doubt in the headline.", check="cause-left-open",
        )  # fmt: skip
        return
    if associated is None:
        return
    number, words = associated
    caveat = next((sentence.index for sentence in context.document.sentences if NO_CAUSE.search(sentence.text)), None)
    sentences = (number,) if caveat is None or caveat == number else (number, caveat)
    yield RawFinding(
        "overstated-cause",
        "warning",
        f"The headline says {told}; the body reports only an association ({quote(words)}).",
        span,
        sentences,
        0.75 if caveat is None else 0.9,
        "Write “linked to”, or show in the body that one causes the other.",
        check="only-associated",
    )


def _cause_unknown(context: Context) -> tuple[Span, int, str] | None:
    """A headline that says what wrecked something, and the sentence in which the cause has still to be found."""
    headline = context.headline
    if headline.reason is not None or headline.attributed or CAREFUL.search(headline.text):
        return None
    for token in headline.doc:
        if token.lemma_.lower() not in WRECKING or not {child.dep_ for child in token.children} >= {"nsubj", "dobj"}:
            continue
        for sentence in context.document.sentences:
            found = UNKNOWN.search(sentence.text)
            if found:
                return Span(token.idx, token.idx + len(token)), sentence.index, found.group()
    return None


def _death_unexplained(context: Context) -> tuple[Span, int, str] | None:
    """What somebody died of by the headline, and the sentence in which that is not known;
    none where the body says it in another.
    """
    told = DIED_OF.search(context.headline.text)
    if told is None or CAREFUL.search(context.headline.text[: told.start()]) or context.headline.reason is not None:
        return None
    behind = terms(context.headline.cased[told.start() :])
    for sentence in context.document.sentences:
        found = NOT_KNOWN.search(sentence.text)
        if found:
            others = (terms(other.text) for other in context.document.sentences if other is not sentence)
            return (
                None if any(behind <= said for said in others) else (Span(*told.span()), sentence.index, found.group())
            )
    return None


def _only_asked(context: Context) -> tuple[Span, int, str] | None:
    """The headline's cause, and the sentence in which it is only asked whether it was so."""
    text = context.headline.text
    causal = CAUSED.search(text)
    if causal is None or OPEN.search(text):
        return None
    cause = terms(context.headline.cased[: causal.start()])
    for sentence in context.document.sentences:
        asked = ASKED.search(sentence.text)
        if asked is None or not cause & terms(asked.group("asked")):
            continue
        flat = (
            cause & context.index.terms[other.index]
            for other in context.document.sentences
            if other is not sentence and ASKED.search(other.text) is None and STRONG.search(other.text)
        )
        return None if any(flat) else (Span(*causal.span()), sentence.index, asked.group())
    return None


def _disclaimer(context: Context, words: frozenset[str]) -> tuple[int, str] | None:
    """A sentence that says outright that no cause was shown, about one of the headline's two things."""
    for sentence in context.document.sentences:
        found = NO_CAUSE.search(sentence.text)
        if found and context.index.terms[sentence.index] & words:
            return sentence.index, found.group()
    return None


RULE = Rule(
    id="overstated-cause",
    severity="warning",
    says="overstates",
    summary="Linked to in the body; causes or prevents in the headline.",
    explanation=(
        "Speaks when the headline joins two things with a causal verb (causes, prevents, cuts the risk of, "
        "boosts …) and the body joins them only by association, or leaves open whether one causes the other (linked "
        "to, associated with, more likely, an observational study), with no causal sentence about the two. "
        "A headline with may, could or linked is left alone."
    ),
    check=check,
    checks={
        "only-associated": "The body joins the two by association, or disclaims a cause.",
        "cause-unknown": "The headline says what wrecked it; in the body the cause has still to be found.",
        "cause-left-open": "The body leaves open whether one causes the other.",
    },
    failing=(
        Example(
            "Coffee prevents liver cancer",
            "Drinking coffee is associated with a lower risk of liver cancer, a study of 500,000 adults has found. "
            "The researchers said the study could not prove cause and effect.",
            "an association",
            check="only-associated",
            words="prevents",
            evidence=1,
        ),
        Example(
            "Eye drops cause infections in 11 patients",
            "The health ministry is looking into whether a batch of eye drops led to infections in 11 patients. "
            "Tests will take two weeks, it said.",
            "an open question",
            check="cause-left-open",
            words="cause",
            evidence=1,
        ),
        Example(
            "Night shifts cause heart disease",
            "People who work night shifts are more likely to have heart disease, according to researchers in Ghent. "
            "Smoking may explain part of the link.",
            "more likely",
            check="only-associated",
            words="cause",
            evidence=1,
        ),
        Example(
            "Dog ownership lowers risk of stroke",
            "Owning a dog was linked to a lower risk of stroke in a survey of pensioners. "
            "Dog owners were also younger and richer.",
            "linked to",
            check="only-associated",
            words="lowers risk",
            evidence=1,
        ),
        Example(
            "Football shirt blew up boat in marina",
            "A motor boat blew up in the marina of Overton on Sunday. Its owner thinks of his nylon shirt. "
            "The cause has yet to be established, the fire service said.",
            "nobody knows",
            check="cause-unknown",
            words="blew",
            evidence=3,
        ),
    ),
    passing=(
        Example(
            "Coffee linked to lower risk of liver cancer",
            "Drinking coffee is associated with a lower risk of liver cancer, a study of 500,000 adults has found. "
            "The researchers said the study could not prove cause and effect.",
            "the headline says linked",
        ),
        Example(
            "Vaccine prevents malaria in children",
            "The vaccine prevented malaria in three out of four children in a randomised trial, doctors said. "
            "It will be offered in four countries.",
            "a trial that showed it",
        ),
        Example(
            "Frozen points cause rail delays",
            "Frozen points caused delays on three rail lines on Tuesday morning, the operator said. "
            "Trains were running again by noon.",
            "a cause in the body",
        ),
        Example(
            "Faulty heater destroyed house in Overton",
            "A faulty heater destroyed a house in Overton on Sunday, the fire service said after an inquiry. "
            "Nobody was hurt.",
            "the cause is known",
            check="cause-unknown",
        ),
    ),
)
