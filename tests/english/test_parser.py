"""The dictionary: common words, nouns, verb forms, plurals; and whether a text is English."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

import pytest

from checker.english.parser import (
    _without_torch,
    irregular_plurals,
    irregular_verbs,
    is_common_word,
    is_dictionary_noun,
    is_plural_noun,
    is_verb_form,
    parse,
    parse_many,
    parser,
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


def test_a_parse_is_remembered_and_needs_no_torch() -> None:
    assert parse("Rain fell on Leeds.") is parse("Rain fell on Leeds.")
    assert sys.modules.get("torch", ...) is not None


def test_torch_is_kept_out_where_it_is_not_loaded_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = ModuleType("torch")
    monkeypatch.setitem(sys.modules, "torch", loaded)
    with _without_torch():
        assert sys.modules["torch"] is loaded
    assert sys.modules["torch"] is loaded
    monkeypatch.delitem(sys.modules, "torch")
    with _without_torch():
        assert sys.modules.get("torch", ...) is None
    assert "torch" not in sys.modules


@pytest.mark.parametrize(
    "text",
    [
        "Angela Merkel met the United Nations envoy in Geneva.",
        # Two sentences to the parser: no name goes over the end of the first.
        "He flew to New York. London Bridge was closed by Mayor Ada Quill.",
        "Nobody said a word.",
        "",
    ],
)
def test_names_are_those_of_the_whole_pipeline(text: str) -> None:
    whole = [(ent.start, ent.end, ent.label_) for ent in parser()(text).ents]
    doc = parse(text)
    assert [(name.start, name.end, name.label_) for name in doc.ents] == whole
    kinds = {number: label for start, end, label in whole for number in range(start, end)}
    assert [token.ent_type_ for token in doc] == [kinds.get(token.i, "") for token in doc]


class Counted:
    """A part of the pipeline that counts the texts it sees."""

    def __init__(self, part: Any) -> None:
        self.part, self.texts = part, 0

    def __call__(self, doc: Any) -> Any:
        self.texts += 1
        return self.part(doc)

    def pipe(self, docs: Iterable[Any], **options: Any) -> Iterator[Any]:
        for doc in docs:
            yield self(doc)


def test_names_are_looked_for_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = parser()
    counted = Counted(nlp.get_pipe("ner"))
    parts = [(name, counted if name == "ner" else part) for name, part in nlp._components]
    monkeypatch.setattr(nlp, "_components", parts)
    one = parse("The envoy of Norway met Oona Brandvold in a hut of stone.")
    several = parse_many(["Norway won again.", "So did Oona Brandvold."])
    assert counted.texts == 0
    assert [name.text for name in one.ents] == ["Norway", "Oona Brandvold"]
    assert one.ents is one.ents
    assert one[3].ent_type_ == "GPE"
    assert counted.texts == 1
    assert several[1].ents
    assert counted.texts == 2
