"""Formats in, articles out, and a clear message for whatever cannot be read."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Article, InputError, reading
from checker.reading import find_files, read_bytes

from ..rights import without_rights

TEXT = "Ferry burns off Lisse\n\nA ferry burned for six hours on Friday. No one was hurt, the coastguard said.\n"


def read_file(path: Path) -> list[Article]:
    """All articles of a file; the first bad row raises."""
    return articles(reading.read_file(path))


def articles(found: Iterator[Article | InputError]) -> list[Article]:
    good = []
    for item in found:
        if isinstance(item, InputError):
            raise item
        good.append(item)
    return good


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_plain_text(tmp_path: Path) -> None:
    (article,) = read_file(write(tmp_path, "a.txt", TEXT))
    assert article.headline == "Ferry burns off Lisse"
    assert article.body.startswith("A ferry burned")
    assert str(article.origin) == str(tmp_path / "a.txt")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings(tmp_path: Path, encoding: str) -> None:
    (article,) = read_file(write(tmp_path, "a.txt", TEXT.replace("Lisse", "Fécamp").encode(encoding)))
    assert article.headline == "Ferry burns off Fécamp"


def test_latin_1_is_read_and_said(tmp_path: Path) -> None:
    (article,) = read_file(write(tmp_path, "a.txt", TEXT.replace("Lisse", "Fécamp").encode("latin-1")))
    assert article.headline == "Ferry burns off Fécamp"
    assert article.notes == ("not UTF-8: read as Windows-1252",)


def test_markdown_front_matter(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Ferry burns off Lisse\ndate: 2026-05-14\nurl: https://example.org/a\n---\n\nA ferry burned. "
        "No one was hurt.\n"
    )
    (article,) = read_file(write(tmp_path, "a.md", text))
    assert (article.headline, article.published, article.url) == (
        "Ferry burns off Lisse",
        "2026-05-14",
        "https://example.org/a",
    )
    assert article.body.startswith("A ferry burned.")


def test_markdown_heading_is_the_headline(tmp_path: Path) -> None:
    (article,) = read_file(write(tmp_path, "a.md", "# Ferry burns off Lisse\n\nA ferry burned. No one was hurt.\n"))
    assert article.headline == "Ferry burns off Lisse"
    assert article.body.strip() == "A ferry burned. No one was hurt."


def test_json_object_list_and_lines(tmp_path: Path) -> None:
    one = {"headline": "H one", "body": "B one.", "id": 7, "url": "https://example.org", "published": None}
    two = {"headline": "H two", "body": "B two."}
    (article,) = read_file(write(tmp_path, "a.json", json.dumps(one)))
    assert (article.headline, article.body, article.id, article.published) == ("H one", "B one.", "7", None)
    assert [item.headline for item in read_file(write(tmp_path, "b.json", json.dumps([one, two])))] == [
        "H one",
        "H two",
    ]
    lines = json.dumps(one) + "\n\n" + json.dumps(two) + "\n"
    assert [item.headline for item in read_file(write(tmp_path, "c.jsonl", lines))] == ["H one", "H two"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", "", "is empty"),
        ("a.txt", "  \n\n ", "is empty"),
        ("a.txt", "---\n\n…", "has no words"),
        ("a.md", "#", "has no words"),
        ("a.md", "---", "neither a headline nor a body, only lines of dashes: give `title` between two"),
        ("a.md", "---\n---\n\n", "neither a headline nor a body"),
        ("a.md", "", "is empty: give `title` in front matter or a heading"),
        ("a.html", "", "is empty: there is no page in it; save the page again"),
        ("a.json", "", "is empty: give an object with `headline` and `body`"),
        ("a.jsonl", "", "is empty: give one object with `headline` and `body` a line"),
        ("a.txt", "Only a headline\n", "no body"),
        ("a.txt", b"Ferry\x00 burns\n\nA ferry burned.\n", "NUL byte at offset 5"),
        ("a.txt", "x" * 20_000_000, "first line has 20,000,000 characters"),
        ("a.txt", "x" * 5_000 + "\n\nbody text here. And more.", "put the headline on a line of its own"),
        ("a.json", json.dumps({"headline": "x", "body": "B" * 2_000_001}), "more than the limit"),
        ("a.txt", "Headline\n\n" + "x" * 20_000_000, "more than the limit"),
        ("a.txt", "<!DOCTYPE html><html><head></head><body>x</body></html>", "no headline on this page"),
        ("a.md", "---\ntitle: [unclosed\n---\nbody", "line 3: the front matter is not valid YAML"),
        ("a.md", "---\ntitle: ''\n---\nbody", "headline in the front matter is empty"),
        ("a.md", "---\ntitle: Ferry burns\n---\n", "no body below the front matter"),
        ("a.json", '{"headline": "H", "body": ', "broken JSON at line 1, column"),
        ("a.json", '{"headline": "H"}', "field `body` is missing (found `headline`)"),
        ("a.json", '{"headline": 3, "body": "B"}', "field `headline` must be a string, not a number"),
        ("a.json", '{"headline": "H", "body": ["B"]}', "field `body` must be a string, not a list"),
        ("a.json", '{"headline": " ", "body": "B"}', "field `headline` is empty"),
        (
            "a.json",
            '{"headline": "H", "body": "B", "id": {}}',
            "field `id` must be a string, a number or a date, not an object",
        ),
        ("a.json", '"text"', "must be an object with `headline` and `body`, not a string"),
        ("a.json", "[]", "the list has no article"),
        ("a.json", '[{"headline": "H", "body": "B"}, 4]', "item 2: must be an object"),
        ("a.json", "[" * 100_000, "broken JSON"),
        (
            "a.json",
            '{"headline": "H",\n "body": "B",\n "headline": "G"}',
            "field `headline` is given twice (again at line 3, column 2)",
        ),
        (
            "a.json",
            '[{"headline": "H",\n "body": "B"},\n {"headline": "H", "body": "B", "headlines": {"seo": "S", "seo": '
            '"S"}}]',
            "item 2: field `headlines.seo` is given twice (again at line 3, column 59)",
        ),
        (
            "a.jsonl",
            '{"headline": "H", "body": "B"}\n{"a\\u0041": [1, {"b": "}"}], "headline": "H", "body": "B", "aA": 2}',
            "line 2: field `aA` is given twice (again at line 2, column 60)",
        ),
        ("a.jsonl", '{"headline": "H", "body": "B"}\n{"headline": \n', "line 2: broken JSON"),
        ("a.txt", b"\xff\xfeF", "is not valid UTF-16"),
    ],
)
def test_bad_files_say_what_and_where(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(InputError) as caught:
        read_file(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "ends"),
    [
        ("a.jsonl", '{"headline": "H', "line 1: broken JSON at column 14: Unterminated string"),
        ("a.json", '{"headline": "H\nI"}', "broken JSON at line 1, column 16: Invalid control character"),
    ],
)
def test_broken_json_ends_with_what_is_broken(tmp_path: Path, name: str, content: str, ends: str) -> None:
    with pytest.raises(InputError) as caught:
        read_file(write(tmp_path, name, content))
    assert str(caught.value).endswith(ends)


def test_a_bad_row_comes_in_its_place(tmp_path: Path) -> None:
    good = '{"headline": "H", "body": "B"}'
    for name, content in (
        ("a.jsonl", f'{good}\n{{"headline"\n{good}\n'),
        ("a.json", f'[{good}, {{"headline": 3}}, {good}]'),
    ):
        first, bad, last = reading.read_file(write(tmp_path, name, content))
        assert isinstance(first, Article)
        assert isinstance(bad, InputError)
        assert isinstance(last, Article)


BROKEN = Path(__file__).parent / "broken"
EXPECTED = tomllib.loads((BROKEN / "expected.toml").read_text(encoding="utf-8"))


def test_the_corpus_of_broken_files_is_whole() -> None:
    assert {path.name for path in BROKEN.iterdir()} == {*EXPECTED, "expected.toml"}


@pytest.mark.parametrize("name", EXPECTED)
def test_broken_files_are_refused_in_one_line_that_says_what_to_do(name: str) -> None:
    with pytest.raises(InputError) as caught:
        read_file(BROKEN / name)
    message = str(caught.value)
    assert EXPECTED[name] in message
    assert message.startswith(f"{BROKEN / name}:")
    assert len(message.splitlines()) == 1


@pytest.mark.parametrize(
    "suffix", ".csv .tsv .pdf .rtf .mhtml .mht .xml .doc .docx .odt .xlsx .parquet .epub .zip .gz .yaml .toml".split()
)
def test_other_formats_are_refused_by_their_suffix(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(InputError, match="which is not read: "):
        read_file(write(tmp_path, f"a{suffix}", TEXT))


@pytest.mark.parametrize(
    "headline",
    [
        "[Update] Ferry burns off Lisse",
        "{Ferry} burns off Lisse",
        "Title, body and soul: a ferry burns",
        "<b>Ferry</b> burns off Lisse",
        "+++ Ferry burns +++",
        "PDF of the ferry leaks",
        "--- Ferry burns",
        "Headline: ferry burns",
    ],
)
@pytest.mark.parametrize("suffix", ["", ".txt"])
def test_headlines_that_only_look_like_another_format(tmp_path: Path, headline: str, suffix: str) -> None:
    (article,) = read_file(write(tmp_path, f"a{suffix}", TEXT.replace("Ferry burns off Lisse", headline)))
    assert article.headline == headline


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("title: 1984", "1984"),
        ("title: 12:30", "12:30"),
        ("title: 2024-02-30", "2024-02-30"),
        ("title: 0x1F", "0x1F"),
        ('title: "yes"', "yes"),
        ('title: "[a, b]"', "[a, b]"),
        ("title: >\n  Ferry burns\n  off Lisse", "Ferry burns off Lisse"),
        ("title: null\nheadline: Ferry burns", "Ferry burns"),
        ("a: &name Ferry burns\ntitle: *name", "Ferry burns"),
    ],
)
def test_front_matter_is_taken_as_it_is_written(tmp_path: Path, line: str, headline: str) -> None:
    (article,) = read_file(write(tmp_path, "a.md", f"---\n{line}\n---\n\nA ferry burned. No one was hurt.\n"))
    assert article.headline == headline
    assert article.notes == ()


@pytest.mark.parametrize("value", ["2024-02-30", "9" * 5000, "1.10", "007", "2024-05-01T10:00:00Z", "0b12"])
def test_keys_and_dates_of_front_matter_and_json_stay_as_written(tmp_path: Path, value: str) -> None:
    text = f"---\ntitle: Ferry burns\nid: {value}\ndate: {value}\n---\n\nA ferry burned. No one was hurt.\n"
    (article,) = read_file(write(tmp_path, "a.md", text))
    assert (article.id, article.published) == (value, value)
    if value.replace(".", "").isdigit() and not value.startswith("0"):
        (article,) = read_file(write(tmp_path, "a.json", f'{{"headline": "H", "body": "B", "id": {value}}}'))
        assert article.id == value


def test_fields_of_front_matter_without_a_title_are_kept(tmp_path: Path) -> None:
    for first in ("Ferry burns", "# Ferry burns"):
        (article,) = read_file(write(tmp_path, "a.md", f"---\nid: 7\nurl: u\n---\n{first}\n\nA ferry burned.\n"))
        assert (article.headline, article.id, article.url) == ("Ferry burns", "7", "u")


def test_what_yaml_takes_for_a_comment_is_said(tmp_path: Path) -> None:
    (article,) = read_file(write(tmp_path, "a.md", "---\ntitle: Fans cheer as #BringBack trends\n---\nThey did."))
    assert article.headline == "Fans cheer as"
    assert article.notes == (
        "YAML leaves “#BringBack trends” out of the headline: put it in quotes if it belongs to it",
    )


def test_front_matter_without_end_is_not_parsed(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="front matter has more than 50,000 characters"):
        read_file(write(tmp_path, "a.md", "---\ntitle: a\n" + "k: v\n" * 20_000 + "---\nbody"))


def test_a_bad_row_among_good_ones_of_every_kind(tmp_path: Path) -> None:
    good = '{"headline": "H", "body": "B"}'
    for bad in (
        f'{{"headline": {"9" * 5000}, "body": "B"}}',
        '{"headline": "H", "body": "B", "id": []}',
        "7",
        "null",
        "[]",
    ):
        for name, content in (("a.jsonl", f"{good}\n{bad}\n{good}\n"), ("a.json", f"[{good}, {bad}, {good}]")):
            kinds = [type(item) for item in reading.read_file(write(tmp_path, name, content))]
            assert kinds == [Article, InputError, Article], (name, bad[:40])


def test_file_names_that_are_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text(TEXT)
    (article,) = read_file(path)
    assert str(article.origin) == f"{tmp_path}/caf\\xe9.txt"


def test_what_may_not_be_read_is_named_and_the_rest_goes_on(open_folder: Path) -> None:
    """As an account without rights, since root may read everything."""
    good, locked, closed = open_folder / "b.txt", open_folder / "a", open_folder / "c.txt"
    locked.mkdir()
    for path in (good, closed, locked / "d.txt"):
        path.write_text(TEXT)
    (open_folder / "e.txt").symlink_to("nowhere")
    with without_rights(locked, closed):
        found = list(find_files(open_folder))
        assert found[:3] == [good, closed, open_folder / "e.txt"]
        assert isinstance(found[3], InputError)
        assert str(found[3]) == f"{locked}: this folder cannot be read: Permission denied"
        assert read_file(good)[0].headline == "Ferry burns off Lisse"
        for path, reason in ((closed, "Permission denied"), (locked / "d.txt", "Permission denied")):
            with pytest.raises(InputError, match=f"{path}: cannot be read: {reason}"):
                read_file(path)
        with pytest.raises(InputError, match=r"e\.txt: is a link that leads nowhere"):
            read_file(open_folder / "e.txt")
        assert [str(item) for item in find_files(locked)] == [
            f"{locked}: this folder cannot be read: Permission denied"
        ]


def test_missing_file_and_empty_directory(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(InputError, match="no article in this directory"):
        list(find_files(tmp_path))


def test_directory_is_searched_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "skip.csv", ".hidden.txt"):
        write(tmp_path, name, TEXT)
    (tmp_path / "sub").mkdir()
    write(tmp_path / "sub", "c.json", "{}")
    *files, told = find_files(tmp_path)
    assert [path.name for path in files] == ["a.md", "b.txt", "c.json"]  # type: ignore[union-attr]
    assert "1 other file is not read (skip.csv)" in str(told)


def test_standard_input_recognises_json() -> None:
    (article,) = articles(read_bytes(b'{"headline": "H", "body": "B"}', "standard input"))
    assert article.headline == "H"


def test_half_a_surrogate_is_replaced_not_fatal() -> None:
    (article,) = articles(read_bytes(b'{"headline": "H \\ud83d x", "body": "B"}', "standard input"))
    assert article.headline == "H \ufffd x"


@given(st.binary(max_size=200), st.sampled_from(["", ".md", ".json", ".jsonl"]))
def test_any_bytes_give_articles_or_an_input_error(data: bytes, suffix: str) -> None:
    message = "standard input"
    try:
        articles(read_bytes(data, "standard input", suffix))
    except InputError as error:
        message = str(error)
    assert "standard input" in message
