"""Intervals and comparisons: bootstrap percentiles, paired bootstrap, McNemar, Holm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

RESAMPLES = 10_000
LEVEL = 0.95
CHUNK = 500


@dataclass(frozen=True)
class Interval:
    """A figure with its 95 % bootstrap interval and the number of samples behind it."""

    value: float
    low: float
    high: float
    count: int


def of_confusion(
    table: npt.NDArray[np.int64],
    metric: Callable[[npt.NDArray[np.floating[Any]]], Any],
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Interval:
    """Interval of a metric that depends on a table of counts alone.

    To draw rows with replacement and count them is to draw the counts from a multinomial distribution: exact, and fast.
    """
    total = int(table.sum())
    if not total:
        return Interval(float("nan"), float("nan"), float("nan"), 0)
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(total, table.reshape(-1) / total, size=resamples).reshape(resamples, *table.shape)
    low, high = _ends(np.asarray(metric(drawn.astype(float))))
    return Interval(float(metric(table.astype(float))), low, high, total)


def of_rows(
    count: int,
    metric: Callable[[npt.NDArray[np.int64]], float],
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Interval:
    """Interval of a metric of row numbers: ``metric`` is called with the drawn rows."""
    if not count:
        return Interval(float("nan"), float("nan"), float("nan"), 0)
    rng = np.random.default_rng(seed)
    values = [metric(rng.integers(0, count, count)) for _ in range(resamples)]
    low, high = _ends(np.array(values))
    return Interval(metric(np.arange(count)), low, high, count)


@dataclass(frozen=True)
class Difference:
    """Second minus first, with its interval and the probability of a difference as large by chance (two-sided)."""

    value: float
    low: float
    high: float
    p: float
    count: int


def paired(
    count: int,
    metrics: Callable[[npt.NDArray[np.int64]], npt.NDArray[np.float64]],
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> list[Difference]:
    """Paired bootstrap: the figures of two systems on the same drawn rows.

    Args:
        count: number of rows.
        metrics: row numbers → shape (2, figures): both systems' figures.
        resamples: draws.
        seed: of the draws.

    Returns:
        A difference for every figure.
    """
    rng = np.random.default_rng(seed)
    both = metrics(np.arange(count))
    whole = both[1] - both[0]
    values = np.empty((resamples, len(whole)))
    for number in range(resamples):
        drawn = metrics(rng.integers(0, count, count))
        values[number] = drawn[1] - drawn[0]
    found = []
    for column, value in zip(values.T, whole, strict=True):
        low, high = _ends(column)
        # Twice the share of resamples on the other side of no difference.
        side = min(float((column <= 0).mean()), float((column >= 0).mean()))
        found.append(Difference(float(value), low, high, min(1.0, 2 * max(side, 1 / resamples)), count))
    return found


def mcnemar(one_right: npt.NDArray[np.bool_], other_right: npt.NDArray[np.bool_]) -> float:
    """Exact McNemar test: probability of so uneven a split of the rows that only one of two systems gets right."""
    from scipy.stats import binomtest

    only_one, only_other = int((one_right & ~other_right).sum()), int((other_right & ~one_right).sum())
    if not only_one + only_other:
        return 1.0
    return float(binomtest(only_one, only_one + only_other).pvalue)


def holm(values: Sequence[float]) -> list[float]:
    """Holm's adjustment of several p values for having made several comparisons."""
    order = sorted(range(len(values)), key=lambda index: values[index])
    adjusted = [0.0] * len(values)
    highest = 0.0
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, (len(values) - rank) * values[index]))
        adjusted[index] = highest
    return adjusted


def _ends(values: npt.NDArray[np.floating[Any]]) -> tuple[float, float]:
    low, high = np.nanpercentile(values, [50 * (1 - LEVEL), 50 * (1 + LEVEL)])
    return float(low), float(high)
