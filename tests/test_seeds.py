"""The sample articles give the findings that ``seeds/expected.toml`` says."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from checker import Article, Checker
from checker.reading import SUFFIXES, read_file

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
EXPECTED: dict[str, Any] = tomllib.loads((SEEDS / "expected.toml").read_text(encoding="utf-8"))


def test_every_seed_is_listed() -> None:
    assert sorted(EXPECTED) == sorted(path.name for path in SEEDS.iterdir() if path.suffix in SUFFIXES)
    own = [wanted for name, wanted in EXPECTED.items() if name != "moscow-drone-strikes.txt"]
    assert len(own) >= 12
    assert sum(wanted["sound"] for wanted in own) * 2 >= len(own)


@pytest.mark.parametrize("name", EXPECTED)
def test_seed(checker: Checker, name: str) -> None:
    wanted = EXPECTED[name]
    (article,) = read_file(SEEDS / name)
    assert isinstance(article, Article)
    report = checker.check(article)
    found = [(finding.rule, finding.headline_text) for finding in report.findings]
    assert sorted(found) == sorted((item["rule"], item["words"]) for item in wanted["findings"])
    for item in wanted["findings"]:
        finding = next(finding for finding in report.findings if finding.rule == item["rule"])
        assert item.get("message", "") in finding.message
        if "evidence" in item:
            assert item["evidence"] in finding.evidence[0].text
        else:
            assert finding.evidence == []
    if wanted["sound"]:
        assert report.worst() != "error"
    if "verdict" in wanted:
        assert report.verdict == wanted["verdict"]


def test_the_guard_and_the_subheadline_are_no_support(checker: Checker) -> None:
    (article,) = read_file(SEEDS / "moscow-drone-strikes.txt")
    assert isinstance(article, Article)
    report = checker.check(article)
    assert report.verdict == "contradicted"
    killed = next(claim for claim in report.claims if claim.text.startswith("Ukraine records six killed"))
    assert killed.verdict == "unsupported"
    texts = [item.text for claim in report.claims for item in claim.evidence]
    assert not any("Crisis Escalates" in text for text in texts)
