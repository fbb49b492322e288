"""Parts → the outputs: one table of results, and one of findings where it is wanted."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .arrow import as_text, schema_of
from .parquet_rows import TEXT
from .part import read_part
from .survey import Surveyed
from .table import BEFORE_KEPT, FINDING_COLUMNS, SCHEMA_VERSION, result_columns
from .writers import write_table

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Assembled:
    """What the outputs hold.

    Attributes:
        rows: of the results.
        findings: rows of the findings; ``None`` where they were not wanted.
        repeated: ids that more than one article has.
    """

    rows: int
    findings: int | None
    repeated: int


def kept_types(files: Iterable[Surveyed], keep: Sequence[str]) -> dict[str, str]:
    """The type of each column that passes through: that of the files where they agree, else text."""
    files = [file for file in files if file.columns is not None]
    found = {}
    for name in keep:
        types = {dict(file.kept)[name] for file in files if name in dict(file.kept)}
        found[name] = types.pop() if len(types) == 1 else TEXT
    return found


def assemble(
    parts: Sequence[Path],
    kept: Mapping[str, str],
    reports: bool,
    output: Path,
    findings: Path | None,
    metadata: Mapping[str, str],
) -> Assembled:
    """Write the outputs from the parts; each file is there as a whole or not at all.

    Args:
        parts: in the order of the rows.
        kept: columns that pass through, with Arrow's type of each.
        reports: whole reports are among the columns.
        output: the results.
        findings: the findings.
        metadata: kept in Parquet.
    """
    schema = schema_of(result_columns(kept, reports))
    ids = _Ids()
    rows = write_table(
        output, ids.watched(_results(parts, schema, kept)), schema, {"schema": f"results {SCHEMA_VERSION}", **metadata}
    )
    count = None
    if findings is not None:
        wanted = schema_of(FINDING_COLUMNS)
        described = {"schema": f"findings {SCHEMA_VERSION}", **metadata}
        count = write_table(findings, _findings(parts, wanted), wanted, described)
    return Assembled(rows, count, ids.repeated())


def _results(parts: Iterable[Path], schema: pa.Schema, kept: Mapping[str, str]) -> Iterator[pa.Table]:
    import pyarrow as pa

    for path in parts:
        part = read_part(path)
        columns = []
        for field in schema:
            if field.name not in part.column_names:
                columns.append(pa.nulls(part.num_rows, field.type))
            elif (column := part.column(field.name)).type == field.type:
                columns.append(column)
            else:
                # The files disagree about this column's type.
                columns.append(pa.array([_text(value) for value in column.to_pylist()], field.type))
        yield pa.Table.from_arrays(columns, schema=schema)


def _text(value: Any) -> str | None:
    return None if value is None else as_text(value)


def _findings(parts: Iterable[Path], schema: pa.Schema) -> Iterator[pa.Table]:
    import pyarrow as pa

    shared = [column.name for column in BEFORE_KEPT]
    for path in parts:
        part = read_part(path).select([*shared, "findings"])
        rows = [
            {name: row[name] for name in shared} | finding for row in part.to_pylist() for finding in row["findings"]
        ]
        if rows:
            yield pa.Table.from_pylist(rows, schema=schema)


class _Ids:
    """Counts ids that stand more than once, in eight bytes a row."""

    def __init__(self) -> None:
        self._digests = array("Q")

    def watched(self, tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
        """The same tables."""
        for table in tables:
            # The headlines of one story share its id and differ in their names.
            for id_, name in zip(table.column("id").to_pylist(), table.column("name").to_pylist(), strict=True):
                self._digests.append(int.from_bytes(blake2b(f"{id_}\0{name}".encode(), digest_size=8).digest()))
            yield table

    def repeated(self) -> int:
        """How many ids there are that more than one row has."""
        import numpy as np

        _, counts = np.unique(np.frombuffer(self._digests, dtype=np.uint64), return_counts=True)
        return int((counts > 1).sum())
