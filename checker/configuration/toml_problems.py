"""What the parser finds wrong with a TOML text, in our words, with its line and the way out."""

from __future__ import annotations

import re
import tomllib

PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
# What stands where a value should: up to what ends it.
UNQUOTED = re.compile(r"[^\n,\]}#]*[^\s,\]}#]")
CURLY = "“”„‘’‚"
FALSE_TRUE = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
MOST_SHOWN = 40
# Each is a parse.
MOST_LINES = 2_000


def toml_problem(text: str, error: Exception) -> str:
    """``line 3: …``: where it is, what it is, and what to write.

    Args:
        text: the whole text.
        error: of :mod:`tomllib`; one of nesting has no place.
    """
    said = str(error)
    place = PLACE.search(said)
    if place is None:
        return f"is not valid TOML: {said}"
    what = said[: place.start()]
    if place[1] is None:
        # Whatever is not closed begins where the last statement that can be read ends.
        return f"line {_first_broken(text)}: {_in_words(what, '')}"
    line, column = int(place[1]), int(place[2])
    written = text.split("\n")[line - 1]
    found = UNQUOTED.match(written, column - 1)
    if what.startswith("Expected newline or end of document"):
        # The value began before it: `time-limit = 2 minutes`.
        value = written.partition("=")[2].lstrip()
        found = UNQUOTED.match(value) if value[:1] not in ("", "'", '"', "[", "{") else None
    return f"line {line}: {_in_words(what, found.group() if found else '')}"


def _in_words(what: str, value: str) -> str:
    shown = value if len(value) <= MOST_SHOWN else value[:MOST_SHOWN] + "…"
    if what == "Invalid value" and value[:1] in tuple(CURLY):
        return f"put texts in straight quotes, not curly ones: {_quoted(value.strip(CURLY))}"
    if what == "Invalid value" and value.lower() in FALSE_TRUE:
        return f'`{value}` must be {FALSE_TRUE[value.lower()]}, or "{value}" where it is a text: put texts in quotes'
    if what == "Invalid value" and not value:
        return "has no value: put one behind the `=`, texts in quotes"
    if value and (what == "Invalid value" or what.startswith("Expected newline or end of document")):
        return f"put texts in quotes: {_quoted(shown)}"
    if what.startswith("Unescaped '\\'"):
        return r"a backslash in double quotes must be written twice, \\; or put the text in single quotes"
    if what == "Cannot overwrite a value":
        return "a key stands there a second time: take one of them out"
    if what.startswith(("Unterminated string", "Illegal character '\\n'")):
        return "a text is not closed: put texts in quotes, one before and one behind"
    return f"is not valid TOML: {what}"


def _quoted(value: str) -> str:
    return f"'{value}'" if '"' in value or "\\" in value else f'"{value}"'


def _first_broken(text: str) -> int:
    """The line, from 1, on which the first statement begins that is not whole."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        return len(lines)
    whole = 0
    for end in range(1, len(lines) + 1):
        try:
            tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
        whole = end
    blank = next((number for number in range(whole, len(lines)) if lines[number].strip()), len(lines) - 1)
    return blank + 1
