"""What outlets write and rules must not stumble over: other counts beside a toll, offices, sites, accents,
a body that begins with its headline.
"""

from __future__ import annotations

import pytest

from checker import Checker
from checker.english.counting import counted
from checker.segmentation import segment, without

ATTACK = (
    "Gunmen stormed a college in Senn on Thursday and killed more than 70 people, the interior ministry said. "
    "Frightened students were brought to a camp near the airstrip. "
    "The group has carried out several attacks, including one in 2013 on a mall in Oster that left 67 people dead, "
    "and others on barracks. A curfew was imposed in four districts. The president spoke on television. "
    "Schools will stay shut for a week."
)
LEADER = (
    "Conservative Party members voted on Tuesday to elect Jonas Holm — a former mayor of Senn, "
    "and member of parliament — as the new Conservative leader. Holm won two thirds of the votes. "
    "He will speak to parliament on Wednesday."
)
RULES = (
    "The House of Representatives of the United States passed a resolution on Thursday that sets rules for the "
    "hearings. The speaker presided over the vote. Two members abstained."
)
JACKAL = (
    "Officers arrested twelve people near Trichel on Monday after a jackal died that had bitten on a bomb hidden in "
    "meat. The twelve were seen with the dead animal. Last week one suspect was arrested over the death of an "
    "elephant from an injury by an explosive fruit."
)
RESIGNS = (
    "Rep. Ann Holm resigns from Congress Representative Ann Holm resigned from Congress on Friday, her office said, "
    "after allegations of harassment. She had served for four terms. A vote is due in May."
)


def rules(checker: Checker, headline: str, body: str) -> set[str]:
    return {finding.rule for finding in checker.check(headline, body).findings}


@pytest.mark.parametrize(
    ("headline", "body", "rule"),
    [
        ("More than 70 dead in Senn college attack, 500 rescued", ATTACK, "number-mismatch"),
        ("Jonas Holm elected Conservative leader, slated to be next premier", LEADER, "actor-mismatch"),
        ("U.S. House sets rules for hearings", RULES, "entity-unsupported"),
        ("Rules for Hearings One Step Closer : NPR", RULES, "entity-unsupported"),
        ("Holm and His Fiancée Celebrate Victory", LEADER, "entity-unsupported"),
        ("Police arrest twelve after explosives kill jackal", JACKAL, "missing-attribution"),
        ("Explosives kill elephant in Trichel", JACKAL, "missing-attribution"),
    ],
)
def test_a_sound_headline_gives_no_finding(checker: Checker, headline: str, body: str, rule: str) -> None:
    assert rule not in rules(checker, headline, body)


@pytest.mark.parametrize(
    ("headline", "body", "rule"),
    [
        ("Rules for Hearings One Step Closer in Norwell", RULES, "entity-unsupported"),
        ("French House sets rules for hearings", RULES, "entity-unsupported"),
    ],
)
def test_a_fault_beside_it_is_still_found(checker: Checker, headline: str, body: str, rule: str) -> None:
    assert rule in rules(checker, headline, body)


def test_behind_a_comma_a_number_has_a_deed_of_its_own() -> None:
    def classes(text: str) -> list[set[str]]:
        return [set(item.classes) for item in counted(text)]

    assert classes("70 dead in attack, 500 rescued") == [{"dead"}, set()]
    assert classes("Ten dead, 40 evacuated in hotel fire") == [{"dead"}, {"homeless"}]
    assert classes("Ten dead, 40 hurt") == [{"dead"}, {"hurt"}]
    assert classes("Police say bomb killed two workers") == [{"dead"}]
    assert classes("Six people killed: two soldiers") == [{"dead"}, {"dead"}]


def test_a_copy_of_the_headline_at_the_head_of_a_sentence_is_cut_off() -> None:
    title = "Rep. Ann Holm resigns from Congress"
    found = without(segment(RESIGNS), title).sentences[0]
    assert found.text.startswith("Representative Ann Holm resigned")
    assert RESIGNS[found.span.start : found.span.end] == found.text
    prose = "Ann Holm resigns from Congress after allegations of harassment by four of her former staff."
    assert without(segment(f"{prose} She is 61."), "Ann Holm resigns from Congress").sentences[0].text == prose
    late = f"A vote is due in May. It is the first. {RESIGNS}"
    assert without(segment(late), title).sentences == segment(late).sentences
