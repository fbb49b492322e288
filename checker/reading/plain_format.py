"""Plain text: the first line is the headline, the rest is the body."""

from __future__ import annotations

from collections.abc import Iterator

from ..article import MAX_HEADLINE, Article
from ..errors import InputError
from .refused import refuse_structured


def read_plain(text: str, source: str, notes: tuple[str, ...] = ()) -> Iterator[Article | InputError]:
    """One article: the first line that is not blank is the headline.

    Raises:
        InputError: there is a headline but no body, no headline line, or the text is JSON or has front matter.
    """
    refuse_structured(text, source)
    stripped = text.lstrip("\n\ufeff \t")
    headline, _, body = stripped.partition("\n")
    if len(headline) > MAX_HEADLINE:
        raise InputError(
            f"{source}: the first line has {len(headline):,} characters, too many for a headline (limit {MAX_HEADLINE:,}): "
            "put the headline on a line of its own and the body below it"
        )
    if not body.strip():
        raise InputError(
            f"{source}: there is a headline but no body: put the headline on the first line and the body below it"
        )
    yield Article(headline.strip(), body.lstrip("\n"), source=source, notes=notes)
