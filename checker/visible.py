"""Text for a terminal: nothing in it commands the terminal, or shows other words than are there."""

from __future__ import annotations

import re

# C0 and C1 controls, marks of direction, other line ends, half characters. Tabs and line ends are the caller's matter.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]"
)
LINE_END = re.compile("[\n\t]")


def visible(text: str) -> str:
    r"""The text with controls written out: ``\x1b``, ``\x9b``, ``\u202e``. Line ends and tabs stay."""
    return HIDDEN.sub(_escaped, text)


def in_one_line(text: str) -> str:
    r"""As :func:`visible`, with line ends and tabs written out too: a file name may have them."""
    return LINE_END.sub(_escaped, visible(text))


def json_visible(text: str) -> str:
    r"""JSON of the same value, with ``\u009b`` for what JSON itself would let through raw."""
    return HIDDEN.sub(
        lambda match: f"\\u{ord(match.group()):04x}" if ord(match.group()) > 0x1F else match.group(), text
    )


def _escaped(match: re.Match[str]) -> str:
    code = ord(match.group())
    names = {9: "\\t", 10: "\\n", 13: "\\r"}
    return names.get(code) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
