"""Before any address: the key, the size, the kind of a request; after it: headers, numbers, one line of the log without texts."""

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
from .problems import ProblemError
from .state import Service

log = logging.getLogger("checker.service")
# A request that is too large is read on for so many times the limit, so that the client hears why and not that the line broke.
DRAINED = 8
OPEN = ("/healthz", "/readyz", "/openapi.json")
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Guard:
    """An ASGI application around another.

    Args:
        app: what is guarded.
        service: whose gate, key and books.
    """

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app, self._service = app, service
        self._key = _digest(service.options.key) if service.options.key else None
        self._reading = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See :class:`Guard`."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 499

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
            await self._guarded(scope, receive, sending)
        except asyncio.CancelledError:
            if asyncio.current_task().cancelling():  # type: ignore[union-attr]
                raise
            # The client has gone.
        except Exception as error:
            self._fault(error)
            if status == 499:
                await self._refuse(as_problem(error), scope, receive, sending)
        finally:
            seconds = time.perf_counter() - started
            route = getattr(scope.get("route"), "path", None) or "other"
            self._service.metrics.request(route, status, seconds)
            if "problem" in scope:
                self._service.metrics.problem(scope["problem"])
            log.info("%s %s %d %.0f ms", scope["method"], route, status, seconds * 1000)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            headers = Headers(scope=scope)
            if self._key is not None and self._wants_key(scope["path"]) and not self._has_key(headers):
                raise ProblemError(
                    "unauthorised",
                    "give the key as `Authorization: Bearer KEY` or `X-API-Key: KEY`",
                    headers={"WWW-Authenticate": "Bearer"},
                )
            if scope["method"] == "POST" and scope["path"].startswith("/v1/"):
                receive = await self._whole(headers, receive)
        except ProblemError as problem:
            await self._refuse(problem, scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def _refuse(self, problem: ProblemError, scope: Scope, receive: Receive, send: Send) -> None:
        scope["problem"] = problem.name
        response = respond(problem)
        # What it has not sent yet nobody reads.
        response.headers["Connection"] = "close"
        await response(scope, receive, send)

    def _wants_key(self, path: str) -> bool:
        return path.startswith("/v1/") or path == "/metrics"

    def _has_key(self, headers: Headers) -> bool:
        kind, _, bearer = headers.get("authorization", "").partition(" ")
        given = bearer.strip() if kind.lower() == "bearer" else headers.get("x-api-key", "")
        # Digests, so that not even the length can be told by the time.
        return hmac.compare_digest(_digest(given), self._key or b"")

    async def _whole(self, headers: Headers, receive: Receive) -> Receive:
        """The request, read up to the limit: there is room for it, it is JSON and it came in time."""
        limits = self._service.limits
        wait = self._service.gate.room(self._reading)
        if wait:
            raise busy(wait)
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            # Also what keeps a page of another host from sending a form.
            raise ProblemError("media-type", "send JSON, with `Content-Type: application/json`")
        self._reading += 1
        try:
            async with asyncio.timeout(limits.seconds):
                data = await _read(receive, limits.request)
        except TimeoutError:
            raise ProblemError("too-slow", f"the request did not come within {limits.seconds:g} s") from None
        finally:
            self._reading -= 1
        if self._service.options.log_texts:
            log.info("%s", data.decode("utf-8", "backslashreplace"))
        return _replaying(data, receive)

    def _fault(self, error: Exception) -> None:
        """Where it happened, and not what with: messages quote what they were given."""
        if self._service.options.log_texts:
            log.error("a fault of ours", exc_info=error)
            return
        where = traceback.format_list(traceback.extract_tb(error.__traceback__))
        log.error("a fault of ours, please report it: %s\n%s", type(error).__name__, "".join(where).rstrip())


async def _read(receive: Receive, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise asyncio.CancelledError
        chunk: bytes = message.get("body", b"")
        size += len(chunk)
        if size <= limit:
            parts.append(chunk)
        if not message.get("more_body") or size > DRAINED * limit:
            break
    if size > limit:
        raise ProblemError("too-large", f"the request has more than {limit:,} bytes: send one article at a time")
    return b"".join(parts)


def _replaying(data: bytes, receive: Receive) -> Receive:
    """What has been read comes once more, then what comes next."""
    waiting: list[dict[str, Any]] = [{"type": "http.request", "body": data, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()
