"""How many requests are held at once: one more is refused before memory grows."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from .jobs import Answer, Job
from .limits import Limits
from .problems import ProblemError, field_problem

# Weight of the newest request in the mean.
NEWEST = 0.1
# Share of the time of a request that the wait for those before it may take.
HOPEFUL = 0.8


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
        self._last = 0

    def room(self, characters: int = 0) -> int:
        """Seconds after which to come again; 0 where there is room now.

        Requests that are being read have no place yet: whoever sends slowly would keep others out.

        Args:
            characters: of the texts of a request that has been read.
        """
        waiting = self.held * self._mean
        room = self.held < self._limits.queue and self._characters + characters <= self._limits.held
        # What would not be answered in time is refused at once: the work for it would be lost.
        if room and waiting <= HOPEFUL * self._limits.seconds:
            return 0
        return max(1, round(waiting))

    async def ask(self, jobs: list[Job], gone: Callable[[], Coroutine[Any, Any, None]]) -> list[Answer | Exception]:
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
        if wait := self.room(characters=characters):
            raise busy(wait)
        self.held += 1
        self._characters += characters
        started = time.monotonic()
        if len(jobs) > 1:
            self._last += 1
            jobs = [replace(job, request=self._last) for job in jobs]
        try:
            return await self._answers([asyncio.wrap_future(self._submit(job)) for job in jobs], gone)
        finally:
            # The share of one request: those that are held beside it take their part of the time.
            share = (time.monotonic() - started) / self.held
            self._mean += NEWEST * (share - self._mean)
            self.held -= 1
            self._characters -= characters

    async def _answers(
        self, futures: list[asyncio.Future[Answer]], gone: Callable[[], Coroutine[Any, Any, None]]
    ) -> list[Answer | Exception]:
        leaving: asyncio.Future[Any] = asyncio.ensure_future(gone())
        waiting: set[asyncio.Future[Any]] = set(futures)
        end = time.monotonic() + self._limits.seconds
        try:
            while waiting:
                left = max(end - time.monotonic(), 0)
                done, _ = await asyncio.wait(waiting | {leaving}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
                if leaving in done:
                    raise asyncio.CancelledError
                if not done:
                    raise ProblemError(
                        "time-limit",
                        f"no answer within {self._limits.seconds:g} s: shorten the article, or try again later",
                    )
                waiting -= done
            return [_result(future) for future in futures]
        finally:
            leaving.cancel()
            for future in futures:
                future.cancel()


def busy(wait: int) -> ProblemError:
    """There is no room; come again after so many seconds."""
    return ProblemError("too-busy", f"try again in {wait} s", headers={"Retry-After": str(wait)})


def _result(future: asyncio.Future[Answer]) -> Answer | Exception:
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, Exception):
        return error
    raise error
