"""The article files of a folder, found as they are needed:
nothing is kept of a large tree but the names of the folders on the way.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import InputError
from .ours import ours_at

# What stories are kept in too, and nobody may think was checked.
OTHERS = frozenset(".htm .html .xhtml .xml .doc .docx .odt .rtf .pdf .pages .csv .tsv .xls .xlsx .ods".split())
TABLES = frozenset((".csv", ".tsv"))
SHOWN = 3
# Path of a file or folder, and whether it is a folder: is it to be taken?
Takes = Callable[[str, bool], bool]


class NotReadError(InputError):
    """Files of a folder that are of kinds that are not read.

    Attributes:
        files: how many.
    """

    files: int = 1


@dataclass
class _Left:
    """What was left out, told at the end.

    Attributes:
        files: how many files were found.
        others: how many of other kinds, and the first of them.
        tables: there are tables among those.
        unreadable: folders.
    """

    files: int = 0
    others: int = 0
    first: list[str] = field(default_factory=list)
    tables: bool = False
    unreadable: list[OSError] = field(default_factory=list)


def walk(path: Path, suffixes: Collection[str], takes: Takes) -> Iterator[Path | InputError]:
    """The article files below a folder, sorted as their paths are, hidden ones left out;
    links to folders are not followed.

    A folder below it that cannot be read comes as its error, behind the files, and so do files of kinds that stories
    come in and that are not read. What checker has written itself comes as its error in its place.

    Args:
        path: the folder.
        suffixes: of files that are read.
        takes: told of every file and folder; what it does not take is as though it were not there.

    Raises:
        InputError: there is nothing to read in it.
    """
    left = _Left()
    for name in _files(str(path), takes, left):
        suffix = os.path.splitext(name)[1].lower()
        if suffix not in suffixes and suffix not in OTHERS:
            continue
        own = ours_at(name)
        if own is not None:
            left.files += 1
            yield own
        elif suffix in suffixes and _is_article(name):
            left.files += 1
            yield Path(name)
        elif suffix in OTHERS and suffix not in suffixes:
            left.others += 1
            left.tables |= suffix in TABLES
            left.first = sorted([*left.first, os.path.relpath(name, path)])[:SHOWN]
    for failed in sorted(left.unreadable, key=lambda error: str(error.filename)):
        yield InputError(f"{failed.filename}: this folder cannot be read: {failed.strerror or failed}")
    if left.others:
        shown = ", ".join(left.first) + (" …" if left.others > SHOWN else "")
        rows = "; `checker batch` checks the rows of tables" if left.tables else ""
        several = "other file is" if left.others == 1 else "other files are"
        error = NotReadError(
            f"{path}: {left.others} {several} not read ({shown}): save each as text, headline on the first line{rows}"
        )
        error.files = left.others
        yield error
    if not left.files and not left.unreadable and not left.others:
        raise InputError(f"{path}: no article in this directory; looked for {', '.join(sorted(suffixes))}")


def _files(top: str, takes: Takes, left: _Left) -> Iterator[str]:
    """Every file that is taken, folder by folder."""
    waiting = [_entries(top, takes, left)]
    while waiting:
        name, is_folder = next(waiting[-1], ("", False))
        if not name:
            waiting.pop()
        elif is_folder:
            waiting.append(_entries(name, takes, left))
        else:
            yield name


def _entries(folder: str, takes: Takes, left: _Left) -> Iterator[tuple[str, bool]]:
    """What lies in a folder, sorted, and whether it is a folder."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, _is_folder(entry)) for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        left.unreadable.append(error)
        return
    for name, is_folder in found:
        path = os.path.join(folder, name)
        if is_folder is not None and takes(path, is_folder):
            yield path, is_folder


def _is_folder(entry: os.DirEntry[str]) -> bool | None:
    """Is it a folder? ``None`` for a link to one: it may lead round in a loop."""
    try:
        if entry.is_dir(follow_symlinks=False):
            return True
        return None if entry.is_dir() else False
    except OSError:
        return False


def _is_article(name: str) -> bool:
    """A file, not a pipe or a device; a link that leads nowhere counts, so that reading it says so."""
    return os.path.isfile(name) or not os.path.exists(name)
