"""``checker fix`` as a person uses it."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.rewriting import files

pytestmark = pytest.mark.usefixtures("kept_answers")
BODY = "Four people were killed when a coach overturned near Leeds on Tuesday night, police said. Eleven were hurt."
NINE, FOUR = "Nine killed as coach overturns near Leeds", "Four killed as coach overturns near Leeds"


def run(*arguments: str, stdin: bytes | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["fix", *arguments], input=stdin)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_bytes(f"{NINE}\r\n\r\n{BODY}\r\n".encode("utf-8-sig"))
    return path


def test_a_diff_is_shown_and_nothing_written(story: Path) -> None:
    before = story.read_bytes()
    code, out, err = run(str(story))
    # What stands in the file still has its finding.
    assert code == 1
    assert out.splitlines() == [
        f"{story}: number-mismatch: The headline says “Nine killed”; the body says “Four people”.",
        f"--- {story}",
        f"+++ {story}",
        "@@ -1 +1 @@",
        f"-{NINE}",
        f"+{FOUR}",
    ]
    assert err == "1 headline: 1 to mend\n"
    assert story.read_bytes() == before


def test_written_and_all_else_stays(story: Path) -> None:
    story.chmod(0o640)
    before = story.read_bytes()
    code, out, err = run(str(story), "--write")
    assert code == 0
    assert f"+{FOUR}" in out
    assert err == "1 headline: 1 mended\n"
    assert story.read_bytes() == before.replace(b"Nine killed", b"Four killed")
    assert stat.S_IMODE(story.stat().st_mode) == 0o640
    assert [path.name for path in story.parent.iterdir()] == ["story.txt"]
    assert run(str(story), "--write", "--quiet") == (0, "", "")


def test_a_link_stays_a_link(story: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(story.name)
    assert run(str(link), "--write")[0] == 0
    assert link.is_symlink()
    assert b"Four killed" in story.read_bytes()


def test_the_other_names_of_a_file_stay(story: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.hardlink_to(story)
    assert run(str(story), "--write")[0] == 0
    assert story.samefile(other)
    assert b"Four killed" in other.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.md", "story.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
@pytest.mark.parametrize("refused", [False, True])
def test_the_owner_of_a_file_stays(story: Path, monkeypatch: pytest.MonkeyPatch, refused: bool) -> None:
    os.chown(story, 12_345, 23_456)
    number = story.stat().st_ino

    def not_yours(*_: object) -> None:
        raise PermissionError

    if refused:
        monkeypatch.setattr(os, "chown", not_yours)
    assert run(str(story), "--write")[0] == 0
    found = story.stat()
    assert (found.st_uid, found.st_gid, found.st_ino == number) == (12_345, 23_456, refused)
    assert b"Four killed" in story.read_bytes()
    assert [path.name for path in story.parent.iterdir()] == ["story.txt"]


def test_a_write_that_fails_half_way_is_undone(story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other.md").hardlink_to(story)
    before, real, calls = story.read_bytes(), os.write, []

    def full(number: int, data: bytes) -> int:
        calls.append(number)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return real(number, data[:10] if len(calls) == 1 else data)

    monkeypatch.setattr(os, "write", full)
    code, _, err = run(str(story), "--write")
    assert code == 2
    assert "No space left" in err
    assert story.read_bytes() == before


def test_each_headline_of_a_story_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    text = (
        f"---\ntitle: '{NINE}'\nseo_title: {FOUR}\npush_title: \"9 killed as coach overturns near "
        f'Leeds"\n---\n{BODY}\n'
    )
    path.write_text(text, encoding="utf-8")
    code, out, err = run(str(path), "--write")
    assert code == 0
    assert f"{path} (headline): number-mismatch" in out
    assert f"{path} (push): number-mismatch" in out
    assert f"{path} (seo)" not in out
    assert err == "3 headlines: 2 mended\n"
    assert path.read_text("utf-8") == text.replace("'Nine", "'Four").replace('"9 ', '"4 ')


def test_json_and_what_is_left(tmp_path: Path) -> None:
    path = tmp_path / "stories.jsonl"
    lines = [
        json.dumps({"headline": NINE, "body": BODY, "id": 1.50}),
        '{"headline": broken',
        json.dumps(
            {"headline": "Bishop of Overton endorses mayor", "body": "Rain fell in Leeds on Monday. It was cold."}
        ),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    code, out, err = run(str(path), "--write", "--fail-on", "warning")
    # A line that cannot be read; the others are mended all the same.
    assert code == 2
    assert "\\ No newline at end of file" not in out
    assert path.read_text("utf-8").splitlines() == [lines[0].replace("Nine", "Four"), *lines[1:]]
    assert f"{path}: line 2: broken JSON" in err
    assert f"{path}: line 3: no exact edit for entity-unsupported “" in err
    assert "2 headlines: 1 mended, 1 with findings that no exact edit mends" in err


def test_the_last_line_counts_each_headline_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unmended = "Bishop of Overton endorses mayor"
    stories = [
        {"headline": NINE, "body": BODY},
        # The number can be mended, the quotation cannot.
        {"headline": f'{NINE}: "Terrible night"', "body": BODY},
        {"headline": unmended, "body": "Rain fell in Leeds on Monday. It was cold."},
        {"headline": FOUR, "body": BODY},
    ]
    path = tmp_path / "stories.json"
    path.write_text(json.dumps(stories), encoding="utf-8")
    last = run(str(path), "--model", "compact")[2].splitlines()[-1]
    assert last == "4 headlines: 1 to mend, 1 to mend in part, 1 with findings that no exact edit mends"
    before = path.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_: False)
    err = run(str(path), "--model", "compact", "--write")[2]
    assert (
        "4 headlines: 0 mended, 1 with findings that no exact edit mends, 2 with edits that could not be put into the "
        "file" in err
    )
    assert path.read_bytes() == before
    monkeypatch.undo()
    assert (
        "4 headlines: 1 mended, 1 mended in part, 1 with findings" in run(str(path), "--model", "compact", "--write")[2]
    )
    assert "4 headlines: 0 mended, 2 with findings" in run(str(path), "--model", "compact", "--write")[2]


def test_standard_input_is_shown_and_never_written() -> None:
    code, out, _ = run("-", stdin=f"{NINE}\n\n{BODY}".encode())
    assert code == 1
    assert "--- standard input\n+++ standard input\n" in out
    code, out, err = run("-", "--write", stdin=f"{NINE}\n\n{BODY}".encode())
    assert (code, out) == (2, "")
    assert err.startswith("checker: --write needs files")


def test_rules_and_statuses(story: Path) -> None:
    assert run(str(story), "--select", "date-mismatch")[:2] == (0, "")
    assert run(str(story), "--fail-on", "never")[0] == 0
    assert run("nowhere.txt")[0] == 2
    assert run(str(story), "--select", "no-such-rule")[0] == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_a_read_only_file_is_refused(story: Path) -> None:
    story.chmod(0o400)
    code, _, err = run(str(story), "--write")
    assert code == 2
    assert "is read-only" in err


def test_a_file_that_changed_meanwhile_is_left_alone(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = files.rewrite

    def slow(*arguments: object) -> files.Rewritten:
        story.write_text("Another headline\n\nAnother body.", encoding="utf-8")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "rewrite", slow)
    code, _, err = run(str(story), "--write")
    assert code == 2
    assert f"{story}: has been changed while it was checked" in err
    assert story.read_text("utf-8") == "Another headline\n\nAnother body."


def test_what_has_no_place_costs_a_line(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    data = json.dumps({"headline": NINE, "headlines": {"headline": NINE}, "body": BODY})
    path.write_text(data, encoding="utf-8")
    code, out, err = run(str(path), "--write")
    assert (code, out) == (2, "")
    assert "the headline cannot be changed in the file" in err
    assert "change it by hand" in err
    assert path.read_text("utf-8") == data


def test_a_hostile_headline_commands_no_terminal(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(f"{NINE} \x1b[31m\u202e\n\n{BODY}", encoding="utf-8")
    _, out, _ = run(str(path))
    assert "+Four killed" in out
    assert "\x1b" not in out
    assert "\\x1b[31m\\u202e" in out


@pytest.fixture(autouse=True)
def no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
