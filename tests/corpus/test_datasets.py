"""Data sets of Hugging Face `datasets`: a folder that it has saved, and one that it loads by its name."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc
import pytest

from checker.corpus.columns import Wanted
from checker.corpus.rows import count_rows, read_rows
from checker.corpus.sources import Source, find_sources
from checker.corpus.survey import survey
from checker.errors import InputError, MissingExtraError, UsageError

from .made import article, run, write_jsonl

datasets = pytest.importorskip("datasets", reason="the extra `eval` is not installed")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two splits, one of them in two files."""
    folder = tmp_path_factory.mktemp("saved") / "news"
    rows = [article(number) | {"n": number} for number in range(7)]
    splits = {"train": datasets.Dataset.from_list(rows[:5]), "test": datasets.Dataset.from_list(rows[5:])}
    datasets.DatasetDict(splits).save_to_disk(str(folder), num_shards={"train": 2, "test": 1})
    (folder / "train" / "cache-0123.arrow").write_bytes(b"worked out on the way")
    return folder


def test_a_saved_data_set_is_read_with_its_types(saved: Path, tmp_path: Path) -> None:
    run(saved, tmp_path / "out.jsonl", wanted=Wanted(keep=("n",)))
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in found] == ["a5", "a6", "a0", "a1", "a2", "a3", "a4"], "test, then train"
    assert [row["n"] for row in found] == [5, 6, 0, 1, 2, 3, 4]
    assert {row["error"] for row in found} == {None}
    sources = find_sources([str(saved)])
    assert [Path(source.path).name for source in sources] == [
        "data-00000-of-00001.arrow",
        "data-00000-of-00002.arrow",
        "data-00001-of-00002.arrow",
    ]
    assert [row.values["n"] for row in read_rows(sources[1], 2, ("n",))] == [2]  # type: ignore[union-attr]


def test_arrows_other_kind_of_file(tmp_path: Path) -> None:
    table = pa.Table.from_pylist([article(number) for number in range(200)])
    with pa.ipc.new_file(tmp_path / "a.arrow", table.schema) as writer:
        writer.write_table(table, max_chunksize=90)
    source = Source(str(tmp_path / "a.arrow"), "arrow")
    assert count_rows(source)[0] == 200
    assert [row.values["id"] for row in read_rows(source, 197)] == ["a197", "a198", "a199"]  # type: ignore[union-attr]
    assert survey(source, Wanted(keep=("outlet",))).kept == (("outlet", "string"),)


def test_what_is_no_arrow_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.arrow").write_text("none")
    with pytest.raises(InputError, match=r"a.arrow: cannot be read as Arrow"):
        run(tmp_path / "a.arrow", tmp_path / "out.jsonl")


@pytest.mark.parametrize("name", ["", ":train"])
def test_a_named_data_set_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    # A folder stands for a repository of the hub: what loads it is the same.
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    (tmp_path / "news").mkdir()
    write_jsonl(tmp_path / "news" / "train.jsonl", [article(number) for number in range(3)])
    sources = find_sources([f"datasets:{tmp_path}/news{name}"])
    assert [row.values["id"] for source in sources for row in read_rows(source)] == ["a0", "a1", "a2"]  # type: ignore[union-attr]
    assert str(tmp_path / "cache") in sources[0].path


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("datasets:", UsageError, "datasets:: write datasets:NAME, datasets:NAME:SPLIT"),
        ("datasets:a:b:c:d", UsageError, "write datasets:NAME"),
        ("datasets:/none/news", InputError, "datasets:/none/news: cannot be loaded"),
    ],
)
def test_names_that_are_none(name: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        find_sources([name])


def test_without_the_extra_the_name_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(MissingExtraError, match="datasets:news needs datasets, which the extra `eval` installs"):
        find_sources(["datasets:news"])
