"""Findings and probabilities → verdict and score."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

from ..context import JudgedClaim
from ..nli import PassageReading
from ..rules import RawFinding
from ..thresholds import Thresholds

Verdict = Literal["supported", "contradicted", "unsupported", "review", "not-checked"]
# Worst first: an article's verdict is the worst of its claims'.
ORDER: tuple[Verdict, ...] = ("contradicted", "unsupported", "review", "supported", "not-checked")

# A relevant sentence's contradiction from which an entailment that is not clearly stronger settles nothing.
DISPUTED = 0.7
OUTVOTES = 0.1
# Where the score and a passage that entails the headline settle what sentences leave open,
# and under which score nothing is supported: with `standard` 3 of 51 faulty headlines
# of the handed real faults pass for supported, and 9 % of 800 BBC headlines stay
# in `review` without a finding (stricter limits:
# 2 of 51 and 31 %; models/EXPERIMENTS.md).
LEAST_SCORE = 0.5
BACKED_PASSAGE = 0.35
DISPUTED_PASSAGE = 0.3
SURE_SCORE = 0.85


def claim_verdict(judged: JudgedClaim, findings: Sequence[RawFinding], limits: Thresholds) -> Verdict:
    """The verdict of one claim from the findings that touch its words and from the model's probabilities."""
    near = [finding for finding in findings if finding.span.overlaps(judged.claim.span)]
    touching = {finding.says for finding in near}
    if any(finding.says == "otherwise" and finding.severity == "error" for finding in near):
        return "contradicted"
    if judged.claim.reason is not None and not touching:
        # A headline without a verb often claims something all the same: what the body entails is supported.
        return "supported" if judged.entailment >= limits.supported else "not-checked"
    if "lacks" in touching:
        return "unsupported"
    if touching or judged.claim.reason is not None:
        return "review"
    contradiction, _ = judged.contradiction(limits.relevance)
    if judged.backing >= limits.supported:
        # Strong signals both ways are for a person to weigh:
        # an entailment does not outvote a contradiction by the same event.
        disputed = contradiction >= DISPUTED and contradiction > judged.backing - OUTVOTES
        return "review" if disputed else "supported"
    if judged.claim.kind == "event":
        return "not-checked" if not judged.predictions else "review"
    return "review"


def article_verdict(claims: Sequence[Verdict], sentences: int = 1, apart: Sequence[RawFinding] = ()) -> Verdict:
    """The worst verdict of the claims; ``not-checked`` where none was judged and nothing found.

    The headline's sentences come first: when they are supported, a part that is merely unclear does not spoil it.

    Args:
        claims: of the sentences first, then of their parts.
        sentences: how many of them are sentences.
        apart: findings on words that are in no claim.
    """
    whole, parts = set(claims[:sentences]), set(claims[sentences:])
    if whole == {"supported"} and parts <= {"supported", "review", "not-checked"} and not apart:
        return "supported"
    every = {*claims, *map(finding_verdict, apart)}
    return next((verdict for verdict in ORDER if verdict in every), "not-checked")


def with_score(
    verdict: Verdict,
    chance: float,
    reading: PassageReading | None,
    findings: Sequence[RawFinding],
    verbless: bool = False,
) -> Verdict:
    """The verdict of a headline without findings, once the learned score and the passage that stands
    for the body are known.

    Single sentences often say less than a headline sums up: where the score is high and the passage entails it,
    it is supported. And nothing is supported whose score is low.

    Args:
        verdict: from the claims.
        chance: the learned probability that the headline is supported.
        reading: what the model said of the passage; ``None`` without a learned verdict,
            which leaves the verdict as it is.
        findings: with any the verdict stays.
        verbless: the headline has no verb, so that nothing said whether it claims anything.
    """
    if findings or reading is None:
        return verdict
    if verdict == "not-checked" and verbless:
        # What the passage speaks against claims something, verb or no verb: "Porto sign striker from Chelsea".
        return "review" if reading.nli.contradiction >= DISPUTED and chance < LEAST_SCORE else verdict
    if chance < LEAST_SCORE:
        return "review" if verdict == "supported" else verdict
    agreeing = reading.nli.entailment >= BACKED_PASSAGE or chance >= SURE_SCORE
    backed = agreeing and reading.nli.contradiction < DISPUTED_PASSAGE
    return "supported" if verdict == "review" and backed else verdict


def finding_verdict(finding: RawFinding) -> Verdict:
    """What one finding makes of the words that it stands on."""
    if finding.says == "otherwise" and finding.severity == "error":
        return "contradicted"
    return "unsupported" if finding.says == "lacks" else "review"


DEFAULT_WEIGHTS: Mapping[str, float] = {
    "bias": -1.5,
    "headline": 3.5,
    "claims": 1.0,
    "relevance": 1.5,
    "contradiction": -1.5,
    "errors": -2.5,
    "warnings": -1.0,
}


def weakest_sentence(judged: Sequence[JudgedClaim]) -> JudgedClaim | None:
    """Of the claims that are the headline or its sentences, the one entailed least: all of them must hold."""
    whole = [item for item in judged if item.claim.kind == "headline"] or judged[:1]
    return min(whole, key=lambda item: item.entailment, default=None)


def features(judged: Sequence[JudgedClaim], findings: Sequence[RawFinding], limits: Thresholds) -> dict[str, float]:
    """What the score is computed from, each between 0 and 1 or a small count."""
    scored = [item for item in judged if item.predictions and item.claim.kind != "event"]
    whole = weakest_sentence(scored)
    return {
        "bias": 1.0,
        "headline": whole.entailment if whole else 0.0,
        "claims": min((item.entailment for item in scored), default=0.0),
        "relevance": whole.relevance if whole else 0.0,
        "contradiction": max((item.contradiction(limits.relevance)[0] for item in scored), default=0.0),
        "errors": float(min(sum(finding.severity == "error" for finding in findings), 2)),
        "warnings": float(min(sum(finding.severity == "warning" for finding in findings), 3)),
    }


def score(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Probability that the headline is supported: a logistic model over :func:`features`."""
    return logistic(sum(weights.get(name, 0.0) * value for name, value in values.items()))


def logistic(log_odds: float) -> float:
    """The probability that log odds stand for, far ends clamped."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


def bounded(chance: float, verdict: Verdict, findings: Sequence[RawFinding]) -> float:
    """A score that does not speak against the report.

    What is contradicted or unsupported is no likelier than not, and an error found with confidence c leaves 1 - c.
    """
    most = 0.5 if verdict in ("contradicted", "unsupported") else 1.0
    return min(chance, most, *(1.0 - finding.confidence for finding in findings if finding.severity == "error"))
