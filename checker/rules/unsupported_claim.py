"""``unsupported-claim``: nothing in the body supports the claim."""

from __future__ import annotations

from collections.abc import Iterator

from .base import Context, Example, JudgedClaim, RawFinding, Rule, quote


def check(context: Context) -> Iterator[RawFinding]:
    """One finding for each claim that no evidence entails and whose words the body hardly has."""
    found = [judged for judged in context.judged if _unsupported(judged, context)]
    whole = [judged for judged in found if judged.claim.kind == "headline"]
    parts = [judged for judged in found if judged.claim.kind == "clause"]
    for judged in parts or whole:
        words = context.headline.text[judged.claim.span.start : judged.claim.span.end]
        yield RawFinding(
            "unsupported-claim", "warning", f"Nothing in the body supports {quote(words)}.", judged.claim.span, (),
            min(0.95, (1 - judged.entailment) * (1 - 0.5 * judged.relevance)), "Support the claim in the body, or drop it from the headline.",
        )  # fmt: skip


def _unsupported(judged: JudgedClaim, context: Context) -> bool:
    if judged.claim.reason is not None or judged.claim.kind == "event":
        return False
    return judged.entailment < context.thresholds.unsupported and judged.relevance < context.thresholds.relevance


RULE = Rule(
    id="unsupported-claim",
    severity="warning",
    summary="Nothing in the body supports the claim.",
    explanation=(
        "No sentence and no window of two or three sentences entails the claim, and none has most of its words. Headlines that are questions, "
        "opinion, quotations or have no verb make no claim that could be judged and are reported as `not-checked`."
    ),
    check=check,
    failing=(
        Example(
            "Film festival banned by court",
            "The bakery on Mill Lane will open an hour earlier from next week. Its owner hopes to sell more bread to commuters.",
            "another story altogether",
        ),
        Example(
            "Scientists discover cure for baldness",
            "House prices rose slightly in May after two flat months. Lenders said that demand was strongest in the north.",
            "another story altogether",
        ),
        Example(
            "Actor arrested after airport brawl",
            "The actor opened a school in his home town on Saturday. He thanked his former teachers and planted a tree.",
            "the same man, another event",
        ),
    ),
    passing=(
        Example(
            "Bakery to open earlier",
            "The bakery on Mill Lane will open an hour earlier from next week. Its owner hopes to sell more bread to commuters.",
            "the body says so",
        ),
        Example(
            "House prices edge up in May",
            "House prices rose slightly in May after two flat months. Lenders said that demand was strongest in the north.",
            "the same in other words",
        ),
        Example(
            "Actor opens school in home town",
            "The actor opened a school in his home town on Saturday. He thanked his former teachers and planted a tree.",
            "the body says so",
        ),
    ),
)
