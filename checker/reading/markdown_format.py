"""Markdown: the headline is ``title`` or ``headline`` in the front matter, or the first heading or line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..article import Article
from ..errors import InputError
from .front_matter import FrontMatter, read_front_matter
from .plain_format import read_plain

HEADING = re.compile(r"(?:[ \t]*+\n)*+#{1,2}[ \t]++([^\n]+)")
FIELDS = {
    "headline": ("headline", "title"),
    "id": ("id", "slug"),
    "url": ("url", "link"),
    "published": ("published", "date"),
}


def read_markdown(text: str, source: str, notes: tuple[str, ...] = ()) -> Iterator[Article | InputError]:
    """One article. Marks (``**``, links) stay in the body as read; the pipeline ignores them.

    Raises:
        InputError: the front matter is not valid YAML, or a field of it no text, or there is no headline or no body.
    """
    meta = read_front_matter(text, source) or FrontMatter({}, {}, {}, 0)
    content = text[meta.end :]
    values = {name: _first(meta, keys, source) for name, keys in FIELDS.items()}
    headline = values.pop("headline")
    if headline is None:
        heading = HEADING.match(content)
        if heading is None:
            for item in read_plain(content, source, notes):
                yield replace(item, **values) if isinstance(item, Article) else item  # type: ignore[arg-type]
            return
        headline, content = heading.group(1).rstrip(" \t#") or heading.group(1), content[heading.end() :]
    else:
        notes = (*notes, *_left_out(meta, FIELDS["headline"]))
    if not headline.strip():
        raise InputError(f"{source}: the headline in the front matter is empty: give `title` or `headline` a value")
    if not content.strip():
        raise InputError(f"{source}: there is a headline but no body below the front matter")
    yield Article(headline.strip(), content.lstrip("\n"), source=source, notes=notes, **values)


def _first(meta: FrontMatter, keys: tuple[str, ...], source: str) -> str | None:
    for key in keys:
        if key in meta.problems:
            raise InputError(f"{source}: field `{key}` of the front matter {meta.problems[key]}")
        if meta.values.get(key) is not None:
            return meta.values[key]
    return None


def _left_out(meta: FrontMatter, keys: tuple[str, ...]) -> list[str]:
    """YAML takes what stands behind `` #`` for a comment, a headline's writer does not."""
    key = next(key for key in keys if meta.values.get(key) is not None)
    if key not in meta.comments:
        return []
    return [f"YAML leaves “{meta.comments[key]}” out of the headline: put it in quotes if it belongs to it"]
