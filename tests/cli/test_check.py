"""The command as a person uses it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker import __version__
from checker.cli import main
from checker.cli.main import main as group
from checker.rules import RULES

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
FAULTY = SEEDS / "steel-jobs-business.txt"
SOUND = SEEDS / "cup-final-sport.txt"
WARNED = SEEDS / "mayor-trial-court.txt"
pytestmark = pytest.mark.usefixtures("kept_answers")


def run(*arguments: str, stdin: bytes | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(arguments), input=stdin)
    return result.exit_code, result.stdout, result.stderr


def test_text_report_for_people() -> None:
    code, out, err = run("check", str(FAULTY))
    lines = out.splitlines()
    assert code == 1
    headline = next(number for number, line in enumerate(lines) if "Ferrous Steel to cut 5,000 jobs" in line)
    underline = lines[headline + 1]
    assert lines[headline][underline.index("^") : underline.rindex("^") + 1] == "5,000 jobs"
    assert "Contradicted by the body" in out
    assert "number-mismatch" in out
    assert "paragraph 1, sentence 1 of the body: Ferrous Steel said on Monday that it would cut 2,000 jobs" in " ".join(
        out.replace("|", " ").split()
    )
    assert "\x1b[" not in out
    assert err == ""


def test_exit_statuses() -> None:
    assert run("check", str(SOUND))[0] == 0
    assert run("check", str(FAULTY), "--exit-zero")[0] == 0
    assert run("check", str(FAULTY), "--fail-on", "never")[0] == 0
    assert run("check", str(WARNED))[0] == 0
    assert run("check", str(WARNED), "--fail-on", "warning")[0] == 1
    assert run("check", "nowhere.txt")[0] == 2
    assert run("check", str(FAULTY), "--no-such-flag")[0] == 2


def test_json_one_and_many() -> None:
    code, out, _ = run("check", str(FAULTY), "--output-format", "json")
    report = json.loads(out)
    assert code == 1
    assert report["verdict"] == "contradicted"
    assert report["findings"][0]["rule"] == "number-mismatch"
    many = json.loads(run("check", str(FAULTY), str(SOUND), "--output-format", "json")[1])
    assert [item["verdict"] for item in many] == ["contradicted", "supported"]


def test_jsonl_of_a_directory() -> None:
    out = run("check", str(SEEDS), "--output-format", "jsonl", "--exit-zero")[1]
    assert len([json.loads(line) for line in out.splitlines()]) == 13


def test_standard_input() -> None:
    code, out, _ = run("check", "-", "--output-format", "json", stdin=FAULTY.read_bytes())
    assert code == 1
    assert json.loads(out)["article"]["origin"]["path"] == "standard input"


def test_select_and_ignore() -> None:
    assert run("check", str(FAULTY), "--select", "quote-altered,date-mismatch")[0] == 0
    code, out, _ = run("check", str(FAULTY), "--ignore", "number-mismatch", "--output-format", "json")
    assert "number-mismatch" not in json.loads(out)["rules"]
    assert all(finding["rule"] != "number-mismatch" for finding in json.loads(out)["findings"])
    code, _, err = run("check", str(FAULTY), "--select", "number-missmatch")
    assert code == 2
    assert "did you mean `number-mismatch`" in err


def test_quiet_prints_only_what_has_findings() -> None:
    assert run("check", str(SOUND), "--quiet")[1] == ""
    assert "number-mismatch" in run("check", str(FAULTY), str(SOUND), "--quiet")[1]


def test_timing_goes_to_standard_error() -> None:
    _, out, err = run("check", str(SOUND), "--timing", "--output-format", "json")
    json.loads(out)
    for stage in ("imports", "load", "NLI", "rules", "total", "peak memory"):
        assert stage in err


def test_one_bad_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "good.txt").write_bytes(SOUND.read_bytes())
    code, out, err = run("check", str(tmp_path))
    assert code == 2
    assert "Novak beats Petrov" in out
    assert "bad.json: broken JSON" in err


@pytest.mark.skipif(os.name == "nt", reason="links")
@pytest.mark.parametrize("command", ["check", "fix"])
def test_a_link_that_leads_nowhere_costs_a_line(tmp_path: Path, command: str) -> None:
    (tmp_path / "b.txt").write_bytes(SOUND.read_bytes())
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).symlink_to("gone.txt")
    (tmp_path / "d.txt").write_bytes(WARNED.read_bytes())
    code, out, err = run(command, str(tmp_path))
    # As for any file that cannot be read.
    assert code == 2
    wrong = [
        f"checker: {tmp_path}/{name}: is a link that leads nowhere (to gone.txt): mend or remove it"
        for name in ("a.txt", "c.txt")
    ]
    assert err.splitlines()[-2:] == wrong
    if command == "check":
        assert out.splitlines()[-1] == "2 headlines · 1 supported · 1 with warnings · 2 could not be read"


def test_the_summary_counts_files_not_messages(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(SOUND.read_bytes())
    for name in ("note.docx", "x.csv"):
        (tmp_path / name).touch()
    code, out, err = run("check", str(tmp_path))
    assert code == 2
    assert "2 other files are not read (note.docx, x.csv)" in err
    assert out.splitlines()[-1] == "2 headlines · 2 supported · 2 could not be read"


def test_standard_input_that_is_no_terminal_is_said_to_have_been_read() -> None:
    code, _, err = run("check", stdin=b"")
    assert code == 2
    assert "standard input: is empty" in err
    assert "standard input is no terminal, so it was read" in " ".join(err.split())
    assert "`checker check .` for this folder" in " ".join(err.split())


@pytest.mark.parametrize("content", [b"", b"Only a headline", b"a\x00b\n\nc", b'{"headline": 3}'])
def test_bad_input_is_one_line_and_exit_2(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "article"
    path.write_bytes(content)
    code, out, err = run("check", str(path))
    assert code == 2
    assert out == ""
    assert err.startswith(f"checker: {path}")
    assert len(err.splitlines()) == 1


def test_colour_only_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    def shown(**variables: str) -> str:
        for name in ("NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name, raising=False)
        # `color`: the runner takes nothing out.
        return CliRunner().invoke(main, ["check", str(FAULTY)], env=variables, color=True).stdout

    assert "\x1b[" not in shown()
    assert "\x1b[31m" in shown(FORCE_COLOR="1")
    assert "\x1b[" not in shown(FORCE_COLOR="1", NO_COLOR="1")


def test_rules_and_explain() -> None:
    out = run("rules")[1]
    assert len(out.splitlines()) == 11
    assert {item["id"] for item in json.loads(run("rules", "--output-format", "json")[1])} == {
        line.split()[0] for line in out.splitlines()
    }
    assert "quote-altered         error or warning  " in out
    assert run("explain", "quote-altered")[1].startswith("quote-altered (error or warning): ")
    code, out, _ = run("explain", "actor-mismatch")
    assert code == 0
    assert "Fails:" in out
    assert "Passes:" in out
    code, _, err = run("explain", "actor-missmatch")
    assert code == 2
    assert "did you mean `actor-mismatch`" in err


def test_a_check_is_explained() -> None:
    code, out, err = run("explain", "contradiction/opposite-adjective")
    assert (code, err) == (0, "")
    assert out.startswith(
        "contradiction/opposite-adjective (error or warning): The body contradicts the claim.\n\nopposite-adjective: "
    )
    assert [line.split(":")[0] for line in out.splitlines() if line.startswith(">")] == ["> opposite-adjective"]
    rule = RULES["contradiction"]
    shown = {example.check for example in (*rule.failing, *rule.passing) if f"  {example.headline}    [" in out}
    assert shown == {"opposite-adjective"}
    code, out, err = run("explain", "contradiction/opposite-adverb")
    assert (code, out) == (2, "")
    assert "no check `opposite-adverb` in the rule `contradiction`; did you mean `opposite-verb`?" in err
    assert f" checks: {', '.join(rule.checks)}" in err
    err = run("explain", "number-mismatch/x")[2]
    assert f"no check `x` in the rule `number-mismatch`; checks: {', '.join(RULES['number-mismatch'].checks)}" in err


@pytest.mark.parametrize(
    "names",
    [
        "actor-mismatch",
        "actor-mismatch,contradiction/nobody",
        " number-mismatch ,",
        ",",
        "",
        "x",
        "contradiction/",
        "contradiction/x",
    ],
)
def test_what_is_taken_by_ignore_is_explained_and_nothing_else(names: str) -> None:
    ignored = run("check", str(SOUND), "--ignore", names)[0]
    assert ignored in (0, 2)
    assert run("explain", names)[0] == ignored


def test_every_check_can_be_explained() -> None:
    names = [f"{rule.id}/{check}" for rule in RULES.values() for check in rule.checks]
    code, out, _ = run("explain", *names)
    assert code == 0
    assert [name for name in names if f"{name} (" not in out] == []


def test_version_and_help() -> None:
    assert __version__ in run("--version")[1]
    for name in group.commands:
        code, out, _ = run(name, "--help")
        assert code == 0
        assert len(out) > 80


def test_every_command_and_option_is_documented_in_the_readme() -> None:
    readme = (SEEDS.parent / "README.md").read_text(encoding="utf-8")
    for name, command in group.commands.items():
        assert f"checker {name}" in readme
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--"):
                    assert option in readme, f"{name} {option}"


def test_schema_command() -> None:
    schema = json.loads(run("schema")[1])
    assert schema["$id"].startswith("urn:headline-checker:report:")
    assert "code points" in schema["description"]


@pytest.mark.parametrize("shape", ["text", "json", "jsonl"])
def test_without_paths_standard_input_is_read(shape: str) -> None:
    text = b"Mayor opens bridge\nThe mayor opened the bridge. It was new."
    code, out, err = run("check", "--output-format", shape, stdin=text)
    assert code == 0, err
    assert "standard input" in out


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"headline,body\n"),
        ("a.tsv", b""),
        ("a.parquet", b"PAR1"),
        ("a.pq", b""),
        ("a.arrow", b"ARROW1"),
        ("a.txt", b"title;text\na;b\n"),
        ("a.jsonl.gz", b"\x1f\x8b"),
    ],
)
def test_tables_are_for_batch(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    code, _, err = run("check", str(tmp_path / name))
    assert (code, err.count("\n")) == (2, 1)
    assert "`checker batch" in err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", '{"headline": "!!!", "body": "B. C."}\n' * 4),
        ("a.json", "[" + '{"headline": "!!!", "body": "B. C."}, ' * 3 + '{"headline": "!!!", "body": "B. C."}]'),
    ],
)
def test_a_file_of_many_articles_is_for_batch_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setattr("checker.cli.checking.MANY", 3)
    (tmp_path / name).write_text(text)
    (tmp_path / "b.jsonl").write_text(text.replace(", {", "\n{").strip("[]"))
    code, out, err = run("check", str(tmp_path / name), str(tmp_path / "b.jsonl"))
    assert (code, out.splitlines()[-1]) == (0, "8 headlines · 8 not checked")
    assert err.startswith(
        f"checker: {tmp_path / name}: has many articles: `checker batch {tmp_path / name} -o results.csv`"
    )
    assert err.count("\n") == 1, "said once"
    assert run("check", str(tmp_path / name), "--quiet")[2] == ""
    monkeypatch.setattr("checker.cli.checking.MANY", 5)
    assert run("check", str(tmp_path / name), str(tmp_path / "b.jsonl"))[2] == ""


@pytest.mark.parametrize("command", ["check", "fix"])
@pytest.mark.parametrize("given", [b"", b" \n", b"a\x00b"])
def test_without_paths_and_without_a_story_it_is_said_what_to_do(command: str, given: bytes) -> None:
    result = CliRunner().invoke(main, [command], input=given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: standard input: " in result.stderr
    assert f"as in `checker {command} drafts/` (`checker {command} .` for this folder), or pipe" in result.stderr
    # Who writes `-` knows what is read.
    result = CliRunner().invoke(main, [command, "-"], input=given)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "PATHS" not in result.stderr


def test_fix_does_not_wait_for_somebody_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.cli.fix.at_terminal", lambda: True)
    result = CliRunner().invoke(main, ["fix"], input="Mayor opens bridge\nThe mayor opened the bridge.")
    assert result.exit_code == 2
    assert "name the files or folders" in result.stderr


def test_a_selection_of_nothing_is_refused() -> None:
    command = [sys.executable, "-m", "checker", "check", "-", "--select", ","]
    found = subprocess.run(command, input="", capture_output=True, text=True)
    assert found.returncode == 2
    assert "names no rule" in found.stderr
