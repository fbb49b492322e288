"""The exit status tells the truth: 1 is findings and nothing else, whatever happens to files,
streams and the program itself.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker import course, rules
from checker.cli import main
from checker.cli.exit_status import HELP, ExitStatus

ROOT = Path(__file__).resolve().parent.parent.parent
BROKEN = ROOT / "tests" / "reading" / "broken"
ARTICLE = "Council rejects runway\n\nThe council rejected the new runway on Tuesday. Residents cheered in the street.\n"
COMMAND = f"{shlex.quote(sys.executable)} -m checker"


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def shell(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script of bash in which ``CHECKER`` is the command."""
    return subprocess.run(
        ["bash", "-c", script.replace("CHECKER", COMMAND)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=False,
    )


@pytest.mark.parametrize(
    ("script", "status", "message"),
    [
        ("CHECKER rules >/dev/full", 2, "checker: standard output: cannot be written: No space left on device\n"),
        ("CHECKER schema >/dev/full", 2, "checker: standard output: cannot be written: No space left on device\n"),
        ("CHECKER --version >&-", 2, "checker: standard output: cannot be written: Bad file descriptor\n"),
        ("CHECKER --help >/dev/full", 2, "checker: standard output: cannot be written: No space left on device\n"),
        ("CHECKER rules >&-", 2, "checker: standard output: cannot be written: Bad file descriptor\n"),
        ("CHECKER check - <&-", 2, "checker: standard input: cannot be read: Bad file descriptor\n"),
        (
            "CHECKER check nowhere.txt >&-",
            2,
            "checker: nowhere.txt: no such file; check the path, or use `-` for standard input\n",
        ),
        ("CHECKER check nowhere.txt 2>&-", 2, ""),
        ("CHECKER check nowhere.txt 2>/dev/full", 2, ""),
        ("CHECKER rules <&- >&- 2>&-", 2, ""),
        ("CHECKER rules >/dev/null <&- 2>&-", 0, ""),
    ],
)
def test_streams_that_are_closed_full_or_broken(script: str, status: int, message: str) -> None:
    done = shell(script)
    assert (done.returncode, done.stderr) == (status, message)


@pytest.mark.parametrize("command", ["rules", "schema", "--help", "--version"])
def test_a_reader_that_has_gone_is_no_fault(command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "checker", command], stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (ExitStatus.PIPE_CLOSED, "")


def test_reports_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    for options in ("", "--output-format json", "--output-format jsonl"):
        done = shell(f"CHECKER check --model compact {tmp_path}/a.txt {options} >/dev/full")
        assert done.returncode == ExitStatus.BAD_INPUT
        assert done.stderr == "checker: standard output: cannot be written: No space left on device\n"


def test_no_file_takes_the_number_of_a_closed_stream(tmp_path: Path) -> None:
    """Else what is printed would go into the file."""
    (tmp_path / "a.txt").write_text(ARTICLE)
    done = shell(f"CHECKER check --quiet --model compact {tmp_path}/a.txt <&- >&-")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "a.txt").read_text() == ARTICLE


def test_ctrl_c_is_130() -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "checker", "check", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert run.stdin is not None
    # More than a pipe holds: once it is written, the command is reading.
    run.stdin.write(b"word " * 100_000)
    run.stdin.flush()
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=60)
    assert run.returncode == ExitStatus.INTERRUPTED
    assert errors.decode().strip() == "checker: interrupted"


def boom(*_: object) -> None:
    raise ZeroDivisionError("a fault\nof two lines")


def test_a_crash_is_70_with_what_a_report_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "get", boom)
    result = invoke("explain", "contradiction")
    assert result.exit_code == ExitStatus.FAULT
    assert "Traceback" in result.stderr
    last = result.stderr.splitlines()[-1]
    assert (
        last
        == "checker: a fault of ours, please report it with the lines above: ZeroDivisionError: a fault of two lines"
    )


@pytest.mark.parametrize("options", [[], ["--exit-zero"], ["--fail-on", "never"]])
def test_an_article_lost_to_a_fault_of_ours_is_70(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    real = course.read_headline

    def faulty(mapping: object, body: str) -> object:
        return boom() if "boom" in getattr(mapping, "text", "") else real(mapping, body)  # type: ignore[arg-type]

    monkeypatch.setattr(course, "read_headline", faulty)
    (tmp_path / "a.txt").write_text("boom" + ARTICLE)
    (tmp_path / "b.txt").write_text(ARTICLE)
    (tmp_path / "c.json").write_text("{")
    result = invoke("check", "--model", "compact", str(tmp_path), "--output-format", "jsonl", *options)
    assert result.exit_code == ExitStatus.FAULT
    assert [json.loads(line)["verdict"] for line in result.stdout.splitlines()] == ["not-checked", "supported"]


def test_an_installation_that_cannot_be_imported_is_70(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise ImportError('no click')")
    done = shell("CHECKER rules", PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert done.returncode == ExitStatus.FAULT
    assert done.stderr == "checker: the installation is broken (no click): install headline-checker again\n"


def test_every_broken_file_is_one_line_and_the_good_one_is_checked(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(ARTICLE)
    result = invoke("check", "--model", "compact", str(BROKEN), str(tmp_path), "--output-format", "jsonl")
    assert result.exit_code == ExitStatus.BAD_INPUT
    (report,) = map(json.loads, result.stdout.splitlines())
    assert report["verdict"] == "supported"
    names = sorted(path.name for path in BROKEN.iterdir() if path.suffix != ".toml")
    lines = result.stderr.splitlines()
    assert sorted(Path(line.removeprefix("checker: ").split(": ")[0]).name for line in lines) == names


def test_names_that_are_not_utf_8_in_every_output(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text(ARTICLE)
    (tmp_path / "a.json").write_text(
        json.dumps({"headline": "Council rejects runway", "body": ARTICLE, "id": "x\ud83d"})
    )
    for form in ("text", "json", "jsonl"):
        result = invoke("check", "--model", "compact", str(tmp_path), "--output-format", form)
        assert result.exit_code == 0
        assert ("caf\\xe9.txt" if form == "text" else "caf\\\\xe9.txt") in result.stdout
    done = shell(f"CHECKER check {shlex.quote(os.fspath(tmp_path))}/$'no\\xe9.txt'")
    assert done.returncode == 2
    assert done.stderr.startswith("checker: ")
    assert "no such file" in done.stderr


def test_a_file_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = invoke("models", "export", "nobody/nothing", str(tmp_path / "file" / "folder"), "--offline")
    assert result.exit_code == ExitStatus.BAD_INPUT
    assert len(result.stderr.splitlines()) == 1


def test_the_statuses_are_documented() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = invoke("--help").stdout, invoke("check", "--help").stdout, HELP
    for status in ExitStatus:
        assert f"`{status.value}`" in readme
        for text in told if status.value != 3 else (invoke("batch", "--help").stdout,):
            assert f"  {status.value} " in text


def test_help_names_every_status() -> None:
    said = CliRunner().invoke(main, ["--help"]).output
    for status in ExitStatus:
        assert re.search(rf"^ +{status.value} +\S", said, re.MULTILINE), status
