"""Where probabilities become verdicts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Thresholds:
    """Where probabilities become verdicts; fitted for one model and stored with it.

    Attributes:
        supported: entailment from which a claim counts as supported.
        unsupported: entailment below which nothing supports a claim.
        contradicted: contradiction from which a claim counts as contradicted.
        relevance: share of the claim's terms that a sentence must have to contradict it.
        outweighs: entailment, by evidence about as relevant, from which a contradiction is no finding.
    """

    supported: float = 0.5
    unsupported: float = 0.08
    contradicted: float = 0.9
    relevance: float = 0.45
    outweighs: float = 0.4
