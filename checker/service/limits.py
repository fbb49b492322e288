"""What a service takes on, and what it refuses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a service takes on.

    Attributes:
        request: bytes of a request, at most.
        body: characters of an article's body, at most.
        headlines: headlines of one article, at most.
        batch: articles of one batch, at most.
        queue: requests that are held at once, waiting or being answered; one more is refused.
        held: characters of the texts of those requests, at most; bytes of those that are still being read, too.
        upload: seconds in which a request must have come; one of many bytes has a little longer, as long as they come.
        seconds: what a request may take, waiting included.
        kept: seconds that a kept body is kept after it was last used.
        bodies: bodies that are kept at once, at most; the one that was not used for longest goes.
    """

    request: int = 2_000_000
    body: int = 200_000
    headlines: int = 20
    batch: int = 100
    queue: int = 64
    held: int = 8_000_000
    upload: float = 5.0
    seconds: float = 30.0
    kept: float = 900.0
    bodies: int = 200
