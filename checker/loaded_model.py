"""A model with all that was fitted for it: thresholds, score, learned verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from .article import writable
from .errors import UsageError
from .evidence import PASSAGE_WORDS
from .nli import LABELS, NliModel
from .nli.calibration import read_calibration
from .report import ModelInfo
from .thresholds import Sensitivity, Thresholds
from .verdict.learned import FILE_NAME, LearnedVerdict, read_learned_verdict
from .verdict.verdict import DEFAULT_WEIGHTS


@dataclass(frozen=True)
class LoadedModel:
    """A model and what goes with exactly its weights.

    Attributes:
        model: answers the questions.
        labels: what it tells apart.
        thresholds: where its probabilities become verdicts.
        weights: of the score without a learned verdict.
        learned: stance and score; ``None`` where there is none, or the user has fitted a score of his own.
    """

    model: NliModel
    labels: tuple[str, ...]
    thresholds: Thresholds
    weights: Mapping[str, float]
    learned: LearnedVerdict | None

    @property
    def passage_words(self) -> int:
        """Length of the passage that stands for a body."""
        return getattr(self.model, "passage_words", None) or PASSAGE_WORDS

    @property
    def info(self) -> ModelInfo:
        """What a report says of it."""
        calibration: Literal["calibrated", "uncalibrated"] = "calibrated" if self.model.calibrated else "uncalibrated"
        model = self.model
        return ModelInfo(
            name=writable(model.name),
            revision=model.revision,
            runtime=getattr(model, "runtime", None),
            calibration=calibration,
            labels=list(self.labels),
        )


def describe(
    model: NliModel,
    thresholds: Thresholds | None = None,
    learned: bool = True,
    sensitivity: Sensitivity = "balanced",
) -> LoadedModel:
    """What was fitted for a model.

    Args:
        model: any; what lies beside its weights and in the user's folder is looked up by their hash.
        thresholds: in place of its own.
        learned: look for a learned verdict.
        sensitivity: which of the operating points that were measured for it.

    Raises:
        ModelError: a file beside the model, or the user's own calibration, cannot be read.
        UsageError: another sensitivity than ``balanced``, and nothing was measured for it.
    """
    labels = getattr(model, "labels", None)
    calibration = getattr(model, "calibration", {})
    verdict = _learned(model) if learned else None
    limits = Thresholds(**calibration.get("thresholds", {}))
    points = calibration.get("operating_points")
    if points and verdict is not None:
        # They are of the learned score alone.
        limits = replace(limits, doubtful=points[sensitivity]["score"])
    elif sensitivity != "balanced" and thresholds is None:
        raise UsageError(
            f"sensitivity {sensitivity}: {_why_no_points(model, learned, bool(points))}: leave it at balanced, or give "
            "thresholds"
        )
    return LoadedModel(
        model,
        labels.names if labels is not None else LABELS,
        thresholds or limits,
        calibration.get("score") or DEFAULT_WEIGHTS,
        verdict,
    )


def _why_no_points(model: NliModel, learned: bool, measured: bool) -> str:
    if measured and not learned:
        return "its limits are of the learned verdict, which is switched off"
    own = "score" in read_calibration(model.revision)
    return f"nothing was measured for {'your own calibration of ' if own else ''}this model"


def _learned(model: NliModel) -> LearnedVerdict | None:
    folder: Path | None = getattr(model, "folder", None)
    if folder is None or not (folder / FILE_NAME).is_file():
        return None
    found = read_learned_verdict(folder / FILE_NAME)
    own = found.revision != model.revision or "score" in read_calibration(model.revision)
    return None if own else found
