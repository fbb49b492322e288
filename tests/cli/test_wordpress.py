"""``checker wordpress``: the file that WordPress installs. What the plug-in does is tried by `make test-wordpress`."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker import __version__
from checker.cli.main import main
from checker.service.wordpress import FOLDER, files


def test_the_plugin_is_written_whole_and_the_same_each_time(tmp_path: Path) -> None:
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    for target in (first, second):
        result = CliRunner().invoke(main, ["wordpress", str(target)])
        assert result.exit_code == 0, result.output
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as plugin:
        assert plugin.testzip() is None
        found = {name: plugin.read(name) for name in plugin.namelist()}
    # All below one folder, as WordPress wants it, and nothing that is not the plug-in's.
    assert set(found) == {
        f"headline-checker/{path.relative_to(FOLDER).as_posix()}" for path in FOLDER.rglob("*") if path.is_file()
    }
    assert found["headline-checker/headline-checker.php"].startswith(b"<?php\n/**\n * Plugin Name: Headline Checker\n")


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["wordpress", str(tmp_path / "none" / "a.zip")])
    assert result.exit_code == 2
    assert "none/a.zip: cannot be written: No such file or directory" in result.output


def test_the_version_is_the_package_s() -> None:
    text = (FOLDER / "headline-checker.php").read_text("utf-8")
    assert re.search(r"^ \* Version: (.+)$", text, re.M).group(1) == __version__
    assert re.search(r"^const VERSION = '(.+)';$", text, re.M).group(1) == __version__


def test_no_file_can_be_called_by_itself() -> None:
    for path in files():
        if path.suffix == ".php":
            guard = "WP_UNINSTALL_PLUGIN" if path.name == "uninstall.php" else "ABSPATH"
            assert f"defined( '{guard}' ) || exit;" in path.read_text("utf-8"), path


def test_the_script_puts_no_html_in() -> None:
    script = (FOLDER / "editor.js").read_text("utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySetInnerHTML|\beval\b|RawHTML", script
    )
    # The browser asks nobody but WordPress.
    assert not re.search(r"\bfetch\(|XMLHttpRequest|https?://(?!www\.w3\.org)", script)


@pytest.mark.skipif(shutil.which("php") is None, reason="no php: apt-get install php-cli")
def test_php_reads_it() -> None:
    for path in files():
        if path.suffix == ".php":
            subprocess.run(["php", "-l", str(path)], check=True, capture_output=True, timeout=60)
