"""Rows of JSON Lines, a line each, and of a JSON document, an item of its list each."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from json import JSONDecodeError
from typing import Any

from ..article import kind, writable
from ..errors import InputError
from ..inputs import Unread
from ..origin import Origin
from ..reading import MAX_FILE
from ..reading.decoding import decode_utf8_or_older
from ..reading.json_format import Lines
from ..reading.json_positions import items_at
from ..reading.json_values import DoubledKeyError, doubled_error, parse, what_is_broken
from .row import Row
from .sources import Source

# A line that is longer is no article, and would not fit into memory for ever.
MAX_LINE = 64_000_000
Record = tuple[int, Any]


def records(stream: io.BufferedReader, source: Source) -> Iterator[Record | Unread]:
    """The unparsed rows with their numbers (of the line, or of the item); blank lines are no rows."""
    if source.format == "json":
        yield from enumerate(_items(stream, source), 1)
        return
    number = 0
    while line := stream.readline(MAX_LINE):
        number += 1
        if len(line) == MAX_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            origin = Origin(writable(source.path), number, "line")
            yield Unread("", None, f"{origin}: is longer than {MAX_LINE / 1e6:.0f} MB: no article is", origin)
        elif not line.isspace():
            yield number, line


def row(record: Record, source: Source) -> Row | Unread:
    """A row of a record."""
    number, value = record
    origin = Origin(writable(source.path), number, "item" if source.format == "json" else "line")
    notes: tuple[str, ...] = ()
    if source.format == "jsonl":
        text, notes = decode_utf8_or_older(value)
        try:
            value = parse(text)
        except JSONDecodeError as error:
            return Unread("", None, f"{origin}: broken JSON at column {error.colno}: {what_is_broken(error)}", origin)
        except RecursionError:
            return Unread("", None, f"{origin}: broken JSON: nested too deeply", origin)
        except DoubledKeyError:
            found = _doubled(text, 0, Lines(text, number), origin)
            assert found is not None
            return found
    if isinstance(value, Unread):
        return value
    if not isinstance(value, Mapping):
        return Unread("", None, f"{origin}: must be an object with a column each, not {kind(value)}", origin)
    return Row(origin, value, notes)


def _items(stream: io.BufferedReader, source: Source) -> list[Any]:
    path = writable(source.path)
    data = stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise InputError(f"{path}: is larger than {MAX_FILE / 1e6:.0f} MB: write it as JSON Lines, one object a line")
    text, _ = decode_utf8_or_older(data)
    try:
        value = parse(text)
    except JSONDecodeError as error:
        way_out = ": name it .jsonl if it has one object a line" if error.msg == "Extra data" else ""
        raise InputError(
            f"{path}: broken JSON at line {error.lineno}, column {error.colno}: {what_is_broken(error)}{way_out}"
        ) from None
    except RecursionError:
        raise InputError(f"{path}: broken JSON: nested too deeply") from None
    except DoubledKeyError as error:
        items, at = error.value if isinstance(error.value, list) else [error.value], Lines(text)
        starts = zip(items, items_at(text), strict=True)
        return [
            _doubled(text, start, at, Origin(path, number)) or item for number, (item, start) in enumerate(starts, 1)
        ]
    return value if isinstance(value, list) else [value]


def _doubled(text: str, start: int, at: Lines, origin: Origin) -> Unread | None:
    """What stands for an item that has a key twice; ``None`` of one that has not."""
    error = doubled_error(text, start, at, str(origin))
    return None if error is None else Unread("", None, str(error), origin)
