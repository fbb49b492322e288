"""What the rules say of the planted articles that they were tuned on is what they said before.

``tests/rules/snapshot.jsonl`` holds check, words and sentence of every finding. A change of a rule that means to change
them writes it anew with ``python -m pytest tests/rules/test_snapshot.py --snapshot``; the difference belongs into the
review. The planted articles that are held out stay out: nobody should look at them one by one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checker import Checker
from eval.suites import PLANTED

from .told import told

FILE = Path(__file__).parent / "snapshot.jsonl"
ROWS = [row for line in PLANTED.read_text(encoding="utf-8").splitlines() if (row := json.loads(line))["part"] == "dev"]
KEPT: dict[str, Any] = {
    row["id"]: row["findings"] for line in FILE.read_text(encoding="utf-8").splitlines() if (row := json.loads(line))
}


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_findings_are_those_of_before(checker: Checker, row: dict[str, Any], request: pytest.FixtureRequest) -> None:
    found = [list(item) for item in told(checker, row["headline"], row["body"])]
    if request.config.getoption("--snapshot"):
        KEPT[row["id"]] = found
        lines = (json.dumps({"id": name, "findings": KEPT[name]}, ensure_ascii=False) for name in sorted(KEPT))
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert found == KEPT.get(row["id"]), "if this is meant: python -m pytest tests/rules/test_snapshot.py --snapshot"
