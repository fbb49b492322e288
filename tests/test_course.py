"""What is asked of a model about one headline: the first sentences, the others where these settle nothing, passages, a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from checker import Checker
from checker.nli import Prediction
from checker.nli.passages import STORY
from checker.verdict.signals import signals

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

    def __init__(
        self, answers: Mapping[str, Prediction] | None = None, reader: Told | None = None, words: int = 40
    ) -> None:
        self.answers, self.reader, self.passage_words = answers or {}, reader, words
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


def test_a_reader_is_asked_about_the_passage_in_the_models_stead() -> None:
    reader = Told({BODY: Prediction(0.7, 0.1, 0.2)}, words=200)
    model = Told(reader=reader, words=10)
    (context,) = Checker(model, learned=False).contexts([(HEADLINE, BODY)], passages=True)
    assert context is not None
    assert context.reading is not None
    assert (BODY, HEADLINE) in reader.asked
    assert (BODY, HEADLINE) not in model.asked
    found = signals(context, [])
    assert (found["passage_entailment"], found["passage_contradiction"]) == (0.7, 0.2)


def test_a_reader_is_asked_whether_a_disputed_story_is_false() -> None:
    body = f"{BODY} The mayor denied the report, which turned out to be a hoax."
    reader, model = Told(words=200), Told()
    model.reader = reader
    list(Checker(model, learned=False).contexts([(HEADLINE, body)], passages=True))
    asked = {hypothesis for _, hypothesis in reader.asked}
    assert asked == {HEADLINE, *STORY.values()}
    assert not asked & {*STORY.values()} & {hypothesis for _, hypothesis in model.asked}
