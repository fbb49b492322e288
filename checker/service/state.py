"""What the addresses of one service have in common."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..pipeline import Checker
from .backend import Backend, make_backend
from .feedback import Feedback
from .gate import Gate
from .jobs import Answer, Job
from .limits import Limits
from .metrics import Metrics
from .problems import ProblemError
from .shapes import FeedbackRequest

RETRY = {"Retry-After": "5"}
Gone = Callable[[], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class Options:
    """How a service is run.

    Attributes:
        limits: what it takes on.
        workers: 1: in this process; else so many processes.
        key: that requests must give; ``None``: they need none.
        origins: web pages of other hosts that may ask (CORS).
        hosts: names by which it may be called, beside ``localhost`` and addresses in numbers;
            see :class:`~checker.service.hosts.Hosts`. Where there is a key and no name, any.
        feedback: a JSON Lines file that feedback is written to; ``None``: none is taken.
        log_texts: write every request's own text into the log.
    """

    limits: Limits = field(default_factory=Limits)
    workers: int = 1
    key: str | None = None
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    feedback: Path | None = None
    log_texts: bool = False


class Service:
    """One service: its checker, its gate and its books.

    Args:
        checker: answers.
        options: how it is run.
    """

    def __init__(self, checker: Checker, options: Options) -> None:
        self.checker, self.options, self.limits = checker, options, options.limits
        self.backend: Backend | None = None
        self.stopping = False
        self.gate = Gate(self._submit, options.limits)
        self.feedback = Feedback(options.feedback)
        self.metrics = Metrics(
            lambda: self.gate.held, lambda: self.backend.stages() if self.backend is not None else {}
        )

    def start(self) -> None:
        """Begin to load what is needed; requests that come meanwhile wait for it."""
        self.backend = make_backend(self.checker, self.limits, self.options.workers)

    def close(self) -> None:
        """Answer what is held, and end."""
        self.stopping = True
        if self.backend is not None:
            self.backend.close()

    @property
    def ready(self) -> bool:
        """Is everything loaded, and is it not stopping?"""
        return not self.stopping and self.backend is not None and self.backend.ready()

    async def ask(self, jobs: list[Job], gone: Gone) -> list[Answer | Exception]:
        """The answers of one request; see :meth:`Gate.ask`."""
        answers = await self.gate.ask(jobs, gone)
        for answer in answers:
            if isinstance(answer, Answer):
                self.metrics.answer(answer)
        return answers

    async def one(self, job: Job, gone: Gone) -> Answer:
        """The answer of a request that asks for one.

        Raises:
            ProblemError: as :meth:`Gate.ask`, and where the engine refuses it.
            Exception: what the engine tripped over.
        """
        (answer,) = await self.ask([job], gone)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def write(self, told: FeedbackRequest, body: str) -> None:
        """Write feedback down."""
        await asyncio.to_thread(self.feedback.write, told, body)

    def _submit(self, job: Job) -> Future[Answer]:
        if self.backend is None or self.stopping:
            raise ProblemError("stopping", "the service is starting or stopping: try again in a moment", headers=RETRY)
        return self.backend.submit(job)
