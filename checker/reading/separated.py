"""What separates the fields of a .csv, told by its first line: spreadsheets of many countries write semicolons."""

from __future__ import annotations

import re

SEPARATORS = ",;\t|"


def separator_of(start: bytes) -> str:
    """What the names of the first line are separated by; a comma where nothing tells.

    Args:
        start: the first bytes of the file, its first line among them.
    """
    line = re.sub(r'"[^"]*"', "", start.lstrip(b"\r\n").decode("latin-1")).encode("latin-1").splitlines()
    return max(SEPARATORS, key=lambda mark: line[0].count(mark.encode())) if line else SEPARATORS[0]
