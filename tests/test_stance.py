"""The pipeline's signals, and the stance model that reads them."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.ensemble import HistGradientBoostingClassifier

from checker import Checker, ModelError
from checker.rules import run
from checker.signals import NLI_SIGNALS, signals
from checker.stance import STANCES, StanceModel, read_stance_model
from models.recipe import stance as recipe

RUNWAY = (
    "The council rejected the runway on Tuesday by nine votes to four. The mayor, who had backed it, was disappointed. "
    "Residents of two villages had protested for months."
)
HOAX = (
    "A story that a shark swam through the streets of Moss is a hoax, police said on Monday. The picture that was shared "
    "online is fake, and nobody saw a shark. The town denied that its harbour was closed."
)


def found(checker: Checker, headline: str, body: str) -> dict[str, float]:
    (context,) = checker.contexts([(headline, body)])
    assert context is not None
    return signals(context, run(context, checker.rules))


def test_signals_tell_what_they_are_named_for(checker: Checker) -> None:
    agree = found(checker, "Council rejects runway", RUNWAY)
    disagree = found(checker, "Council approves runway", RUNWAY)
    unrelated = found(checker, "Singer falls off stage in Lisbon", RUNWAY)
    hoax = found(checker, "Shark swims through streets of Moss", HOAX)
    assert list(agree) == list(disagree) == list(unrelated) == list(hoax)
    assert agree["entailment"] > 0.5 > disagree["entailment"]
    assert disagree["contradicting"] >= 1 > agree["contradicting"]
    assert unrelated["relevance"] < 0.2 < agree["relevance"]
    assert unrelated["coverage"] < 0.2
    assert hoax["fabricated_relevant"] > 0
    assert agree["fabricated_body"] == 0
    assert found(checker, "Was the runway rejected?", RUNWAY)["question"] == 1


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(RUNWAY.split() + HOAX.split()), min_size=2, max_size=9).map(" ".join),
    st.lists(st.sampled_from([*RUNWAY.split(". "), *HOAX.split(". ")]), min_size=2, max_size=6).map(". ".join),
)
def test_signals_are_finite_and_always_the_same_ones(checker: Checker, headline: str, body: str) -> None:
    (context,) = checker.contexts([(headline, body + ".")])
    if context is not None:
        values = signals(context, [])
        assert all(math.isfinite(value) and value >= -1 for value in values.values())
        assert set(NLI_SIGNALS) < set(values)


def table(rows: int = 600, seed: int = 0) -> pd.DataFrame:
    """Made-up signals that tell the stance, with noise."""
    rng = np.random.default_rng(seed)
    names = sorted({name for constraint in recipe.MONOTONE.values() for name in constraint})
    frame = pd.DataFrame(rng.random((rows, len(names))), columns=names)
    stance = np.where(frame["relevance"] < 0.3, "unrelated", "discuss")
    stance = np.where((frame["entailment"] > 0.6) & (stance == "discuss"), "agree", stance)
    stance = np.where((frame["denied_relevant"] > 0.7) & (stance == "discuss"), "disagree", stance)
    return frame.assign(stance=stance, topic=[f"t{number % 12}" for number in range(rows)])


def test_our_trees_give_the_same_answers_as_scikit_learn() -> None:
    rows = table()
    model = recipe.fit(rows, "0" * 16)
    names = list(model.signals)
    for stance in STANCES:
        constraint = [recipe.MONOTONE[stance].get(name, 0) for name in names]
        theirs = HistGradientBoostingClassifier(monotonic_cst=constraint, random_state=0, **recipe.PARAMETERS)
        weight = rows["stance"].map(recipe.WEIGHTS).to_numpy()
        theirs.fit(rows[names].to_numpy(), (rows["stance"] == stance).to_numpy(), sample_weight=weight)
        wanted = theirs.decision_function(rows[names].to_numpy())
        alone = StanceModel(
            model.signals, model.baselines, {**{name: [] for name in STANCES}, stance: model.trees[stance]}, ""
        )
        for number in range(0, len(rows), 37):
            values = rows.iloc[number].to_dict()
            share = alone.probabilities(values)
            rest = sum(1 / (1 + math.exp(-alone.baselines[name])) for name in STANCES if name != stance)
            raw = share[stance] * rest / (1 - share[stance])
            assert math.log(raw / (1 - raw)) == pytest.approx(wanted[number], abs=1e-3)


def test_the_stance_is_learnt_over_topics_and_written_as_data(tmp_path: Path) -> None:
    rows = table()
    chances = recipe.cross_validated(rows, "0" * 16)
    assert np.allclose(chances.sum(axis=1), 1)
    right = np.array(STANCES)[chances.argmax(axis=1)] == rows["stance"]
    assert right.mean() > 0.8
    model = recipe.fit(rows, "abc")
    model.write(tmp_path / "stance.json")
    again = read_stance_model(tmp_path / "stance.json")
    values = rows.iloc[0].to_dict()
    assert again.probabilities(values) == pytest.approx(model.probabilities(values), abs=1e-6)
    assert again.revision == "abc"


def test_more_support_never_lowers_agreement() -> None:
    model = recipe.fit(table(), "0" * 16)
    values = table().iloc[5].to_dict()
    odds = []
    for share in np.linspace(0, 1, 11):
        chances = model.probabilities({**values, "entailment": float(share), "entailment_top": float(share)})
        odds.append(chances["agree"] / (1 - chances["agree"]))
    # The other stances' ensembles may use the signal too, so only the direction over its whole range is sure.
    assert odds[-1] > odds[0]


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other/1"},
        {"trees": {}},
        {"baselines": {"agree": "much"}},
        {"trees": {stance: [[[0, 0.5, 0, 0, 0.0]]] for stance in STANCES}},
        {"trees": {stance: [[]] for stance in STANCES}},
        {"trees": {stance: [[[99, 0.5, 1, 2, 0.0], [-1, 0, 0, 0, 1.0], [-1, 0, 0, 0, 1.0]]] for stance in STANCES}},
    ],
)
def test_damaged_models_are_refused(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "stance.json"
    recipe.fit(table(200), "0" * 16).write(path)
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(ModelError, match="not a stance model"):
        read_stance_model(path)


def test_topics_follow_shared_headlines() -> None:
    rows = pd.DataFrame(
        [(1, "a", "agree"), (2, "a", "discuss"), (2, "b", "agree"), (3, "c", "agree"), (3, "a", "unrelated")],
        columns=["body_id", "headline", "stance"],
    )
    found = recipe.topics(rows)
    assert found[0] == found[1] == found[2]
    assert found[3] == found[4] != found[0]


def test_signals_are_collected_once(checker: Checker, tmp_path: Path) -> None:
    rows = pd.DataFrame(
        [("Council rejects runway", RUNWAY, "agree", "t"), ("", RUNWAY, "agree", "t")],
        columns=["headline", "body", "stance", "topic"],
    )
    first = recipe.collect(checker, rows, tmp_path)
    assert len(first) == 1
    (part,) = tmp_path.glob("*.parquet")
    stamp = part.stat().st_mtime_ns
    pd.testing.assert_frame_equal(recipe.collect(checker, rows, tmp_path), first)
    assert part.stat().st_mtime_ns == stamp
