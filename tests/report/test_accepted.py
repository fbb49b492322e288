"""A finding that somebody has accepted is a problem in no format."""

from __future__ import annotations

import json
from typing import Any

import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt

from checker import to_frame
from checker.corpus.table import FINDING_COLUMNS, finding_rows, result_row
from checker.report import Finding, Report
from checker.report.formats import FORMATS
from checker.report.types import AcceptedReport

from .made import rendered, report_of
from .test_formats import sarif

REASON = "Their *own* figure, <b>see</b> the correction"
BY_ARTICLE, BY_BASELINE = AcceptedReport(by="article", reason=REASON), AcceptedReport(by="baseline")


def with_marks(report: Report, *marks: AcceptedReport | None) -> Report:
    """A report whose findings have these marks, a finding each."""
    (finding,) = report.findings
    found: list[Finding] = [finding.model_copy(update={"accepted": mark}) for mark in marks]
    return report.model_copy(update={"findings": found})


BASE = report_of("Steel to cut 5,000 jobs", path="a.md").model_copy(update={"rules": ["contradiction"]})
ACCEPTED = with_marks(BASE, BY_ARTICLE)
MIXED = with_marks(BASE, BY_ARTICLE, BY_BASELINE, None)


def test_sarif_says_who_suppresses_what_and_why() -> None:
    # Accepted ones stand last: what there is no room for is the least that a reader needs.
    results = sarif([MIXED, with_marks(report_of("b", "warning"), None)])["results"]
    assert [result["level"] for result in results] == ["error", "warning", "error", "error"]
    assert [result["suppressions"] for result in results] == [
        [],
        [],
        [{"kind": "inSource", "status": "accepted", "justification": REASON}],
        [{"kind": "external", "status": "accepted"}],
    ]
    # Of one fault: accepting it makes no other of it.
    assert len({result["partialFingerprints"]["headlineFinding/v1"] for result in results}) == 1


@pytest.mark.parametrize("name", ["github", "gitlab", "concise"])
def test_lists_of_problems_leave_it_out(name: str) -> None:
    assert rendered(name, [ACCEPTED]) == rendered(name, [])
    assert rendered(name, [MIXED]) == rendered(name, [with_marks(BASE, None)])


def test_junit_does_not_fail_for_it() -> None:
    found = JUnitXml.fromstring(rendered("junit", [ACCEPTED]).encode())
    assert (found.tests, found.failures, found.skipped) == (1, 0, 0)
    (case,) = [case for suite in found for case in suite]
    assert REASON in case.system_out
    mixed = JUnitXml.fromstring(rendered("junit", [MIXED]).encode())
    (failure,) = [result for suite in mixed for case in suite for result in case.result]
    assert "more)" not in failure.message


def shown(text: str) -> str:
    """What a reader of Markdown sees."""
    tokens = MarkdownIt().parse(text)
    return "\n".join(
        "".join(part.content for part in token.children or ()) for token in tokens if token.type == "inline"
    )


def test_markdown_marks_it_with_the_reason() -> None:
    alone, mixed = rendered("markdown", [ACCEPTED]), rendered("markdown", [MIXED])
    assert alone.startswith("## 1 headline: no findings, 1 accepted\n")
    assert "<ins>" not in alone
    assert f"accepted contradiction “Steel to cut 5,000 jobs”: {REASON}" in shown(alone)
    assert "### Accepted" in alone
    assert mixed.startswith("## 1 headline: 1 error, 2 accepted\n")
    assert mixed.count("**error**") == 1
    assert f"accepted contradiction “Steel to cut 5,000 jobs”: {REASON}" in shown(mixed)
    assert "accepted contradiction “Steel to cut 5,000 jobs”: no reason given" in shown(mixed)
    assert "<ins>" in mixed


def test_html_marks_it_with_the_reason() -> None:
    alone, mixed = rendered("html", [ACCEPTED]), rendered("html", [MIXED])
    for page in (alone, mixed):
        assert "<p>Accepted in the article: Their *own* figure, &lt;b&gt;see&lt;/b&gt; the correction</p>" in page
        assert 'id="f-has-accepted"' in page
    assert 'id="f-has-error"' not in alone
    assert 'id="f-rule-contradiction"' not in alone
    assert "<mark class=accepted" in alone
    assert "Accepted in a baseline: no reason given" in mixed
    assert '<label for="f-has-error">with an error (1)</label>' in mixed
    # The gravest of marks that lie over each other is seen.
    assert "<mark class=error" in mixed
    assert "<mark class=accepted" not in mixed


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_programs_get_all_of_it(name: str) -> None:
    text = rendered(name, [MIXED])
    report: Any = json.loads(text.splitlines()[0]) if name == "jsonl" else json.loads(text)[0]
    marks = [finding["accepted"] and finding["accepted"]["by"] for finding in report["findings"]]
    assert marks == ["article", "baseline", None]


def test_no_format_is_forgotten() -> None:
    seen = {"sarif", "github", "gitlab", "concise", "junit", "markdown", "html", "json", "jsonl", "text"}
    assert set(FORMATS) == seen


def test_tables_count_what_counts() -> None:
    row = result_row(MIXED, "a.md", None, False)
    assert (row["errors"], row["warnings"], row["contradiction"], row["accepted"]) == (1, 0, 1, 2)
    row = result_row(ACCEPTED, "a.md", None, False)
    assert (row["errors"], row["contradiction"], row["accepted"], row["top_rule"]) == (0, 0, 1, None)
    found = finding_rows(MIXED)
    assert [(one["accepted_by"], one["accepted_reason"]) for one in found] == [
        ("article", REASON),
        ("baseline", None),
        (None, None),
    ]
    assert {column.name for column in FINDING_COLUMNS} >= found[0].keys()
    pytest.importorskip("pandas", reason="pandas is not installed")
    frame = to_frame([MIXED, ACCEPTED])
    assert frame[["errors", "accepted"]].to_numpy().tolist() == [[1, 2], [0, 1]]
    assert frame["rules"].tolist() == [["contradiction"], []]


def test_text_mends_nothing_that_stands() -> None:
    # `= …` is the headline mended; the report's finding has an edit.
    assert "\n    = " in rendered("text", [with_marks(BASE, None)])
    assert "\n    = " not in rendered("text", [ACCEPTED])
