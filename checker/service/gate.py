"""How many requests are held at once: one more is refused before memory grows."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from typing import Any

from .jobs import Answer, Job
from .limits import Limits
from .problems import ProblemError, field_problem

# Weight of the newest request in the mean.
NEWEST = 0.1


class Gate:
    """Lets requests through to an engine. Of one event loop.

    Args:
        submit: takes a request on; cancelling its future abandons it.
        limits: how many, and for how long.

    Attributes:
        held: requests that are held now.
    """

    def __init__(self, submit: Callable[[Job], Future[Answer]], limits: Limits) -> None:
        self._submit, self._limits = submit, limits
        self.held = 0
        self._characters = 0
        self._mean = 0.5

    def room(self, coming: int = 0) -> int:
        """Seconds after which to come again; 0 where there is room now, also for ``coming`` requests that are being read."""
        if self.held + coming < self._limits.queue and self._characters < self._limits.held:
            return 0
        return max(1, round(self.held * self._mean))

    async def ask(self, jobs: list[Job], gone: Awaitable[None]) -> list[Answer | Exception]:
        """The answers of one request, in order.

        Args:
            jobs: all that it asks.
            gone: comes back when the client has gone.

        Raises:
            ProblemError: there is no room, it took too long, or it can never be held.
            asyncio.CancelledError: the client has gone.
        """
        characters = sum(job.story.characters for job in jobs)
        if characters > self._limits.held:
            raise field_problem(
                "articles", f"they have {characters:,} characters, more than {self._limits.held:,}", "too-large"
            )
        if wait := self.room():
            raise ProblemError(
                "too-busy",
                f"{self.held} requests are waiting: try again in {wait} s",
                headers={"Retry-After": str(wait)},
            )
        self.held += 1
        self._characters += characters
        started = time.monotonic()
        try:
            return await self._answers([asyncio.wrap_future(self._submit(job)) for job in jobs], gone)
        finally:
            self.held -= 1
            self._characters -= characters
            self._mean += NEWEST * (time.monotonic() - started - self._mean) / max(self.held, 1)

    async def _answers(self, futures: list[asyncio.Future[Answer]], gone: Awaitable[None]) -> list[Answer | Exception]:
        together = asyncio.gather(*futures, return_exceptions=True)
        leaving = asyncio.ensure_future(gone)
        try:
            waiting: set[asyncio.Future[Any]] = {together, leaving}
            await asyncio.wait(waiting, timeout=self._limits.seconds, return_when=asyncio.FIRST_COMPLETED)
            if together.done():
                return [_raised(result) for result in together.result()]
            if leaving.done():
                raise asyncio.CancelledError
            raise ProblemError(
                "time-limit", f"no answer within {self._limits.seconds:g} s: shorten the article, or try again later"
            )
        finally:
            leaving.cancel()
            together.cancel()
            for future in futures:
                future.cancel()


def _raised(result: Answer | BaseException) -> Answer | Exception:
    if isinstance(result, Answer | Exception):
        return result
    raise result
