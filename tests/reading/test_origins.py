"""Where headline and body begin in the file: reports point into it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Article, InputError
from checker.origin import Origin, Position, position
from checker.reading import read_bytes
from checker.reading.json_positions import fields_at, items_at


def read(text: str, suffix: str) -> list[Article]:
    found = list(read_bytes(text.encode(), f"a{suffix}", suffix))
    assert all(isinstance(item, Article) for item in found), found
    return found  # type: ignore[return-value]


def at(text: str, where: Position | None) -> str:
    """What stands at a place of a text, to the end of the line."""
    assert where is not None
    return text.split("\n")[where.line - 1][where.column - 1 :]


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("Headline here\n\nBody text. More.", ".txt"),
        ("\n\n  Headline here\nBody text. More.", ".txt"),
        ("---\ndate: 2024-01-01\ntitle: Headline here\n---\n\nBody text. More.", ".md"),
        ('---\ntitle: "Headline here"\n---\nBody text. More.', ".md"),
        ("\n# Headline here #\n\nBody text. More.", ".md"),
        ("---\ndate: 2024-01-01\n---\n\nHeadline here\nBody text. More.", ".md"),
        ('{"body": "Body text. More.",\n  "headline": "Headline here"}', ".json"),
        (
            '[\n {"headline": "Other", "body": "b"},\n {"headline": "Headline here", "body": "Body text. More."}]',
            ".json",
        ),
        ('{"headline": "Other", "body": "b"}\n\n{"headline": "Headline here", "body": "Body text. More."}', ".jsonl"),
    ],
)
def test_headline_and_body_are_found_in_the_file(text: str, suffix: str) -> None:
    article = read(text, suffix)[-1]
    assert article.headline == "Headline here"
    assert article.origin is not None
    assert at(text, article.origin.headline).startswith("Headline here")
    assert at(text, article.origin.body).startswith("Body text. More.")


def test_rows_are_numbered_and_named() -> None:
    text = '[{"headline": "a b", "body": "c"}, {"headline": "d e", "body": "f"}]'
    assert [str(article.origin) for article in read(text, ".json")] == ["a.json: item 1", "a.json: item 2"]
    text = '\n{"headline": "a b", "body": "c"}\n\n{"headline": "d e", "body": "f"}\n'
    assert [str(article.origin) for article in read(text, ".jsonl")] == ["a.jsonl: line 2", "a.jsonl: line 4"]
    assert [str(article.origin) for article in read('{"headline": "a b", "body": "c"}', ".json")] == ["a.json"]


def test_each_headline_of_a_story_has_its_own_place() -> None:
    text = '---\ntitle: Main one\nseo_title: For machines\nog_title: ""\nstandfirst: |\n---\nBody text.'
    articles = read(text, ".md")
    assert [(article.name, article.headline) for article in articles] == [
        ("headline", "Main one"),
        ("seo", "For machines"),
    ]
    assert at(text, articles[1].origin.headline) == "For machines"  # type: ignore[union-attr]
    assert {article.body for article in articles} == {"Body text."}
    text = '{"headline": "Main one", "headlines": {"push": "On the phone"},\n "body": "Body text."}'
    main, push = read(text, ".json")
    assert (main.name, push.name) == ("headline", "push")
    assert at(text, push.origin.headline).startswith("On the phone")  # type: ignore[union-attr]
    assert at(text, main.origin.headline).startswith("Main one")  # type: ignore[union-attr]
    text = '{"headlines": {"headline": "Only one"}, "body": "Body text."}'
    (only,) = read(text, ".json")
    assert at(text, only.origin.headline).startswith("Only one")  # type: ignore[union-attr]


def test_a_further_headline_that_yaml_takes_for_something_else_is_an_error() -> None:
    with pytest.raises(InputError, match="`seo_title` of the front matter is `yes`"):
        list(read_bytes(b"---\ntitle: Main\nseo_title: yes\n---\nBody.", "a.md", ".md"))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(
    rows=st.lists(st.dictionaries(st.text(max_size=5), values, max_size=4), max_size=4),
    indent=st.sampled_from([None, 1]),
)
def test_places_of_any_json(rows: list[dict[str, Any]], indent: int | None) -> None:
    text = json.dumps(rows, indent=indent)
    starts = list(items_at(text))
    assert len(starts) == len(rows)
    for row, start in zip(rows, starts, strict=True):
        found = fields_at(text, start)
        assert found.keys() == row.keys()
        for name, place in found.items():
            if isinstance(row[name], str):
                assert text[place - 1] == '"'
            value, _ = json.JSONDecoder().raw_decode(text, place - isinstance(row[name], str))
            assert value == row[name]


@given(text=st.text("ab\n", max_size=30), data=st.data())
def test_position_counts_lines_and_columns(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    found = position(text, offset)
    lines = text[:offset].split("\n")
    assert found == (len(lines), len(lines[-1]) + 1)
    later = position(text, offset, Position(5, 9))
    assert later == (found.line + 4, found.column + (8 if found.line == 1 else 0))


def test_an_article_takes_only_an_origin() -> None:
    with pytest.raises(InputError, match="`origin` must be"):
        Article("a", "b", origin="a.txt")  # type: ignore[arg-type]
    assert str(Article("a", "b", origin=Origin("x\udce9.txt")).origin) == r"x\xe9.txt"


def test_the_report_says_where(tmp_path: Path) -> None:
    from checker import Checker

    from ..test_answering import Arithmetic

    path = tmp_path / "a.txt"
    path.write_text("Headline has words\n\nThe body has some too. It has more.")
    (article,) = read_bytes(path.read_bytes(), str(path), ".txt")
    report = Checker(Arithmetic()).check(article)  # type: ignore[arg-type]
    origin = report.article.origin
    assert origin is not None
    assert (origin.path, origin.row) == (str(path), None)
    assert (origin.body.line, origin.body.column) == (3, 1)  # type: ignore[union-attr]
    assert report.article.title() == str(path)
