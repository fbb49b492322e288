"""Every rule is documented, and its own examples fail and pass as they say."""

from __future__ import annotations

import pytest

from checker import Checker, UsageError
from checker.article import Article
from checker.rules import RULES, Example, Rule, choose, get

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


def test_rules_are_the_documented_ones() -> None:
    assert list(RULES) == IDS


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_rule_is_documented_with_examples(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert len(rule.explanation) > 80
    assert len(rule.failing) >= 3
    assert len(rule.passing) >= 3


@pytest.mark.parametrize(
    ("rule", "example", "kind"), CASES, ids=[f"{rule.id}-{kind}-{example.note}" for rule, example, kind in CASES]
)
def test_example(checker: Checker, rule: Rule, example: Example, kind: str) -> None:
    report = checker.check(Article(example.headline, example.body))
    assert report.verdict != "not-checked", "an example must be an article that can be judged"
    found = [finding for finding in report.findings if finding.rule == rule.id]
    if kind == "failing":
        assert len(found) == 1, f"{[finding.rule for finding in report.findings]}"
        assert found[0].headline_text in example.headline
        assert found[0].severity in ("error", "warning")
    else:
        assert not found, found[0].message


@pytest.mark.parametrize(
    ("rule", "example", "kind"),
    [case for case in CASES if case[2] == "passing"],
    ids=[f"{rule.id}-{example.note}" for rule, example, kind in CASES if kind == "passing"],
)
def test_sound_example_has_no_error(checker: Checker, rule: Rule, example: Example, kind: str) -> None:
    report = checker.check(Article(example.headline, example.body))
    assert report.worst() != "error", [finding.message for finding in report.findings]


def test_select_and_ignore() -> None:
    assert [rule.id for rule in choose(select=["date-mismatch", "contradiction"])] == ["date-mismatch", "contradiction"]
    assert "contradiction" not in [rule.id for rule in choose(ignore=["contradiction"])]


def test_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean `date-mismatch`"):
        get("date-missmatch")
