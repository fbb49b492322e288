"""A small HTTP client for load: it costs little, so that what is measured is the service."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

BUSY = 429


@dataclass(frozen=True)
class Reply:
    """What came back.

    Attributes:
        status: of the response.
        headers: their names in lower case.
        body: as sent.
    """

    status: int
    headers: dict[str, str]
    body: bytes


class Client:
    """One connection that is kept, opened again where the service closed it.

    Args:
        port: on this machine.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def post(self, path: str, value: object) -> Reply:
        """Send JSON."""
        return await self.send("POST", path, json.dumps(value).encode())

    async def send(
        self, method: str, path: str, data: bytes = b"", kind: str = "application/json", leave: bool = False
    ) -> Reply:
        """Send anything.

        Args:
            method, path: of the request.
            data: its body.
            kind: what it says that the body is.
            leave: close the connection without waiting for the response, whose status is then 0.

        Raises:
            OSError: there is no connection to be had, or it broke.
        """
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: "
            f"{len(data)}\r\n\r\n"
        )
        try:
            self._writer.write(head.encode() + data)
            await self._writer.drain()
            if leave:
                self.close()
                return Reply(0, {}, b"")
            return await self._reply()
        except (OSError, asyncio.IncompleteReadError) as error:
            self.close()
            raise ConnectionError(str(error)) from None

    async def _reply(self) -> Reply:
        assert self._reader is not None
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(head[0].split()[1])
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        body = await self._reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Reply(status, headers, body)

    def close(self) -> None:
        """Close the connection."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


async def until_taken(send: Callable[[], Awaitable[Reply]]) -> tuple[Reply, int]:
    """The answer of a service that may be full, and how often it refused:
    sent again when it says that there will be room.
    """
    refused = 0
    while (reply := await send()).status == BUSY:
        refused += 1
        await asyncio.sleep(float(reply.headers["retry-after"]))
    return reply, refused
