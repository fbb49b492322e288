"""Label names in any order and spelling, two-way and three-way."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import ModelError, UsageError
from checker.nli.labels import LABELS, labels_of_config, parse_labels, understand


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize(
    "names",
    [
        ("entailment", "neutral", "contradiction"),
        ("ENTAILMENT", "NEUTRAL", "CONTRADICTION"),
        ("Entails", "Neutral", "Contradicts"),
        ("SUPPORTS", "NOT ENOUGH INFO", "REFUTES"),
        ("e", "n", "c"),
    ],
)
def test_three_labels_in_any_order(order: tuple[int, ...], names: tuple[str, ...]) -> None:
    shuffled = [names[index] for index in order]
    found = understand(shuffled, "m")
    assert [shuffled[index] for index in (found.entailment, found.neutral, found.contradiction)] == list(names)  # type: ignore[index]
    assert not found.two_way
    assert found.names == LABELS
    assert found.in_order() == tuple(LABELS[index] for index in order)


@pytest.mark.parametrize(
    ("names", "entailment"),
    [
        (("not_entailment", "entailment"), 1),
        (("entailment", "not_entailment"), 0),
        (("unsupported", "supported"), 1),
        (("hallucinated", "consistent"), 1),
        (("contradiction", "entailment"), 1),
        (("consistent",), 0),
    ],
)
def test_two_way(names: tuple[str, ...], entailment: int) -> None:
    found = understand(names, "m")
    assert found.entailment == entailment
    assert found.two_way
    assert found.names == ("entailment", "not-entailment")


@pytest.mark.parametrize(
    "names",
    [
        ("LABEL_0", "LABEL_1", "LABEL_2"),
        ("LABEL_0",),
        ("positive", "negative"),
        ("entailment", "entailment", "neutral"),
        ("entailment", "neutral", "contradiction", "other"),
        (),
    ],
)
def test_what_is_not_understood_is_refused_with_what_was_found(names: tuple[str, ...]) -> None:
    with pytest.raises(ModelError, match="are not understood") as caught:
        understand(names, "my-model")
    message = str(caught.value)
    assert "my-model" in message
    assert "--labels" in message
    assert all(name in message for name in names)
    assert "\n" not in message


def test_labels_option() -> None:
    assert parse_labels(" contradiction, Entailment,neutral ") == ("contradiction", "Entailment", "neutral")
    for bad in ("", "yes,no", "entailment;neutral"):
        with pytest.raises(UsageError, match="none of entailment, neutral, contradiction, not-entailment"):
            parse_labels(bad)


def test_labels_of_a_configuration() -> None:
    assert labels_of_config({"id2label": {"10": "k", "2": "b", "1": "a"}}) == ["a", "b", "k"]
    assert labels_of_config({"num_labels": 1}) == ["LABEL_0"]
    assert labels_of_config({}) == ["LABEL_0", "LABEL_1"]


@given(
    st.lists(st.lists(st.floats(-30, 30), min_size=3, max_size=3), min_size=1, max_size=5),
    st.permutations(["entailment", "neutral", "contradiction"]),
    st.floats(0.3, 4),
)
def test_probabilities_sum_to_one_and_follow_the_labels(
    rows: list[list[float]], names: list[str], temperature: float
) -> None:
    found = understand(names, "m").three_way(np.array(rows, dtype=np.float32), temperature)
    assert np.allclose(found.sum(axis=1), 1, atol=1e-5)
    for row, chances in zip(rows, found, strict=True):
        by_name = dict(zip(names, row, strict=True))
        best = max(LABELS, key=lambda label: by_name[label])
        assert chances[LABELS.index(best)] == pytest.approx(chances.max(), abs=1e-6)


@given(st.floats(-20, 20), st.floats(-20, 20))
def test_a_two_way_model_never_contradicts(one: float, other: float) -> None:
    (both,) = understand(("not_entailment", "entailment"), "m").three_way(np.array([[other, one]]))
    (single,) = understand(("entailment",), "m").three_way(np.array([[one - other]]))
    assert both[2] == single[2] == 0
    assert both[0] == pytest.approx(single[0], abs=1e-4)
    assert both[0] + both[1] == pytest.approx(1, abs=1e-6)
