"""Where a key stands in a TOML text, told by the parser alone:
how much of the text it takes for the key to be there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any

Path = Sequence[str | int]


def line_of(text: str, path: Path) -> int | None:
    """The line, from 1, on which a key's statement begins, or an item of its list ends; ``None`` where it has none.

    TOML is made of statements that end where a line ends: the first lines of a text are TOML themselves,
    unless the last of them stands inside a value of several lines.

    Args:
        text: valid TOML.
        path: keys and numbers of items, from the top.
    """
    lines = text.splitlines(keepends=True)
    begin, before = 0, 0
    for end in range(1, len(lines) + 1):
        value = _parsed("".join(lines[:end]))
        if value is None:
            continue
        if _has(value, path):
            begin = _first_line(lines, before, end)
            return _item_line(lines, begin, end, path) or begin + 1
        before = end
    return None


def _first_line(lines: list[str], before: int, end: int) -> int:
    """The line on which a statement begins: before it may stand blank lines and comments,
    which are TOML of their own.
    """
    return next((number for number in range(before, end) if lines[number].strip()), before)


def _item_line(lines: list[str], begin: int, end: int, path: Path) -> int | None:
    """The line of an item of a list that may be written over several lines: closed behind it, the list has it."""
    if not path or not isinstance(path[-1], int):
        return None
    for number in range(begin + 1, end):
        value = _parsed("".join([*lines[:number], "\n]\n"]))
        if value is not None and _has(value, path):
            return number
    return end


def _parsed(text: str) -> Any:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _has(value: Any, path: Path) -> bool:
    for step in path:
        if isinstance(step, int):
            if not isinstance(value, list) or step >= len(value):
                return False
        elif not isinstance(value, dict) or step not in value:
            return False
        value = value[step]
    return True
