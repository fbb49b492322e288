"""Temperature from labelled pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from ..errors import InputError
from ..nli.labels import LabelMap
from .metrics import calibration_error

MIN_PAIRS = 50


class _Logits(Protocol):
    labels: LabelMap

    @property
    def revision(self) -> str: ...

    def logits(self, pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.float32]: ...


def calibrate_pairs(model: _Logits, rows: Sequence[tuple[str, str, str]], source: str) -> dict[str, Any]:
    """Fit the temperature on labelled pairs.

    Args:
        model: a loaded model with raw outputs.
        rows: premise, hypothesis, label; labels in any spelling that ``--labels`` takes.
        source: where the rows came from, for the record.

    Returns:
        ``revision, temperature, fitted_on, ece_before, ece_after``; the errors are of rows that the temperature
        was not fitted on (two halves, each with the other's temperature).

    Raises:
        InputError: too few rows, or a label that is none of the model's.
    """
    if len(rows) < MIN_PAIRS:
        raise InputError(f"{source}: {len(rows)} pairs are too few for a temperature: give {MIN_PAIRS} or more")
    names = model.labels.names
    gold = np.array([_gold(label, names, number, source) for number, (_, _, label) in enumerate(rows, 1)])
    if len(set(gold.tolist())) < 2:
        raise InputError(f"{source}: all pairs have the label {names[gold[0]]}: give pairs of every label")
    logits = model.logits([(premise, hypothesis) for premise, hypothesis, _ in rows])
    # At least one pair a half, drawn the same way every time.
    half = np.random.default_rng(0).permutation(len(gold)) % 2 == 0
    width = len(names)
    held_out = np.zeros((len(gold), 3))
    for part in (half, ~half):
        held_out[part] = model.labels.three_way(logits[part], fit_temperature(logits[~part], gold[~part], model.labels))
    return {
        "revision": model.revision,
        "temperature": round(fit_temperature(logits, gold, model.labels), 4),
        "fitted_on": f"{source}, {len(rows):,} pairs",
        "accuracy": round(float((held_out[:, :width].argmax(axis=1) == gold).mean()), 4),
        "ece_before": round(calibration_error(model.labels.three_way(logits)[:, :width], gold), 4),
        "ece_after": round(calibration_error(held_out[:, :width], gold), 4),
    }


def _gold(label: str, names: tuple[str, ...], number: int, source: str) -> int:
    known: Mapping[str, int] = {name: index for index, name in enumerate(names)}
    letters = label.strip().lower().replace("_", "-")
    if len(names) == 2 and letters in ("neutral", "contradiction"):
        letters = "not-entailment"
    if letters not in known:
        raise InputError(f"{source}: row {number}: label `{label}` is none of {', '.join(names)}")
    return known[letters]


def fit_temperature(logits: npt.NDArray[np.floating[Any]], gold: npt.NDArray[np.int64], labels: LabelMap) -> float:
    """The temperature with the lowest negative log likelihood, by a fine grid.

    Args:
        logits: shape (rows, outputs).
        gold: index of each row's label in ``labels.names``.
        labels: what the outputs mean.
    """
    grid = np.exp(np.linspace(np.log(0.2), np.log(8.0), 240))
    rows = np.arange(len(gold))
    losses = []
    for value in grid:
        chances = labels.three_way(logits, float(value))
        losses.append(float(-np.log(np.clip(chances[rows, gold], 1e-12, 1)).mean()))
    return float(grid[int(np.argmin(losses))])
