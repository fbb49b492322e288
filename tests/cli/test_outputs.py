"""Formats and files of one run."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from junitparser import JUnitXml

from checker.cli import main
from checker.cli.outputs import SUMMARY_LIMIT, Wanted, open_outputs, wanted_outputs
from checker.report.formats import FORMATS

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
FAULTY = str(SEEDS / "steel-jobs-business.txt")
SOUND = str(SEEDS / "cup-final-sport.txt")
pytestmark = pytest.mark.usefixtures("kept_answers")


@pytest.fixture(autouse=True)
def no_build_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["check", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_several_formats_in_one_run(tmp_path: Path) -> None:
    files = {name: tmp_path / f"report.{name}" for name in FORMATS if name not in ("text", "jsonl")}
    options = [f"--output-format={name}={path}" for name, path in files.items()]
    code, out, err = run(
        FAULTY, SOUND, *options, "--output-format", "text", "--output-format", "jsonl", "-o", str(tmp_path / "r.jsonl")
    )
    # The first one without a file of its own goes to `-o`.
    assert code == 1, err
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["contradicted", "supported"]
    assert "number-mismatch" in (tmp_path / "r.jsonl").read_text("utf-8")
    assert json.loads(files["sarif"].read_text("utf-8"))["runs"][0]["results"][0]["ruleId"] == "number-mismatch"
    assert JUnitXml.fromfile(str(files["junit"])).failures == 1
    assert len(json.loads(files["json"].read_text("utf-8"))) == 2
    for name in ("concise", "github", "gitlab", "markdown", "html"):
        assert "number-mismatch" in files[name].read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.sarif", '{"$schema"'), ("a.html", "<!DOCTYPE"), ("a.md", "## 1 "), ("a.json", "{"), ("a.TXT", FAULTY)],
)
def test_without_a_format_the_ending_says_it(tmp_path: Path, name: str, begins: str) -> None:
    code, out, _ = run(FAULTY, "-o", str(tmp_path / name))
    assert (code, out) == (1, "")
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_what_a_run_writes_is_none_of_its_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(Path(FAULTY).read_bytes())
    for _ in range(2):
        code, out, _ = run(
            str(tmp_path), "--output-format", f"markdown={tmp_path}/report.md", "--output-format", "jsonl"
        )
        assert code == 1
        assert len(out.splitlines()) == 1
    # Named by itself it is none either, and that is said.
    code, out, err = run(str(tmp_path / "report.md"), "--output-format", "jsonl")
    assert (code, out) == (2, "")
    assert "report.md: is a report that checker has written, no story" in err


def test_failures_are_told_in_documents_too(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{")
    code, out, err = run(str(tmp_path), "--output-format", "sarif", "--output-format", f"junit={tmp_path}/r.xml")
    assert code == 2
    (told,) = json.loads(out)["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"].replace("{{", "{") in err.replace("checker: ", "")
    assert JUnitXml.fromfile(str(tmp_path / "r.xml")).errors == 1


def test_a_job_has_a_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(SEEDS))
    _, out, _ = run(FAULTY, "--output-format", "github")
    assert "file=steel-jobs-business.txt,line=1,col=22" in out
    assert summary.read_text("utf-8").startswith("before\n## 1 headline: 1 error\n")
    run(FAULTY, "--output-format", "text")
    assert summary.read_text("utf-8").count("## 1 headline") == 1
    summary.write_text("x" * SUMMARY_LIMIT)
    (wanted,) = [item for item in wanted_outputs((Wanted("github"),), None, os.environ) if item.append]
    assert wanted.limit == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--output-format", "sarf"], "no format `sarf`; did you mean `sarif`?"),
        (["--output-format", "x"], "no format `x`; formats: text, concise"),
        (["--output-format", "sarif="], "`sarif=` names no file"),
        (["--output-format", "sarif", "--output-format", "text"], "two formats for standard output"),
        (["--output-format", "sarif=a", "--output-format", "json=./a"], "two formats for "),
        (["--output-format", "sarif=a", "-o", "b"], "-o b: every format has a file of its own already"),
        (
            ["-o", "report.pdf"],
            "-o report.pdf: no format has this ending; known: .txt (text), .json (json), .jsonl (jsonl), .ndjson",
        ),
        (["-o", "report"], "or name one: --output-format FORMAT=report"),
        (["-o", "report.html.bak"], "-o report.html.bak: no format has this ending"),
        (["-o", "/nowhere/report.html"], "/nowhere/report.html: cannot be written: No such file or directory"),
    ],
)
def test_bad_outputs_are_said(options: list[str], message: str) -> None:
    code, out, err = run(SOUND, *options)
    assert (code, out) == (2, "")
    assert message in err


def test_a_named_format_may_have_any_ending(tmp_path: Path) -> None:
    for options in (["--output-format", "html", "-o"], ["--output-format"]):
        file = tmp_path / f"{len(options)}.bak"
        name = str(file) if "-o" in options else f"html={file}"
        assert run(SOUND, *options, name)[0] == 0
        assert file.read_text("utf-8").startswith("<!DOCTYPE")
    assert run(SOUND, "-o", os.devnull)[0] == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux only")
@pytest.mark.parametrize("name", ["text", "html"])
def test_a_file_that_cannot_take_more_is_an_error(name: str) -> None:
    code, _, err = run(FAULTY, "--output-format", f"{name}=/dev/full")
    assert code == 2
    assert err == "checker: /dev/full: cannot be written: No space left on device\n"


def test_a_document_is_there_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("before")
    for fail in (True, False):
        try:
            with open_outputs(
                [Wanted("html", str(page)), Wanted("jsonl", str(tmp_path / "a.jsonl"))], False, "error", {}
            ) as outputs:
                assert page.read_text() == "before"
                if fail:
                    raise KeyboardInterrupt
                outputs.finish()
        except KeyboardInterrupt:
            assert page.read_text() == "before"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "page.html"]
    assert page.read_text("utf-8").startswith("<!DOCTYPE")
