"""The time that one article may take, kept by a clock that is looked at between and inside the stages.

No signals: they reach the main thread only, and what runs for long is never one call but many.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from .errors import UsageError, shown

# Seconds. The longest bodies take a few; a large model without a GPU may take longer.
DEFAULT = 120.0


class OutOfTimeError(Exception):
    """An article has had its time."""


@dataclass
class Clock:
    """The seconds that one article has taken, of the stages that are its own and of the model's answers to it.

    Attributes:
        limit: how many it may take; ``None`` for any number.
        spent: those of stages that are over.
    """

    limit: float | None = None
    spent: float = 0.0
    started: float | None = None

    @contextmanager
    def running(self) -> Iterator[None]:
        """The block is a stage of this article's: :func:`look` in it looks at this clock."""
        token = _CLOCK.set(self)
        self.started = time.perf_counter()
        try:
            yield
        finally:
            self.spent += time.perf_counter() - self.started
            self.started = None
            _CLOCK.reset(token)

    @property
    def over(self) -> bool:
        """Has the article had its time?"""
        running = 0.0 if self.started is None else time.perf_counter() - self.started
        return self.limit is not None and self.spent + running > self.limit


_CLOCK: ContextVar[Clock | None] = ContextVar("clock", default=None)


def look() -> None:
    """Give up where the time of the article at hand is over; called between what takes long.

    Raises:
        OutOfTimeError: it is.
    """
    clock = _CLOCK.get()
    if clock is not None and clock.over:
        raise OutOfTimeError(f"{clock.limit:g} s")


def checked_limit(seconds: object) -> float | None:
    """A time limit as given by a caller.

    Raises:
        UsageError: it is no number of seconds above 0.
    """
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or math.isnan(seconds) or seconds <= 0:
        raise UsageError(f"time_limit: must be a number of seconds above 0, or None for no limit, not {shown(seconds)}")
    return float(seconds)
