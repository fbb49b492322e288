"""A text or Markdown file: one article, under one headline or several."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..article import Article, writable
from ..errors import InputError
from ..inputs import Unread
from ..origin import Origin
from ..reading import MAX_FILE, read_bytes
from .opening import BROKEN, broken, opened
from .sources import Source


def rows(source: Source) -> Iterator[tuple[Article, ...] | Unread]:
    """The article of the file, once for each headline that it has, or why there is none."""
    path = writable(source.path)
    origin = Origin(path)
    try:
        with opened(source) as stream:
            data = stream.read(MAX_FILE + 1)
        if len(data) > MAX_FILE:
            raise InputError(f"{path}: is larger than {MAX_FILE / 1e6:.0f} MB: split it")
        suffix = Path(source.path.removesuffix(Path(source.path).suffix) if source.compression else source.path).suffix
        found = list(read_bytes(data, path, suffix.lower()))
        for item in found:
            if isinstance(item, InputError):
                raise item
        yield tuple(item for item in found if isinstance(item, Article))
    except (*BROKEN, InputError) as error:
        message = str(error) if isinstance(error, InputError) else f"{path}: cannot be read: {broken(error)}"
        yield Unread("", None, message, origin)
