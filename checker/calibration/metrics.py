"""Metrics of label and score columns. All take arrays of the same length; shares are between 0 and 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.floating[Any]]


def confusion(gold: Sequence[str], guess: Sequence[str], labels: Sequence[str]) -> npt.NDArray[np.int64]:
    """Counts, shape (labels, labels): gold down, guess across. A guess that is no label counts as wrong."""
    index = {label: number for number, label in enumerate(labels)}
    table = np.zeros((len(labels), len(labels) + 1), dtype=np.int64)
    for one, other in zip(gold, guess, strict=True):
        table[index[one], index.get(other, len(labels))] += 1
    return table


def accuracy(table: Counts) -> Any:
    """Share of right guesses. ``table``: shape (…, labels, labels + 1)."""
    total = table.sum(axis=(-1, -2))
    return _ratio(np.trace(table, axis1=-2, axis2=-1), total)


def class_f1(table: Counts) -> Any:
    """F1 of every label, shape (…, labels)."""
    square = table[..., : table.shape[-2]]
    right = np.diagonal(square, axis1=-2, axis2=-1)
    return _ratio(2 * right, table.sum(axis=-1) + square.sum(axis=-2))


def macro_f1(table: Counts) -> Any:
    """Mean of the labels' F1."""
    return class_f1(table).mean(axis=-1)


def balanced_accuracy(table: Counts) -> Any:
    """Mean of the labels' recall."""
    square = table[..., : table.shape[-2]]
    return _ratio(np.diagonal(square, axis1=-2, axis2=-1), table.sum(axis=-1)).mean(axis=-1)


def fnc_score(table: Counts, labels: Sequence[str]) -> Any:
    """The challenge's weighted score: a quarter for related or not, three more for the right related stance."""
    unrelated = list(labels).index("unrelated")
    related = [number for number in range(len(labels)) if number != unrelated]
    square = table[..., : table.shape[-2]]
    both = square[..., related, :][..., :, related].sum(axis=(-1, -2))
    exact = sum(square[..., number, number] for number in related)
    points = square[..., unrelated, unrelated] * 0.25 + both * 0.25 + exact * 0.75
    best = table.sum(axis=-1)[..., unrelated] * 0.25 + sum(table.sum(axis=-1)[..., number] for number in related)
    return _ratio(points, best)


def auroc(positive: npt.NDArray[np.bool_], score: npt.NDArray[np.floating[Any]]) -> float:
    """Area under the ROC curve; ties count half. ``nan`` where one class is absent."""
    return auroc_of_places(positive, np.unique(score, return_inverse=True)[1])


def auroc_of_places(positive: npt.NDArray[np.bool_], place: npt.NDArray[np.int64]) -> float:
    """As :func:`auroc`, of each score's place among the different ones, from 0:
    whoever draws rows again and again sorts once.
    """
    size = int(place.max(initial=-1)) + 1
    good = np.bincount(place[positive], minlength=size)
    bad = np.bincount(place, minlength=size) - good
    if not good.any() or not bad.any():
        return float("nan")
    above = np.cumsum(bad) - bad
    return float((good * (above + bad / 2)).sum() / (float(good.sum()) * float(bad.sum())))


def best_threshold(positive: npt.NDArray[np.bool_], score: npt.NDArray[np.floating[Any]]) -> float:
    """The threshold with the best balanced accuracy; scores at or above it are positive."""
    order = np.unique(score)
    cuts = np.concatenate([[order[0]], (order[1:] + order[:-1]) / 2])
    sorted_good, sorted_bad = np.sort(score[positive]), np.sort(score[~positive])
    recall = 1 - np.searchsorted(sorted_good, cuts, side="left") / max(len(sorted_good), 1)
    rejection = np.searchsorted(sorted_bad, cuts, side="left") / max(len(sorted_bad), 1)
    return float(cuts[int(np.argmax(recall + rejection))])


def calibration_bins(
    positive: npt.NDArray[np.bool_],
    score: npt.NDArray[np.floating[Any]],
    bins: int = 15,
    weight: npt.NDArray[np.floating[Any]] | None = None,
) -> list[tuple[float, float, float]]:
    """Mean score, share of positives and weight of every bin that has rows: the points of a reliability diagram.

    Args:
        positive: what came true.
        score: its probability.
        bins: number of equal-width bins.
        weight: of every row; 1 by default.
    """
    rows = np.ones(len(score)) if weight is None else weight
    index = np.minimum((score * bins).astype(int), bins - 1)
    totals, scores, hits = (
        np.bincount(index, weights=values, minlength=bins) for values in (rows, rows * score, rows * positive)
    )
    kept = np.flatnonzero(totals)
    return [(float(scores[one] / totals[one]), float(hits[one] / totals[one]), float(totals[one])) for one in kept]


def score_error(
    positive: npt.NDArray[np.bool_],
    score: npt.NDArray[np.floating[Any]],
    bins: int = 15,
    weight: npt.NDArray[np.floating[Any]] | None = None,
) -> float:
    """Expected calibration error of a probability of being positive."""
    points = calibration_bins(positive, score, bins, weight)
    return sum(abs(share - mean) * count for mean, share, count in points) / max(
        sum(count for *_, count in points), 1e-9
    )


def calibration_error(
    probabilities: npt.NDArray[np.floating[Any]], gold: npt.NDArray[np.int64], bins: int = 15
) -> float:
    """Expected calibration error of the winning label.

    Args:
        probabilities: shape (rows, labels).
        gold: index of each row's label.
        bins: number of equal-width bins.
    """
    return score_error(probabilities.argmax(axis=1) == gold, probabilities.max(axis=1), bins)


def even_weights(positive: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Weights with which positives and negatives count the same: how a score is judged whose use has other shares."""
    share = positive.mean() if len(positive) else 0.5
    return np.where(positive, 0.5 / max(share, 1e-9), 0.5 / max(1 - share, 1e-9))


def _ratio(one: Any, other: Any) -> Any:
    return np.divide(one, other, out=np.zeros(np.broadcast(one, other).shape), where=np.asarray(other) != 0)
