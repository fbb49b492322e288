"""Runs that go on, that refuse to, and that start rows again; over a model of arithmetic, in real worker processes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from checker import Checker
from checker.corpus.columns import Wanted
from checker.corpus.manifest import read_manifest
from checker.corpus.plan import plan
from checker.corpus.run import Run, RunOptions
from checker.corpus.shard import RowReader, ShardTask, Watcher, run_shard
from checker.corpus.sources import Source
from checker.corpus.survey import survey
from checker.errors import InputError, UsageError

from ..test_answering import Arithmetic
from .made import Harmful, article, run, write_jsonl


def results(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve articles and their run."""
    folder = tmp_path_factory.mktemp("whole")
    rows = [article(number) for number in range(12)]
    write_jsonl(folder / "a.jsonl", rows)
    run(folder / "a.jsonl", folder / "out.jsonl", findings=str(folder / "found.jsonl"), wanted=Wanted(keep=("outlet",)))
    return folder


def test_a_row_an_article_in_order_as_the_checker_says_it(whole: Path) -> None:
    found = results(whole / "out.jsonl")
    reports = list(Checker(Arithmetic()).check_many([article(number) for number in range(12)]))
    assert [row["id"] for row in found] == [f"a{number}" for number in range(12)]
    assert [row["row"] for row in found] == list(range(1, 13))
    assert [row["outlet"] for row in found] == [f"outlet {number % 3}" for number in range(12)]
    assert [(row["verdict"], row["score"], row["errors"], row["warnings"]) for row in found] == [
        (
            report.verdict,
            report.score,
            sum(finding.severity == "error" for finding in report.findings),
            sum(finding.severity == "warning" for finding in report.findings),
        )
        for report in reports
    ]
    findings = results(whole / "found.jsonl")
    assert [(row["id"], row["rule"], row["message"]) for row in findings] == [
        (report.article.id, finding.rule, finding.message) for report in reports for finding in report.findings
    ]
    assert findings
    assert all(row["words"] == row["headline"][row["start"] : row["end"]] for row in findings)


def test_a_run_that_is_done_has_nothing_left_to_do_and_says_the_same(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (whole / "out.jsonl").read_bytes()
    manifest = (whole / "out.jsonl.run/manifest.jsonl").read_bytes()
    monkeypatch.setattr("tests.corpus.made.Here.run", lambda *_: pytest.fail("a shard was run again"))
    outcome = run(whole / "a.jsonl", whole / "out.jsonl", wanted=Wanted(keep=("outlet",)))
    assert outcome.assembled is not None
    assert (whole / "out.jsonl").read_bytes() == before
    assert (whole / "out.jsonl.run/manifest.jsonl").read_bytes() == manifest


def begin(folder: Path, monkeypatch: pytest.MonkeyPatch, **options: Any) -> Path:
    """A run that ends before its first shard: everything is refused or taken before that."""
    write_jsonl(folder / "a.jsonl", [article(number) for number in range(12)])
    monkeypatch.setattr("tests.corpus.made.Here.run", lambda *_: None)
    run(folder / "a.jsonl", folder / "out.jsonl", **options)
    return folder


class Other(Arithmetic):
    revision = "1" * 16


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"model": Other()}, "model: arithmetic 0000000000000000 then, arithmetic 1111111111111111 now"),
        ({"reports": True}, "reports: false then, true now"),
        ({"rows_per_shard": 6}, "rows per shard: 5 then, 6 now"),
        ({"wanted": Wanted(keep=("outlet",))}, 'columns: guessed then, {"keep": ["outlet"]} now'),
        ({"limit": 3}, "limit: none then, 3 now"),
        ({"sample": 3}, "sample: none then, 3 with seed 0 now"),
    ],
)
def test_a_run_with_other_settings_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], message: str
) -> None:
    begin(tmp_path, monkeypatch)
    with pytest.raises(UsageError) as raised:
        run(tmp_path / "a.jsonl", tmp_path / "out.jsonl", **change)
    assert message in str(raised.value)
    assert "delete" in str(raised.value)


@pytest.mark.parametrize(
    ("name", "patched", "value"),
    [
        ("version", "checker.corpus.identity.__version__", "9.9"),
        ("packages", "checker.corpus.identity.version", lambda package: "9.9"),
        ("schema", "checker.corpus.identity.SCHEMA_VERSION", "9.9"),
        ("runtime", "checker.corpus.identity._runtime", lambda model: "another"),
        ("calibration", "checker.corpus.identity._calibration", lambda loaded: "another"),
    ],
)
def test_a_run_with_other_versions_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, patched: str, value: Any
) -> None:
    begin(tmp_path, monkeypatch)
    monkeypatch.setattr(patched, value)
    with pytest.raises(UsageError, match=f"{name}: .* then, .* now"):
        run(tmp_path / "a.jsonl", tmp_path / "out.jsonl")


def test_other_rules_are_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(tmp_path, monkeypatch)
    checker = Checker(Harmful(), ignore=["quote-altered"])
    with pytest.raises(UsageError, match=r"rules: .*quote-altered.* then"):
        Run(RunOptions((str(tmp_path / "a.jsonl"),), str(tmp_path / "out.jsonl"), rows_per_shard=5), checker)


def test_a_changed_or_missing_input_is_refused_and_one_that_was_only_touched_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(tmp_path, monkeypatch)
    os.utime(tmp_path / "a.jsonl", (1, 1))
    run(tmp_path / "a.jsonl", tmp_path / "out.jsonl")
    write_jsonl(tmp_path / "a.jsonl", [article(number, "Council waits") for number in range(12)])
    with pytest.raises(InputError, match=r"a.jsonl: has changed since .*out.jsonl was begun: choose another output"):
        run(tmp_path / "a.jsonl", tmp_path / "out.jsonl")
    write_jsonl(tmp_path / "b.jsonl", [article(1)])
    with pytest.raises(InputError, match=r"a.jsonl: is not among the inputs any more"):
        run(tmp_path / "b.jsonl", tmp_path / "out.jsonl")


def test_a_file_that_changes_during_the_run_ends_it(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [article(number) for number in range(3)])
    (shard,) = plan([[survey(Source(str(path), "jsonl"), Wanted())]], 5, None, None, 0)
    write_jsonl(path, [article(9)])
    with pytest.raises(InputError, match="has changed during the run"):
        run_shard(ShardTask(shard, str(tmp_path)), Checker(Arithmetic()))


def test_added_files_are_taken_and_come_behind(whole: Path, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "b.jsonl", [article(number) for number in range(4)])
    run(tmp_path, tmp_path / "out.jsonl", wanted=Wanted(keep=("outlet",)))
    first = (tmp_path / "out.jsonl").read_text("utf-8")
    write_jsonl(tmp_path / "a.jsonl", [article(number) for number in range(4, 6)])
    run(tmp_path, tmp_path / "out.jsonl", wanted=Wanted(keep=("outlet",)))
    both = (tmp_path / "out.jsonl").read_text("utf-8")
    assert both.startswith(first)
    assert [row["id"] for row in results(tmp_path / "out.jsonl")] == [f"a{number}" for number in range(6)]
    with pytest.raises(UsageError, match="limit: none then, 3 now"):
        run(tmp_path, tmp_path / "out.jsonl", wanted=Wanted(keep=("outlet",)), limit=3)


def test_a_limited_run_takes_no_added_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(tmp_path, monkeypatch, limit=3)
    write_jsonl(tmp_path / "b.jsonl", [article(1)])
    with pytest.raises(InputError, match=r"b.jsonl: not among the files that the limit or sample was taken from"):
        run([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], tmp_path / "out.jsonl", limit=3)


def test_jobs_share_a_run_and_the_command_without_them_writes_its_output(whole: Path, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [article(number) for number in range(12)])
    options: dict[str, Any] = {"wanted": Wanted(keep=("outlet",)), "findings": str(tmp_path / "found.jsonl")}
    for number in (2, 1):
        outcome = run(path, tmp_path / "out.jsonl", job=(number, 2), **options)
        assert outcome.assembled is None
        assert outcome.rows == (7 if number == 1 else 5)
        assert not (tmp_path / "out.jsonl").exists()
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patch:
        patch.setattr("tests.corpus.made.Here.run", lambda *_: pytest.fail("a shard was run again"))
        run(path, tmp_path / "out.jsonl", **options)
    mine, theirs = ((folder / "out.jsonl").read_text("utf-8") for folder in (tmp_path, whole))
    assert mine == theirs.replace(str(whole), str(tmp_path))
    assert (tmp_path / "found.jsonl").read_text("utf-8") == (whole / "found.jsonl").read_text("utf-8").replace(
        str(whole), str(tmp_path)
    )


def test_a_part_that_was_harmed_and_a_half_written_line_are_done_again(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [article(number) for number in range(12)])
    run(path, tmp_path / "out.jsonl")
    before = (tmp_path / "out.jsonl").read_bytes()
    folder = tmp_path / "out.jsonl.run"
    (folder / "part-000001.parquet").write_bytes(b"harmed")
    manifest = folder / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes()[:-25])
    (folder / ".part-000002.parquet.1.tmp").write_bytes(b"half")
    assert sorted(read_manifest(folder).shards) == [0, 1]
    run(path, tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == before
    assert sorted(read_manifest(folder).shards) == [0, 1, 2]
    assert not list(folder.glob(".*.tmp"))


def test_two_processes_do_not_write_one_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(tmp_path, monkeypatch)

    def meanwhile(*_: Any) -> None:
        with pytest.raises(UsageError, match="another process is at work on it"):
            run(tmp_path / "a.jsonl", tmp_path / "out.jsonl")

    monkeypatch.setattr("tests.corpus.made.Here.run", meanwhile)
    run(tmp_path / "a.jsonl", tmp_path / "out.jsonl")


def test_a_shard_that_is_stopped_is_written_as_far_as_it_got_and_goes_on_there(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [article(number) for number in range(9)])
    (shard,) = plan([[survey(Source(str(path), "jsonl"), Wanted())]], 20, None, None, 0)
    checker = Checker(Arithmetic())
    whole = run_shard(ShardTask(shard, str(tmp_path)), checker)
    bytes_ = (tmp_path / whole.file).read_bytes()
    opened: list[int] = []
    watcher = Watcher(opened.append, stopping=lambda: len(opened) == 4)
    part = run_shard(ShardTask(shard, str(tmp_path)), checker, watcher=watcher)
    assert (part.done, part.of, part.whole) == (4, 9, False)
    rest = run_shard(ShardTask(shard, str(tmp_path), done=True), checker, watcher=Watcher(opened.append))
    assert opened == list(range(9))
    assert rest.sha256 == whole.sha256
    assert (tmp_path / whole.file).read_bytes() == bytes_


def test_failed_rows_are_run_again_when_asked(tmp_path: Path) -> None:
    rows = [article(number) for number in range(8)]
    good = write_jsonl(tmp_path / "a.jsonl", rows)
    run(good, tmp_path / "good.jsonl")
    rows[6] = article(6, "Fault approves airport runway by 11 votes")
    path = write_jsonl(tmp_path / "b.jsonl", rows)
    outcome = run(path, tmp_path / "out.jsonl", reports=True)
    assert sum(line.failed.get("internal-error", 0) for line in outcome.lines) == 1
    assert "ZeroDivisionError" in results(tmp_path / "out.jsonl")[6]["error"]
    # As it stands nothing is left to do; asked again, and with the fault mended, the row has its answer.
    assert run(path, tmp_path / "out.jsonl", reports=True).lines == outcome.lines
    mended = Harmful()
    mended.harmful = False
    again = run(path, tmp_path / "out.jsonl", model=mended, reports=True, retry_errors=True)
    assert [dict(line.failed) for line in again.lines] == [{}, {}]
    found = results(tmp_path / "out.jsonl")
    assert found[6]["error"] is None
    assert found[6]["verdict"] != "not-checked"
    assert [row["id"] for row in found] == [f"a{number}" for number in range(8)]


def test_every_fiftieth_row_broken_and_the_rest_checked(tmp_path: Path) -> None:
    # Copies are checked once: this is about the broken ones.
    rows: list[Any] = [article(number % 12) | {"id": f"a{number}"} for number in range(200)]
    kinds = [{"headline": "no body"}, "{broken", '"a text"', {"headline": 5, "body": "b"}]
    for number, kind in enumerate(kinds):
        rows[50 * number + 49] = kind
    outcome = run(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "out.jsonl", rows_per_shard=60, workers=2)
    found = results(tmp_path / "out.jsonl")
    assert len(found) == 200
    bad = [row for row in found if row["error"] is not None]
    assert [row["row"] for row in bad] == [50, 100, 150, 200]
    assert {row["reason_code"] for row in bad} == {"invalid-input"}
    assert [row["id"] for row in bad] == [f"{tmp_path}/a.jsonl:{number}" for number in (50, 100, 150, 200)]
    assert bad[0]["headline"] == "no body"
    assert "field `body` is missing" in bad[0]["error"]
    assert sum(sum(line.failed.values()) for line in outcome.lines) == 4


def test_more_failed_rows_than_allowed_end_the_run_and_a_higher_limit_goes_on(tmp_path: Path) -> None:
    rows: list[Any] = ["{broken" if number % 2 else article(number) for number in range(40)]
    path = write_jsonl(tmp_path / "a.jsonl", rows)
    outcome = run(path, tmp_path / "out.jsonl", max_errors=3)
    assert outcome.gave_up
    assert outcome.assembled is None
    assert not (tmp_path / "out.jsonl").exists()
    assert run(path, tmp_path / "out.jsonl", max_errors=20).assembled is not None
    assert len(results(tmp_path / "out.jsonl")) == 40


def test_duplicate_and_missing_ids(tmp_path: Path) -> None:
    rows = [article(number) | {"id": "same"} for number in range(3)] + [
        article(3) | {"id": None},
        article(4) | {"id": " "},
    ]
    outcome = run(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "out.jsonl")
    assert [row["id"] for row in results(tmp_path / "out.jsonl")] == [
        *["same"] * 3,
        *(f"{tmp_path}/a.jsonl:{number}" for number in (4, 5)),
    ]
    assert outcome.assembled is not None
    assert outcome.assembled.repeated == 1


def test_columns_that_pass_through_keep_the_type_that_all_files_agree_on(tmp_path: Path) -> None:
    table = pa.Table.from_pylist([article(number) | {"n": number, "score": 0.5, "tags": ["a"]} for number in range(3)])
    pq.write_table(table, tmp_path / "a.parquet")
    run(tmp_path / "a.parquet", tmp_path / "one.parquet", wanted=Wanted(keep=("n", "score", "tags")))
    found = pq.read_table(tmp_path / "one.parquet")
    assert str(found.schema.field("n").type) == "int64"
    assert found.column("n").to_pylist() == [0, 1, 2]
    assert found.column("tags").to_pylist() == ['["a"]'] * 3
    assert found.column("input_score").to_pylist() == [0.5] * 3, "a column of ours has that name"
    write_jsonl(tmp_path / "b.jsonl", [article(3) | {"n": 1.10}])
    run([tmp_path / "a.parquet", tmp_path / "b.jsonl"], tmp_path / "two.parquet", wanted=Wanted(keep=("n",)))
    assert pq.read_table(tmp_path / "two.parquet").column("n").to_pylist() == ["0", "1", "2", "1.1"]


def test_a_reader_goes_on_from_shard_to_shard_and_reads_a_file_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [article(number) for number in range(20)])
    shards = plan([[survey(Source(str(path), "jsonl"), Wanted())]], 5, None, None, 0)
    opened: list[int] = []
    real = RowReader._open

    def watched(self: RowReader, file: Any, number: int) -> None:
        opened.append(number)
        real(self, file, number)

    monkeypatch.setattr(RowReader, "_open", watched)
    reader = RowReader()
    rows = [number for shard in (shards[0], shards[2], shards[3]) for number, _ in reader.rows(shard.pieces[0])]
    assert rows == [*range(5), *range(10, 20)]
    assert opened == [0]
    assert [number for number, _ in reader.rows(shards[1].pieces[0])] == list(range(5, 10))
    assert opened == [0, 5]
    reader.close()


def test_rows_set_aside_are_tried_again_when_asked(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [article(number) for number in range(4)])
    (shard,) = plan([[survey(Source(str(path), "jsonl"), Wanted())]], 5, None, None, 0)
    aside = {2: ("process-died", "checking it ended the process 2 times (SIGKILL)")}
    line = run_shard(ShardTask(shard, str(tmp_path), aside=aside), Checker(Arithmetic()))
    assert line.failed == {"process-died": 1}
    row = pq.read_table(tmp_path / line.file).to_pylist()[2]
    assert (row["id"], row["verdict"], row["error"]) == ("a2", "not-checked", aside[2][1])
    opened: list[int] = []
    again = ShardTask(shard, str(tmp_path), done=True, retry=True)
    assert run_shard(again, Checker(Arithmetic()), watcher=Watcher(opened.append)).failed == {}
    assert opened == [2]


def test_a_manifest_of_another_format_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(tmp_path, monkeypatch)
    manifest = tmp_path / "out.jsonl.run" / "manifest.jsonl"
    manifest.write_text(manifest.read_text("utf-8").replace('"format": 1', '"format": 2'), "utf-8")
    with pytest.raises(InputError, match=r"manifest.jsonl: is no manifest of this version .*: delete"):
        run(tmp_path / "a.jsonl", tmp_path / "out.jsonl")


def test_a_broken_row_of_csv_stands_in_the_table_with_its_error(tmp_path: Path) -> None:
    rows = 'headline,body\n"Harrow wins, and more\n"Calder buys","It paid. Bad."\nDam breaks,"A dam broke. Bad."\n'
    (tmp_path / "q.csv").write_text(rows, "utf-8")
    run(tmp_path / "q.csv", tmp_path / "out.jsonl")
    found = results(tmp_path / "out.jsonl")
    assert [(row["row"], row["headline"]) for row in found] == [(1, None), (2, "Calder buys"), (3, "Dam breaks")]
    assert [row["error"] is None for row in found] == [False, True, True]
    assert "line 2 is not CSV" in found[0]["error"]
