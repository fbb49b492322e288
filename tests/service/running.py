"""uvicorn in a thread of this process, as ``checker serve`` runs it, for what only a real connection shows."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn

from checker import Checker
from checker.service.app import make_app
from checker.service.server import config_of, listen
from checker.service.state import Options


@contextmanager
def running(checker: Checker, options: Options) -> Iterator[int]:
    """The service at a free port of 127.0.0.1; gives the port."""
    server = uvicorn.Server(config_of(make_app(checker, options), options))
    with listen("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(30)


def head(length: int | str, *more: str, path: str = "/v1/check", host: str = "localhost") -> bytes:
    """The head of a request for so many bytes of JSON."""
    lines = [
        f"POST {path} HTTP/1.1",
        f"Host: {host}",
        "Content-Type: application/json",
        f"Content-Length: {length}",
        *more,
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def until_closed(connection: socket.socket) -> bytes:
    """All that the service still says; it need not say goodbye."""
    found = b""
    with suppress(ConnectionResetError):
        while piece := connection.recv(65_536):
            found += piece
    return found
