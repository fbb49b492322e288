"""How a headline is written in its file: which characters of the file stand for each of its own,
and how others are written there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

SURROGATES = range(0xD800, 0xE000)
# YAML 1.1, 5.7: escapes of one letter in double quotes.
YAML_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", " ": " ", '"': '"',
    "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
YAML_CODES = {"x": 2, "u": 4, "U": 8}
JSON_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "/": "/"}
# The second half of a character outside the first plane.
LOW_HALF = re.compile(r"\\u([dD][c-fC-F][0-9a-fA-F]{2})")
# A line end in a YAML value, with the spaces about it: one is a space, further ones are line ends.
FOLD = re.compile(r"[ \t]*\n[ \t\n]*")


class Unit(NamedTuple):
    """A piece of a value and where it stands in the file: ``text[start:end]`` is how ``value`` is written."""

    value: str
    start: int
    end: int


class Literal(NamedTuple):
    """A headline in a file.

    Attributes:
        units: its characters, in order; nearly all are one character of the file.
        write: how a text is written in the same place.
        plain: a YAML value without quotes, which cannot hold every text.
    """

    units: list[Unit]
    write: Callable[[str], str]
    plain: bool = False


def find_literal(text: str, place: int, headline: str, *, as_json: bool, yaml_ends: int) -> Literal | None:
    """How a headline is written.

    Args:
        text: the file, with ``\\n`` line ends.
        place: where the headline begins.
        headline: as read: without spaces at its ends, escapes resolved.
        as_json: the file is JSON or JSON Lines.
        yaml_ends: where the front matter ends; 0 without.

    Returns:
        The literal; ``None`` where what stands there does not give this headline.
    """
    if as_json:
        ascii_only = text.isascii()
        return _fitting(Literal(list(json_units(text, place)), lambda new: _as_json(new, ascii_only)), headline)
    if place >= yaml_ends:
        return _fitting(Literal(list(_line(text, place)), str), headline)
    before = text[place - 1 : place]
    if before == '"':
        return _fitting(Literal(list(double_quoted_units(text, place)), _double_quoted), headline)
    if before == "'":
        return _fitting(Literal(list(single_quoted_units(text, place)), lambda new: new.replace("'", "''")), headline)
    if text[place] in "|>":
        return _fitting(Literal(list(_block_units(text, place, yaml_ends)), str), headline)
    return _fitting(Literal(list(_folded(text, place, yaml_ends)), str, plain=True), headline)


def _fitting(found: Literal, headline: str) -> Literal | None:
    """The units that give the headline; what stands before and behind it left out."""
    values = "".join(unit.value for unit in found.units)
    skipped = len(values) - len(values.lstrip()) if headline == headline.strip() else 0
    if not values.startswith(headline, skipped):
        return None
    kept, count = [], 0
    for unit in found.units:
        if count >= skipped + len(headline):
            break
        if count >= skipped:
            kept.append(unit)
        count += len(unit.value)
    return found._replace(units=kept) if "".join(unit.value for unit in kept) == headline else None


def json_units(text: str, place: int) -> Iterator[Unit]:
    """The characters of a JSON string whose opening quote stands before ``place``;
    half characters as ``Article`` has them.
    """
    while text[place] != '"':
        if text[place] != "\\":
            end, value = place + 1, text[place]
        elif text[place + 1] != "u":
            end, value = place + 2, JSON_ESCAPES[text[place + 1]]
        else:
            end, code = place + 6, int(text[place + 2 : place + 6], 16)
            low = LOW_HALF.match(text, end)
            if 0xD800 <= code < 0xDC00 and low:
                end, code = end + 6, 0x10000 + ((code - 0xD800) << 10) + int(low.group(1), 16) - 0xDC00
            value = "\ufffd" if code in SURROGATES else chr(code)
        yield Unit(value, place, end)
        place = end


def double_quoted_units(text: str, place: int) -> Iterator[Unit]:
    """The characters of a YAML value in double quotes, folded where it runs over several lines."""
    while text[place] != '"':
        fold = FOLD.match(text, place)
        if fold:
            yield _fold(fold)
            place = fold.end()
            continue
        if text[place] != "\\":
            end, value = place + 1, text[place]
        elif text[place + 1] == "\n":
            # A line that goes on.
            end, value = place + 2 + len(text[place + 2 :]) - len(text[place + 2 :].lstrip(" \t")), ""
        elif text[place + 1] in YAML_CODES:
            end = place + 2 + YAML_CODES[text[place + 1]]
            value = chr(int(text[place + 2 : end], 16))
        else:
            end, value = place + 2, YAML_ESCAPES[text[place + 1]]
        yield Unit(value, place, end)
        place = end


def single_quoted_units(text: str, place: int) -> Iterator[Unit]:
    """The characters of a YAML value in single quotes, folded where it runs over several lines."""
    while True:
        if text.startswith("''", place):
            yield Unit("'", place, place + 2)
            place += 2
            continue
        if text[place] == "'":
            return
        fold = FOLD.match(text, place)
        end = fold.end() if fold else place + 1
        yield _fold(fold) if fold else Unit(text[place], place, end)
        place = end


def _folded(text: str, place: int, end: int) -> Iterator[Unit]:
    """The characters of a YAML value without quotes, and what stands behind it."""
    while place < end:
        fold = FOLD.match(text, place)
        yield _fold(fold) if fold else Unit(text[place], place, place + 1)
        place = fold.end() if fold else place + 1


def _block_units(text: str, place: int, end: int) -> Iterator[Unit]:
    """The characters of a YAML block, ``|`` or ``>``, and what stands behind it."""
    first = text.find("\n", place) + 1
    start = first + len(text[first:end]) - len(text[first:end].lstrip(" \n"))
    for unit in _folded(text, start, end):
        kept = text[place] == "|" and "\n" in text[unit.start : unit.end]
        yield unit._replace(value="\n") if kept else unit


def _line(text: str, place: int) -> Iterator[Unit]:
    end = text.find("\n", place)
    for at in range(place, len(text) if end < 0 else end):
        yield Unit(text[at], at, at + 1)


def _fold(match: re.Match[str]) -> Unit:
    ends = match.group().count("\n")
    return Unit(" " if ends == 1 else "\n" * (ends - 1), *match.span())


def _as_json(new: str, ascii_only: bool) -> str:
    return json.dumps(new, ensure_ascii=ascii_only)[1:-1]


def _double_quoted(new: str) -> str:
    return new.replace("\\", "\\\\").replace('"', '\\"')
