"""What answers: an engine in this process, or several, each in a process of its own."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Protocol

from ..pipeline import Checker
from .engine import Engine
from .jobs import Answer, Job
from .limits import Limits
from .workers import Crew


class Backend(Protocol):
    """Answers requests."""

    def submit(self, job: Job) -> Future[Answer]:
        """Take a request on; whoever cancels the future abandons it."""

    def ready(self) -> bool:
        """Has it loaded what it needs?"""

    def stages(self) -> dict[str, float]:
        """Seconds by stage since the start."""

    def close(self) -> None:
        """Answer what is held, and end."""


def make_backend(checker: Checker, limits: Limits, workers: int = 1) -> Backend:
    """One engine in this process, or several processes.

    Args:
        checker: answers.
        limits: what each keeps.
        workers: 1, or so many processes of one thread each.
    """
    return Engine(checker, limits) if workers == 1 else Crew(checker, limits, workers)
