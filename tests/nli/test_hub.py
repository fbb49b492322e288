"""Hub models end to end: the real command and library against a hub on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .tiny_hub import COMMIT, serve
from .tiny_models import TEXT, make_model

ARTICLE = "Council rejects runway\n\n" + "\n".join(TEXT) + "\n"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    root = tmp_path_factory.mktemp("hub")
    good = make_model(root / "good", "deberta-v2", ("contradiction", "entailment", "neutral"))
    (good / "README.md").write_text("---\nlicense: mit\n---\n# Good\n")
    (good / "evil.py").write_text("raise SystemExit('was run')\n")
    (good / "pytorch_model.bin").write_bytes(b"never fetched")
    generator = make_model(root / "generator", "bert")
    config = json.loads((generator / "config.json").read_text())
    (generator / "config.json").write_text(json.dumps({**config, "architectures": ["GPT2LMHeadModel"]}))
    with serve({"own/good-nli": good, "own/generator": generator}) as served:
        yield served


def run(home: Path, endpoint: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The installed command, in a process of its own, since the library reads its settings at import."""
    variables = {**os.environ, "HF_HOME": str(home), "HF_ENDPOINT": endpoint, "HF_HUB_DISABLE_XET": "1", **environment}
    command = [sys.executable, "-c", "from checker.cli import main; main()", *arguments]
    return subprocess.run(command, input=ARTICLE, capture_output=True, text=True, env=variables, timeout=120)


def check(home: Path, endpoint: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run(
        home, endpoint, "check", "-", "--output-format", "json", "--exit-zero", "--model", *arguments, **environment
    )


def test_a_hub_model_is_fetched_once_without_code_and_pickle(hub: tuple[str, list[str]], tmp_path: Path) -> None:
    endpoint, asked = hub
    asked.clear()
    shown = run(tmp_path, endpoint, "models", "show", "own/good-nli", "--output-format", "json")
    assert shown.returncode == 0, shown.stderr
    described = json.loads(shown.stdout)
    assert described["licence"] == "mit"
    assert described["labels"] == ["entailment", "neutral", "contradiction"]
    assert described["megabytes"] is None, "to look at a model, its weights are not fetched"
    assert not any(path.endswith(".safetensors") for path in asked)

    first = check(tmp_path, endpoint, "own/good-nli")
    assert first.returncode == 0, first.stderr
    report = json.loads(first.stdout)
    assert report["model"]["name"] == "own/good-nli"
    assert report["model"]["calibration"] == "uncalibrated"
    assert any(path.endswith("model.safetensors") for path in asked)
    assert not any(path.endswith((".py", ".bin")) for path in asked)
    assert "was run" not in first.stdout + first.stderr

    nowhere = "http://127.0.0.1:9"
    again = check(tmp_path, nowhere, "own/good-nli", "--offline")
    assert json.loads(again.stdout)["claims"] == report["claims"]
    by_switch = check(tmp_path, nowhere, "own/good-nli", HF_HUB_OFFLINE="1")
    assert json.loads(by_switch.stdout)["claims"] == report["claims"]

    listed = run(tmp_path, nowhere, "models", "list")
    assert "own/good-nli" in listed.stdout
    assert "uncalibrated" in listed.stdout

    (blob,) = (path for path in (tmp_path / "hub").rglob("blobs/*") if len(path.name) == 64)
    data = bytearray(blob.read_bytes())
    data[-1] ^= 1
    blob.write_bytes(data)
    tampered = check(tmp_path, nowhere, "own/good-nli", "--offline")
    assert tampered.returncode == 2
    assert "is not the file that the hub gave out (its hash differs): delete" in tampered.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("own/unknown",), "own/unknown: neither a folder here nor a model on the hub"),
        (("own/good-nli", "--revision", "v9"), "has no revision `v9`"),
        (("own/generator",), "is a text generator (GPT2LMHeadModel)"),
        (("own/good-nli", "--offline"), "is not in the local cache and no network is to be used"),
    ],
)
def test_what_goes_wrong_is_one_line(
    hub: tuple[str, list[str]], tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    endpoint, asked = hub
    asked.clear()
    found = check(tmp_path, endpoint, *arguments)
    assert found.returncode == 2
    assert message in found.stderr
    assert found.stderr.count("\n") == 1, found.stderr
    assert found.stdout == ""
    assert not any(path.endswith(".safetensors") for path in asked)


def test_no_network(tmp_path: Path) -> None:
    found = check(tmp_path, "http://127.0.0.1:9", "own/good-nli")
    assert found.returncode == 2
    assert "the hub cannot be reached" in found.stderr
    assert found.stderr.count("\n") == 1, found.stderr


def test_a_revision_can_be_named(hub: tuple[str, list[str]], tmp_path: Path) -> None:
    endpoint, _ = hub
    found = run(tmp_path, endpoint, "models", "show", "own/good-nli", "--revision", COMMIT)
    assert found.returncode == 0, found.stderr
    assert "mit" in found.stdout
