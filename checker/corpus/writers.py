"""Tables out: Parquet, JSON Lines or CSV by the ending, a few rows in memory at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from .arrow import as_text
from .files import atomic

if TYPE_CHECKING:
    import pyarrow as pa

# Rows of a row group.
GROUP = 2_000
# What a spreadsheet takes for the start of a formula; an apostrophe before it says that it is text.
# Source: OWASP, CSV Injection.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
TEXT_MARK = "'"
# What a cell of CSV has quotes for.
QUOTED = re.compile(r'[",\r\n]')
ENDINGS = (".parquet", ".jsonl", ".csv")


def ending(path: str, option: str) -> str:
    """The format of an output.

    Raises:
        UsageError: it is none that can be written.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in ENDINGS:
        raise UsageError(f"{option} {path}: its name must end in {', '.join(ENDINGS)}")
    return suffix


def write_table(path: Path, tables: Iterable[pa.Table], schema: pa.Schema, metadata: Mapping[str, str]) -> int:
    """Write a table as a whole or not at all.

    Args:
        path: its ending is the format.
        tables: its rows, in order.
        schema: of each of them.
        metadata: kept in Parquet beside the schema.

    Returns:
        How many rows it has.
    """
    write = {".parquet": _parquet, ".jsonl": _json_lines, ".csv": _csv}[ending(str(path), "output")]
    with atomic(path) as temporary:
        return write(temporary, tables, schema, metadata)


def _parquet(path: Path, tables: Iterable[pa.Table], schema: pa.Schema, metadata: Mapping[str, str]) -> int:
    import pyarrow.parquet as pq

    count = 0
    described = schema.with_metadata({f"headline-checker.{name}": value for name, value in metadata.items()})
    with pq.ParquetWriter(path, described, compression="zstd") as writer:
        for group in _groups(tables, schema):
            writer.write_table(group.replace_schema_metadata(described.metadata), row_group_size=GROUP)
            count += group.num_rows
    return count


def _groups(tables: Iterable[pa.Table], schema: pa.Schema) -> Iterator[pa.Table]:
    """The same rows in tables of a fixed size."""
    import pyarrow as pa

    held: list[pa.Table] = []
    count = 0
    for table in tables:
        held.append(table)
        count += table.num_rows
        while count >= GROUP:
            whole = pa.concat_tables(held)
            yield whole.slice(0, GROUP).combine_chunks()
            held, count = [whole.slice(GROUP)], count - GROUP
    if count:
        yield pa.concat_tables(held).combine_chunks()


def _json_lines(path: Path, tables: Iterable[pa.Table], _schema: pa.Schema, _metadata: Mapping[str, str]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for table in tables:
            for row in table.to_pylist():
                file.write(json.dumps(row, ensure_ascii=False, default=as_text) + "\n")
                count += 1
    return count


def _csv(path: Path, tables: Iterable[pa.Table], schema: pa.Schema, _metadata: Mapping[str, str]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        # Lines end as in RFC 4180.
        file.write(",".join(map(_cell, schema.names)) + "\r\n")
        for table in tables:
            for row in table.to_pylist():
                file.write(",".join(map(_cell, row.values())) + "\r\n")
                count += 1
    return count


def _cell(value: Any) -> str:
    """A cell: nothing for a missing value, an empty text in quotes,
    which Python's csv tells apart from 3.12 on only.
    """
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    text = escaped(as_text(value))
    return '"' + text.replace('"', '""') + '"' if not text or QUOTED.search(text) else text


def escaped(text: str) -> str:
    """A text that no spreadsheet takes for a formula; :func:`unescaped` is the way back."""
    return TEXT_MARK + text if text.lstrip(TEXT_MARK).startswith(FORMULA) else text


def unescaped(text: str) -> str:
    """What :func:`escaped` was given."""
    return text[1:] if text.startswith(TEXT_MARK) and text.lstrip(TEXT_MARK).startswith(FORMULA) else text
