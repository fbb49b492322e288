"""Where the values of a JSON text stand in it, for reports that point into the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ..origin import Jumps, Position

SPACE = re.compile(r"[ \t\n\r]*")
STRING = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+')
ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
# What a string has only behind a backslash.
RESERVED = '"\\'
DECODER = json.JSONDecoder(parse_int=str, parse_float=str)


def fields_at(text: str, start: int) -> dict[str, int]:
    """Of every field of the object that begins at ``start``: where its value begins; of a text, its first character.

    Args:
        text: JSON that has been read without an error.
        start: where ``{`` stands, or white space before it; of anything but an object there are no fields.
    """
    found: dict[str, int] = {}
    place = _skip(text, start)
    if text[place : place + 1] != "{":
        return found
    place = _skip(text, place + 1)
    while text[place] != "}":
        key, place = DECODER.raw_decode(text, place)
        place = _skip(text, _skip(text, place) + 1)
        found[key] = place + (text[place] == '"')
        _, place = DECODER.raw_decode(text, place)
        place = _skip(text, place)
        if text[place] == ",":
            place = _skip(text, place + 1)
    return found


def items_at(text: str) -> Iterator[int]:
    """Where each item of a JSON list begins; of anything but a list, where it begins itself."""
    place = _skip(text, 0)
    if text[place : place + 1] != "[":
        yield place
        return
    place = _skip(text, place + 1)
    while text[place] != "]":
        yield place
        _, place = DECODER.raw_decode(text, place)
        place = _skip(text, place)
        if text[place] == ",":
            place = _skip(text, place + 1)


def jumps_at(text: str, start: int, at: Position) -> Jumps:
    """Where a string's characters go on behind its escapes (``\\u2019``, ``\\n``).

    Args:
        text: JSON that has been read without an error.
        start: where the string's first character stands, behind the quotation mark.
        at: the same as line and column.
    """
    whole = STRING.match(text, start)
    assert whole is not None
    found, more = [], 0
    for escape in ESCAPE.finditer(text, start, whole.end()):
        more += len(escape.group()) - 1
        behind = escape.end() - start
        found.append((behind - more, Position(at.line, at.column + behind)))
    return tuple(found)


def _skip(text: str, place: int) -> int:
    match = SPACE.match(text, place)
    assert match is not None
    return match.end()
