"""``unsupported-claim/low-score``: no rule can say what is wrong,
and the score is below the operating point all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...context import Context, JudgedClaim
from ...english.terms import terms
from ...english.words.opposites import unchanged
from ...number_answers import answers_within, retold
from ...text import Span
from ..base import RawFinding, quote
from ..second_signal import undisputed

MOST_WORDS = 30
# A sentence that entails all of it is reason enough to doubt the score.
BACKED = 0.5
# A pun, a feature's title and a summary of the whole have a low score too;
# what is wrong the model also finds spoken against.
DISPUTED = 0.3


def low_score(context: Context, findings: Sequence[RawFinding], chance: float) -> Iterator[RawFinding]:
    """One finding on the headline's least entailed sentence.

    Args:
        context: the article.
        findings: what has been found so far: with anything found there is a reason already.
        chance: the learned probability that the headline is supported.
    """
    if findings or chance >= context.thresholds.doubtful or retold(context, Span(0, len(context.headline.text))):
        return
    claims = [item for item in context.judged if item.claim.kind == "headline" and item.claim.reason is None]
    judged = min(claims, key=lambda item: item.entailment, default=None)
    nearest = None if judged is None else nearest_sentence(context, judged)
    if judged is None or nearest is None or judged.entailment >= BACKED or undisputed(context, DISPUTED):
        return
    words = context.headline.text[judged.claim.span.start : judged.claim.span.end]
    sentences = context.document.sentences
    span = not_carried(context, judged) or judged.claim.span
    missing = context.headline.text[span.start : span.end]
    near = f"The nearest sentence says {quote(_shortened(sentences[nearest[0]].text))}; " if nearest else ""
    lacking = f"the body has nothing of {quote(missing)}."
    if span == judged.claim.span:
        lacking = f"nothing in the body says that {quote(words)}."
    message = near + (lacking if near else lacking[0].upper() + lacking[1:])
    yield RawFinding(
        "unsupported-claim", "warning", message, span, nearest, round(1 - chance, 4),
        "Say it in the body, or keep the headline to what the body says.", check="low-score",
    )  # fmt: skip


def nearest_sentence(context: Context, judged: JudgedClaim) -> tuple[int, ...] | None:
    """The sentence nearest to a claim that only the score speaks against, none where no word is shared; ``None`` where
    it is no ground to speak.

    The model does not add up ("six killed" over "four were killed … two died later"),
    and knows little of what stays as it is.
    """
    if any(answer.worked_out for answer in answers_within(context, judged.claim.span)):
        return None
    words = context.headline.text[judged.claim.span.start : judged.claim.span.end]
    nearest = tuple(context.ranked[:1]) if max(context.relevance, default=0.0) > 0 else ()
    if any(unchanged(words, context.document.sentences[number].text) for number in nearest):
        return None
    return nearest


def not_carried(context: Context, judged: JudgedClaim) -> Span | None:
    """The words of a claim from the first to the last that the body has no form of,
    where they stand next to one another; else ``None``.
    """
    known = frozenset().union(*context.index.terms)
    inside = [
        token
        for token in context.headline.doc
        if judged.claim.span.start <= token.idx < judged.claim.span.end and token.pos_ not in ("PUNCT", "SPACE")
    ]
    absent = [number for number, token in enumerate(inside) if (own := terms(token.text)) and not own & known]
    if not absent or absent[-1] - absent[0] >= max(2 * len(absent), 1):
        return None
    first, last = inside[absent[0]], inside[absent[-1]]
    return Span(first.idx, last.idx + len(last.text))


def _shortened(text: str) -> str:
    found = text.split()
    return text if len(found) <= MOST_WORDS else " ".join(found[:MOST_WORDS]) + " …"
