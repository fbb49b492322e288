"""What the checker makes of articles of our own that the rules were tuned on is what it made of them before.

``tests/rules/snapshot.jsonl`` holds every claim with its source, and check, words and sentence of every finding, of
planted articles, invented stories of news length, sound headlines and handed real faults. A change that means to change
them writes it anew with ``python -m pytest tests/rules/test_snapshot.py --snapshot``; the difference belongs into the
review. What is held out stays out: nobody should look at those one by one. Nor does a figure over such articles fall
below its floor (``eval/floors.toml``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checker import Article, Checker, Report
from eval.floors import DATA, lower, measure, read_floors
from eval.suites import PLANTED, REAL_FAULTS, SOUND, STORIES

from .told import claims_of, findings_of

FILE = Path(__file__).parent / "snapshot.jsonl"


def rows() -> Iterator[tuple[str, str, str]]:
    """Name, headline and body of every article."""
    for path in (PLANTED, STORIES, SOUND, REAL_FAULTS):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            if row.get("part", "dev") == "dev":
                yield f"{path.stem}/{row['id']}", row["headline"], row["body"]


ROWS = list(rows())
KEPT: dict[str, Any] = {
    row["id"]: [row["claims"], row["findings"]]
    for line in FILE.read_text(encoding="utf-8").splitlines()
    if (row := json.loads(line))
}


class Kept(Checker):
    """Each article once: the floors are of articles that the snapshot has too."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._reports: dict[tuple[str, str], Report] = {}

    def check_many(self, articles: Iterable[Any], **options: Any) -> Iterator[Report]:  # type: ignore[override]
        articles = [(article.headline, article.body) for article in articles]
        new = [article for article in articles if article not in self._reports]
        self._reports |= zip(new, self._checker.check_many(new, **options), strict=True)
        return iter([self._reports[article] for article in articles])


@pytest.fixture(scope="module")
def kept(checker: Checker) -> Kept:
    return Kept(checker)


def test_they_are_of_all_kinds() -> None:
    assert len(ROWS) > 700
    assert {name for name, _, _ in ROWS} == set(KEPT)


@pytest.mark.parametrize(("name", "headline", "body"), ROWS, ids=[row[0] for row in ROWS])
def test_all_is_as_before(kept: Kept, name: str, headline: str, body: str, request: pytest.FixtureRequest) -> None:
    (report,) = kept.check_many([Article(headline, body)])
    found = [claims_of(report), [list(item) for item in findings_of(report)]]
    if request.config.getoption("--snapshot"):
        KEPT[name] = found
        known = {row[0] for row in ROWS}
        lines = (
            json.dumps({"id": name, "claims": KEPT[name][0], "findings": KEPT[name][1]}, ensure_ascii=False)
            for name in sorted(KEPT)
            if name in known
        )
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert found == KEPT.get(name), "if this is meant: python -m pytest tests/rules/test_snapshot.py --snapshot"


def test_no_figure_is_below_its_floor(kept: Kept) -> None:
    floors, _ = read_floors()
    assert set(floors) == set(DATA)
    assert lower(floors, measure(kept)) == [], "mend it, or `python -m eval floors --update --allow-lower REASON`"
