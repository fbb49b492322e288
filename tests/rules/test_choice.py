"""Rules and their checks by name; fingerprints and edits of findings."""

from __future__ import annotations

import pytest

from checker import Checker, UsageError
from checker.rules import RULES, choose

COUNCIL = "The council rejected the new airport runway on Tuesday night by eleven votes to four. Residents had campaigned against it."


def test_a_check_is_chosen_by_rule_and_name() -> None:
    (rule,) = choose(select="contradiction/opposite-verb")
    assert rule.only == {"opposite-verb"}
    (rule,) = choose(select="contradiction", ignore="contradiction/opposite-verb")
    assert rule.only == set(RULES["contradiction"].checks) - {"opposite-verb"}
    assert choose(select=["contradiction", "contradiction/opposite-verb"]) == (RULES["contradiction"],)
    assert (
        choose(select="date-mismatch", ignore=[f"date-mismatch/{check}" for check in RULES["date-mismatch"].checks])
        == ()
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("contradiction/opposite-verbs", "did you mean `opposite-verb`"),
        ("contradiction/", "no check ``"),
        ("contradictions/opposite-verb", "did you mean `contradiction`"),
        ("date-mismatch/xxxxx", "checks: "),
    ],
)
def test_an_unknown_check_names_the_nearest(name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        choose(ignore=name)


def test_a_check_that_is_ignored_does_not_speak(checker: Checker) -> None:
    item = ("Council approves new airport runway", COUNCIL)
    (finding,) = checker.check(item).findings
    assert (finding.rule, finding.check) == ("contradiction", "opposite-verb")
    others = Checker(checker.model, ignore="contradiction/opposite-verb").check(item).findings
    assert "opposite-verb" not in {other.check for other in others}
    (only,) = Checker(checker.model, select="contradiction/opposite-verb").check(item).findings
    assert only == finding


def test_a_fingerprint_stays_when_words_move_and_not_when_they_change(checker: Checker) -> None:
    def fingerprint(headline: str) -> str:
        (finding,) = checker.check((headline, COUNCIL)).findings
        assert len(finding.fingerprint) == 16
        return finding.fingerprint

    first = fingerprint("Council approves new airport runway")
    assert fingerprint("COUNCIL APPROVES NEW AIRPORT RUNWAY") == first
    assert fingerprint("On Tuesday, council approves new airport runway") == first
    assert fingerprint("Council backs new airport runway") != first


@pytest.mark.parametrize(
    ("headline", "body", "edited"),
    [
        (
            "Nine killed as coach overturns near Leeds",
            "Four people were killed when a coach overturned near Leeds on Tuesday night, police said. Eleven were hurt.",
            "Four killed as coach overturns near Leeds",
        ),
        (
            "Court clears mayor on Friday",
            "A court cleared the mayor of all charges on Thursday. He said that he was relieved.",
            "Court clears mayor on Thursday",
        ),
        (
            "Coach: “We will win the league”",
            'The coach was careful after the match. "We can win the league," he told reporters. The club is third.',
            "Coach: “We can win the league”",
        ),
    ],
)
def test_an_exact_edit_mends_the_headline(checker: Checker, headline: str, body: str, edited: str) -> None:
    (finding,) = checker.check((headline, body)).findings
    edit = finding.edit
    assert edit is not None
    assert headline[: edit.span.start] + edit.replacement + headline[edit.span.end :] == edited
    assert not checker.check((edited, body)).findings
