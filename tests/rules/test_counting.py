"""What a number counts, and what a body answers to a number of the headline."""

from __future__ import annotations

import pytest

from checker.english.counting import counted, is_age, with_noun
from checker.english.quantities import find_quantities
from checker.number_answers import Answer, answers, answers_within
from checker.text import Span

from .neutral import checks, context


@pytest.mark.parametrize(
    ("text", "classes", "nouns", "verb"),
    [
        ("Six people were killed.", {"dead"}, {"peopl"}, None),
        ("Six killed in blast", {"dead"}, {"kill"}, None),
        ("The blast killed two workers.", {"dead"}, {"work"}, "kill"),  # what was done, not what they are
        ("The firm cut two jobs.", {"jobs"}, {"job"}, "cut"),
        ("Two workers left.", {"jobs"}, {"work", "left"}, None),
        ("Three people and the dog were in the end all killed.", {"dead"}, {"peopl"}, None),
        ("Three houses and the barn were in the end all killed.", set(), {"hous"}, None),
        ("It injured at least about 12 men.", {"hurt"}, {"men"}, "least"),
        ("Killed were 12 men.", {"dead"}, {"men"}, "kill"),
        ("Norwell made 12 of the 30 coats.", set(), {"norwell"}, "norwell"),
        ("Norwell made 12 new coats.", set(), {"coat"}, "norwell"),
        ("The toll was 12.", {"dead"}, {"toll"}, "toll"),
        ("Holm died at 81.", set(), {"died"}, "died"),
    ],
)  # fmt: skip
def test_what_a_number_counts(text: str, classes: set[str], nouns: set[str], verb: str | None) -> None:
    found = counted(text)[0]
    assert found.classes == classes
    assert found.nouns == nouns
    assert found.verb == verb


def test_each_number_has_its_own_clause() -> None:
    dead, hurt = counted("Three people were killed and six were wounded.")
    assert (dead.classes, hurt.classes) == ({"dead"}, {"hurt"})


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Actor dies at 81", True),
        ("Actor dies at 81 after fall", True),
        ("Actor dies aged 81", True),
        ("Actor dies at the age of 81", True),
        ("Woman, 34, killed", True),
        ("He is a plumber, 34", True),
        ("Shop at 81 houses", False),
        ("Actor dies at 181", False),
        ("Actor dies at 8.5", False),
        ("Woman, thirty, killed", False),
        ("Woman, 34 killed", False),
        ("Woman 34, killed", False),
        ("Actor dies in 81 days", False),
        ("Actor paid $34", False),
    ],
)
def test_an_age_is_no_count(text: str, age: bool) -> None:
    assert is_age(text, find_quantities(text)[0]) is age


def test_the_noun_belongs_to_the_number() -> None:
    assert with_noun("5,000 jobs to go", Span(0, 5)) == Span(0, 10)
    assert with_noun("5,000 to go", Span(0, 5)) == Span(0, 5)
    assert with_noun("5,000.", Span(0, 5)) == Span(0, 5)
    assert with_noun("50-strong crew", Span(0, 2)) == Span(0, 9)


def answer(headline: str, body: str) -> Answer:
    """The body's answer to the one number of the headline."""
    (found,) = answers(context(headline, body))
    return found


def status(headline: str, body: str) -> str:
    return answer(headline, body).status


REST = " The mayor came at noon. The road is open."
LONG = " ".join(
    f"The {word} of the council met at noon." for word in "first next third fourth fifth sixth seventh".split()
)


@pytest.mark.parametrize(
    ("headline", "body", "wanted"),
    [
        # The number itself.
        ("Blast kills six", "Six people died in the blast.", "supported"),
        ("Blast kills six", "Six people were held after the blast.", "unsupported"),
        ("Blast kills six", "Six houses burned after the blast, which killed people.", "supported"),
        ("Norwell opens 12 shops", "Norwell opened 12 of the shops.", "supported"),
        ("Norwell opens 12 shops", "Norwell opened its 12th shop.", "supported"),
        ("Norwell pays 5% more", "Norwell pays $5 more.", "unsupported"),
        ("Norwell wins in 12 weeks", "Norwell won in twelve-week legs.", "supported"),
        ("Boy of 11 wins", "Eleven-year-old Sam Otto won.", "supported"),
        ("Boy of 12 wins", "Eleven-year-old Sam Otto won.", "unsupported"),
        # Sums.
        ("Blast kills six", "Four people died in the blast. Two men died later.", "supported"),
        ("Blast kills seven", "Four people died in the blast. Two men died later.", "mismatch"),
        ("Blast kills three", "A driver and a pupil died in the blast. A nurse died later.", "supported"),
        ("Blast kills three", "A driver and a pupil died in the blast. A nurse was injured later.", "unsupported"),
        ("Norwell opens ten shops", "Norwell opened four shops in Leeds. It opened six shops in Oslo.", "supported"),
        ("Norwell opens ten shops", "Norwell opened four shops in Leeds. It shut six pubs in Oslo.", "mismatch"),
        (
            "Norwell opens 14 shops",
            "Norwell opened two shops in Leeds, three shops in Oslo, four shops in Moss and five shops in Bodo.",
            "supported",
        ),
        ("Norwell pays £10m", "Norwell paid £4m in May. Later Norwell paid £6m.", "supported"),
        ("Norwell walks 10 km", "Norwell walked 4 km on the hills. It walked 6 km on the hills.", "mismatch"),
        # Orders of magnitude.
        ("Hundreds flee blast", "The blast made 450 flee.", "supported"),
        ("Hundreds flee blast", "The blast made 1,500 flee.", "supported"),
        ("Hundreds flee blast", "The blast made 3,000 flee.", "unsupported"),
        ("Hundreds flee blast", "The blast made 40 flee.", "unsupported"),
        # Another number for the same.
        ("Blast kills six", "Four people died in the blast.", "mismatch"),
        ("Norwell to cut 12 jobs", "Norwell is to cut 30 jobs.", "mismatch"),
        ("Norwell to cut 12 jobs", "Orvane of Oslo has 30 jobs.", "unsupported"),
        ("Norwell opens 12 shops", "Norwell opened 30 shops.", "mismatch"),
        ("Norwell opens 12 shops", "Norwell opened 30 pubs.", "unsupported"),
        ("Norwell opens 12 shops", "Orvane sold 30 shops in the south.", "unsupported"),
        ("Norwell profit rises 5%", "Norwell profit rose 15%.", "mismatch"),
        ("Norwell profit rises 5%", "Norwell profit rose 15% on sales up 8%.", "mismatch"),
        ("Norwell profit rises 5%", "Norwell sales rose 15% and costs 8%.", "unsupported"),
        ("Norwell pays £5m for hall", "Norwell paid £8m for the hall.", "mismatch"),
        ("Norwell pays £5m for hall", "Norwell paid $8m for the hall.", "unsupported"),
        ("Holm jailed for 12 years", "Holm was jailed for seven years.", "mismatch"),
        ("Holm jailed for 12 years", "Holm worked for seven years.", "unsupported"),
        ("Actor Holm dies at 71", "Holm, who died at home, was 81.", "unsupported"),
        # Figures with their sources are not the body's.
        ("Norwell opens 12 shops", "The shops of Norwell are blue.", "unsupported"),
    ],
)
def test_what_a_body_answers(headline: str, body: str, wanted: str) -> None:
    assert status(headline, body + REST) == wanted


def test_in_a_long_body_another_toll_needs_one_more_thing_in_common() -> None:
    """Earlier events and other places have their own tolls."""
    assert status("Blast kills six", "Four people died in Oslo. " + LONG) == "unsupported"
    assert status("Blast kills six", "Four people died in Oslo." + REST) == "mismatch"
    assert status("Blast kills six", "Four people died in the blast. " + LONG) == "mismatch"


def test_the_sentence_that_answers_is_the_most_relevant_one() -> None:
    body = "Norwell opened 30 shops in the south. In the north Norwell opened 40 new shops." + REST
    assert answer("Norwell opens 12 new shops in north", body).sentence == 1
    body = "A bus took 12 people. Norwell opened 12 shops." + REST
    assert answer("Norwell opens 12 shops", body).sentence == 1


def test_a_number_is_worked_out_where_no_sentence_has_it() -> None:
    assert answer("Blast kills six", "Four people died in the blast. Two men died later." + REST).worked_out
    assert not answer("Blast kills six", "Six people died in the blast." + REST).worked_out
    assert not answer("Blast kills nine", "Six people died in the blast." + REST).worked_out


def test_the_numbers_of_a_part_of_the_headline() -> None:
    seen = context("Norwell opens 12 shops and shuts 30 pubs", "Norwell opened 12 shops and shut 30 pubs." + REST)
    assert [item.counted.quantity.value for item in answers_within(seen, Span(0, 22))] == [12]
    assert [item.counted.quantity.value for item in answers_within(seen, Span(23, 40))] == [30]


def test_numbers_of_whoever_says_so_are_left_out() -> None:
    assert answers(context("Taxes will rise, 12 councils say", "Taxes rose." + REST)) == ()


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Blast kills six", "Four people died in the blast.", [("other-number", "six", 1)]),
        ("Norwell to cut 12 jobs", "Norwell is to cut 30 jobs.", [("other-number", "12 jobs", 1)]),
        ("Norwell to cut 12 jobs", "Norwell is to cut 12 jobs.", []),
    ],
)
def test_a_mismatch_is_told_with_its_noun(headline: str, body: str, found: list[tuple[str, str, int]]) -> None:
    assert checks("number-mismatch", headline, body + REST) == found


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Blast kills six", "The blast shook the town.", [("absent-toll", "six", None)]),
        ("Norwell opens 12 shops", "Norwell opened shops.", [("absent-number", "12 shops", None)]),
        ("Prices at 10-year high", "Prices are high.", []),
        ("Prices rise for 10 years", "Prices are high.", [("absent-number", "10 years", None)]),
        ("Robber gives up after 20 years", "The robber stole it in 2004.", []),
        ("Robber gives up after 20 weeks", "The robber stole it in 2004.", [("absent-number", "20 weeks", None)]),
        (
            "Robber gives up after 20 years",
            "The robber stole it when he was a boy.",
            [("absent-number", "20 years", None)],
        ),
        ("Prices at 10-shop high", "Prices are high.", [("absent-number", "10-shop", None)]),
    ],
)
def test_a_number_that_the_body_lacks(headline: str, body: str, found: list[tuple[str, str, None]]) -> None:
    assert checks("number-unsupported", headline, body + REST) == found


@pytest.mark.parametrize(
    ("body", "sourced"),
    [
        ("Police said that many people died in the blast.", True),
        ("Many people died in the blast.", False),
        ("Many people died in the blast. Police were there.", False),
        ("Police said that the blast shook the town.", False),
    ],
)
def test_a_toll_without_a_source_is_said_to_be_one(body: str, sourced: bool) -> None:
    from .neutral import found

    (finding,) = found("number-unsupported", "Blast kills six", body + REST)
    assert ("no source" in finding.message) is not sourced
    assert "killed" in finding.message
