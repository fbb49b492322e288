"""Where the values of a JSON text stand in it, for reports that point into the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

SPACE = re.compile(r"[ \t\n\r]*")
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


def _skip(text: str, place: int) -> int:
    match = SPACE.match(text, place)
    assert match is not None
    return match.end()
