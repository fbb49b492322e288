"""What the fields of an article take, and what they keep of it."""

from __future__ import annotations

import datetime
import decimal
import json
import pathlib
import uuid
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker import Article, InputError
from checker.article import LABELS, articles_from_mapping

from .hostile import PYTHON, TEXTS, one_line


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (5, "5"),
        ("007", "007"),
        (1.5, "1.5"),
        (decimal.Decimal("1.10"), "1.10"),
        (datetime.date(2024, 5, 1), "2024-05-01"),
        (datetime.datetime(2024, 5, 1, 10, 0, tzinfo=datetime.UTC), "2024-05-01T10:00:00+00:00"),
        (pd.Timestamp("2024-05-01 10:00"), "2024-05-01T10:00:00"),
        (pd.Period("2024-05"), "2024-05"),
        (np.int64(5), "5"),
        (np.float32(1.5), "1.5"),
        (np.str_("a"), "a"),
        (np.datetime64("2024-05-01"), "2024-05-01"),
        (np.datetime64("2024-05-01T10:00:00.5", "ns"), "2024-05-01T10:00:00.500000000"),
        (uuid.UUID(int=5), "00000000-0000-0000-0000-000000000005"),
        (pathlib.PurePosixPath("a/b.txt"), "a/b.txt"),
        ("caf\udce9.txt", "caf\\xe9.txt"),
        ("x\ud83d", "x\\ud83d"),
        (None, None),
        (float("nan"), None),
        (np.float64("nan"), None),
        (np.datetime64("NaT"), None),
        (decimal.Decimal("NaN"), None),
        (pd.NA, None),
        (pd.NaT, None),
    ],
)
@pytest.mark.parametrize("name", LABELS)
def test_labels_take_what_tables_hold(name: str, value: Any, kept: str | None) -> None:
    found = getattr(Article("Ferry burns", "It burned.", **{name: value}), name)
    assert found == kept
    assert type(found) in (str, type(None))
    assert getattr(articles_from_mapping({"headline": "H", "body": "B", name: value}, "row 1")[0], name) == kept


@pytest.mark.parametrize(
    "value",
    [True, np.bool_(True), [1], {}, b"x", object(), 1j, datetime.timedelta(1), pytest.param(10**5000, id="long")],
)
@pytest.mark.parametrize("name", LABELS)
def test_labels_refuse_the_rest_by_name(name: str, value: Any) -> None:
    with pytest.raises(InputError, match=f"`{name}`"):
        Article("Ferry burns", "It burned.", **{name: value})
    with pytest.raises(InputError, match=f"^row 1: field `{name}`"):
        articles_from_mapping({"headline": "H", "body": "B", name: value}, "row 1")


def test_notes_are_texts() -> None:
    assert Article("H", "B", notes=["a", "\ud83d"]).notes == ("a", "\\ud83d")  # type: ignore[arg-type]
    for notes in ("a", [1], 5, None):
        with pytest.raises(InputError, match="`notes`"):
            Article("H", "B", notes=notes)  # type: ignore[arg-type]


def test_a_missing_body_is_named_as_such() -> None:
    for value in (None, float("nan"), pd.NA):
        with pytest.raises(InputError, match="row 1: field `body` has no value"):
            articles_from_mapping({"headline": "H", "body": value}, "row 1")


@example({"headlines": {"a long name " * 100: True}})
@given(st.dictionaries(st.sampled_from(["headline", "headlines", "body", *LABELS]), PYTHON))
def test_any_mapping_gives_articles_or_an_input_error(values: dict[str, Any]) -> None:
    try:
        found = articles_from_mapping(values, "row")
    except InputError as error:
        one_line(error)
        return
    assert found
    assert all(type(article.name) in (str, type(None)) for article in found)


@given(st.dictionaries(st.sampled_from(["headline", "body", *LABELS, "notes", "name", "origin"]), PYTHON))
def test_any_values_give_an_article_that_can_be_written_or_an_input_error(values: dict[str, Any]) -> None:
    for make in (
        lambda: Article(**{"headline": "H", "body": "B", **values}),
        lambda: articles_from_mapping(values, "row")[0],
    ):
        try:
            article = make()
        except InputError as error:
            one_line(error)
            continue
        for name in ("headline", "body", *LABELS):
            value = getattr(article, name)
            assert value is None or type(value) is str
            json.dumps(value, ensure_ascii=False).encode("utf-8")


@given(TEXTS, TEXTS)
def test_headline_and_body_keep_their_length(headline: str, body: str) -> None:
    try:
        article = Article(headline, body)
    except InputError:
        return
    assert (len(article.headline), len(article.body)) == (len(headline), len(body))
