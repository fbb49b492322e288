"""A request's story → articles over one body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..article import LABELS, Article
from ..body import Body
from ..errors import InputError
from ..reading import PageOptions, read_bytes
from .jobs import Story
from .kept import Kept
from .limits import Limits
from .problems import ProblemError, field_problem

# What a text is called in messages.
PASTED = "the text"


@dataclass(frozen=True)
class Read:
    """A story as read.

    Attributes:
        articles: one a headline, all over the one body.
        body: read.
        found: the body was found in a text or page: the caller does not know it.
        own: the headlines are the story's own, not the request's.
        lacks: why the body is not the story; see :class:`~checker.article.Article`.
    """

    articles: tuple[Article, ...]
    body: Body
    found: bool = False
    own: bool = False
    lacks: str | None = None


def read_story(story: Story, limits: Limits, read: Callable[[str], Body], kept: Callable[[str], Kept | None]) -> Read:
    """Read a story.

    Args:
        story: of a request.
        limits: what is too large.
        read: reads a body.
        kept: gives a kept one.

    Raises:
        ProblemError: no body is kept under its id, it is too large, or it cannot be read; names the field.
    """
    at = story.place
    try:
        if story.source == "body_id":
            found = kept(story.text)
            if found is None:
                raise ProblemError(
                    "unknown-body", f"{at}body_id: no body is kept under this id (any more): send it again"
                )
            return Read(_articles(story, found.body.raw, found.lacks), found.body, lacks=found.lacks)
        if story.source == "body":
            return Read(_articles(story, _within(story.text, limits, f"{at}body")), read(story.text))
        return _own(story, limits, read)
    except InputError as error:
        raise field_problem(at + story.source, str(error).removeprefix(f"{PASTED}: ")) from None


def _own(story: Story, limits: Limits, read: Callable[[str], Body]) -> Read:
    """A text or page, which may bring its own headlines."""
    at = story.place + story.source
    found: list[Article] = []
    suffix = ".html" if story.source == "html" else ""
    page = PageOptions(every=story.every, needed=not story.headlines and not story.every)
    for item in read_bytes(story.text.encode("utf-8", "replace"), PASTED, suffix, page):
        if isinstance(item, InputError):
            raise item
        found.append(item)
    first = found[0]
    if any(item.body != first.body for item in found):
        raise field_problem(at, f"holds {len(found)} articles: send each by itself, or as a batch")
    body = read(_within(first.body, limits, at))
    if story.headlines:
        return Read(_articles(story, body.raw, first.lacks), body, found=True, lacks=first.lacks)
    labels = {name: value for name in LABELS if (value := getattr(story, name)) is not None}
    articles = tuple(replace(item, origin=None, **labels) for item in found)
    return Read(articles, body, found=True, own=True, lacks=first.lacks)


def _articles(story: Story, body: str, lacks: str | None = None) -> tuple[Article, ...]:
    return tuple(
        Article(headline, body, id=story.id, url=story.url, published=story.published, name=name, lacks=lacks)
        for name, headline in story.headlines
    )


def _within(body: str, limits: Limits, field: str) -> str:
    if len(body) > limits.body:
        raise field_problem(field, f"the body has {len(body):,} characters, more than {limits.body:,}", "too-large")
    return body
