"""Measuring a model alone on claims, and the command that trains: whose figures, and whose folder."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from checker.nli import LABELS, Prediction, load_model
from models.recipe import __main__ as command
from models.recipe.checkpoint import Checkpoint
from models.recipe.claim_evaluation import (
    READINGS,
    measure_claims,
    pairs_preferred,
    pairs_right,
    read_claims,
    readings,
    sentences_of,
)
from models.recipe.config import RecipeConfig
from models.recipe.training import finished
from models.recipe.work_folder import PID_FILE, taken
from tests.nli.tiny_models import PAIRS, make_model

ROOT = Path(__file__).resolve().parents[2]
BODY = "The council met on Monday. It rejected the bridge. Nobody was hurt. The mayor was not there."


class ByWords:
    """Entails what shares its last word with the premise; contradicts where the premise says "rejected"."""

    def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
        """As the protocol has it."""
        found = []
        for premise, claim in pairs:
            last = claim.split()[-1].strip(".").lower()
            entailed = 0.9 if last in premise.lower() else 0.2
            found.append(Prediction(entailed, 0.9 - entailed, 0.1 if "rejected" not in premise else 1 - entailed))
        return found


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    for part in ("claims", "news"):
        (folder / part).mkdir(parents=True)
    rows = [("Council rejects bridge", "consistent"), ("Council praises harbour", "inconsistent")] * 6
    frame = pd.DataFrame(rows, columns=["hypothesis", "label"]).assign(premise=BODY)
    frame.to_parquet(folder / "claims/wice.parquet")
    frame.assign(label=["entailment", "neutral"] * 6).to_parquet(folder / "claims/ragtruth_news.parquet")
    (tmp_path / "cases").mkdir()
    cases = [
        {"headline": "Council rejects bridge", "body": BODY, "expected": "consistent"},
        {"headline": "Council praises harbour", "body": BODY, "expected": "contradicted"},
        {"headline": "Council praises harbour", "body": BODY, "expected": "not-checked"},
    ]
    (tmp_path / "cases/real-faults.jsonl").write_text("\n".join(map(json.dumps, cases)), encoding="utf-8")
    return folder


def test_every_kind_of_label_becomes_supported_or_not(data: Path) -> None:
    assert read_claims(data, "wice")["supported"].tolist() == [True, False] * 6
    assert read_claims(data, "ragtruth_news")["supported"].tolist() == [True, False] * 6
    assert read_claims(data, "real-faults")["supported"].tolist() == [True, False], (
        "what is not checked is not measured"
    )
    assert len(read_claims(data, "wice", 5)) == 5
    with pytest.raises(ValueError, match="no set of claims named wise: choose of summac_val_cnn"):
        read_claims(data, "wise")


def test_the_readings_are_what_they_say(data: Path) -> None:
    rows = pd.DataFrame({"body": [BODY], "claim": ["Council rejects bridge"]})
    found = readings(ByWords(), rows).iloc[0]
    assert list(found.index) == list(READINGS)
    assert found["sentence"] == found["passage"] == found["long"] == pytest.approx(0.9)
    assert found["both"] == pytest.approx(0.9)
    # "It rejected the bridge" contradicts by 0.1 only; nothing else does by more.
    assert found["sentence-c"] == found["passage-c"] == pytest.approx((1 + 0.9 - 0.1) / 2)


def test_a_claim_of_two_sentences_has_the_geometric_mean_of_theirs() -> None:
    claim = "The council rejected the bridge. It praised the new harbour."
    assert len(sentences_of(claim)) == 2
    found = readings(ByWords(), pd.DataFrame({"body": [BODY], "claim": [claim]})).iloc[0]
    assert found["passage"] == pytest.approx((0.9 * 0.2) ** 0.5)
    assert sentences_of("Council rejects bridge") == ["Council rejects bridge"]


def test_a_set_is_measured_by_auroc(data: Path) -> None:
    found = measure_claims(ByWords(), data, "wice")
    assert found["rows"] == 12
    assert found["supported"] == 50
    assert found["passage"] == found["sentence"] == 100
    assert "passage pairs" not in found


def test_a_pair_is_right_where_both_twins_are() -> None:
    rows = pd.DataFrame({"supported": [True, False] * 3, "pair": [0, 0, 1, 1, 2, 2]})
    score = np.array([0.9, 0.1, 0.9, 0.8, 0.4, 0.1])
    assert pairs_right(rows, score) == pytest.approx(1 / 3)
    assert pairs_right(rows, score, 0.3) == pytest.approx(2 / 3)
    assert pairs_preferred(rows, score) == 1
    assert pairs_preferred(rows, np.array([0.9, 0.1, 0.8, 0.9, 0.4, 0.4])) == pytest.approx(0.5)


def test_a_checkpoint_answers_as_the_product_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.recipe.checkpoint.fast_bf16", lambda: False)
    folder = make_model(tmp_path / "model", "mpnet", hidden_size=128, intermediate_size=256)
    found = Checkpoint(folder, max_length=128).predict(PAIRS)
    wanted = load_model(str(folder), labels=LABELS).predict(PAIRS)
    assert np.abs(np.array([item[:3] for item in found]) - np.array([item[:3] for item in wanted])).max() < 1e-4
    rounded = Checkpoint(folder, bits=4, max_length=128).predict(PAIRS)
    assert np.abs(np.array(rounded) - np.array(found)).max() > 0.01
    assert Checkpoint(folder).predict([]) == []


HOLD = """
import sys
from pathlib import Path
from models.recipe.work_folder import taken
with taken(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_runs_never_write_one_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "work")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        told = rf"process {other.pid} is training here"
        with pytest.raises(click.ClickException, match=told), taken(tmp_path / "work"):
            pass
        other.communicate(timeout=30)
    with taken(tmp_path / "work"):
        assert (tmp_path / PID_FILE).read_text().strip().isdigit()


def test_training_goes_on_from_the_shipped_weights_where_no_checkpoint_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[str, Path]] = []
    monkeypatch.setattr(
        "models.recipe.unpack.unpack", lambda file, base, layers, target: calls.append(("unpack", target))
    )
    monkeypatch.setattr("models.recipe.base_weights.base_folder", lambda name, folder: tmp_path / "base")
    monkeypatch.setattr("models.recipe.training.teachers", lambda name, work: [])
    monkeypatch.setattr("models.recipe.training.train", lambda config, base, data, work: calls.append(("train", work)))
    work = tmp_path / "work"
    runner = CliRunner()
    options = ["train", "--model", "standard", "--data", str(tmp_path), "--work-dir", str(work)]
    assert runner.invoke(command.main, options).exit_code == 0
    shipped = RecipeConfig.load("standard").shipped
    assert calls == [("unpack", work / f"phase-{shipped}" / "final"), ("train", work)]
    later = work / f"phase-{shipped + 1}" / "final"
    later.mkdir(parents=True)
    (later / "model.safetensors").write_bytes(b"")
    assert finished(work) == shipped + 1
    calls.clear()
    assert runner.invoke(command.main, options).exit_code == 0
    assert calls == [("train", work)], "what is further on is not written over"
    calls.clear()
    assert runner.invoke(command.main, [*options, "--anew"]).exit_code == 0
    assert calls == [("train", work)]


def test_shipped_phases_are_phases_of_the_recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (Path(command.__file__).parent.parent / "compact" / "recipe.toml").read_text(encoding="utf-8")
    (tmp_path / "compact").mkdir()
    monkeypatch.setattr("models.recipe.config.MODELS_DIR", tmp_path)
    (tmp_path / "compact/recipe.toml").write_text(text.replace("shipped = 5", "shipped = 9"), encoding="utf-8")
    with pytest.raises(ValueError, match="shipped = 9, but there are 6 phases"):
        RecipeConfig.load("compact")
    (tmp_path / "one.toml").write_text("[[phase]]\nlearning_rate = 1e-5\nwarmup_share = 0.1\n", encoding="utf-8")
    (tmp_path / "compact/recipe.toml").write_text(text, encoding="utf-8")
    found = RecipeConfig.load("compact").experiment(tmp_path / "one.toml")
    assert len(found.phases) == 1
    assert found.shipped == 0
    assert found.base == RecipeConfig.load("compact").base


@pytest.mark.parametrize(
    "path", sorted((Path(command.__file__).parent.parent / "experiments").glob("*.toml")), ids=lambda path: path.stem
)
def test_the_kept_experiments_read(path: Path) -> None:
    (phase,) = RecipeConfig.load("compact").experiment(path).phases
    assert phase.claims or phase.pairs_of
    assert not set(phase.claims) & set(phase.left_out)
