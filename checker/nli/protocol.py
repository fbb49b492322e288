"""What the pipeline asks of an NLI model, and the de-duplication that every model gets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

LABELS = ("entailment", "neutral", "contradiction")
Pair = tuple[str, str]


class Prediction(NamedTuple):
    """Calibrated probabilities of one (premise, hypothesis) pair; they sum to 1.

    ``cut`` says that the pair was longer than the model's limit, so that the premise was read in windows.
    """

    entailment: float
    neutral: float
    contradiction: float
    cut: bool = False


class NliModel(Protocol):
    """Any three-way NLI model."""

    @property
    def name(self) -> str:
        """What the user calls it: ``standard``, a folder, a hub id."""

    @property
    def revision(self) -> str:
        """Hash of the weights."""

    @property
    def calibrated(self) -> bool:
        """Was a temperature fitted on held-out pairs?"""

    def predict(self, pairs: Sequence[Pair]) -> list[Prediction]:
        """Probabilities of every (premise, hypothesis) pair, in order."""


def predict_pairs(model: NliModel, pairs: Sequence[Pair]) -> dict[Pair, Prediction]:
    """Predict each distinct pair once."""
    distinct = list(dict.fromkeys(pairs))
    return dict(zip(distinct, model.predict(distinct), strict=True))
