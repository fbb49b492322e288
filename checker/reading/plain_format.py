"""Plain text: the first line is the headline, the rest is the body."""

from __future__ import annotations

from collections.abc import Iterator

from ..article import DEFAULT_FIELDS, MAX_HEADLINE, Article, Fields
from ..errors import InputError
from ..origin import Origin, position
from .refused import refuse_structured


def read_plain(
    text: str, source: str, notes: tuple[str, ...] = (), fields: Fields = DEFAULT_FIELDS, start: int = 0
) -> Iterator[Article | InputError]:
    """One article: the first line that is not blank is the headline.

    Args:
        text: the file.
        source: its name.
        notes: what has been done to read it.
        fields: of no use here, as there are none.
        start: where the article begins in it.

    Raises:
        InputError: there is a headline but no body, no headline line, or the text is JSON or has front matter.
    """
    refuse_structured(text[start:], source)
    first = len(text) - len(text[start:].lstrip("\n\ufeff \t"))
    end = text.find("\n", first)
    headline, body = (text[first:], "") if end < 0 else (text[first:end], text[end + 1 :])
    if len(headline) > MAX_HEADLINE:
        raise InputError(
            f"{source}: the first line has {len(headline):,} characters, too many for a headline (limit "
            f"{MAX_HEADLINE:,}): put the headline on a line of its own and the body below it"
        )
    if not any(map(str.isalnum, text[first:])):
        raise InputError(f"{source}: has no words: put the headline on the first line and the body below it")
    if not body.strip():
        raise InputError(
            f"{source}: there is a headline but no body: put the headline on the first line and the body below it"
        )
    # Blanks of other kinds than those that are skipped above.
    first += len(headline) - len(headline.lstrip())
    body = body.lstrip("\n")
    origin = Origin(source, headline=position(text, first), body=position(text, len(text) - len(body)))
    yield Article(headline.strip(), body, origin=origin, notes=notes)
