"""Where an article came from: the file, its row, and where headline and body begin in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple


class Position(NamedTuple):
    """A place in a text, both numbers from 1; columns are Unicode code points."""

    line: int
    column: int


START = Position(1, 1)


@dataclass(frozen=True)
class Origin:
    """Where an article came from.

    Attributes:
        path: the file's name as it was given, or ``standard input``.
        row: the article's number in a file of several, from 1.
        counted_in: what ``row`` counts: items of a list, or lines.
        headline: where the headline begins in the file as read.
        body: where the body begins.
    """

    path: str
    row: int | None = None
    counted_in: Literal["item", "line", "row"] = "item"
    headline: Position | None = None
    body: Position | None = None

    def __str__(self) -> str:
        return self.path if self.row is None else f"{self.path}: {self.counted_in} {self.row}"


def position(text: str, offset: int, start: Position = START) -> Position:
    """Where a character of a text stands.

    Args:
        text: with ``\\n`` for line ends.
        offset: the character's number, from 0.
        start: where the text itself begins.
    """
    line = text.count("\n", 0, offset)
    if not line:
        return Position(start.line, start.column + offset)
    return Position(start.line + line, offset - text.rfind("\n", 0, offset))
