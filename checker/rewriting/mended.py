"""A headline mended edit by edit, each checked before the next is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..article import Article
from ..course import Course
from ..report import Report
from ..report.types import Finding

# Each edit leaves a finding less; a headline has hardly ever more.
MOST = 5


@dataclass(frozen=True)
class Mended:
    """A headline before and after.

    Attributes:
        before: its report.
        after: the report of the mended headline; the same where there was nothing to mend, or nothing exact.
        findings: those that were mended, in turn, with their edits: each of the headline that the one before it made.
    """

    before: Report
    after: Report
    findings: tuple[Finding, ...] = ()

    @property
    def headline(self) -> str:
        """The mended headline, as it was where nothing was mended."""
        return self.after.article.headline

    @property
    def changed(self) -> bool:
        """Is it another headline?"""
        return bool(self.findings)


def mend(article: Article, check: Callable[[Article], Course[Report]]) -> Course[Mended]:
    """Take the edits of a headline one after the other, errors first, until there is none.

    Args:
        article: the headline and its body.
        check: gives a headline's report, its findings with their edits.
    """
    before = after = yield from check(article)
    taken: list[Finding] = []
    while len(taken) < MOST:
        open_ = [finding for finding in after.counting() if finding.edit is not None]
        if not open_:
            break
        finding = min(open_, key=lambda finding: (finding.severity != "error", finding.headline_span.start))
        taken.append(finding)
        article = replace(article, headline=after.mended(finding))
        after = yield from check(article)
    return Mended(before, after, tuple(taken))
