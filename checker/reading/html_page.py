"""A web page's own words about itself: its headlines, where each stands, its address and date."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

# Types of schema.org that are a story, or end so: NewsArticle, ReportageNewsArticle, LiveBlogPosting …
STORY = re.compile(r"(?:Article|BlogPosting|Report)$")
SEPARATOR = re.compile(r"\s{1,3}[|·•»:–—-]{1,2}\s{1,3}|\s{0,3}\|\s{0,3}|\s{1,3}::\s{1,3}")
LETTERS = re.compile(r"[^\W_]+")
NOT_SHOWN = frozenset(("script", "style", "noscript", "template", "svg"))
NO_DISPLAY = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# Sources of headlines in the order in which the first is taken; the last is no headline, but a claim as well.
SOURCES = ("json-ld", "og:title", "twitter:title", "h1", "title", "description")
FIRST = ("json-ld", "og:title", "h1", "title")
# In a title that a CMS has written as it marks it up.
INLINE = re.compile(r"</?(?:a|abbr|b|br|cite|em|i|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]{0,200})?\s?/?>", re.I)
BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?h[1-6])(?:\s[^<>]{0,200})?\s?/?>", re.IGNORECASE)
ANY_TAG = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)
# A page may say anything of itself: no more of it is read than this.
MAX_JSON = 2_000_000
MAX_NODES = 10_000


@dataclass(frozen=True)
class Page:
    """What a page says of itself.

    Attributes:
        headlines: by their sources, in the order of :data:`SOURCES`; empty ones are left out.
        url, published: where it says so.
        free: ``False`` where it says that only subscribers may read it.
        body: the story's text as its JSON-LD has it, a paragraph a line, for pages that a script fills in.
    """

    headlines: dict[str, str]
    url: str | None = None
    published: str | None = None
    free: bool = True
    body: str | None = None

    def first(self) -> tuple[str, str] | None:
        """The headline to check, behind its source; ``None`` where there is none."""
        return next(((source, self.headlines[source]) for source in FIRST if source in self.headlines), None)

    def every(self) -> list[tuple[tuple[str, ...], str]]:
        """Every headline once, behind all of its sources."""
        found: dict[str, tuple[list[str], str]] = {}
        for source, text in self.headlines.items():
            found.setdefault(plain(text), ([], text))[0].append(source)
        return [(tuple(sources), text) for sources, text in found.values()]


def read_page(tree: Any) -> Page:
    """Read what a page says of itself.

    Args:
        tree: of lxml.
    """
    stories = list(_stories(tree))
    meta = _meta(tree)
    url = _text(meta.get("og:url")) or _text(next(iter(tree.xpath("//link[@rel='canonical']/@href")), None))
    names = _site_names(meta, stories, url)
    shown: dict[str, str | None] = {
        "og:title": _without_site(_text(meta.get("og:title")), names),
        "twitter:title": _without_site(_text(meta.get("twitter:title")), names),
        "h1": _heading(tree, names),
        "title": _without_site(_text(_content(tree.xpath("//head/title | /html/title | //title")[:1])), names),
    }
    stories = _own_first(stories, url, {plain(text) for text in shown.values() if text})
    story = stories[0] if stories else {}
    found = {
        "json-ld": _without_site(
            next((text for item in stories if (text := _text(item.get("headline")))), None), names
        ),
        **shown,
        "description": _text(story.get("description"))
        or _text(meta.get("og:description"))
        or _text(meta.get("description")),
    }
    others = [text for source in ("json-ld", "og:title", "title") if (text := found[source])]
    # A logo is a main heading too.
    if found["h1"] and others and not any(_shares_words(found["h1"], text) for text in others):
        found["h1"] = None
    headlines = {source: _without_section(text, found) for source in SOURCES if (text := found[source])}
    published = _text(story.get("datePublished")) or _text(meta.get("article:published_time"))
    free = not any(str(item.get("isAccessibleForFree")).lower() == "false" for item in stories)
    return Page(headlines, url, published, free, _body(story))


def plain(text: str) -> str:
    """A text to compare: letters and digits alone."""
    return " ".join(LETTERS.findall(text.casefold()))


def _text(value: Any) -> str | None:
    """One line of text, its entities (some are written twice) resolved; ``None`` where there is none."""
    if not isinstance(value, str):
        return None
    return " ".join(INLINE.sub("", unescape(unescape(str(value)))).split()) or None


def _own_first(stories: list[dict[str, Any]], url: str | None, titles: set[str]) -> list[dict[str, Any]]:
    """The stories of a page, its own before the related ones that it describes too: the one of its address,
    else the one that has a title of the page for its headline.
    """

    def distance(story: dict[str, Any]) -> tuple[bool, bool]:
        page = story.get("mainEntityOfPage")
        places = [page.get("@id") if isinstance(page, dict) else page, story.get("url"), story.get("@id")]
        is_here = url is not None and any(isinstance(place, str) and _place(place) == _place(url) for place in places)
        return not is_here, plain(_text(story.get("headline")) or "") not in titles

    return sorted(stories, key=distance)


def _place(url: str) -> str:
    """An address to compare."""
    return re.sub(r"^https?://(?:www\.)?", "", unescape(url).strip()).partition("#")[0].rstrip("/")


def _body(story: dict[str, Any]) -> str | None:
    """What a story's ``articleBody`` says, a paragraph a line; a list of paragraphs is common as well."""
    value = story.get("articleBody")
    parts = [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, str)]
    text = unescape(BREAK.sub("\n", unescape("\n".join(parts))))
    lines = (" ".join(ANY_TAG.sub("", line).split()) for line in text.split("\n"))
    return "\n".join(filter(None, lines)) or None


def _content(nodes: Iterable[Any]) -> str | None:
    return next((text for node in nodes if (text := _text(" ".join(_shown(node))))), None)


def _shown(top: Any) -> Iterator[str]:
    """The texts of an element that a reader sees: none of scripts and of what is hidden."""
    # Without recursion: a page may nest as deep as it likes.
    waiting = [(top, False)]
    while waiting:
        node, behind = waiting.pop()
        if behind:
            yield node.tail or ""
            continue
        if node is not top:
            waiting.append((node, True))
        if not _is_hidden(node):
            yield node.text or ""
            waiting += [(child, False) for child in reversed(node)]


def _is_hidden(node: Any) -> bool:
    return (
        # Comments and the like have no name.
        not isinstance(node.tag, str)
        or node.tag.lower() in NOT_SHOWN
        or node.get("hidden") is not None
        or (node.get("aria-hidden") or "").strip().lower() == "true"
        or NO_DISPLAY.search(node.get("style") or "") is not None
    )


def _meta(tree: Any) -> dict[str, str]:
    """The first value of every ``<meta>`` by its property or name, in lower case."""
    found: dict[str, str] = {}
    for node in tree.xpath("//meta[@content]")[:MAX_NODES]:
        for attribute in ("property", "name"):
            key = node.get(attribute)
            if key and _text(node.get("content")):
                found.setdefault(key.strip().lower(), node.get("content"))
    return found


def _stories(tree: Any) -> Iterator[dict[str, Any]]:
    """The stories among a page's JSON-LD; those that cannot be read are left out."""
    for node in tree.xpath("//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]"):
        text = "".join(node.itertext())
        if len(text) > MAX_JSON:
            continue
        try:
            # Line breaks inside strings are common, and no JSON.
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (item for item in _objects(value) if _is_story(item))


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Objects that stand by themselves, in a list or in a graph: what a story only mentions is not among them."""
    waiting = [value]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting = [*item, *waiting]
        elif isinstance(item, dict):
            yield item
            waiting = [item.get("@graph"), item.get("mainEntity"), *waiting]


def _is_story(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(isinstance(kind, str) and STORY.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _site_names(meta: dict[str, str], stories: list[dict[str, Any]], url: str | None) -> set[str]:
    """What the site calls itself, to compare: its name, its publisher's, and its host's."""
    names = {_text(meta.get(key)) for key in ("og:site_name", "application-name", "twitter:site", "author")}
    for item in stories:
        publisher = item.get("publisher")
        for one in publisher if isinstance(publisher, list) else [publisher]:
            names.add(_text(one.get("name")) if isinstance(one, dict) else None)
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        host = ""
    parts = host.removeprefix("www.").split(".")
    names |= {host, host.removeprefix("www."), *(part for part in parts[:-1] if len(part) > 3)}
    names |= {name[4:] for name in names if name and name.lower().startswith("the ")}
    return {_closed(name) for name in names if name} - {""}


def _without_site(text: str | None, names: set[str]) -> str | None:
    """A title without the site's name before or behind it."""
    if text is None:
        return None
    for _ in range(3):
        cuts = list(SEPARATOR.finditer(text))
        if not cuts:
            break
        head, tail = text[: cuts[-1].start()], text[cuts[-1].end() :]
        if _is_site(tail, names):
            text = head.strip()
        elif _is_site(text[: cuts[0].start()], names):
            text = text[cuts[0].end() :].strip()
        else:
            break
    return None if _closed(text) in names else text or None


def _without_section(text: str, found: dict[str, str | None]) -> str:
    """A title that is another one with a section's name behind it: "… | News", "… - Auto News"."""
    for other in found.values():
        cut = SEPARATOR.match(text, len(other)) if other and text.startswith(other) else None
        if cut and all(word[:1].isupper() or not word[:1].isalpha() for word in text[cut.end() :].split()):
            return other or text
    return text


def _shares_words(one: str, other: str) -> bool:
    return not set(plain(one).split()).isdisjoint(plain(other).split())


def _is_site(part: str, names: set[str]) -> bool:
    """Is this part of a title the site's name, or its name with a word or two (BBC News, Reuters UK)?"""
    closed = _closed(part)
    near = any(name in closed and len(closed) <= len(name) + 12 for name in names if len(name) > 2)
    return bool(closed) and (closed in names or (near and len(part.split()) <= 5))


def _closed(text: str) -> str:
    """A name to compare: "BBC News", "bbc-news" and "@BBCNews" are one."""
    return "".join(LETTERS.findall(text.casefold()))


def _heading(tree: Any, names: set[str]) -> str | None:
    """The page's main heading: one that says it is, one of the story's, else the first that is not the site's name."""
    for path in (
        "//h1[@itemprop='headline']",
        "//article//h1 | //main//h1",
        "//h1[not(ancestor::header[not(ancestor::article)]) and not(ancestor::nav)]",
        "//h1",
    ):
        for node in tree.xpath(path)[:20]:
            text = _content([node])
            if text and _closed(text) not in names:
                return _without_site(text, names)
    return None
