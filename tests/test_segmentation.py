"""Paragraphs, sub-headlines and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.segmentation import segment
from checker.text import Span


def sentences(body: str) -> list[str]:
    return [sentence.text for sentence in segment(body).sentences]


@pytest.mark.parametrize(
    "body",
    [
        "Dr. J. K. Holm of the U.S. Army paid $3.5 million for it.",
        "The price rose 2.5 per cent to $51.15 a barrel on Jan. 5 in New York.",
        'Mr. Ashdown said: "I am not sure." ',
        "Norwell Inc. bought Calder Ltd. for an undisclosed sum.",
    ],
)
def test_abbreviations_initials_and_decimals_do_not_cut(body: str) -> None:
    assert len(sentences(body)) == 1


@pytest.mark.parametrize(
    "word", ["month", "century", "bank", "tax", "cancer", "series", "Iowa", "New York", 'Poland."', "hall.)", "so"]
)
def test_a_word_that_is_no_abbreviation_ends_a_sentence(word: str) -> None:
    first = f"They put it off for the {word}" + ("" if word[-1] in '")' else ".")
    assert sentences(f"{first} Councillors had argued about it.") == [first, "Councillors had argued about it."]
    assert sentences(f'{first}\n"We waited," he said.')[0] == first


@pytest.mark.parametrize(
    "body", ["He met Sen. Jones and Gov. Holm in Calif. Monday.", "It was Leeds vs. Bradford again."]
)
def test_a_capital_behind_an_abbreviation_begins_no_sentence(body: str) -> None:
    assert sentences(body) == [body]


def test_quotations_end_sentences() -> None:
    assert sentences('"We won," she said. "It is over." Then she left.') == [
        '"We won," she said.',
        '"It is over."',
        "Then she left.",
    ]


def test_subheadline_is_kept_but_is_no_sentence() -> None:
    body = "The ferry burned for six hours.\n\nA Burnt Hull\n\nInspectors went on board at noon."
    document = segment(body)
    assert [sentence.text for sentence in document.sentences] == [
        "The ferry burned for six hours.",
        "Inspectors went on board at noon.",
    ]
    assert [body[span.start : span.end] for span in document.subheadlines] == ["A Burnt Hull"]
    assert [sentence.paragraph for sentence in document.sentences] == [0, 1]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    body = (
        "The company said on Monday that it would close its two\nnorthern plants and move the work to the coast, "
        "where\nlabour is cheaper. Unions will fight the plan."
    )
    assert sentences(body) == [
        "The company said on Monday that it would close its two northern plants and move the work to the coast, "
        "where labour is cheaper.",
        "Unions will fight the plan.",
    ]


def test_markdown_heading_and_bullets() -> None:
    body = "## What we know\n\n- Four people died.\n- The road is closed."
    assert sentences(body) == ["Four people died.", "The road is closed."]


def test_one_short_line_is_a_sentence_after_all() -> None:
    assert sentences("Nothing to report") == ["Nothing to report"]


@given(st.lists(st.sampled_from([*list("aB .!?\n\"'-#1"), "é", "😀", "Mr.", "\n\n"]), max_size=120).map("".join))
def test_spans_are_ordered_and_hold_their_text(body: str) -> None:
    document = segment(body)
    end = 0
    for number, sentence in enumerate(document.sentences):
        assert sentence.index == number
        assert sentence.span.start >= end
        end = sentence.span.end
        assert " ".join(body[sentence.span.start : end].split()) == sentence.text
        assert sentence.text


def test_a_run_on_is_cut() -> None:
    found = segment("word " * 5000).sentences
    assert len(found) > 5
    assert max(len(sentence.text) for sentence in found) <= 1500


SENTENCE = "The council met at noon and talked of the harbour for an hour."


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("A Burnt Hull", True),
        ("What the council said about the harbour", True),
        ("# What the council said. And why", True),  # Markdown says so itself
        ("The council met.", False),
        ("The council met:", False),
        ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen", True),
        ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", False),
        ("By Ann Holm, who has been to the harbour and back.", False),
        ("By Ann Holm of the Leeds harbour office.", True),
        ("By Ann Holm of the Leeds harbour office here.", False),
        ("- A point", False),
    ],
)  # fmt: skip
def test_what_is_a_subheadline(line: str, kept: bool) -> None:
    document = segment(f"{SENTENCE}\n\n{line}\n\n{SENTENCE}")
    assert bool(document.subheadlines) is kept
    assert (line.lstrip("-# ") in [sentence.text for sentence in document.sentences]) is not kept


def test_sections_and_paragraphs_are_counted() -> None:
    document = segment(f"{SENTENCE} {SENTENCE}\n\nA Burnt Hull\n\n***\n\n{SENTENCE}")
    assert [sentence.section for sentence in document.sentences] == [0, 0, 1]
    assert [sentence.paragraph for sentence in document.sentences] == [0, 0, 1]
    assert document.paragraphs == 2


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"{SENTENCE}\n  {SENTENCE}", 2),  # indented
        (f"{SENTENCE[:-1]}\n{SENTENCE}", 1),  # hard-wrapped
        (f"{SENTENCE}\n{SENTENCE}", 1),  # a closed line about as long as its neighbours
        (f"The end.\n{SENTENCE}", 2),  # a short closed line
        (f"{SENTENCE} {SENTENCE}\n{SENTENCE}", 2),  # a long one
        (f"{SENTENCE} {SENTENCE[:-1]}\n{SENTENCE}", 2),
        (f"{SENTENCE}\n1. The mayor spoke.\n2) The mayor ate.", 3),
        (f"{SENTENCE}\n• The mayor spoke.", 2),
        (f"{SENTENCE}\n \n{SENTENCE}", 2),
        (f"The council met at noon and\n{SENTENCE.lower()}", 1),
    ],
)  # fmt: skip
def test_paragraphs(body: str, found: int) -> None:
    assert segment(body).paragraphs == found


def test_a_short_line_before_a_capital_ends_a_paragraph() -> None:
    document = segment(f"The council\n{SENTENCE}")
    assert [body_part(document.text, span) for span in document.subheadlines] == ["The council"]
    assert segment(f"The council that met at noon and that talked of\n{SENTENCE}").subheadlines == ()


def body_part(text: str, span: Span) -> str:
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("The mayor met Ann B. Holm came too.", ["The mayor met Ann B. Holm came too."]),  # an initial
        ('"It is over." she said.', ['"It is over." she said.']),
        ('"Is it over?" she said. Nobody spoke.', ['"Is it over?" she said.', "Nobody spoke."]),
        ("1. The mayor spoke.", ["The mayor spoke."]),
        ("* * *", []),
    ],
)
def test_sentences(body: str, found: list[str]) -> None:
    assert sentences(body) == found


def test_a_run_on_is_cut_at_a_space_in_its_second_half() -> None:
    first, *_ = segment("word " * 700).sentences
    assert 750 < len(first.text) <= 1500
    assert first.text.endswith("word")
    solid = segment("x" * 4000 + ".").sentences
    assert [len(sentence.text) for sentence in solid] == [1500, 1500, 1001]


@pytest.mark.parametrize(
    ("length", "closed", "begins", "blocks"),
    [
        # A closed line ends a paragraph where it is far from as long as a line, whatever begins the next.
        (49, True, "it", 2),
        (50, True, "it", 1),
        (50, True, "It", 1),
        (100, True, "It", 1),
        (101, True, "it", 2),
        # One that breaks off ends it where it is short and a capital comes, or where it is longer than any line.
        (44, False, "It", 2),
        (45, False, "It", 1),
        (44, False, "it", 1),
        (100, False, "it", 1),
        (101, False, "it", 2),
    ],
)
def test_how_a_line_ends_a_paragraph(length: int, closed: bool, begins: str, blocks: int) -> None:
    line = "The rail strike in Leeds went on".ljust(length - closed, "n") + "." * closed
    assert len(line) == length
    found = segment(f"{line}\n{begins} lasted for a week and a day in all.")
    assert found.paragraphs + len(found.subheadlines) == blocks
