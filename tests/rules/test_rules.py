"""Every rule is documented, and its own examples fail and pass as they say."""

from __future__ import annotations

import re

import pytest

from checker import Checker, UsageError
from checker.article import Article
from checker.rules import RULES, Example, Rule, choose, get
from checker.thresholds import Thresholds

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


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_the_severities_are_the_documented_ones(checker: Checker, rule: Rule) -> None:
    reports = [checker.check(example.headline, example.body) for example in rule.failing]
    found = {finding.severity for report in reports for finding in report.findings if finding.rule == rule.id}
    assert found == set(rule.severities)
    assert "warning" in rule.explanation or rule.also is None


# How sure a check is: by itself, and how much its sentence's relevance adds up to which limit.
SURE: dict[str, tuple[float, float, float]] = {
    "acts-itself": (0.85, 0, 1), "swapped-roles": (0.9, 0, 1), "other-actor": (0.85, 0, 1), "other-number": (0.6, 0.4, 0.95),
    "other-part": (0.6, 0.4, 0.95), "other-money": (0.6, 0.4, 0.95), "swapped-toll": (0.6, 0.4, 0.95),
    "other-weekday": (0.5, 0.5, 0.95), "other-month": (0.5, 0.5, 0.95), "other-day": (0.5, 0.5, 0.95), "other-year": (0.5, 0.5, 0.95), "other-time": (0.8, 0, 1),
    "altered-words": (0.85, 0, 1), "absent-words": (0.8, 0, 1), "absent-name": (0.8, 0, 1), "absent-toll": (0.8, 0, 1), "absent-number": (0.7, 0, 1),
    "hedged-event": (0.4, 0.5, 0.9), "not-so-far": (0.85, 0, 1), "hurt-only": (0.8, 0, 1), "cause-unknown": (0.8, 0, 1), "only-called": (0.4, 0.5, 0.9),
    "only-reckoned": (0.75, 0, 1), "to-come": (0.75, 0, 1), "left-open": (0.75, 0, 1), "on-condition": (0.75, 0, 1), "only-animals": (0.75, 0, 1),
    "victim-as-suspect": (0.8, 0, 1), "another-chosen": (0.8, 0, 1), "other-name": (0.8, 0, 1), "denied-question": (0.7, 0, 1),
    "another-story": (0.8, 0, 1), "absent-deed": (0.7, 0, 1), "absent-extent": (0.7, 0, 1),
    **dict.fromkeys(
        "not-both not-first not-ever not-excepted one-of-several not-so-often only-some none-hurt denied not-denied swapped-word similar-word denied-deed no-longer not-affected other-member lower-rank first-of-fewer only-town other-kind".split(), (0.6, 0.3, 0.9)
    ),
    "cause-left-open": (0.75, 0, 1),
    "only-alleged": (0.4, 0.5, 0.9), "only-accused": (0.4, 0.5, 0.9), "only-blamed": (0.4, 0.5, 0.9), "unsourced-toll": (0.6, 0, 1), "unsourced-accusation": (0.6, 0, 1),
    "opposite-verb": (0.7, 0.3, 0.95), "against-plan": (0.6, 0.3, 0.9), "opposite-adjective": (0.6, 0.3, 0.9), "not-all": (0.6, 0.3, 0.9), "not-most": (0.6, 0.3, 0.9),
    "not-multiplied": (0.6, 0.3, 0.9), "nobody": (0.8, 0, 1), "called-untrue": (0.75, 0, 1), "profit-or-loss": (0.85, 0, 1),
    "other-role": (0.75, 0, 1), "other-speaker": (0.75, 0, 1), "done-to-actor": (0.85, 0, 1),
    "other-group": (0.75, 0, 1),
    "other-person": (0.75, 0, 1),
    "pending": (0.75, 0, 1),
    "placeholder": (0.95, 0, 1), "absent-superlative": (0.7, 0, 1), "no-deaths": (0.85, 0, 1),
}  # fmt: skip
# The model's own probability, a name that the parser knows or not, a link with a caveat or without.
SURE_IN_WAYS = {
    "low-score",
    "contradicted-claim",
    "suspected-contradiction",
    "unsupported",
    "hardly-supported",
    "only-associated",
}


def test_how_sure_each_check_is(checker: Checker) -> None:
    assert set(SURE) | SURE_IN_WAYS == {check for rule in RULES.values() for check in rule.checks}
    for rule, example, kind in CASES:
        if kind == "passing" or example.check in SURE_IN_WAYS:
            continue
        (context,) = checker.contexts([Article(example.headline, example.body)])
        assert context is not None
        own, weight, most = SURE[example.check]
        relevance = context.relevance[example.evidence - 1] if example.evidence else 0.0
        (finding,) = (item for item in rule.check(context) if item.check == example.check)
        # A name that no entity has been made of is less sure.
        wanted = {min(most, own + weight * relevance)} | ({0.6} if example.check == "absent-name" else set())
        assert any(finding.confidence == pytest.approx(value) for value in wanted), example.note


def test_severity_of_a_finding_is_the_rule_s_or_milder(checker: Checker) -> None:
    for _, example, _ in CASES:
        for finding in checker.check(Article(example.headline, example.body)).findings:
            assert finding.severity in (RULES[finding.rule].severity, "warning")


def test_select_and_ignore() -> None:
    assert [rule.id for rule in choose(select=["date-mismatch", "contradiction"])] == ["date-mismatch", "contradiction"]
    assert "contradiction" not in [rule.id for rule in choose(ignore=["contradiction"])]


def test_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean `date-mismatch`"):
        get("date-missmatch")


def test_thresholds_where_a_model_has_none_of_its_own() -> None:
    assert Thresholds() == Thresholds(supported=0.5, unsupported=0.08, contradicted=0.9, relevance=0.45, outweighs=0.4)
