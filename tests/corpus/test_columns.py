"""Which column is what."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker import Article
from checker.corpus.columns import Columns, Wanted, articles_of, choose_columns
from checker.corpus.identity import refuse_change
from checker.corpus.row import Row
from checker.errors import UsageError
from checker.inputs import Unread
from checker.origin import Origin

HERE = Origin("a.csv", 3, "row")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["headline", "body", "id"], ("headline", "body", "id")),
        (["Title", "Article Text", "GUID"], ("Title", "Article Text", "GUID")),
        (["title", "headline", "content", "text"], ("headline", "text", None)),
        (["article_id", "title", "article"], ("title", "article", "article_id")),
    ],
)
def test_columns_are_guessed_where_they_are_obvious(names: list[str], expected: tuple[str, str, str | None]) -> None:
    found = choose_columns(names, Wanted(), "a.csv")
    assert (found.headline, found.body, found.id) == expected


def test_columns_that_were_named_are_taken_and_the_others_guessed() -> None:
    found = choose_columns(
        ["headline", "kop", "tekst", "outlet"], Wanted("kop", "tekst", None, ("outlet", "no such")), "a.csv"
    )
    assert found == Columns("kop", "tekst", keep=("outlet",))
    assert found.used == ("kop", "tekst", "outlet")
    assert found.said() == "headline = kop, body = tekst, no id: path and row stand for it"


@pytest.mark.parametrize(
    ("names", "wanted", "message"),
    [
        (
            ["kop", "body"],
            Wanted(),
            r"a.csv: which column has the headlines\? Name it with --headline-column \(found `kop`, `body`\)",
        ),
        (["headline", "tekst"], Wanted(), "which column has the bodies.*--body-column"),
        (
            ["kop", "tekst"],
            Wanted(),
            r"which column has the headlines and which the bodies\? Name it with --headline-column and --body-column",
        ),
        (["headline", "body"], Wanted(headline="titel"), "--headline-column titel: there is no such column"),
        (["headline", "body"], Wanted(id="key"), "--id-column key: there is no such column"),
        (["text"], Wanted(headline="text"), "the same column"),
    ],
)
def test_columns_that_cannot_be_told_are_asked_for(names: list[str], wanted: Wanted, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        choose_columns(names, wanted, "a.csv")


def test_what_has_changed_of_a_list_or_a_table_is_said_alone(tmp_path: Path) -> None:
    before = {"rules": ["a", "b", "c"], "packages": {"spacy": "1", "ftfy": "2"}, "names": [], "severities": {}}
    now = {"rules": ["a", "c"], "packages": {"spacy": "3", "ftfy": "2"}, "names": ["Lisse"], "severities": {"a": "off"}}
    with pytest.raises(UsageError) as caught:
        refuse_change(before, now, "out.csv", tmp_path)
    for change in (
        'rules: ["b"] then, none now;',
        'packages: {"spacy": "1"} then, {"spacy": "3"} now;',
        'names: none then, ["Lisse"] now;',
        'severities: none then, {"a": "off"} now)',
    ):
        assert change in str(caught.value)


def test_a_row_is_an_article_with_its_place_and_its_notes() -> None:
    columns = Columns("kop", "tekst", "nr", url="url")
    row = Row(HERE, {"kop": "A", "tekst": "B", "nr": 7, "url": "u", "headline": "no"}, ("read so",))
    assert articles_of(row, columns) == (Article("A", "B", "7", "u", origin=HERE, notes=("read so",)),)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"tekst": "B"}, r"a.csv: row 3: column `kop` is missing"),
        ({"kop": "", "tekst": "B"}, "column `kop` is empty"),
        ({"kop": 5, "tekst": "B"}, "column `kop` must be a string, not a number"),
        ({"kop": "A", "tekst": None}, "column `tekst` has no value"),
        ({"kop": "A", "tekst": float("nan")}, "column `tekst` has no value"),
        ({"kop": "A", "tekst": "B", "nr": [1]}, "column `nr` must be"),
        ({"kop": "A", "tekst": "B\x00"}, "NUL byte"),
        ({"kop": "A", "tekst": "B" * 2_000_001}, "body has 2,000,001 characters"),
    ],
)
def test_a_row_that_is_no_article_says_why_in_the_words_of_its_file(values: dict[str, object], message: str) -> None:
    (found,) = articles_of(Row(HERE, values), Columns("kop", "tekst", "nr"))
    assert isinstance(found, Unread)
    assert message in found.message
    assert found.origin == HERE
    assert (found.headline, found.id) == (
        str(values["kop"])[:200] if values.get("kop") != 5 and "kop" in values else "",
        None,
    )


def test_a_row_with_several_headlines_is_an_article_each() -> None:
    columns = choose_columns(["headlines", "body"], Wanted(), "a.jsonl")
    row = Row(HERE, {"headlines": {"web": "A", "seo": "B"}, "body": "C"})
    found = articles_of(row, columns)
    assert [(article.name, article.headline) for article in found if isinstance(article, Article)] == [
        ("web", "A"),
        ("seo", "B"),
    ]
