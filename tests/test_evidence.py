"""Ranking of sentences and windows."""

from __future__ import annotations

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
    assert {item.sentences for item in windows} == {(0, 1), (1, 2), (0, 1, 2)}
    for item in windows:
        assert item.text == " ".join(index.document.sentences[number].text for number in item.sentences)


def test_demonyms_and_events_count_as_shared() -> None:
    index = SentenceIndex(segment("Ukrainian retaliation continued. The weather was mild in Oslo."))
    assert index.single("Ukraine retaliates.")[0].relevance == 1.0
