"""`checker batch` as a new user meets it, with the embedded model."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from checker import Checker, read_results
from checker.cli import main
from checker.cli.batch import EPILOG, batch
from checker.corpus.table import AFTER_KEPT, BEFORE_KEPT, REPORT, RULE_COLUMNS

from ..corpus.made import Here, article, write_jsonl
from ..corpus.made import run as run_here

ROOT = Path(__file__).resolve().parent.parent.parent
SEEDS = ROOT / "seeds"


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["batch", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command's shards are run here: starting a process for them takes seconds, and most tests are not about it."""
    monkeypatch.setattr("checker.cli.batch._engine", lambda *_: Here)


def started(folder: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "checker", "batch", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    # A group of its own: a terminal's Ctrl-C, and what ends a job, reaches the workers too.
    return subprocess.Popen(
        command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


@pytest.fixture(scope="module")
def articles() -> list[dict[str, str]]:
    """The sample articles, as rows with other column names."""
    from checker.reading import find_files, read_file

    found = [item for path in find_files(SEEDS) if isinstance(path, Path) for item in read_file(path)]
    return [{"kop": item.headline, "tekst": item.body, "nr": f"s{number}"} for number, item in enumerate(found)]  # type: ignore[union-attr]


def test_every_option_and_column_is_documented() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for parameter in batch.params:
        assert isinstance(parameter, click.Argument) or getattr(parameter, "help", None), parameter.name
    own = {
        "--findings",
        "--reports",
        "--keep",
        "--limit",
        "--sample",
        "--seed",
        "--dry-run",
        "--workers",
        "--shard",
        "--time-limit",
    }
    for option in own | {
        "--max-errors",
        "--retry-errors",
        "--cache",
        "--log-format",
        "--quiet",
        "--headline-column",
        "--body-column",
    }:
        assert option in readme, option
    # The epilog names every column; the eleven of the rules together.
    for column in (*BEFORE_KEPT, *AFTER_KEPT, REPORT):
        if column.name not in RULE_COLUMNS.values() and not column.name.startswith("stance_"):
            assert re.search(rf"\b{column.name}\b", EPILOG), column.name
    for status in ("0 ", "2 ", "3 ", "70 ", "130 "):
        assert re.search(rf"^  {status}", EPILOG, re.MULTILINE)


@pytest.mark.usefixtures("in_this_process")
def test_a_csv_with_other_column_names_gives_what_the_checker_says(
    tmp_path: Path, articles: list[dict[str, str]]
) -> None:
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(articles[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(articles)
    code, _, err = run(tmp_path / "a.csv", "-o", tmp_path / "out.csv", "--model", "compact")
    assert code == 2
    assert (
        "which column has the headlines and which the bodies? "
        "Name it with --headline-column and --body-column (found `kop`, `tekst`, `nr`)" in err
    )
    columns = ("--headline-column", "kop", "--body-column", "tekst", "--id-column", "nr")
    output = tmp_path / "out.csv"
    code, out, err = run(
        tmp_path / "a.csv", "-o", output, "--model", "compact", "--rows-per-shard", "4", "--workers", "1", *columns
    )
    assert (code, out) == (0, "")
    assert "headline = kop, body = tekst, id = nr" in err
    assert f"{len(articles)} of {len(articles)} rows" in err
    frame = read_results(output)
    reports = list(Checker("compact").check_many([(row["kop"], row["tekst"]) for row in articles]))
    assert frame["id"].tolist() == [row["nr"] for row in articles]
    assert frame["verdict"].tolist() == [report.verdict for report in reports]
    assert frame["score"].fillna(-1).tolist() == [-1 if report.score is None else report.score for report in reports]
    assert frame["top_message"].notna().tolist() == [bool(report.findings) for report in reports]
    code, _, err = run(tmp_path / "a.csv", "-o", output, "--model", "standard", "--rows-per-shard", "4", *columns)
    assert code == 2
    assert re.search(
        r"out.csv: was begun with something else \(model: compact \w+ then, standard \w+ now; calibration", err
    )


@pytest.mark.usefixtures("in_this_process")
def test_parquet_with_many_columns_and_a_folder_of_markdown(tmp_path: Path, articles: list[dict[str, str]]) -> None:
    rows = [{"title": row["kop"], "content": row["tekst"]} | {f"c{n}": n for n in range(18)} for row in articles[:3]]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    (tmp_path / "notes").mkdir()
    for number, row in enumerate(articles[3:5]):
        (tmp_path / "notes" / f"{number}.md").write_text(f"# {row['kop']}\n\n{row['tekst']}", "utf-8")
    output = tmp_path / "out.parquet"
    code, _, err = run(tmp_path, "-o", output, "--model", "compact", "--keep", "c3,c17", "--workers", "1", "-q")
    assert (code, err) == (0, "")
    frame = read_results(output)
    assert frame["path"].tolist() == [f"{tmp_path}/a.parquet"] * 3 + [f"{tmp_path}/notes/{n}.md" for n in range(2)]
    assert frame["c17"].tolist()[:3] == [17] * 3
    assert frame["id"].tolist()[3] == f"{tmp_path}/notes/0.md"
    # The output in the folder is no input of the next run.
    assert run(tmp_path, "-o", output, "--model", "compact", "--keep", "c3,c17", "-q")[0] == 0


@pytest.mark.usefixtures("in_this_process")
def test_failed_rows_end_with_three_and_a_summary_by_kind(tmp_path: Path) -> None:
    rows: list[Any] = [article(number) for number in range(5)]
    rows[2] = "{broken"
    path = write_jsonl(tmp_path / "a.jsonl", rows)
    code, _, err = run(
        path, "-o", tmp_path / "out.jsonl", "--model", "compact", "--workers", "1", "--log-format", "json"
    )
    assert code == 3
    events = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    assert events[0]["event"] == "begin"
    assert events[-1] == {
        "event": "end",
        "done": 5,
        "total": 5,
        "flagged": events[-1]["flagged"],
        "failed": 1,
        "failed_by_kind": {"invalid-input": 1},
        "output": str(tmp_path / "out.jsonl"),
        "rows": 5,
        "findings": None,
        "repeated_ids": 0,
    }
    code, _, err = run(path, "-o", tmp_path / "two.jsonl", "--model", "compact", "--workers", "1", "--max-errors", "0")
    assert code == 2
    assert "gave up: more than 0 rows failed" in err


def test_a_dry_run_shows_and_writes_nothing(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [article(number) for number in range(6)])
    code, out, err = run(path, "-o", tmp_path / "out.parquet", "--model", "compact", "--dry-run", "--keep", "outlet")
    assert code == 0
    assert "1 files (1 jsonl), 6 rows" in out
    assert "kept: outlet (string)" in out
    assert out.count("  headline: Council") == 3
    assert re.search(r"about \d+ s on \d+ processes? \(\d+\.\d articles a second on one, from 6\)", out)
    assert "headline = headline" in err
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.csv", "-o", "out.csv"], "none.csv: no such file or folder"),
        (["a.jsonl", "-o", "out.doc"], "must end in .parquet, .jsonl, .csv"),
        (["a.jsonl", "-o", "out.csv", "--shard", "5/4"], "must be K/N"),
        (["a.jsonl", "-o", "out.csv", "--keep", "nothing"], "--keep nothing: no file has such a column"),
        (["a.jsonl", "-o", "out.csv", "--select", "nothing"], "nothing"),
        (["a.jsonl", "-o", "out.csv", "--select", ","], "names no rule: see `checker rules`"),
        (["a.jsonl", "-o", "out.csv", "--ignore", ""], "names no rule: see `checker rules`"),
        (["a.jsonl", "-o", "out.csv", "--keep", ""], "names no column"),
        (["a.jsonl", "-o", "out.csv", "--limit", "3", "--sample", "3"], "give one of them"),
        (["broken.jsonl", "-o", "out.csv"], "broken.jsonl: line 1: broken JSON"),
    ],
)
def test_bad_use_is_said_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write_jsonl(tmp_path / "a.jsonl", [article(1)])
    write_jsonl(tmp_path / "broken.jsonl", ["{"])
    code, _, err = run(*arguments)
    assert code == 2
    assert message in err
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a.jsonl", "broken.jsonl"]


def test_without_the_extra_the_command_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    code, _, err = run(tmp_path, "-o", tmp_path / "out.csv")
    assert code == 2
    assert "needs pyarrow, which the extra `corpus` installs" in err


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_signal_finishes_the_rows_in_hand_and_the_same_command_goes_on(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [article(number) for number in range(48)])
    arguments = (path, "-o", "out.jsonl", "--model", "compact", "--rows-per-shard", "12", "--workers", "1")
    manifest = tmp_path / "out.jsonl.run" / "manifest.jsonl"

    def shards() -> list[dict[str, Any]]:
        lines = manifest.read_text("utf-8").splitlines() if manifest.exists() else []
        return [json.loads(line) for line in lines if '"kind": "shard"' in line and line.endswith("}")]

    # Ctrl-C, then what ends a job.
    for sign in (signal.SIGINT, signal.SIGTERM):
        before = len(shards())
        first = started(tmp_path, *arguments)
        while first.poll() is None and len(shards()) == before:
            time.sleep(0.02)
        os.killpg(first.pid, sign)
        _, err = first.communicate()
        assert first.returncode == 130
        assert "finishing the rows in hand" in err
        assert "stopped; the same command goes on from here" in err
        assert not (tmp_path / "out.jsonl").exists()
        assert 12 <= sum({line["number"]: line["done"] for line in shards()}.values()) < 48
    assert '"death"' not in manifest.read_text("utf-8")
    assert started(tmp_path, *arguments).wait() == 0
    run_here(path, tmp_path / "whole.jsonl", model="compact", rows_per_shard=12)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
