"""Where an article, and words of its headline and body, stand in the file: as a report says it."""

from __future__ import annotations

from .article import Article
from .origin import Jumps, Origin, Position, place
from .report.types import ArticleInfo, OriginReport, PositionReport, RegionReport
from .text import Span


def article_info(article: Article) -> ArticleInfo:
    """What a report says of where its article came from."""
    return ArticleInfo(
        headline=article.headline,
        name=article.name,
        headline_source=article.headline_source,
        id=article.id,
        url=article.url,
        published=article.published,
        origin=origin_report(article.origin),
    )


def origin_report(origin: Origin | None) -> OriginReport | None:
    """What a report says of a place."""
    if origin is None:
        return None
    return OriginReport(
        path=origin.path,
        row=origin.row,
        counted_in=origin.counted_in,
        headline=_position(origin.headline),
        body=_position(origin.body),
    )


def _position(at: Position | None) -> PositionReport | None:
    return None if at is None else PositionReport(line=at.line, column=at.column)


def _region(text: str, span: Span, start: Position | None, jumps: Jumps) -> RegionReport | None:
    """Where a range of headline or body stands in the file, as far as it is known."""
    if start is None:
        return None
    first, last = (_position(place(text, offset, start, jumps)) for offset in span)
    return RegionReport(start=first, end=last)  # type: ignore[arg-type]


def in_headline(article: Article, span: Span) -> RegionReport | None:
    """Where words of the headline stand in the file, as far as it is known."""
    origin = article.origin
    return None if origin is None else _region(article.headline, span, origin.headline, origin.headline_jumps)


def in_body(article: Article, span: Span) -> RegionReport | None:
    """Where a passage of the body stands in the file, as far as it is known."""
    origin = article.origin
    return None if origin is None else _region(article.body, span, origin.body, origin.body_jumps)


def in_place(article: Article, replacement: str, span: Span) -> RegionReport | None:
    """Where the file can be changed as the headline is: its words stand there as they are,
    and so can the replacement.
    """
    origin = article.origin
    if origin is None or any(span.start < offset <= span.end for offset, _ in origin.headline_jumps):
        return None
    return None if set(replacement) & set(origin.reserved) else in_headline(article, span)
