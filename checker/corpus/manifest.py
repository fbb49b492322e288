"""The manifest: what a run is, which files it reads, which shards are done; JSON Lines that are only ever added to."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..errors import InputError
from .columns import Columns
from .sources import Source
from .survey import Surveyed

FORMAT = 1
NAME = "manifest"


@dataclass(frozen=True)
class ShardLine:
    """What the manifest says of a shard.

    Attributes:
        number: from 0.
        file: the part.
        sha256: of the part.
        done, of: rows that are in it, and rows of the shard; fewer where the run was stopped.
        headlines: rows of the results.
        failed: those with an error, by the code of the reason.
        flagged: those with a finding.
        seconds: that it took.
    """

    number: int
    file: str
    sha256: str
    done: int
    of: int
    headlines: int
    failed: Mapping[str, int]
    flagged: int
    seconds: float

    @property
    def whole(self) -> bool:
        """Are all its rows done?"""
        return self.done == self.of


@dataclass
class Manifest:
    """What the manifest of a run says.

    Attributes:
        identity: what must stay the same for the run to go on.
        generations: the files of the first run, then those added.
        shards: the last line of each shard.
        deaths: how often a row, by shard and position, ended its process or took too long.
        aside: rows that are not tried again: shard → position → code and message.
    """

    identity: dict[str, Any] | None = None
    generations: list[list[Surveyed]] = field(default_factory=list)
    shards: dict[int, ShardLine] = field(default_factory=dict)
    deaths: Counter[tuple[int, int]] = field(default_factory=Counter)
    aside: dict[int, dict[int, tuple[str, str]]] = field(default_factory=dict)
    machines: list[dict[str, Any]] = field(default_factory=list)


class ManifestWriter:
    """Adds lines to a manifest, each on the disk before the next thing is done.

    Args:
        folder: of the run.
        job: of one of several jobs that share the folder, each with a file of its own.
    """

    def __init__(self, folder: Path, job: str = "") -> None:
        path = folder / f"{NAME}{job and '-' + job}.jsonl"
        self._file = path.open("ab")
        if path.stat().st_size and not _ends_in_newline(path):
            # A process that was killed as it wrote; its half line is no line.
            self._file.write(b"\n")

    def write(self, kind: str, **values: Any) -> None:
        """Add a line."""
        self._file.write(json.dumps({"kind": kind, **values}).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def write_shard(self, line: ShardLine) -> None:
        """Add a shard's line."""
        self.write("shard", **asdict(line))

    def write_files(self, files: list[Surveyed]) -> None:
        """Add the files of a generation."""
        self.write("files", files=[asdict(file) for file in files])

    def close(self) -> None:
        """Close it."""
        self._file.close()


def read_manifest(folder: Path) -> Manifest:
    """What the manifest of a folder says, those of its jobs together.

    Raises:
        InputError: it is of another version's format, or none of ours.
    """
    found = Manifest()
    # The run's own first: it has what the jobs' rest upon.
    for path in sorted(folder.glob(f"{NAME}*.jsonl"), key=lambda path: (path.name != f"{NAME}.jsonl", path.name)):
        for line in _lines(path):
            try:
                _READERS[line["kind"]](found, line)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise InputError(
                    f"{path}: is no manifest of this version ({type(error).__name__}: {error}): delete {folder}"
                ) from None
    return found


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for line in file:
            try:
                yield json.loads(line)
            except ValueError:
                # A process was killed as it wrote this line: what it would have said is done again.
                continue


def _ends_in_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _read_run(found: Manifest, line: dict[str, Any]) -> None:
    if line["format"] != FORMAT:
        raise ValueError(f"format {line['format']}")
    if found.identity is None:
        found.identity = line["identity"]


def _read_machine(found: Manifest, line: dict[str, Any]) -> None:
    found.machines.append(line["machine"])


def _read_files(found: Manifest, line: dict[str, Any]) -> None:
    files = [_surveyed(file) for file in line["files"]]
    # Jobs that began at the same time each say the first generation.
    known = {file.source.path for files in found.generations for file in files}
    if not {file.source.path for file in files} <= known:
        found.generations.append(files)


def _surveyed(values: dict[str, Any]) -> Surveyed:
    columns = values["columns"]
    if columns is not None:
        columns = Columns(**columns | {"keep": tuple(columns["keep"])})
    kept = tuple((name, type_) for name, type_ in values["kept"])
    return Surveyed(**values | {"source": Source(**values["source"]), "columns": columns, "kept": kept})


def _read_shard(found: Manifest, line: dict[str, Any]) -> None:
    shard = ShardLine(**{name: value for name, value in line.items() if name != "kind"})
    found.shards[shard.number] = shard


def _read_death(found: Manifest, line: dict[str, Any]) -> None:
    for position in line["rows"]:
        found.deaths[line["shard"], position] += 1


def _read_aside(found: Manifest, line: dict[str, Any]) -> None:
    found.aside.setdefault(line["shard"], {})[line["row"]] = (line["code"], line["message"])


_READERS = {
    "run": _read_run,
    "machine": _read_machine,
    "files": _read_files,
    "shard": _read_shard,
    "death": _read_death,
    "aside": _read_aside,
}
