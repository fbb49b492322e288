"""What checker has written is no story, in whatever format; and no story is taken for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.errors import InputError
from checker.reading import OwnOutputError, find_files, ours_at, read_file
from checker.report.formats import FORMATS

from ..corpus.made import Here

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
STORY = "Six killed in Tarvin\n\nNine were killed in Tarvin. The mayor said so.\n"


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [*map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def in_this_process() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("checker.cli.batch._engine", lambda *_: Here)
        yield


@pytest.fixture(scope="module")
def folder(in_this_process: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A story, and everything that the commands write."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "story.txt").write_text(STORY)
    out = folder / "out"
    out.mkdir()
    endings = {
        "json": "json",
        "jsonl": "jsonl",
        "markdown": "md",
        "html": "html",
        "junit": "xml",
        "gitlab": "json",
        "sarif": "json",
    }
    formats = [f"--output-format={name}={out}/{name}.{endings.get(name, 'txt')}" for name in FORMATS]
    compact = ("--model", "compact")
    assert run("check", folder / "story.txt", SEEDS / "cup-final-sport.txt", *compact, *formats)[0] == 1
    run("check", folder / "story.txt", *compact, "-o", out / "one.json")
    run("check", folder / "story.txt", *compact, "-o", out / "one.txt")
    assert run("baseline", folder / "story.txt", *compact, "--baseline", out / "baseline.json")[0] == 0
    tables = [out / "results.jsonl", out / "results.csv"]
    for table in tables:
        findings = table.with_stem("findings")
        assert (
            run(
                "batch",
                folder / "story.txt",
                "-o",
                table,
                "--findings",
                findings,
                *compact,
                "--quiet",
            )[0]
            == 0
        )
    for ending in ("txt", "json", "html"):
        assert run("summary", tables[0], "-o", out / f"summary.{ending}")[0] == 0
    for ending in ("txt", "json"):
        assert run("compare", *tables, "-o", out / f"compared.{ending}")[0] == 0
    return folder


def test_everything_that_is_written_is_known(folder: Path) -> None:
    written = [path for path in (folder / "out").rglob("*") if path.is_file() and path.suffix not in ("", ".parquet")]
    assert len(written) >= 22
    unknown = [path.name for path in written if ours_at(str(path)) is None]
    # SARIF is for other programs; nothing reads it as a story, whatever it is called.
    assert unknown == ["sarif.json"]


def test_a_folder_with_reports_has_its_stories_alone(folder: Path) -> None:
    (folder / "out" / "sarif.json").unlink(missing_ok=True)
    code, out, err = run("check", folder, "--model", "compact", "--output-format", "jsonl")
    assert code == 1
    assert [json.loads(line)["article"]["headline"] for line in out.splitlines()] == ["Six killed in Tarvin"]
    (line,) = err.splitlines()
    assert "left out that checker has written (baseline.json, " in line
    assert run("check", folder, "--model", "compact", "--output-format", "jsonl", "--quiet")[2] == ""
    code, _, err = run("fix", folder, "--model", "compact")
    assert code == 1
    assert err.splitlines()[-1].startswith("1 headline: ")
    code, out, err = run("batch", folder, "-o", folder / "again.csv", "--dry-run", "--model", "compact")
    assert code == 0, err
    assert "out/" not in out + err


@pytest.mark.parametrize("name", ["json.json", "markdown.md", "html.html", "text.txt", "results.jsonl"])
def test_by_its_name_it_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(
        OwnOutputError, match=rf"{name}: is a (report|table of results) that checker has written, no story"
    ):
        list(read_file(folder / "out" / name))


def test_a_folder_of_reports_alone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "r.md").write_bytes((folder / "out" / "markdown.md").read_bytes())
    assert [type(item) for item in find_files(tmp_path)] == [OwnOutputError]
    code, _, err = run("check", tmp_path)
    assert (code, err) == (0, "checker: 1 left out that checker has written (r.md)\n")


def test_a_report_for_people_may_be_written_anew(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    for _ in range(2):
        assert run("check", tmp_path, "--model", "compact", "-o", tmp_path / "report.txt")[0] == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "## 3 headlines: how a story changed\n\nThe story changed. It did so twice.\n"),
        ("a.txt", "Verdict\n  Supported by the body of law\n\nThe court ruled. It was late.\n"),
        ("a.json", '{"schema_version": "2.1", "headline": "Six killed", "body": "Nine were killed. It was late."}'),
        ("a.json", '{"headline": "Six killed", "body": "Nine were killed. It was late.", "checker_version": "0.1"}'),
        ("a.json", '{"version": "1.0", "headline": "Six killed", "body": "Nine were killed. It was late."}'),
        (
            "a.jsonl",
            '{"id": 1, "path": "x", "verdict": "guilty", "headline": "Six killed", "body": "Nine were killed."}',
        ),
    ],
)
def test_a_story_is_none_of_ours(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert list(find_files(tmp_path)) == [tmp_path / name]
    assert not any(isinstance(item, InputError) for item in read_file(tmp_path / name))


def test_the_stories_of_this_repository_are_none_of_ours() -> None:
    assert [path.name for path in SEEDS.iterdir() if ours_at(str(path))] == []
