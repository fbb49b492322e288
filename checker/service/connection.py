"""A client's connection: one that asks nothing, or never takes its answer, is closed."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

# Seconds for the head of a request, and for an answer of which nothing is taken.
HEAD = 10.0
TAKEN = 30.0


class PatientProtocol(H11Protocol):
    """uvicorn's, with an end to its patience: by itself it waits for ever for the head of a request,
    and for an answer to be taken.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head: asyncio.TimerHandle | None = None
        self._taken: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """See :class:`asyncio.Protocol`."""
        super().connection_made(transport)
        self._head = self.loop.call_later(HEAD, transport.abort)

    def data_received(self, data: bytes) -> None:
        """See :class:`asyncio.Protocol`."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._head = _end(self._head)
        elif self._head is None:
            # The beginning of another request on the same connection.
            self._head = self.loop.call_later(HEAD, self.transport.abort)

    def pause_writing(self) -> None:
        """See :class:`asyncio.Protocol`."""
        super().pause_writing()
        self._taken = self.loop.call_later(TAKEN, self.transport.abort)

    def resume_writing(self) -> None:
        """See :class:`asyncio.Protocol`."""
        super().resume_writing()
        self._taken = _end(self._taken)

    def connection_lost(self, exc: Exception | None) -> None:
        """See :class:`asyncio.Protocol`."""
        self._head, self._taken = _end(self._head), _end(self._taken)
        super().connection_lost(exc)


def _end(timer: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    """No timer."""
    if timer is not None:
        timer.cancel()
    return None
