"""Tables out: every format holds the same, opens without a word of help, and is safe to open."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Checker, InputError, UsageError, check_frame, read_results
from checker.corpus.arrow import schema_of
from checker.corpus.columns import Wanted
from checker.corpus.table import AFTER_KEPT, BEFORE_KEPT, FINDING_COLUMNS, described, result_columns
from checker.corpus.writers import FORMULA, GROUP, escaped, unescaped, write_table
from checker.rules import RULES

from ..test_answering import Arithmetic
from .made import BODY, article, run, write_jsonl

README = Path(__file__).resolve().parent.parent.parent / "README.md"
HOSTILE = '=HYPERLINK("http://x","Council rejects runway\nby 6 votes")'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One corpus in all formats; among its rows a formula, a broken one, and a story with two headlines."""
    folder = tmp_path_factory.mktemp("made")
    rows: list[Any] = [article(number) | {"tags": ["a", "b"]} for number in range(8)]
    rows[3] = article(3, HOSTILE) | {"outlet": "@SUM(1+1)"}
    rows[4] |= {"outlet": ""}
    rows[6] |= {"outlet": None}
    rows[5] = "{broken"
    rows.append({"id": "two", "headlines": {"web": "Council rejects runway", "seo": "Nine killed"}, "body": BODY})
    path = write_jsonl(folder / "a.jsonl", rows)
    for ending in ("parquet", "jsonl", "csv"):
        findings = str(folder / f"found.{ending}")
        wanted = Wanted(keep=("outlet", "tags"))
        run(path, folder / f"out.{ending}", findings=findings, reports=True, wanted=wanted)
    return folder


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows with None for what is missing, lists for arrays."""
    rows = []
    for row in frame.to_dict("records"):
        found = {}
        for name, value in row.items():
            if hasattr(value, "tolist"):
                value = value.tolist()
            found[str(name)] = value if isinstance(value, list) or not pd.isna(value) else None
        rows.append(found)
    return rows


@pytest.mark.parametrize("table", ["out", "found"])
def test_every_format_holds_the_same_and_is_read_back_as_the_same_frame(made: Path, table: str) -> None:
    frames = [read_results(made / f"{table}.{ending}") for ending in ("parquet", "jsonl", "csv")]
    parquet, lines, separated = map(plain, frames)
    assert parquet
    assert parquet == lines == separated
    # Of kept columns only Parquet knows the type.
    own = {column.name for column in (*BEFORE_KEPT, *AFTER_KEPT, *FINDING_COLUMNS)}
    types = [{name: str(type_) for name, type_ in frame.dtypes.items() if name in own} for frame in frames]
    assert types[0] == types[1] == types[2]


def test_the_rows_of_the_results(made: Path) -> None:
    found = read_results(made / "out.parquet")
    assert len(found) == 10
    assert found["name"].tolist()[-2:] == ["web", "seo"]
    assert found["id"].tolist()[-2:] == ["two", "two"]
    assert found["headline"][3] == HOSTILE
    assert found["tags"][0] == '["a", "b"]'
    assert found["error"].notna().tolist() == [number == 5 for number in range(10)]
    assert found["outlet"][4] == "", "empty, not missing"
    assert pd.isna(found["outlet"][6])
    digests = found["body_digest"].tolist()
    assert digests[8] == digests[9] != digests[0], "two headlines over one body"
    assert digests[8] == hashlib.sha256(BODY.encode()).hexdigest()[:16]
    assert "report" not in read_results(made / "out.csv", without=["report"])
    report = json.loads(found["report"][0])
    assert report["article"]["origin"]["row"] == 1
    assert report["verdict"] == found["verdict"][0]
    assert (
        found[[rule.replace("-", "_") for rule in RULES]].drop(5).sum().sum()
        == (found["errors"] + found["warnings"]).sum()
    )


def test_a_formula_is_a_text_in_csv(made: Path) -> None:
    with (made / "out.csv").open(newline="", encoding="utf-8") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'" + HOSTILE in cells
    assert "'@SUM(1+1)" in cells
    assert not [cell for cell in cells if cell.startswith(FORMULA) and not re.fullmatch(r"-?[\d.e-]+", cell)]


@given(st.text(st.sampled_from("'=+-@\t\r\n＝a1"), max_size=6))
def test_escaping_can_be_undone_and_leaves_no_formula(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert not escaped(text).startswith(FORMULA)


def test_pandas_opens_every_format(made: Path) -> None:
    frames = [
        pd.read_parquet(made / "out.parquet"),
        pd.read_json(made / "out.jsonl", lines=True),
        pd.read_csv(made / "out.csv"),
    ]
    for frame in frames:
        assert len(frame) == 10
        assert list(frame.columns) == list(frames[0].columns)
        assert frame["errors"].sum() == frames[0]["errors"].sum()


def test_duckdb_opens_every_format(made: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    counts = [
        duckdb.sql(f"SELECT verdict, count(*), sum(errors) FROM '{made / name}' GROUP BY verdict ORDER BY 1").fetchall()
        for name in ("out.parquet", "out.jsonl", "out.csv")
    ]
    assert counts[0] == counts[1] == counts[2]
    evidence = duckdb.sql(f"SELECT evidence[1].text FROM '{made / 'found.parquet'}' WHERE len(evidence) > 0").fetchall()
    assert evidence


def test_polars_opens_every_format(made: Path) -> None:
    polars = pytest.importorskip("polars", reason="Polars is not installed")
    frames = [
        polars.read_parquet(made / "out.parquet"),
        polars.read_ndjson(made / "out.jsonl"),
        polars.read_csv(made / "out.csv"),
    ]
    assert len({tuple(frame["verdict"].to_list()) for frame in frames}) == 1
    assert len({frame["errors"].sum() for frame in frames}) == 1
    assert polars.read_parquet(made / "found.parquet")["evidence"].dtype == polars.List


def test_parquet_says_its_version_and_has_row_groups_of_one_size(tmp_path: Path, made: Path) -> None:
    metadata = pq.read_schema(made / "out.parquet").metadata
    assert metadata[b"headline-checker.schema"] == b"results 1.0"
    assert b"arithmetic" in metadata[b"headline-checker.model"]
    assert str(pq.read_schema(made / "out.parquet").field("report").type) == "large_string"
    schema = pa.schema([("n", pa.int64())])
    sizes = [1, 0, 3_000, 999, 2_500]
    tables = [pa.table({"n": range(size)}, schema=schema) for size in sizes]
    assert write_table(tmp_path / "a.parquet", tables, schema, {}) == sum(sizes)
    file = pq.ParquetFile(tmp_path / "a.parquet")
    groups = [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)]
    assert groups == [GROUP] * 3 + [sum(sizes) - 3 * GROUP]
    assert file.read().column("n").to_pylist() == [number for size in sizes for number in range(size)]


@pytest.mark.parametrize("ending", ["parquet", "jsonl", "csv"])
def test_tables_without_rows_open_too(tmp_path: Path, ending: str) -> None:
    for name, columns in (("out", result_columns({}, False)), ("found", FINDING_COLUMNS)):
        write_table(tmp_path / f"{name}.{ending}", [], schema_of(columns), {})
        if ending != "jsonl":
            assert list(read_results(tmp_path / f"{name}.{ending}").columns) == [column.name for column in columns]


@pytest.mark.parametrize("table", ["results", "findings"])
def test_schemas_are_documented(table: Any) -> None:
    text = README.read_text("utf-8")
    found = described(table)
    assert found["version"] == "1.0"
    assert f"schema {found['version']}" in text
    rules = {rule.replace("-", "_") for rule in RULES}
    for column in found["columns"]:
        assert column["description"]
        assert column["name"] in rules or f"`{column['name']}`" in text, f"{column['name']} is not in the README"


def test_outputs_of_other_kinds_are_refused(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [article(1)])
    with pytest.raises(UsageError, match=r"--output .*out.xlsx: its name must end in .parquet, .jsonl, .csv"):
        run(path, tmp_path / "out.xlsx")
    with pytest.raises(UsageError, match="--findings"):
        run(path, tmp_path / "out.csv", findings="found.txt")
    with pytest.raises(UsageError, match="is the output too"):
        run(path, tmp_path / "out.csv", findings=str(tmp_path / "out.csv"))
    with pytest.raises(UsageError, match="there is no folder"):
        run(path, tmp_path / "none" / "out.csv")


def test_an_output_that_is_not_of_a_run_is_not_written_over(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [article(1)])
    (tmp_path / "out.csv").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match=r"out.csv: is there already, and no run has left it"):
        run(path, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text("utf-8") == "mine"


@pytest.mark.parametrize(("name", "text"), [("a.csv", "x,y\n1,2\n"), ("a.parquet", "none"), ("a.jsonl", "{broken")])
def test_other_tables_are_no_results(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(InputError, match=name):
        read_results(tmp_path / name)
    with pytest.raises(InputError, match=rf"none-{name}: no such file; check the path$"):
        read_results(tmp_path / f"none-{name}")


def frame_of(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows, index=[f"row {number}" for number in range(len(rows))])


def test_a_data_frame_gets_columns() -> None:
    rows = [article(number) for number in range(4)]
    frame = frame_of([*rows, {"headline": None, "body": "b"}]).rename(columns={"headline": "kop"})
    found = check_frame(frame, headline_column="kop", checker=Checker(Arithmetic()), progress=False)
    reports = list(Checker(Arithmetic()).check_many(rows))
    assert list(found.columns[: len(frame.columns)]) == list(frame.columns)
    assert list(found.index) == list(frame.index)
    assert found["verdict"].tolist() == [*(report.verdict for report in reports), "not-checked"]
    assert found["score"].tolist()[:4] == [report.score for report in reports]
    assert found["errors"].dtype == "Int64"
    assert found["error"].tolist()[-1] == "the data frame: row 5: column `kop` has no value"
    assert "verdict" not in frame.columns


def test_a_data_frame_keeps_its_own_columns() -> None:
    frame = frame_of([article(1) | {"score": 5}])
    with pytest.raises(UsageError, match="has `score` already: give a prefix"):
        check_frame(frame, checker=Checker(Arithmetic()))
    found = check_frame(frame, checker=Checker(Arithmetic()), prefix="checker_", progress=False)
    assert found["score"].tolist() == [5]
    assert found["checker_verdict"].notna().all()
    with pytest.raises(UsageError, match=r"takes a pandas data frame, not list: give it pandas.DataFrame\(rows\)"):
        check_frame([1])  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"not polars.DataFrame: give it its .to_pandas\(\)"):
        check_frame(pl.from_pandas(frame))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"Name it with headline_column \(found `id`, `kop`"):
        check_frame(frame.rename(columns={"headline": "kop"}), prefix="x_")
    with pytest.raises(UsageError, match="ignore: the checker is made already"):
        check_frame(frame, checker=Checker(Arithmetic()), ignore=["quote-altered"])


def test_a_bar_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    check_frame(frame_of([article(1)]), checker=Checker(Arithmetic()))
    assert "Checking" in capsys.readouterr().out
