"""Remembered reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker import Article, Checker, Report
from checker.corpus.cache import AnswerCache, Copies, Remembering
from checker.errors import UsageError
from checker.inputs import Unread
from checker.origin import Origin

from .made import Harmful, article, run, write_jsonl

IDENTITY = {"model": "arithmetic"}


def articles(count: int = 6) -> list[Article | Unread]:
    found: list[Article | Unread] = [
        Article(row["headline"], row["body"], row["id"], origin=Origin("a.jsonl", number))
        for number, row in enumerate(map(article, range(count)))
    ]
    found.insert(2, Unread("", None, "no article"))
    return found


class Counting:
    """Checks, and counts what it had to check."""

    def __init__(self) -> None:
        self.checker, self.asked = Checker(Harmful()), 0

    def __call__(self, missed: Iterator[Article | Unread]) -> Iterator[Report]:
        def counted() -> Iterator[Article | Unread]:
            for item in missed:
                self.asked += 1
                yield item

        return self.checker.check_many(counted())


def dumped(reports: Iterator[Report]) -> list[str]:
    return [report.model_dump_json() for report in reports]


def test_what_was_checked_is_not_checked_again_and_is_the_same_in_its_order(tmp_path: Path) -> None:
    check = Counting()
    fresh = dumped(check.checker.check_many(articles()))
    some = articles()[:2] + articles()[4:5]
    cache = AnswerCache(tmp_path, IDENTITY)
    dumped(cache.reports(some, check))
    cache.close()
    check.asked = 0
    again = AnswerCache(tmp_path, IDENTITY, worker=1)
    assert dumped(again.reports(articles(), check)) == fresh
    assert check.asked == len(articles()) - len(some)
    check.asked = 0
    assert dumped(again.reports(articles(), check)) == fresh
    assert check.asked == 1, "what is no article has no answer to remember"
    again.close()


def test_another_article_model_or_note_is_another_answer(tmp_path: Path) -> None:
    check = Counting()
    cache = AnswerCache(tmp_path, IDENTITY)
    first = Article("Council rejects runway", "Body one. Body two.")
    for other in (
        first,
        Article("Council rejects runway", "Body one. Body two!"),
        Article("Council rejects runways", "Body one. Body two."),
        Article("Council rejects runway", "Body one. Body two.", notes=("read as Latin-1",)),
    ):
        check.asked = 0
        list(cache.reports([other], check))
        assert check.asked == 1
    cache.close()
    other_model = AnswerCache(tmp_path, {"model": "another"})
    check.asked = 0
    list(other_model.reports([first], check))
    assert check.asked == 1
    # The same texts elsewhere: the same answer, about the article that was asked for.
    check.asked = 0
    (found,) = other_model.reports(
        [Article("Council rejects runway", "Body one. Body two.", "7", origin=Origin("b"))], check
    )
    assert check.asked == 0
    assert (found.article.id, str(found.article.origin)) == ("7", "b")
    other_model.close()


def test_what_failed_is_not_remembered(tmp_path: Path) -> None:
    check = Counting()
    cache = AnswerCache(tmp_path, IDENTITY)
    faulty = Article(
        **{
            name: value
            for name, value in article(1, "Fault approves airport runway by 6 votes").items()
            if name != "outlet"
        }
    )
    for _ in range(2):
        check.asked = 0
        (report,) = cache.reports([faulty], check)
        assert report.reason_code == "internal-error"
        assert check.asked == 1
    cache.close()


def test_a_folder_that_is_no_cache_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reports-000.sqlite").write_text("none", "utf-8")
    with pytest.raises(UsageError, match=r"--cache .*: cannot be used \(file is not a database\)"):
        AnswerCache(tmp_path, IDENTITY)
    with pytest.raises(UsageError, match="cannot be used"):
        AnswerCache(tmp_path / "reports-000.sqlite", IDENTITY)


def test_a_second_run_of_the_same_corpus_asks_the_model_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [article(number) for number in range(12)])
    cache: dict[str, Any] = {"cache": str(tmp_path / "cache"), "reports": True}
    run(path, tmp_path / "one.jsonl", **cache)
    monkeypatch.setattr(Harmful, "predict", lambda *_: pytest.fail("the model was asked"))
    run(path, tmp_path / "two.jsonl", **cache)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    assert json.loads((tmp_path / "two.jsonl").read_text().splitlines()[0])["verdict"] != "not-checked"


def copied() -> list[Article | Unread]:
    """Six articles, each three times: close together, and far from each other; each copy elsewhere."""
    rows = [article(number) for number in (0, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5)]
    return [
        Article(row["headline"], row["body"], f"copy {number}", origin=Origin("a.jsonl", number))
        for number, row in enumerate(rows)
    ]


@pytest.mark.parametrize("kind", ["copies", "cache"])
def test_copies_in_one_run_are_checked_once_whether_the_first_is_done_or_on_its_way(tmp_path: Path, kind: str) -> None:
    check = Counting()
    fresh = dumped(check.checker.check_many(copied()))
    store: Remembering = Copies() if kind == "copies" else AnswerCache(tmp_path, IDENTITY)
    check.asked = 0
    assert dumped(store.reports(copied(), check)) == fresh
    assert check.asked == 6
    store.close()


def test_a_copy_of_what_fails_on_its_way_fails_too_and_a_later_one_is_tried_again() -> None:
    check = Counting()
    row = article(1, "Fault approves airport runway by 6 votes")
    faulty = Article(row["headline"], row["body"])
    store = Copies()
    reports = list(store.reports([faulty, copied()[0], faulty], check))
    assert [report.reason_code for report in reports] == ["internal-error", None, "internal-error"]
    assert check.asked == 2
    list(store.reports([faulty], check))
    assert check.asked == 3


def test_copies_take_no_more_room_than_they_may() -> None:
    check = Counting()
    store = Copies(room=4_000)
    list(store.reports(copied()[:7], check))
    assert 0 < store._size <= 4_000
    assert store._size == sum(map(len, store._kept.values()))
    kept = len(store._kept)
    assert kept < 6
    check.asked = 0
    list(store.reports(copied()[6:7], check))
    assert check.asked == 0, "the last is still there"
    list(store.reports(copied()[:1], check))
    assert check.asked == 1, "the first is not"


def test_a_run_checks_copies_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [article(number % 3) | {"id": f"c{number}"} for number in range(12)]
    run(write_jsonl(tmp_path / "a.jsonl", rows[:3]), tmp_path / "one.jsonl", rows_per_shard=4)
    asked: list[tuple[str, str]] = []
    real = Harmful.predict
    monkeypatch.setattr(Harmful, "predict", lambda self, pairs: asked.extend(pairs) or real(self, pairs))
    run(write_jsonl(tmp_path / "a.jsonl", rows[:3]), tmp_path / "alone.jsonl", rows_per_shard=4)
    alone = len(asked)
    asked.clear()
    run(write_jsonl(tmp_path / "a.jsonl", rows), tmp_path / "two.jsonl", rows_per_shard=4)
    assert len(asked) == alone > 0
    found = [json.loads(line) for line in (tmp_path / "two.jsonl").read_text("utf-8").splitlines()]
    first = [json.loads(line) for line in (tmp_path / "one.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in found] == [f"c{number}" for number in range(12)]
    for number, row in enumerate(found):
        assert row | {"id": "", "row": 0} == first[number % 3] | {"id": "", "row": 0}
