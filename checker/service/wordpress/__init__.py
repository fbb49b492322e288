"""The WordPress plug-in: PHP, one script and one style sheet, as WordPress installs them; nothing is built."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ...errors import UsageError

NAME = "headline-checker"
FOLDER = Path(__file__).resolve().parent / NAME
SUFFIXES = frozenset((".php", ".js", ".css", ".txt"))
# The earliest date that a ZIP can have: the same files always give the same bytes.
DATE = (1980, 1, 1, 0, 0, 0)


def files() -> list[Path]:
    """The plug-in's files, sorted."""
    return sorted(path for path in FOLDER.rglob("*") if path.suffix in SUFFIXES and path.is_file())


def write_plugin(target: Path) -> int:
    """Write the plug-in as the ZIP that WordPress takes under Plugins → Add New → Upload Plugin.

    Returns:
        Its number of files.

    Raises:
        UsageError: it cannot be written there.
    """
    try:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
            for path in files():
                entry = zipfile.ZipInfo(f"{NAME}/{path.relative_to(FOLDER).as_posix()}", DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                out.writestr(entry, path.read_bytes())
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror or error}") from None
    return len(files())
