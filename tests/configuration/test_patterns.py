"""Which files of a folder are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.configuration import Configurations
from checker.configuration.patterns import Patterns
from checker.reading import find_files


@pytest.mark.parametrize(
    ("include", "exclude", "path", "taken"),
    [
        ((), (), "drafts/a.md", True),
        ((), (), "README.md", False),
        ((), (), "drafts/Readme.txt", False),
        ((), (), "CHANGELOG.md", False),
        ((), (), "drafts/licence-fee-to-rise.md", True),
        ((), (), "notice-to-quit.md", True),
        ((), (), "readme-first.md", True),
        ((), (), "LICENSE.md", False),
        ((), (), "README.de.md", False),
        ((), (), "_template.md", False),
        ((), (), "news/_index.md", False),
        ((), (), "_posts/a.md", True),
        ((), ("!_template.md",), "_template.md", True),
        ((), ("!README.md",), "README.md", True),
        ((), ("*.tmp.md",), "a.tmp.md", False),
        ((), ("old/",), "old/a.md", False),
        ((), ("old/", "!old/a.md"), "old/a.md", True),
        (("drafts/**/*.md",), (), "drafts/x/a.md", True),
        (("drafts/**/*.md",), (), "other/a.md", False),
        (("*.md",), (), "README.md", False),
        (("*.md",), ("draft-*",), "draft-1.md", False),
    ],
)
def test_patterns(include: tuple[str, ...], exclude: tuple[str, ...], path: str, taken: bool) -> None:
    assert Patterns(include, exclude).takes(path) == taken


def test_folders_are_looked_into_unless_left_out() -> None:
    patterns = Patterns(("drafts/*.md",), ("old/",))
    assert patterns.takes("drafts", folder=True)
    assert not patterns.takes("old", folder=True)
    assert patterns.takes("_posts", folder=True)
    assert not patterns.takes("x/node_modules", folder=True)


def test_a_walk_goes_by_the_nearest_file(tmp_path: Path) -> None:
    for name in ("a.md", "README.md", "b.txt", "skip/c.md", "own/README.md", "own/d.txt", "own/e.md", "page.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "checker.toml").write_text('exclude = ["skip/", "*.html"]\n')
    (tmp_path / "own" / "checker.toml").write_text('include = ["*.md"]\nexclude = ["!README.md"]\n')
    found = list(find_files(tmp_path, Configurations().takes))
    assert found == [tmp_path / name for name in ("a.md", "b.txt", "own/README.md", "own/e.md")]
    assert tmp_path / "skip" / "c.md" in list(find_files(tmp_path, Configurations(search=False).takes))
