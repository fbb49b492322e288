"""What goes wrong, as RFC 9457 problem details."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ..errors import CheckerError

MEDIA_TYPE = "application/problem+json"
TYPES: Mapping[str, tuple[int, str]] = {
    "bad-request": (400, "The request is no JSON"),
    "unauthorised": (401, "The API key is missing or wrong"),
    "not-found": (404, "There is nothing here"),
    "unknown-body": (404, "No body is kept under this id"),
    "method-not-allowed": (405, "This address does not take this method"),
    "too-slow": (408, "The request came too slowly"),
    "too-large": (413, "The request is too large"),
    "media-type": (415, "The request must be plain JSON"),
    "misdirected": (421, "The service is not called by this name"),
    "invalid": (422, "A field is missing or wrong"),
    "too-busy": (429, "Too many requests are waiting"),
    "internal-error": (500, "A fault of ours"),
    "not-available": (501, "This service was started without what this needs"),
    "stopping": (503, "The service is not ready, or stopping"),
    "time-limit": (504, "The answer took too long"),
}


class FieldError(BaseModel):
    """A field of the request, and what is wrong with it."""

    model_config = ConfigDict(frozen=True)

    field: str = Field(description="Its place in the request: `headlines.seo`, `articles.3.body`.")
    message: str


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    model_config = ConfigDict(frozen=True)

    type: str = Field(description="urn:headline-checker:problem:… with a name that stays.")
    title: str
    status: int
    detail: str = Field(description="What to do about it. Holds no text of the article.")
    errors: list[FieldError] = Field(
        default_factory=list, description="Of `invalid` and `too-large`: the fields at fault."
    )


class ProblemError(CheckerError):
    """A request is refused, or cannot be answered.

    Args:
        name: one of :data:`TYPES`.
        detail: what to do about it.
        errors: the fields at fault.
        headers: of the response.
    """

    def __init__(
        self,
        name: str,
        detail: str,
        errors: tuple[FieldError, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.name, self.detail, self.errors, self.headers = name, detail, errors, dict(headers or {})

    def __reduce__(self) -> tuple[Any, ...]:
        return ProblemError, (self.name, self.detail, self.errors, self.headers)

    @property
    def problem(self) -> Problem:
        """As it is sent."""
        status, title = TYPES[self.name]
        return Problem(
            type=f"urn:headline-checker:problem:{self.name}",
            title=title,
            status=status,
            detail=self.detail,
            errors=list(self.errors),
        )


def field_problem(field: str, message: str, name: str = "invalid") -> ProblemError:
    """One field is at fault."""
    return ProblemError(name, f"{field}: {message}", (FieldError(field=field, message=message),))


def of_status(status: int, detail: str = "") -> ProblemError:
    """What the web framework refuses by itself."""
    name = next(
        (name for name, (code, _) in TYPES.items() if code == status),
        "bad-request" if status < 500 else "internal-error",
    )
    return ProblemError(name, detail or HTTPStatus(status).phrase)
