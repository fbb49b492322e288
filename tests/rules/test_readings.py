"""What the parts say of short articles is what they said before, down to what no finding shows.

``tests/rules/readings.jsonl`` holds the articles with all that :mod:`tests.rules.readings` reads off them without a
model: each was taken in because a small fault somewhere shows in it alone (``python -m tests.mutation``). A change that
means to change them writes it anew with ``python -m pytest tests/rules/test_readings.py --snapshot``; the difference
belongs into the review.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .neutral import context
from .readings import readings

FILE = Path(__file__).parent / "readings.jsonl"
KEPT: list[dict[str, Any]] = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def test_they_are_many() -> None:
    assert len(KEPT) > 200
    assert len({(row["headline"], row["body"]) for row in KEPT}) == len(KEPT)


@pytest.mark.parametrize("row", KEPT, ids=[row["headline"][:60] for row in KEPT])
def test_all_is_as_before(row: dict[str, Any], request: pytest.FixtureRequest) -> None:
    found = readings(context(row["headline"], row["body"]))
    if request.config.getoption("--snapshot"):
        row["readings"] = found
        lines = (json.dumps(item, ensure_ascii=False) for item in KEPT)
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert found == row["readings"], "if this is meant: python -m pytest tests/rules/test_readings.py --snapshot"
