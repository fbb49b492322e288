"""Before any address: the host, the key, the size, the kind of a request; after it: headers, numbers,
one line of the log without texts.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import time
import traceback
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .gate import busy
from .handlers import as_problem, respond
from .hosts import Hosts
from .problems import ProblemError
from .state import Service
from .uploads import Incoming, Uploads

log = logging.getLogger("checker.service")
# Say nothing that a stranger might not know; whoever watches over a service calls it by any name.
FOR_ALL = ("/healthz", "/readyz")
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Guard:
    """An ASGI application around another.

    Args:
        app: what is guarded.
        service: whose gate, key and books.
        posts: addresses that take a request's JSON; others never read what they are sent.
    """

    def __init__(self, app: ASGIApp, service: Service, posts: frozenset[str]) -> None:
        self._app, self._service, self._posts = app, service, posts
        self._key = _digest(service.options.key) if service.options.key else None
        options = service.options
        self._hosts = Hosts(options.hosts) if options.hosts or self._key is None else None
        self._uploads = Uploads(service.limits, lambda: busy(1))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See :class:`Guard`."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 499
        incoming = Incoming(receive)

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith("/v1/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            await self._guarded(scope, incoming, sending)
        except asyncio.CancelledError:
            if asyncio.current_task().cancelling():  # type: ignore[union-attr]
                raise
            # The client has gone.
        except Exception as error:
            self._fault(error)
            if status == 499:
                await self._refuse(as_problem(error), scope, incoming, sending)
        finally:
            seconds = time.perf_counter() - started
            route = getattr(scope.get("route"), "path", None) or "other"
            self._service.metrics.request(route, status, seconds)
            if "problem" in scope:
                self._service.metrics.problem(scope["problem"])
            log.info("%s %s %d %.0f ms", scope["method"], route, status, seconds * 1000)

    async def _guarded(self, scope: Scope, incoming: Incoming, send: Send) -> None:
        receive: Receive = incoming
        try:
            headers = Headers(scope=scope)
            if self._hosts and scope["path"] not in FOR_ALL and not self._hosts.takes(headers.get("host")):
                raise ProblemError(
                    "misdirected", "start the service with `--allow-host NAME` for the name that it is called by"
                )
            if self._key is not None and self._wants_key(scope["path"]) and not self._has_key(headers):
                raise ProblemError(
                    "unauthorised",
                    "give the key as `Authorization: Bearer KEY` or `X-API-Key: KEY`",
                    headers={"WWW-Authenticate": "Bearer"},
                )
            if scope["method"] == "POST" and scope["path"] in self._posts:
                receive = await self._whole(headers, incoming)
        except ProblemError as problem:
            await self._refuse(problem, scope, incoming, send)
            return
        await self._app(scope, receive, send)

    async def _refuse(self, problem: ProblemError, scope: Scope, incoming: Incoming, send: Send) -> None:
        scope["problem"] = problem.name
        response = respond(problem)
        # What it has not sent yet nobody reads.
        response.headers["Connection"] = "close"
        await send({"type": "http.response.start", "status": response.status_code, "headers": response.raw_headers})
        await send({"type": "http.response.body", "body": response.body, "more_body": True})
        await incoming.drain(self._service.limits.request)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _wants_key(self, path: str) -> bool:
        return path.startswith("/v1/") or path == "/metrics"

    def _has_key(self, headers: Headers) -> bool:
        kind, _, bearer = headers.get("authorization", "").partition(" ")
        given = bearer.strip() if kind.lower() == "bearer" else headers.get("x-api-key", "")
        # Digests, so that not even the length can be told by the time.
        return hmac.compare_digest(_digest(given), self._key or b"")

    async def _whole(self, headers: Headers, incoming: Incoming) -> Receive:
        """The request, read up to the limit: there is room for it, it is JSON and it came in time."""
        wait = self._service.gate.room()
        if wait:
            raise busy(wait)
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            # Also what keeps a page of another host from sending a form.
            raise ProblemError("media-type", "send JSON, with `Content-Type: application/json`")
        if headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
            raise ProblemError("media-type", "send it without `Content-Encoding`: nothing is unpacked here")
        declared = headers.get("content-length", "")
        data = await self._uploads.read(incoming, int(declared) if declared.isdecimal() else None)
        if self._service.options.log_texts:
            log.info("%s", data.decode("utf-8", "backslashreplace"))
        return _replaying(data, incoming)

    def _fault(self, error: Exception) -> None:
        """Where it happened, and not what with: messages quote what they were given."""
        if self._service.options.log_texts:
            log.error("a fault of ours", exc_info=error)
            return
        where = traceback.format_list(traceback.extract_tb(error.__traceback__))
        log.error("a fault of ours, please report it: %s\n%s", type(error).__name__, "".join(where).rstrip())


def _replaying(data: bytes, receive: Receive) -> Receive:
    """What has been read comes once more, then what comes next."""
    waiting: list[dict[str, Any]] = [{"type": "http.request", "body": data, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()
