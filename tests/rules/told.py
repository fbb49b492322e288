"""What the rules say of an article, with the check that speaks."""

from __future__ import annotations

from typing import NamedTuple

from checker import Checker


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
    return [
        Told(
            f"{finding.rule}/{finding.check}",
            finding.headline_text,
            finding.evidence[0].sentence if finding.evidence else None,
        )
        for finding in checker.check(headline, body).findings
    ]
