"""Formats in: every reader gives the same rows, whatever the compression, from any row on,
and stops at no broken one.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from checker.corpus import csv_rows, json_rows
from checker.corpus.columns import articles_of
from checker.corpus.row import Row
from checker.corpus.rows import count_rows, read_rows
from checker.corpus.sources import Source, find_sources, source_of
from checker.errors import InputError
from checker.inputs import Unread

ROWS = [
    {"headline": f'Council, rejects "runway" {n}', "body": f"One.\n\nTwo; three|four\t{n}.", "id": f"é{n}"}
    for n in range(300)
]


def as_jsonl(rows: list[dict[str, str]]) -> bytes:
    return "".join(json.dumps(row) + "\n\n" for row in rows).encode()


def as_csv(rows: list[dict[str, str]], separator: str = ",") -> bytes:
    from io import StringIO

    text = StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def zstd(data: bytes) -> bytes:
    # Two frames behind each other, as `cat` makes of two files.
    half = len(data) // 2
    return b"".join(pa.compress(part, codec="zstd", asbytes=True) for part in (data[:half], data[half:]))


FILES: dict[str, Callable[[], bytes]] = {
    "a.jsonl": lambda: as_jsonl(ROWS),
    "a.ndjson.gz": lambda: gzip.compress(as_jsonl(ROWS[:150])) + gzip.compress(as_jsonl(ROWS[150:])),
    "a.jsonl.zst": lambda: zstd(as_jsonl(ROWS)),
    "utf16.jsonl": lambda: "\ufeff".encode("utf-16-le") + as_jsonl(ROWS).decode().encode("utf-16-le"),
    "a.json": lambda: json.dumps(ROWS).encode(),
    "a.csv": lambda: as_csv(ROWS),
    "mark.csv": lambda: b"\xef\xbb\xbf" + as_csv(ROWS),
    "semicolon.csv": lambda: as_csv(ROWS, ";"),
    "utf16.csv": lambda: as_csv(ROWS).decode().encode("utf-16"),
    "a.csv.gz": lambda: gzip.compress(as_csv(ROWS)),
    "a.tsv": lambda: as_csv(ROWS, "\t"),
    "a.tsv.zst": lambda: zstd(as_csv(ROWS, "\t")),
}


def write(path: Path, data: bytes) -> Source:
    path.write_bytes(data)
    found = source_of(str(path))
    assert found is not None
    return found


def write_parquet(path: Path, rows: list[dict[str, Any]] | None = None) -> Source:
    pq.write_table(pa.Table.from_pylist(rows or ROWS), path, row_group_size=70)
    return Source(str(path), "parquet")


def values(source: Source, skip: int = 0) -> list[Any]:
    return [dict(item.values) if isinstance(item, Row) else item for item in read_rows(source, skip)]


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_rows_from_any_row_on(tmp_path: Path, name: str) -> None:
    source = write(tmp_path / name, FILES[name]())
    assert values(source) == ROWS
    assert count_rows(source)[0] == len(ROWS)
    for skip in (1, 149, 299, 300, 301):
        assert values(source, skip) == ROWS[skip:]
        assert list(read_rows(source, skip)) == list(read_rows(source))[skip:], "origins too"


def test_parquet_is_read_from_any_row_on_without_the_other_columns(tmp_path: Path) -> None:
    source = write_parquet(tmp_path / "a.parquet")
    assert count_rows(source)[0] == len(ROWS)
    for skip in (0, 1, 69, 70, 71, 299, 300):
        assert values(source, skip) == ROWS[skip:]
        assert list(read_rows(source, skip)) == list(read_rows(source))[skip:]
    found = next(read_rows(source, 5, ("body", "no such")))
    assert isinstance(found, Row)
    assert dict(found.values) == {"body": ROWS[5]["body"]}
    assert (found.origin.row, found.origin.counted_in) == (6, "row")


def test_the_digest_is_of_the_file_as_it_lies_there(tmp_path: Path) -> None:
    import hashlib

    for name in ("a.jsonl", "a.csv.gz", "a.jsonl.zst", "utf16.csv"):
        source = write(tmp_path / name, FILES[name]())
        assert count_rows(source)[1] == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()


def test_a_line_of_json_lines_that_is_no_article_stands_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_rows, "MAX_LINE", 2_000)
    lines = ['{"headline": "a"}', "{broken", "[1]", "", "x" * 5_000, "[" * 1_500, '{"headline": "caf\\u00e9"}', "null"]
    data = "\n".join(lines).encode() + b'\n{"headline": "caf\xe9"}'
    source = write(tmp_path / "a.jsonl", data)
    found = list(read_rows(source))
    assert [type(item).__name__ for item in found] == ["Row", *["Unread"] * 4, "Row", "Unread", "Row"]
    assert count_rows(source)[0] == len(found)
    messages = [item.message for item in found if isinstance(item, Unread)]
    assert messages == [
        f"{source.path}: line 2: broken JSON at column 2: Expecting property name enclosed in double quotes",
        f"{source.path}: line 3: must be an object with a column each, not a list",
        f"{source.path}: line 5: is longer than 0 MB: no article is",
        f"{source.path}: line 6: {messages[3].partition('line 6: ')[2]}",
        f"{source.path}: line 8: must be an object with a column each, not null",
    ]
    assert "broken JSON" in messages[3]
    last = found[-1]
    assert isinstance(last, Row)
    assert last.values["headline"] == "café"
    assert last.notes == ("not UTF-8: read as Windows-1252",)


def test_a_row_that_gives_a_key_twice_is_an_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = [
        '{"headline": "a", "id": 1}',
        '{"headline": "b",\t"headline": "c"}',
        '{"headline": "d", "m": {"x": 1, "x": 1}}',
    ]
    source = write(tmp_path / "a.jsonl", "\n".join([*rows, rows[0]]).encode())
    found = list(read_rows(source))
    assert [item.message if isinstance(item, Unread) else item.values["headline"] for item in found] == [
        "a",
        f"{source.path}: line 2: field `headline` is given twice (again at line 2, column 19): leave one out",
        f"{source.path}: line 3: field `m.x` is given twice (again at line 3, column 33): leave one out",
        "a",
    ]
    source = write(tmp_path / "a.json", ("[" + ",\n".join([*rows, rows[0]]) + "]").encode())
    found = list(read_rows(source))
    assert [item.message if isinstance(item, Unread) else item.values["headline"] for item in found] == [
        "a",
        f"{source.path}: item 2: field `headline` is given twice (again at line 2, column 19): leave one out",
        f"{source.path}: item 3: field `m.x` is given twice (again at line 3, column 33): leave one out",
        "a",
    ]


def test_a_header_that_names_a_column_twice_is_refused(tmp_path: Path) -> None:
    (found,) = read_rows(write(tmp_path / "a.csv", b"headline,body,headline\na,b,c\n"))
    assert isinstance(found, Unread)
    assert found.message == f"{tmp_path / 'a.csv'}: has two columns `headline`: give one of them another name"
    table = pa.Table.from_arrays([pa.array(["a"])] * 4, names=["headline", "body", "x", "x"])
    pq.write_table(table, tmp_path / "a.parquet")
    with pa.OSFile(str(tmp_path / "a.arrow"), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    for name in ("a.parquet", "a.arrow"):
        source = source_of(str(tmp_path / name))
        (broken,) = read_rows(source)
        assert isinstance(broken, Unread)
        assert "has two columns `x`" in broken.message
        assert [dict(item.values) for item in read_rows(source, 0, ("headline", "body"))] == [
            {"headline": "a", "body": "a"}
        ]  # type: ignore[union-attr]
    # A spreadsheet's empty columns are none.
    (row,) = read_rows(write(tmp_path / "b.csv", b"headline,body,,\na,b,,\n"))
    assert isinstance(row, Row)


def test_rows_of_csv_without_anything_in_them_are_none(tmp_path: Path) -> None:
    source = write(tmp_path / "a.csv", b'headline;body\na;b\n;\n\n" ";\t\n;;;\nc;\n;;\n')
    found = [(item.origin.row, dict(item.values)) for item in read_rows(source) if isinstance(item, Row)]
    assert found == [(1, {"headline": "a", "body": "b"}), (2, {"headline": "c", "body": ""})]
    assert count_rows(source)[0] == 2


def test_rows_of_csv_with_other_numbers_of_fields_and_other_encodings(tmp_path: Path) -> None:
    data = b'headline,body,id\na,b,1\na,b,1,2\n\na\n"caf\xe9",b,2\n"caf\xc3\xa9",b,3\n'
    source = write(tmp_path / "a.csv", data)
    one, many, few, older, utf8 = read_rows(source)
    assert isinstance(many, Unread)
    assert many.message == f"{source.path}: row 2: has 4 fields and the header 3: put fields with separators in quotes"
    assert [dict(row.values) for row in (one, few) if isinstance(row, Row)] == [
        {"headline": "a", "body": "b", "id": "1"},
        {"headline": "a"},
    ]
    assert isinstance(older, Row)
    assert isinstance(utf8, Row)
    assert older.values["headline"] == utf8.values["headline"] == "café"
    assert (older.notes, utf8.notes) == (("not UTF-8: read as Windows-1252",), ())


def test_a_quotation_mark_left_open_takes_no_memory_and_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_rows, "MAX_FIELD", 1_000)
    source = write(tmp_path / "a.csv", b'headline,body\na,b\na,"open\n' + b"x\n" * 2_000)
    good, bad, *rest = read_rows(source)
    assert isinstance(good, Row)
    assert isinstance(bad, Unread)
    assert "line 3 is not CSV (field larger than field limit (1000)): close the quotation mark" in bad.message
    assert len(rest) == 2_000
    assert count_rows(source)[0] == 2_002


UNCLOSED = (
    b'headline,body\n"Harrow wins, and more\n"Calder buys mine","Calder has bought\na mine. It paid."\n\n'
    b'Dam breaks in Laos,"A dam broke. Bad."\nHe said,"a "loose" word"\nLast,"open\nBehind,it\n'
)


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
def test_a_quotation_mark_left_open_costs_its_own_line_alone(tmp_path: Path, ends: bytes) -> None:
    source = write(tmp_path / "q.csv", UNCLOSED.replace(b"\n", ends))
    rows = list(read_rows(source))
    read = {item.origin.row: item.values["headline"] for item in rows if isinstance(item, Row)}
    assert read == {2: "Calder buys mine", 3: "Dam breaks in Laos", 6: "Behind"}
    broken = {
        item.origin.row: item.message.split(": ")[2].split(" is")[0]
        for item in rows
        if isinstance(item, Unread) and item.origin
    }
    assert broken == {1: "line 2", 4: "line 7", 5: "line 8"}
    assert "close the quotation mark" in str(rows[0])
    assert count_rows(source)[0] == len(rows) == 6
    assert all(list(read_rows(source, skip)) == rows[skip:] for skip in range(7))


def test_a_broken_header_is_said(tmp_path: Path) -> None:
    (found,) = read_rows(write(tmp_path / "h.csv", b'"headline,body\na,b\n'))
    assert isinstance(found, Unread)
    assert "line 1: the names of the columns are not CSV" in found.message


def test_a_file_whose_every_row_is_open_to_its_end_is_read_in_time_that_grows_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = csv_rows._Lines
    count = 0

    class Counting(lines):  # type: ignore[misc,valid-type]
        def __next__(self) -> str:
            nonlocal count
            count += 1
            return super().__next__()

    monkeypatch.setattr(csv_rows, "_Lines", Counting)
    source = write(tmp_path / "a.csv", b"headline,body\n" + b'x",y,"\n' * 1_000)
    assert count_rows(source)[0] == 1_000
    assert count < 30_000


def test_bodies_of_megabytes_are_read_from_csv(tmp_path: Path) -> None:
    source = write(tmp_path / "a.csv", b"headline,body\na," + b"x" * 3_000_000 + b"\n")
    (row,) = read_rows(source)
    assert isinstance(row, Row)
    assert len(row.values["body"]) == 3_000_000


@pytest.mark.parametrize("name", ["a.ndjson.gz", "a.jsonl.zst", "a.csv.gz"])
def test_a_file_that_is_cut_short_gives_the_rows_before_and_says_so(tmp_path: Path, name: str) -> None:
    data = FILES[name]()
    source = write(tmp_path / name, data[: len(data) * 3 // 4])
    *rows, last = read_rows(source)
    assert isinstance(last, Unread)
    assert "cannot be read any further" in last.message
    assert count_rows(source)[0] == len(rows) + 1
    good = [dict(row.values) for row in rows if isinstance(row, Row)]
    assert len(good) > 100
    assert good[:-1] == ROWS[: len(good) - 1]


@pytest.mark.parametrize("name", ["a.csv.gz", "a.jsonl.zst", "a.parquet", "a.json"])
def test_a_file_that_is_not_what_its_name_says_is_one_failed_row(tmp_path: Path, name: str) -> None:
    source = write(tmp_path / name, b"this is none of it")
    (found,) = read_rows(source)
    assert isinstance(found, Unread)
    assert name in found.message
    assert count_rows(source)[0] == 1


def test_a_damaged_page_of_parquet_is_an_error_behind_the_good_rows(tmp_path: Path) -> None:
    source = write_parquet(tmp_path / "a.parquet")
    data = bytearray((tmp_path / "a.parquet").read_bytes())
    place = pq.ParquetFile(source.path).metadata.row_group(2).column(1).data_page_offset
    data[place : place + 60] = b"\xff" * 60
    (tmp_path / "a.parquet").write_bytes(data)
    *rows, last = read_rows(source)
    assert isinstance(last, Unread)
    assert "cannot be read as Parquet" in last.message
    assert [dict(row.values) for row in rows if isinstance(row, Row)] == ROWS[: len(rows)]
    assert len(rows) <= 140


def test_moments_and_days_of_parquet(tmp_path: Path) -> None:
    table = pa.table(
        {"when": pa.array([1_700_000_000_123_456_789], pa.timestamp("ns")), "day": pa.array([date(2024, 2, 29)])}
    )
    pq.write_table(table, tmp_path / "a.parquet")
    (row,) = read_rows(Source(str(tmp_path / "a.parquet"), "parquet"))
    assert isinstance(row, Row)
    assert row.values["when"].isoformat() == "2023-11-14T22:13:20.123456"
    assert row.values["day"] == date(2024, 2, 29)


def test_documents_are_an_article_each(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("---\ntitle: Council rejects runway\n---\nBody.", "utf-8")
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"Council rejects runway\n\nBody."))
    (tmp_path / "c.md").write_text("no heading", "utf-8")
    page = (
        "<html><head><title>Council rejects runway</title></head><body><article><p>Body of the "
        "story.</p></article></body></html>"
    )
    (tmp_path / "d.html").write_text(page, "utf-8")
    (tmp_path / "e.htm.gz").write_bytes(gzip.compress(page.encode()))
    found = [item for source in find_sources([str(tmp_path)]) for item in read_rows(source)]
    stories = [item for item in found if isinstance(item, tuple)]
    assert [[article.headline for article in story] for story in stories] == [["Council rejects runway"]] * 4
    assert isinstance(found[2], Unread)
    (last,) = stories[3]
    assert last.headline_source == "title"
    assert last.lacks is not None


def test_what_is_no_story_is_left_out_of_folders_and_said(tmp_path: Path) -> None:
    for name in (
        "README.md",
        "a.md",
        "readme.csv",
        "deep/LICENSE.txt",
        "deep/_index.md",
        "deep/CHANGELOG.md",
        "b.docx",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    said: list[str] = []
    found = find_sources([str(tmp_path)], note=said.append)
    assert [Path(source.path).name for source in found] == ["a.md", "readme.csv"]
    here = f"{tmp_path}/"
    names = f"{here}README.md, {here}deep/CHANGELOG.md, {here}deep/LICENSE.txt …"
    assert said == [
        f"4 left out by name ({names})",
        f"1 left out that are of kinds that are not read ({here}b.docx)",
    ]
    (tmp_path / "only").mkdir()
    (tmp_path / "only" / "README.md").write_bytes(b"")
    with pytest.raises(InputError, match="no file of articles"):
        find_sources([str(tmp_path / "only")])
    # Who names it means it.
    assert [source.path for source in find_sources([f"{here}README.md"])] == [f"{here}README.md"]


def test_sources_of_folders_patterns_and_files(tmp_path: Path) -> None:
    for name in (
        "b.csv",
        "a.jsonl.gz",
        "deep/c.md",
        "deep/notes.pdf",
        ".hidden/d.csv",
        "old.csv.run/part-0.parquet",
        "old.csv",
        "out.csv",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    here = str(tmp_path)

    def names(*inputs: str) -> list[str]:
        return [
            str(Path(source.path).relative_to(tmp_path)) for source in find_sources(inputs, but=[f"{here}/out.csv"])
        ]

    assert names(here) == ["a.jsonl.gz", "b.csv", "deep/c.md"]
    assert names(f"{here}/*.csv", here) == ["b.csv", "a.jsonl.gz", "deep/c.md"]
    assert names(f"{here}/**/*.md") == ["deep/c.md"]
    for wrong, message in (
        (f"{here}/deep/notes.pdf", "which format is it"),
        (f"{here}/none.csv", "no such file or folder"),
        (f"{here}/*.parquet", "no file matches"),
        (f"{here}/.hidden/nothing", "no such file or folder"),
    ):
        with pytest.raises(InputError, match=message):
            find_sources([wrong])


def test_a_story_with_several_headlines_is_a_row_with_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Council meets\nseo_title: Lisse council meets\n---\nThe council met. It met on Monday.\n"
    )
    (source,) = find_sources([str(path)])
    (row,) = read_rows(source)
    assert [article.headline for article in articles_of(row, None)] == ["Council meets", "Lisse council meets"]  # type: ignore[union-attr]
    assert [article.name for article in articles_of(row, None)] == ["headline", "seo"]  # type: ignore[union-attr]
