"""Directions: verbs with an opposite, what they are said of, and when two of them are about the same."""

from __future__ import annotations

import pytest

from checker.english.directions import directed
from checker.english.parser import parse
from checker.english.words.opposites import sides_of, unchanged

from .neutral import checks


def directions(sentence: str) -> list[tuple[str, int, str | None, str | None, bool]]:
    """Pair, side, agent, patient and whether it is planned, of each directed verb."""
    return [
        (item.pair, item.side, item.agent and item.agent.text, item.patient and item.patient.text, item.planned)
        for item in directed(parse(sentence))
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Prices rose.", [("rise", 0, "Prices", None, False)]),
        ("Prices fell.", [("rise", 1, "Prices", None, False)]),
        ("Prices did not fall.", []),
        ("Prices may fall.", []),
        ("Prices tend to fall.", []),
        ("Prices want falling.", []),
        ("Prices will fall.", [("rise", 1, "Prices", None, True)]),
        ("Prices will not fall.", []),
        ("The firm said that prices would fall.", [("rise", 1, "prices", None, True)]),
        ("Prices would fall.", []),
        ("Profits are up.", [("rise", 0, "Profits", None, False)]),
        ("Profits at Orvo down.", [("rise", 1, "Profits", None, False)]),
        ("Norwell is down.", []),  # of a person or a firm it says no change of an amount
        ("Council turned down the plan.", [("approve", 1, "Council", "the plan", False)]),
        ("The storm gained strength.", [("strengthen", 0, "The storm", "strength", False)]),
        ("The storm lost much of its force.", [("strengthen", 1, "The storm", "much", False)]),
        ("Voters are against the tax.", [("approve", 1, "Voters", "the tax", False)]),
        ("Voters are in favour of the tax.", [("approve", 0, "Voters", "the tax", False)]),
        ("Voters are not against the tax.", []),
        ("Voters are in favour.", []),
        ("Voters are in the hall.", []),
        ("Voters are at the hall.", []),
        ("Nurses voted for a strike.", [("vote", 0, "Nurses", "a strike", False)]),
        ("Nurses voted against a strike.", [("vote", 1, "Nurses", "a strike", False)]),
        ("Nurses voted to strike.", [("vote", 0, "Nurses", "to strike", False)]),
        ("Nurses voted on a strike.", []),
        ("The plan was approved by the council.", [("approve", 0, "the council", "The plan", False)]),
    ],
)  # fmt: skip
def test_directions(sentence: str, found: list[tuple[str, int, str | None, str | None, bool]]) -> None:
    assert directions(sentence) == found


def test_a_verb_with_its_particle_is_shown_with_it() -> None:
    sentence = "Council turned down the plan."
    (item,) = directed(parse(sentence))
    assert sentence[item.span.start : item.span.end] == "turned down"


def test_pairs_have_two_sides() -> None:
    assert sides_of("rise") == [("rise", 0)]
    assert sides_of("fall") == [("rise", 1)]
    assert {name for name, _ in sides_of("reject")} == {"approve"}
    assert sides_of("sing") == []


def test_keeping_is_turning_down_a_change() -> None:
    assert unchanged("Parliament keeps voting age", "It rejected a proposal to lower it.")
    assert not unchanged("Parliament keeps voting age", "It passed a proposal to lower it.")
    assert not unchanged("Parliament lowers voting age", "It rejected a proposal to lower it.")


REST = " The hall was packed on the night. Tea was served at nine."


@pytest.mark.parametrize(
    ("headline", "sentence", "words"),
    [
        ("Council approves new runway", "The council rejected the new runway.", "approves"),
        ("New runway was approved", "The council rejected the new runway.", "approved"),
        ("Rents fall in Overton", "Rents in Overton rose for a third month.", "fall"),
        ("Norwell to cut jobs in Leeds", "Norwell said that it would create jobs in Leeds.", "cut"),
        ("Holm sacked by Norwell", "Holm resigned from Norwell.", "sacked"),
        ("Man was cleared of fraud", "Ann Holm was jailed for fraud.", "cleared"),
        ("Mayor admits fraud", "The mayor said that he denied fraud.", "admits"),
        ("Orvo widens loss", "Orvo narrowed its loss.", "widens"),
        ("Industrial production rises in Overton", "Industrial production in Overton fell.", "rises"),
    ],
)
def test_an_opposite_verb_about_the_same(headline: str, sentence: str, words: str) -> None:
    assert ("opposite-verb", words, 1) in checks("contradiction", headline, sentence + REST)


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Council approves new runway", "The council rejected the old harbour for the new runway."),
        ("Council approves new runway", "The club rejected the new runway."),
        (
            "Council approves new runway",
            "The council approved the new runway, which it had rejected before. "
            "The council rejected the new runway in 2010.",
        ),
        # What was planned and what was done are no opposites, and neither are a plan and a deed the other way round.
        ("Norwell cuts jobs in Leeds", "Norwell said that it would create jobs in Leeds."),
        ("Norwell to cut jobs in Leeds", "Norwell created jobs in Leeds."),
        # Words before the heads tell two things apart.
        ("Industrial production rises in Overton", "Car production in Overton fell."),
        ("Holm sacked by Norwell", "Moreau resigned from Norwell."),
        ("Man was cleared of fraud", "The Danish company was jailed for fraud."),
        ("Holm was cleared of fraud", "Moreau was jailed for fraud."),
        ("Mayor admits fraud", "The treasurer said that the mayor was honest and that the firm denied fraud."),
        ("Rents fall in Overton", "Wages in Overton rose for a third month."),
        ("Council approves runway, says Holm", "Holm rejected the claim that the council approves the runway."),
    ],
)
def test_an_opposite_verb_about_something_else(headline: str, sentence: str) -> None:
    assert "opposite-verb" not in {check for check, _, _ in checks("contradiction", headline, sentence + REST)}


@pytest.mark.parametrize(
    ("headline", "sentence", "words"),
    [
        ("River water is dirty", "The river's water is clean.", "dirty"),
        ("River water called dirty", "The water of the river is clean.", "dirty"),
        ("Lake is too dangerous for swimming", "The lake is safe for swimming.", "dangerous"),
        ("The harbour is full in August", "The harbour was empty in August.", "full"),
        ("Few ferries sail in Overton", "Many ferries sail in Overton.", "Few"),
    ],
)
def test_an_opposite_adjective_of_the_same_thing(headline: str, sentence: str, words: str) -> None:
    assert ("opposite-adjective", words, 1) in checks("contradiction", headline, sentence + REST)


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("River water is dirty", "The lake's water by the river is clean, and so is the river's bank."),
        ("River water is dirty", "The river's water is not clean."),
        ("River water is not dirty", "The river's water is clean."),
        ("River water is dirty", "The river's water is clean. Upstream it is dirty."),
        ("River water is less dirty", "The river's water is clean."),
        ("River water is dirty", "The river's banks are clean."),
        ("River water is dirty", "The river's water is cleaner."),
        ("The harbour is full in August", "The empty boat left the harbour in August."),
    ],
)
def test_an_adjective_of_something_else(headline: str, sentence: str) -> None:
    assert "opposite-adjective" not in {check for check, _, _ in checks("contradiction", headline, sentence + REST)}


@pytest.mark.parametrize(
    ("headline", "sentence", "words"),
    [
        ("Bridge finished ahead of schedule", "The bridge was finished months behind schedule.", "ahead of schedule"),
        ("Bridge finished two years late", "The bridge was finished ahead of time.", "years late"),
        (
            "Norwell sales better than expected",
            "Norwell sales were weaker than economists had forecast.",
            "better than expected",
        ),
        ("Norwell sales miss forecasts", "Norwell sales beat forecasts.", "miss forecasts"),
        ("Forest fire is under control", "The forest fire is out of control.", "under control"),
    ],
)
def test_measured_against_a_plan(headline: str, sentence: str, words: str) -> None:
    assert ("against-plan", words, 1) in checks("contradiction", headline, sentence + REST)


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        (
            "Bridge finished ahead of schedule",
            "The bridge was finished ahead of schedule, the station behind schedule.",
        ),
        ("Bridge finished ahead of schedule", "Trains ran behind schedule."),
        ("Bridge finished ahead of schedule", "The bridge was finished on time."),
    ],
)
def test_not_measured_against_a_plan(headline: str, sentence: str) -> None:
    assert "against-plan" not in {check for check, _, _ in checks("contradiction", headline, sentence + REST)}
