"""One shard: its rows in, its part and its line of the manifest out. Every engine calls :func:`run_shard`."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..answering import WINDOW
from ..article import Article, writable
from ..errors import InputError
from ..inputs import Unread
from ..origin import Origin
from ..pipeline import Checker
from ..report import Report
from .arrow import kept_value
from .cache import Remembering
from .columns import articles_of
from .manifest import ShardLine
from .part import read_part, write_part
from .plan import Piece, Shard
from .row import Row
from .rows import Item, read_rows
from .survey import Surveyed, stamp_of
from .table import body_digest, finding_rows, kept_name, result_row


@dataclass(frozen=True)
class ShardTask:
    """All that a process needs to know to run a shard; small, and can be sent to another machine.

    Attributes:
        shard: its rows.
        folder: where the part goes.
        reports: keep whole reports.
        done: there is a part already, of which rows without an error are taken over.
        retry: of those, rows with an error are run again.
        aside: rows, by their position in the shard, that are not to be tried again,
            with the code of the reason and a message.
        careful: one row at a time, so that it is known which one ends the process.
    """

    shard: Shard
    folder: str
    reports: bool = False
    done: bool = False
    retry: bool = False
    aside: Mapping[int, tuple[Any, str]] = field(default_factory=dict)
    careful: bool = False

    @property
    def part(self) -> Path:
        """The part."""
        return Path(self.folder, self.shard.name)

    @property
    def kept(self) -> dict[str, str]:
        """Columns that pass through, with Arrow's type of each; those of all pieces are the same."""
        return dict(self.shard.pieces[0].file.kept)


@dataclass
class Watcher:
    """What whoever runs a shard is told on the way.

    Attributes:
        opened: a row, by its position, is being worked on from now.
        closed: it is done: its report.
        needed: the model is needed now, for the first row that is not remembered.
        stopping: no further row is to be begun.
    """

    opened: Callable[[int], None] = lambda position: None
    closed: Callable[[int, Report], None] = lambda position, report: None
    needed: Callable[[], None] = lambda: None
    stopping: Callable[[], bool] = lambda: False


class RowReader:
    """Reads rows of pieces; a file stays open from one shard to the next, so that it is read through once."""

    def __init__(self) -> None:
        self._file: Surveyed | None = None
        self._rows: Generator[Item] | None = None
        self._next = 0

    def rows(self, piece: Piece) -> Iterator[tuple[int, Item]]:
        """The piece's rows with their numbers; one that is not there any more stands as its error.

        Raises:
            InputError: the file has changed since it was surveyed.
        """
        for number in piece.rows:
            yield number, self._at(piece.file, number)

    def _at(self, file: Surveyed, number: int) -> Item:
        if self._file != file or number < self._next:
            self._open(file, number)
        while (item := next(self._rows or iter(()), None)) is not None:
            self._next += 1
            if self._next > number:
                return item
        origin = Origin(writable(file.source.path), number + 1, "row")
        return Unread("", None, f"{origin}: cannot be read: the file breaks off before it", origin)

    def _open(self, file: Surveyed, number: int) -> None:
        self.close()
        if stamp_of(file.source.path) != file.stamp:
            raise InputError(
                f"{writable(file.source.path)}: has changed during the run: start again with another output"
            )
        self._file, self._next = file, number
        self._rows = read_rows(file.source, number, file.columns.used if file.columns else None)

    def close(self) -> None:
        """Close the file that is open."""
        if self._rows is not None:
            self._rows.close()
        self._file = self._rows = None


def run_shard(
    task: ShardTask,
    checker: Checker,
    reader: RowReader | None = None,
    watcher: Watcher | None = None,
    cache: Remembering | None = None,
) -> ShardLine:
    """Check the rows of a shard and write its part: a temporary file, on the disk, under its name.

    Args:
        task: the shard.
        checker: made from the run's settings.
        reader: of the shards before, where there is one.
        watcher: told on the way, and asked whether to stop; a shard that is stopped is written as far as it got.
        cache: remembers reports.

    Returns:
        The line of the manifest, which is written after the part.

    Raises:
        InputError: the input has changed.
        ModelError: the model fails.
    """
    return _Run(task, checker, reader or RowReader(), watcher or Watcher(), cache).line()


class _Run:
    def __init__(
        self, task: ShardTask, checker: Checker, reader: RowReader, watcher: Watcher, cache: Remembering | None
    ) -> None:
        self._task, self._checker, self._reader, self._watcher, self._cache = task, checker, reader, watcher, cache
        self._kept: dict[int, dict[str, Any]] = {}
        # Of each headline on the way: the position of its row, where it stands, its body's digest.
        self._on_the_way: deque[tuple[int, Origin, str | None]] = deque()
        self._left: Counter[int] = Counter()

    def line(self) -> ShardLine:
        started = time.perf_counter()
        found = self._taken_over()
        for report in self._reports(set(found)):
            position, origin, digest = self._on_the_way.popleft()
            found.setdefault(position, []).append(self._row(position, origin, digest, report))
            self._left[position] -= 1
            if not self._left[position]:
                self._watcher.closed(position, report)
        rows = [row for position in sorted(found) for row in found[position]]
        digest = write_part(self._task.part, rows, self._task.kept, self._task.reports)
        errors = Counter(row["reason_code"] for row in rows if row["error"] is not None)
        return ShardLine(
            number=self._task.shard.number,
            file=self._task.shard.name,
            sha256=digest,
            done=len(found),
            of=self._task.shard.rows,
            headlines=len(rows),
            failed=dict(sorted(errors.items())),
            flagged=sum(any(item["accepted_by"] is None for item in row["findings"]) for row in rows),
            seconds=round(time.perf_counter() - started, 3),
        )

    def _taken_over(self) -> dict[int, list[dict[str, Any]]]:
        """What the part has already."""
        found: dict[int, list[dict[str, Any]]] = {}
        if not self._task.done:
            return found
        for row in read_part(self._task.part).to_pylist():
            found.setdefault(row["position"], []).append(row)
        if self._task.retry:
            found = {at: rows for at, rows in found.items() if not any(row["error"] for row in rows)}
        return found

    def _reports(self, done: set[int]) -> Iterator[Report]:
        road = self._checker._road()
        window = 1 if self._task.careful else WINDOW
        articles = self._articles(done)

        def check(missed: Iterator[Article | Unread]) -> Iterator[Report]:
            return road.reports(self._needing(missed), window)

        return check(articles) if self._cache is None else self._cache.reports(articles, check)

    def _needing(self, missed: Iterator[Article | Unread]) -> Iterator[Article | Unread]:
        for number, article in enumerate(missed):
            if not number:
                self._watcher.needed()
            yield article

    def _articles(self, done: set[int]) -> Iterator[Article | Unread]:
        """Every headline of every row that is to be checked."""
        position = -1
        for piece in self._task.shard.pieces:
            wanted = [number for at, number in enumerate(piece.rows, position + 1) if at not in done]
            first = position + 1
            position += len(piece.rows)
            if not wanted:
                continue
            at = {number: first + index for index, number in enumerate(piece.rows)}
            for number, item in self._reader.rows(Piece(piece.file, piece.start, piece.stop, tuple(wanted))):
                if self._watcher.stopping():
                    return
                yield from self._opened(at[number], item, piece.file)

    def _opened(self, position: int, item: Item, file: Surveyed) -> Iterator[Article | Unread]:
        self._watcher.opened(position)
        if isinstance(item, Row):
            self._kept[position] = {
                kept_name(name): kept_value(item.values.get(name), type_) for name, type_ in file.kept
            }
        found = articles_of(item, file.columns)
        if position in self._task.aside:
            code, message = self._task.aside[position]
            found = tuple(Unread(article.headline, article.id, message, article.origin, code) for article in found)
        self._left[position] = len(found)
        for article in found:
            origin = article.origin or Origin(writable(file.source.path))
            self._on_the_way.append((position, origin, body_digest(article)))
            yield article

    def _row(self, position: int, origin: Origin, digest: str | None, report: Report) -> dict[str, Any]:
        values = result_row(report, origin.path, origin.row, self._task.reports, digest)
        return {"position": position, **values, **self._kept.get(position, {}), "findings": finding_rows(report)}
