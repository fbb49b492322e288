"""Text for people: nothing in it commands a terminal, shows other words than are there,
or is there without being seen.
"""

from __future__ import annotations

import re
from itertools import chain

# C0 and C1 controls, other line ends, half characters; then Unicode's Default_Ignorable_Code_Point
# (DerivedCoreProperties.txt 16.0: zero widths, marks of direction, fillers, selectors, tags), which nothing shows. Tabs
# and line ends are the caller's matter.
CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\ud800-\udfff"
IGNORABLE = (
    r"\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
PICTURE = r"\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff"
# Joiners and selectors inside an emoji or between letters that take their shape from them are seen by what they do; a
# tag only in the three flags that have any.
SEEN = re.compile(
    r"\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074"
    r"|\U000e0077\U000e006c\U000e0073)\U000e007f"
    rf"|(?<=[{PICTURE}\ufe0f])\u200d(?=[{PICTURE}])|(?<=[{PICTURE}])[\ufe0e\ufe0f]|(?<=[#*0-9])\ufe0f(?=\u20e3)"
    r"|(?<=[\u0620-\u06d3\u0900-\u0dff])[\u200c\u200d](?=[\u0620-\u06d3\u0900-\u0dff])"
)
# Code points from a flag's first to its last.
FLAG = 7
HIDDEN = re.compile(f"[{CONTROLS}{IGNORABLE}]")
LINE_END = re.compile("[\n\t]")


def visible(text: str) -> str:
    r"""The text with what is not seen written out: ``\x1b``, ``\u202e``, ``\u200b``, ``\U000e0041``.

    Line ends and tabs stay.
    """
    return HIDDEN.sub(_escaped, text)


def in_one_line(text: str) -> str:
    r"""As :func:`visible`, with line ends and tabs written out too: a file name may have them."""
    return LINE_END.sub(_escaped, visible(text))


def letters_in_one_line(text: str) -> list[str]:
    """What :func:`in_one_line` makes of each code point of the text."""
    letters = list(text)
    for match in chain(HIDDEN.finditer(text), LINE_END.finditer(text)):
        letters[match.start()] = _escaped(match)
    return letters


def json_visible(text: str) -> str:
    r"""JSON of the same value, with ``\u009b`` for what JSON itself would let through raw."""
    return HIDDEN.sub(_escaped_in_json, text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match.group())
    if _is_seen(match):
        return match.group()
    names = {9: "\\t", 10: "\\n", 13: "\\r"}
    return names.get(code) or (
        f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    )


def _escaped_in_json(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code <= 0x1F or _is_seen(match):
        return match.group()
    # JSON writes what lies beyond the first plane as two halves.
    halves = (code,) if code < 0x10000 else (0xD800 + (code - 0x10000 >> 10), 0xDC00 + (code & 0x3FF))
    return "".join(f"\\u{half:04x}" for half in halves)


def _is_seen(match: re.Match[str]) -> bool:
    """Does it show by what it does to its neighbours?"""
    if match.group() < "\u200c":
        return False
    start = max(match.start() - FLAG + 1, 0)
    place = match.start() - start
    around = match.string[start : match.start() + FLAG]
    return any(found.start() <= place < found.end() for found in SEEN.finditer(around))
