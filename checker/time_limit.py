"""The time that one article may take, kept by a clock that is looked at between and inside the stages.

No signals: they reach the main thread only, and what runs for long is never one call but many.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .errors import UsageError

# Seconds. The longest bodies take a few; a large model without a GPU may take longer.
DEFAULT = 120.0


class OutOfTimeError(Exception):
    """An article has had its time."""


@dataclass
class Clock:
    """The seconds that one article has taken.

    Attributes:
        limit: how many it may take; ``None`` for any number.
        spent: those of stages that are over.
    """

    limit: float | None
    spent: float = 0.0
    started: float | None = None

    @contextmanager
    def running(self) -> Iterator[None]:
        """The block is a stage of this article's. Where it gives up with :class:`OutOfTimeError`, the block ends there."""
        self.started = time.perf_counter()
        try:
            yield
        except OutOfTimeError:
            pass
        finally:
            self.spent += time.perf_counter() - self.started
            self.started = None

    @property
    def over(self) -> bool:
        """Has the article had its time?"""
        running = 0.0 if self.started is None else time.perf_counter() - self.started
        return self.limit is not None and self.spent + running > self.limit

    def look(self) -> None:
        """Give up where the time is over.

        Raises:
            OutOfTimeError: it is.
        """
        if self.over:
            raise OutOfTimeError


def checked_limit(seconds: object) -> float | None:
    """A time limit as given by a caller.

    Raises:
        UsageError: it is no number of seconds above 0.
    """
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or math.isnan(seconds) or seconds <= 0:
        raise UsageError(f"time_limit: must be a number of seconds above 0, or None for no limit, not {seconds!r}")
    return float(seconds)
