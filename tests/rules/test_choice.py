"""Rules and their checks by name; fingerprints and edits of findings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from checker import Checker, UsageError
from checker.nli import Prediction
from checker.rules import RULES, choose

from ..test_answering import Arithmetic

COUNCIL = (
    "The council rejected the new airport runway on Tuesday night by eleven votes to four. "
    "Residents had campaigned against it."
)


def test_a_check_is_chosen_by_rule_and_name() -> None:
    (rule,) = choose(select="contradiction/opposite-verb")
    assert rule.only == {"opposite-verb"}
    (rule,) = choose(select="contradiction", ignore="contradiction/opposite-verb")
    assert rule.only == set(RULES["contradiction"].checks) - {"opposite-verb"}
    assert choose(select=["contradiction", "contradiction/opposite-verb"]) == (RULES["contradiction"],)
    with pytest.raises(UsageError, match="no rule is left"):
        choose(select="date-mismatch", ignore=[f"date-mismatch/{check}" for check in RULES["date-mismatch"].checks])


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
            "Four people were killed when a coach overturned near Leeds on Tuesday night, police said. "
            "Eleven were hurt.",
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


RIVER = (
    "River water is dirty, tests show",
    "The river's water is clean, tests by the health office show. "
    "No germs above the limit were found at any of eight places.",
)


def test_a_check_that_was_not_chosen_does_not_keep_another_silent() -> None:
    class Sure(Arithmetic):
        def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
            return [Prediction(0.01, 0.01, 0.98)] * len(pairs)

    def checks(**chosen: str) -> list[str]:
        return [finding.check for finding in Checker(Sure(), **chosen).check(RIVER).findings]

    assert checks(select="contradiction") == ["opposite-adjective"]
    assert checks(select="contradiction/contradicted-claim") == ["contradicted-claim"]
    assert checks(select="contradiction", ignore="contradiction/opposite-adjective") == ["contradicted-claim"]


@pytest.mark.parametrize(
    ("headline", "body", "edited"),
    [
        (
            "More than 9 killed as coach overturns near Leeds",
            "Four people were killed when a coach overturned near Leeds.",
            None,
        ),
        (
            "Nine killed as coach overturns near Leeds",
            "At least four people were killed when a coach overturned near Leeds.",
            None,
        ),
        ("Steel firm to cut 5,000 jobs", "The steel firm will cut between 1,000 and 2,000 jobs at its plants.", None),
        (
            "NINE KILLED AS COACH OVERTURNS NEAR LEEDS",
            "Four people were killed when a coach overturned near Leeds.",
            "FOUR KILLED AS",
        ),
        (
            "Coach overturns near Leeds, nine killed",
            "Four people were killed when a coach overturned near Leeds.",
            ", four killed",
        ),
        (
            "N<b>i</b>ne killed as coach overturns near Leeds",
            "Four people were killed when a coach overturned near Leeds.",
            None,
        ),
    ],
)
def test_an_edit_is_exact_or_there_is_none(headline: str, body: str, edited: str | None) -> None:
    body += " The road was closed, the mayor said. It opened again at noon."
    found = Checker(Arithmetic(), select="number-mismatch").check((headline, body)).findings
    for finding in found:
        change = finding.edit
        assert (change is None) == (edited is None)
        if change is not None and edited is not None:
            assert edited in headline[: change.span.start] + change.replacement + headline[change.span.end :]
    assert found or edited is None
