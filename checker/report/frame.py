"""Reports as a pandas data frame: a row an article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..errors import UsageError, require_extra
from ..verdict.learned import likeliest
from .types import Report

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "id",
    "headline",
    "name",
    "verdict",
    "reason_code",
    "reason",
    "score",
    "stance",
    "errors",
    "warnings",
    "accepted",
    "rules",
    "checks",
    "messages",
    "url",
    "published",
    "path",
    "row",
    "model",
    "revision",
)


def to_frame(reports: Iterable[Report]) -> pd.DataFrame:
    """A row a report, in order; columns as in ``COLUMNS``, also where there is no report.

    ``stance`` is the likeliest; ``errors`` and ``warnings`` are counts; ``rules``, ``checks`` and
    ``messages`` are lists, a finding each. Findings that are accepted are in ``accepted`` alone, a count.

    Raises:
        MissingExtraError: pandas is not installed.
        UsageError: not several reports.
    """
    require_extra("to_frame", ("pandas",), "eval")
    import pandas as pd

    if isinstance(reports, Report) or not isinstance(reports, Iterable):
        raise UsageError(f"to_frame takes several reports, not {type(reports).__name__}: give it a list of them")
    rows = [_row(report) for report in reports]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"score": float, "errors": int, "warnings": int, "accepted": int})


def _row(report: Report) -> dict[str, object]:
    if not isinstance(report, Report):
        raise UsageError(f"to_frame takes reports, not {type(report).__name__}")
    counting = report.counting()
    severities = [finding.severity for finding in counting]
    article = report.article
    return {
        "id": article.id,
        "headline": article.headline,
        "name": article.name,
        "verdict": report.verdict,
        "reason_code": report.reason_code,
        "reason": report.reason,
        "score": report.score,
        "stance": likeliest(report.stance) if report.stance else None,
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "accepted": len(report.findings) - len(counting),
        "rules": [finding.rule for finding in counting],
        "checks": [f"{finding.rule}/{finding.check}" for finding in counting],
        "messages": [finding.message for finding in counting],
        "url": article.url,
        "published": article.published,
        "path": article.origin.path if article.origin else None,
        "row": article.origin.row if article.origin else None,
        "model": report.model.name,
        "revision": report.model.revision,
    }
