"""Shards: every row once, the same for the same files, and what is done stays as it is when files are added."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.corpus.plan import Shard, plan
from checker.corpus.sources import Source
from checker.corpus.survey import Surveyed


def files_of(sizes: list[int]) -> list[Surveyed]:
    """Tables, and documents where the size is 1."""
    kinds = ["document" if size == 1 else "csv" for size in sizes]
    return [
        Surveyed(Source(f"{number}", kind), size, "", 0, 0)  # type: ignore[arg-type]
        for number, (size, kind) in enumerate(zip(sizes, kinds, strict=True))
    ]


def rows_of(shards: list[Shard]) -> list[tuple[str, int]]:
    return [(piece.file.source.path, row) for shard in shards for piece in shard.pieces for row in piece.rows]


def all_rows(files: list[Surveyed]) -> list[tuple[str, int]]:
    return [(file.source.path, row) for file in files for row in range(file.rows)]


sizes = st.lists(st.integers(0, 40), max_size=12)


@given(sizes, st.integers(1, 15))
def test_every_row_is_in_one_shard_and_shards_are_full_but_small(sizes: list[int], size: int) -> None:
    files = files_of(sizes)
    shards = plan([files], size, None, None, 0)
    assert rows_of(shards) == all_rows(files)
    assert [shard.number for shard in shards] == list(range(len(shards)))
    for shard in shards:
        assert 1 <= shard.rows <= size
        tables = [piece for piece in shard.pieces if piece.file.source.tabular]
        assert not tables or len(shard.pieces) == 1, "a part has the columns of one table"
    assert len(shards) <= sum(-(-size_ // size) for size_ in sizes if size_ != 1) + sum(size_ == 1 for size_ in sizes)


@given(sizes, sizes, st.integers(1, 15))
def test_added_files_leave_the_shards_before_as_they_were(before: list[int], more: list[int], size: int) -> None:
    files = files_of(before + more)
    old, new = files[: len(before)], files[len(before) :]
    first = plan([old], size, None, None, 0)
    both = plan([old, new], size, None, None, 0)
    assert both[: len(first)] == first
    assert rows_of(both) == all_rows(files)


@given(sizes, st.integers(1, 15), st.integers(1, 200))
def test_a_limit_takes_the_first_rows(sizes: list[int], size: int, limit: int) -> None:
    files = files_of(sizes)
    assert rows_of(plan([files], size, limit, None, 0)) == all_rows(files)[:limit]


@given(sizes, st.integers(1, 15), st.integers(1, 200), st.integers(0, 5))
def test_a_sample_takes_so_many_rows_in_order_by_its_seed(sizes: list[int], size: int, sample: int, seed: int) -> None:
    files = files_of(sizes)
    shards = plan([files], size, None, sample, seed)
    found, every = rows_of(shards), all_rows(files)
    assert len(found) == min(sample, len(every)) == len(set(found))
    assert found == [row for row in every if row in set(found)]
    assert shards == plan([files], size, None, sample, seed)
    assert all(shard.rows <= size for shard in shards)


def test_another_seed_gives_another_sample() -> None:
    files = files_of([100, 100])
    assert rows_of(plan([files], 10, None, 20, 1)) != rows_of(plan([files], 10, None, 20, 2))


def test_documents_share_a_shard() -> None:
    shards = plan([files_of([1] * 25)], 10, None, None, 0)
    assert [shard.rows for shard in shards] == [10, 10, 5]
