"""What is no article text, told by its suffix or its first characters, and what to do instead:
nothing is read as what it is not.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from ..errors import InputError

SAVE = "save the article's text (headline on the first line, body below) and check that"
TABLE = 'write its rows as JSON Lines, {"headline": …, "body": …} a line, and check that'
ROWS = f"`checker batch FILE -o results.csv` checks its rows (extra `corpus`); or {TABLE}"
FRONT = "give the headline as YAML (`title: …` between two lines `---`), or on the first line"


class Refused(NamedTuple):
    """A kind of file that is not read.

    Attributes:
        what: what it is.
        way_out: what to do.
        suffixes: of its files.
        magic: what its bytes begin with.
    """

    what: str
    way_out: str
    suffixes: frozenset[str] = frozenset()
    magic: tuple[bytes, ...] = ()


MHTML = Refused("a web archive (MHTML)", "save the page as HTML only and check that", frozenset((".mhtml", ".mht")))
XML = Refused("an XML document", SAVE, frozenset((".xml", ".rss", ".svg")))
CSV = Refused("a table (CSV)", ROWS, frozenset((".csv", ".tsv", ".tab")))
BINARY = (
    Refused("a PDF", SAVE, frozenset((".pdf",)), (b"%PDF-",)),
    Refused("a rich text file (RTF)", SAVE, frozenset((".rtf",)), (b"{\\rtf",)),
    Refused("a PostScript file", SAVE, frozenset((".ps", ".eps")), (b"%!PS",)),
    Refused("a Word file", SAVE, frozenset((".docx", ".doc", ".odt", ".pages")), (b"\xd0\xcf\x11\xe0",)),
    Refused("a spreadsheet", TABLE, frozenset((".xlsx", ".xls", ".ods", ".numbers"))),
    Refused("a table", TABLE, frozenset((".psv",))),
    Refused("a Parquet table", ROWS, frozenset((".parquet", ".pq")), (b"PAR1",)),
    Refused("an Arrow table", ROWS, frozenset((".arrow",)), (b"ARROW1",)),
    Refused("a ZIP archive (Word, EPUB and others are too)", SAVE, frozenset((".zip", ".epub")), (b"PK\x03\x04",)),
    Refused(
        "compressed",
        "unpack it first; `checker batch` (extra `corpus`) reads tables and JSON Lines in gzip and zstd as they are",
        frozenset((".gz", ".bz2", ".xz", ".zst", ".7z")),
        (b"\x1f\x8b", b"BZh91AY&SY", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf"),
    ),
    Refused("a YAML file", FRONT, frozenset((".yaml", ".yml"))),
    Refused("a TOML file", FRONT, frozenset((".toml",))),
)
BY_SUFFIX = {suffix: kind for kind in (MHTML, XML, CSV, *BINARY) for suffix in kind.suffixes}
# Comments and declarations may stand before the page.
PROLOGUE = re.compile(r"(?:\s+|\ufeff|<!--(?:[^-]|-(?!->))*+-->|<\?[^>]*>)*+")
PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body)\b", re.IGNORECASE)
XML_DECLARATION = re.compile(r"[\s\ufeff]*<\?xml\b|<!doctype\b", re.IGNORECASE)
CELL = re.compile(r'\s?"?([A-Za-z][\w -]{0,40})"?\s?')
HEADLINES, BODIES = (
    frozenset(("headline", "title")),
    frozenset(("body", "text", "content", "article", "story", "bodytext")),
)
TOML_FRONT = re.compile(r"\ufeff?\+\+\+[ \t]*\n")
YAML_FRONT = re.compile(r"---[ \t]*\n(?=[^\n]*:)")


def refuse_bytes(data: bytes, source: str, suffix: str) -> None:
    """Refuse a file for its suffix or its first bytes.

    Raises:
        InputError: it is none that can be read; says what it is and what to do.
    """
    found = BY_SUFFIX.get(suffix)
    for kind in BINARY:
        if data.startswith(kind.magic) or data[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(kind.magic):
            found = kind
    if found is not None:
        raise _error(found, source)


def is_page(text: str) -> bool:
    """Is it a whole web page, by its first characters?"""
    match = PROLOGUE.match(text)
    return PAGE.match(text, match.end() if match else 0) is not None


def refuse_text(text: str, source: str) -> None:
    """Refuse a decoded file for its first characters, whatever its suffix.

    Raises:
        InputError: it is an XML document, a table, or has front matter in TOML or JSON.
    """
    if XML_DECLARATION.match(text):
        raise _error(XML, source)
    if TOML_FRONT.match(text):
        raise InputError(f"{source}: has TOML front matter (+++), which is not read: {FRONT}")
    if _is_table(text):
        raise _error(CSV, source)


def refuse_structured(text: str, source: str) -> None:
    """Refuse a text that is to be read as plain and is JSON or has front matter.

    Raises:
        InputError: says which suffix it needs.
    """
    if YAML_FRONT.match(text):
        raise InputError(f"{source}: has front matter: name it .md, or put the headline on the first line")
    start = text.lstrip()
    if not start.startswith(("{", "[")):
        return
    try:
        value, end = json.JSONDecoder(parse_int=str).raw_decode(start)
    except (ValueError, RecursionError):
        return
    rest = start[end:].lstrip()
    if not rest:
        raise InputError(f"{source}: is JSON: name it .json")
    if isinstance(value, dict):
        if rest.startswith("{"):
            raise InputError(f"{source}: is JSON Lines: name it .jsonl")
        raise InputError(f"{source}: has JSON front matter, which is not read: {FRONT}")


def _is_table(text: str) -> bool:
    """Is the first line a header with a column for headlines and one for bodies?"""
    line = text.lstrip("\ufeff\n \t").partition("\n")[0]
    if len(line) > 1_000:
        return False
    for separator in ",;\t|":
        cells = [CELL.fullmatch(cell) for cell in line.split(separator)]
        if len(cells) > 1 and all(cells):
            names = {cell.group(1).strip().lower() for cell in cells if cell}
            if names & HEADLINES and names & BODIES:
                return True
    return False


def _error(kind: Refused, source: str) -> InputError:
    return InputError(f"{source}: is {kind.what}, which is not read: {kind.way_out}")
