"""Paragraphs, sub-headlines and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.segmentation import segment


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
    body = "The company said on Monday that it would close its two\nnorthern plants and move the work to the coast, where\nlabour is cheaper. Unions will fight the plan."
    assert sentences(body) == [
        "The company said on Monday that it would close its two northern plants and move the work to the coast, where labour is cheaper.",
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
