"""Shares, rates and groups: the figures are those that were put in, and small groups are not compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from checker import UsageError, read_results
from checker.rollup.figures import MOST_GROUPS, NONE, REST, Grouping, grouping, part_of
from checker.rollup.periods import date_column, labels, moments
from checker.statistics import share

from .made import row, write


def frame(folder: Path, rows: list[dict[str, Any]]) -> pd.DataFrame:
    return read_results(write(folder / "a.parquet", rows, outlet="string"))


def groups(folder: Path, flagged: dict[str, tuple[int, int]], fewest: int = 50) -> Grouping:
    """Groups with so many flagged of so many headlines."""
    rows = [
        row(number, outlet=name, findings=["number-mismatch"] if number < hits else [])
        for name, (hits, count) in flagged.items()
        for number in range(count)
    ]
    found = frame(folder, rows)
    return grouping(found, found["outlet"], "outlet", "outlet", False, fewest)


def test_shares_and_rates_are_those_of_the_rows(tmp_path: Path) -> None:
    rows = [row(number) for number in range(90)]
    rows += [row(number, findings=["number-mismatch", "number-mismatch"]) for number in range(90, 96)]
    rows += [row(number, verdict="review", warnings=1, quote_altered=1) for number in range(96, 99)]
    rows += [row(99, actor_mismatch=None)]
    part = part_of(frame(tmp_path, rows))
    assert part.headlines == 100
    assert {name: value.value for name, value in part.verdicts.items() if value.value} == {
        "supported": 0.91,
        "contradicted": 0.06,
        "review": 0.03,
    }
    assert part.verdicts["contradicted"] == share(6, 100)
    assert (part.with_error.value, part.with_finding.value) == (0.06, 0.09)
    assert part.findings.value == pytest.approx(0.15)
    assert part.findings.low < 0.15 < part.findings.high
    number = part.rules["number-mismatch"]
    assert (number.findings, number.headlines.value, number.per_thousand) == (12, 0.06, 120)
    assert part.rules["actor-mismatch"].headlines.count == 99, "where it did not run it has no say"
    assert part.score == pytest.approx(0.9)


def test_groups_are_compared_with_all_the_others_where_there_is_enough(tmp_path: Path) -> None:
    found = groups(tmp_path, {"loud": (40, 200), "calm": (4, 200), "even": (20, 200), "tiny": (20, 49)})
    parts = {part.name: part for part in found.parts}
    assert [part.name for part in found.parts] == ["calm", "even", "loud", "tiny"], "the largest first"
    assert parts["loud"].differs
    assert parts["calm"].differs
    assert not parts["even"].differs
    assert (parts["tiny"].compared, parts["tiny"].p) == (False, None)
    # One test more for each group: what is told apart among two is not among many.
    alone = groups(tmp_path, {"a": (8, 60), "b": (1, 60)}).parts[0].p
    many = groups(tmp_path, {"a": (8, 60), "b": (1, 60), **{f"c{n}": (4, 60) for n in range(6)}})
    assert alone is not None
    assert alone == pytest.approx(0.032, abs=0.001)
    assert not any(part.differs for part in many.parts)


def test_a_single_group_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    assert groups(tmp_path, {"only": (5, 100)}).parts[0].p is None


def test_small_groups_beyond_the_largest_stand_together_and_rows_without_one_are_a_group(tmp_path: Path) -> None:
    rows = [row(number, outlet=f"o{number % (MOST_GROUPS + 5):02d}") for number in range(80)]
    rows += [row(number, outlet=None) for number in range(9)]
    found = frame(tmp_path, rows)
    groups = grouping(found, found["outlet"], "outlet", "outlet", False)
    names = [part.name for part in groups.parts]
    assert names[0] == NONE
    assert names[-1] == REST
    assert len(names) == MOST_GROUPS + 1
    assert groups.hidden == 6
    assert sum(part.headlines for part in groups.parts) == 89


@pytest.mark.parametrize(
    ("period", "expected"),
    [("day", "2026-05-31"), ("week", "2026-05-25"), ("month", "2026-05"), ("quarter", "2026Q2"), ("year", "2026")],
)
def test_periods(period: str, expected: str) -> None:
    values = pd.Series(["2026-05-31", "2026-05-31T23:10:00Z", "31 May 2026 10:00", None, "soon", "03/04/2026"])
    assert labels(values, period).tolist()[:3] == [expected] * 3
    # The third of April is no other day than the fourth of March to some.
    assert labels(values, period).isna().tolist() == [False] * 3 + [True] * 3


def test_moments_of_a_clock_count_in_utc() -> None:
    assert labels(pd.Series(["2026-06-01T01:00:00+02:00"]), "month").tolist() == ["2026-05"]
    assert moments(pd.Series([2026, 2027])).isna().all(), "a number is no date"


def test_the_column_of_dates_is_guessed_by_name_and_values() -> None:
    frame = pd.DataFrame(
        {
            "update": ["x", "y"],
            "published": ["2 May 2026", "3 May 2026"],
            "n": ["2026-01-01"] * 2,
            "m": ["2 May 2026"] * 2,
        }
    )
    assert date_column(frame, ["update", "published", "n"], None) == "published"
    assert date_column(frame, ["update", "n"], None) == "n", "as ISO 8601 has it, whatever its name"
    assert date_column(frame, ["update", "m"], None) is None
    assert date_column(frame, ["m"], "m") == "m"
    with pytest.raises(UsageError, match="--date-column update: most of its values are no dates"):
        date_column(frame, [], "update")
    with pytest.raises(UsageError, match="--date-column none: there is no such column"):
        date_column(frame, [], "none")
