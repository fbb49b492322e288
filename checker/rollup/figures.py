"""Results → figures with intervals, of all headlines and of groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ..corpus.table import RULE_COLUMNS
from ..statistics import Interval, fisher, holm, mean_count, share

if TYPE_CHECKING:
    import pandas as pd

VERDICTS = ("supported", "review", "unsupported", "contradicted", "not-checked")
# Groups with fewer headlines are not compared.
FEWEST = 50
# So many groups are shown, the largest first; the rest together.
MOST_GROUPS = 30
REST = "(all others)"
NONE = "(none)"
LEVEL = 0.05


@dataclass(frozen=True)
class RuleFigure:
    """What a rule says of a set of headlines.

    Attributes:
        findings: how many.
        headlines: share of the headlines with one, of those for which it ran.
    """

    findings: int
    headlines: Interval

    @property
    def per_thousand(self) -> float:
        """Findings per 1,000 headlines."""
        return 1000 * self.findings / self.headlines.count if self.headlines.count else float("nan")


@dataclass(frozen=True)
class Part:
    """Figures of a set of headlines.

    Attributes:
        name: of the group; empty for all.
        headlines: how many, without rows that failed.
        verdicts: share of each.
        with_error, with_finding: share of the headlines with an error; with any finding.
        findings: findings a headline.
        score: the median, where there is one.
        rules: by id.
        compared: is it large enough to be compared, and are there others?
        p: probability of a share of flagged headlines so far from the other groups' by chance,
            adjusted for the number of groups (Holm).
    """

    name: str
    headlines: int
    verdicts: dict[str, Interval]
    with_error: Interval
    with_finding: Interval
    findings: Interval
    score: float | None
    rules: dict[str, RuleFigure]
    compared: bool = False
    p: float | None = None

    @property
    def differs(self) -> bool:
        """Is its share of flagged headlines another than that of the others, as far as can be told?"""
        return self.p is not None and self.p < LEVEL


@dataclass(frozen=True)
class Grouping:
    """The groups of a column.

    Attributes:
        by: the column, or the period of time.
        column: the column that it is taken from.
        over_time: are the groups in the order of time?
        parts: a group each, the largest first, or in order of time.
        hidden: how many small groups stand together in the last one.
    """

    by: str
    column: str
    over_time: bool
    parts: tuple[Part, ...]
    hidden: int = 0


def checked(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that did not fail."""
    return frame[frame["error"].isna()]


def part_of(frame: pd.DataFrame, name: str = "") -> Part:
    """The figures of a set of headlines that did not fail."""
    count = len(frame)
    errors, warnings = (frame[which].fillna(0).to_numpy(dtype=np.int64) for which in ("errors", "warnings"))
    seen = frame["verdict"].value_counts()
    rules = {}
    for rule, column in RULE_COLUMNS.items():
        if column in frame.columns and (ran := frame[column].dropna().to_numpy(dtype=np.int64)).size:
            rules[rule] = RuleFigure(int(ran.sum()), share(int((ran > 0).sum()), ran.size))
    score = frame["score"].median()
    return Part(
        name,
        count,
        {verdict: share(int(seen.get(verdict, 0)), count) for verdict in VERDICTS},
        share(int((errors > 0).sum()), count),
        share(int((errors + warnings > 0).sum()), count),
        mean_count(errors + warnings),
        float(score) if score == score else None,
        rules,
    )


def grouping(
    frame: pd.DataFrame, values: pd.Series, by: str, column: str, over_time: bool, fewest: int = FEWEST
) -> Grouping:
    """The figures of every group.

    Args:
        frame: rows that did not fail.
        values: the group of each, as text; missing for none.
        by, column: what the groups are called, and where they are from.
        over_time: sort them as they are named.
        fewest: groups with fewer headlines are not compared.
    """
    named = values.map(str, na_action="ignore").astype(object).where(values.notna(), NONE)
    sizes = named.value_counts()
    hidden: list[str] = []
    if over_time:
        order = sorted(name for name in sizes.index if name != NONE) + ([NONE] if NONE in sizes.index else [])
    else:
        order = [str(name) for name in sizes.sort_index().sort_values(ascending=False, kind="stable").index]
        hidden, order = order[MOST_GROUPS:], order[:MOST_GROUPS]
        if len(hidden) == 1:
            order, hidden = order + hidden, []
    if hidden:
        named = named.where(~named.isin(hidden), REST)
        order.append(REST)
    parts = [part_of(frame[named == name], name) for name in order]
    return Grouping(by, column, over_time, _compared(parts, fewest), len(hidden))


def _compared(parts: Sequence[Part], fewest: int) -> tuple[Part, ...]:
    """Each group against all the others, with Holm's adjustment for their number."""
    enough = [part for part in parts if part.headlines >= fewest]
    if len(enough) < 2:
        return tuple(parts)
    count = sum(part.headlines for part in enough)
    flagged = sum(_hits(part) for part in enough)
    values = [fisher(_hits(part), part.headlines, flagged - _hits(part), count - part.headlines) for part in enough]
    # Two groups are compared once, whichever is named first.
    values = holm(values) if len(enough) > 2 else values
    adjusted = {part.name: p for part, p in zip(enough, values, strict=True)}
    return tuple(
        replace(part, compared=part.name in adjusted, p=adjusted.get(part.name)) if part.name in adjusted else part
        for part in parts
    )


def _hits(part: Part) -> int:
    return round(part.with_finding.value * part.headlines)
