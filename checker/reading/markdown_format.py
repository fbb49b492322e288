"""Markdown: the headline is ``title`` or ``headline`` in the front matter, or the first heading or line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypedDict

from ..acceptance import FIELD, read_acceptances
from ..article import DEFAULT_FIELDS, Article, Fields
from ..errors import InputError
from ..origin import Jumps, Origin, Position, position
from .front_matter import FrontMatter, read_front_matter
from .plain_format import read_plain

HEADING = re.compile(r"(?:[ \t]*+\n)*+#{1,2}[ \t]++([^\n]+)")
# Front matter that was begun, and no more.
BARE = re.compile(r"[\s\ufeff]*+(?:-{3,}[ \t]*+(?:\n\s*+|\Z))++")
FIELDS = {
    "id": ("id", "slug"),
    "url": ("url", "link"),
    "published": ("published", "date"),
}
MAIN = ("headline", "title")
# Further headlines of a story: field → what the headline is called.
FURTHER = {
    "seo_title": "seo",
    "meta_title": "seo",
    "og_title": "og",
    "social_title": "social",
    "twitter_title": "twitter",
    "push_title": "push",
    "newsletter_title": "newsletter",
    "standfirst": "standfirst",
}


def read_markdown(
    text: str, source: str, notes: tuple[str, ...] = (), fields: Fields = DEFAULT_FIELDS
) -> Iterator[Article | InputError]:
    """An article for each headline. Marks (``**``, links) stay in the body as read; the pipeline ignores them.

    Raises:
        InputError: the front matter is not valid YAML, or a field of it no text, or there is no headline or no body.
    """
    if BARE.fullmatch(text):
        raise InputError(
            f"{source}: there is neither a headline nor a body, only lines of dashes: give `title` between two `---` "
            "lines, or a heading (`# …`), and the body below it"
        )
    meta = read_front_matter(text, source, FIELD) or FrontMatter({}, {}, {}, {}, 0)
    values: dict[str, Any] = {name: _first(meta, keys, source)[1] for name, keys in FIELDS.items()}
    key, headline = _first(meta, fields.headline or MAIN, source)
    if isinstance(meta.whole, dict):
        _first(meta, (FIELD,), source)
    values["accept"] = read_acceptances(meta.whole, f"{source}: line {position(text, meta.places.get(FIELD, 0)).line}")
    end = meta.end
    if headline is None:
        heading = HEADING.match(text, meta.end)
        if heading is None:
            _refuse_empty(meta, fields.headline or MAIN, source)
            for item in read_plain(text, source, notes, start=meta.end):
                yield from _with_further(item, meta, values, text, source)
            return
        at: Placed = {"headline": position(text, heading.start(1))}
        end = heading.end()
        headline = _without_closing(heading.group(1))
    else:
        at = _placed(meta, key, text)
        notes = (*notes, *_left_out(meta, key))
    if not headline.strip():
        wanted = " or ".join(f"`{name}`" for name in fields.headline or MAIN[::-1])
        raise InputError(f"{source}: the headline in the front matter is empty: give {wanted} a value")
    body = text[end:].lstrip("\n")
    if not body.strip():
        raise InputError(f"{source}: there is a headline but no body below the front matter")
    origin = Origin(source, body=position(text, len(text) - len(body)), **at)
    yield from _with_further(Article(headline.strip(), body, origin=origin, notes=notes), meta, values, text, source)


def _with_further(
    item: Article | InputError, meta: FrontMatter, values: dict[str, Any], text: str, source: str
) -> Iterator[Article | InputError]:
    """The article, and one for each further headline that the front matter has."""
    if isinstance(item, InputError):
        yield item
        return
    further = {}
    for key, name in FURTHER.items():
        headline = _first(meta, (key,), source)[1]
        if headline is not None and headline.strip() and name not in further:
            further[name] = headline.strip(), _placed(meta, key, text)
    item = replace(item, name="headline" if further else None, **values)
    yield item
    for name, (headline, at) in further.items():
        assert item.origin is not None
        yield replace(item, headline=headline, name=name, origin=replace(item.origin, **at))


class Placed(TypedDict, total=False):
    """Where a headline stands, as an :class:`~checker.origin.Origin` takes it."""

    headline: Position
    headline_jumps: Jumps
    reserved: str


def _placed(meta: FrontMatter, key: str, text: str) -> Placed:
    """Where a value of the front matter stands, without the blanks around it."""
    value = meta.values[key] or ""
    blanks = len(value) - len(value.lstrip())
    begin, further = meta.places[key] + blanks, []
    for offset, at in meta.further.get(key, ()):
        if offset <= blanks:
            begin = at + blanks - offset
        else:
            further.append((offset - blanks, position(text, at)))
    return {"headline": position(text, begin), "headline_jumps": tuple(further), "reserved": meta.reserved.get(key, "")}


def _first(meta: FrontMatter, keys: tuple[str, ...], source: str) -> tuple[str, str | None]:
    """The first of these fields that has a value, and it."""
    for key in keys:
        if key in meta.problems:
            raise InputError(f"{source}: field `{key}` of the front matter {meta.problems[key]}")
        if meta.values.get(key) is not None:
            return key, meta.values[key]
    return "", None


def _refuse_empty(meta: FrontMatter, keys: tuple[str, ...], source: str) -> None:
    """A headline that is yet to be written: the first line of the body is none."""
    for key in keys:
        if key in meta.values:
            raise InputError(
                f"{source}: `{key}` in the front matter has no value, and no heading stands below: "
                "write the headline there"
            )


def _left_out(meta: FrontMatter, key: str) -> list[str]:
    """YAML takes what stands behind `` #`` for a comment, a headline's writer does not."""
    if key not in meta.comments:
        return []
    return [f"YAML leaves “{meta.comments[key]}” out of the headline: put it in quotes if it belongs to it"]


def _without_closing(heading: str) -> str:
    """A heading without the hashes that close it; they stand behind a blank: "# Learning C#" has none."""
    text = heading.rstrip(" \t")
    bare = text.rstrip("#")
    return bare.rstrip(" \t") if bare.endswith((" ", "\t")) and bare.strip() else text
