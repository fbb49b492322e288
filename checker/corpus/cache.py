"""Remembered reports: of this run, in memory; of all runs, in an SQLite file a worker,
keyed by the texts and by everything that decides a report.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from abc import ABC, abstractmethod
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..article import Article
from ..errors import UsageError
from ..inputs import Unread
from ..report import Report
from ..whereabouts import article_info
from .table import failed

TABLE = "CREATE TABLE IF NOT EXISTS reports (key BLOB PRIMARY KEY, report BLOB NOT NULL) WITHOUT ROWID"
# Reports between two commits: what a killed process loses.
AT_ONCE = 64
# Bytes of the reports of one run that a process keeps: some thousands.
ROOM = 8_000_000
# Seconds to wait for another process that writes the same file.
PATIENCE = 30.0
Check = Callable[[Iterator[Article | Unread]], Iterator[Report]]


@dataclass
class _Waiting:
    """An article whose report is not given yet: of what is remembered, of one that is on its way, or its own."""

    key: bytes | None
    article: Article | Unread
    known: Report | None = None
    follows: bool = False


@dataclass
class _Flight:
    """An article on its way, and how many copies of it wait for its report."""

    report: Report | None = None
    followers: int = 0


class Remembering(ABC):
    """Gives reports of articles that have been checked before, and remembers those that are checked now."""

    def reports(self, articles: Iterable[Article | Unread], check: Check) -> Iterator[Report]:
        """A report each, in order; only those that are not remembered are checked, and of copies the first.

        Args:
            articles: read as they are needed.
            check: gives a report of each article that it is given, in order.
        """
        waiting: deque[_Waiting] = deque()
        flying: dict[bytes, _Flight] = {}

        def missed() -> Iterator[Article | Unread]:
            for article in articles:
                key = self.key(article) if isinstance(article, Article) else None
                flight = flying.get(key) if key is not None else None
                if flight is not None:
                    flight.followers += 1
                    waiting.append(_Waiting(key, article, follows=True))
                    continue
                known = self.known(key) if key is not None else None
                waiting.append(_Waiting(key, article, known))
                if known is None:
                    if key is not None:
                        flying[key] = _Flight()
                    yield article

        for report in check(missed()):
            yield from _ready(waiting, flying)
            key = waiting.popleft().key
            if key is not None:
                if flying[key].followers:
                    flying[key].report = report
                else:
                    del flying[key]
                if not failed(report):
                    self.remember(key, report)
            yield report
        yield from _ready(waiting, flying)
        self.flush()

    def key(self, article: Article) -> bytes:
        """What stands for an article's texts."""
        parts = [self.stamp, article.headline, article.body, *article.notes]
        parts += [f"accept {item.rule} {item.reason}" for item in article.accept]
        parts += [f"lacks {article.lacks}"] if article.lacks else []
        lengths = ",".join(str(len(part)) for part in parts)
        return hashlib.sha256("\0".join((lengths, *parts)).encode()).digest()

    @property
    def stamp(self) -> str:
        """What decides a report beside the texts."""
        return ""

    @abstractmethod
    def known(self, key: bytes) -> Report | None:
        """A report that is remembered, of some article with these texts."""

    @abstractmethod
    def remember(self, key: bytes, report: Report) -> None:
        """Keep a report."""

    @abstractmethod
    def flush(self) -> None:
        """Write what is new."""

    @abstractmethod
    def close(self) -> None:
        """Write what is new, and be done."""


class Copies(Remembering):
    """Reports of the articles of one run that a process has checked last: wire copy runs on many sites.

    Args:
        room: bytes that they may take, packed.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._room, self._size = room, 0

    def known(self, key: bytes) -> Report | None:
        """See the base."""
        packed = self._kept.get(key)
        if packed is None:
            return None
        self._kept.move_to_end(key)
        return _unpacked(packed)

    def remember(self, key: bytes, report: Report) -> None:
        """See the base."""
        packed = _packed(report)
        self._size += len(packed) - len(self._kept.pop(key, b""))
        self._kept[key] = packed
        while self._size > self._room:
            self._size -= len(self._kept.popitem(last=False)[1])

    def flush(self) -> None:
        """Nothing is written."""

    def close(self) -> None:
        """Nothing is written."""


class AnswerCache(Remembering):
    """Reports of articles that have been checked before, by whatever run.

    Args:
        folder: created where it does not exist; may serve many runs, and several at once.
        identity: what decides a report beside the texts: model, runtime, rules, versions.
        worker: which of the folder's files is written; all are read.

    Raises:
        UsageError: the folder cannot be used, or a file in it is no cache.
    """

    def __init__(self, folder: str | Path, identity: Mapping[str, Any], worker: int = 0) -> None:
        self._stamp = json.dumps(identity, sort_keys=True)
        self._new: list[tuple[bytes, bytes]] = []
        own = Path(folder, f"reports-{worker:03d}.sqlite")
        try:
            own.parent.mkdir(parents=True, exist_ok=True)
            self._own = _connected(own)
            self._all = [self._own]
            for path in sorted(own.parent.glob("reports-*.sqlite")):
                if path != own:
                    self._all.append(_connected(path))
        except (OSError, sqlite3.Error) as error:
            raise UsageError(f"--cache {folder}: cannot be used ({error}): name another folder, or delete it") from None

    @property
    def stamp(self) -> str:
        """See the base."""
        return self._stamp

    def flush(self) -> None:
        """Write what is new."""
        if self._new:
            with self._own:
                self._own.executemany("INSERT OR REPLACE INTO reports VALUES (?, ?)", self._new)
            self._new.clear()

    def close(self) -> None:
        """Write what is new, and close the files."""
        self.flush()
        for store in self._all:
            store.close()

    def known(self, key: bytes) -> Report | None:
        """See the base."""
        for store in self._all:
            row = store.execute("SELECT report FROM reports WHERE key = ?", (key,)).fetchone()
            if row is not None:
                return _unpacked(row[0])
        return None

    def remember(self, key: bytes, report: Report) -> None:
        """See the base."""
        self._new.append((key, _packed(report)))
        if len(self._new) >= AT_ONCE:
            self.flush()


def _ready(waiting: deque[_Waiting], flying: dict[bytes, _Flight]) -> Iterator[Report]:
    """The reports that are there already of the articles that come next."""
    while waiting:
        first = waiting[0]
        report = first.known
        if first.follows:
            assert first.key is not None
            flight = flying[first.key]
            report = flight.report
            flight.followers -= report is not None
            if report is not None and not flight.followers:
                del flying[first.key]
        if report is None:
            return
        waiting.popleft()
        assert isinstance(first.article, Article)
        yield report.model_copy(update={"article": article_info(first.article)})


def _packed(report: Report) -> bytes:
    return zlib.compress(report.model_dump_json().encode(), 1)


def _unpacked(packed: bytes) -> Report:
    return Report.model_validate_json(zlib.decompress(packed))


def _connected(path: Path) -> sqlite3.Connection:
    store = sqlite3.connect(path, timeout=PATIENCE)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=NORMAL")
    store.execute(TABLE)
    return store
