"""Files that are there as a whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

TEMPORARY = ".tmp"


@contextmanager
def atomic(path: Path) -> Iterator[Path]:
    """A temporary file in the same folder that takes the name when the block has ended well,
    and is on the disk by then.

    Args:
        path: the name; a file that had it is replaced.
    """
    # Two processes may make the same file, and whoever is later replaces it by the same.
    temporary = path.with_name(f".{path.name}.{os.getpid()}{TEMPORARY}")
    try:
        yield temporary
        with open(temporary, "rb") as file:
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system lets one."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    except OSError:  # some network file systems do not
        pass
    finally:
        os.close(number)


def sweep(folder: Path) -> None:
    """Remove what killed processes left half written."""
    for left in folder.glob(f".*{TEMPORARY}"):
        with suppress(OSError):
            left.unlink()
