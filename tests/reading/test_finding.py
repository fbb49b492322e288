"""Folders of many files, of links that lead in a circle, of what is no file."""

from __future__ import annotations

import inspect
import os
import sys
import tracemalloc
from pathlib import Path

import pytest

from checker import InputError
from checker.reading import find_files, read_file


def names(folder: Path) -> list[str]:
    return [str(item) if isinstance(item, InputError) else str(item.relative_to(folder)) for item in find_files(folder)]


def test_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.md", "a.md", "a/b/c.txt", "a-1.md", "c/a.json", "B.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    expected = [str(path.relative_to(tmp_path)) for path in sorted(tmp_path.rglob("*.*")) if path.is_file()]
    assert names(tmp_path) == expected
    assert len(expected) == 7


def test_a_folder_is_looked_into_when_its_turn_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.md").touch()
    looked: list[str] = []
    real = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: looked.append(os.path.basename(path)) or real(path))
    found = find_files(tmp_path)
    assert next(found) == tmp_path / "a" / "story.md"
    assert looked == [tmp_path.name, "a"]


def test_memory_does_not_grow_with_the_tree(tmp_path: Path) -> None:
    for number in range(60):
        folder = tmp_path / f"{number:03d}"
        folder.mkdir()
        for story in range(10):
            (folder / f"{story:02d}-a-headline-with-a-long-name-that-takes-its-place.md").touch()

    def peak(limit: int) -> int:
        tracemalloc.start()
        found = find_files(tmp_path)
        for _ in range(limit):
            next(found)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    # Whatever else the process does meanwhile counts too.
    assert min(peak(600) for _ in range(3)) < min(peak(100) for _ in range(3)) + 20_000


def test_links_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text("# Headline\n\nA body.\n")
    (tmp_path / "in" / "up").symlink_to("..")
    (tmp_path / "in" / "old.csv").symlink_to("..")
    (tmp_path / "in" / "self").symlink_to("self")
    (tmp_path / "one.md").symlink_to("two.md")
    (tmp_path / "two.md").symlink_to("one.md")
    assert names(tmp_path) == ["in/a.md", "one.md", "two.md"]
    with pytest.raises(InputError, match=r"one.md: cannot be read: Too many levels of symbolic links"):
        list(read_file(tmp_path / "one.md"))


@pytest.mark.parametrize(("count", "shown"), [(3, "a.csv, b.csv, c.csv"), (4, "a.csv, b.csv, c.csv …")])
def test_other_kinds_are_named_in_part(tmp_path: Path, count: int, shown: str) -> None:
    for name in "dcba"[4 - count :]:
        (tmp_path / f"{name}.csv").touch()
    assert names(tmp_path) == [
        f"{tmp_path}: {count} other files are not read ({shown}): save each as text, headline on the first line; "
        "`checker batch` checks the rows of tables"
    ]
    for file in tmp_path.iterdir():
        file.rename(file.with_suffix(".doc"))
    assert names(tmp_path)[0].endswith(": save each as text, headline on the first line")


def test_pipes_and_sockets_are_no_articles(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "zero.md").symlink_to("/dev/zero")
    (tmp_path / "a.md").touch()
    assert names(tmp_path) == ["a.md"]


def test_very_deep_folders(tmp_path: Path) -> None:
    depth, room = 250, sys.getrecursionlimit()
    folder = tmp_path / "/".join("d" * depth)
    folder.mkdir(parents=True)
    (folder / "a.md").touch()
    sys.setrecursionlimit(len(inspect.stack(0)) + 150)
    try:
        assert names(tmp_path) == ["d/" * depth + "a.md"]
    finally:
        sys.setrecursionlimit(room)


def test_a_file_that_is_huge_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with path.open("wb") as stream:
        stream.truncate(10**12)
    with pytest.raises(InputError, match=r"more than 64 MB, the limit for one file"):
        list(read_file(path))
