"""What is in the files: rows, digest and columns of each, found out once and kept in the manifest."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from ..article import writable
from ..errors import InputError, UsageError
from .columns import Columns, Wanted, choose_columns, names_of
from .parquet_rows import TEXT
from .rows import READ_BY_PARTS, count_rows, read_rows
from .sources import Source

# JSON rows need not all have the same columns.
LOOKED_AT = 50


@dataclass(frozen=True)
class Surveyed:
    """A file and what is in it.

    Attributes:
        source: the file.
        rows: how many, those that are broken too.
        sha256: of the file as it lies there.
        size, mtime_ns: as the file system says: while they stay, nothing has changed.
        columns: what its columns are; ``None`` of a document, or where no row can be read.
        kept: Arrow's type of each column of `keep` that it has, or ``string``.
    """

    source: Source
    rows: int
    sha256: str
    size: int
    mtime_ns: int
    columns: Columns | None = None
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def stamp(self) -> tuple[int, int]:
        """Size and time."""
        return self.size, self.mtime_ns


def survey(source: Source, wanted: Wanted) -> Surveyed:
    """Read a file through: how many rows it has, its digest, its columns.

    Raises:
        UsageError: its columns cannot be told, or are not those that were named.
    """
    size, mtime = stamp_of(source.path)
    rows, digest = count_rows(source)
    columns, kept = columns_of(source, wanted) if source.tabular else (None, ())
    return Surveyed(source, rows, digest, size, mtime, columns, kept)


def columns_of(source: Source, wanted: Wanted) -> tuple[Columns | None, tuple[tuple[str, str], ...]]:
    """What the columns of a table are, and the types of those that pass through.

    Raises:
        UsageError: as :func:`survey`.
    """
    types: dict[str, str] = {}
    by_parts = READ_BY_PARTS.get(source.format)
    if by_parts:
        try:
            types = by_parts.column_types(source)
        except InputError:
            return None, ()
        names = list(types)
    else:
        with closing(read_rows(source)) as rows:
            names = names_of(islice(rows, LOOKED_AT))
    if not names:
        return None, ()
    columns = choose_columns(names, wanted, writable(source.path))
    return columns, tuple((name, types.get(name, TEXT)) for name in columns.keep)


def stamp_of(path: str) -> tuple[int, int]:
    """Size and time of change of a file; noughts where it is not to be had."""
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def check_survey(surveyed: Iterable[Surveyed], wanted: Wanted) -> None:
    """See that there is something to check, and that every column to keep is somewhere.

    Raises:
        InputError: no file can be read; says what is wrong with the first.
        UsageError: a column to keep is in no file.
    """
    files = list(surveyed)
    if not any(file.columns or not file.source.tabular for file in files):
        for file in files:
            for row in islice(read_rows(file.source), 1):
                raise InputError(getattr(row, "message", f"{writable(file.source.path)}: has no columns"))
        raise InputError(f"{', '.join(writable(file.source.path) for file in files[:3])}: no rows")
    had = {name for file in files if file.columns for name in file.columns.keep}
    lost = [name for name in wanted.keep if name not in had]
    if lost:
        raise UsageError(f"--keep {', '.join(lost)}: no file has such a column")


def total(files: Iterable[Surveyed]) -> int:
    """Rows of all files."""
    return sum(file.rows for file in files)
