"""Requests that are no JSON, or whose JSON gives a key twice, are refused: which value is meant nobody can tell."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from json import JSONDecodeError
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from ..reading.json_values import DoubledKeyError, doubled_name, parse, what_is_broken
from .problems import ProblemError, field_problem


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
            if request.method == "POST":
                await _refuse_broken(strict)
            return await handle(strict)

        return strictly


async def _refuse_broken(request: _StrictRequest) -> None:
    body = await request.body()
    if not body.strip():
        raise ProblemError("bad-request", "the request is empty: send a JSON object")
    try:
        await request.json()
    except DoubledKeyError:
        raise field_problem(doubled_name(body), "is given twice: leave one out") from None
    except JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ProblemError("bad-request", f"broken JSON at {place}: {what_is_broken(error)}") from None
    except UnicodeDecodeError as error:
        raise ProblemError("bad-request", f"byte {error.start + 1} is not {error.encoding}: send UTF-8") from None
    except RecursionError:
        raise ProblemError("bad-request", "the JSON is nested too deeply") from None
    except ValueError:  # Python reads no whole number of more than 4,300 digits
        raise ProblemError("bad-request", "the JSON has a number of more than 4,300 digits") from None
