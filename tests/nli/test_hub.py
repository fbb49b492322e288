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


SESSION = """
import json, sys
from click.testing import CliRunner
from checker.cli import main
for line in sys.stdin:
    arguments, text = json.loads(line)
    found = CliRunner().invoke(main, arguments, input=text)
    print(json.dumps([found.exit_code, found.stdout, found.stderr]), flush=True)
"""


class Session:
    """The command, line after line, in one process of its own, since the library reads its settings at import."""

    def __init__(self, home: Path, endpoint: str, **environment: str) -> None:
        own = {"HF_HOME": str(home), "HF_ENDPOINT": endpoint, "HF_HUB_DISABLE_XET": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-c", SESSION],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **own, **environment},
        )

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=120)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([arguments, ARTICLE]) + "\n")
        self._process.stdin.flush()
        status, out, err = json.loads(self._process.stdout.readline())
        return subprocess.CompletedProcess(arguments, status, out, err)

    def check(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("check", "-", "--output-format", "json", "--exit-zero", "--model", *arguments)


def test_a_hub_model_is_fetched_once_without_code_and_pickle(hub: tuple[str, list[str]], tmp_path: Path) -> None:
    endpoint, asked = hub
    asked.clear()
    with Session(tmp_path, endpoint) as session:
        shown = session.run("models", "show", "own/good-nli", "--output-format", "json")
        assert shown.returncode == 0, shown.stderr
        described = json.loads(shown.stdout)
        assert described["licence"] == "mit"
        assert described["labels"] == ["entailment", "neutral", "contradiction"]
        assert described["megabytes"] is None, "to look at a model, its weights are not fetched"
        assert not any(path.endswith(".safetensors") for path in asked)

        first = session.check("own/good-nli")
        assert first.returncode == 0, first.stderr
        report = json.loads(first.stdout)
        assert report["model"]["name"] == "own/good-nli"
        assert report["model"]["calibration"] == "uncalibrated"
        assert any(path.endswith("model.safetensors") for path in asked)
        assert not any(path.endswith((".py", ".bin")) for path in asked)
        assert "was run" not in first.stdout + first.stderr

        asked.clear()
        assert session.check("own/good-nli").returncode == 0
        assert asked, "a hub that can be reached is asked for news"
        asked.clear()
        again = session.check("own/good-nli", "--offline")
        assert json.loads(again.stdout)["claims"] == report["claims"]
        assert asked == []

        with Session(tmp_path, "http://127.0.0.1:9", HF_HUB_OFFLINE="1") as offline:
            by_switch = offline.check("own/good-nli")
            assert json.loads(by_switch.stdout)["claims"] == report["claims"]
            listed = offline.run("models", "list")
            assert "own/good-nli" in listed.stdout
            assert "uncalibrated" in listed.stdout

        (blob,) = (path for path in (tmp_path / "hub").rglob("blobs/*") if len(path.name) == 64)
        data = bytearray(blob.read_bytes())
        data[-1] ^= 1
        blob.write_bytes(data)
        tampered = session.check("own/good-nli", "--offline")
        assert tampered.returncode == 2
        assert "is not the file that the hub gave out (its hash differs): delete" in tampered.stderr


@pytest.fixture(scope="module")
def newcomer(hub: tuple[str, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A session that has fetched nothing."""
    with Session(tmp_path_factory.mktemp("home"), hub[0]) as session:
        yield session


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
    hub: tuple[str, list[str]], newcomer: Session, arguments: tuple[str, ...], message: str
) -> None:
    _, asked = hub
    asked.clear()
    found = newcomer.check(*arguments)
    assert found.returncode == 2
    assert message in found.stderr
    assert found.stderr.count("\n") == 1, found.stderr
    assert found.stdout == ""
    assert not any(path.endswith(".safetensors") for path in asked)


def test_no_network(tmp_path: Path) -> None:
    with Session(tmp_path, "http://127.0.0.1:9") as session:
        found = session.check("own/good-nli")
    assert found.returncode == 2
    assert "the hub cannot be reached" in found.stderr
    assert found.stderr.count("\n") == 1, found.stderr


def test_a_revision_can_be_named(hub: tuple[str, list[str]], tmp_path: Path) -> None:
    endpoint, _ = hub
    with Session(tmp_path, endpoint) as session:
        found = session.run("models", "show", "own/good-nli", "--revision", COMMIT)
    assert found.returncode == 0, found.stderr
    assert "mit" in found.stdout
