"""What the model makes of the whole passage: findings that it takes back,
and those that need it against the headline.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.context import Context
from checker.nli import PassageReading, Prediction
from checker.rules import RULES, RawFinding, choose, run
from checker.rules.second_signal import AGAINST_TOO, CARRIED, taken_back, undisputed
from checker.text import Span

from .neutral import context

HEADLINE = "Mayor opens bridge"
BODY = "The mayor opened the bridge. The band played. Tea came at nine."


def read(headline: str, body: str, entailment: float, contradiction: float, unrelated: float | None = None) -> Context:
    """The article with what the model says of its passage; ``unrelated`` is the probability of that stance."""
    stances = () if unrelated is None else ((1 - unrelated) / 3,) * 3 + (unrelated,)
    nli = Prediction(entailment, max(0.0, 1 - entailment - contradiction), contradiction)
    return replace(context(headline, body), reading=PassageReading(nli, stances))


def finding(check: str) -> RawFinding:
    rule, _, own = check.partition("/")
    return RawFinding(rule, "warning", "", Span(0, 5), (), 0.8, check=own)


@pytest.mark.parametrize("check", CARRIED)
def test_a_passage_that_carries_the_headline_takes_a_doubtful_finding_back(check: str) -> None:
    said, limit = finding(check), CARRIED[check]
    assert taken_back(read(HEADLINE, BODY, limit, 0.1), said)
    assert not taken_back(read(HEADLINE, BODY, limit - 0.01, 0.1), said)
    assert not taken_back(read(HEADLINE, BODY, min(limit, 0.69), 0.3), said), "it speaks against it as well"
    assert not taken_back(replace(context(HEADLINE, BODY), reading=None), said)


@pytest.mark.parametrize("check", AGAINST_TOO)
def test_a_sentence_alone_needs_the_passage_against_the_headline(check: str) -> None:
    said, least = finding(check), AGAINST_TOO[check]
    assert taken_back(read(HEADLINE, BODY, 0.1, least - 0.01), said)
    assert not taken_back(read(HEADLINE, BODY, 0.1, least), said)
    assert taken_back(read(HEADLINE, BODY, 0.1, 0.1, unrelated=0.89), said)
    assert not taken_back(read(HEADLINE, BODY, 0.1, 0.1, unrelated=0.9), said), "a body about something else"


def test_every_check_of_the_tables_is_one() -> None:
    known = {f"{rule.id}/{check}" for rule in RULES.values() for check in rule.checks}
    assert {*CARRIED, *AGAINST_TOO} <= known


def test_exact_findings_of_other_checks_stand() -> None:
    assert not taken_back(read(HEADLINE, BODY, 0.99, 0.0), finding("number-mismatch/other-unit"))
    assert not taken_back(read(HEADLINE, BODY, 0.99, 0.0), finding("actor-mismatch/swapped-roles"))


def test_what_is_taken_back_ends_nothing() -> None:
    """The first finding of the rule is final, and the second one is heard where it is taken back."""
    rule = replace(
        RULES["contradiction"],
        check=lambda _: [
            replace(finding("contradiction/called-untrue"), final=True),
            replace(finding("contradiction/nobody"), span=Span(6, 11)),
        ],
    )
    assert [item.check for item in run(read(HEADLINE, BODY, 0.1, 0.1), (rule,))] == ["called-untrue"]
    assert [item.check for item in run(read(HEADLINE, BODY, 0.9, 0.1), (rule,))] == ["nobody"]


def test_undisputed_only_where_the_model_was_asked() -> None:
    assert undisputed(read(HEADLINE, BODY, 0.1, 0.2), 0.3)
    assert not undisputed(read(HEADLINE, BODY, 0.1, 0.3), 0.3)
    assert not undisputed(replace(context(HEADLINE, BODY), reading=None), 0.3)


def spoken(rule: str, headline: str, body: str, contradiction: float) -> list[str]:
    seen = read(headline, body, 0.1, contradiction)
    return [headline[item.span.start : item.span.end] for item in run(seen, choose(rule))]


MINES = "The miners in the north have walked out over pay. The union said that the pits would stay shut. Coal is dear."


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Miners walk out in Harnby row", "Harnby"),  # which row
        ("Miners meet Lindqvist critics", "Lindqvist"),
        ("Miners walk out amid Brexit", "Brexit"),
        ("Miners walk out after Harnby", "Harnby"),
        ("Are the miners of Harnby right?", "Harnby"),  # claims nothing
        ("MINERS WALK OUT AT HARNBYX", "HARNBYX"),
        ("Miners v. Harnby", "Harnby"),
    ],
)
def test_a_name_that_only_labels_needs_a_passage_against_it(headline: str, words: str) -> None:
    assert spoken("entity-unsupported", headline, MINES, 0.39) == []
    assert spoken("entity-unsupported", headline, MINES, 0.4) == [words]


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Harnby miners' leader Drake walks out", "Drake"),
        ("Miners walk out in Harnby", "Harnby"),
        ("Harnby blast kills miners", "Harnby"),  # which blast it was
        ("Miners walk out after Leeds blast", "Leeds"),  # and where
        ("Lindqvist leads miners out", "Lindqvist"),
        ("French miners walk out", "French"),  # whose they are is told as a fact
        ("MINERS WALK OUT IN FRANCE", "FRANCE"),
    ],
)
def test_who_does_it_and_where_speak_by_themselves(headline: str, words: str) -> None:
    assert words in spoken("entity-unsupported", headline, f"{MINES} Coal comes from Poland.", 0.0)


COURT = (
    "The secretary will speak on Monday. She has read the report of the committee, her office said. "
    "The hearing starts at nine."
)


def test_an_office_stands_for_the_one_who_holds_it() -> None:
    assert spoken("entity-unsupported", "Secretary Holmqvist to speak on report", COURT, 0.9) == []
    other = COURT.replace("The secretary", "Secretary Bergdal")
    assert spoken("entity-unsupported", "Secretary Holmqvist to speak on report", other, 0.9) == ["Holmqvist"]
    nobody = COURT.replace("secretary", "woman")
    assert spoken("entity-unsupported", "Secretary Holmqvist to speak on report", nobody, 0.9) == ["Holmqvist"]


def test_a_piece_of_what_hyphens_join_is_no_name() -> None:
    body = "Cases of the HARS-CoX-2 virus have passed a thousand. The wards are full. Masks are sold out."
    assert spoken("entity-unsupported", "HARS-CoX-2 passes thousand cases", body, 0.9) == []
    assert spoken("entity-unsupported", "CoX-3 passes thousand cases", body, 0.9) == ["CoX-3"]


QUAKE = "The quake was felt in Harnby, Overton and Trebic. Nobody was hurt, the police said. Some chimneys fell."


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Quake felt in six towns", "six towns"),
        ("Quake felt 100 years later", "100 years later"),
        ("Half of chimneys fall in quake", "Half"),
    ],
)
def test_what_readers_count_for_themselves_needs_a_passage_against_it(headline: str, words: str) -> None:
    assert spoken("number-unsupported", headline, QUAKE, 0.44) == []
    assert spoken("number-unsupported", headline, QUAKE, 0.45) == [words]


@pytest.mark.parametrize("headline", ["Quake brings down 340 chimneys", "Quake kills six", "Quake costs $3 million"])
def test_large_numbers_tolls_and_money_speak_by_themselves(headline: str) -> None:
    assert len(spoken("number-unsupported", headline, QUAKE, 0.0)) == 1


def test_money_is_no_toll() -> None:
    seen = read("Banker drew $15 million days before arrest", QUAKE, 0.1, 0.9)
    assert [item.check for item in run(seen, choose("number-unsupported"))] == ["absent-number"]


def low(headline: str, contradiction: float, entailment: float = 0.0) -> bool:
    look = RULES["unsupported-claim"].second_look
    assert look is not None
    seen = read(headline, QUAKE, 0.1, contradiction)
    judged = [
        replace(item, predictions=(Prediction(entailment, 1 - entailment, 0.0),), evidence=item.evidence[:1])
        for item in seen.judged
    ]
    seen = replace(seen, thresholds=replace(seen.thresholds, doubtful=0.3), judged=judged)
    return [item.check for item in look(seen, (), 0.1)] == ["low-score"]


def test_a_low_score_needs_a_passage_against_the_headline() -> None:
    assert low("Council shuts every school in quake area", 0.3)
    assert not low("Council shuts every school in quake area", 0.29)


def test_a_low_score_says_nothing_where_a_sentence_entails_the_headline() -> None:
    assert low("Council shuts every school in quake area", 0.9, 0.49)
    assert not low("Council shuts every school in quake area", 0.9, 0.5)


def test_a_small_toll_that_no_one_sentence_has_is_there_where_the_passage_has_it() -> None:
    headline = "Two die in quake"
    assert run(read(headline, QUAKE, 0.4, 0.5), choose("number-unsupported")) == []
    assert len(run(read(headline, QUAKE, 0.39, 0.5), choose("number-unsupported"))) == 1
    assert len(run(read("Four die in quake", QUAKE, 0.4, 0.5), choose("number-unsupported"))) == 1
