"""The recipe's light parts: data mix, augmentation, metrics, configuration."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from models.recipe.augmentation import augment, change_number, headline_style, role_pair
from models.recipe.config import RecipeConfig
from models.recipe.data import training_mix
from models.recipe.evaluation import accuracy


def pairs(count: int = 40) -> pd.DataFrame:
    labels = ["entailment", "neutral", "contradiction"]
    return pd.DataFrame(
        {
            "premise": [
                f"The council of town {number} met {number + 30} people in the old hall on Monday."
                for number in range(count)
            ],
            "hypothesis": [f"The council met {number + 30} people." for number in range(count)],
            "label": [labels[number % 3] for number in range(count)],
            "source": "own",
        }
    )


def test_headline_style() -> None:
    assert headline_style("The council has been accused of a fraud.") == "council accused of fraud"
    assert headline_style("A bridge will open.") == "bridge to open"


def test_changed_number_is_in_neither_text() -> None:
    rng = random.Random(1)
    for _ in range(50):
        changed = change_number("It met 31 people and 62 dogs.", "The council met 31 people.", rng)
        # 62 is one of the draws, and is refused, since the premise has it too.
        assert changed is None or ("31 " not in changed and "62 " not in changed)
    assert change_number("It met people.", "The council met 31 people.", rng) is None


def test_role_pairs_are_balanced_and_share_their_names() -> None:
    rng = random.Random(2)
    made = [role_pair(rng) for _ in range(400)]
    labels = [label for _, _, label in made]
    assert 0.4 < labels.count("contradiction") / len(labels) < 0.6
    assert set(labels) == {"entailment", "contradiction"}


def test_augmentation_adds_the_counts_and_is_repeatable() -> None:
    shares: dict[str, int | float] = {
        "headline_style": 0.5,
        "long_premise": 0.5,
        "mismatch": 5,
        "number_change": 4,
        "role_swap": 6,
    }
    one, two = augment(pairs(), shares, 3), augment(pairs(), shares, 3)
    pd.testing.assert_frame_equal(one, two)
    counts = one["source"].value_counts()
    assert counts["own"] == 40
    assert counts["role_swap"] == 6
    assert counts["number_change"] == 4
    assert set(one.loc[one["source"] == "mismatch", "label"]) == {"neutral"}


def test_mix_leaves_out_evaluation_premises(tmp_path: Path) -> None:
    (tmp_path / "nli" / "train").mkdir(parents=True)
    (tmp_path / "nli" / "eval").mkdir()
    frame = pairs().drop(columns="source")
    frame.to_parquet(tmp_path / "nli" / "train" / "own.parquet")
    frame.head(10).assign(premise=lambda held: held["premise"].str.upper()).to_parquet(
        tmp_path / "nli" / "eval" / "held.parquet"
    )
    found = training_mix(tmp_path, {"own": 0}, 1)
    assert len(found) == 30
    assert not set(found["premise"]) & set(frame["premise"].head(10))
    assert len(training_mix(tmp_path, {"own": 12}, 1)) == 12


def test_accuracy_and_calibration_error() -> None:
    found = np.array([[0.9, 0.05, 0.05], [0.2, 0.7, 0.1], [0.1, 0.1, 0.8], [0.6, 0.3, 0.1]])
    labels = pd.Series(["entailment", "neutral", "contradiction", "neutral"])
    assert accuracy(found, labels)["all"] == 75.0
    assert accuracy(found, pd.Series(["entailment", "not_entailment", "not_entailment", "not_entailment"]))[
        "not_entailment"
    ] == pytest.approx(200 / 3)


def test_the_shipped_recipe_reads() -> None:
    config = RecipeConfig.load("standard")
    assert config.phases
    assert len(config.keep_layers) <= 12
    for phase in config.phases:
        added = sum(
            value for key, value in phase.augmentation.items() if key in ("mismatch", "number_change", "role_swap")
        )
        assert added < 15_000
