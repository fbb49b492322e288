"""The report for people: underlines stand under the flagged words, whatever the characters' width."""

from __future__ import annotations

import pytest
from wcwidth import wcswidth

from checker.report import Finding, ModelInfo, Report
from checker.report.text_format import render_text
from checker.report.types import ArticleInfo, SpanReport


def report(headline: str, words: str) -> Report:
    start = headline.index(words)
    finding = Finding(
        rule="number-mismatch",
        check="other-number",
        fingerprint="0" * 16,
        severity="error",
        message="The headline says one thing; the body another.",
        headline_span=SpanReport(start=start, end=start + len(words)),
        headline_text=words,
        evidence=[],
        confidence=0.9,
    )
    return Report(
        article=ArticleInfo(headline=headline),
        verdict="contradicted",
        score=0.1,
        findings=[finding],
        model=ModelInfo(name="standard", revision="0", calibration="calibrated"),
        thresholds={},
        rules=["number-mismatch"],
    )


@pytest.mark.parametrize(
    "headline",
    [
        "Storm kills nine people",
        "😀 大嵐 Storm kills nine people",
        "Cafe\u0301 storm kills nine people",
        "Word " * 40 + "kills nine people again",
    ],
)
@pytest.mark.parametrize("width", [40, 60, 100])
def test_underline_stands_under_the_words(headline: str, width: int) -> None:
    lines = render_text(report(headline, "nine"), width=width).splitlines()
    number = next(index for index, line in enumerate(lines) if "nine" in line)
    above, under = lines[number], lines[number + 1]
    assert wcswidth(above[: above.index("nine")]) == under.index("^")
    assert under.count("^") == 4
    assert all(wcswidth(line) <= width for line in lines)


def test_style_is_applied() -> None:
    text = render_text(report("Storm kills nine people", "nine"), lambda text, name: f"<{name}>{text}</>")
    assert "<red>^</>" in text
    assert "<bold>number-mismatch</>" in text
