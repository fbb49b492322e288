"""What is loaded once, however many threads ask for it at the same time, and survives a fork."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")
_MISSING: Any = object()
# A fork that waits longer than any load takes goes on: whoever hangs must not hang others.
LONGEST_WAIT = 60.0


class _Gate:
    """Forks wait until no thread is inside.

    A forked child has none of its parent's other threads. A lock that one of them held, of ours,
    of an import or inside a library, is never released there, so nothing that takes locks may be under way.
    """

    def __init__(self) -> None:
        self.changed = threading.Condition(threading.Lock())
        self.inside = 0
        self.closed = False
        self.own = threading.local()

    def enter(self) -> None:
        depth = getattr(self.own, "depth", 0)
        if depth == 0:
            with self.changed:
                self.changed.wait_for(lambda: not self.closed)
                self.inside += 1
        self.own.depth = depth + 1

    def leave(self) -> None:
        self.own.depth -= 1
        if self.own.depth == 0:
            with self.changed:
                self.inside -= 1
                self.changed.notify_all()

    def close(self) -> None:
        """Before a fork: let nobody else in, and wait for those inside."""
        mine = 1 if getattr(self.own, "depth", 0) else 0
        self.changed.acquire()
        self.closed = True
        self.changed.wait_for(lambda: self.inside <= mine, LONGEST_WAIT)

    def open(self) -> None:
        """After it, in the parent."""
        self.closed = False
        self.changed.notify_all()
        self.changed.release()

    def renew(self) -> None:
        """After it, in the child, where only the thread that forked is left."""
        self.changed = threading.Condition(threading.Lock())
        self.inside = 1 if getattr(self.own, "depth", 0) else 0
        self.closed = False


_GATE = _Gate()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_GATE.close, after_in_parent=_GATE.open, after_in_child=_GATE.renew)


@contextmanager
def unforked() -> Iterator[None]:
    """No fork happens in the block, which may not wait for other threads."""
    _GATE.enter()
    try:
        yield
    finally:
        _GATE.leave()


class Lock:
    """A reentrant lock that no fork finds held; a pickled one is a new one."""

    def __init__(self) -> None:
        self._lock = threading.RLock()

    def __enter__(self) -> None:
        _GATE.enter()
        self._lock.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()
        _GATE.leave()

    def __reduce__(self) -> tuple[Any, ...]:
        return Lock, ()


def loaded_once(load: Callable[[], Value]) -> Callable[[], Value]:
    """A function of no arguments that runs once: threads that come while it runs wait for its value."""
    lock = Lock()
    value: Any = _MISSING

    def get() -> Value:
        nonlocal value
        if value is _MISSING:
            with lock:
                if value is _MISSING:
                    value = load()
        found: Value = value
        return found

    get.__doc__, get.__name__ = load.__doc__, load.__name__
    return get


class LoadedOnce(Generic[Value]):
    """A property whose value is made once an object; threads that come meanwhile wait for it.

    ``functools.cached_property`` has no lock from Python 3.12 on, and before that one for all objects,
    which a forked child may never get. The object has its lock in ``loading``; one without belongs to a single thread.
    """

    def __init__(self, load: Callable[[Any], Value]) -> None:
        self.load = load
        self.__doc__ = load.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> LoadedOnce[Value]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...

    def __get__(self, instance: Any, owner: type) -> LoadedOnce[Value] | Value:
        if instance is None:
            return self
        # Only the first time: from then on the value stands in front of this in the object's own attributes.
        with instance.__dict__.get("loading") or unforked():
            values = instance.__dict__
            if self.name not in values:
                values[self.name] = self.load(instance)
            found: Value = values[self.name]
            return found
