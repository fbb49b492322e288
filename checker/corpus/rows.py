"""Rows of a source, read as they are asked for: onwards, and never twice."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from itertools import islice

from ..article import Article, writable
from ..errors import InputError
from ..inputs import Unread
from ..origin import Origin
from . import arrow_rows, csv_rows, document_rows, json_rows, parquet_rows
from .opening import BROKEN, broken, opened
from .row import Row
from .sources import Source

# A file of its own is an article, once for each of its headlines.
Item = Row | tuple[Article, ...] | Unread
READ_BY_PARTS = {"parquet": parquet_rows, "arrow": arrow_rows}
PARSED = {"csv": csv_rows, "tsv": csv_rows, "jsonl": json_rows, "json": json_rows}


def read_rows(source: Source, skip: int = 0, columns: tuple[str, ...] | None = None) -> Generator[Item]:
    """The rows of a source in order; what is no row stands as :class:`Unread` in its place.

    A file that breaks off ends with an :class:`Unread` that says so;
    of one that cannot be opened there is nothing else.

    Args:
        source: the file.
        skip: so many rows are passed over, without parsing them where that can be helped.
        columns: those wanted, of a format that can leave the others unread.
    """
    if source.format == "document":
        yield from islice(document_rows.rows(source), skip, None)
        return
    by_parts = READ_BY_PARTS.get(source.format)
    read = skip if by_parts else 0
    try:
        if by_parts:
            yield from by_parts.rows(source, skip, columns)
            return
        reader = PARSED[source.format]
        with opened(source) as stream:
            for record in reader.records(stream, source):
                read += 1
                if read > skip:
                    yield record if isinstance(record, Unread) else reader.row(record, source)
    except (*BROKEN, InputError) as error:
        if read >= skip:
            yield breaks_off(source, error)


def breaks_off(source: Source, error: Exception) -> Unread:
    """What stands for the rest of a file that cannot be read any further."""
    path = writable(source.path)
    message = str(error) if isinstance(error, InputError) else f"{path}: cannot be read any further: {broken(error)}"
    return Unread("", None, message, Origin(path))


def count_rows(source: Source) -> tuple[int, str]:
    """How many rows :func:`read_rows` gives, and the SHA-256 of the file, in one reading;
    empty where it cannot be opened.
    """
    hashed: list[str] = []
    count = 0
    try:
        by_parts = READ_BY_PARTS.get(source.format)
        if by_parts or source.format == "document":
            with open(source.path, "rb") as file:
                hashed.append(hashlib.file_digest(file, "sha256").hexdigest())
            return (by_parts.count(source) if by_parts else 1), hashed[0]
        with opened(source, hashed) as stream:
            for _ in PARSED[source.format].records(stream, source):
                count += 1
    except (*BROKEN, InputError):
        count += 1
    return count, hashed[0] if hashed else ""
