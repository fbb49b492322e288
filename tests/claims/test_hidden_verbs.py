"""Verbs that the tagger takes for nouns."""

from __future__ import annotations

import pytest

from checker.english.hidden_verbs import _past, has_hidden_verb, parse_headline
from checker.english.parser import parse


@pytest.mark.parametrize(
    ("content", "hidden"),
    [
        ("Sales disappoint shops", True),
        ("thousands flee", True),
        ("Oscars race", False),
        ("Howard taunts Blair", True),
        ("the drug trials", False),
        ("Police hunt for gang", False),
        ("voters back plan", True),
        ("voters backs the plan", False),
        ("Voters Back plan", False),
        ("Norwell o'runs plan", False),
        ("Norwell backs plan", True),
        ("Norwell backs of plan", False),
        ("Norwell backs and plan", False),
        ("glass back plan", False),
        ("Simmons back plan", True),
        ("Norwell plan", False),
        ("plan", False),
        ("", False),
    ],
)  # fmt: skip
def test_hidden_verb(content: str, hidden: bool) -> None:
    assert has_hidden_verb(content) is hidden


@pytest.mark.parametrize(
    ("headline", "verb"),
    [
        ("Oil price climbs above $70", "climbs"),
        ("President pardons whistleblower", "pardons"),
        ("Cyprus lowers copper price", "lowers"),
        ("House prices rise", "rise"),
        ("Oil price climbs", "climbs"),
        ("Oil price trials", None),
        ("Job cuts at Volvo plant", None),
        ("Drug trials in Ghana", None),
        ("Norwell closes plant", "closes"),
        ("Norwell wants plant", "wants"),
        ("Plant closed", "closed"),
        ("Plans of council", None),
        ("Dam in Laos breaks", "breaks"),
        ("Talks in Geneva collapse", "collapse"),
        ("Fire in London flats", None),
        ("Increase in Laos breaks", "Increase"),  # an order, by the tagger: it is one of breaks, and breaks nothing
        ("Firm fires boss", "fires"),
        ("Orvane sacks manager", "sacks"),
        ("Firm fires inquiry", None),
        ("Job cuts boss", None),
        ("U.S. bombs rebel camp in Kenya", "bombs"),
        ("U.S. forces kill ten in Kenya", "kill"),
        ("U.S. bombs rebel camp", "bombs"),
        ("Army shells rebel village", "shells"),
        ("US strikes target rebel camp", "target"),
        ("Rosko chief executive resigns", "resigns"),
        ("Rosko chief executive steps down", "steps"),
        ("Oil price steps in", None),
    ],
)  # fmt: skip
def test_main_verb_of_a_headline(headline: str, verb: str | None) -> None:
    doc = parse_headline(headline)
    assert doc.text == headline
    assert [token.text for token in doc if token.pos_ == "VERB" and token.dep_ == "ROOT"] == ([verb] if verb else [])


def test_a_clause_is_left_as_it_was_parsed() -> None:
    for headline in ("Norwell closes its plant in Leeds", "Plant was closed by Norwell", "Norwell will close plant"):
        assert parse_headline(headline) is parse(headline)


def test_a_long_text_is_not_tried_word_by_word() -> None:
    text = "Oil price climbs above $70 " + "and " * 25
    assert parse_headline(text) is parse(text)


@pytest.mark.parametrize(
    ("base", "past"),
    [("climb", "climbed"), ("rise", "rised"), ("try", "tried"), ("play", "played"), ("cut", "cuted"), ("y", "yed")],
)
def test_a_regular_past(base: str, past: str) -> None:
    assert _past(base) == past


def test_a_subject_that_was_put_in_is_the_headline_s_own_word() -> None:
    doc = parse_headline("Firm fires boss")
    assert [(token.text, token.pos_, token.dep_) for token in doc] == [
        ("Firm", "NOUN", "nsubj"),
        ("fires", "VERB", "ROOT"),
        ("boss", "NOUN", "dobj"),
    ]


def test_a_state_with_stops_is_read_as_without_and_keeps_them() -> None:
    dotted, plain = parse_headline("U.S. bombs rebel camp in Kenya"), parse_headline("US bombs rebel camp in Kenya")
    assert dotted.text == "U.S. bombs rebel camp in Kenya"
    assert [token.tag_ for token in dotted] == [token.tag_ for token in plain]
    assert [token.idx for token in dotted][:2] == [0, 5]
    # Initials of nobody's state stay as they are.
    assert parse_headline("J.K. Holm sues paper") is parse("J.K. Holm sues paper")
