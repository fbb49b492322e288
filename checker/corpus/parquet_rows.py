"""Rows of Parquet, a few at a time: a row group is never in memory as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ..article import writable
from ..errors import InputError
from ..origin import Origin
from .row import Row, distinct
from .sources import Source

if TYPE_CHECKING:
    import pyarrow as pa

AT_ONCE = 64
BUFFER = 1 << 20
TEXT = "string"
# Arrow's types that a kept column has in the results too; everything else is kept as text.
KEPT_TYPES = frozenset(
    """
        bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float double date32[day] timestamp[s] timestamp[ms]
        timestamp[us]
    """.split()
)


def rows(source: Source, skip: int = 0, columns: tuple[str, ...] | None = None) -> Iterator[Row]:
    """The rows from one on.

    Args:
        source: the file.
        skip: so many rows are passed over, whole row groups unread.
        columns: those wanted; all by default.

    Raises:
        InputError: the file is no Parquet, a part of it is damaged, or two of its columns have one name.
    """
    with _reading(source) as file:
        names = [name for name in file.schema_arrow.names if columns is None or name in columns]
        distinct(names, writable(source.path))
        first, number = 0, 0
        while first < file.num_row_groups and number + file.metadata.row_group(first).num_rows <= skip:
            number += file.metadata.row_group(first).num_rows
            first += 1
        groups = list(range(first, file.num_row_groups))
        for batch in file.iter_batches(AT_ONCE, row_groups=groups, columns=names, use_threads=False):
            values = plain(batch).to_pylist()
            for value in values:
                number += 1
                if number > skip:
                    yield Row(Origin(writable(source.path), number, "row"), value)


def count(source: Source) -> int:
    """How many rows there are; one, for the error, where it is no Parquet."""
    try:
        with _reading(source) as file:
            return int(file.metadata.num_rows)
    except InputError:
        return 1


def column_types(source: Source) -> dict[str, str]:
    """Each column's type as it is kept in the results: Arrow's name of it, or ``string``.

    Raises:
        InputError: the file is no Parquet.
    """
    with _reading(source) as file:
        return {field.name: kept_type(field.type) for field in file.schema_arrow}


def kept_type(arrow: pa.DataType) -> str:
    """Arrow's name of a type that is kept as it is, else that of text."""
    name = str(arrow)
    if name == "timestamp[ns]":
        return "timestamp[us]"
    return name if name in KEPT_TYPES else TEXT


def plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Moments to the microsecond: Python has no finer ones."""
    import pyarrow as pa

    for index, field in enumerate(batch.schema):
        if pa.types.is_timestamp(field.type) and field.type.unit == "ns":
            cut = batch.column(index).cast(pa.timestamp("us", field.type.tz), safe=False)
            batch = batch.set_column(index, field.name, cut)
    return batch


@contextmanager
def _reading(source: Source) -> Iterator[Any]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(source.path, buffer_size=BUFFER, pre_buffer=False) as file:
            yield file
    except (pa.ArrowException, OSError) as error:
        raise InputError(
            f"{writable(source.path)}: cannot be read as Parquet: {' '.join(str(error).split())[:200]}"
        ) from None
