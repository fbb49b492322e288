"""Bodies that are kept for minutes, so that a retyped headline costs only its own questions."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from ..body import Body
from .limits import Limits


@dataclass(frozen=True)
class Kept:
    """A body that is kept.

    Attributes:
        body: read.
        lacks: why it is not the story; see :class:`~checker.article.Article`.
    """

    body: Body
    lacks: str | None = None


class KeptBodies:
    """Bodies by an id that nobody can guess. Of one thread at a time.

    Args:
        limits: how many are kept, and for how long.
        clock: gives seconds.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._clock = limits, clock
        self._kept: OrderedDict[str, tuple[float, Kept]] = OrderedDict()

    def keep(self, kept: Kept) -> str:
        """The id under which the body is kept from now on."""
        self._forget()
        name = secrets.token_urlsafe(16)
        self._kept[name] = self._clock() + self._limits.kept, kept
        while len(self._kept) > self._limits.bodies or self.characters > self._limits.held:
            if len(self._kept) == 1:
                break
            self._kept.popitem(last=False)
        return name

    def get(self, name: str) -> Kept | None:
        """The body of this id, kept for as long again; ``None`` where there is none (any more)."""
        self._forget()
        found = self._kept.pop(name, None)
        if found is None:
            return None
        self._kept[name] = self._clock() + self._limits.kept, found[1]
        return found[1]

    @property
    def characters(self) -> int:
        """Of all bodies together."""
        return sum(len(kept.body.raw) for _, kept in self._kept.values())

    def __len__(self) -> int:
        return len(self._kept)

    def _forget(self) -> None:
        now = self._clock()
        # The one that was used last is the last one: those that are over stand in front.
        while self._kept and next(iter(self._kept.values()))[0] < now:
            self._kept.popitem(last=False)
