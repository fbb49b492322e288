"""Every rule is documented, and its own examples fail and pass as they say."""

from __future__ import annotations

import re

import pytest

from checker import Checker, UsageError
from checker.article import Article
from checker.rules import RULES, Example, Rule, choose, get

from .told import told

IDS = [
    "actor-mismatch", "number-mismatch", "date-mismatch", "quote-altered", "entity-unsupported", "number-unsupported",
    "overstated-certainty", "overstated-cause", "missing-attribution", "contradiction", "unsupported-claim",
]  # fmt: skip
CASES = [
    (rule, example, kind)
    for rule in RULES.values()
    for kind in ("failing", "passing")
    for example in getattr(rule, kind)
]


def ids(wanted: str) -> list[str]:
    """Names of the failing or passing examples."""
    return [f"{rule.id}-{example.note}" for rule, example, kind in CASES if kind == wanted]


def test_rules_are_the_documented_ones() -> None:
    assert list(RULES) == IDS


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_rule_is_documented_with_examples(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert len(rule.explanation) > 80
    assert len(rule.failing) >= 3
    assert len(rule.passing) >= 3


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_check_of_a_rule_is_documented_and_has_an_example(rule: Rule) -> None:
    for check, says in rule.checks.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check)
        assert says.endswith(".")
    assert {example.check for example in rule.failing} == set(rule.checks)
    assert {example.check for example in rule.passing} <= {"", *rule.checks}


@pytest.mark.parametrize(("rule", "example"), [case[:2] for case in CASES if case[2] == "failing"], ids=ids("failing"))
def test_failing_example(checker: Checker, rule: Rule, example: Example) -> None:
    found = [
        finding for finding in told(checker, example.headline, example.body) if finding.check.startswith(f"{rule.id}/")
    ]
    assert found == [(f"{rule.id}/{example.check}", example.words, example.evidence)]


@pytest.mark.parametrize(("rule", "example"), [case[:2] for case in CASES if case[2] == "passing"], ids=ids("passing"))
def test_passing_example(checker: Checker, rule: Rule, example: Example) -> None:
    report = checker.check(Article(example.headline, example.body))
    assert report.verdict != "not-checked", "an example must be an article that can be judged"
    assert rule.id not in {finding.rule for finding in report.findings}
    assert report.worst() != "error", [finding.message for finding in report.findings]


def test_confidence_of_a_finding_is_a_share_and_its_severity_the_rule_s_or_milder(checker: Checker) -> None:
    for _, example, _ in CASES:
        for finding in checker.check(Article(example.headline, example.body)).findings:
            assert 0.4 < finding.confidence <= 1
            assert finding.severity in (RULES[finding.rule].severity, "warning")


def test_select_and_ignore() -> None:
    assert [rule.id for rule in choose(select=["date-mismatch", "contradiction"])] == ["date-mismatch", "contradiction"]
    assert "contradiction" not in [rule.id for rule in choose(ignore=["contradiction"])]


def test_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean `date-mismatch`"):
        get("date-missmatch")
