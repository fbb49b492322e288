"""Worker processes that are killed, that hang, and rows that do it; runs that are killed and go on."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from checker.corpus.engine import Engine
from checker.corpus.manifest import read_manifest
from checker.errors import CheckerError, ModelError

from ..test_answering import Arithmetic
from .made import article, run, write_jsonl

ROOT = Path(__file__).resolve().parent.parent.parent


def results(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_rows_that_kill_or_hang_their_process_are_set_aside_and_the_others_are_as_without_them(tmp_path: Path) -> None:
    rows = [article(number) for number in range(12)]
    good = write_jsonl(tmp_path / "good.jsonl", rows)
    run(good, tmp_path / "alone.jsonl")
    rows[2] = article(2, "Poison approves airport runway by 7 votes")
    rows[8] = article(8, "Sleep approves airport runway by 13 votes")
    path = write_jsonl(tmp_path / "bad.jsonl", rows)
    outcome = run(path, tmp_path / "out.jsonl", engine=Engine, workers=2, rows_per_shard=6, time_limit=4.0)
    found = results(tmp_path / "out.jsonl")
    assert (found[2]["reason_code"], found[2]["error"]) == (
        "process-died",
        "checking it ended the process 2 times (SIGKILL)",
    )
    assert (found[8]["reason_code"], found[8]["error"]) == ("time-limit", "checking it took longer than 4 seconds")
    assert (found[2]["headline"], found[2]["id"]) == ("Poison approves airport runway by 7 votes", "a2")
    assert [dict(line.failed) for line in outcome.lines] == [{"process-died": 1}, {"time-limit": 1}]
    for number, row in enumerate(results(tmp_path / "alone.jsonl")):
        if number not in (2, 8):
            assert found[number] | {"path": ""} == row | {"path": ""}
    # Which row it was is remembered: what is set aside is not tried again.
    folder = tmp_path / "out.jsonl.run"
    manifest = read_manifest(folder)
    assert {shard: set(rows) for shard, rows in manifest.aside.items()} == {0: {2}, 1: {2}}
    assert manifest.deaths[0, 2] >= 2
    (folder / "part-000000.parquet").unlink()
    before = (tmp_path / "out.jsonl").read_bytes()
    started = time.monotonic()
    run(path, tmp_path / "out.jsonl", rows_per_shard=6)
    assert (tmp_path / "out.jsonl").read_bytes() == before
    assert time.monotonic() - started < 600


class Breaks(Arithmetic):
    """A model that cannot answer."""

    def predict(self, pairs: Any) -> Any:
        raise ModelError("the weights are gone")


class SlowToLoad(Arithmetic):
    """A model that takes longer to load than a row may take."""

    def warm_up(self) -> None:
        time.sleep(6)


def test_loading_the_model_is_not_a_row_that_takes_too_long(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [article(number) for number in range(3)])
    run(path, tmp_path / "out.jsonl", model=SlowToLoad(), engine=Engine, time_limit=5.0)
    assert "death" not in (tmp_path / "out.jsonl.run" / "manifest.jsonl").read_text("utf-8")


class NoStart:
    """What ends the process that unpickles it."""

    def __reduce__(self) -> Any:
        return os._exit, (7,)


class NeverStarts(Arithmetic):
    def __getstate__(self) -> dict[str, Any]:
        return {"gone": NoStart()}


def test_a_model_that_fails_ends_the_run_with_its_message(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [article(number) for number in range(3)])
    with pytest.raises(ModelError, match="the weights are gone"):
        run(path, tmp_path / "out.jsonl", model=Breaks(), engine=Engine)


def test_workers_that_die_as_they_start_end_the_run(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [article(number) for number in range(3)])
    with pytest.raises(CheckerError, match=r"end as they start \(exit status 7\)"):
        run(path, tmp_path / "out.jsonl", model=NeverStarts(), engine=Engine)


def command(corpus: Path, output: Path, workers: int = 2) -> subprocess.Popen[bytes]:
    """A run in a process of its own, with workers."""
    arguments = [sys.executable, "-m", "tests.corpus.made", str(corpus), str(output)]
    return subprocess.Popen(arguments, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT), "WORKERS": str(workers)})


def test_a_run_killed_at_five_random_points_gives_the_same_bytes(tmp_path: Path) -> None:
    kills(tmp_path, 5, random.randrange(10_000))


def kills(folder: Path, count: int, seed: int, rows: int = 60) -> None:
    """Kill a run at random points, let it end, and see that its bytes are those of a run that nothing disturbed."""
    print("seed", seed)
    drawn = random.Random(seed)
    path = write_jsonl(folder / "a.jsonl", [article(number) for number in range(rows)])
    outputs = [folder / name for name in ("out.jsonl", "out.findings.jsonl")]
    whole = folder / "whole"
    whole.mkdir()
    run(path, whole / "out.jsonl", findings=str(whole / "out.findings.jsonl"))
    part = folder / "out.jsonl.run" / "manifest.jsonl"
    for number in range(count):
        # Processes take seconds to start: one worker is enough for most of it.
        started = command(path, outputs[0], 1 if number % 5 else 2)
        # From before its first line to the middle of its work: not by the clock, since machines differ.
        lines = part.read_bytes().count(b"\n") if part.exists() else 0
        wanted = lines + drawn.randrange(0, max(2 * rows // (5 * count), 2))
        while started.poll() is None and (part.read_bytes().count(b"\n") if part.exists() else 0) < wanted:
            time.sleep(0.01)
        time.sleep(drawn.random() / 5)
        started.send_signal(signal.SIGKILL)
        started.wait()
    # The first goes on to the end, the second finds nothing left to do.
    for _ in range(2):
        assert run(path, outputs[0], findings=str(outputs[1])).assembled is not None
        for output in outputs:
            assert output.read_bytes() == (whole / output.name).read_bytes()
    parts = sorted(name.name for name in (folder / "out.jsonl.run").glob("part-*"))
    assert parts == [f"part-{number:06d}.parquet" for number in range(rows // 5)]
    for name in parts:
        assert (folder / "out.jsonl.run" / name).read_bytes() == (whole / "out.jsonl.run" / name).read_bytes()


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    import psutil

    path = write_jsonl(tmp_path / "a.jsonl", [article(number, "Sleep approves runway") for number in range(20)])
    started = command(path, tmp_path / "out.jsonl")
    workers: list[Any] = []
    while started.poll() is None and not workers:
        workers = [
            child for child in psutil.Process(started.pid).children() if "spawn_main" in " ".join(child.cmdline())
        ]
        time.sleep(0.05)
    started.send_signal(signal.SIGKILL)
    started.wait()
    _, alive = psutil.wait_procs(workers, timeout=120)
    assert not alive
