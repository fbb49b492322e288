"""Stems and terms: what two texts have in common."""

from __future__ import annotations

import pytest

from checker.english.terms import stem, term, terms, terms_without_figures


@pytest.mark.parametrize(
    "words",
    [
        "closes closed closing close",
        "plan plans planned planning",
        "carry carries carried carrying",
        "company companies",
        "mayor mayors mayor's",
        "happy happiness",
        "sensation sensational",
        "educate educating",
        "move movement movements",
        "quick quickly",
        "real reality",
        "win winner winners winning",
        "agree agreement",
        "report reportedly",
        "carry carriers",
        "stop stopped",
        "add added adds",
    ],
)
def test_forms_of_one_word_share_a_stem(words: str) -> None:
    found = {stem(word) for word in words.split()}
    assert len(found) == 1, found


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("bus", "bus"),
        ("class", "class"),
        ("crisis", "crisis"),
        ("king", "king"),
        ("red", "red"),
        ("her", "her"),
        ("gas", "gas"),
        ("its", "its"),
        ("U.S.", "us"),
        ("O'Neill", "oneill"),
        ("passing", "pass"),
        ("selling", "sell"),
        ("fizzing", "fizz"),
        ("tree", "tre"),
        ("eye", "eye"),
        ("city", "city"),
        ("nation", "nation"),
        ("ment", "ment"),
        ("NORWELL", "norwell"),
    ],
)
def test_what_is_left_of_a_word(word: str, found: str) -> None:
    assert stem(word) == found


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("the", None),
        ("x", None),
        ("5", "5"),
        ("Ukrainian", "=ukraine"),
        ("Ukraine's", "=ukraine"),
        ("retaliatory", "~retaliate"),
        ("struck", "~attack"),
        ("US", "=united states"),
        ("us", None),
        ("Us", None),
        ("Turkey", "=turkey"),
        ("turkey", "turkey"),
        ("Pole", "=poland"),
        ("pole", "pol"),
        ("children", "child"),
        ("rose", "ris"),
        ("EU", "=european union"),
        ("runway", "runway"),
    ],
)
def test_term(word: str, found: str | None) -> None:
    assert term(word) == found


def test_terms_of_a_text() -> None:
    assert terms("The U.S. mayor's 5 dogs rose.") == {"=united states", "mayor", "5", "dog", "ris"}
    assert terms_without_figures("The mayor's 5 dogs, €120m") == {"mayor", "dog"}


@pytest.mark.parametrize(
    ("endings", "letters"),
    [("ings ing iers ies ied edly ed es s", 3), ("iness ational ations ation ments ment ers ity ly er", 4)],
)
def test_an_ending_is_cut_where_enough_letters_are_left(endings: str, letters: int) -> None:
    for ending in endings.split():
        long, short = "bdfg"[:letters] + ending, "bdfg"[: letters - 1] + ending
        assert len(stem(long)) <= letters + 1, long
        assert stem(short).startswith(short[:-2]), short


def test_a_doubled_last_letter_and_a_last_e_go() -> None:
    assert [stem(word) for word in ("planned", "fulled", "massed", "fizzed", "bbed", "use", "uses", "age", "ages")] == [
        "plan", "full", "mass", "fizz", "bbed", "use", "use", "age", "age",
    ]  # fmt: skip
