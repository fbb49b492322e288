"""Articles that are checked again and again while somebody writes them: bodies are read once, however often a headline changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePath

from .article import Article
from .pipeline import Checker
from .report import Report
from .road import Bodies

# Files beside articles that are none, by the beginning of their name.
NO_ARTICLES = ("readme", "changelog", "changes", "contributing", "license", "licence", "code_of_conduct", "security")


class Drafts:
    """A checker that remembers the bodies that it has seen last.

    Args:
        checker: it checks.
    """

    def __init__(self, checker: Checker) -> None:
        self.checker = checker
        self._bodies = Bodies(checker.read_body)

    def reports(self, articles: Iterable[Article]) -> Iterator[Report]:
        """A report each, in order; those of one story, which follow each other, together."""
        for text, story in groupby(articles, key=lambda article: article.body):
            yield from self.checker.check_headlines(self._bodies(text), list(story))


def may_be_article(path: str) -> bool:
    """Is the file's name one that articles have? README and its like have headings too."""
    return not PurePath(path).name.lower().startswith(NO_ARTICLES)
