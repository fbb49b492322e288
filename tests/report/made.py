"""Reports for tests of formats: of real articles, and of any text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from checker import Article, Checker
from checker.reading import read_bytes
from checker.report import EvidenceReport, Finding, ModelInfo, Report
from checker.report.formats import FORMATS
from checker.report.setting import Setting
from checker.report.types import ArticleInfo, EditReport, OriginReport, PositionReport, RegionReport, SpanReport

from ..answers import shared

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
EXACT = [
    "actor-mismatch",
    "number-mismatch",
    "date-mismatch",
    "number-unsupported",
    "missing-attribution",
    "overstated-cause",
]


@cache
def seeds() -> tuple[tuple[Report, Article], ...]:
    """The seeds with what the exact checks say of them, and the edits that hold: the embedded model answers,
    by heart.
    """
    articles = []
    for path in sorted(SEEDS.iterdir()):
        if path.suffix in (".txt", ".md", ".json"):
            articles += list(read_bytes(path.read_bytes(), f"seeds/{path.name}", path.suffix))
    checker = Checker(shared()[0], select=EXACT)
    return tuple(zip(checker.check_many(articles), articles, strict=True))  # type: ignore[arg-type]


def rendered(name: str, reports: Any, failures: Any = (), **setting: Any) -> str:
    """Everything that a format writes of reports, or of pairs of a report and its article."""
    renderer = FORMATS[name].make(Setting(**setting))
    pairs = [item if isinstance(item, tuple) else (item, None) for item in reports]
    parts = [renderer.add(report, article) for report, article in pairs]
    return "".join([*parts, *renderer.finish(failures)])


def report_of(text: str, severity: str = "error", path: str | None = None, count: int = 1) -> Report:
    """A report whose every text is this one."""
    span = SpanReport(start=0, end=len(text))
    region = RegionReport(start=PositionReport(line=1, column=1), end=PositionReport(line=1, column=1 + len(text)))
    evidence = EvidenceReport(text=text, span=span, paragraph=1, sentence=1, region=region)
    finding = Finding(
        rule="contradiction",
        check="other-number",
        fingerprint="0" * 16,
        severity=severity,
        message=text,
        headline_span=span,
        headline_text=text,
        evidence=[evidence],
        confidence=0.9,
        suggestion=text,
        region=region,
        edit=EditReport(span=span, replacement=text, region=region),
    )  # type: ignore[arg-type]
    return Report(
        article=ArticleInfo(
            headline=text,
            id=text,
            url=text,
            name=text or None,
            origin=OriginReport(path=text if path is None else path, headline=region.start),
        ),
        verdict="contradicted",
        findings=[finding] * count,
        notes=[text],
        reason=text,
        model=ModelInfo(name=text, revision="0", calibration="uncalibrated", labels=["entailment", "not-entailment"]),
        checker_version="0",
        thresholds={},
        rules=[],
    )
