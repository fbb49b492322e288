"""``unsupported-claim``: nothing in the body supports the claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...context import Context, JudgedClaim
from ...number_answers import answers_within, retold
from ...text import Span
from ..base import RawFinding, Rule, quote
from .deeds import absent_deed, absent_extent
from .examples import FAILING, PASSING
from .low_score import low_score, nearest_sentence
from .placeholder import placeholder
from .superlatives import unsupported_superlative

# A sentence with this share of the claim's terms is about it, whatever the model says.
MAX_RELEVANCE = 0.45
# Words in common are no support where the score is low as well:
# speaks of 0.3 % of 607 sound headlines of Reuters' training part.
HARDLY = 0.15
# A body about something else: of a headline of four terms or more no sentence has this share,
# and all of it no more than a fifth.
FEWEST_TERMS = 4
FEWEST_WORDS = 8
ANOTHER_STORY = 0.12
FEW_KNOWN = 0.2
NOT_ENTAILED = 0.1
DOUBTFUL = 0.44
PASSAGE = 0.82
DEATH_CLAIM = re.compile(
    r"\b(?:killed|kills?(?! off| bill| plan)|dead|dies|died|murdered|slain|fatal|deadly)\b", re.IGNORECASE
)
DEATH = re.compile(
    r"\b(?:kill\w*|dead\w*|die[ds]?|dying|death\w*|fatal\w*|(?<!attempted )murder\w*|manslaughter|homicide|slain"
    r"|bod(?:y|ies)|perish\w*|lost (?:his|her|their) li(?:fe|ves)|"
    r"claim(?:ed|s|ing) .{0,30}li(?:fe|ves)|drown\w*|assassinat\w*|suicide|execut\w*|passed away|mourn\w*|funeral|late"
    r"|victims?|obituary|massacre\w*|shot|toll)\b",
    re.IGNORECASE,
)
HURT = re.compile(r"\b(?:injur\w*|wound\w*|hurt|hospital\w*|casualt\w*)\b", re.IGNORECASE)


def check(context: Context) -> Iterator[RawFinding]:
    """One finding for each claim that no evidence entails and whose words the body hardly has."""
    dummy = placeholder(context)
    if dummy is not None:
        yield RawFinding(
            "unsupported-claim",
            "error",
            f"{quote(context.headline.text[dummy.start : dummy.end])} is no headline but a placeholder for one.",
            dummy,
            (),
            0.95,
            "Write the headline.",
            check="placeholder",
        )
        return
    found = [judged for judged in context.judged if _unsupported(judged, context)]
    whole = [judged for judged in found if judged.claim.kind == "headline"]
    parts = [judged for judged in found if judged.claim.kind == "clause"]
    death = _death_without_deaths(context)
    if death is not None:
        yield death
        return
    deed = _absent(context)
    if deed is not None:
        yield deed
        return
    if _another_story(context):
        yield RawFinding(
            "unsupported-claim",
            "warning",
            "The body seems to be about something else altogether: it has hardly a word of the headline.",
            Span(0, len(context.headline.text.rstrip())),
            (),
            0.8,
            "Check that this is the headline of this article.",
            check="another-story",
        )
        return
    superlative = unsupported_superlative(context) if context.headline.reason in (None, "no-claim") else None
    if superlative is not None:
        words = context.headline.text[superlative.start : superlative.end]
        yield RawFinding(
            "unsupported-claim",
            "warning",
            f"The body says nothing of {quote(words)}.",
            superlative,
            tuple(context.ranked[:1]),
            0.7,
            "Say in the body what it is the most of, or drop the word.",
            check="absent-superlative",
        )
        return
    for judged in [*(item for item in whole if not _has_part(item, parts)), *parts]:
        words = context.headline.text[judged.claim.span.start : judged.claim.span.end]
        yield RawFinding(
            "unsupported-claim",
            "warning",
            f"Nothing in the body supports {quote(words)}.",
            judged.claim.span,
            (),
            min(0.95, (1 - judged.entailment) * (1 - 0.5 * judged.relevance)),
            "Support the claim in the body, or drop it from the headline.",
            check="unsupported",
        )


def hardly_supported(context: Context, findings: Sequence[RawFinding], chance: float) -> Iterator[RawFinding]:
    """The headline or a sentence of it that hardly any passage entails,
    in an article whose score is low and that no rule speaks of.

    Args:
        context: the article.
        findings: what has been found so far: with anything found there is a reason already.
        chance: the learned probability that the headline is supported.
    """
    if findings or chance >= DOUBTFUL or not _contradicted_passage(context):
        return
    for judged in context.judged:
        if judged.claim.reason is not None or judged.claim.kind != "headline" or judged.entailment >= HARDLY:
            continue
        nearest = nearest_sentence(context, judged)
        if nearest is None or retold(context, judged.claim.span):
            continue
        words = context.headline.text[judged.claim.span.start : judged.claim.span.end]
        yield RawFinding(
            "unsupported-claim",
            "warning",
            f"Hardly anything in the body supports {quote(words)}.",
            judged.claim.span,
            nearest,
            round(1 - chance, 4),
            "Read the nearest sentence against the headline; support the claim in the body, or change it.",
            check="hardly-supported",
        )
        return


def _contradicted_passage(context: Context) -> bool:
    """Does the model find the most telling passage against the headline too?

    Puns and summaries it merely fails to find.
    """
    return context.reading is not None and context.reading.nli.contradiction >= PASSAGE


def _has_part(whole: JudgedClaim, parts: list[JudgedClaim]) -> bool:
    return any(whole.claim.span.covers(part.claim.span) for part in parts)


def _another_story(context: Context) -> bool:
    """Has no sentence more than a word or two of a headline of some length, nor the body most of its words,
    and does nothing entail it?
    """
    wanted = context.headline_terms
    told = sum(len(sentence.text.split()) >= FEWEST_WORDS for sentence in context.document.sentences)
    # A table of figures names nothing.
    if (
        context.headline.reason is not None
        or told < 2
        or len(wanted) < FEWEST_TERMS
        or max(context.relevance, default=0.0) >= ANOTHER_STORY
    ):
        return False
    known = frozenset[str]().union(*context.index.terms)
    entailed = max((judged.entailment for judged in context.judged if judged.claim.kind == "headline"), default=0.0)
    return len(wanted & known) <= FEW_KNOWN * len(wanted) and entailed < NOT_ENTAILED


def _absent(context: Context) -> RawFinding | None:
    """A deed, a loaded word or an extent that the body tells nothing of."""
    deed = absent_deed(context)
    span = deed or absent_extent(context)
    if span is None:
        return None
    words = quote(context.headline.text[span.start : span.end])
    return RawFinding(
        "unsupported-claim",
        "warning",
        f"The headline says {words}; the body tells of nothing of the kind, in any words.",
        span,
        tuple(context.ranked[:1]),
        0.7,
        "Use a word for what the body tells, or tell it in the body.",
        check="absent-deed" if deed is not None else "absent-extent",
    )


def _death_without_deaths(context: Context) -> RawFinding | None:
    """The headline has somebody killed or dead, and no word of the body is about death."""
    if context.headline.reason is not None or DEATH.search(context.document.text):
        return None
    for match in DEATH_CLAIM.finditer(context.headline.cased):
        token = next((token for token in context.headline.doc if token.idx == match.start()), None)
        if token is None or any(child.dep_ == "neg" for child in token.children):
            continue
        if re.search(
            r"\b(?:no|not|nobody|none|without|threat\w*|plot|bid|fears?)\b", context.headline.cased, re.IGNORECASE
        ):
            continue
        span = Span(match.start(), match.end())
        hurt = next((sentence.index for sentence in context.document.sentences if HURT.search(sentence.text)), None)
        return RawFinding(
            "unsupported-claim",
            "warning",
            f"The headline says {quote(context.headline.text[span.start : span.end])}; nobody dies in the body.",
            span,
            () if hurt is None else (hurt,),
            0.85,
            "Say what the body says happened to the victims.",
            check="no-deaths",
        )
    return None


def _unsupported(judged: JudgedClaim, context: Context) -> bool:
    if judged.claim.reason is not None or judged.claim.kind == "event":
        return False
    if judged.entailment >= context.thresholds.unsupported or judged.relevance >= MAX_RELEVANCE:
        return False
    # The same here: a claim whose figures the exact check has found is not out of thin air.
    figures = answers_within(context, judged.claim.span)
    return not (figures and all(answer.status == "supported" for answer in figures))


def second_look(context: Context, findings: Sequence[RawFinding], chance: float) -> Iterator[RawFinding]:
    """What is said only once the score is known."""
    hardly = list(hardly_supported(context, findings, chance))
    yield from hardly or low_score(context, findings, chance)


RULE = Rule(
    id="unsupported-claim",
    severity="error",
    also="warning",
    says="lacks",
    needs_model=True,
    summary="Nothing in the body supports the claim.",
    explanation=(
        "No sentence, no window of two or three sentences and no passage of the most telling ones entails the claim, "
        "and none has most of its words: a warning. It is an error where the headline is dummy text (“headline here”, "
        "“Lorem ipsum”). It also speaks when the headline has somebody killed and no word of the body is about death, "
        "when it has a record, the world's largest or a unanimous vote and the body no word for it, and, "
        "as a second look, where the article's score is below 0.3 and hardly any passage entails the headline, "
        "or below the operating point of the sensitivity (`checker models show`). "
        "Headlines that are questions, opinion, quotations or have no verb make no claim that could be judged and are "
        "reported as `not-checked`."
    ),
    check=check,
    checks={
        "placeholder": "Dummy text or a template that nothing was filled into: “headline here”, “Lorem ipsum”.",
        "no-deaths": "The headline has somebody killed or dead, and no word of the body is about death.",
        "another-story": "The body has hardly a word of the headline, and nothing in it entails it.",
        "absent-deed": "A ban, a compulsion, a dismissal, a secret and the like, "
        "of which the body has nothing in any words.",
        "absent-extent": "A whole country or the world, of which the body has no word.",
        "absent-superlative": "A record, the largest of all or a unanimous vote that the body has no word for.",
        "unsupported": "No evidence entails the claim, and no sentence has most of its words.",
        "low-score": "No rule says what is wrong, but the score is below the operating point of the sensitivity.",
        "hardly-supported": "Hardly any passage entails the headline, and the article's score is low too.",
    },
    failing=FAILING,
    passing=PASSING,
    second_look=second_look,
)
