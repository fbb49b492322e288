"""What is asked of a model about one headline: the first sentences, the others where these settle nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from checker import Checker
from checker.nli import Prediction

SENTENCES = (
    "The council rejected the new airport runway.",
    "The airport runway would have cost the council nine million.",
    "Residents of the council had fought the runway.",
    "A runway was first drawn by the council in May.",
)
BODY = " ".join(SENTENCES)
HEADLINE = "Council rejects new airport runway"
NEUTRAL = Prediction(0.1, 0.8, 0.1)


class Told:
    """A model that says what it was told of a sentence, and keeps what it was asked."""

    name, revision, calibrated, tells_stances = "told", "0" * 16, False, False

    def __init__(self, answers: Mapping[str, Prediction] | None = None) -> None:
        self.answers = answers or {}
        self.asked: list[tuple[str, str]] = []

    def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
        """As told; neutral of any other premise."""
        self.asked += pairs
        return [self.answers.get(premise, NEUTRAL) for premise, _ in pairs]

    def read(self, headline: str) -> set[str]:
        """The single sentences that it was asked about."""
        return {premise for premise, hypothesis in self.asked if hypothesis == f"{headline}."} & set(SENTENCES)


@pytest.mark.parametrize(
    ("answer", "further"),
    [
        (Prediction(0.8, 0.2, 0.0), False),
        (Prediction(0.79, 0.21, 0.0), True),
    ],
)
def test_a_claim_that_its_first_sentences_settle_is_read_against_no_others(answer: Prediction, further: bool) -> None:
    model = Told({SENTENCES[0]: answer})
    Checker(model).check(HEADLINE, BODY)
    assert model.read(HEADLINE) == set(SENTENCES if further else SENTENCES[:2])


def test_a_first_sentence_that_speaks_against_the_claim_has_the_others_read() -> None:
    model = Told({SENTENCES[0]: Prediction(0.9, 0.1, 0.0), SENTENCES[1]: Prediction(0.0, 0.3, 0.7)})
    Checker(model).check(HEADLINE, BODY)
    assert model.read(HEADLINE) == set(SENTENCES)
