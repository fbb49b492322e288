"""The recipe's light parts: data mix, augmentation, metrics, configuration."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pandas as pd
import pytest
import torch

from checker.english.parser import parser
from checker.nli.export import quantise
from models.recipe.augmentation import augment, change_number, role_pair
from models.recipe.config import MODELS_DIR, RecipeConfig
from models.recipe.data import training_mix
from models.recipe.edited_pairs import KINDS, make_pairs
from models.recipe.evaluation import accuracy
from models.recipe.headlines import rewrite_all
from models.recipe.quantised import RoundedLinear, rounded
from models.recipe.templates import heuristic_pair


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


@pytest.mark.parametrize(
    ("sentence", "case", "headline"),
    [
        ("The minister was accused of taking a bribe.", "plain", "Minister accused of taking bribe"),
        ("A bridge will open in May.", "plain", "Bridge to open in May"),
        ("The council rejected the plan.", "plain", "Council rejects plan"),
        ("The councils rejected the plan.", "plain", "Councils reject plan"),
        ("They did not see the car.", "plain", "They did not see car"),
        ("Police have arrested two men who were hiding.", "title", "Police Arrested Two Men Who Were Hiding"),
        ("He flew to the coast.", "upper", "HE FLIES TO COAST"),
        ("Yes.", "plain", "Yes."),
    ],
)
def test_headline_rewriting(sentence: str, case: str, headline: str) -> None:
    assert rewrite_all([sentence], [case]) == [headline]


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


SENTENCES = [
    "Calder bought Brightwater for 45 million dollars on Monday, the companies said.",
    "The minister criticised the mayor in parliament, after weeks of talks.",
    "Rossi has accused Tanaka of fraud in a letter to 12 shareholders.",
    "The council may close four libraries in Leeds, according to a report.",
    "Police arrested three protesters near the bridge in Oslo on Friday.",
    "The airline plans to cut 300 jobs, its chairman said.",
    "The court did not approve the sale of the stadium to Meridia.",
    "The storm killed 31 people in Leeds and destroyed 62 homes.",
    "The mayor said that the bridge in Oslo was safe for heavy lorries.",
]


def test_edits_give_known_labels() -> None:
    found = make_pairs(SENTENCES, parser().pipe, dict.fromkeys(KINDS, 40), 1)
    made = {(pair.hypothesis, pair.label) for pair in found}
    assert {pair.kind for pair in found} == set(KINDS)
    for pair in found:
        assert pair.premise in SENTENCES
        assert pair.hypothesis.endswith(".")
        assert (pair.label == "neutral") <= (pair.kind in ("hedge", "attribution"))
    roles = {pair.label: pair.hypothesis for pair in found if pair.kind == "role" and "riticised" in pair.hypothesis}
    starts_with_minister = roles["entailment"].startswith("The minister criticised")
    assert starts_with_minister or roles["entailment"].startswith("The mayor was criticised by the minister")
    assert ("The council may close four libraries in Leeds according to a report.", "entailment") in made
    assert ("The court approved the sale", "contradiction") not in made
    assert ("The storm killed 62 people in Leeds.", "contradiction") in made
    told = {pair.label: pair.hypothesis for pair in found if pair.kind == "attribution" and "bridge" in pair.premise}
    assert "ridge in Oslo was safe for heavy lorries" in told["entailment"]
    assert "the mayor" in told["entailment"].lower()
    assert "denie" in told["contradiction"] or "mayor" not in told["neutral"].lower()
    again = make_pairs(SENTENCES, parser().pipe, dict.fromkeys(KINDS, 40), 1)
    assert again == found


def test_edits_take_no_more_than_is_wanted() -> None:
    found = make_pairs(SENTENCES * 3, parser().pipe, {"negation": 4}, 1)
    assert [pair.label for pair in found].count("entailment") == 2
    assert len(found) == 4


def test_sentence_patterns_share_their_words_and_are_balanced() -> None:
    rng = random.Random(4)
    made = [heuristic_pair(rng) for _ in range(600)]
    labels = [label for _, _, label in made]
    assert 0.35 < labels.count("entailment") / len(made) < 0.65
    for premise, hypothesis, _ in made:
        words = set(premise.lower().replace(",", "").rstrip(".").split()) | {"was", "were", "by"}
        assert len(set(hypothesis.lower().rstrip(".").split()) - words) <= 2


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rounded_weights_are_those_of_onnx_runtime(tmp_path: Path) -> None:
    torch.manual_seed(0)
    layer = torch.nn.Linear(256, 32, bias=False)
    weight = rounded(layer.weight.detach(), 128)
    assert torch.equal(rounded(weight, 128), weight), "rounding again changes nothing"
    assert len(torch.unique(weight[0, :128])) <= 16
    with torch.no_grad():
        layer.weight.copy_(weight)
    torch.onnx.export(
        layer, (torch.ones(1, 256),), str(tmp_path / "a.onnx"), dynamo=False, input_names=["x"], opset_version=17
    )
    quantise(tmp_path / "a.onnx", tmp_path / "b.onnx", bits=4)
    value = torch.randn(5, 256)
    runs = [
        onnxruntime.InferenceSession(str(tmp_path / name)).run(None, {"x": value[:1].numpy()})[0]
        for name in ("a.onnx", "b.onnx")
    ]
    # What is left is the 8-bit rounding of the activations.
    assert np.abs(runs[0] - runs[1]).max() < 0.02 * np.abs(runs[0]).max()


def test_a_rounded_layer_learns() -> None:
    torch.manual_seed(0)
    layer = torch.nn.Linear(128, 4)
    layer.__class__ = RoundedLinear
    layer.block_size = 128  # type: ignore[assignment]
    layer(torch.randn(3, 128)).sum().backward()
    assert layer.weight.grad is not None
    assert layer.weight.grad.abs().sum() > 0


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
    first, rest = training_mix(tmp_path, {"own": [0, 12]}, 1), training_mix(tmp_path, {"own": [12, 99]}, 1)
    assert set(first["premise"]).isdisjoint(rest["premise"])
    assert len(first) + len(rest) == 30


def test_accuracy_and_calibration_error() -> None:
    found = np.array([[0.9, 0.05, 0.05], [0.2, 0.7, 0.1], [0.1, 0.1, 0.8], [0.6, 0.3, 0.1]])
    labels = pd.Series(["entailment", "neutral", "contradiction", "neutral"])
    assert accuracy(found, labels)["all"] == 75.0
    assert accuracy(found, pd.Series(["entailment", "not_entailment", "not_entailment", "not_entailment"]))[
        "not_entailment"
    ] == pytest.approx(200 / 3)


@pytest.mark.parametrize("name", ["standard", "compact"])
def test_a_shipped_description_says_what_the_recipe_decides(name: str) -> None:
    config = RecipeConfig.load(name)
    values = json.loads((MODELS_DIR / name / "config.json").read_text())
    wanted = replace(config, phases=config.phases[: config.shipped]).described
    assert {key: values.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("name", ["standard", "compact"])
def test_the_shipped_recipes_read(name: str) -> None:
    config = RecipeConfig.load(name)
    assert config.phases
    assert len(config.keep_layers) <= 12
    for phase in config.phases:
        added = sum(
            value for key, value in phase.augmentation.items() if key in ("mismatch", "number_change", "role_swap")
        )
        assert added < 15_000
