"""The dictionary: common words, nouns, verb forms, plurals; and whether a text is English."""

from __future__ import annotations

import sys

import pytest

from checker.english.parser import (
    irregular_plurals,
    irregular_verbs,
    is_common_word,
    is_dictionary_noun,
    is_english,
    is_plural_noun,
    is_verb_form,
    parse,
    verb_base,
)


@pytest.mark.parametrize(
    "word",
    [
        "the",
        "run",
        "runs",
        "running",
        "tried",
        "carries",
        "closed",
        "closing",
        "watches",
        "bigger",
        "Quick",
        "slowly",
        "smaller",
    ],
)
def test_common_words(word: str) -> None:
    assert is_common_word(word)


@pytest.mark.parametrize("word", ["norwell", "anand", "xyzzy", "xyzzying", "ning"])
def test_no_common_words(word: str) -> None:
    assert not is_common_word(word)


@pytest.mark.parametrize(
    ("word", "noun"),
    [
        ("house", True),
        ("houses", True),
        ("boxes", True),
        ("Houses", True),
        ("norwell", False),
        ("xyzzys", False),
        ("taller", False),
    ],
)
def test_dictionary_nouns(word: str, noun: bool) -> None:
    assert is_dictionary_noun(word) is noun


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("run", True),
        ("runs", True),
        ("watches", True),
        ("house", True),
        ("running", False),
        ("norwell", False),
        ("glass", True),
        ("norwells", False),
    ],
)
def test_verb_forms(word: str, form: bool) -> None:
    assert is_verb_form(word) is form


@pytest.mark.parametrize(
    ("word", "base", "any_form"),
    [
        ("run", "run", "run"),
        ("runs", "run", "run"),
        ("Watches", "watch", "watch"),
        ("tries", "try", "try"),
        ("is", "is", "is"),
        ("pass", "pass", "pass"),
        ("closed", None, "close"),
        ("stopped", None, "stop"),
        ("tried", None, "try"),
        ("rising", None, "rise"),
        ("rose", None, "rise"),
        ("walked", None, "walk"),
        ("running", None, "run"),
        ("norwell", None, None),
        ("could", "could", "could"),
    ],
)
def test_base_of_a_verb(word: str, base: str | None, any_form: str | None) -> None:
    assert verb_base(word) == base
    assert verb_base(word, any_form=True) == any_form


@pytest.mark.parametrize(
    ("word", "plural"),
    [
        ("voters", True),
        ("boxes", True),
        ("cities", True),
        ("news", False),
        ("gas", False),
        ("glass", False),
        ("species", False),
        ("voter", False),
        ("ads", False),
        ("xyzzys", False),
        ("tins", True),
    ],
)
def test_plurals(word: str, plural: bool) -> None:
    assert is_plural_noun(word) is plural


def test_irregular_forms() -> None:
    assert irregular_verbs()["rose"] == "rise"
    assert irregular_plurals()["children"] == "child"
    assert all(form != base for form, base in irregular_verbs().items())
    assert not any(form.endswith("s") for form in irregular_plurals())


ENGLISH = "The council of the town met on Monday and it was said that there is no plan to close the school for now."
GERMAN = "Der Rat der Stadt hat am Montag getagt, und es hieß, dass es keinen Plan gibt, die Schule jetzt zu schließen."
# English with hardly any function word: the language identifier decides.
TERSE = (
    "Shares surged, traders cheered, analysts shrugged, rivals groaned, markets rallied, "
    "investors celebrated yesterday, companies reported record profits."
)


@pytest.mark.parametrize(
    ("text", "english"),
    [(ENGLISH, True), (GERMAN, False), (TERSE, True), ("Rain fell on Leeds.", None), (" ".join(["rain"] * 11), None)],
)
def test_english(text: str, english: bool | None) -> None:
    assert is_english(text) is english


def test_twelve_words_are_enough_to_tell() -> None:
    assert is_english("the of and to in a is that for it on with") is True


def test_a_parse_is_remembered_and_needs_no_torch() -> None:
    assert parse("Rain fell on Leeds.") is parse("Rain fell on Leeds.")
    assert sys.modules.get("torch", ...) is not None
