"""How the time that something takes grows with its input, on a machine that others use too."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

# Four times the input takes four times as long in linear time, and sixteen times in quadratic.
TIMES_LONGER = 4
MOST_GROWTH = 8.0
# Seen twice, so much is no noise.
PLAIN_GROWTH = 12.0


def cpu_seconds(run: Callable[[], Any], times: int = 1) -> float:
    """CPU time of this thread, the least of several tries."""
    best = float("inf")
    for _ in range(times):
        started = time.thread_time()
        run()
        best = min(best, time.thread_time() - started)
    return best


def least_growth(run: Callable[[Any], Any], make: Callable[[int], Any], size: int) -> float:
    """How many times longer ``run`` takes for an input four times as long; noise gets a second and a third chance."""
    short, long = make(size), make(TIMES_LONGER * size)
    growth = float("inf")
    for times in (1, 2, 3):
        quick = cpu_seconds(lambda: run(short), 3 * times)
        growth = min(growth, cpu_seconds(lambda: run(long), times) / max(quick, 1e-6))
        if growth <= MOST_GROWTH or (times > 1 and growth >= PLAIN_GROWTH):
            break
    return growth
