"""Runs the service with uvicorn until it is told to stop; what is held then is answered first."""

from __future__ import annotations

import logging
import signal
import socket
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from ..errors import UsageError
from ..pipeline import Checker
from .app import make_app
from .connection import PatientProtocol
from .state import Options

# Beyond what a request may take.
GRACE = 5


def run_server(
    checker: Checker, options: Options, host: str, port: int, listening: Callable[[str], None], access_log: bool = True
) -> None:
    """Serve until SIGINT or SIGTERM.

    Args:
        checker: answers.
        options: how.
        host, port: where to listen; port 0: any free one.
        listening: is given the address, before the first request.
        access_log: a line a request, without any text of it.

    Raises:
        UsageError: nobody can listen there.
    """
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.WARNING)
    logging.getLogger("checker.service").setLevel(logging.INFO if access_log else logging.WARNING)
    # uvicorn raises the signal once more when it has stopped: that was what it asked for.
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: None)
    with listen(host, port) as listener:
        name = f"[{host}]" if ":" in host else host
        listening(f"http://{name}:{listener.getsockname()[1]}")
        uvicorn.Server(config_of(make_app(checker, options), options)).run(sockets=[listener])


def config_of(app: ASGIApp, options: Options) -> uvicorn.Config:
    """How uvicorn serves the application."""
    return uvicorn.Config(
        app,
        http=PatientProtocol,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=round(options.limits.seconds) + GRACE,
    )


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections.

    Raises:
        UsageError: nobody can listen there.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        listener = socket.create_server((host, port), family=found[0][0], backlog=2048)
        # Connections inherit it; asyncio sees to it for sockets of its own making alone. Without it the second part
        # of an answer waits for the client's word that the first has come: 40 ms on Linux.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"{host}:{port}: cannot listen there ({reason}): choose another --port or --host") from None
