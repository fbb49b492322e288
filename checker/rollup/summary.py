"""A table of results → what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .._version import __version__
from ..corpus.results import read_results
from ..corpus.table import FINDING_COLUMNS, OWN, RULE_COLUMNS
from ..errors import InputError, UsageError
from ..statistics import Interval, difference
from .figures import FEWEST, Grouping, Part, checked, grouping, part_of
from .measured import Measured, measured_of
from .periods import PERIODS, date_column, labels
from .worst import SHOWN, Flagged, worst

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = "1.0"
BINS = 20
# A kept column with more values is no grouping unless the user says so.
FEW_VALUES = 20
# Nor is one with so few headlines a value.
FEW_EACH = 3


@dataclass(frozen=True)
class Summary:
    """What a table of results says.

    Attributes:
        path: of the results.
        rows: of the table.
        failed: rows that failed, by the code of the reason.
        models: that judged, with their revisions.
        whole: figures of all headlines.
        groupings: the same of groups.
        scores: how many scores are in each twentieth from 0 to 1.
        measured: the model's false alarms on other headlines that are nearly all sound;
            ``None`` where they are not known.
        beyond: share of flagged headlines here less the measured one.
        worst: the gravest headlines.
        fewest: groups with fewer headlines are not compared.
        notes: what the reader should know.
    """

    path: str
    rows: int
    failed: dict[str, int]
    models: tuple[str, ...]
    whole: Part
    groupings: tuple[Grouping, ...]
    scores: tuple[int, ...]
    measured: Measured | None
    beyond: Interval | None
    worst: tuple[Flagged, ...]
    fewest: int
    notes: tuple[str, ...]


def summarise(
    path: str,
    by: Sequence[str] = (),
    findings: str | None = None,
    date: str | None = None,
    fewest: int = FEWEST,
    count: int = SHOWN,
) -> Summary:
    """Sum up a table of results.

    Args:
        path: of the results.
        by: columns of groups, and periods of time (day, week, month, quarter, year);
            by default the kept columns that have few values, and months where a kept column has dates.
        findings: the table of findings, for evidence; by default what the run has left.
        date: the column that says when.
        fewest: groups with fewer headlines are not compared.
        count: of the worst headlines, at most so many.

    Raises:
        InputError: a table cannot be read, or has no row that was checked.
        UsageError: there is no such column.
    """
    frame = read_results(path, without=("report",))
    _refuse_others(frame, path)
    good = checked(frame)
    if not len(good):
        raise InputError(f"{path}: no row was checked: their `error` says why")
    kept = [name for name in frame.columns if name not in OWN]
    models = good[["model", "model_revision"]].drop_duplicates().to_numpy().tolist()
    found, notes = _measured(models)
    whole = part_of(good)
    groupings = _groupings(good, kept, by, date, fewest, notes)
    silent = [rule for rule in RULE_COLUMNS if rule not in whole.rules]
    if silent:
        notes.append(f"rules that did not run: {', '.join(silent)}; the rate of false alarms is of all rules")
    flagged = worst(good, path, findings, kept, count)
    if flagged and flagged[0].findings is None:
        notes.append("no evidence: the run's folder is gone; give the table of findings (--findings)")
    scores = np.histogram(good["score"].dropna().to_numpy(dtype=float), BINS, (0.0, 1.0))[0]
    return Summary(
        path,
        len(frame),
        {
            str(code): int(number)
            for code, number in frame[frame["error"].notna()]["reason_code"].value_counts().items()
        },
        tuple(f"{name} {revision}" for name, revision in models),
        whole,
        tuple(groupings),
        tuple(int(number) for number in scores),
        found,
        difference(whole.with_finding, found.with_finding) if found else None,
        flagged,
        fewest,
        tuple(notes),
    )


def _refuse_others(frame: pd.DataFrame, path: str) -> None:
    lacking = [name for name in ("verdict", "errors", "warnings", "score", "error") if name not in frame.columns]
    if lacking:
        what = "a table of findings" if FINDING_COLUMNS[5].name in frame.columns else "no table of results"
        raise InputError(f"{path}: {what}: it lacks {', '.join(lacking)}; give what `checker batch -o` has written")


def _measured(models: list[list[str]]) -> tuple[Measured | None, list[str]]:
    if len(models) != 1:
        return None, ["several models judged: no one rate of false alarms holds for all"]
    found, note = measured_of(*models[0])
    return found, [note] if note else []


def _groupings(
    good: pd.DataFrame, kept: list[str], by: Sequence[str], date: str | None, fewest: int, notes: list[str]
) -> list[Grouping]:
    when = date_column(good, kept, date)
    chosen = list(by)
    if not chosen:
        most = min(FEW_VALUES, max(len(good) // FEW_EACH, 2))
        chosen = [name for name in kept if name != when and 2 <= good[name].map(str).nunique() <= most]
        chosen += ["month"] if when else []
    found = []
    for name in dict.fromkeys(chosen):
        if name in good.columns:
            found.append(grouping(good, good[name], name, name, False, fewest))
        elif name in PERIODS:
            if when is None:
                raise UsageError(
                    f"--by {name}: no kept column has dates: keep one (`checker batch --keep`), "
                    "or name it with --date-column"
                )
            values = labels(good[when], name)
            if missing := int(values.isna().sum()):
                notes.append(f"{missing:,} headlines have no date that can be told in `{when}`")
            found.append(grouping(good, values, name, when, True, fewest))
        else:
            raise UsageError(
                f"--by {name}: there is no such column (kept: {', '.join(kept) or 'none'}); or a period: "
                f"{', '.join(PERIODS)}"
            )
    return found


def sentence(summary: Summary) -> str:
    """What the rate of false alarms says of this corpus."""
    here, known = summary.whole.with_finding, summary.measured
    said = f"Of 1,000 headlines here {_thousand(here)} have a finding."
    if known is None or summary.beyond is None:
        return said
    sound = known.with_finding
    said += (
        f" Of 1,000 headlines that are nearly all sound it flags {_thousand(sound)}"
        f" ({known.about}, n = {known.headlines:,}, {known.date}; {known.command})."
    )
    low, high = summary.beyond.low, summary.beyond.high
    if low <= 0 <= high:
        return said + " That is no more than false alarms alone would give: take no share for a fact."
    if high < 0:
        return said + " That is fewer than false alarms alone gave there: these headlines are of another kind."
    return (
        said
        + f" The difference is {_thousand(summary.beyond)}: so many of 1,000 may be real if it errs here as often as "
        "there, and which they are only reading can tell."
    )


def _thousand(value: Interval) -> str:
    return f"{1000 * value.value:.0f} ({1000 * value.low:.0f} to {1000 * value.high:.0f})"


def as_values(summary: Summary) -> dict[str, Any]:
    """The summary as plain values, for JSON; shares are between 0 and 1, p and scores ``null`` where there is none."""
    values = asdict(summary)
    values["said"] = sentence(summary)
    return {"schema": f"summary {SCHEMA_VERSION}", "checker": __version__, **_plain(values)}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value != value:
        return None
    return value.item() if isinstance(value, np.generic) else value
