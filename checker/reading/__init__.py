"""Formats in → articles: plain text, Markdown with front matter, JSON and JSON Lines, web pages,
standard input, directories.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from ..article import DEFAULT_FIELDS, Article, Fields
from ..errors import InputError
from ..origin import STANDARD_INPUT
from .decoding import decode
from .finding import NotReadError, Takes, walk
from .html_format import PageOptions, read_html
from .json_format import read_json, read_json_lines
from .markdown_format import read_markdown
from .ours import OwnOutputError, ours, ours_at
from .plain_format import read_plain
from .refused import is_page, refuse_bytes, refuse_text

Reader = Callable[..., Iterator[Article | InputError]]
SUFFIXES: dict[str, Reader] = {
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
# What a file of each kind must have; one without a suffix is a text, if it is anything.
EMPTY: dict[Reader, str] = {
    read_plain: "; the first line must be the headline, the rest the body",
    read_markdown: ": give `title` in front matter or a heading (`# …`), and the body below it",
    read_json: ": give an object with `headline` and `body`, or a list of them",
    read_json_lines: ": give one object with `headline` and `body` a line",
    read_html: ": there is no page in it; save the page again",
}
MAX_FILE = 64_000_000
# A headline may well begin with a bracket.
JSON_START = re.compile(r"\s*(?:\{\s*(?:[\"}]|\Z)|\[\s*(?:[{\[\]]|\Z))")


def read_file(
    path: Path, fields: Fields = DEFAULT_FIELDS, page: PageOptions | None = None
) -> Iterator[Article | InputError]:
    """Every article of one file; the format goes by the suffix, plain text where it is unknown.

    ``page`` says which headlines of a web page are wanted. A bad row of a JSON list or of JSON Lines comes as its
    error, in its place: the others are not lost.

    Raises:
        InputError: the file as a whole is missing, unreadable, empty, too large or malformed.
    """
    yield from read_bytes(file_bytes(path), str(path), path.suffix.lower(), fields, page)


def file_bytes(path: Path) -> bytes:
    """All of a file.

    Raises:
        InputError: it is missing, unreadable or too large.
    """
    try:
        with path.open("rb") as stream:
            return stream_bytes(stream, str(path))
    except FileNotFoundError:
        if os.path.islink(path):
            raise InputError(
                f"{path}: is a link that leads nowhere (to {os.readlink(path)}): mend or remove it"
            ) from None
        raise InputError(f"{path}: no such file; check the path, or use `-` for standard input") from None
    except IsADirectoryError:
        raise InputError(f"{path}: is a directory") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None


def read_bytes(
    data: bytes, source: str, suffix: str = "", fields: Fields = DEFAULT_FIELDS, page: PageOptions | None = None
) -> Iterator[Article | InputError]:
    """Every article in ``data``. Without a known suffix JSON is recognised by its first character;
    a web page by its first tag, whatever its suffix.

    Args:
        data: of a file.
        source: its name.
        suffix: of its name, in lower case.
        fields: which fields have headline and body.
        page: which headlines of a web page are wanted.

    Raises:
        InputError: the bytes are empty, not text, malformed, or what checker has written itself.
        MissingExtraError: it is a web page, and the extra ``html`` is not installed.
    """
    refuse_bytes(data, source, suffix)
    text, notes = decode(data, source)
    if not text.strip():
        raise InputError(f"{source}: is empty{EMPTY.get(SUFFIXES.get(suffix, read_plain), '')}")
    own = ours(text, source)
    if own is not None:
        raise own
    reader = reader_of(text, suffix)
    if reader is read_html:
        yield from read_html(text, source, notes, page)
        return
    refuse_text(text, source)
    if reader in (read_json, read_json_lines):
        yield from reader(text, source, notes, fields, page)
        return
    yield from reader(text, source, notes, fields)


def reader_of(text: str, suffix: str = "") -> Reader:
    """What reads a text: by the suffix, else by how it begins; a web page is one whatever its suffix."""
    known = SUFFIXES.get(suffix)
    if known is read_html or is_page(text):
        return read_html
    if known is not None:
        return known
    return read_json if JSON_START.match(text) else read_markdown if text.startswith("---\n") else read_plain


def read_stream(
    stream: BinaryIO,
    source: str = STANDARD_INPUT,
    fields: Fields = DEFAULT_FIELDS,
    page: PageOptions | None = None,
) -> Iterator[Article | InputError]:
    """Every article of a binary stream, such as ``sys.stdin.buffer``.

    Raises:
        InputError: as :func:`read_bytes`, and where there is more than a file may have.
    """
    yield from read_bytes(stream_bytes(stream, source), source, fields=fields, page=page)


def stream_bytes(stream: BinaryIO, source: str) -> bytes:
    """All of a file, pipe or device, whose size only reading it tells.

    Raises:
        InputError: there is more than a file may have.
    """
    data = stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise InputError(f"{source}: has more than {MAX_FILE / 1e6:.0f} MB, the limit for one file: split it")
    return data


def find_files(path: Path, takes: Takes = lambda path, folder: True) -> Iterator[Path | InputError]:
    """``path`` itself if it is no directory; else the article files below it, sorted, hidden ones left out.

    A folder below it that cannot be read comes as its error, behind the files, and so do files of kinds that stories
    come in and that are not read: the rest is not lost. What checker has written itself comes as its error in its
    place.

    Args:
        path: a file or a directory.
        takes: told the path of every file and folder below it, and whether it is a folder:
            what it does not take is left out.

    Raises:
        InputError: the directory holds no article file.
    """
    if os.path.isdir(path):
        yield from walk(path, SUFFIXES, takes)
    else:
        yield path


__all__ = [
    "SUFFIXES",
    "NotReadError",
    "OwnOutputError",
    "PageOptions",
    "file_bytes",
    "find_files",
    "ours_at",
    "read_bytes",
    "read_file",
    "read_stream",
    "reader_of",
    "stream_bytes",
]
