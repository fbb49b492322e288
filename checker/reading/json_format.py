"""JSON: an object or a list of objects with ``headline`` and ``body``; JSON Lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..article import DEFAULT_FIELDS, Article, Fields, articles_from_mapping, field_of, writable
from ..errors import InputError
from ..origin import Origin, Position
from .html_format import PageOptions, articles_of_page, has_page
from .json_positions import RESERVED, fields_at, items_at, jumps_at
from .json_values import DoubledKeyError, doubled_error, parse, what_is_broken


def read_json(
    text: str,
    source: str,
    notes: tuple[str, ...] = (),
    fields: Fields = DEFAULT_FIELDS,
    page: PageOptions | None = None,
) -> Iterator[Article | InputError]:
    """Every article of a JSON document; a bad item of a list comes as its error, in its place.

    Raises:
        InputError: the JSON is broken (with line and column), or holds no article.
    """
    doubled = False
    try:
        value = parse(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and text.lstrip().startswith("{"):
            # A .json file with one object a line is common enough to read as what it is.
            if "\n" not in text[: error.pos].strip():
                yield from read_json_lines(text, source, notes, fields, page)
                return
            raise InputError(
                f"{source}: a second value begins at line {error.lineno}, column {error.colno}: "
                "put the articles in a list, or each on one line of a .jsonl file"
            ) from None
        raise InputError(
            f"{source}: broken JSON at line {error.lineno}, column {error.colno}: {what_is_broken(error)}"
        ) from None
    except DoubledKeyError as error:
        # Of a list only the items that have such a key are lost.
        value, doubled = error.value, True
    except RecursionError:
        raise InputError(f"{source}: broken JSON: nested too deeply") from None
    items = value if isinstance(value, list) else [value]
    if not items:
        raise InputError(f"{source}: the list has no article")
    line = Lines(text)
    for number, (item, start) in enumerate(zip(items, items_at(text), strict=True), 1):
        row = number if isinstance(value, list) else None
        origin = Origin(source, row)
        twice = doubled_error(text, start, line, str(origin)) if doubled else None
        found = list(_articles(item, text, start, line, origin, notes, fields, page)) if twice is None else [twice]
        if row is None and isinstance(found[0], InputError):
            raise found[0]
        yield from found


def read_json_lines(
    text: str,
    source: str,
    notes: tuple[str, ...] = (),
    fields: Fields = DEFAULT_FIELDS,
    page: PageOptions | None = None,
) -> Iterator[Article | InputError]:
    """Every article of a JSON Lines document; blank lines are skipped, a bad line comes as its error, in its place."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = Origin(source, number, "line")
        try:
            value = parse(line)
        except json.JSONDecodeError as error:
            yield InputError(f"{where}: broken JSON at column {error.colno}: {what_is_broken(error)}")
        except RecursionError:
            yield InputError(f"{where}: broken JSON: nested too deeply")
        except DoubledKeyError:
            twice = doubled_error(line, 0, Lines(line, number), str(where))
            assert twice is not None
            yield twice
        else:
            yield from _articles(value, line, 0, Lines(line, number), where, notes, fields, page)


class Lines:
    """Finds line and column of places in a text, each from the one before, since a file of many articles is long."""

    def __init__(self, text: str, first: int = 1) -> None:
        self._text, self._line, self._place = text, first, 0

    def __call__(self, place: int) -> Position:
        """Where a character stands."""
        if place < self._place:
            self._line -= self._text.count("\n", place, self._place)
        else:
            self._line += self._text.count("\n", self._place, place)
        self._place = place
        return Position(self._line, place - self._text.rfind("\n", 0, place))


def _articles(
    value: Any,
    text: str,
    start: int,
    at: Lines,
    origin: Origin,
    notes: tuple[str, ...],
    fields: Fields,
    page: PageOptions | None,
) -> Iterator[Article | InputError]:
    """The articles of one object, or its error in their place."""
    try:
        if has_page(value):
            yield from articles_of_page(value, str(origin), origin, notes, page)
            return
        found = articles_from_mapping(value, str(origin), origin, notes, fields)
    except InputError as error:
        yield error
        return
    places = fields_at(text, start)
    inner = fields_at(text, places["headlines"]) if "headlines" in places else {}
    # An article's name can be written, a key of the file need not.
    named = {writable(name): place for name, place in inner.items()}
    for article in found:
        place = named[article.name] if article.name in named else places[field_of(value, fields.of("headline"))]
        below = places[field_of(value, fields.of("body"))]
        begin, body = at(place), at(below)
        jumps = jumps_at(text, place, begin), jumps_at(text, below, body)
        placed = replace(
            origin, headline=begin, body=body, headline_jumps=jumps[0], body_jumps=jumps[1], reserved=RESERVED
        )
        yield replace(article, origin=placed)
