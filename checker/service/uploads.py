"""Requests while they are read: those that dawdle are ended, and all together hold so much and no more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from starlette.types import Message, Receive

from .limits import Limits
from .problems import ProblemError

# What a request must bring in a second, once its first seconds are over: a telephone's line at its worst does.
SLOWEST = 20_000
# A request that is refused is read on for so many times the limit, and so long,
# so that the client hears why and not that the line broke.
DRAINED = 8
LINGER = 2.0


@dataclass(eq=False)
class _Upload:
    timeout: asyncio.Timeout
    data: bytearray = field(default_factory=bytearray)
    given_up: bool = False


class Uploads:
    """The requests of one service that are being read. Of one event loop.

    They hold no place of those that are checked: whoever sends slowly keeps nobody waiting.
    Where all together hold too much, the one that has been at it for longest is given up.

    Args:
        limits: what each may bring, how long it may take over it, and what they may hold together.
        busy: the problem of one that is given up.

    Attributes:
        held: bytes of all of them so far.
    """

    def __init__(self, limits: Limits, busy: Callable[[], ProblemError]) -> None:
        self._limits, self._busy = limits, busy
        # The one that began first stands first.
        self._open: dict[_Upload, None] = {}
        self.held = 0

    async def read(self, receive: Receive, declared: int | None) -> bytes:
        """One request's bytes.

        Args:
            receive: gives them, piece by piece.
            declared: how many it says there are; ``None``: it does not say.

        Raises:
            ProblemError: it is too large (at once, where it says so), comes too slowly,
                or there is no room for it any more.
            asyncio.CancelledError: the client has gone.
        """
        if declared is not None and declared > self._limits.request:
            raise self._too_large()
        late = False
        try:
            async with asyncio.timeout(self._may_take(0)) as timeout:
                upload = _Upload(timeout)
                self._open[upload] = None
                await self._all(receive, upload)
        except TimeoutError:
            late = True
        finally:
            self._open.pop(upload, None)
            self.held -= len(upload.data)
        if upload.given_up:
            raise self._busy()
        if late:
            raise ProblemError(
                "too-slow",
                f"the request came too slowly: send it within {self._limits.upload:g} s, "
                f"or {SLOWEST:,} bytes in each second after them",
            )
        return bytes(upload.data)

    async def _all(self, receive: Receive, upload: _Upload) -> None:
        started, more = _now(), True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise asyncio.CancelledError
            piece: bytes = message.get("body", b"")
            upload.data += piece
            self.held += len(piece)
            if len(upload.data) > self._limits.request:
                raise self._too_large()
            more = bool(message.get("more_body"))
            self._make_room()
            if not upload.given_up:
                upload.timeout.reschedule(started + self._may_take(len(upload.data)))

    def _may_take(self, size: int) -> float:
        """Seconds, of a request of which so many bytes have come."""
        return min(self._limits.upload + size / SLOWEST, self._limits.seconds)

    def _make_room(self) -> None:
        while len(self._open) > 1 and self.held > self._limits.held:
            oldest = next(iter(self._open))
            del self._open[oldest]
            self.held -= len(oldest.data)
            oldest.data.clear()
            oldest.given_up = True
            if not oldest.timeout.expired():
                oldest.timeout.reschedule(_now())

    def _too_large(self) -> ProblemError:
        return ProblemError(
            "too-large", f"the request has more than {self._limits.request:,} bytes: send one article at a time"
        )


def _now() -> float:
    return asyncio.get_running_loop().time()


class Incoming:
    """What comes from a client.

    Args:
        receive: gives it.

    Attributes:
        ended: has all come?
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self.ended = False

    async def __call__(self) -> Message:
        """The next message."""
        message = await self._receive()
        self.ended = message["type"] == "http.disconnect" or not message.get("more_body")
        return message

    async def drain(self, limit: int) -> None:
        """Read on and throw away, for a moment: a line that is closed over what was
        not read breaks before the answer is.
        """
        size = 0
        with suppress(TimeoutError):
            async with asyncio.timeout(LINGER):
                while not self.ended and size <= DRAINED * limit:
                    size += len((await self()).get("body", b""))
