"""A part: what a shard gave, one Parquet file with results and findings; it is there as a whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .arrow import part_schema
from .files import atomic

if TYPE_CHECKING:
    import pyarrow as pa


def write_part(path: Path, rows: Sequence[Mapping[str, Any]], kept: Mapping[str, str], reports: bool) -> str:
    """Write a part and say its SHA-256.

    Args:
        path: its name.
        rows: in order, with `position` and `findings`.
        kept: columns that pass through, with Arrow's type of each.
        reports: whole reports are among the columns.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pylist(list(rows), schema=part_schema(kept, reports))
    with atomic(path) as temporary:
        pq.write_table(table, temporary, compression="zstd")
        return digest_of(temporary)


def read_part(path: Path) -> pa.Table:
    """A part as it was written."""
    import pyarrow.parquet as pq

    return pq.read_table(path, use_threads=False)


def digest_of(path: Path) -> str:
    """SHA-256 of a file; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
