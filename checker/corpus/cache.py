"""Remembered reports: an SQLite file a worker, keyed by the texts and by everything that decides a report."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..article import Article
from ..assessing import article_info
from ..errors import UsageError
from ..inputs import Unread
from ..report import Report
from .table import failed

TABLE = "CREATE TABLE IF NOT EXISTS reports (key BLOB PRIMARY KEY, report BLOB NOT NULL) WITHOUT ROWID"
# Reports between two commits: what a killed process loses.
AT_ONCE = 64
# Seconds to wait for another process that writes the same file.
PATIENCE = 30.0
Check = Callable[[Iterator[Article | Unread]], Iterator[Report]]


class AnswerCache:
    """Reports of articles that have been checked before.

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

    def reports(self, articles: Iterable[Article | Unread], check: Check) -> Iterator[Report]:
        """A report each, in order; only those that are not remembered are checked.

        Args:
            articles: read as they are needed.
            check: gives a report of each article that it is given, in order.
        """
        waiting: deque[tuple[bytes | None, Report | None]] = deque()

        def missed() -> Iterator[Article | Unread]:
            for article in articles:
                key = self._key(article) if isinstance(article, Article) else None
                known = self._known(key, article) if key is not None and isinstance(article, Article) else None
                waiting.append((key, known))
                if known is None:
                    yield article

        for report in check(missed()):
            yield from _ready(waiting)
            key, _ = waiting.popleft()
            if key is not None and not failed(report):
                self._remember(key, report)
            yield report
        yield from _ready(waiting)
        self.flush()

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

    def _key(self, article: Article) -> bytes:
        parts = [self._stamp, article.headline, article.body, *article.notes]
        parts += [f"accept {item.rule} {item.reason}" for item in article.accept]
        lengths = ",".join(str(len(part)) for part in parts)
        return hashlib.sha256("\0".join((lengths, *parts)).encode()).digest()

    def _known(self, key: bytes, article: Article) -> Report | None:
        for store in self._all:
            row = store.execute("SELECT report FROM reports WHERE key = ?", (key,)).fetchone()
            if row is not None:
                report = Report.model_validate_json(zlib.decompress(row[0]))
                return report.model_copy(update={"article": article_info(article)})
        return None

    def _remember(self, key: bytes, report: Report) -> None:
        self._new.append((key, zlib.compress(report.model_dump_json().encode(), 1)))
        if len(self._new) >= AT_ONCE:
            self.flush()


def _ready(waiting: deque[tuple[bytes | None, Report | None]]) -> Iterator[Report]:
    while waiting and waiting[0][1] is not None:
        report = waiting.popleft()[1]
        assert report is not None
        yield report


def _connected(path: Path) -> sqlite3.Connection:
    store = sqlite3.connect(path, timeout=PATIENCE)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=NORMAL")
    store.execute(TABLE)
    return store
