"""The Ray engine on a real cluster of this machine: the local engine's bytes,
also where an actor is killed and a row is poison.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.corpus.manifest import read_manifest

from ..test_answering import Arithmetic
from .made import article, run, write_jsonl


def supervisors() -> set[int]:
    """The processes of our cluster's actors."""
    found = set()
    for child in psutil.Process().children(recursive=True):
        try:
            if "Supervisor" in " ".join(child.cmdline()):
                found.add(child.pid)
        except psutil.Error:
            continue
    return found


def test_a_killed_actor_and_a_row_of_poison_leave_the_local_engines_bytes(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="the extra `ray` is not installed")
    from checker.corpus.ray_engine import RayEngine

    rows = [article(number) for number in range(20)]
    rows[14] = article(14, "Poison approves airport runway by 19 votes")
    path = write_jsonl(tmp_path / "a.jsonl", rows)
    (tmp_path / "here").mkdir()
    options = {"rows_per_shard": 4}
    manifest = tmp_path / "out.jsonl.run" / "manifest.jsonl"
    seen: set[int] = set()
    over = threading.Event()

    def kill_one() -> None:
        killed = False
        while not over.is_set():
            seen.update(supervisors())
            if not killed and seen and manifest.exists() and b'"kind": "shard"' in manifest.read_bytes():
                psutil.Process(max(seen)).kill()
                killed = True
            time.sleep(0.05)

    killer = threading.Thread(target=kill_one)
    killer.start()
    try:
        outcome = run(
            path, tmp_path / "out.jsonl", findings=str(tmp_path / "found.jsonl"), engine=RayEngine, workers=2, **options
        )
    finally:
        over.set()
        killer.join()
    assert len(seen) >= 3, "another actor came for the one that was killed"
    assert [dict(line.failed) for line in outcome.lines] == [{}, {}, {}, {"process-died": 1}, {}]
    assert b"the actor's process died" in manifest.read_bytes()
    assert read_manifest(manifest.parent).aside.keys() == {3}
    # What the local engine makes of poison has a test of its own: here the same rows over a model that it does no harm.
    found = str(tmp_path / "here" / "found.jsonl")
    run(path, tmp_path / "here" / "out.jsonl", model=Arithmetic(), findings=found, **options)
    ours, theirs = ((folder / "out.jsonl").read_bytes().splitlines() for folder in (tmp_path, tmp_path / "here"))
    assert [number for number, line in enumerate(ours) if line != theirs[number]] == [14]
    assert json.loads(ours[14])["error"] == "checking it ended the process 2 times (SIGKILL)"
    rest = [line for line in Path(found).read_bytes().splitlines() if b'"id": "a14"' not in line]
    assert (tmp_path / "found.jsonl").read_bytes().splitlines() == rest
    for number in (0, 1, 2, 4):
        name = f"out.jsonl.run/part-{number:06d}.parquet"
        assert (tmp_path / name).read_bytes() == (tmp_path / "here" / name).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--address", "auto"], "--address: is of a Ray cluster: give --engine ray too"),
        (["--engine", "ray", "--address", "auto", "--cache", "c"], "cannot be shared by several machines"),
    ],
)
def test_options_that_do_not_go_together(tmp_path: Path, arguments: list[str], message: str) -> None:
    pytest.importorskip("ray", reason="the extra `ray` is not installed")
    path = write_jsonl(tmp_path / "a.jsonl", [article(1)])
    result = CliRunner().invoke(main, ["batch", str(path), "-o", str(tmp_path / "out.csv"), *arguments])
    assert result.exit_code == 2
    assert message in result.stderr


def test_without_the_extra_the_option_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    path = write_jsonl(tmp_path / "a.jsonl", [article(1)])
    result = CliRunner().invoke(main, ["batch", str(path), "-o", str(tmp_path / "out.csv"), "--engine", "ray"])
    assert result.exit_code == 2
    assert "needs ray, which the extra `ray` installs" in result.stderr
