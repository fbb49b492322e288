"""INPUT… → the files to read, each with its format; nothing is opened yet."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ..article import writable
from ..configuration.patterns import Patterns
from ..errors import InputError, UsageError
from ..reading import SUFFIXES, ours_at
from ..reading.finding import OTHERS, SHOWN
from .hub import PREFIX, hub_files

Format = Literal["jsonl", "csv", "tsv", "parquet", "arrow", "json", "document"]
Compression = Literal["gzip", "zstd"]
FORMATS: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".arrow": "arrow",
    ".json": "json",
}
# What is one article a file.
FORMATS |= {suffix: "document" for suffix in SUFFIXES if suffix not in FORMATS}
COMPRESSIONS: dict[str, Compression] = {".gz": "gzip", ".zst": "zstd", ".zstd": "zstd"}
# Have their columns' types, compress themselves, and are read by parts.
TYPED = ("parquet", "arrow")
# What `datasets` writes beside the rows.
BESIDE = ("dataset_dict.json", "dataset_info.json", "state.json")
# Beside the output: what a run needs to go on.
RUN_FOLDER = ".run"


@dataclass(frozen=True)
class Source:
    """A file of articles.

    Attributes:
        path: as the user named it, or as it was found below what they named.
        format: of its contents, by the suffix.
        compression: what it must be unpacked with first.
    """

    path: str
    format: Format
    compression: Compression | None = None

    @property
    def tabular(self) -> bool:
        """Has it rows with columns, rather than one article?"""
        return self.format != "document"


@dataclass
class _Left:
    """What was left out of folders, told at the end: how many files, and the first of them."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, path: str) -> None:
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(writable(path))

    def said(self, how: str) -> str:
        return f"{self.count:,} left out {how} ({', '.join(self.first)}{' …' if self.count > SHOWN else ''})"


@dataclass
class _LeftOut:
    """Files of folders that are none of the articles by their names, and those of kinds that are not read."""

    by_name: _Left = field(default_factory=_Left)
    by_kind: _Left = field(default_factory=_Left)


def source_of(path: str) -> Source | None:
    """A file's format by its suffixes; ``None`` where it is none that is read."""
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    compression = COMPRESSIONS.get(suffixes[-1]) if suffixes else None
    if compression is not None:
        suffixes.pop()
    found = FORMATS.get(suffixes[-1]) if suffixes else None
    return None if found is None or (found in TYPED and compression) else Source(path, found, compression)


def find_sources(
    inputs: Iterable[str], but: Collection[str] = (), note: Callable[[str], None] = lambda message: None
) -> list[Source]:
    """The files of all inputs, in the order in which they are named, those of a folder or pattern sorted.

    Args:
        inputs: files, folders, glob patterns (``**`` reaches into folders), ``datasets:NAME``.
        but: files that are no input although they lie there: our own outputs.
        note: told what was left out of folders: README and its like, as ``checker check`` does, and other kinds.

    Raises:
        InputError: no such file, a file of another kind, or nothing to read.
        UsageError: no input.
    """
    inputs = list(inputs)
    if not inputs:
        raise UsageError("no input: name files, folders or patterns")
    ours = {os.path.realpath(path) for path in but}
    found: dict[str, Source] = {}
    left = _LeftOut()
    for name in inputs:
        for source in _below(name, left):
            # Nor the output of another run that lies there.
            if os.path.realpath(source.path) not in ours and not os.path.isdir(source.path + RUN_FOLDER):
                found.setdefault(os.path.realpath(source.path), source)
    if left.by_name.count:
        note(left.by_name.said("by name"))
    if left.by_kind.count:
        note(left.by_kind.said("that are of kinds that are not read"))
    if not found:
        raise InputError(f"{', '.join(inputs)}: no file of articles; looked for {', '.join(FORMATS)}")
    return list(found.values())


def _below(name: str, left: _LeftOut) -> Iterator[Source]:
    if name.startswith(PREFIX):
        yield from (Source(path, "arrow") for path in hub_files(name))
    elif os.path.isdir(name):
        yield from _in_folder(name, left)
    elif os.path.exists(name):
        source = source_of(name)
        if source is None:
            raise InputError(
                f"{name}: which format is it? Its name must end in one of {', '.join(FORMATS)}, "
                f"all but Parquet and Arrow also with {' or '.join(COMPRESSIONS)} behind"
            )
        yield source
    elif glob.has_magic(name):
        matches = sorted(glob.glob(name, recursive=True))
        if not matches:
            raise InputError(f"{name}: no file matches this pattern")
        for match in matches:
            if os.path.isfile(match) and (source := source_of(match)) is not None:
                yield source
    else:
        raise InputError(f"{name}: no such file or folder; check the path")


def _in_folder(folder: str, left: _LeftOut) -> Iterator[Source]:
    patterns = Patterns()

    def refuse(error: OSError) -> None:
        raise InputError(f"{error.filename}: this folder cannot be read: {error.strerror or error}")

    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(RUN_FOLDER))
        for name in sorted(names):
            path = os.path.join(here, name)
            if _beside_rows(name, names):
                continue
            if name.startswith(".") or not os.path.isfile(path):
                continue
            source = source_of(path)
            if source is None:
                if os.path.splitext(name)[1].lower() in OTHERS and ours_at(path) is None:
                    left.by_kind.add(path)
            # Tables have names of all kinds; a readme.csv is one.
            elif source.format in ("document", "json") and not patterns.takes(name):
                left.by_name.add(path)
            # A report that lies there is none of the articles.
            elif ours_at(path) is None:
                yield source


def _beside_rows(name: str, names: list[str]) -> bool:
    """Is it none of a saved data set's rows, but what `datasets` notes of them or has worked out on the way?"""
    if name == BESIDE[0] or (name.startswith("cache-") and name.endswith(".arrow")):
        return True
    return name in BESIDE and any(other.endswith(".arrow") for other in names)
