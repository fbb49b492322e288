"""What is asked of a model about one headline: the passage and the first sentences,
then others where these settle nothing.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress

import pytest

from checker import Checker
from checker.article import Article
from checker.body import Body
from checker.context import Context
from checker.course import NotChecked, course
from checker.nli import PassageReading, Prediction
from checker.nli.passages import STORY
from checker.nli.questions import Answers, Question
from checker.stopwatch import Stopwatch
from checker.thresholds import Thresholds

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


# None of these sentences disputes a story, as "rejected" may.
AGREED = ("The council approved the new airport runway.", *SENTENCES[1:])
RUNWAY = " ".join(AGREED)
APPROVES = "Council approves new airport runway"


def taken(
    body: str, passage: Prediction, told: Mapping[str, Prediction] | None = None, headline: str = APPROVES
) -> tuple[Context, list[Question]]:
    """The end of a course, by a model that says so of the passage and of the sentences that it was told of,
    and what it was asked.
    """
    asked: list[Question] = []
    end: list[Context | NotChecked] = []

    def kept() -> Generator[list[Question], Answers, None]:
        end.append((yield from course(Article(headline, body), Body(body), Thresholds(), 100, Stopwatch())))

    way = kept()
    questions = next(way)
    with suppress(StopIteration):
        while True:
            asked += questions
            answers = Answers(
                (question, PassageReading(passage))
                if question.kind == "stance"
                else (question, (told or {}).get(question.premise, NEUTRAL))
                for question in questions
            )
            questions = way.send(answers)
    (context,) = end
    assert isinstance(context, Context)
    return context, asked


def premises(asked: Sequence[Question]) -> set[str]:
    """What a claim was held against, but for passages."""
    return {question.premise for question in asked if question.kind == "nli"}


@pytest.mark.parametrize(
    ("passage", "settled"),
    [
        (Prediction(0.5, 0.3, 0.2), True),
        (Prediction(0.49, 0.5, 0.01), False),
        (Prediction(0.65, 0.05, 0.3), False),
    ],
)
def test_a_passage_that_entails_the_headline_has_two_sentences_read_and_no_window(
    passage: Prediction, settled: bool
) -> None:
    context, asked = taken(RUNWAY, passage)
    assert context.judged[0].settled == (passage.entailment if settled else 0)
    assert context.judged[0].entailment == (passage.entailment if settled else NEUTRAL.entailment)
    windows = {premise for premise in premises(asked) if premise not in AGREED}
    assert premises(asked) - windows == set(AGREED[:2] if settled else AGREED)
    assert bool(windows) is not settled


def test_a_sentence_against_the_headline_has_the_others_read_though_the_passage_entails_it() -> None:
    for against, read in ((0.7, AGREED), (0.69, AGREED[:2])):
        told = {AGREED[1]: Prediction(0.1, 0.2, against)}
        _, asked = taken(RUNWAY, Prediction(0.9, 0.1, 0.0), told)
        assert premises(asked) == set(read)


def test_what_a_nominal_stands_for_alone_is_not_settled_by_the_passage() -> None:
    body = (
        "Ukrainian drones struck a tower in Moscow overnight. Russia said that nobody was hurt. The tower was closed."
    )
    context, _ = taken(body, Prediction(0.9, 0.1, 0.0), headline="Russia's retaliation: drones strike Moscow tower")
    settled = {judged.claim.kind: judged.settled for judged in context.judged}
    assert settled["headline"] == 0.9
    assert settled["event"] == 0


@pytest.mark.parametrize(
    ("body", "asked_about"),
    [
        (f"{RUNWAY} The mayor called the story a hoax.", True),
        (f"{RUNWAY} Shops were open. Trams ran late. The mayor called a story of ghosts a hoax.", False),
        (RUNWAY, False),
    ],
)
def test_a_disputed_story_is_asked_about_where_the_dispute_is_near(body: str, asked_about: bool) -> None:
    context, asked = taken(body, Prediction(0.2, 0.7, 0.1))
    story = [question for question in asked if question.hypothesis in STORY.values()]
    assert [question.hypothesis for question in story] == (list(STORY.values()) if asked_about else [])
    assert context.reading is not None
    assert bool(context.reading.asked) is asked_about
