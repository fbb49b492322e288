"""Intervals and comparisons: Wilson, bootstrap percentiles, paired bootstrap, Newcombe, Fisher, McNemar, Holm."""

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
    """A figure with its 95 % interval and the number of samples behind it."""

    value: float
    low: float
    high: float
    count: int


def share(hits: int, count: int) -> Interval:
    """A share with Wilson's interval, which is honest where hits are few or none.

    Source: Wilson 1927; recommended by Brown, Cai and DasGupta, Statistical Science 16 (2001).
    """
    from scipy.stats import binomtest

    if not count:
        return Interval(float("nan"), float("nan"), float("nan"), 0)
    found = binomtest(hits, count).proportion_ci(LEVEL, method="wilson")
    return Interval(hits / count, float(found.low), float(found.high), count)


def mean_count(counts: npt.NDArray[np.int64], resamples: int = 2_000, seed: int = 0) -> Interval:
    """Mean of small whole numbers, such as findings a headline, with its bootstrap interval.

    Args:
        counts: one a row, 0 or more.
        resamples: draws.
        seed: of the draws.
    """
    table = np.bincount(counts.astype(np.int64)) if len(counts) else np.zeros(1, dtype=np.int64)
    values = np.arange(len(table))
    return of_confusion(table, lambda drawn: drawn @ values / drawn.sum(axis=-1), resamples, seed)


def difference(one: Interval, other: Interval) -> Interval:
    """A share less another of other rows, with Newcombe's interval from Wilson's of both.

    Source: Newcombe, Statistics in Medicine 17 (1998), method 10.
    """
    value = one.value - other.value
    low = value - float(np.hypot(one.value - one.low, other.high - other.value))
    high = value + float(np.hypot(one.high - one.value, other.value - other.low))
    return Interval(value, low, high, one.count)


def fisher(hits: int, count: int, other_hits: int, other_count: int) -> float:
    """Fisher's exact test (two-sided): probability of shares that differ as much, where there is no difference."""
    from scipy.stats import fisher_exact

    table = [[hits, count - hits], [other_hits, other_count - other_hits]]
    return float(fisher_exact(table).pvalue)


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


def paired_shares(one: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_], resamples: int = RESAMPLES) -> Difference:
    """A share of rows in a second state less that in a first, of the same rows: paired bootstrap,
    and McNemar's exact p.

    Args:
        one, other: which rows have it, then and now.
        resamples: draws.
    """
    table = np.array([(~one & other).sum(), (one & ~other).sum(), (one == other).sum()])
    found = of_confusion(table, lambda drawn: (drawn[..., 0] - drawn[..., 1]) / drawn.sum(axis=-1), resamples)
    return Difference(found.value, found.low, found.high, mcnemar(one, other), found.count)


def paired_means(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> Difference:
    """A mean in a second state less that in a first, of the same rows (Student's t for pairs);
    nothing known of fewer than two.
    """
    from scipy.stats import ttest_rel

    if len(one) < 2:
        return Difference(float("nan"), float("nan"), float("nan"), 1.0, len(one))
    value = float((other - one).mean())
    if np.ptp(other - one) == 0.0:
        return Difference(value, value, value, 1.0 if value == 0.0 else 0.0, len(one))
    found = ttest_rel(other, one)
    ends = found.confidence_interval(LEVEL)
    return Difference(value, float(ends.low), float(ends.high), float(found.pvalue), len(one))
