"""Requests whose JSON gives a key twice are refused: which value is meant nobody can tell."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from ..reading.json_values import DoubledKeyError, doubled_name, parse
from .problems import field_problem


class _StrictRequest(Request):
    async def json(self) -> Any:
        """The request's JSON, parsed once."""
        if not hasattr(self, "_parsed"):
            self._parsed = parse(await self.body(), number=None)
        return self._parsed


class StrictRoute(APIRoute):
    """A route that takes such requests only."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """See :class:`fastapi.routing.APIRoute`."""
        handle = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            strict = _StrictRequest(request.scope, request.receive)
            # What is no JSON at all the framework says itself.
            with suppress(ValueError, RecursionError):
                try:
                    await strict.json()
                except DoubledKeyError:
                    raise field_problem(doubled_name(await strict.body()), "is given twice: leave one out") from None
            return await handle(strict)

        return strictly
