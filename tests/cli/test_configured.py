"""The command goes by its configuration: what is checked, how, what counts; acceptances, baselines."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from checker import Checker, InputError
from checker.acceptance import read_acceptances
from checker.cli import main
from checker.configuration import Configurations
from checker.nli import load
from checker.settings import Settings

from ..test_answering import Arithmetic

FAULTY = (
    "---\ntitle: Ferrous Steel to cut 5,000 jobs\n{}---\nFerrous Steel said on Monday that it would cut 2,000 "
    "jobs. Unions were told at the weekend.\n"
)
WARNED = (
    "---\ntitle: Harland takes over at Norwell\n---\nNorwell has named Priya Anand as its new chief executive. "
    "She joins the retailer in May.\n"
)
RULES = 'select = ["number-mismatch", "entity-unsupported"]\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder, and a model that is there at once."""
    monkeypatch.setattr(load, "load_embedded", lambda *_: Arithmetic())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(arguments), input=stdin)
    return result.exit_code, result.stdout, result.stderr


def write(files: dict[str, str]) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)


def checked(*arguments: str) -> dict[str, list[str]]:
    """The findings of each file."""
    out = run("check", *arguments, "--output-format", "jsonl")[1]
    reports = [json.loads(line) for line in out.splitlines()]
    return {
        Path(report["article"]["origin"]["path"]).name: [
            f"{finding['severity']} {finding['rule']}" for finding in report["findings"]
        ]
        for report in reports
    }


def test_each_file_goes_by_its_nearest_configuration() -> None:
    write(
        {
            "checker.toml": RULES,
            "a.md": FAULTY.format(""),
            "b.md": WARNED,
            "own/a2.md": FAULTY.format(""),
            "own/checker.toml": RULES + '[severities]\nnumber-mismatch = "warning"\n',
            "sport/b2.md": WARNED,
            "z.md": WARNED,
            "README.md": FAULTY.format(""),
        }
    )
    assert checked(".") == {
        "a.md": ["error number-mismatch"],
        "b.md": ["warning entity-unsupported"],
        "a2.md": ["warning number-mismatch"],
        "b2.md": ["warning entity-unsupported"],
        "z.md": ["warning entity-unsupported"],
    }
    write({"checker.toml": RULES + '[[overrides]]\npaths = ["sport/"]\nnames = ["Jo Harland"]\n'})
    assert checked(".")["b2.md"] == []
    assert checked("README.md") == {"README.md": ["error number-mismatch"]}
    assert checked("README.md", "--force-exclude") == {}
    # The command line goes before the file.
    assert checked("a.md", "--select", "date-mismatch") == {"a.md": []}
    assert checked("own", "--config", "checker.toml")["a2.md"] == ["error number-mismatch"]


@pytest.mark.parametrize(
    ("fail_on", "statuses"), [("error", (1, 0)), ("warning", (1, 1)), ("never", (0, 0))]
)  # fmt: skip
def test_exit_status_by_the_file_of_each_article(fail_on: str, statuses: tuple[int, int]) -> None:
    write({"checker.toml": f'fail-on = "{fail_on}"\n{RULES}', "a.md": FAULTY.format(""), "b.md": WARNED})
    assert (run("check", "a.md")[0], run("check", "b.md")[0]) == statuses
    assert run("check", "a.md", "--fail-on", "never")[0] == 0
    # Over one that does not count.
    write({"x/checker.toml": f'fail-on = "never"\n{RULES}', "x/c.md": FAULTY.format("")})
    assert run("check", "x", "b.md")[0] == statuses[1]


def test_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    write({"checker.toml": RULES, "b.md": WARNED})
    monkeypatch.setenv("CHECKER_FAIL_ON", "warning")
    assert run("check", "b.md")[0] == 1
    monkeypatch.setenv("CHECKER_FAIL_ON", "warnin")
    code, _, err = run("check", "b.md")
    assert (code, err) == (2, "checker: CHECKER_FAIL_ON: `fail-on` cannot be `warnin`; did you mean `warning`?\n")


def test_a_wrong_file_ends_the_run() -> None:
    write({"checker.toml": "\nselct = []\n", "a.md": WARNED})
    code, out, err = run("check", ".")
    assert (code, out) == (2, "")
    assert err == f"checker: {Path('checker.toml').absolute()}: line 2: `selct` is no key; did you mean `select`?\n"
    assert run("check", "a.md", "--no-config", "--select", "number-mismatch")[0] == 0
    assert run("check", "a.md", "--no-config", "--config", "checker.toml")[0] == 2


def test_a_wrong_file_on_the_way_ends_the_run_too() -> None:
    write({"a.md": WARNED, "b.md": WARNED, "c.md": WARNED, "own/d.md": WARNED, "own/checker.toml": "selct = []\n"})
    code, _, err = run("check", ".", "--select", "entity-unsupported")
    assert code == 2
    assert err == f"checker: {Path('own/checker.toml').absolute()}: line 1: `selct` is no key; did you mean `select`?\n"


def test_standard_input_goes_by_the_working_folder() -> None:
    write({"checker.toml": 'fail-on = "warning"\n' + RULES})
    text = "Harland takes over at Norwell\n" + WARNED.split("---\n")[-1]
    assert run("check", "-", stdin=text)[0] == 1
    assert run("check", "-", "--no-config", "--select", "entity-unsupported", stdin=text)[0] == 0


def test_what_an_article_accepts() -> None:
    accept = "checker: {accept: [{rule: %s}]}\n"
    write({"checker.toml": RULES, "a.md": FAULTY.format(accept % "number-mismatch")})
    code, out, err = run("check", "a.md")
    assert (code, err) == (0, "")
    assert "1 accepted" in out
    assert "accepted  number-mismatch  “5,000 jobs”: no reason given" in out
    assert "^^^" not in out
    assert run("check", "a.md", "--quiet")[1] == ""
    write({"a.md": FAULTY.format(accept % "entity-unsupported")})
    code, out, err = run("check", "a.md", "--fail-on", "never")
    stale = "checker: a.md: accepts `entity-unsupported`, which is not found any more: take it out of the article\n"
    assert (code, err) == (0, stale)
    assert run("check", "a.md", "--fail-on", "never", "--quiet")[2] == ""
    code, out, err = run("check", "a.md", "--fail-on", "never", "--strict", "--quiet")
    assert (code, err) == (1, stale)
    write({"a.md": FAULTY.format(accept % "entity-unsuported")})
    code, _, err = run("check", "a.md")
    assert code == 2
    assert "did you mean `entity-unsupported`" in err
    write({"checker.toml": "require-reason = true\n" + RULES, "a.md": FAULTY.format(accept % "number-mismatch")})
    code, _, err = run("check", "a.md")
    assert code == 2
    assert "a.md: accepts `number-mismatch` without a reason" in err
    assert "checker.toml: line 1" in err


def test_an_acceptance_is_good_if_one_headline_of_the_story_needs_it() -> None:
    front = "push_title: Ferrous Steel to cut 2,000 jobs\nchecker: {accept: [{rule: number-mismatch, reason: r}]}\n"
    write({"checker.toml": RULES, "a.md": FAULTY.format(front), "b.md": FAULTY.replace("5,000", "2,000").format(front)})
    assert run("check", "a.md", "--strict")[0] == 0
    code, _, err = run("check", "b.md", "a.md", "--strict")
    assert code == 1
    assert len(err.splitlines()) == 1
    assert "b.md: accepts" in err


def test_a_baseline_is_written_counts_and_is_pruned() -> None:
    write({"checker.toml": RULES, "a.md": FAULTY.format(""), "b.md": WARNED})
    code, out, err = run("baseline", "--reason", "before the checker")
    assert (code, err) == (0, "")
    assert out.startswith("checker-baseline.json: 2 accepted, 2 of them new; 0 not found any more\n")
    assert 'baseline = "checker-baseline.json"' in out
    assert run("check", ".", "--fail-on", "warning")[0] == 1
    write({"checker.toml": 'baseline = "checker-baseline.json"\n' + RULES})
    code, out, _ = run("check", ".", "--fail-on", "warning", "--output-format", "jsonl")
    assert code == 0
    marks = [finding["accepted"] for line in out.splitlines() for finding in json.loads(line)["findings"]]
    assert marks == [{"by": "baseline", "reason": "before the checker"}] * 2
    # From elsewhere too: paths count from the file.
    assert run("check", str(Path().absolute()), "--fail-on", "warning")[0] == 0
    Path("a.md").write_text(FAULTY.replace("5,000", "2,000").format(""))
    code, _, err = run("check", ".", "--strict")
    assert code == 1
    assert err == (
        f"checker: {Path('checker-baseline.json').absolute()}: accepts `number-mismatch` on “5,000 jobs” in a.md, "
        "which is not found any more: `checker baseline --prune` takes it out\n"
    )
    write({"c.md": FAULTY.format("")})
    assert run("baseline", "--prune")[1].endswith("1 accepted, 0 of them new; 1 not found any more\n")
    assert run("check", ".")[0] == 1
    before = Path("checker-baseline.json").read_bytes()
    # What was not among the paths stays.
    assert run("baseline", "a.md")[1].endswith("1 accepted, 0 of them new; 0 not found any more\n")
    assert Path("checker-baseline.json").read_bytes() == before


def test_a_baseline_wants_reasons_where_the_configuration_does() -> None:
    write({"checker.toml": 'require-reason = true\nbaseline = "b.json"\n' + RULES, "a.md": FAULTY.format("")})
    code, _, err = run("baseline")
    assert code == 2
    assert "--reason" in err
    assert not Path("b.json").exists()
    assert run("baseline", "--reason", "r")[0] == 0
    assert run("check", ".")[0] == 0
    Path("b.json").write_text(Path("b.json").read_text().replace('"reason": "r"', '"reason": " "'))
    code, _, err = run("check", ".")
    assert code == 2
    assert "without a reason" in err


def test_a_baseline_that_is_not_there() -> None:
    write({"a.md": FAULTY.format("")})
    code, out, err = run("check", "a.md", "--baseline", "none.json", "--select", "number-mismatch")
    assert (code, out, err) == (2, "", "checker: none.json: no such baseline: `checker baseline` writes one\n")


def test_config_says_what_is_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        {
            "checker.toml": 'fail-on = "warning"\nexclude = ["x/"]\n[[overrides]]\npaths = ["sport/"]\nfail-on = '
            '"never"\n'
        }
    )
    monkeypatch.setenv("CHECKER_TIME_LIMIT", "3")
    code, out, _ = run("config")
    file = Path("checker.toml").absolute()
    lines = {line.split(" = ")[0]: line for line in out.splitlines()}
    assert code == 0
    assert " ".join(lines["fail-on"].split()) == f'fail-on = "warning" # {file}: line 1'
    assert " ".join(lines["exclude"].split()) == f'exclude = ["x/"] # {file}: line 2'
    assert " ".join(lines["time-limit"].split()) == "time-limit = 3 # environment variable CHECKER_TIME_LIMIT"
    assert lines["model"].endswith("# default")
    write({"sport/a.md": WARNED})
    found = json.loads(run("config", "sport/a.md", "--output-format", "json")[1])
    assert found["values"]["fail-on"] == {"value": "never", "from": f"{file}: line 5"}
    assert json.loads(run("config", "--no-config", "--output-format", "json")[1])["file"] is None
    assert run("config", "nowhere")[0] == 2
    write({"checker.toml": 'model = "standrad"\n'})
    code, _, err = run("config")
    assert code == 2
    assert "line 1: `model`: standrad: no such model" in err


def test_init_writes_a_file_that_changes_nothing_and_hides_none() -> None:
    assert run("init")[0] == 0
    assert run("config")[0] == 0
    assert all(line.endswith("# default") for line in run("config")[1].splitlines()[1:])
    code, _, err = run("init")
    assert (code, err) == (2, "checker: checker.toml: is there already: edit it, or move it away\n")
    assert run("init", "nowhere")[0] == 2
    write({"own/pyproject.toml": "[tool.checker]\n"})
    assert "has [tool.checker] already" in run("init", "own")[2]
    assert not Path("own/checker.toml").exists()


def test_the_schema_of_the_file() -> None:
    schema = json.loads(run("schema", "config")[1])
    assert schema["$id"].startswith("urn:headline-checker:configuration:")
    assert "quote-altered" in schema["properties"]["select"]["items"]["enum"]


def test_the_command_starts_without_what_it_does_not_need() -> None:
    script = (
        "import sys, checker.cli.main; assert not {'pydantic', 'pydantic_settings', 'pathspec', 'spacy', 'numpy', "
        "'onnxruntime', 'yaml'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parent.parent.parent)


def test_without_variables_nothing_is_imported_to_read_them() -> None:
    script = (
        "from checker.configuration import Configurations; Configurations(); import sys; "
        "assert 'pydantic_settings' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parent.parent.parent)


def test_at_a_terminal_the_working_folder_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        {"checker.toml": RULES, "a.md": FAULTY.format(""), "b.md": WARNED, "README.md": "# Read me\n\nIt is short.\n"}
    )
    monkeypatch.setattr("checker.cli.check.at_terminal", lambda: True)
    code, out, err = run("check")
    assert (code, err) == (1, "")
    assert out.splitlines()[-1] == "2 headlines · 1 with errors · 1 with warnings · 1 left out by name (README.md)"
    monkeypatch.setattr("checker.cli.check.at_terminal", lambda: False)
    code, out, _ = run("check", stdin="Harland takes over at Norwell\n" + WARNED.split("---\n")[-1])
    assert "standard input" in out
    assert "headlines ·" not in out


def test_the_line_at_the_end_counts_what_there_is() -> None:
    accept = "checker: {accept: [{rule: number-mismatch}]}\n"
    files = {"checker.toml": RULES, "a.md": FAULTY.format(accept), "b.md": "# !!!\n\nA body. And more.\n", "c.md": ""}
    write(files | {f"LICENSE-MIT.{number}.md": "x" for number in range(4)})
    out = run("check", ".")[1]
    line = (
        "2 headlines · 1 not checked · 1 could not be read · 1 finding accepted · 4 left out by name "
        "(LICENSE-MIT.0.md, LICENSE-MIT.1.md, LICENSE-MIT.2.md …)"
    )
    assert out.splitlines()[-1] == line
    assert line not in run("check", ".", "--quiet")[1]
    for shape in ("json", "jsonl"):
        assert "headlines ·" not in run("check", ".", "--output-format", shape)[1]


def test_where_all_is_left_out_it_is_said() -> None:
    write({"README.md": "# Read me\n\nIt is short.\n"})
    code, _, err = run("check", ".")
    assert code == 2
    assert err.startswith("checker: .: no article in this directory")
    assert err.endswith("; 1 left out by name (README.md): see `exclude`\n")


def test_a_headline_that_is_yet_to_be_written() -> None:
    write({"a.md": "---\ntitle:\nauthor: ed\n---\nA first sentence of the body.\n\nAnother one.\n"})
    code, _, err = run("check", "a.md")
    assert code == 2
    assert err.startswith("checker: a.md: `title` in the front matter has no value")


def test_a_corpus_goes_by_the_working_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    made: list[Settings] = []

    class Stopped:
        def __init__(self, options: object, checker: Checker, note: object) -> None:
            made.append(checker.settings)
            raise InputError("as far as this goes")

    monkeypatch.setattr("checker.corpus.run.Run", Stopped)
    text = 'names = ["Jo Harland"]\ntime-limit = 7\n' + RULES + '[severities]\nnumber-mismatch = "warning"\n'
    write({"checker.toml": text, "a.csv": "headline,body\nA,B\n"})
    for arguments in ((), ("--time-limit", "9"), ("--no-config", "--ignore", "date-mismatch")):
        assert run("batch", "a.csv", "-o", "out.csv", *arguments)[::2] == (2, "checker: as far as this goes\n")
    file, line, none = made
    assert (file.names, file.time_limit, file.severities) == (("Jo Harland",), 7, (("number-mismatch", "warning"),))
    assert {rule.id for rule in file.rules} == {"number-mismatch", "entity-unsupported"}
    assert (line.names, line.time_limit) == (file.names, 9)
    assert (none.names, none.time_limit, none.ignore) == ((), 120, ("date-mismatch",))
    write({"checker.toml": "tim-limit = 3\n"})
    assert "did you mean `time-limit`" in run("batch", "a.csv", "-o", "out.csv")[2]


def test_what_the_readme_shows_of_the_configuration_is_true(folder: Path) -> None:
    root = Path(__file__).resolve().parent.parent.parent
    readme = (root / "README.md").read_text(encoding="utf-8")
    (toml,) = (block for block in re.findall(r"```toml\n(.*?)```", readme, re.DOTALL) if "fail-on" in block)
    (folder / "checker.toml").write_text(toml)
    assert Configurations().of(folder / "sport" / "a.md").settings.names == ("The Lisse Courier",)
    # Word for word it is enough to begin with; what is commented out holds once the baseline is there.
    write({"a.md": FAULTY.format("")})
    assert run("check", "a.md")[::2] == (1, "")
    assert run("baseline", "a.md")[0] == 0
    (folder / "checker.toml").write_text(toml.replace("# baseline", "baseline"))
    assert run("check", "a.md")[::2] == (0, "")
    blocks = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)]
    (accepts,) = (block["checker"] for block in blocks if "checker" in block)
    assert [item.rule for item in read_acceptances(accepts, "README")] == ["number-mismatch"]
    (action,) = (block["runs"] for block in blocks if "runs" in block)
    assert action["using"] == "composite"
    assert all(("run" in step and step["shell"] == "bash") or "uses" in step for step in action["steps"])
    (hooks,) = (block["repos"] for block in blocks if "repos" in block)
    (manifest,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for repo in hooks for hook in repo["hooks"]] == [manifest["id"]]
    # Nothing is checked until the user says which files are stories.
    assert not re.search(manifest["files"], "content/story.md")
    assert manifest["require_serial"]


def test_the_hook_checks_what_it_is_given(folder: Path) -> None:
    root = Path(__file__).resolve().parent.parent.parent
    (manifest,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    write({"checker.toml": RULES, "a.md": FAULTY.format(""), "b.md": WARNED, "README.md": FAULTY.format("")})
    command, *options = manifest["entry"].split()
    assert command == "checker"
    assert run(*options, "README.md")[::2] == (0, "")
    code, out, _ = run(*options, "a.md", "b.md", "README.md")
    assert code == 1
    assert [line for line in out.splitlines() if line.endswith(".md")] == ["a.md", "b.md"]


def test_names_of_files_and_reasons_command_no_terminal(folder: Path) -> None:
    strange = folder / "a\x1b[31m\nb"
    strange.mkdir()
    accept = 'checker: {accept: [{rule: number-mismatch, reason: "\\e[2J"}, {rule: entity-unsupported}]}\n'
    write({f"{strange}/checker.toml": RULES, f"{strange}/a.md": FAULTY.format(accept)})
    for arguments in (
        ("config", str(strange)),
        ("check", str(strange)),
        ("baseline", str(strange), "--baseline", f"{strange}/b.json"),
    ):
        _, out, err = run(*arguments)
        assert "\x1b" not in out + err, arguments
        assert "a\\x1b[31m\\nb" in out + err, arguments
    (strange / "checker.toml").unlink()
    assert "\x1b" not in run("init", str(strange))[1]


def test_a_working_folder_that_is_gone(folder: Path) -> None:
    gone = folder / "gone"
    gone.mkdir()
    (folder / "a.md").write_text(WARNED)
    script = (
        "import os, sys; from checker.configuration import Configurations; os.rmdir(os.getcwd());"
        " found = Configurations(); assert found.of(None).keys.fail_on == found.of(sys.argv[1]).keys.fail_on == 'error'"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent.parent)}
    subprocess.run([sys.executable, "-c", script, str(folder / "a.md")], check=True, cwd=gone, env=environment)


def test_of_a_rule_that_does_not_run_no_acceptance_is_out_of_date() -> None:
    accept = "push_title: Ferrous Steel to cut 5,000 jobs\nchecker: {accept: [{rule: number-mismatch}]}\n"
    write({"checker.toml": RULES, "a.md": FAULTY.format(accept)})
    assert run("check", "a.md", "--select", "entity-unsupported", "--strict")[::2] == (0, "")


def test_a_baseline_needs_no_reasons_unless_they_are_asked_for() -> None:
    write({"checker.toml": 'baseline = "b.json"\n' + RULES, "a.md": FAULTY.format("")})
    assert run("baseline")[0] == 0
    assert "reason" not in Path("b.json").read_text()
    assert run("check", ".")[::2] == (0, "")
