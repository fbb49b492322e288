"""Two runs of a suite side by side: every figure's difference on the same rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.nli import LABELS
from checker.statistics import Difference, holm, mcnemar, paired

from .figures import figures
from .run_log import Run
from .suites import SUITES, SuiteError

RESAMPLES = 1_000


@dataclass(frozen=True)
class Comparison:
    """A figure of two runs and their difference on the samples that both have."""

    group: str
    name: str
    first: float
    second: float
    difference: Difference
    adjusted: float


def compare(one: Run, other: Run, resamples: int = RESAMPLES, names: int = 6) -> tuple[list[Comparison], float | None]:
    """Compare the first figures of two runs of the same suite by paired bootstrap.

    Args:
        one, other: the runs.
        resamples: of the rows; each computes the figures of both runs anew.
        names: how many figures, most telling first.

    Returns:
        The comparisons, with Holm's adjustment for their number, and McNemar's p value of right and wrong answers
        where the suite has labels that can be hit or missed.

    Raises:
        SuiteError: other suites, or no sample in common.
    """
    if one.spec.suite != other.spec.suite:
        raise SuiteError(f"runs of different suites: {one.spec.suite} and {other.spec.suite}")
    first, second = ({row["id"]: row for row in run.samples} for run in (one, other))
    ids = [name for name in first if name in second]
    if not ids:
        raise SuiteError("the runs have no sample in common: run both with the same --limit and --seed")
    rows = [[found[name] for name in ids] for found in (first, second)]

    shown = [(item.group, item.name) for item in figures(replace(one, samples=rows[0]), resamples=2)][:names]

    def values(drawn: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Both runs' figures on the drawn rows, shape (2, names)."""
        table = np.full((2, len(shown)), np.nan)
        for number, (run, part) in enumerate(zip((one, other), rows, strict=True)):
            found = figures(replace(run, samples=[part[index] for index in drawn]), resamples=2)
            known = {(item.group, item.name): item.interval.value for item in found}
            table[number] = [known.get(at, np.nan) for at in shown]
        return table

    whole = values(np.arange(len(ids)))
    differences = paired(len(ids), values, resamples)
    made = [(at, *whole[:, number], differences[number]) for number, at in enumerate(shown)]
    adjusted = holm([difference.p for *_, difference in made])
    comparisons = [
        Comparison(group, name, float(before), float(after), difference, p)
        for ((group, name), before, after, difference), p in zip(made, adjusted, strict=True)
    ]
    right = [np.array([is_right(one.spec.suite, row) for row in part]) for part in rows]
    return comparisons, mcnemar(*right) if SUITES[one.spec.suite].task in ("stance", "nli") else None


def is_right(suite: str, row: dict[str, Any]) -> bool:
    """Was a sample answered with its label?"""
    if SUITES[suite].task == "stance":
        return bool(row["output"]["stance"] == row["label"])
    label = LABELS[int(np.argmax(row["output"]["probabilities"]))]
    return label == row["label"] or (row["label"] == "not_entailment" and label != "entailment")
