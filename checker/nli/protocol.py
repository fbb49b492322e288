"""What the pipeline asks of an NLI model, and the de-duplication that every model gets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Pair = tuple[str, str]


class Prediction(NamedTuple):
    """Calibrated probabilities of one (premise, hypothesis) pair; they sum to 1.

    ``cut`` says that the pair was longer than the model's limit, so that the premise was read in windows.
    """

    entailment: float
    neutral: float
    contradiction: float
    cut: bool = False


class PassageReading(NamedTuple):
    """What a model says of a passage and a headline.

    ``stances`` are the probabilities of :data:`~checker.nli.STANCES`, in their order; they sum to 1. Empty from a model
    that does not tell them. ``asked`` are the answers to :data:`checker.nli.passages.STORY`, where they were put.
    """

    nli: Prediction
    stances: tuple[float, ...] = ()
    asked: tuple[Prediction, ...] = ()


class NliModel(Protocol):
    """What the pipeline needs of a model.

    It also uses, where a model has them: ``labels`` (a :class:`~checker.nli.LabelMap`), ``calibration``
    (``thresholds`` and ``score``), ``runtime`` (what computes the answers, for the report), ``warm_up()``, and
    ``tells_stances`` with ``read_passages(pairs)``, which gives a :class:`PassageReading` of every (passage,
    headline) pair.

    A two-way model (entailment or not) predicts a contradiction of 0.
    """

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


def least_neutral(probabilities: npt.NDArray[np.float32], owner: Sequence[int]) -> list[Prediction]:
    """One prediction a pair from the probabilities of its windows: the window that is least neutral answers.

    Args:
        probabilities: shape (windows, 3): entailment, neutral, contradiction.
        owner: which pair each window belongs to, in the order of the pairs.
    """
    found: dict[int, Prediction] = {}
    for row, index in zip(probabilities, owner, strict=True):
        before = found.get(index)
        if before is None or row[1] < before.neutral:
            found[index] = Prediction(float(row[0]), float(row[1]), float(row[2]), before is not None)
        elif not before.cut:
            found[index] = before._replace(cut=True)
    return [found[index] for index in range(len(found))]
