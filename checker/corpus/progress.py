"""How far a run is: a bar on a terminal, else a line a minute, or JSON lines."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, TextIO

from .manifest import ShardLine

LogFormat = Literal["text", "json"]
# Seconds between two lines where there is no terminal.
EVERY = 60.0


@dataclass
class Tally:
    """Rows of a shard, or of all: done, failed, with findings."""

    done: int = 0
    failed: int = 0
    flagged: int = 0

    def add(self, other: Tally, sign: int = 1) -> None:
        """Add another, or with ``-1`` take it away."""
        self.done += sign * other.done
        self.failed += sign * other.failed
        self.flagged += sign * other.flagged


def tally_of(line: ShardLine) -> Tally:
    """What a shard's line says."""
    return Tally(line.done, sum(line.failed.values()), line.flagged)


class Progress:
    """Counts rows and says so.

    Args:
        total: rows of the run.
        lines: of shards that have been begun.
        log_format: text, or JSON lines.
        quiet: say nothing but what goes wrong.
        stream: standard error by default.
    """

    def __init__(
        self,
        total: int,
        lines: Iterable[ShardLine] = (),
        log_format: LogFormat = "text",
        quiet: bool = False,
        stream: TextIO | None = None,
    ) -> None:
        self._total, self._json, self._quiet = total, log_format == "json", quiet
        self._stream = stream or sys.stderr
        self._shards: dict[int, Tally] = {line.number: tally_of(line) for line in lines}
        self.tally = Tally()
        for tally in self._shards.values():
            self.tally.add(tally)
        self._before = self.tally.done
        self._started = self._last = time.monotonic()
        self._bar: Any = None
        self._terminal = not quiet and not self._json and self._stream.isatty()

    def begin(self) -> None:
        """Show it from now on."""
        self._started = self._last = time.monotonic()
        if self._terminal:
            self._bar, self._task = _bar(self._total, self.tally.done, self._stream)
            self._bar.start()
        else:
            self.event("begin", "")

    def end(self) -> None:
        """Show it no longer."""
        if self._bar is not None:
            self._show()
            self._bar.stop()
            self._bar = None

    def again(self, shard: int, tally: Tally) -> None:
        """A shard begins, with what is taken over of it."""
        self.tally.add(self._shards.pop(shard, Tally()), -1)
        self._shards[shard] = tally
        self.tally.add(tally)

    def row(self, shard: int, code: str | None, flagged: bool) -> None:
        """A row of a shard is done."""
        one = Tally(1, int(code is not None), int(flagged))
        self._shards.setdefault(shard, Tally()).add(one)
        self.tally.add(one)

    def tick(self) -> None:
        """Say how far it is, if it is time."""
        now = time.monotonic()
        if self._bar is not None:
            self._show()
        elif now - self._last >= EVERY:
            self._last = now
            self.event("progress", "")

    def rate(self) -> float:
        """Rows a second since this process began."""
        return (self.tally.done - self._before) / max(time.monotonic() - self._started, 1e-9)

    def event(self, what: str, message: str, **values: Any) -> None:
        """Something that is said where there is no bar, or above it."""
        if self._quiet and what in ("begin", "progress", "note", "done"):
            return
        if self._json:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            entry = {
                "time": now,
                "event": what,
                **self._numbers(),
                **({"message": message} if message else {}),
                **values,
            }
            self._say(json.dumps(entry, ensure_ascii=False))
        else:
            self._say(message or self._sentence())

    def _say(self, line: str) -> None:
        try:
            if self._bar is not None:
                self._bar.console.print(line, markup=False, highlight=False)
            else:
                print(line, file=self._stream, flush=True)
        except OSError:  # whoever read it has gone
            self._quiet = True

    def _numbers(self) -> dict[str, Any]:
        rate = self.rate()
        left = (self._total - self.tally.done) / rate if rate else None
        return {
            "done": self.tally.done,
            "total": self._total,
            "flagged": self.tally.flagged,
            "failed": self.tally.failed,
            "articles_per_second": round(rate, 2),
            "seconds_left": None if left is None else round(left),
        }

    def _sentence(self) -> str:
        numbers = self._numbers()
        left = numbers["seconds_left"]
        ahead = "" if left is None else f", {in_hours(left)} left"
        return (
            f"{numbers['done']:,} of {numbers['total']:,} rows, {numbers['articles_per_second']} a second{ahead},"
            f" {numbers['flagged']:,} flagged, {numbers['failed']:,} failed"
        )

    def _show(self) -> None:
        numbers = self._numbers()
        left = numbers["seconds_left"]
        self._bar.update(
            self._task,
            completed=self.tally.done,
            rate=f"{numbers['articles_per_second']} articles/s",
            left="" if left is None else f"{in_hours(left)} left",
            counts=f"{numbers['flagged']:,} flagged, {numbers['failed']:,} failed",
        )


def _bar(total: int, done: int, stream: TextIO) -> tuple[Any, Any]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    fields = (TextColumn("{task.fields[%s]}" % name) for name in ("rate", "left", "counts"))  # noqa: UP031
    bar = Bar(BarColumn(), MofNCompleteColumn(), *fields, console=Console(file=stream), refresh_per_second=4)
    return bar, bar.add_task("", total=total, completed=done, rate="", left="", counts="")


def in_hours(seconds: float) -> str:
    """A length of time for people: ``3 h 20 min``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:,} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"


def failures(lines: Iterable[ShardLine]) -> Counter[str]:
    """Failed rows of a run by the code of the reason."""
    found: Counter[str] = Counter()
    for line in lines:
        found.update(line.failed)
    return found
