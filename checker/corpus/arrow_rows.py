"""Rows of Arrow's own files, streamed or not: what a local data set of Hugging Face `datasets` is made of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ..article import writable
from ..errors import InputError
from ..origin import Origin
from .parquet_rows import AT_ONCE, kept_type, plain
from .row import Row, distinct
from .sources import Source

if TYPE_CHECKING:
    import pyarrow as pa


def rows(source: Source, skip: int = 0, columns: tuple[str, ...] | None = None) -> Iterator[Row]:
    """The rows from one on; arguments and errors as of :func:`~checker.corpus.parquet_rows.rows`."""
    with _reading(source) as (schema, batches):
        names = [name for name in schema.names if columns is None or name in columns]
        distinct(names, writable(source.path))
        number = 0
        for batch in batches:
            for start in range(0, batch.num_rows, AT_ONCE):
                piece = batch.slice(start, AT_ONCE)
                if number + piece.num_rows > skip:
                    for at, value in enumerate(plain(piece.select(names)).to_pylist(), number + 1):
                        if at > skip:
                            yield Row(Origin(writable(source.path), at, "row"), value)
                number += piece.num_rows


def count(source: Source) -> int:
    """How many rows there are; one, for the error, where it is none of Arrow's files."""
    try:
        with _reading(source) as (_, batches):
            return sum(batch.num_rows for batch in batches)
    except InputError:
        return 1


def column_types(source: Source) -> dict[str, str]:
    """As :func:`~checker.corpus.parquet_rows.column_types`."""
    with _reading(source) as (schema, _):
        return {field.name: kept_type(field.type) for field in schema}


@contextmanager
def _reading(source: Source) -> Iterator[tuple[pa.Schema, Iterator[Any]]]:
    import pyarrow as pa

    try:
        with pa.memory_map(source.path) as file:
            try:
                reader = pa.ipc.open_file(file)
                batches = (reader.get_batch(number) for number in range(reader.num_record_batches))
            except pa.ArrowInvalid:
                # `datasets` writes streams, which have no list of their parts at the end.
                file.seek(0)
                reader = pa.ipc.open_stream(file)
                batches = iter(reader)
            yield reader.schema, batches
    except (pa.ArrowException, OSError) as error:
        raise InputError(
            f"{writable(source.path)}: cannot be read as Arrow: {' '.join(str(error).split())[:200]}"
        ) from None
