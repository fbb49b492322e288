"""A web page: the story's text by trafilatura (extra ``html``), its headlines from what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..article import LABELS, Article, WrittenNumber, articles_from_mapping, kind, missing
from ..errors import InputError, require_extra
from ..origin import Origin
from .html_page import Page, plain, read_page
from .html_positions import RESERVED, headline_at

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Of a page that is longer no text is found in reasonable time.
MAX_PAGE = 10_000_000
# Under a picture, and what a page asks of its readers: never part of what the story says.
PRUNED = [
    "//figcaption",
    "//*[contains(@class, 'caption') or contains(@class, 'Caption')]",
    "//*[@itemprop='caption' or @role='dialog' or @aria-modal='true']",
    "//noscript",
]
LEFT_OUT = {
    "a link to another story": re.compile(
        r"(?:read (?:more|also|next|the full story|our)|also read|see also|more (?:on|from|about) "
        r"|related(?: (?:stories|articles?|topics?|coverage))?\s*:"
        r"|(?:click|tap) here|watch(?: (?:more|also|now|below|the video))?\s*:|don['’]t miss"
        r"|recommended(?: for you)?\s*:|you may also like|trending(?: now)?\s*:)",
        re.IGNORECASE,
    ),
    "a request to the reader": re.compile(
        r"(?:sign up (?:for|to)|subscribe (?:to|now|for)|follow (?:us|@|\w+ on (?:twitter|facebook|instagram|x\b))"
        r"|share (?:this|on)|download (?:the|our) .{0,20}app"
        r"|advertisement|sponsored content|scroll (?:down|to continue)|story continues below"
        r"|article continues (?:below|after)|support our journalism|join (?:the|our) (?:conversation|newsletter))",
        re.IGNORECASE,
    ),
    "a note of a correction": re.compile(
        r"[\[(*_]{0,3}(?:corrections?(?: and clarifications?)?(?: \([^)]*\))?\s*[:—–-]|clarifications?\s*[:—–-]"
        r"|editor['’]?s['’]? note\s*[:—–-]"
        r"|this (?:article|story|headline|piece|post|report|version)(?: of this (?:article|story|headline))? (?:was"
        r"|has been|is) (?:amended|updated|corrected|changed|edited|revised)"
        r"|the (?:article|story|headline|piece|text) (?:was|has been) (?:amended|updated|corrected|changed|edited"
        r"|revised) (?:on \w+ \w+|to (?:correct|clarify|reflect|remove|say|add))"
        r"|(?:an|the) (?:earlier|previous|original) (?:version|headline|edition) of (?:this|the) )",
        re.IGNORECASE,
    ),
    "a byline": re.compile(
        r"(?i:by|written by|reporting by|story by|words by|photos? by|photograph by|photography|picture|image|photo"
        r"|credit|source)\s{0,3}:?\s{1,3}[A-Z][^.!?]{0,100}$"
    ),
}
# A longer line is a paragraph, whatever it begins with.
MAX_WORDS = {
    "a byline": 12,
    "a link to another story": 30,
    "a request to the reader": 40,
    "a note of a correction": 120,
}
FULL = 25
SHORT = 150
PAYWALL = re.compile(
    r"subscri(?:be|ption|bers?)\b[^.]{0,60}\b(?:continue|read|access|unlock|full)|(?:continue|finish|keep) reading"
    r"|already (?:a subscriber|subscribed|have an account)"
    r"|(?:log|sign) in to (?:continue|read)|(?:article|content|story) is (?:only )?(?:for"
    r"|available to) (?:our )?(?:subscribers|members)|to read the full (?:story|article)|register (?:now )?to (?:read"
    r"|continue)",
    re.IGNORECASE,
)
CONSENT = re.compile(
    r"cookies?\b|\bconsent\b|\baccept all\b|\breject all\b|\bour partners\b|personali[sz]ed (?:ads|advertising"
    r"|content)|privacy (?:policy|settings|choices)|legitimate interest|\bGDPR\b",
    re.IGNORECASE,
)
SCRIPT = re.compile(
    r"(?:enable|requires?|turn on|need) (?:java ?script)|java ?script (?:is|to be) (?:disabled|enabled|required)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PageOptions:
    """Which of a page's headlines are wanted.

    Attributes:
        headline: this one, in the place of the page's own.
        every: all that the page has, each once.
        needed: refuse a page without any; else its text comes under an empty one.
    """

    headline: str | None = None
    every: bool = False
    needed: bool = True


@dataclass(frozen=True)
class PageText:
    """The story's text on a page.

    Attributes:
        text: paragraphs, one a line with a blank one between.
        left_out: what stood among them and is no evidence, in words.
        lacks: why it is not the story, in words, with what was found; ``None`` where it is.
        described: it is the text that the page's JSON-LD has, since the page does not show the story.
    """

    text: str
    left_out: tuple[str, ...] = ()
    lacks: str | None = None
    described: bool = False


def read_html(
    text: str, source: str, notes: tuple[str, ...] = (), options: PageOptions | None = None
) -> Iterator[Article | InputError]:
    """The story of a page, with one headline or all that it has.

    Raises:
        InputError: the page has no headline, or is too long.
        MissingExtraError: trafilatura is not installed.
    """
    options = options or PageOptions()
    tree = parse(text, source)
    page = read_page(tree)
    found = story_text(tree, page)
    if found.left_out:
        notes = (*notes, "left out of the page’s text: " + ", ".join(found.left_out))
    if found.described:
        notes = (*notes, "the page does not show the story: the body is the `articleBody` of its JSON-LD")
    chosen = _headlines(page, options)
    if not chosen and options.needed:
        raise InputError(f"{source}: no headline on this page: give one (--headline, `headline`)")
    several = len(chosen) > 1
    for name, headline in chosen or [("", "")]:
        yield Article(
            headline,
            found.text,
            url=page.url,
            published=page.published,
            origin=_origin(text, source, name, headline),
            notes=notes,
            name=name if several else None,
            headline_source=name or None,
            lacks=found.lacks,
        )


def _origin(text: str, path: str, source: str, headline: str) -> Origin:
    """The file, with the headline's place in it where that can be told; the body's cannot."""
    found = headline_at(text, source, headline)
    if found is None:
        return Origin(path)
    return Origin(path, headline=found.start, headline_jumps=found.jumps, reserved=RESERVED)


def has_page(value: Any) -> bool:
    """Is it an object with a web page (``html``) in the place of a body?"""
    return isinstance(value, Mapping) and not missing(value.get("html")) and missing(value.get("body"))


def articles_of_page(
    value: Mapping[str, Any],
    where: str,
    origin: Origin | None = None,
    notes: tuple[str, ...] = (),
    options: PageOptions | None = None,
) -> list[Article]:
    """The articles of an object with ``html``: its own ``headline`` or ``headlines``, else the page's.

    Args:
        value: as :func:`has_page` takes it.
        where: file and line or item, for messages.
        origin: the same for the report.
        notes: what the reader had to do.
        options: which of the page's headlines are wanted.

    Raises:
        InputError: a field is of the wrong type, or the page has no headline and none is given; names the field.
        MissingExtraError: trafilatura is not installed.
    """
    text = value["html"]
    if not isinstance(text, str) or isinstance(text, WrittenNumber):
        raise InputError(f"{where}: field `html` must be a string, not {kind(text)}")
    own = not any(value.get(name) for name in ("headline", "headlines"))
    found: list[Article] = []
    for item in read_html(text, where, notes, options if own else PageOptions(needed=False)):
        if isinstance(item, InputError):
            raise item
        found.append(replace(item, origin=origin))
    first = found[0]
    labels = {name: value.get(name) for name in LABELS if not missing(value.get(name))}
    if own:
        return [replace(item, **labels) for item in found]  # type: ignore[arg-type]
    given = {key: value[key] for key in ("headline", "headlines") if key in value}
    page = {"url": first.url, "published": first.published}
    articles = articles_from_mapping({"body": first.body, **page, **labels, **given}, where, origin, first.notes)
    return [replace(item, headline_source="given", lacks=first.lacks) for item in articles]


def _headlines(page: Page, options: PageOptions) -> list[tuple[str, str]]:
    """Those that are wanted, each behind where it was found."""
    given = [] if options.headline is None else [("given", options.headline)]
    if options.every:
        return given + [(", ".join(sources), text) for sources, text in page.every()]
    first = page.first()
    return given or ([first] if first else [])


def parse(text: str, source: str) -> HtmlElement:
    """The tree of a page.

    Raises:
        InputError: there is nothing in it, or too much.
        MissingExtraError: trafilatura is not installed.
    """
    require_extra("reading web pages", ("trafilatura", "lxml"), "html")
    if len(text) > MAX_PAGE:
        raise InputError(
            f"{source}: the page has {len(text):,} characters, more than {MAX_PAGE:,}: save the article's text"
        )
    from lxml import etree, html

    # As bytes: a text whose XML declaration names an encoding is refused.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        raise InputError(f"{source}: there is nothing on this page") from None
    return tree


def story_text(tree: Any, page: Page) -> PageText:
    """The story's text, without what stands among its paragraphs and is no evidence.

    Args:
        tree: of the page; it is changed.
        page: what it says of itself.
    """
    from copy import deepcopy

    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    shown = " ".join(" ".join(tree.xpath("//body//text()[not(ancestor::script) and not(ancestor::style)]")).split())
    document = trafilatura.bare_extraction(
        deepcopy(tree), include_comments=False, favor_precision=True, prune_xpath=PRUNED, with_metadata=False
    )
    found = _without_what_is_no_evidence(getattr(document, "text", None) or "", shown, page)
    if found.lacks is None or page.body is None:
        return found
    described = _without_what_is_no_evidence(page.body, shown, page)
    return replace(described, described=True) if len(described.text) > len(found.text) else found


def _without_what_is_no_evidence(extracted: str, shown: str, page: Page) -> PageText:
    lines = [" ".join(line.split()) for line in extracted.split("\n")]
    titles = {plain(text) for source, text in page.headlines.items() if source != "description"}
    kept: list[str] = []
    left_out: dict[str, int] = {}
    for line in filter(None, lines):
        what = "the headline" if plain(line) in titles else _kind(line)
        if what is None:
            kept.append(line)
        else:
            left_out[what] = left_out.get(what, 0) + 1
    text = "\n\n".join(kept)
    said = tuple(what if count == 1 else f"{what} ({count} times)" for what, count in left_out.items())
    return PageText(text, said, _lacks(text, shown, page))


def _kind(line: str) -> str | None:
    """What a line is that is no evidence; ``None`` for one of the story's."""
    words = len(line.split())
    for name, pattern in LEFT_OUT.items():
        if words <= MAX_WORDS[name] and pattern.match(line):
            return name
    return None


def _lacks(text: str, shown: str, page: Page) -> str | None:
    """Why a page's text is not the story: a wall before it, or nothing behind it."""
    words = len(text.split())
    found = f"{words} words of text were found on the page"
    if words < 3 * SHORT and _is_consent(text):
        return f"a page that asks for consent to cookies stands before the story ({found})"
    if words < SHORT and (not page.free or PAYWALL.search(shown)):
        said = "the page says that it is for subscribers" if not page.free else "the page asks to subscribe or sign in"
        return f"only the beginning of the story is there: {said} ({found})"
    if words < FULL:
        way = (
            "the page is filled in by a script"
            if SCRIPT.search(shown) or len(shown.split()) < FULL
            else "it is elsewhere"
        )
        return f"the story is not in the page’s source: {way} ({found})"
    return None


def _is_consent(text: str) -> bool:
    """Do most sentences speak of cookies and consent?"""
    sentences = [sentence for sentence in re.split(r"(?<=[.!?])\s+", text) if sentence.split()]
    about = [sentence for sentence in sentences if CONSENT.search(sentence)]
    kinds = {match.group().lower() for match in CONSENT.finditer(text)}
    return len(about) * 2 >= len(sentences) > 0 and len(kinds) >= 2
