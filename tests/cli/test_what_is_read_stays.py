"""What a command reads is never written over, and one file that cannot be written stops nothing."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli.main import main

STORY = "Calder buys Brightwater\n\nBrightwater has bought Calder, the companies said. Calder's brand stays.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(STORY)
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    found = CliRunner().invoke(main, arguments)
    return found.exit_code, found.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("a.txt", "-o", "a.txt"),
        ("a.txt", "--output-format", "json=a.txt"),
        ("a.txt", "--output-format", "sarif=linked.txt"),
        (".", "-o", "a.txt"),
        (".", "--output-format", "markdown=a.txt"),
    ],
)
def test_a_story_is_no_output(folder: Path, arguments: tuple[str, ...]) -> None:
    os.symlink("a.txt", folder / "linked.txt")
    status, output = run("check", *arguments)
    assert (status, (folder / "a.txt").read_text()) == (2, STORY)
    assert "is read, and would be written over" in output


def test_a_report_in_the_folder_is_written_anew(folder: Path, kept_answers: None) -> None:
    for _ in range(2):
        status, output = run("check", ".", "-o", "report.md", "--exit-zero")
        assert status == 0, output
    assert (folder / "report.md").read_text().startswith("## 1 headline")


@pytest.mark.parametrize(
    ("arguments", "kept"),
    [
        (("summary", "r.csv", "-o", "r.csv"), "r.csv"),
        (("summary", "r.csv", "-o", "other.parquet"), "r.csv"),
        (("compare", "r.csv", "s.csv", "-o", "s.csv"), "s.csv"),
    ],
)
def test_a_table_is_no_output(folder: Path, arguments: tuple[str, ...], kept: str) -> None:
    for name in ("r.csv", "s.csv"):
        (folder / name).write_text("id,path,headline\n")
    status, _ = run(*arguments)
    assert (status, (folder / kept).read_text()) == (2, "id,path,headline\n")


@pytest.mark.parametrize(
    ("arguments", "known"),
    [
        (
            ("summary", "r.csv", "-o", "s.pdf"),
            "known: .txt, .json, .html, .htm; or name it: --output-format text|json|html",
        ),
        (("summary", "r.csv", "-o", "s"), "known: .txt, .json, .html, .htm"),
        (("compare", "r.csv", "s.csv", "-o", "c.html"), "known: .txt, .json; or name it: --output-format text|json"),
        (("batch", "a.txt", "-o", "r.pdf"), "must end in .parquet, .jsonl, .csv"),
        (("batch", "a.txt", "-o", "r.csv", "--findings", "f.pdf"), "must end in .parquet, .jsonl, .csv"),
    ],
)
def test_an_ending_that_says_nothing_is_no_output(folder: Path, arguments: tuple[str, ...], known: str) -> None:
    for name in ("r.csv", "s.csv"):
        (folder / name).write_text("id,path,headline\n")
    status, output = run(*arguments)
    assert status == 2
    assert known in output
    assert sorted(os.listdir(folder)) == ["a.txt", "r.csv", "s.csv"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("[1]\n", "its lines are no objects"),
        (
            '{"id":"a","path":"b","headline":"c","verdict":"\\u001b[31m","error":null,"errors":0,"warnings":0}\n',
            "it has the verdict",
        ),
        (
            '{"id":"a","path":"b","headline":"c","verdict":"review","error":null,"score":"abc"}\n',
            "no table of checker batch",
        ),
    ],
)
def test_a_table_that_is_none_is_named(folder: Path, table: str, message: str) -> None:
    (folder / "r.jsonl").write_text(table)
    status, output = run("summary", "r.jsonl")
    assert status == 2
    assert message in output
    assert "\x1b" not in output


def test_the_plug_in_replaces_zips_only(folder: Path) -> None:
    assert run("wordpress", "a.txt")[0] == 2
    (folder / "notes.zip").write_text("mine")
    assert run("wordpress", "notes.zip")[0] == 2
    assert (folder / "notes.zip").read_text() == "mine"
    for _ in range(2):
        assert run("wordpress", "plug-in.zip")[0] == 0
    assert zipfile.is_zipfile(folder / "plug-in.zip")


def test_a_file_that_cannot_be_written_stops_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker import InputError
    from checker.cli import replacing

    (folder / "b.txt").write_text(STORY)
    real = replacing.replace_bytes

    def fails_once(path: Path, read: bytes, data: bytes) -> None:
        if path.name == "a.txt":
            raise InputError("a.txt: cannot be written: File name too long")
        real(path, read, data)

    monkeypatch.setattr(replacing, "replace_bytes", fails_once)
    status, output = run("fix", "--write", "a.txt", "b.txt", "--model", "compact")
    assert status == 2
    assert (folder / "a.txt").read_text() == STORY
    assert (folder / "b.txt").read_text() != STORY
    assert "a.txt: cannot be written" in output


def test_a_row_whose_acceptance_gives_no_reason_costs_no_other_row(folder: Path) -> None:
    body = STORY.partition("\n\n")[2]
    rows = [{"headline": "Calder buys Brightwater", "body": body, "id": str(number)} for number in range(3)]
    rows[1]["checker"] = {"accept": [{"rule": "actor-mismatch"}]}  # type: ignore[assignment]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "checker.toml").write_text('require-reason = true\nmodel = "compact"\n')
    status, output = run("fix", "rows.jsonl")
    assert status == 2
    assert output.count("+{") == 2, "the rows before and behind it are mended"
    assert "accepts `actor-mismatch` without a reason" in output
