"""Ranking of sentences and windows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.evidence import SHORT_BODY, SentenceIndex
from checker.segmentation import segment

FILLER = [f"Item {number} on the list was a small matter about gardens." for number in range(30)]


def test_short_body_is_read_whole_most_relevant_first() -> None:
    index = SentenceIndex(segment("The council met at noon. It rejected the runway. Residents cheered."))
    found = index.single("Council rejects runway.")
    assert [item.sentences for item in found] == [(1,), (0,), (2,)]
    assert found[0].relevance > found[2].relevance


def test_long_body_is_ranked() -> None:
    index = SentenceIndex(segment(" ".join([*FILLER[:20], "Ukrainian drones struck a tower in Moscow.", *FILLER[20:]])))
    found = index.single("Ukraine strikes Moscow.")
    assert found[0].sentences == (20,)
    assert len(found) < len(index.document.sentences)
    assert len(index.document.sentences) > SHORT_BODY


def test_windows_are_neighbours() -> None:
    index = SentenceIndex(segment("The council met at noon. It rejected the runway. Residents cheered."))
    windows = index.windows("Council rejects runway.", index.single("Council rejects runway.")[:1])
    assert [item.sentences for item in windows] == [(0, 1, 2)]
    for item in windows:
        assert item.text == " ".join(index.document.sentences[number].text for number in item.sentences)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("It rejected the runway. Residents cheered.", [(0, 1)]),
        ("The council met at noon. It rejected the runway.", [(0, 1)]),
        ("It rejected the runway.", []),
        ("The council met at noon.\n\nRunway rejected\n\nResidents cheered.", []),
        (
            "Rain fell. The council rejected it. Snow fell. Hail fell. Fog fell. A runway was drawn. Sleet fell. "
            "Dew fell.",
            [(0, 1, 2), (4, 5, 6)],
        ),
    ],
)
def test_windows_are_of_two_where_there_is_no_third_and_of_one_section(
    body: str, expected: list[tuple[int, ...]]
) -> None:
    index = SentenceIndex(segment(body))
    seeds = index.single("Council rejects runway.")
    assert [item.sentences for item in index.windows("Council rejects runway.", seeds)] == expected


def test_of_a_long_body_six_sentences_and_the_first_two_are_read() -> None:
    told = [f"The council rejected runway number {number}." for number in range(10)]
    index = SentenceIndex(segment(" ".join([*FILLER, *told])))
    assert [item.sentences[0] for item in index.single("Council rejects runway.")] == [30, 31, 32, 33, 34, 35, 0, 1]


def test_demonyms_and_events_count_as_shared() -> None:
    index = SentenceIndex(segment("Ukrainian retaliation continued. The weather was mild in Oslo."))
    assert index.single("Ukraine retaliates.")[0].relevance == 1.0


def test_relevance_is_the_same_in_every_process() -> None:
    """Sets of strings have another order in each; the sum of their weights must not."""
    line = "from tests.relevances import relevances; print(relevances())"
    answers = {
        subprocess.run(
            [sys.executable, "-c", line],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parent.parent,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "123"
    }
    assert len(answers) == 1


def test_a_passage_has_what_is_relevant_the_start_and_the_dispute() -> None:
    lines = ["The town has a long history.", *FILLER[:20]]
    lines[8] = "A shark was seen in the flooded street, a post said."
    lines[15] = "The whole thing is a hoax."
    index = SentenceIndex(segment(" ".join(lines)))
    found = index.passage("Shark swims in flooded street")
    for line in (lines[0], lines[8], lines[15]):
        assert line in found
    assert found.index(lines[0]) < found.index(lines[8]) < found.index(lines[15]), "the body's order"
    assert index.passage("Shark swims in flooded street", 12) == lines[8], "what is most relevant comes first"


def test_a_passage_of_an_empty_body_is_empty() -> None:
    assert SentenceIndex(segment("")).passage("Shark swims in flooded street") == ""


@given(st.lists(st.sampled_from([*FILLER, "It is a hoax.", "The council rejected the runway."]), max_size=30))
def test_a_passage_is_made_of_whole_sentences_in_order_and_short(lines: list[str]) -> None:
    index = SentenceIndex(segment(" ".join(lines)))
    found = index.passage("Council rejects runway", 40)
    texts = [sentence.text for sentence in index.document.sentences]
    chosen = [sentence.text for sentence in segment(found).sentences]
    rest = iter(texts)
    assert all(any(text == line for line in rest) for text in chosen)
    assert len(found.split()) <= 40
    assert bool(found) == bool(texts)
