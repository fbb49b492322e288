"""Where probabilities become verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Sensitivity = Literal["cautious", "balanced", "thorough"]
SENSITIVITIES: tuple[Sensitivity, ...] = get_args(Sensitivity)


@dataclass(frozen=True)
class Thresholds:
    """Where probabilities become verdicts; fitted for one model and stored with it.

    Attributes:
        supported: entailment from which a claim counts as supported.
        unsupported: entailment below which nothing supports a claim.
        contradicted: contradiction from which a claim counts as contradicted.
        relevance: share of the claim's terms that a sentence must have to contradict it.
        outweighs: entailment, by evidence about as relevant, from which a contradiction is no finding.
        doubtful: score below which a headline that no rule speaks of is called unsupported; 0 for never.
    """

    supported: float = 0.5
    unsupported: float = 0.08
    contradicted: float = 0.9
    relevance: float = 0.45
    outweighs: float = 0.4
    doubtful: float = 0.0
