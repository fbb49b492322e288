"""The one thread of a process that works with torch, and never ends.

A thread that ends gives MKL's memory back while it dies, under a lock of MKL's.
A process that is forked at that moment has the lock held for ever, and its first product of matrices waits for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from ..once import Lock

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")
_LOCK = Lock()


class TorchThread:
    """Calls functions on a thread of its own, one after the other."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self._thread = ThreadPoolExecutor(1, "torch")

    def call(self, function: Callable[Arguments, Value], *args: Arguments.args, **kwargs: Arguments.kwargs) -> Value:
        """What the function returns, or raises; it may take no lock of :mod:`checker.once`,
        since the caller holds off forks.
        """
        return self._thread.submit(function, *args, **kwargs).result()


_own: list[TorchThread] = []


def torch_thread() -> TorchThread:
    """This process's; a forked child has one of its own."""
    with _LOCK:
        if not _own or _own[-1].process != os.getpid():
            # The parent's stays, unused: whoever destroys it waits for a thread that is not there.
            _own.append(TorchThread())
        return _own[-1]
