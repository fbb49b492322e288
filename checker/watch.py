"""Article files that change while somebody writes them. Needs the extra ``watch``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import InputError
from .reading import SUFFIXES, OwnOutputError, find_files, ours_at

# Milliseconds: how often we look whether a file has changed before we began to look.
FIRST_LOOK = 200


@dataclass(frozen=True)
class Changes:
    """What has happened to files since the last time.

    Attributes:
        changed: written or made, sorted.
        gone: deleted or renamed.
    """

    changed: tuple[Path, ...]
    gone: tuple[Path, ...]


class Watched:
    """Files, and the article files below folders, by the names that they were given by.

    Args:
        names: files and folders.
        takes: by a path, and whether it is a folder: is it to be looked at, where it lies in one of the folders?

    Raises:
        InputError: one is neither.
    """

    def __init__(self, names: Sequence[str], takes: Callable[[str, bool], bool] | None = None) -> None:
        for name in names:
            if not os.path.exists(name):
                raise InputError(f"{name}: no such file or folder to watch; check the path")
        self._folders = {os.path.realpath(name): name for name in names if os.path.isdir(name)}
        self._files = {os.path.realpath(name): name for name in names if not os.path.isdir(name)}
        self._seen: dict[Path, int] = {}
        self._takes = takes

    def first(self) -> Iterator[Path | InputError]:
        """Every file there is now, and what cannot be read; changes are told from here on."""
        for name in (*self._folders.values(), *self._files.values()):
            try:
                for item in self._below(name):
                    if isinstance(item, OwnOutputError):
                        continue
                    if isinstance(item, Path):
                        self._seen[item] = _written(item)
                    yield item
            except InputError as error:
                yield error

    def changes(self) -> Iterator[Changes]:
        """What happens, until interrupted; changes that follow each other at once come together."""
        from watchfiles import watch

        # Editors put a new file in the place of the old one: the folder sees it, the file does not.
        roots = {*self._folders, *(os.path.dirname(file) for file in self._files)}
        events = watch(
            *sorted(roots),
            watch_filter=None,
            rust_timeout=FIRST_LOOK,
            yield_on_timeout=True,
            ignore_permission_denied=True,
            recursive=bool(self._folders),
        )
        missed: Iterable[Path] | None = None
        for found in events:
            if missed is None:
                # What changed between the reading of a file and the first look.
                missed = [file for file, written in self._seen.items() if _written(file) != written]
                if self._folders:
                    now = [item for name in self._folders.values() for item in self._now(name)]
                    missed += [file for file in now if file not in self._seen]
            names = {self._name(path) for _, path in found}
            files = sorted({file for file in names if file is not None} | set(missed))
            missed = ()
            if files:
                changed = tuple(file for file in files if file.is_file())
                gone = tuple(file for file in files if not file.exists())
                self._seen.update((file, _written(file)) for file in changed)
                yield Changes(changed, gone)

    def _name(self, path: str) -> Path | None:
        """The name that a file goes by, where it is one that is watched."""
        if path in self._files:
            return Path(self._files[path])
        for root, name in self._folders.items():
            inside = os.path.relpath(path, root)
            parts = Path(inside).parts
            if ".." in parts or any(part.startswith(".") for part in parts):
                continue
            if os.path.splitext(path)[1].lower() in SUFFIXES:
                file = Path(name, inside)
                above = (Path(name, *parts[:depth]) for depth in range(1, len(parts)))
                taken = self._takes is None or (
                    all(self._takes(str(folder), True) for folder in above) and self._takes(str(file), False)
                )
                return file if taken and ours_at(path) is None else None
        return None

    def _below(self, name: str) -> Iterator[Path | InputError]:
        return find_files(Path(name)) if self._takes is None else find_files(Path(name), self._takes)

    def _now(self, name: str) -> list[Path]:
        try:
            return [item for item in self._below(name) if isinstance(item, Path)]
        except InputError:
            return []


def _written(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return -1
