"""Rows of CSV and TSV: fields in quotes may have line breaks; the separator of a .csv is told by its first line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain

from ..article import writable
from ..errors import InputError
from ..inputs import Unread
from ..origin import Origin
from ..reading.decoding import decode_utf8_or_older
from .row import Row, distinct
from .sources import Source

# A longer field is a quotation mark that nobody closed: it would take the rest of the file into memory.
MAX_FIELD = 64_000_000
ESCAPED = re.compile("[\udc80-\udcff]")
Record = tuple[int, list[str], list[str]]


def records(stream: io.BufferedReader, source: Source) -> Iterator[Record | Unread]:
    """The number, the header and the fields of every row; empty lines are no rows.

    Raises:
        InputError: there is no header, or it names a column twice.
    """
    csv.field_size_limit(MAX_FIELD)
    separator = "\t" if source.format == "tsv" else _separator(stream.peek(1 << 16))
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="surrogateescape", newline="")
    reader = csv.reader(text, delimiter=separator)
    path = writable(source.path)
    try:
        header = next((fields for fields in reader if fields), None)
        if header is None:
            raise InputError(f"{path}: is empty: its first line must name the columns")
        header = [decode_utf8_or_older(name.encode("utf-8", "surrogateescape"))[0].strip() for name in header]
        distinct(header, path)
        number = 0
        for fields in reader:
            if fields:
                number += 1
                yield number, header, fields
    except csv.Error as error:
        # Where the next row begins is anybody's guess.
        raise InputError(
            f"{path}: line {reader.line_num}: not CSV ({error}); is a quotation mark left open? "
            "Nothing behind it is read"
        ) from None
    finally:
        text.detach()


def row(record: Record, source: Source) -> Row | Unread:
    """A row of a record."""
    number, header, fields = record
    origin = Origin(writable(source.path), number, "row")
    if len(fields) > len(header):
        message = (
            f"{origin}: has {len(fields)} fields and the header {len(header)}: put fields with separators in quotes"
        )
        return Unread("", None, message, origin)
    values = dict(zip(header, fields, strict=False))
    notes: tuple[str, ...] = ()
    if any(map(ESCAPED.search, fields)):
        older = {name: decode_utf8_or_older(field.encode("utf-8", "surrogateescape")) for name, field in values.items()}
        values = {name: text for name, (text, _) in older.items()}
        notes = tuple(dict.fromkeys(chain.from_iterable(found for _, found in older.values())))
    return Row(origin, values, notes)


def _separator(start: bytes) -> str:
    """What the names of the first line are separated by."""
    line = re.sub(r'"[^"]*"', "", start.lstrip(b"\r\n").decode("latin-1")).encode("latin-1").splitlines()
    return max(",;\t|", key=lambda mark: line[0].count(mark.encode())) if line else ","
