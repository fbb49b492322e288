"""What the rules say of an article, with the check that speaks; and what its headline claims."""

from __future__ import annotations

from typing import NamedTuple

from checker import Checker, Report


class Told(NamedTuple):
    """A finding of a report.

    ``rule/check``, the words of the headline, and the body sentence it rests on first,
    from 1 (``None`` where the body is silent).
    """

    check: str
    words: str
    evidence: int | None


def told(checker: Checker, headline: str, body: str) -> list[Told]:
    """Every finding on an article, in the report's order."""
    return findings_of(checker.check(headline, body))


def findings_of(report: Report) -> list[Told]:
    """The findings of a report, in its order."""
    return [
        Told(
            f"{finding.rule}/{finding.check}",
            finding.headline_text,
            finding.evidence[0].sentence if finding.evidence else None,
        )
        for finding in report.findings
    ]


def claims_of(report: Report) -> list[list[str | None]]:
    """Each claim: as it was judged, who says so, and why it was not judged."""
    return [[claim.text, claim.source, claim.reason_code] for claim in report.claims]
