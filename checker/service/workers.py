"""Several engines, each in a process of its own; a kept body stays with the one that read it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from functools import partial
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from ..errors import CheckerError, described
from ..pipeline import Checker
from .engine import Engine
from .jobs import Answer, Job, settle
from .limits import Limits
from .problems import ProblemError

# One thread each: the processes share the cores already.
ENVIRONMENT: Mapping[str, str] = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1"
) | {"TOKENIZERS_PARALLELISM": "false"}
DIED = "the process that had this request has ended: send it again"


class _Worker:
    """One process and what it was asked. It is started again where it ends by itself.

    Args:
        number: from 0; kept bodies' ids begin with it.
        checker: pickled on its way.
        limits: what it keeps.
    """

    def __init__(self, number: int, checker: Checker, limits: Limits) -> None:
        self.number, self._checker, self._limits = number, checker, limits
        self._lock, self._sending = threading.Lock(), threading.Lock()
        self._asked: dict[int, Future[Answer]] = {}
        self._last = 0
        self.stages: dict[str, float] = {}
        self._before: dict[str, float] = {}
        self.ready = self.closing = False
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=work, args=(self._checker, self._limits, theirs), name=f"checker-{self.number}", daemon=True
        )
        # The child reads them before it imports anything that asks for them.
        before = {name: os.environ.get(name) for name in ENVIRONMENT}
        os.environ.update(ENVIRONMENT)
        try:
            self.process.start()
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})
        theirs.close()
        self._listener = threading.Thread(target=self._listen, name=f"listening-{self.number}", daemon=True)
        self._listener.start()

    def __len__(self) -> int:
        return len(self._asked)

    def submit(self, job: Job) -> Future[Answer]:
        """Send a request to the process."""
        future: Future[Answer] = Future()
        with self._lock:
            number = self._last = self._last + 1
            self._asked[number] = future
        future.add_done_callback(lambda done: self._given_up(number) if done.cancelled() else None)
        try:
            self._send(("job", number, job))
        except OSError:
            with self._lock:
                self._asked.pop(number, None)
            settle(future, ProblemError("stopping", DIED, headers={"Retry-After": "5"}))
        return future

    def close(self) -> None:
        """Have it answer what it holds, and end."""
        self.closing = True
        with suppress(OSError):
            self._send(("stop",))
        self._listener.join()
        self.process.join()

    def _send(self, message: tuple[Any, ...]) -> None:
        with self._sending:
            self._pipe.send(message)

    def _given_up(self, number: int) -> None:
        with self._lock:
            known = self._asked.pop(number, None)
        if known is not None:
            with suppress(OSError):
                self._send(("cancel", number))

    def _listen(self) -> None:
        while True:
            try:
                message = self._pipe.recv()
            except (EOFError, OSError):
                break
            if message[0] == "ready":
                self.ready = True
                continue
            _, number, result, stages = message
            self.stages = {name: self._before.get(name, 0.0) + value for name, value in stages.items()}
            with self._lock:
                future = self._asked.pop(number, None)
            if future is not None:
                settle(future, result)
        self._ended()

    def _ended(self) -> None:
        self.ready = False
        self._before = self.stages
        with self._lock:
            lost = list(self._asked.values())
            self._asked.clear()
        for future in lost:
            settle(future, ProblemError("stopping", DIED, headers={"Retry-After": "1"}))
        if not self.closing:
            self.process.join()
            self._start()


class Crew:
    """Several processes; a request goes to the one that has least to do.

    Args:
        checker: what each answers with; one thread each.
        limits: what each keeps.
        count: processes.
    """

    def __init__(self, checker: Checker, limits: Limits, count: int) -> None:
        one = Checker.__new__(Checker)
        options = replace(checker.settings.options, threads=1)
        one.__setstate__(
            {"settings": replace(checker.settings, options=options), "given": checker.__getstate__()["given"]}
        )
        self._workers = [_Worker(number, one, limits) for number in range(count)]

    def submit(self, job: Job) -> Future[Answer]:
        """Take a request on; one over a kept body goes to the process that keeps it."""
        story = job.story
        if story.source == "body_id":
            number, _, name = story.text.partition(".")
            if not number.isascii() or not number.isdigit() or int(number[:4]) >= len(self._workers):
                number = "0"
            worker = self._workers[int(number[:4])]
            return worker.submit(replace(job, story=replace(story, text=name)))
        worker = min(self._workers, key=len)
        future = worker.submit(job)
        if job.task != "keep":
            return future
        named: Future[Answer] = Future()

        def name_it(done: Future[Answer]) -> None:
            if done.cancelled():
                named.cancel()
            elif (error := done.exception()) is not None:
                settle(named, error)
            else:
                answer = done.result()
                settle(named, replace(answer, body_id=f"{worker.number}.{answer.body_id}"))

        future.add_done_callback(name_it)
        named.add_done_callback(lambda done: future.cancel() if done.cancelled() else None)
        return named

    def ready(self) -> bool:
        """Has every process loaded its model?"""
        return all(worker.ready for worker in self._workers)

    def stages(self) -> dict[str, float]:
        """Seconds by stage, of all processes together."""
        names = {name for worker in self._workers for name in worker.stages}
        return {name: sum(worker.stages.get(name, 0.0) for worker in self._workers) for name in names}

    def close(self) -> None:
        """Have all of them answer what they hold, and end."""
        for worker in self._workers:
            worker.closing = True
        for worker in self._workers:
            worker.close()


def work(checker: Checker, limits: Limits, pipe: Connection) -> None:
    """A process: take requests from the pipe, send answers back, until told to stop.

    Messages in: ``("job", number, job)``, ``("cancel", number)``, ``("stop",)``; out: ``("ready",)``,
    ``("answer", number, answer or error, seconds by stage)``.
    """
    # Both reach every process of a terminal's job; what they mean is the parent's business.
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    sending = threading.Lock()

    def send(message: tuple[Any, ...]) -> None:
        with sending, suppress(OSError):
            pipe.send(message)

    engine = Engine(checker, limits, lambda: send(("ready",)))
    asked: dict[int, Future[Answer]] = {}

    def answer(number: int, done: Future[Answer]) -> None:
        asked.pop(number, None)
        if not done.cancelled():
            error = done.exception()
            result = done.result() if error is None else _sendable(error)
            send(("answer", number, result, engine.stages()))

    while True:
        try:
            message = pipe.recv()
        except (EOFError, OSError):
            break
        if message[0] == "stop":
            break
        if message[0] == "cancel":
            if (known := asked.get(message[1])) is not None:
                known.cancel()
            continue
        _, number, job = message
        try:
            asked[number] = future = engine.submit(job)
        except ProblemError as error:
            send(("answer", number, error, engine.stages()))
        else:
            future.add_done_callback(partial(answer, number))
    engine.close()


def _sendable(error: BaseException) -> CheckerError:
    """An error that can be pickled."""
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, CheckerError):
        return type(error)(str(error))
    assert isinstance(error, Exception)
    return CheckerError(described(error))


def _end_with_the_parent() -> None:
    # Or a parent that was killed would leave processes that hold its port's memory for ever.
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
