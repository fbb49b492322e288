"""Columns → Arrow's schemas; values of kept columns → what the schema holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Any

from ..article import missing, writable
from .parquet_rows import TEXT
from .table import BEFORE_KEPT, EVIDENCE, FINDING_COLUMNS, Column, result_columns

if TYPE_CHECKING:
    import pyarrow as pa

SHARED = len(BEFORE_KEPT)


def schema_of(columns: Iterable[Column]) -> pa.Schema:
    """Arrow's schema of a table."""
    import pyarrow as pa

    return pa.schema([pa.field(column.name, _arrow(column.type)) for column in columns])


def part_schema(kept: Mapping[str, str], reports: bool) -> pa.Schema:
    """Of a part: the results with the number of the row in its shard, and its findings nested."""
    import pyarrow as pa

    finding = pa.struct([pa.field(column.name, _arrow(column.type)) for column in FINDING_COLUMNS[SHARED:]])
    results = schema_of(result_columns(kept, reports))
    return pa.schema([pa.field("position", pa.int32()), *results, pa.field("findings", pa.list_(finding))])


def _arrow(name: str) -> pa.DataType:
    import pyarrow as pa

    if name == EVIDENCE:
        place = [("start", pa.int64()), ("end", pa.int64()), ("paragraph", pa.int32()), ("sentence", pa.int32())]
        return pa.list_(pa.struct([("text", pa.string()), *place]))
    return pa.type_for_alias(name)


def kept_value(value: Any, type_: str) -> Any:
    """A value of a column that passes through: as it is where its type is kept, else as text."""
    if missing(value):
        return None
    return as_text(value) if type_ == TEXT else value


def as_text(value: Any) -> str:
    """A value as text: numbers as written, dates and times as ISO 8601, lists and objects as JSON."""
    if isinstance(value, str):
        return writable(str.__str__(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, list | tuple | dict):
        return writable(json.dumps(value, ensure_ascii=False, default=as_text))
    return str(value)
