"""Where headline and body begin in the file: reports point into it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Article, InputError
from checker.origin import Origin, Position, place, position
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
        for name, begin in found.items():
            if isinstance(row[name], str):
                assert text[begin - 1] == '"'
            value, _ = json.JSONDecoder().raw_decode(text, begin - isinstance(row[name], str))
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


def placed(article: Article, words: str, field: str = "headline") -> tuple[Position, Position]:
    """Where words of a headline or body begin and end in the file."""
    origin = article.origin
    assert origin is not None
    text, start, jumps = (
        (article.headline, origin.headline, origin.headline_jumps)
        if field == "headline"
        else (article.body, origin.body, origin.body_jumps)
    )
    assert start is not None
    first = text.index(words)
    return place(text, first, start, jumps), place(text, first + len(words), start, jumps)


def between(text: str, first: Position, last: Position) -> str:
    """What a file has between two places."""
    lines = text.split("\n")
    at = [sum(len(line) + 1 for line in lines[: where.line - 1]) + where.column - 1 for where in (first, last)]
    return text[at[0] : at[1]]


FRONT = "---\ndate: 2024-01-01\n{}\nlayout: x\n---\n\nBody text. More."


@pytest.mark.parametrize(
    "title",
    [
        "title: It is said that six died",
        "title: 'It''s said ''that'' six died'",
        r'title: "It\u2019s \x41 \"quote\" \U0001F600 that six died"',
        'title: "A line that is \\\n   broken on the way to six died"',
        "title: Folded over\n  two lines and then\n\n  six died",
        "title: 'Folded ''over''\n    two lines, six died'",
        "title: >-\n  A block of\n  three lines where\n  six died",
        "title: |2-\n     indented\n   six died",
        "title: >  # a comment\n\n  six died",
        'title: "  blanks \\u2019 six died "',
        "title: 😀 six died",
    ],
)
def test_words_of_a_title_are_found_however_yaml_writes_it(title: str) -> None:
    text = FRONT.format(title)
    article = read(text, ".md")[0]
    assert between(text, *placed(article, "six died")) == "six died"
    assert between(text, *placed(article, article.headline[0]))[0] in article.headline[0] + "\\'"
    assert between(text, *placed(article, "More", "body")) == "More"
    further = read(text.replace("title:", "title: Other\nog_title:"), ".md")[1]
    assert between(text.replace("title:", "title: Other\nog_title:"), *placed(further, "six died")) == "six died"


@given(
    st.lists(st.sampled_from(['"', "\\", "/", "\n", "\u2019", "😀", "é", "a", "b c", "\x07", "\ud83d"])).map("".join)
)
def test_words_of_json_are_found_behind_escapes(before: str) -> None:
    for ascii_only in (True, False):
        row = {"headline": before + "Six died", "body": before + "Nine died.\n\nTwo" + before + " more words."}
        text = json.dumps([{"headline": "a", "body": "b"}, row], ensure_ascii=ascii_only, indent=1)
        article = read(text.replace("\ud83d", "?"), ".json")[1]
        text = text.replace("\ud83d", "?")
        assert between(text, *placed(article, "Six died")) == "Six died"
        assert between(text, *placed(article, "Nine died", "body")) == "Nine died"
        assert between(text, *placed(article, "more words", "body")) == "more words"


def test_blanks_of_other_kinds_before_a_headline_are_skipped() -> None:
    text = "\n\u3000\u00a0 Six died\n\nNine died. It was late."
    assert between(text, *placed(read(text, ".txt")[0], "Six died")) == "Six died"


@pytest.mark.parametrize(
    ("text", "suffix", "reserved"),
    [
        ("Headline\n\nBody.", ".txt", ""),
        ("# Headline\n\nBody.", ".md", ""),
        ("---\ntitle: Headline\n---\nBody.", ".md", ":"),
        ("---\ntitle: 'Headline'\n---\nBody.", ".md", "'"),
        ('---\ntitle: "Headline"\n---\nBody.', ".md", '"'),
        ('{"headline": "Headline", "body": "b"}', ".json", '"'),
    ],
)
def test_what_a_file_would_write_otherwise_is_known(text: str, suffix: str, reserved: str) -> None:
    origin = read(text, suffix)[0].origin
    assert origin is not None
    assert bool(reserved) == bool(origin.reserved)
    assert reserved in origin.reserved
