"""Runs the service with uvicorn until it is told to stop; what is held then is answered first."""

from __future__ import annotations

import logging

import uvicorn

from ..pipeline import Checker
from .app import make_app
from .state import Options

# Beyond what a request may take.
GRACE = 5


def run_server(checker: Checker, options: Options, host: str, port: int, access_log: bool = True) -> None:
    """Serve until SIGINT or SIGTERM.

    Args:
        checker: answers.
        options: how.
        host, port: where to listen.
        access_log: a line a request, without any text of it.
    """
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.WARNING)
    logging.getLogger("checker.service").setLevel(logging.INFO if access_log else logging.WARNING)
    config = uvicorn.Config(
        make_app(checker, options),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=round(options.limits.seconds) + GRACE,
        # Slow writers of headers.
        h11_max_incomplete_event_size=32_768,
    )
    uvicorn.Server(config).run()
