"""The service as an ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute
from fastapi.security import APIKeyHeader, HTTPBearer
from fastapi.staticfiles import StaticFiles
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Scope

from .._version import __version__
from ..pipeline import Checker
from .guard import Guard
from .handlers import handle_errors
from .routes import api, health
from .state import Options, Service

PAGE = Path(__file__).resolve().parent / "page"
# Its records of bad requests hold what was sent.
SILENT: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
DESCRIPTION = """Compares what a headline claims with what the article's body says.

Errors are problem details (RFC 9457). Spans are half-open ranges of Unicode code points of headline and body as sent. \
A client that closes
the connection abandons its request: it costs nothing more."""


class _Page(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file of the page; whatever the method, there is none under the addresses of the service."""
        if scope["path"].startswith("/v1/"):
            raise HTTPException(404)
        return await super().get_response(path, scope)


def make_app(checker: Checker, options: Options | None = None) -> ASGIApp:
    """The service as an ASGI application.

    Args:
        checker: answers; its model is loaded when the application starts.
        options: how it is run.
    """
    service = Service(checker, options or Options())

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        service.start()
        yield
        await asyncio.to_thread(service.close)

    app = FastAPI(
        title="headline-checker",
        version=__version__,
        description=DESCRIPTION,
        # Their pages fetch scripts from another host.
        docs_url=None,
        redoc_url=None,
        lifespan=life,
        telemetry=SILENT,
    )
    app.state.service = service
    # The guard asks for the key, before a request is read; these say so in the description.
    keys = [Depends(APIKeyHeader(name="X-API-Key", auto_error=False)), Depends(HTTPBearer(auto_error=False))]
    app.include_router(api, dependencies=keys if service.options.key else [])
    app.include_router(health)
    handle_errors(app)
    # Not mounted at "/": an address of ours that is asked with the wrong method would be looked for among the files.
    app.router.default = _Page(directory=PAGE, html=True)
    posts = frozenset(
        route.path for route in api.routes if isinstance(route, APIRoute) and "POST" in (route.methods or ())
    )
    guarded: ASGIApp = Guard(app, service, posts)
    if not service.options.origins:
        return guarded
    return CORSMiddleware(
        guarded,
        allow_origins=service.options.origins,
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", "X-API-Key"],
        expose_headers=["Retry-After"],
    )
