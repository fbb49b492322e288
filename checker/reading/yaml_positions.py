"""Where the letters of a YAML value stand in its text: quotation marks,
escapes and folded lines write more than is read.
"""

from __future__ import annotations

import re

TOKENS = {
    None: re.compile(r"(?P<blanks>[ \t\n]++)|."),
    "'": re.compile(r"(?P<one>'')|(?P<blanks>[ \t\n]++)|."),
    '"': re.compile(
        r"(?P<none>\\\n[ \t]*+)|(?P<one>\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.))|(?P<blanks>[ \t\n]++)"
        r"|."
    ),
}
# The line that begins a block scalar: ``>-``, ``|2 # comment``.
BLOCK = re.compile(r"[|>][-+0-9]*[ \t]*+(?:#[^\n]*+)?\n\s*")

# What a scalar of each style writes otherwise, or may mean something else in it.
RESERVED = {None: ":#\"'[]{}&*!|>%@`\\,?-", "'": "'", '"': '"\\', "|": "", ">": ""}

Places = tuple[tuple[int, int], ...]


def places_of(raw: str, value: str, style: str | None) -> Places:
    """Where a value goes on otherwise than letter for letter.

    Args:
        raw: the scalar as written, from its first character, its quotation marks left out.
        value: as read.
        style: PyYAML's name of how it is written: ``None``, ``'``, ``"``, ``|`` or ``>``.

    Returns:
        Offsets of ``value``, ascending, each with the offset of ``raw`` where that character stands;
        nothing where both are the same letters, or where they cannot be matched.
    """
    found: list[tuple[int, int]] = []
    place = done = 0
    if style in ("|", ">"):
        head = BLOCK.match(raw)
        if head is None:
            return ()
        place, style = head.end(), None
        # White space at the head of a block is left out or indentation that belongs to the value.
        done = len(value) - len(value.lstrip())
        found.append((done, place))
    token = TOKENS[style]
    while done < len(value):
        match = token.match(raw, place)
        if match is None:
            return ()
        place = match.end()
        letters = match.group()
        if match.lastgroup == "blanks" and "\n" in letters:
            # A folded line, whose blanks YAML makes other blanks of.
            done += len(value[done:]) - len(value[done:].lstrip())
        elif match.lastgroup in ("one", "none"):
            done += match.lastgroup == "one"
        elif value.startswith(letters, done):
            done += len(letters)
            continue
        else:
            return ()
        found.append((done, place))
    return tuple(found)
