"""Courses over one model: order, windows, identical questions, failures."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.answering import Failure, drive
from checker.course import Course
from checker.errors import ModelError
from checker.nli import PassageReading, Prediction
from checker.nli.questions import Answers, Question

Script = list[list[tuple[str, str]]]


class Arithmetic:
    """Answers from the letters of a pair alone, and remembers what it was asked; `pads` sorts like a model on a GPU."""

    name, revision, calibrated = "arithmetic", "0" * 16, True

    def __init__(self, pads: bool = False, faulty: str = "", tells_stances: bool = False) -> None:
        self.pads, self.batch_size, self.faulty, self.tells_stances = pads, 2, faulty, tells_stances
        self.asked: list[tuple[str, str]] = []

    def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
        if self.faulty and any(self.faulty in pair for pair in pairs):
            raise ZeroDivisionError(self.faulty)
        self.asked += pairs
        return [self.one(*pair) for pair in pairs]

    def read_passages(self, pairs: Sequence[tuple[str, str]]) -> list[PassageReading]:
        return [PassageReading(prediction, (1.0, 0.0, 0.0, 0.0)) for prediction in self.predict(pairs)]

    @staticmethod
    def one(premise: str, hypothesis: str) -> Prediction:
        share = zlib.crc32(f"{premise}|{hypothesis}".encode()) / 2**32
        return Prediction(share, 1 - share, 0.0)


def scripted(script: Script) -> Course[list[float]]:
    """Asks what the script says, round by round, and ends with the answers."""
    found = []
    for pairs in script:
        answers = yield [Question("nli", *pair) for pair in pairs]
        assert set(answers) == {Question("nli", *pair) for pair in pairs}
        found += [answers.nli(*pair).entailment for pair in pairs]
    return found


pairs = st.tuples(st.sampled_from("abcdef"), st.text("xyz", max_size=3))
scripts = st.lists(st.lists(st.lists(pairs, max_size=6), max_size=4), max_size=12)


@given(scripts=scripts, window=st.integers(1, 20), pads=st.booleans())
@settings(max_examples=200, deadline=None)
def test_every_course_gets_its_answers_in_order_whatever_the_window_and_the_neighbours(
    scripts: list[Script], window: int, pads: bool
) -> None:
    model = Arithmetic(pads)
    found = list(drive(map(scripted, scripts), model, window))
    assert found == [[Arithmetic.one(*pair).entailment for pairs in script for pair in pairs] for script in scripts]
    assert len(model.asked) == len(set(model.asked)), "an identical question was asked twice"


def test_the_window_is_how_many_courses_are_open() -> None:
    started: list[int] = []

    def course(number: int) -> Course[int]:
        started.append(number)
        yield [Question("nli", str(number), "")]
        return number

    results = drive(map(course, range(100)), Arithmetic(), window=5)
    assert next(results) == 0
    assert max(started) < 10
    assert list(results) == list(range(1, 100))


def test_a_course_that_raises_ends_alone() -> None:
    def faulty() -> Course[list[float]]:
        yield [Question("nli", "a", "x")]
        raise ValueError("a fault of ours")

    good: Script = [[("a", "x")], [("b", "y")]]
    for window in (1, 4):
        first, broken, last = drive([scripted(good), faulty(), scripted(good)], Arithmetic(), window)
        assert isinstance(broken, Failure)
        assert str(broken.error) == "a fault of ours"
        assert first == last == [Arithmetic.one("a", "x").entailment, Arithmetic.one("b", "y").entailment]


def test_a_question_that_the_model_trips_over_costs_its_own_course_only() -> None:
    model = Arithmetic(faulty="poison")
    good: Script = [[("a", "x"), ("b", "x")]]
    bad: Script = [[("a", "x"), ("poison", "x")]]
    first, broken, last = drive([scripted(good), scripted(bad), scripted(good)], model, 8)
    assert isinstance(broken, Failure)
    assert isinstance(broken.error, ZeroDivisionError)
    assert first == last
    assert sorted(model.asked) == [("a", "x"), ("b", "x")]


@pytest.mark.parametrize("window", [1, 4])
def test_a_model_that_fails_ends_the_run_and_closes_what_is_open(window: int) -> None:
    closed: list[int] = []

    class Broken(Arithmetic):
        def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
            raise ModelError("out of memory")

    def course(number: int) -> Course[None]:
        try:
            yield [Question("nli", str(number), "")]
        finally:
            closed.append(number)

    with pytest.raises(ModelError, match="out of memory"):
        list(drive(map(course, range(3)), Broken(), window))
    assert 0 in closed


def test_a_run_that_is_given_up_closes_its_courses() -> None:
    closed: list[int] = []

    def courses() -> Iterator[Course[int]]:
        for number in range(50):
            yield course(number)

    def course(number: int) -> Course[int]:
        try:
            yield [Question("nli", str(number), "")]
            yield [Question("nli", str(number), "again")]
            return number
        finally:
            closed.append(number)

    results = drive(courses(), Arithmetic(), 6)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    assert len(closed) == max(closed) + 1


@pytest.mark.parametrize("tells", [True, False])
def test_stances_are_asked_of_models_that_tell_them(tells: bool) -> None:
    def course() -> Course[Answers]:
        return (yield [Question("stance", "passage", "headline"), Question("nli", "passage", "headline")])

    (found,) = drive([course()], Arithmetic(tells_stances=tells), 1)
    assert isinstance(found, Answers)
    assert found.stance("passage", "headline").nli == found.nli("passage", "headline")
    assert bool(found.stance("passage", "headline").stances) == tells


@pytest.mark.parametrize("window", [1, 4, 16])
def test_what_came_before_a_source_that_breaks_is_answered_first(window: int) -> None:
    def courses() -> Iterator[Course[list[float]]]:
        for letter in "abcde":
            yield scripted([[(letter, "x")], [(letter, "y")]])
        raise OSError("source broke")

    results = drive(courses(), Arithmetic(), window)
    found = [next(results) for _ in range(5)]
    assert found == [[Arithmetic.one(letter, end).entailment for end in "xy"] for letter in "abcde"]
    with pytest.raises(OSError, match="source broke"):
        next(results)
