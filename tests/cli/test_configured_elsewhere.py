"""``checker fix`` and ``--watch`` go by the configuration and by what is accepted, as ``checker check`` does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.cli.exit_status import ExitStatus

from .test_watching import ROOT, lines_of

BODY = "Four people were killed when a coach overturned near Leeds on Tuesday night, police said. Eleven were hurt."
NINE, FOUR = "Nine killed as coach overturns near Leeds", "Four killed as coach overturns near Leeds"
ACCEPT = "checker: {accept: [{rule: number-mismatch, reason: r}]}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def story(front: str = "", field: str = "title") -> str:
    return f"---\n{field}: {NINE}\n{front}---\n{BODY}\n"


@pytest.mark.usefixtures("kept_answers")
def test_fix_goes_by_each_files_configuration() -> None:
    os.makedirs("other/old")
    files = {"a.md": story(), "other/b.md": story(field="hed"), "other/old/c.md": story(), "README.md": story()}
    files |= {
        "checker.toml": 'select = ["number-mismatch"]\n',
        "other/checker.toml": 'headline-fields = ["hed"]\nselect = ["date-mismatch"]\nexclude = ["old/"]\n',
    }
    for name, text in files.items():
        Path(name).write_text(text)
    code, out, err = run("fix", ".")
    assert code == 1
    assert [line for line in out.splitlines() if line.startswith("+++")] == ["+++ a.md"]
    assert err == "2 headlines: 1 to mend\n"
    assert run("fix", ".", "--fail-on", "never")[0] == 0
    Path("checker.toml").write_text('fail-on = "never"\nselect = ["number-mismatch"]\n')
    assert run("fix", "a.md")[0] == 0
    # The newsroom's field is the headline that is mended.
    Path("other/checker.toml").write_text('headline-fields = ["hed"]\nselect = ["number-mismatch"]\n')
    assert run("fix", "other/b.md", "--write")[0] == 0
    assert Path("other/b.md").read_text() == story(field="hed").replace("Nine", "Four")
    # The command line goes before the file.
    assert run("fix", "a.md", "--select", "date-mismatch")[1] == ""
    assert f"+title: {FOUR}" in run("fix", "a.md", "--no-config", "--select", "number-mismatch")[1]


@pytest.mark.usefixtures("kept_answers")
def test_fix_leaves_what_is_accepted() -> None:
    Path("checker.toml").write_text('select = ["number-mismatch"]\n')
    Path("a.md").write_text(story(ACCEPT))
    before = Path("a.md").read_bytes()
    assert run("fix", "a.md", "--write") == (0, "", "1 headline: 0 mended\n")
    assert Path("a.md").read_bytes() == before
    Path("a.md").write_text(story())
    assert run("baseline")[0] == 0
    Path("checker.toml").write_text('select = ["number-mismatch"]\nbaseline = "checker-baseline.json"\n')
    assert run("fix", "a.md", "--write") == (0, "", "1 headline: 0 mended\n")
    assert Path("a.md").read_text() == story()
    Path("a.md").write_text(story("checker: {accept: [{rule: number-mismatch}]}\n"))
    Path("checker.toml").write_text('select = ["number-mismatch"]\nrequire-reason = true\n')
    code, _, err = run("fix", "a.md")
    assert code == 2
    assert "without a reason" in err


def test_watch_goes_by_each_files_configuration(folder: Path) -> None:
    for name in ("x", "old", "drafts"):
        (folder / name).mkdir()
    (folder / "checker.toml").write_text('select = ["number-mismatch"]\nexclude = ["old/"]\nmodel = "compact"\n')
    (folder / "x" / "checker.toml").write_text('select = ["date-mismatch"]\nmodel = "compact"\n')
    for name in ("x/a.md", "old/b.md", "README.md"):
        (folder / name).write_text(story())
    (folder / "drafts" / "c.md").write_text(story(ACCEPT))
    command = [sys.executable, "-m", "checker", "check", ".", "--watch", "--quiet", "--output-format", "concise"]
    run = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert run.stdout is not None
        assert run.stderr is not None
        out, errors = lines_of(run.stdout), lines_of(run.stderr)
        (folder / "z.md").write_text(story())
        assert out.get(timeout=120).startswith("z.md:2:8: number-mismatch")
        # Only of the last of these something is to be said:
        # what stands before it in the order of their names is left out.
        (folder / "drafts" / "c.md").write_text(story(ACCEPT) + "\n")
        (folder / "old" / "b.md").write_text(story() + "\n")
        (folder / "x" / "a.md").write_text(story() + "\n")
        (folder / "z.md").write_text(story() + "\n")
        assert out.get(timeout=60).startswith("z.md:2:8: number-mismatch")
        # Configurations are read anew.
        (folder / "x" / "checker.toml").write_text('select = ["number-mismatch"]\nmodel = "compact"\n')
        (folder / "x" / "a.md").write_text(story())
        assert out.get(timeout=60).startswith("x/a.md:2:8: number-mismatch")
        (folder / "x" / "checker.toml").write_text("selct = []\n")
        (folder / "x" / "a.md").write_text(story() + "\n")
        assert "did you mean `select`?" in errors.get(timeout=60)
        run.send_signal(signal.SIGINT)
        assert run.wait(30) == ExitStatus.INTERRUPTED
        assert out.empty()
    finally:
        run.kill()
