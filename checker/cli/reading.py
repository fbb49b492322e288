"""Articles of the paths that a command is given; one bad file or row stops nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import CheckerError, InputError
from .outputs import Wanted, is_output

if TYPE_CHECKING:
    from ..article import Article
    from ..reading import PageOptions


def articles(
    paths: Sequence[str], failures: list[str], outputs: Sequence[Wanted], page: PageOptions | None = None
) -> Iterator[Article]:
    """Every article that can be read; the others' messages are collected.

    Args:
        paths: files, folders, or ``-``.
        failures: takes the messages.
        outputs: what this run writes, which is left out of the folders that it reads.
        page: which headlines of web pages are wanted.
    """
    from ..reading import find_files, read_file, read_stream

    for name in paths:
        try:
            if name == "-":
                yield from good(read_stream(sys.stdin.buffer, page=page), failures)
                continue
            for file in find_files(Path(name)):
                if isinstance(file, Path) and is_output(file, outputs) and os.path.isdir(name):
                    continue
                yield from good(iter([file]) if isinstance(file, InputError) else read_file(file, page), failures)
        except CheckerError as error:
            failures.append(str(error))
        except OSError as error:
            where = "standard input" if name == "-" else name
            failures.append(f"{where}: cannot be read: {error.strerror or error}")


def good(found: Iterator[Article | InputError], failures: list[str]) -> Iterator[Article]:
    """The articles of one file; messages go where they are collected."""
    try:
        for item in found:
            if isinstance(item, InputError):
                failures.append(str(item))
            else:
                yield item
    except InputError as error:
        failures.append(str(error))
