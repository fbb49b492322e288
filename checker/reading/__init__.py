"""Formats in → articles: plain text, Markdown with front matter, JSON and JSON Lines, web pages, standard input, directories."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ..article import Article
from ..errors import InputError
from .decoding import decode
from .html_format import PageOptions, read_html
from .json_format import read_json, read_json_lines
from .markdown_format import read_markdown
from .plain_format import read_plain
from .refused import is_page, refuse_bytes, refuse_text

SUFFIXES = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}
# What stories are kept in too, and nobody may think was checked.
OTHERS = frozenset(".mhtml .mht .xml .doc .docx .odt .rtf .pdf .pages .csv .tsv .xls .xlsx .ods".split())
MAX_FILE = 64_000_000
# A headline may well begin with a bracket.
JSON_START = re.compile(r"\s*(?:\{\s*(?:[\"}]|\Z)|\[\s*(?:[{\[\]]|\Z))")


def read_file(path: Path, page: PageOptions | None = None) -> Iterator[Article | InputError]:
    """Every article of one file; the format goes by the suffix, plain text where it is unknown.

    ``page`` says which headlines of a web page are wanted. A bad row of a JSON list or of JSON Lines comes as its error, in its place: the others are not lost.

    Raises:
        InputError: the file as a whole is missing, unreadable, empty, too large or malformed.
    """
    try:
        with path.open("rb") as stream:
            data = _read(stream, str(path))
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the path, or use `-` for standard input") from None
    except IsADirectoryError:
        raise InputError(f"{path}: is a directory") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
    yield from read_bytes(data, str(path), path.suffix.lower(), page)


def read_bytes(
    data: bytes, source: str, suffix: str = "", page: PageOptions | None = None
) -> Iterator[Article | InputError]:
    """Every article in ``data``. Without a known suffix JSON is recognised by its first character; a web page by its first tag, whatever
    its suffix.

    Args:
        data: of a file.
        source: its name.
        suffix: of its name, in lower case.
        page: which headlines of a web page are wanted.

    Raises:
        InputError: the bytes are empty, not text, or malformed.
        MissingExtraError: it is a web page, and the extra ``html`` is not installed.
    """
    refuse_bytes(data, source, suffix)
    text, notes = decode(data, source)
    if not text.strip():
        raise InputError(f"{source}: is empty; the first line must be the headline, the rest the body")
    reader = SUFFIXES.get(suffix)
    if reader is read_html or is_page(text):
        yield from read_html(text, source, notes, page)
        return
    refuse_text(text, source)
    if reader is None:
        reader = read_json if JSON_START.match(text) else read_markdown if text.startswith("---\n") else read_plain
    if reader in (read_json, read_json_lines):
        yield from reader(text, source, notes, page)
        return
    yield from reader(text, source, notes)


def read_stream(
    stream: BinaryIO, source: str = "standard input", page: PageOptions | None = None
) -> Iterator[Article | InputError]:
    """Every article of a binary stream, such as ``sys.stdin.buffer``.

    Raises:
        InputError: as :func:`read_bytes`, and where there is more than a file may have.
    """
    yield from read_bytes(_read(stream, source), source, page=page)


def _read(stream: BinaryIO, source: str) -> bytes:
    """All of a file, pipe or device, whose size only reading it tells."""
    data = stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise InputError(f"{source}: has more than {MAX_FILE / 1e6:.0f} MB, the limit for one file: split it")
    return data


def find_files(path: Path) -> Iterator[Path | InputError]:
    """``path`` itself if it is no directory; else the article files below it, sorted, hidden ones left out.

    A folder below it that cannot be read comes as its error, behind the files, and so do files of kinds that stories come in and that
    are not read: the rest is not lost.

    Raises:
        InputError: the directory holds no article file.
    """
    if not os.path.isdir(path):
        yield path
        return
    unreadable: list[OSError] = []
    files: list[Path] = []
    others: list[str] = []
    for folder, folders, names in os.walk(path, onerror=unreadable.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        chosen = [Path(folder, name) for name in names if not name.startswith(".")]
        others += [str(file) for file in chosen if file.suffix.lower() in OTHERS]
        files += [file for file in chosen if file.suffix.lower() in SUFFIXES and _is_article(file)]
    yield from sorted(files)
    for error in sorted(unreadable, key=lambda error: str(error.filename)):
        yield InputError(f"{error.filename}: this folder cannot be read: {error.strerror or error}")
    if others:
        shown = ", ".join(os.path.relpath(name, path) for name in sorted(others)[:3]) + (
            " …" if len(others) > 3 else ""
        )
        yield InputError(
            f"{path}: {len(others)} other files are not read ({shown}): save each as text, headline on the first line"
        )
    if not files and not unreadable and not others:
        raise InputError(f"{path}: no article in this directory; looked for {', '.join(sorted(SUFFIXES))}")


def _is_article(file: Path) -> bool:
    """A file, not a pipe or a device; a link that leads nowhere counts, so that reading it says so."""
    try:
        return file.is_file() or not file.exists()
    except OSError:
        return True


__all__ = ["SUFFIXES", "PageOptions", "find_files", "read_bytes", "read_file", "read_stream"]
