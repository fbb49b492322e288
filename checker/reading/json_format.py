"""JSON: an object or a list of objects with ``headline`` and ``body``; JSON Lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..article import Article, WrittenNumber, article_from_mapping
from ..errors import InputError


def read_json(text: str, source: str, notes: tuple[str, ...] = ()) -> Iterator[Article | InputError]:
    """Every article of a JSON document; a bad item of a list comes as its error, in its place.

    Raises:
        InputError: the JSON is broken (with line and column), or holds no article.
    """
    try:
        value = parse(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and text.lstrip().startswith("{"):
            # A .json file with one object a line is common enough to read as what it is.
            if "\n" not in text[: error.pos].strip():
                yield from read_json_lines(text, source, notes)
                return
            raise InputError(
                f"{source}: a second value begins at line {error.lineno}, column {error.colno}: put the articles in a list,"
                " or each on one line of a .jsonl file"
            ) from None
        raise InputError(f"{source}: broken JSON at line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise InputError(f"{source}: broken JSON: nested too deeply") from None
    if not isinstance(value, list):
        yield article_from_mapping(value, source, notes)
        return
    if not value:
        raise InputError(f"{source}: the list has no article")
    for number, item in enumerate(value, 1):
        yield _article_or_error(item, f"{source}: item {number}", notes)


def read_json_lines(text: str, source: str, notes: tuple[str, ...] = ()) -> Iterator[Article | InputError]:
    """Every article of a JSON Lines document; blank lines are skipped, a bad line comes as its error, in its place."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{source}: line {number}"
        try:
            value = parse(line)
        except json.JSONDecodeError as error:
            yield InputError(f"{where}: broken JSON at column {error.colno}: {error.msg}")
        except RecursionError:
            yield InputError(f"{where}: broken JSON: nested too deeply")
        else:
            yield _article_or_error(value, where, notes)


def parse(text: str) -> Any:
    """The value of a JSON text, its numbers as written.

    Raises:
        json.JSONDecodeError: it is no JSON.
        RecursionError: it is nested too deeply.
    """
    # As written: Python reads no number of more than 4,300 digits, and 1.10 is another key than 1.1.
    return json.loads(text, parse_int=WrittenNumber, parse_float=WrittenNumber)


def _article_or_error(value: Any, where: str, notes: tuple[str, ...]) -> Article | InputError:
    try:
        return article_from_mapping(value, where, notes)
    except InputError as error:
        return error
