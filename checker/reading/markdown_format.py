"""Markdown: the headline is ``title`` or ``headline`` in the front matter, or the first heading or line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..article import Article
from ..errors import InputError
from .plain_format import read_plain

HEADING = re.compile(r"^#{1,2}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
FRONT_MATTER = re.compile(r"^---[ \t]*\n.*?^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
FIELDS = {
    "headline": ("headline", "title"),
    "id": ("id", "slug"),
    "url": ("url", "link"),
    "published": ("published", "date"),
}


def read_markdown(text: str, source: str, notes: tuple[str, ...] = ()) -> Iterator[Article | InputError]:
    """One article. Marks (``**``, links) stay in the body as read; the pipeline ignores them.

    Raises:
        InputError: the front matter is not valid YAML, or there is no headline or no body.
    """
    meta: dict[str, Any] = {}
    content = text
    match = FRONT_MATTER.match(text)
    if match:
        meta, content = _front_matter(text, source), text[match.end() :]
    values = {name: _first(meta, keys) for name, keys in FIELDS.items()}
    headline = values.pop("headline")
    if headline is None:
        heading = HEADING.search(content)
        if heading is None or content[: heading.start()].strip():
            yield from read_plain(content, source, notes)
            return
        headline, content = heading.group(1), content[heading.end() :]
    if not headline.strip():
        raise InputError(f"{source}: the headline in the front matter is empty: give `title` or `headline` a value")
    if not content.strip():
        raise InputError(f"{source}: there is a headline but no body below the front matter")
    yield Article(headline.strip(), content.lstrip("\n"), source=source, notes=notes, **values)


def _front_matter(text: str, source: str) -> dict[str, Any]:
    import frontmatter
    import yaml

    try:
        return dict(frontmatter.loads(text).metadata)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 2}" if mark is not None else ""
        raise InputError(
            f"{source}:{line} the front matter is not valid YAML: {getattr(error, 'problem', None) or error}"
        ) from None


def _first(meta: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        if meta.get(key) is not None:
            return str(meta[key])
    return None
