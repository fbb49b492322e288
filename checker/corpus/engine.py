"""The local engine: a process a core, shards handed out in order, deaths noted and survived."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol

from ..errors import CheckerError
from .identity import machine
from .manifest import ShardLine
from .shard import ShardTask
from .worker import ENVIRONMENT, WorkerSettings, work

# Deaths of a row's process after which the row is set aside.
DEATHS = 2
# Workers that die one after the other without having begun a row.
BARREN = 3
TICK = 0.25


@dataclass
class Hooks:
    """What whoever runs the engine is told.

    Attributes:
        row: a row of a shard is done: the code of the reason where it failed, and whether it has findings.
        line: a part is written.
        death: a process ended while these rows of a shard were open: shard, positions, cause. The shard begins again.
        aside: a row is not tried again: shard, position, code, message.
        machine: rows are checked on a machine of this kind too.
        tick: several times a second.
    """

    row: Callable[[int, str | None, bool], None] = lambda shard, code, flagged: None
    line: Callable[[ShardLine], None] = lambda line: None
    death: Callable[[int, list[int], str], None] = lambda shard, rows, cause: None
    aside: Callable[[int, int, str, str], None] = lambda shard, row, code, message: None
    machine: Callable[[dict[str, Any]], None] = lambda kind: None
    tick: Callable[[], None] = lambda: None


class Runs(Protocol):
    """An engine: here, or on other machines."""

    @property
    def stopped(self) -> bool:
        """Was it told to stop?"""
        ...

    def stop(self) -> None:
        """Begin no further row; those in hand are finished and written."""
        ...

    def run(self, tasks: Sequence[ShardTask]) -> None:
        """Run every shard by :func:`~checker.corpus.shard.run_shard`, and tell the hooks."""
        ...


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: ShardTask | None = None
    open: dict[int, float] = field(default_factory=dict)
    # Has it the model? Until then no row is late.
    loaded: bool = False
    cause: str | None = None


class Engine:
    """Runs shards in processes.

    Args:
        settings: what a worker is made with; its number is that of the first.
        workers: how many.
        time_limit: seconds for a row; none where 0.
        hooks: told on the way.
        deaths: how often a row has ended its process before, by shard and position.
        keep: leave the processes running for the next :meth:`run`, until :meth:`close`.
    """

    def __init__(
        self,
        settings: WorkerSettings,
        workers: int,
        time_limit: float,
        hooks: Hooks,
        deaths: Counter[tuple[int, int]],
        keep: bool = False,
    ) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._settings, self._wanted, self._limit = settings, workers, time_limit
        self._hooks, self._deaths, self._keep = hooks, deaths, keep
        # One byte and no lock: a worker that is killed as it looks would keep a lock for ever.
        self._stopping = self._context.RawValue(ctypes.c_bool, False)
        self._workers: dict[int, _Worker] = {}
        self._barren = 0

    @property
    def stopped(self) -> bool:
        """Was it told to stop?"""
        return bool(self._stopping.value)

    def stop(self) -> None:
        """Begin no further row; those in hand are finished and written."""
        self._stopping.value = True

    def run(self, tasks: Sequence[ShardTask]) -> None:
        """Run every shard.

        Raises:
            CheckerError: what a worker raised: a model that fails, an input that has changed;
                or workers that die as they start.
            OSError: a worker cannot write.
        """
        left = deque(tasks)
        self._hooks.machine(machine())
        try:
            for number in range(len(self._workers), min(self._wanted, len(left))):
                self._workers[number] = self._start(number)
            while True:
                for worker in self._workers.values():
                    if worker.task is None and left and not self.stopped:
                        self._give(worker, left.popleft())
                busy = {number: worker for number, worker in self._workers.items() if worker.task is not None}
                if not busy:
                    break
                self._listen(busy, left)
                self._hooks.tick()
        except BaseException:
            self._end()
            raise
        if not self._keep:
            self.close()

    def close(self) -> None:
        """Let the processes end."""
        try:
            self._dismiss()
        finally:
            self._end()

    def _end(self) -> None:
        for worker in self._workers.values():
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def _start(self, number: int) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=work,
            args=(replace(self._settings, number=self._settings.number + number), theirs, self._stopping),
            name=f"checker-worker-{number}",
            daemon=True,
        )
        with _inherited():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _give(self, worker: _Worker, task: ShardTask) -> None:
        worker.task = task
        # Where it has died its sentinel says so.
        with suppress(OSError):
            worker.pipe.send(task)

    def _dismiss(self) -> None:
        for worker in self._workers.values():
            try:
                worker.pipe.send(None)
            except OSError:
                continue
        for worker in self._workers.values():
            worker.process.join(10)

    def _listen(self, busy: dict[int, _Worker], left: deque[ShardTask]) -> None:
        """Hear what there is to hear, and see to those that have died or take too long."""
        handles: list[Any] = [worker.pipe for worker in busy.values()]
        handles += [worker.process.sentinel for worker in busy.values()]
        wait(handles, TICK)
        for number, worker in busy.items():
            # First, whether it lives: what it said before it died is all in the pipe.
            dead = not worker.process.is_alive()
            self._hear(worker)
            if dead and worker.task is not None:
                self._bury(number, worker, left)
            elif worker.task is not None and self._overdue(worker):
                worker.cause = "time-limit"
                worker.process.kill()

    def _hear(self, worker: _Worker) -> None:
        try:
            while worker.pipe.poll():
                self._heard(worker, worker.pipe.recv())
        except (EOFError, OSError):
            return

    def _heard(self, worker: _Worker, message: tuple[Any, ...]) -> None:
        match message:
            case ("opened", position):
                worker.open[position] = time.monotonic()
            case ("loaded",):
                worker.loaded = True
                worker.open = dict.fromkeys(worker.open, time.monotonic())
            case ("closed", position, code, flagged):
                worker.open.pop(position, None)
                self._barren = 0
                assert worker.task is not None
                self._hooks.row(worker.task.shard.number, code, flagged)
            case ("done", line):
                worker.task, self._barren = None, 0
                worker.open.clear()
                self._hooks.line(line)
            case ("failed", error):
                raise error

    def _overdue(self, worker: _Worker) -> bool:
        if not self._limit or not worker.open or not worker.loaded or worker.cause is not None:
            return False
        return time.monotonic() - min(worker.open.values()) > self._limit

    def _bury(self, number: int, worker: _Worker, left: deque[ShardTask]) -> None:
        """Note which rows a dead worker had in hand, set aside what has killed twice,
        and put the shard first in the queue.
        """
        task = worker.task
        assert task is not None
        rows = sorted(worker.open)
        cause = worker.cause or _cause(worker.process.exitcode)
        if not rows:
            self._barren += 1
            if self._barren >= BARREN:
                raise CheckerError(
                    f"the worker processes end as they start ({cause}): is there enough memory? Try fewer --workers"
                )
        self._hooks.death(task.shard.number, rows, cause)
        for row in rows:
            self._deaths[task.shard.number, row] += 1
        if task.careful and len(rows) == 1 and self._deaths[task.shard.number, rows[0]] >= DEATHS:
            code = "time-limit" if worker.cause else "process-died"
            message = (
                f"checking it took longer than {self._limit:g} seconds"
                if worker.cause
                else f"checking it ended the process {DEATHS} times ({cause})"
            )
            task = replace(task, aside={**task.aside, rows[0]: (code, message)})
            self._hooks.aside(task.shard.number, rows[0], code, message)
        # From its beginning, one row at a time, to see which one it is.
        left.appendleft(replace(task, careful=True) if rows else task)
        worker.pipe.close()
        self._workers[number] = self._start(number)


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit status {code}"


@contextmanager
def _inherited() -> Iterator[None]:
    """What a worker takes over from here: no Ctrl-C, which is ours to see to, and one thread each."""
    before = {name: os.environ.get(name) for name in ENVIRONMENT}
    os.environ.update(ENVIRONMENT)
    masked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if hasattr(signal, "pthread_sigmask") else None
    try:
        yield
    finally:
        if masked is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, masked)
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
