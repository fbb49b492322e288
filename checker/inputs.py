"""Whatever callers hand in → articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from .article import Article, articles_from_mapping, label, writable
from .errors import CheckerError, InputError, UsageError, described
from .origin import Origin
from .reading.html_format import articles_of_page, has_page
from .report.reasons import NotCheckedCode
from .rules import choose

ArticleLike = Article | tuple[str, str] | Mapping[str, Any]
Item = TypeVar("Item")
LIKE = "an Article, a (headline, body) pair or a mapping with `headline` and `body`, or with `html`"


@dataclass(frozen=True)
class Unread:
    """An item of a batch that is no article, in its place.

    Attributes:
        headline, id: what could be read of it, so that it can be found again.
        message: what is wrong with it.
        origin: where it stands, if known.
        code: why it is not checked.
    """

    headline: str
    id: str | None
    message: str
    origin: Origin | None = None
    code: NotCheckedCode = "invalid-input"


def as_articles(item: ArticleLike) -> tuple[Article, ...]:
    """An article from whatever callers hand in; several of a mapping with ``headlines``.

    Raises:
        InputError: a field is missing or of the wrong type.
        UsageError: the item is none of the accepted types.
    """
    if isinstance(item, Article):
        return (sound(item),)
    if isinstance(item, tuple) and len(item) == 2:
        return (Article(*item),)
    if isinstance(item, Mapping):
        key = _told(item)[1]
        where = f"article {key:.80}" if key else "article"
        found = articles_of_page(item, where) if has_page(item) else articles_from_mapping(item, where)
        return tuple(map(sound, found))
    raise UsageError(f"an article is {LIKE}, not {type(item).__name__}")


def sound(article: Article) -> Article:
    """The article, which accepts findings of rules that there are.

    Raises:
        InputError: there is no such rule; names the nearest one.
    """
    for item in article.accept:
        try:
            choose(item.rule)
        except UsageError as error:
            where = str(article.origin) if article.origin else f"article {article.id:.80}" if article.id else "article"
            raise InputError(f"{where}: accepts findings of what is no rule: {error}") from None
    return article


def as_article(item: ArticleLike) -> Article:
    """As :func:`as_articles`, of an item with one headline.

    Raises:
        InputError: as :func:`as_articles`.
        UsageError: as :func:`as_articles`, or the item has several headlines.
    """
    found = as_articles(item)
    if len(found) > 1:
        raise UsageError("the article has several headlines: use check_many, or read_body and check_headlines")
    return found[0]


def read_item(item: Any) -> tuple[Article | Unread, ...]:
    """An item of a batch: an article for each of its headlines, or why it is none."""
    if isinstance(item, Unread):
        return (item,)
    try:
        return as_articles(item)
    # A row's own methods may raise anything.
    except Exception as error:
        message = str(error) if isinstance(error, CheckerError) else described(error)
        return (unread(item, message),)


def unread(item: Any, message: str, origin: Origin | None = None) -> Unread:
    """What stands for a row that is no article, in its place."""
    headline, key = _told(item)
    return Unread(headline, key, writable(message), origin)


def one_article(headline: str | ArticleLike, body: str | None) -> Article:
    """A headline with its body, or an article.

    Raises:
        InputError: as :func:`as_article`.
        UsageError: one of the two is missing, or there is an article and a body.
    """
    if body is None:
        if isinstance(headline, str):
            raise UsageError("a headline is checked against its body: give both, check(headline, body)")
        return as_article(headline)
    if isinstance(headline, Article | tuple | Mapping):
        raise UsageError("give an article, or a headline and its body, not an article and a body")
    return Article(headline, body)


def several(articles: Iterable[Item], function: str) -> Iterator[Item]:
    """An iterator over what is meant to be many articles.

    Raises:
        UsageError: it is one article, a data frame, or nothing of the kind.
    """
    pair = isinstance(articles, tuple) and len(articles) == 2 and all(isinstance(item, str) for item in articles)
    if pair or isinstance(articles, str | bytes | Article | Mapping):
        # A mapping of tables, such as a DatasetDict, is no article either.
        if isinstance(articles, Mapping) and not {"headline", "headlines", "body", "html"} & set(articles):
            raise UsageError(
                f"{function} takes rows, not a {type(articles).__name__}: give it one of its values, if those are rows"
            )
        raise UsageError(f"{function} takes several articles: put the one in a list")
    if hasattr(articles, "columns"):
        rows = "frame.to_dicts()" if hasattr(articles, "to_dicts") else 'frame.to_dict("records")'
        raise UsageError(f"{function} takes rows, not a {type(articles).__name__}: give it {rows}")
    try:
        return iter(articles)
    except TypeError:
        raise UsageError(f"{function} takes articles (each {LIKE}), not {type(articles).__name__}") from None


def _told(item: Any) -> tuple[str, str | None]:
    """Headline and key of a row that may not be readable."""
    headline, key = "", None
    # A row's own methods may raise anything.
    with suppress(Exception):
        found = item.get("headline") if isinstance(item, Mapping) else item[0] if isinstance(item, tuple) else None
        headline = writable(found[:200]) if isinstance(found, str) else ""
    with suppress(Exception):
        key = label(item.get("id"), "id") if isinstance(item, Mapping) else None
    return headline, key
