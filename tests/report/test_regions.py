"""What a report points at in a file is what it speaks of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker import Checker, Report
from checker.reading import read_bytes
from checker.report.types import RegionReport

from ..answers import shared
from ..test_answering import Arithmetic


@pytest.fixture(scope="module")
def checker() -> Checker:
    """Its model speaks at random: more findings to point at."""
    return Checker(Arithmetic())


@pytest.fixture(scope="module")
def numbers() -> Checker:
    return Checker(shared()[0], select="number-mismatch")


SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
BODY = (
    "“Ferrous Steel” – the maker – said on Monday that it would cut 2,000 jobs at its two northern "
    "plants.\n\nUnions will fight the plan.\n"
)
HEADLINE = "“Ferrous Steel” to cut 5,000 jobs"


def words(text: str, region: RegionReport | None) -> str:
    assert region is not None
    lines = text.split("\n")
    at = [sum(len(line) + 1 for line in lines[: end.line - 1]) + end.column - 1 for end in (region.start, region.end)]
    return text[at[0] : at[1]]


def check(checker: Checker, text: str, suffix: str) -> Report:
    (article,) = read_bytes(text.encode(), f"a{suffix}", suffix)
    return checker.check(article)  # type: ignore[arg-type]


def test_every_finding_of_the_seeds_stands_where_it_says(checker: Checker) -> None:
    count = 0
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for finding in check(checker, text, ".txt").findings:
            assert words(text, finding.region) == finding.headline_text
            for item in finding.evidence:
                assert words(text, item.region) == item.text
                count += 1
    assert count >= 5


@pytest.mark.parametrize(
    ("text", "suffix", "changeable"),
    [
        (f"{HEADLINE}\n\n{BODY}", ".txt", True),
        (f"---\nid: 3\ntitle: {HEADLINE}\n---\n{BODY}", ".md", False),
        (f"---\nid: 3\ntitle: '{HEADLINE}'\n---\n{BODY}", ".md", True),
        (json.dumps({"headline": HEADLINE, "body": BODY}), ".json", True),
        (json.dumps({"body": BODY, "headline": HEADLINE}, ensure_ascii=False, indent=2), ".json", True),
    ],
)
def test_words_and_evidence_are_found_however_the_file_writes_them(
    numbers: Checker, text: str, suffix: str, changeable: bool
) -> None:
    (finding,) = check(numbers, text, suffix).findings
    assert finding.headline_text == "5,000 jobs"
    assert words(text, finding.region) == "5,000 jobs"
    shown = words(text, finding.evidence[0].region)
    written = json.dumps(finding.evidence[0].text)[1:-1] if "\\u" in text else finding.evidence[0].text
    assert shown == written
    assert "2,000 jobs" in shown
    assert finding.edit is not None
    # In a plain YAML scalar a comma is left alone: in some places it ends the value.
    assert (finding.edit.region is not None) == changeable
    if changeable:
        assert words(text, finding.edit.region) == HEADLINE[finding.edit.span.start : finding.edit.span.end]


def test_words_that_the_file_writes_otherwise_are_not_changed_in_it(numbers: Checker) -> None:
    text = json.dumps({"headline": "Ferrous Steel to cut 5,000 jobs", "body": BODY}).replace("5,000", "\\u0035,000")
    (finding,) = check(numbers, text, ".json").findings
    assert finding.edit is not None
    assert finding.edit.region is None
    assert words(text, finding.region) == "\\u0035,000 jobs"


def test_an_article_without_a_file_has_no_region(numbers: Checker) -> None:
    (finding,) = numbers.check(HEADLINE, BODY).findings
    assert finding.region is None
    assert finding.evidence[0].region is None
