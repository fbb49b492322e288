"""What changes is told by the name that the user gave, whatever the editor does to write it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker import InputError
from checker.watch import Changes, Watched


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("drafts").mkdir()
    Path("drafts/a.md").write_text("# Headline\n\nBody.")
    Path("single.txt").write_text("Headline\n\nBody.")
    return Path("drafts")


def test_files_are_told_as_they_change(folder: Path) -> None:
    watched = Watched(["drafts", "single.txt"])
    assert list(watched.first()) == [folder / "a.md", Path("single.txt")]
    # Before anybody looks.
    Path("single.txt").write_text("Headline\n\nAnother body.")
    (folder / "early.txt").write_text("Headline\n\nBody.")
    changes = watched.changes()
    assert next(changes) == Changes((folder / "early.txt", Path("single.txt")), ())
    (folder / "image.png").write_text("x")
    (folder / ".hidden.md").write_text("x")
    Path("other.txt").write_text("x")
    (folder / "deep").mkdir()
    (folder / "new.md").write_text("# Headline\n\nBody.")
    assert next(changes) == Changes((folder / "new.md",), ())
    # As vim and others do: a new file in the place of the old one.
    Path("swap").write_text("Headline\n\nA third body.")
    os.replace("swap", "single.txt")
    assert next(changes) == Changes((Path("single.txt"),), ())
    (folder / "a.md").unlink()
    assert next(changes) == Changes((), (folder / "a.md",))
    changes.close()  # type: ignore[attr-defined]


def test_what_is_not_there_cannot_be_watched(folder: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt: no such file or folder to watch"):
        Watched(["drafts", "nowhere.txt"])


def test_an_empty_folder_is_said_and_watched(tmp_path: Path) -> None:
    watched = Watched([str(tmp_path)])
    (said,) = watched.first()
    assert isinstance(said, InputError)
    changes = watched.changes()
    (tmp_path / "a.txt").write_text("Headline\n\nBody.")
    assert next(changes).changed == (tmp_path / "a.txt",)
    changes.close()  # type: ignore[attr-defined]
