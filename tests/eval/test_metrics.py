"""Metrics against scikit-learn, intervals against theory."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import balanced_accuracy_score, f1_score, roc_auc_score

from checker.calibration import metrics
from checker.statistics import (
    Interval,
    difference,
    fisher,
    holm,
    mcnemar,
    mean_count,
    of_confusion,
    of_rows,
    paired,
    paired_means,
    paired_shares,
    share,
)

LABELS = ("agree", "disagree", "discuss", "unrelated")
ROWS = st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), min_size=1, max_size=60)


@given(ROWS)
def test_f1_as_in_scikit_learn(rows: list[tuple[str, str]]) -> None:
    gold, guess = [one for one, _ in rows], [other for _, other in rows]
    table = metrics.confusion(gold, guess, LABELS).astype(float)
    wanted = f1_score(gold, guess, labels=LABELS, average=None, zero_division=0)
    assert metrics.class_f1(table) == pytest.approx(wanted)
    assert metrics.macro_f1(table) == pytest.approx(wanted.mean())
    assert metrics.accuracy(table) == pytest.approx(np.mean([one == other for one, other in rows]))


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=4, max_size=60))
def test_balanced_accuracy_as_in_scikit_learn(rows: list[tuple[bool, bool]]) -> None:
    gold, guess = [str(one) for one, _ in rows], [str(other) for _, other in rows]
    if len(set(gold)) == 2:
        table = metrics.confusion(gold, guess, ("True", "False")).astype(float)
        assert metrics.balanced_accuracy(table) == pytest.approx(balanced_accuracy_score(gold, guess))


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=2, max_size=60))
def test_auroc_as_in_scikit_learn(rows: list[tuple[bool, int]]) -> None:
    good, score = np.array([one for one, _ in rows]), np.array([other / 5 for _, other in rows])
    found = metrics.auroc(good, score)
    if good.all() or not good.any():
        assert np.isnan(found)
    else:
        assert found == pytest.approx(roc_auc_score(good, score))


def test_a_guess_that_is_no_label_is_wrong() -> None:
    table = metrics.confusion(["agree", "agree"], ["agree", "nonsense"], ("agree", "disagree"))
    assert metrics.accuracy(table.astype(float)) == 0.5
    assert metrics.class_f1(table.astype(float))[0] == pytest.approx(2 / 3)


def test_fnc_score_by_hand() -> None:
    gold = ["unrelated", "unrelated", "agree", "disagree", "discuss"]
    guess = ["unrelated", "agree", "agree", "discuss", "unrelated"]
    table = metrics.confusion(gold, guess, LABELS).astype(float)
    # 0.25 for the unrelated one found, 1 for the agree, 0.25 for related with the wrong stance; best is 2 × 0.25 + 3.
    assert metrics.fnc_score(table, LABELS) == pytest.approx(1.5 / 3.5)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 20)), min_size=2, max_size=40))
def test_the_best_threshold_is_the_best(rows: list[tuple[bool, int]]) -> None:
    good, score = np.array([one for one, _ in rows]), np.array([other / 20 for _, other in rows])
    if good.all() or not good.any():
        return

    def balanced(threshold: float) -> float:
        return float(((score[good] >= threshold).mean() + (score[~good] < threshold).mean()) / 2)

    assert (
        balanced(metrics.best_threshold(good, score))
        >= max(balanced(value) for value in np.linspace(-0.1, 1.1, 200)) - 1e-9
    )


def test_an_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(0)
    covered = 0
    for seed in range(200):
        right = int(rng.binomial(150, 0.7))
        found = of_confusion(np.array([[right, 150 - right]]), lambda table: table[..., 0, 0] / 150, 1000, seed)
        covered += found.low <= 0.7 <= found.high
    assert 0.89 <= covered / 200 <= 0.99


def test_rows_and_counts_give_the_same_interval() -> None:
    flags = np.array([True] * 60 + [False] * 40)
    by_rows = of_rows(100, lambda drawn: float(flags[drawn].mean()), 4000)
    by_counts = of_confusion(np.array([[60, 40]]), lambda table: table[..., 0, 0] / 100, 4000)
    assert by_rows.low == pytest.approx(by_counts.low, abs=0.02)
    assert by_rows.high == pytest.approx(by_counts.high, abs=0.02)


def test_paired_bootstrap_and_mcnemar_tell_a_real_difference_from_none() -> None:
    rng = np.random.default_rng(1)
    one = rng.random(400) < 0.6
    better = one | (rng.random(400) < 0.3)
    same = rng.permutation(one)

    def means(first: np.ndarray, second: np.ndarray):  # type: ignore[no-untyped-def, type-arg]
        return lambda drawn: np.array([[first[drawn].mean()], [second[drawn].mean()]])

    (real,) = paired(400, means(one, better), 1000)
    assert real.low > 0
    assert real.p < 0.01
    assert mcnemar(one, better) < 0.001
    (none,) = paired(400, means(one, same), 1000)
    assert none.low < 0 < none.high
    assert mcnemar(one, one) == 1.0
    assert mcnemar(one, same) > 0.05


@settings(max_examples=50)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=10))
def test_holm_never_lowers_and_keeps_the_order(values: list[float]) -> None:
    adjusted = holm(values)
    assert all(0 <= before <= after <= 1 or after == 1 for before, after in zip(values, adjusted, strict=True))
    order = sorted(range(len(values)), key=lambda index: values[index])
    assert [adjusted[index] for index in order] == sorted(adjusted)


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])


def test_reliability_bins() -> None:
    score = np.array([0.1, 0.1, 0.9, 0.9])
    good = np.array([False, False, True, True])
    assert metrics.calibration_bins(good, score) == [(0.1, 0.0, 2), (0.9, 1.0, 2)]
    assert metrics.score_error(good, score) == pytest.approx(0.1)


def test_wilson_is_honest_where_there_are_few_hits() -> None:
    # Brown, Cai and DasGupta (2001); by hand for 0 of 10 and 4 of 10.
    assert share(0, 10) == Interval(0.0, 0.0, pytest.approx(0.2775, abs=1e-3), 10)
    assert share(4, 10) == Interval(0.4, pytest.approx(0.1682, abs=1e-3), pytest.approx(0.6873, abs=1e-3), 10)
    assert np.isnan(share(0, 0).value)


def test_newcombes_difference_of_two_shares() -> None:
    # Newcombe (1998), table II, 56 of 70 less 48 of 80, method 10.
    found = difference(share(56, 70), share(48, 80))
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)


def test_fisher_is_exact() -> None:
    # Fisher's lady tasting tea.
    assert fisher(3, 4, 1, 4) == pytest.approx(0.4857, abs=1e-4)


def test_mean_counts() -> None:
    found = mean_count(np.array([0] * 90 + [1] * 5 + [3] * 5))
    assert found.value == pytest.approx(0.2)
    assert 0.05 < found.low < 0.15
    assert 0.25 < found.high < 0.4
    assert np.isnan(mean_count(np.array([], dtype=np.int64)).value)


def test_paired_differences_are_those_of_the_same_rows() -> None:
    one = np.array([True] * 30 + [False] * 70)
    other = np.array([True] * 20 + [False] * 80)
    found = paired_shares(one, other)
    assert (found.value, found.p) == (pytest.approx(-0.1), pytest.approx(2 * 0.5**10))
    assert found.low < -0.1 < found.high < 0
    same = paired_shares(one, one)
    assert (same.value, same.low, same.high, same.p) == (0, 0, 0, 1.0)
    before = np.linspace(0, 1, 50)
    means = paired_means(before, before + np.tile([0.1, 0.2], 25))
    assert means.value == pytest.approx(0.15)
    assert 0.13 < means.low < 0.15 < means.high < 0.17
    assert means.p < 1e-9
    assert paired_means(before, before).p == 1.0
    assert np.isnan(paired_means(before[:1], before[:1]).value)
