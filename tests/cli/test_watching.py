"""``checker check --watch`` as a writer uses it."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.cli.exit_status import ExitStatus

ROOT = Path(__file__).resolve().parent.parent.parent
FAULTY = (
    "Ferrous Steel to cut {} jobs\n\nFerrous Steel said on Monday that it would cut 2,000 jobs at its two "
    "northern plants. Unions will fight.\n"
)


def lines_of(stream: IO[str]) -> queue.Queue[str]:
    lines: queue.Queue[str] = queue.Queue()

    def read() -> None:
        for line in stream:
            lines.put(line)

    threading.Thread(target=read, daemon=True).start()
    return lines


def test_what_changes_is_checked_again_and_the_page_is_written_anew(tmp_path: Path) -> None:
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    (drafts / "a.txt").write_text(FAULTY.format("5,000"))
    page = drafts / "report.md"
    command = [
        sys.executable,
        "-m",
        "checker",
        "check",
        "drafts",
        "--watch",
        "--model",
        "compact",
        "--select",
        "number-mismatch",
        "--output-format",
        "concise",
        "--output-format",
        f"markdown={page}",
    ]
    run = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert run.stdout is not None
        assert run.stderr is not None
        out, errors = lines_of(run.stdout), lines_of(run.stderr)
        assert out.get(timeout=120).startswith("drafts/a.txt:1:22: number-mismatch The headline says “5,000 jobs”")
        assert errors.get(timeout=60) == "checker: watching drafts; Ctrl-C ends it\n"
        assert page.read_text("utf-8").startswith("## 1 headline: 1 error")
        (drafts / "b.txt").write_text(FAULTY.format("7,000"))
        assert out.get(timeout=60).startswith("drafts/b.txt:1:22: number-mismatch The headline says “7,000 jobs”")
        assert errors.get(timeout=60).endswith(" drafts/b.txt\n")
        (drafts / "c.json").write_text("{")
        assert errors.get(timeout=60).endswith(" drafts/c.json\n")
        assert "c.json: broken JSON" in errors.get(timeout=60)
        end = time.monotonic() + 30
        while "Not read" not in page.read_text("utf-8") and time.monotonic() < end:
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        assert run.wait(30) == ExitStatus.INTERRUPTED
        assert page.read_text("utf-8").startswith("## 2 headlines: 2 errors")
        assert "Not read" in page.read_text("utf-8")
        assert sorted(path.name for path in drafts.iterdir()) == ["a.txt", "b.txt", "c.json", "report.md"]
        # The page lies in the folder, and is none of its articles.
        assert out.empty()
        assert errors.empty()
    finally:
        run.kill()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-"], "--watch needs files or folders to watch"),
        ([], "--watch needs files or folders to watch"),
        (["nowhere.txt"], "nowhere.txt: no such file or folder to watch"),
        ([".", "--output-format", "json"], "--watch prints text, concise or jsonl: give json a file"),
        ([".", "--output-format", "html"], "give html a file, as in --output-format html=FILE"),
        ([".", "--timing"], "--timing is of a run that ends: leave it out with --watch"),
        ([".", "--exit-zero"], "--exit-zero is of a run that ends"),
        ([".", "--force-exclude"], "--force-exclude is of a run that ends"),
    ],
)
@pytest.mark.usefixtures("kept_answers")
def test_what_cannot_be_watched_is_said(options: list[str], message: str) -> None:
    result = CliRunner().invoke(main, ["check", "--watch", *options])
    assert result.exit_code == ExitStatus.BAD_INPUT
    assert message in result.stderr


@pytest.mark.parametrize(
    ("options", "headlines"),
    [
        ([], ["Nine killed in Leeds"]),
        (["--headline", "Four killed in Leeds"], ["Four killed in Leeds"]),
        (["--all-headlines"], ["Nine killed in Leeds", "Leeds crash kills nine"]),
    ],
)
def test_which_headlines_of_a_page_are_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], headlines: list[str]
) -> None:
    body = "".join(
        f"<p>Four people were killed in Leeds on {day}, police said. It rained all night long there.</p>"
        for day in ("Monday", "Tuesday")
    )
    (tmp_path / "a.html").write_text(
        "<!doctype html><html><head><title>Leeds crash kills nine</title></head><body><article><h1>Nine killed in "
        f"Leeds</h1>{body}</article></body></html>"
    )
    # Nothing changes, and Ctrl-C comes at once.
    monkeypatch.setattr("checker.watch.Watched.changes", lambda _: iter(()))
    result = CliRunner().invoke(
        main, ["check", str(tmp_path), "--watch", "--model", "compact", "--output-format", "jsonl", *options]
    )
    assert result.exit_code == ExitStatus.INTERRUPTED, result.stderr
    assert [json.loads(line)["article"]["headline"] for line in result.stdout.splitlines()] == headlines
