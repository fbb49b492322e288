"""Paths → articles, each with what is in force for it → reports, with what is accepted marked."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import CheckerError, InputError
from .outputs import Wanted, is_output
from .reading import good

if TYPE_CHECKING:
    from ..article import Article
    from ..configuration import Configuration, Configurations
    from ..configuration.checkers import Checkers
    from ..reading import PageOptions
    from ..report import Report
    from ..stopwatch import Stopwatch

STANDARD_INPUT = "-"
# Articles of one file: from here on a run takes minutes on one core.
MANY = 500


SHOWN = 3


@dataclass
class LeftOut:
    """Files that are no articles.

    Attributes:
        why: how that is known.
        count: how many.
        first: the names of the first few.
    """

    why: str
    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        """Count one."""
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(name)

    def __str__(self) -> str:
        more = " …" if self.count > SHOWN else ""
        return f"{self.count:,} {self.why} ({', '.join(self.first)}{more})" if self.count else ""


def nothing_named(failures: Sequence[str]) -> str:
    """Why there is nothing to do where no path was named and standard input had no story."""
    why = "; ".join(failures) or "standard input: has no story"
    command = click.get_current_context().info_name
    return (
        f"{why}. No PATHS were named, and standard input is no terminal, so it was read: name files or folders, "
        f"as in `checker {command} drafts/` (`checker {command} .` for this folder), or pipe a story in"
    )


class Found:
    """The articles of a run, with what is in force for each.

    Args:
        paths: files, directories, ``-`` for standard input.
        configurations: of the files.
        force_exclude: leave out what a configuration excludes even where a path names it.
        outputs: what this run writes, which is left out of the folders that it reads.
        page: which headlines of web pages are wanted.
        hint: is told once, of the first file with many articles, what is made for such files.

    Attributes:
        failures: the messages of what cannot be read: one bad file or row stops nothing.
        left_out: files that would be read but for their names: the first of them, and how many there are.
        own: the same of files that checker has written itself.
    """

    def __init__(
        self,
        paths: Sequence[str],
        configurations: Configurations,
        force_exclude: bool = False,
        outputs: Sequence[Wanted] = (),
        page: PageOptions | None = None,
        hint: Callable[[str], None] | None = None,
    ) -> None:
        self._paths, self._configurations, self._force = paths, configurations, force_exclude
        self._outputs, self._page, self._hint = outputs, page, hint
        self.failures: list[str] = []
        self._more = 0
        self.left_out, self.own = LeftOut("left out by name"), LeftOut("left out that checker has written")

    @property
    def unread(self) -> int:
        """How many files, rows and folders cannot be read."""
        return len(self.failures) + self._more

    def __iter__(self) -> Iterator[tuple[Article, Configuration]]:
        for name in self._paths:
            # A wrong configuration ends the run: who knows what it should have been checked with.
            if name == STANDARD_INPUT:
                own = self._configurations.of(None)
                yield from ((article, own) for article in self._read(None, own))
                continue
            for file in self._files(name):
                own = self._configurations.of(file)
                yield from ((article, own) for article in self._read(file, own))

    def _files(self, name: str) -> Iterator[Path]:
        from ..reading import NotReadError, OwnOutputError, find_files

        if self._force and not os.path.isdir(name) and not self._takes(name):
            return
        try:
            for file in find_files(Path(name), self._takes):
                if isinstance(file, OwnOutputError):
                    if not is_output(file.source, self._outputs):
                        self.own.add(os.path.basename(file.source))
                elif isinstance(file, InputError):
                    self.failures.append(str(file))
                    self._more += file.files - 1 if isinstance(file, NotReadError) else 0
                elif not (os.path.isdir(name) and is_output(file, self._outputs)):
                    yield file
        except InputError as error:
            self.failures.append(f"{error}; {self.left_out}: see `exclude`" if self.left_out.count else str(error))

    def _takes(self, path: str, folder: bool = False) -> bool:
        from ..reading import SUFFIXES

        takes = self._configurations.takes(path, folder)
        if not takes and not folder and os.path.splitext(path)[1].lower() in SUFFIXES:
            self.left_out.add(os.path.basename(path))
        return takes

    def _read(self, file: Path | None, own: Configuration) -> Iterator[Article]:
        from ..reading import read_file, read_stream

        try:
            items = (
                read_stream(sys.stdin.buffer, fields=own.fields, page=self._page)
                if file is None
                else read_file(file, own.fields, self._page)
            )
            for number, article in enumerate(good(items, own, self.failures), 1):
                if number == MANY and file is not None and self._hint is not None:
                    self._hint(
                        f"{file}: has many articles: `checker batch {file} -o results.csv` (extra `corpus`) checks "
                        "such files on all cores, goes on where it was ended, and writes a table"
                    )
                    self._hint = None
                yield article
        except CheckerError as error:
            self.failures.append(str(error))
        except OSError as error:
            where = "standard input" if file is None else file
            self.failures.append(f"{where}: cannot be read: {error.strerror or error}")


def checked(
    found: Iterable[tuple[Article, Configuration]], checkers: Checkers, watch: Stopwatch | None = None
) -> Iterator[tuple[Report, Article, Configuration]]:
    """A report of each article, in order, with the article and what is in force for it; articles that follow each other
    with the same settings share a window.

    Args:
        found: articles with what is in force for them.
        checkers: make a checker for each settings.
        watch: adds up the time that each stage takes.

    Raises:
        UsageError: settings that make no sense.
        ModelError: the model cannot be used.
    """
    for _, group in groupby(found, lambda pair: id(pair[1])):
        pairs = iter(group)
        first, own = next(pairs)
        checker = checkers.of(own.settings, watch)
        on_the_way: deque[Article] = deque()
        articles = _noted(chain([(first, own)], pairs), on_the_way)
        for report in checker.check_many(articles, watch):
            yield report, on_the_way.popleft(), own


def _noted(pairs: Iterable[tuple[Article, Configuration]], on_the_way: deque[Article]) -> Iterator[Article]:
    for article, _ in pairs:
        on_the_way.append(article)
        yield article
