"""Articles that are checked again and again while somebody writes them: bodies are read once,
however often a headline changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from .article import Article
from .configuration.checkers import Checkers
from .pipeline import Checker
from .report import Report
from .road import Bodies
from .settings import Settings

# Settings whose bodies are kept.
KEPT = 8


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


class DraftsBySettings:
    """Drafts for the settings that their articles go by, all over one model where they name the same."""

    def __init__(self) -> None:
        self._checkers = Checkers()
        self._known: dict[Settings, Drafts] = {}

    def of(self, settings: Settings) -> Drafts:
        """The drafts with these settings; those used last are kept. Raises as :meth:`Checkers.of`."""
        drafts = self._known.pop(settings, None) or Drafts(self._checkers.of(settings))
        self._known[settings] = drafts
        while len(self._known) > KEPT:
            del self._known[next(iter(self._known))]
        return drafts
