"""Rows of CSV and TSV: fields in quotes may have line breaks; the separator of a .csv is told by its first line."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from itertools import chain

from ..article import writable
from ..errors import InputError
from ..inputs import Unread
from ..origin import Origin
from ..reading.decoding import decode_utf8_or_older
from ..reading.separated import separator_of
from .row import Row, distinct
from .sources import Source

# A longer field is a quotation mark that nobody closed: it would take the rest of the file into memory.
MAX_FIELD = 64_000_000
ESCAPED = re.compile("[\udc80-\udcff]")
# Lines behind broken rows are read again, so many for each line of the file at most.
MOST_AGAIN = 20
Record = tuple[int, list[str], list[str]]


def records(stream: io.BufferedReader, source: Source) -> Iterator[Record | Unread]:
    """The number, the header and the fields of every row but empty ones; a broken row stands in its place.

    Raises:
        InputError: there is no header, or it names a column twice.
    """
    csv.field_size_limit(MAX_FIELD)
    separator = "\t" if source.format == "tsv" else separator_of(stream.peek(1 << 16))
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="surrogateescape", newline="")
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    path = writable(source.path)
    try:
        header = next((fields for fields in reader if fields), None)
        if header is None:
            raise InputError(f"{path}: is empty: its first line must name the columns")
        header = [decode_utf8_or_older(name.encode("utf-8", "surrogateescape"))[0].strip() for name in header]
        distinct(header, path)
    except csv.Error as error:
        text.detach()
        raise InputError(f"{path}: line {lines.first}: the names of the columns are not CSV ({error})") from None
    except BaseException:
        text.detach()
        raise
    try:
        yield from _rows(reader, lines, header, path)
    finally:
        text.detach()


def _rows(reader: Iterator[list[str]], lines: _Lines, header: list[str], path: str) -> Iterator[Record | Unread]:
    """Every row; of a broken one its first line is lost, and the lines behind it are read as rows of their own."""
    number = 0
    while True:
        lines.begin()
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            message = (
                f"{Origin(path, number, 'row')}: line {lines.first} is not CSV ({error}): close the quotation mark "
                "that it leaves open, and write one inside a field in quotes twice"
            )
            yield Unread("", None, message, Origin(path, number, "row"))
            lines.again()
            continue
        # A spreadsheet writes an empty row as separators alone.
        if any(field and not field.isspace() for field in fields):
            number += 1
            yield number, header, fields


class _Lines:
    """The lines of a file for a reader of CSV, which can go back to the second line of the row that it has begun.

    Attributes:
        first: the number of the line at which the row begins, from 1.
    """

    def __init__(self, text: Iterator[str]) -> None:
        self._text = text
        self._row: list[str] = []
        self._waiting: deque[str] = deque()
        self._read = self._again = 0
        self.first = 1

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        # A file made so that each row is open to its end is not read through once a row.
        if self._waiting and self._row and self._again > MOST_AGAIN * self._read:
            raise csv.Error("unexpected end of data")
        if self._waiting:
            line = self._waiting.popleft()
        else:
            line = next(self._text)
            self._read += 1
        self._row.append(line)
        return line

    def begin(self) -> None:
        """A row begins at the next line."""
        self.first += len(self._row)
        self._row.clear()

    def again(self) -> None:
        """Read what stands behind the first line of the row once more."""
        behind = self._row[1:]
        self._again += len(behind)
        self._waiting.extendleft(reversed(behind))
        del self._row[1:]


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
