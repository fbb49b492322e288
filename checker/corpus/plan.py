"""Files → shards: ranges of rows, each checked as a whole and written as one part."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .survey import Surveyed

ROWS_PER_SHARD = 200


@dataclass(frozen=True)
class Piece:
    """Rows of one file, from 0, half open; of them only those chosen, where not all are."""

    file: Surveyed
    start: int
    stop: int
    chosen: tuple[int, ...] | None = None

    @property
    def rows(self) -> Sequence[int]:
        """The numbers of the rows, from 0."""
        return range(self.start, self.stop) if self.chosen is None else self.chosen


@dataclass(frozen=True)
class Shard:
    """The unit of work.

    Attributes:
        number: from 0, in the order of the output.
        pieces: where its rows are; several only of documents, a file each.
    """

    number: int
    pieces: tuple[Piece, ...]

    @property
    def rows(self) -> int:
        """How many."""
        return sum(len(piece.rows) for piece in self.pieces)

    @property
    def name(self) -> str:
        """Of its part."""
        return f"part-{self.number:06d}.parquet"


def plan(
    generations: Sequence[Sequence[Surveyed]], rows_per_shard: int, limit: int | None, sample: int | None, seed: int
) -> list[Shard]:
    """The shards of a corpus: always the same for the same files.

    Args:
        generations: the files of the first run, then those that were added, so that what is done stays as it is.
        rows_per_shard: at most.
        limit: only the first rows of the corpus.
        sample: only so many rows, drawn without replacement.
        seed: of the sample.
    """
    count = sum(file.rows for files in generations for file in files)
    chosen = None
    if sample is not None and sample < count:
        chosen = sorted(random.Random(seed).sample(range(count), sample))
    shards: list[Shard] = []
    first = 0
    for files in generations:
        gathered: list[Piece] = []
        for file in files:
            pieces = list(_pieces(file, first, rows_per_shard, limit, chosen))
            first += file.rows
            # Documents share a shard; a table's never does, so that a part has one table's columns.
            if file.source.tabular or len(gathered) == rows_per_shard:
                _close(shards, gathered)
            for piece in pieces:
                gathered.append(piece)
                if file.source.tabular:
                    _close(shards, gathered)
        _close(shards, gathered)
    return shards


def _close(shards: list[Shard], gathered: list[Piece]) -> None:
    if gathered:
        shards.append(Shard(len(shards), tuple(gathered)))
        gathered.clear()


def _pieces(
    file: Surveyed, first: int, rows_per_shard: int, limit: int | None, chosen: list[int] | None
) -> Iterator[Piece]:
    """Ranges of a file whose first row is the corpus's row `first`."""
    stop = file.rows if limit is None else max(min(file.rows, limit - first), 0)
    if chosen is None:
        for start in range(0, stop, rows_per_shard):
            yield Piece(file, start, min(start + rows_per_shard, stop))
        return
    here = chosen[bisect_left(chosen, first) : bisect_left(chosen, first + file.rows)]
    for start in range(0, len(here), rows_per_shard):
        rows = tuple(row - first for row in here[start : start + rows_per_shard])
        yield Piece(file, rows[0], rows[-1] + 1, rows)
