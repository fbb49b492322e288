"""The findings of headlines, wherever a run has left them: its findings, its reports, or its parts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..corpus.results import read_results
from ..corpus.sources import RUN_FOLDER
from ..corpus.table import BEFORE_KEPT, REPORT, finding_rows
from ..corpus.writers import ending
from ..errors import InputError
from ..report import Report

if TYPE_CHECKING:
    import pandas as pd

# id, path, row, name of the headline.
Key = tuple[str, str, int | None, str | None]
Findings = dict[Key, list[dict[str, Any]]]
SHARED = tuple(column.name for column in BEFORE_KEPT if column.name != "headline")


def key_of(row: Mapping[str, Any]) -> Key:
    """What tells a headline from all others of a run."""
    number, name = row["row"], row["name"]
    return row["id"], row["path"], None if _missing(number) else int(number), None if _missing(name) else name


def findings_of(results: str, findings: str | None, ids: Iterable[str] | None = None) -> Findings | None:
    """The findings of headlines that count, in the order of their reports.

    Args:
        results: the table of results.
        findings: the table of findings, where the user names it.
        ids: of the headlines that are wanted; all by default.

    Returns:
        Columns as in the table of findings, by headline; ``None`` where the run has left none:
        neither reports nor parts.

    Raises:
        InputError: a table cannot be read.
    """
    wanted = None if ids is None else sorted(set(ids))
    if findings is not None:
        found: Findings = {}
        for row in _rows(findings, None, wanted):
            if "rule" not in row:
                raise InputError(f"{findings}: no table of findings: `checker batch --findings` writes one")
            if not _counts(row):
                continue
            found.setdefault(key_of(row), []).append(row | {"evidence": _evidence(row["evidence"])})
        return found
    if REPORT.name in _columns(results):
        rows = _rows(results, [*SHARED, REPORT.name], wanted)
        return {
            key_of(row): list(filter(_counts, finding_rows(Report.model_validate_json(row[REPORT.name]))))
            for row in rows
            if not _missing(row[REPORT.name])
        }
    parts = sorted(Path(results + RUN_FOLDER).glob("part-*.parquet"))
    if not parts:
        return None
    return {
        key_of(row): list(filter(_counts, row["findings"]))
        for part in parts
        for row in _rows(str(part), [*SHARED, "findings"], wanted)
    }


def _columns(path: str) -> list[str]:
    """The names of a table's columns."""
    try:
        if ending(path, "results") == ".parquet":
            import pyarrow.parquet as pq

            return list(pq.read_schema(path).names)
        with open(path, encoding="utf-8") as file:
            line = file.readline()
        return list(json.loads(line)) if ending(path, "results") == ".jsonl" and line else line.strip().split(",")
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {' '.join(str(error).split())[:200]}") from None


def _rows(path: str, columns: list[str] | None, ids: list[str] | None) -> list[dict[str, Any]]:
    if ending(path, "findings") == ".parquet":
        import pyarrow as pa
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        chosen = None if ids is None else pc.field("id").isin(ids)
        try:
            table = pq.ParquetFile(path) if chosen is None else pq.read_table(path, columns=columns, filters=chosen)
            rows = (table.read(columns=columns) if chosen is None else table).to_pylist()
        except (pa.ArrowException, OSError, ValueError) as error:
            raise InputError(f"{path}: cannot be read: {' '.join(str(error).split())[:200]}") from None
        return list(rows)
    frame: pd.DataFrame = read_results(path)
    if ids is not None and "id" in frame.columns:
        frame = frame[frame["id"].isin(ids)]
    found = frame.to_dict("records")
    return [{str(name): row[name] for name in columns or row} for row in found]


def _counts(row: Mapping[str, Any]) -> bool:
    """Has nobody accepted it? Tables of before there were acceptances do not say."""
    return _missing(row.get("accepted_by"))


def _evidence(value: Any) -> list[dict[str, Any]]:
    return [] if value is None or isinstance(value, float) else list(value)


def _missing(value: Any) -> bool:
    return value is None or value != value or str(value) == "<NA>"
