"""Predictions kept in a file: the same answers, computed once, never another model's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker import Checker, ModelError
from checker.nli import PassageReading, Prediction
from checker.nli.remembered import RememberedModel


class Counting:
    """A real enough model: what it predicts depends on the texts alone, and it counts what it was asked."""

    name = "counting"
    calibrated = True

    def __init__(self, revision: str = "a" * 16) -> None:
        self.revision = revision
        self.asked: list[tuple[str, str]] = []

    def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
        self.asked += pairs
        return [Prediction(1 / (1 + len(one)), 0.25, 1 / (2 + len(other)), len(one) > 5) for one, other in pairs]

    def read_passages(self, pairs: Sequence[tuple[str, str]]) -> list[PassageReading]:
        return [
            PassageReading(prediction, (0.1 * len(one), 0.2, 0.3, 0.1 * len(other)))
            for prediction, (one, other) in zip(self.predict(pairs), pairs, strict=True)
        ]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), max_size=12))
def test_answers_are_those_of_the_model_in_order(tmp_path: Path, pairs: list[tuple[str, str]]) -> None:
    model = RememberedModel(Counting(), tmp_path / "store.sqlite")
    assert model.predict(pairs) == Counting().predict(pairs)
    assert model.predict(pairs[::-1]) == Counting().predict(pairs[::-1])
    assert model.read_passages(pairs) == Counting().read_passages(pairs)


def test_each_pair_is_computed_once_across_runs(tmp_path: Path) -> None:
    pairs = [(f"premise {number}", "hypothesis") for number in range(1200)]
    first, second = Counting(), Counting()
    before = RememberedModel(first, tmp_path / "store.sqlite").predict([*pairs, pairs[0]])
    after = RememberedModel(second, tmp_path / "store.sqlite").predict([("new", "one"), *pairs])
    assert len(first.asked) == 1200
    assert second.asked == [("new", "one")]
    assert after[1:] == before[:-1]


def test_a_passage_is_read_once_and_is_no_pair(tmp_path: Path) -> None:
    counting = Counting()
    model = RememberedModel(counting, tmp_path / "store.sqlite")
    first = model.read_passages([("one", "two")])
    assert model.read_passages([("one", "two")]) == first
    model.predict([("one", "two")])
    assert counting.asked == [("one", "two")] * 2


def test_other_weights_do_not_answer(tmp_path: Path) -> None:
    RememberedModel(Counting("a" * 16), tmp_path / "store.sqlite").predict([("one", "two")])
    other = Counting("b" * 16)
    RememberedModel(other, tmp_path / "store.sqlite").predict([("one", "two")])
    assert other.asked == [("one", "two")]


def test_a_checker_gives_the_same_report_with_it(tmp_path: Path, checker: Checker) -> None:
    article = (
        "Council rejects runway",
        "The council rejected the runway on Tuesday. The mayor, who backed it, was sorry.",
    )
    wanted = checker.check(article)
    for _ in range(2):
        remembering = Checker(RememberedModel(checker.model, tmp_path / "store.sqlite"))
        assert remembering.check(article) == wanted


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are notes, and more than a hundred bytes of them " * 4)
    with pytest.raises(ModelError, match=r"notes\.txt: not a store of predictions"):
        RememberedModel(Counting(), path)
