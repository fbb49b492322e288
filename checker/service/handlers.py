"""Errors → problem details, without any text of a request in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from ..errors import CheckerError, MissingExtraError, UsageError
from .problems import MEDIA_TYPE, FieldError, ProblemError, of_status
from .shapes import BY_NAME, IN_A_LIST, Misread

KINDS = (BY_NAME, IN_A_LIST)
# In the words of the other messages, by pydantic's kind of error.
WORDS = {
    "missing": "is missing",
    "extra_forbidden": "there is no such field; /openapi.json has those that there are",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "dict_type": "must be an object",
    "string_type": "must be a text",
    "list_type": "must be a list",
    "bool_type": "must be true or false",
}


def as_problem(error: Exception) -> ProblemError:
    """Any error as it is told to a client."""
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, UsageError):
        return ProblemError("invalid", str(error))
    if isinstance(error, MissingExtraError):
        return ProblemError("not-available", str(error))
    return ProblemError("internal-error", f"a fault of ours ({type(error).__name__}): see the service's log")


def respond(error: ProblemError) -> Response:
    """A problem as it is sent."""
    problem = error.problem
    return Response(problem.model_dump_json(), problem.status, headers=error.headers, media_type=MEDIA_TYPE)


def handle_errors(app: FastAPI) -> None:
    """Have an application answer with problem details whatever is refused; faults of ours go on to the guard."""
    handlers: list[tuple[Any, Callable[..., Any]]] = [
        (CheckerError, _known),
        (RequestValidationError, _invalid),
        (HTTPException, _refused),
        (Exception, _fault),
    ]
    for kind, handler in handlers:
        app.add_exception_handler(kind, handler)


async def _fault(request: Request, error: Exception) -> Response:
    problem = as_problem(error)
    request.scope["problem"] = problem.name
    return respond(problem)


async def _known(request: Request, error: CheckerError) -> Response:
    problem = as_problem(error)
    if problem.name == "internal-error":
        raise error
    request.scope["problem"] = problem.name
    return respond(problem)


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    # The first part of a place says that the request's body is meant.
    found = error.errors()
    errors = tuple(_field_error(item, item["loc"][1:]) for item in found)
    broken = any(item["type"] == "json_invalid" for item in found)
    problem = (
        ProblemError("bad-request", "the request is broken JSON")
        if broken
        else ProblemError("invalid", f"{errors[0].field}: {errors[0].message}", errors)
    )
    return await _known(request, problem)


async def _refused(request: Request, error: HTTPException) -> Response:
    problem = of_status(error.status_code, str(error.detail))
    problem.headers.update(error.headers or {})
    return await _known(request, problem)


def misread_problem(story: Misread, number: int) -> ProblemError:
    """What is wrong with a story of a batch, by its place there."""
    errors = tuple(_field_error(item, ("articles", number, *item["loc"])) for item in story.errors)
    return ProblemError("invalid", f"{errors[0].field}: {errors[0].message}", errors)


def _field_error(item: Mapping[str, Any], loc: tuple[str | int, ...]) -> FieldError:
    # The value itself is somebody's text: it stays out.
    place = [str(part) for part in loc]
    # And the kind that headlines were taken for.
    place = [
        part for before, part in zip(["", *place], place, strict=False) if before != "headlines" or part not in KINDS
    ]
    return FieldError(field=".".join(place) or "request", message=WORDS.get(item["type"], item["msg"]))
