"""What the checker makes of articles of our own that the rules were tuned on is what it made of them before.

``tests/rules/snapshot.jsonl`` holds every claim with its source, and check, words and sentence of every finding, of
planted articles, invented stories of news length, sound headlines and handed real faults. A change that means to change
them writes it anew with ``python -m pytest tests/rules/test_snapshot.py --snapshot``; the difference belongs into the
review. What is held out stays out: nobody should look at those one by one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker import Checker
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


def test_they_are_of_all_kinds() -> None:
    assert len(ROWS) > 700
    assert {name for name, _, _ in ROWS} == set(KEPT)


@pytest.mark.parametrize(("name", "headline", "body"), ROWS, ids=[row[0] for row in ROWS])
def test_all_is_as_before(
    checker: Checker, name: str, headline: str, body: str, request: pytest.FixtureRequest
) -> None:
    report = checker.check(headline, body)
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
