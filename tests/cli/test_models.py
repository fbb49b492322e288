"""``checker models`` and the model options of ``checker check``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli import main
from checker.nli.calibration import write_user_calibration
from tests.nli.tiny_models import PAIRS, TEXT, make_model


@pytest.fixture(autouse=True)
def no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "hub"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_model(tmp_path_factory.mktemp("m") / "tiny", "roberta", ("contradiction", "neutral", "entailment"))
    (made / "README.md").write_text("---\nlicense: apache-2.0\n---\n")
    return made


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=text)


def test_list() -> None:
    found = run("models", "list")
    assert found.exit_code == 0
    assert found.stdout.startswith("standard")
    assert "calibrated" in found.stdout
    rows = json.loads(run("models", "list", "--output-format", "json").stdout)
    assert [row["name"] for row in rows[:2]] == ["standard", "compact"]
    assert rows[0]["calibration"] == "shipped"


def test_show_an_embedded_model() -> None:
    found = run("models", "show", "standard")
    assert found.exit_code == 0
    for part in ("entailment, neutral, contradiction", "320 tokens", "Apache-2.0", "shipped with it, temperature"):
        assert part.lower() in found.stdout.lower()


def test_what_was_shipped_is_shown_beside_a_calibration_of_ones_own(folder: Path) -> None:
    before = json.loads(run("models", "show", "compact", "--output-format", "json").stdout)
    write_user_calibration({"revision": before["revision"], "score": {"bias": -1.0}})
    found = json.loads(run("models", "show", "compact", "--output-format", "json").stdout)
    assert (found["calibration"], found["temperature"]) == ("yours", before["temperature"])
    assert found["operating_points"] is None, "they are of the score that was shipped"
    revision = json.loads(run("models", "show", folder, "--output-format", "json").stdout)["revision"]
    write_user_calibration({"revision": revision, "score": {"bias": -1.0}})
    assert "yours, no temperature: run pairs too" in run("models", "show", folder).stdout


def test_show_a_folder(folder: Path, tmp_path: Path) -> None:
    found = run("models", "show", folder)
    assert found.exit_code == 0
    for part in (
        "RobertaForSequenceClassification",
        "million parameters",
        "apache-2.0",
        "196 tokens",
        "none: its prob",
    ):
        assert part in found.stdout
    described = json.loads(run("models", "show", folder, "--output-format", "json").stdout)
    assert described["labels"] == ["entailment", "neutral", "contradiction"]
    assert described["problem"] is None
    odd = make_model(tmp_path / "odd", "bert", ("LABEL_0", "LABEL_1", "LABEL_2"))
    described = json.loads(run("models", "show", odd, "--output-format", "json").stdout)
    assert "labels are not understood" in described["problem"]
    two = run("models", "show", make_model(tmp_path / "two", "bert", ("unsupported", "supported")))
    assert "support only: it cannot find contradictions" in two.stdout
    assert run("models", "show", "nothing").exit_code == 2


def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text("Council rejects runway\n\n" + "\n".join(TEXT) + "\n")
    return path


def test_check_with_a_folder_says_that_it_is_uncalibrated(folder: Path, tmp_path: Path) -> None:
    path = article(tmp_path)
    found = run("check", path, "--model", folder, "--batch-size", "2", "--device", "cpu", "--exit-zero")
    assert found.exit_code == 0, found.stderr
    assert "is uncalibrated: its probabilities are raw" in " ".join(found.stdout.split())
    two = make_model(tmp_path / "two", "bert", ("LABEL_0", "LABEL_1"))
    found = run("check", path, "--model", two, "--labels", "not-entailment,entailment", "--exit-zero")
    assert "tells only support from no support" in " ".join(found.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--model", "nothing"), "nothing: no such model"),
        (("--device", "cuda"), "standard is an ONNX model for the CPU"),
        (("--revision", "main"), "only models of the hub have revisions"),
        (("--labels", "a,b"), "labels: `a` is none of"),
    ],
)
def test_options_that_cannot_work(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    found = run("check", article(tmp_path), *arguments)
    assert found.exit_code == 2
    assert message in found.stderr
    assert found.stderr.count("\n") == 1
    assert found.stdout == ""


def test_export_then_check_then_calibrate(folder: Path, tmp_path: Path, own_configuration: Path) -> None:
    out = tmp_path / "exported"
    pairs = tmp_path / "pairs.jsonl"
    labels = ("entailment", "neutral", "contradiction")
    rows = [{"premise": a, "hypothesis": b, "label": labels[i % 3]} for i, (a, b) in enumerate(PAIRS * 5)]
    pairs.write_text("\n".join(map(json.dumps, rows)))
    found = run("models", "export", folder, out, "--pairs", pairs, "--min-agreement", "0.5")
    assert found.exit_code == 0, found.stderr
    assert "ONNX fp32 against torch" in found.stdout
    assert {path.name for path in out.iterdir()} == {"model.onnx", "tokenizer.json", "config.json"}
    assert "is not empty: name a new folder" in run("models", "export", folder, out).stderr
    assert "is in our ONNX layout already" in run("models", "export", out, tmp_path / "other").stderr

    path = article(tmp_path)
    before = json.loads(run("check", path, "--model", out, "--output-format", "json", "--exit-zero").stdout)
    assert before["model"]["calibration"] == "uncalibrated"
    found = run("models", "calibrate", out, pairs)
    assert found.exit_code == 0, found.stderr
    assert "calibration error" in found.stdout
    kept = own_configuration / "headline-checker" / "calibrations" / f"{before['model']['revision']}.json"
    assert str(kept) in found.stdout
    assert kept.is_file()
    after = json.loads(run("check", path, "--model", out, "--output-format", "json", "--exit-zero").stdout)
    assert after["model"]["calibration"] == "calibrated"
    assert after["claims"][0]["entailment"] != before["claims"][0]["entailment"]
    assert "yours, temperature" in run("models", "show", out).stdout


def test_export_compares_on_the_rules_examples_by_default(folder: Path, tmp_path: Path) -> None:
    # Of random models some flip a label among a few hundred pairs; a trained one seldom does.
    refused = None
    for seed in range(6):
        other = make_model(tmp_path / f"random-{seed}", "bert", seed=seed)
        refused = run("models", "export", other, tmp_path / f"out-{seed}", "--min-agreement", "1")
        if refused.exit_code:
            break
    assert refused is not None
    assert refused.exit_code == 2, refused.stdout
    assert "of fp32 (at least 100 % are asked for)" in refused.stderr or "labels are those of fp32" in refused.stderr
    assert not (tmp_path / f"out-{seed}").exists()
    found = run("models", "export", folder, tmp_path / "out", "--min-agreement", "0.5")
    assert found.exit_code == 0, found.stderr
