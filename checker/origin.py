"""Where an article came from: the file, its row, and where headline and body begin in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, NamedTuple


class Position(NamedTuple):
    """A place in a text, both numbers from 1; columns are Unicode code points."""

    line: int
    column: int


START = Position(1, 1)
# What stands for the path of what came without one.
STANDARD_INPUT = "standard input"
# Where a text goes on otherwise than letter for letter: the character's number in it,
# and where that stands in the file.
Jumps = tuple[tuple[int, Position], ...]


@dataclass(frozen=True)
class Origin:
    """Where an article came from.

    Attributes:
        path: the file's name as it was given, or ``standard input``.
        row: the article's number in a file of several, from 1.
        counted_in: what ``row`` counts: items of a list, or lines.
        headline: where the headline begins in the file as read.
        body: where the body begins.
        headline_jumps: where the headline goes on behind what the file writes otherwise (``\\u2019`` in JSON,
            ``''`` in YAML).
        body_jumps: the same of the body.
        reserved: characters that the file would write otherwise where the headline stands.
    """

    path: str
    row: int | None = None
    counted_in: Literal["item", "line", "row"] = "item"
    headline: Position | None = None
    body: Position | None = None
    headline_jumps: Jumps = ()
    body_jumps: Jumps = ()
    reserved: str = ""

    def __str__(self) -> str:
        return self.path if self.row is None else f"{self.path}: {self.counted_in} {self.row}"


def place(text: str, offset: int, start: Position, jumps: Jumps) -> Position:
    """Where a character of a text stands in its file.

    Args:
        text: headline or body as read.
        offset: the character's number, from 0; the text's length for its end.
        start: where the text begins in the file.
        jumps: where it goes on otherwise than letter for letter, ascending.
    """
    begin = 0
    index = bisect_right(jumps, offset, key=lambda jump: jump[0])
    if index:
        begin, start = jumps[index - 1]
    line = text.count("\n", begin, offset)
    if not line:
        return Position(start.line, start.column + offset - begin)
    return Position(start.line + line, offset - text.rfind("\n", begin, offset))


def position(text: str, offset: int, start: Position = START) -> Position:
    """Where a character of a text stands.

    Args:
        text: with ``\\n`` for line ends.
        offset: the character's number, from 0.
        start: where the text itself begins.
    """
    return place(text, offset, start, ())
