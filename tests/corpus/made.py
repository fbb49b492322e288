"""Articles, models and runs for the tests of corpora."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from checker import Checker, Report
from checker.corpus.cache import AnswerCache, Copies
from checker.corpus.columns import Wanted
from checker.corpus.engine import Engine, Hooks
from checker.corpus.identity import machine
from checker.corpus.progress import Progress
from checker.corpus.run import Outcome, Run, RunOptions
from checker.corpus.shard import RowReader, ShardTask, Watcher, run_shard
from checker.corpus.table import failed
from checker.corpus.worker import WorkerSettings
from checker.nli import Prediction

from ..test_answering import Arithmetic

BODY = (
    "The council rejected the new airport runway on Tuesday night by {n} votes to four. "
    "Residents had campaigned against it for years. More than two hundred of them stood outside the town hall. "
    "The airport may appeal to the minister."
)


class Harmful(Arithmetic):
    """Does to its process what a headline says: poison ends it, sleep keeps it, fault raises."""

    harmful = True

    def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
        for pair in pairs:
            if "poison" in pair[1].lower():
                os.kill(os.getpid(), signal.SIGKILL)
            if "sleep" in pair[1].lower():
                time.sleep(600)
            if self.harmful and "fault" in pair[1].lower():
                raise ZeroDivisionError("a fault of ours")
        return super().predict(pairs)


def article(number: int, headline: str = "") -> dict[str, Any]:
    """An article that is like no other."""
    said = headline or f"Council {'approves' if number % 2 else 'rejects'} airport runway by {number + 5} votes"
    return {"id": f"a{number}", "headline": said, "body": BODY.format(n=number + 5), "outlet": f"outlet {number % 3}"}


def write_jsonl(path: Path, rows: Sequence[Any]) -> Path:
    """Rows as JSON Lines; a string is written as it is."""
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), "utf-8")
    return path


class Here:
    """An engine in this process: starting others takes seconds, and most tests are not about them."""

    def __init__(self, settings: WorkerSettings, _workers: int, _limit: float, hooks: Hooks, _deaths: Any) -> None:
        self._settings, self._hooks, self.stopped = settings, hooks, False

    def stop(self) -> None:
        self.stopped = True

    def run(self, tasks: Sequence[ShardTask]) -> None:
        given = self._settings
        self._hooks.machine(machine())
        cache = AnswerCache(given.cache, given.identity) if given.cache else Copies()
        reader = RowReader()
        for task in tasks:
            if self.stopped:
                break

            def closed(_position: int, report: Report, number: int = task.shard.number) -> None:
                self._hooks.row(number, report.reason_code if failed(report) else None, bool(report.counting()))

            watcher = Watcher(closed=closed, stopping=lambda: self.stopped)
            self._hooks.line(run_shard(task, given.checker, reader, watcher, cache))
        reader.close()
        cache.close()


@contextmanager
def no_signals(_stop: Any) -> Iterator[None]:
    """Instead of the command's handlers."""
    yield


def run(inputs: Path | Sequence[Path], output: Path, model: Any = None, engine: Any = Here, **options: Any) -> Outcome:
    """A run as the command makes it, over a model of arithmetic."""
    paths = [inputs] if isinstance(inputs, Path) else inputs
    chosen = {"rows_per_shard": 5, "wanted": Wanted(), **options}
    found = Run(RunOptions(tuple(map(str, paths)), str(output), **chosen), Checker(model or Harmful()))
    return found.go(lambda total, done: Progress(total, done, quiet=True, stream=StringIO()), no_signals, engine)


if __name__ == "__main__":
    # A run of its own, to be killed: inputs and output are its arguments.
    *names, target = sys.argv[1:]
    run(
        [Path(name) for name in names],
        Path(target),
        findings=str(Path(target).with_suffix(".findings.jsonl")),
        rows_per_shard=int(os.environ.get("ROWS", "5")),
        workers=int(os.environ.get("WORKERS", "2")),
        engine=Engine,
    )
