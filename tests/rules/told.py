"""What the rules say of an article, with the check that speaks."""

from __future__ import annotations

from typing import NamedTuple

from checker import Article, Checker
from checker.context import Context
from checker.report import Finding
from checker.rules import RawFinding, look_again, run


class Told(NamedTuple):
    """A finding of a report.

    ``rule/check``, the words of the headline, and the body sentence it rests on first, from 1 (``None`` where the body is silent).
    """

    check: str
    words: str
    evidence: int | None


def told(checker: Checker, headline: str, body: str) -> list[Told]:
    """Every finding on an article, in the report's order."""
    article = Article(headline, body)
    report = checker.check(article)
    (context,) = checker.contexts([article], passages=True)
    if context is None:
        assert not report.findings
        return []
    raw = candidates(checker, context)
    return [
        Told(
            f"{finding.rule}/{_raw(finding, raw).check}",
            finding.headline_text,
            finding.evidence[0].sentence if finding.evidence else None,
        )
        for finding in report.findings
    ]


def candidates(checker: Checker, context: Context) -> list[RawFinding]:
    """What the rules find, and what their second looks would at the lowest score."""
    found = run(context, checker.rules)
    return [*found, *look_again(context, found, checker.rules, 0.0)]


def _raw(finding: Finding, raw: list[RawFinding]) -> RawFinding:
    """The rule's own finding, which a report does not show."""
    return next(item for item in raw if (item.rule, item.message) == (finding.rule, finding.message))
