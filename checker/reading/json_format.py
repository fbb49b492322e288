"""JSON: an object or a list of objects with ``headline`` and ``body``; JSON Lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..article import Article
from ..errors import InputError

OPTIONAL = ("id", "url", "published")


def read_json(text: str, source: str, notes: tuple[str, ...] = ()) -> Iterator[Article | InputError]:
    """Every article of a JSON document; a bad item of a list comes as its error, in its place.

    Raises:
        InputError: the JSON is broken (with line and column), or holds no article.
    """
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        # A .json file with one object a line is common enough to read as what it is.
        if error.msg == "Extra data" and text.lstrip().startswith("{"):
            yield from read_json_lines(text, source, notes)
            return
        raise InputError(f"{source}: broken JSON at line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise InputError(f"{source}: broken JSON: nested too deeply") from None
    if not isinstance(value, list):
        yield article_from_json(value, source, notes)
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
            value = json.loads(line)
        except json.JSONDecodeError as error:
            yield InputError(f"{where}: broken JSON at column {error.colno}: {error.msg}")
        except RecursionError:
            yield InputError(f"{where}: broken JSON: nested too deeply")
        else:
            yield _article_or_error(value, where, notes)


def _article_or_error(value: Any, where: str, notes: tuple[str, ...]) -> Article | InputError:
    try:
        return article_from_json(value, where, notes)
    except InputError as error:
        return error


def article_from_json(value: Any, where: str, notes: tuple[str, ...] = ()) -> Article:
    """One article from one JSON value.

    Raises:
        InputError: not an object, or a field is missing or of the wrong type; names the field.
    """
    if not isinstance(value, dict):
        raise InputError(f"{where}: must be an object with `headline` and `body`, not {_kind(value)}")
    for name in ("headline", "body"):
        if name not in value:
            had = ", ".join(f"`{key}`" for key in list(value)[:8]) or "nothing"
            raise InputError(f"{where}: field `{name}` is missing (found {had})")
        if not isinstance(value[name], str):
            raise InputError(f"{where}: field `{name}` must be a string, not {_kind(value[name])}")
    if not value["headline"].strip():
        raise InputError(f"{where}: field `headline` is empty")
    extra: dict[str, str | None] = {}
    for name in OPTIONAL:
        item = value.get(name)
        if item is not None and (isinstance(item, bool) or not isinstance(item, (str, int))):
            raise InputError(f"{where}: field `{name}` must be a string, not {_kind(item)}")
        extra[name] = None if item is None else str(item)
    return Article(value["headline"], value["body"], source=where, notes=notes, **extra)


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
