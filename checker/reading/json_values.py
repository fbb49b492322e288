"""JSON → values, for everything that reads JSON of others: no key of an object may be lost."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..article import WrittenNumber
from ..errors import InputError
from ..origin import Position

TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\],:]', re.DOTALL)


class DoubledKeyError(ValueError):
    """Some object of a JSON text has a key twice: which value is meant nobody can tell.

    Attributes:
        value: what was read, with the last value of such a key.
    """

    def __init__(self, value: Any) -> None:
        super().__init__("a key is given twice")
        self.value = value


class Doubled(NamedTuple):
    """A key that is given twice.

    Attributes:
        path: the keys and numbers that lead to it, itself at the end.
        place: where the second one begins in the text.
    """

    path: tuple[str | int, ...]
    place: int

    @property
    def name(self) -> str:
        """As a field is called in messages: ``headlines.seo``."""
        return ".".join(map(str, self.path))


def what_is_broken(error: json.JSONDecodeError) -> str:
    """The parser's message, which ends with "at" for a place that it writes behind, where we write it before."""
    return error.msg.removesuffix(" at").removesuffix(" starting")


def parse(text: str | bytes, number: Callable[[str], Any] | None = WrittenNumber) -> Any:
    """The value of a JSON text.

    Args:
        text: the JSON.
        number: what is made of a number as it is written; ``None``: an int or a float.
            Python reads no number of more than 4,300 digits, and 1.10 is another key than 1.1.

    Raises:
        json.JSONDecodeError: it is no JSON.
        DoubledKeyError: it is, but for a key that is given twice.
        RecursionError: it is nested too deeply.
    """
    doubled = False

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal doubled
        found = dict(pairs)
        doubled = doubled or len(found) < len(pairs)
        return found

    value = json.loads(text, parse_int=number, parse_float=number, object_pairs_hook=table)
    if doubled:
        raise DoubledKeyError(value)
    return value


@dataclass
class _Level:
    """An object or a list that is open: its keys so far, and where in it the text is."""

    is_object: bool
    keys: set[str] = field(default_factory=set)
    step: str | int = 0
    wants_key: bool = True


def doubled_at(text: str, start: int = 0) -> Doubled | None:
    """The first key that is given twice in a value; ``None`` where there is none.

    Args:
        text: JSON that has been read without an error but that one.
        start: where the value begins, or white space before it.
    """
    levels: list[_Level] = []
    for match in TOKEN.finditer(text, start):
        token = match.group()
        if token in ("{", "["):
            levels.append(_Level(token == "{"))
            continue
        if not levels:
            break
        level = levels[-1]
        if token in ("}", "]"):
            levels.pop()
        elif token == ",":
            level.wants_key = True
            level.step = level.step if isinstance(level.step, str) else level.step + 1
        elif level.is_object and level.wants_key:
            level.step, level.wants_key = json.loads(token), False
            if level.step in level.keys:
                return Doubled(tuple(item.step for item in levels), match.start())
            level.keys.add(str(level.step))
        if not levels:
            break
    return None


def decoded(data: bytes) -> str:
    """The text of JSON in bytes, as the parser takes it: half a character, which is no UTF-8, stays half a one."""
    return data.decode(json.detect_encoding(data), "surrogatepass")


def doubled_name(text: str | bytes) -> str:
    """As a field is called: the key that is given twice in a text that :func:`parse` refuses for it."""
    found = doubled_at(text if isinstance(text, str) else decoded(text))
    assert found is not None
    return found.name


def doubled_error(text: str, start: int, at: Callable[[int], Position], where: str) -> InputError | None:
    """What is said of an object that has a key twice; ``None`` of one that has not.

    Args:
        text, start: as :func:`doubled_at` takes them.
        at: line and column of a place in the text.
        where: the file, and the item where it has several.
    """
    found = doubled_at(text, start)
    if found is None:
        return None
    line, column = at(found.place)
    return InputError(
        f"{where}: field `{found.name:.80}` is given twice (again at line {line}, column {column}): leave one out"
    )
