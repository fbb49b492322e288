"""What articles of a corpus let stand counts in no table, no progress and no summary."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checker.corpus.manifest import read_manifest
from checker.rollup.evidence import findings_of
from checker.rollup.summary import summarise

from .made import run, write_jsonl

BODY = (
    "Ferrous Steel said on Monday that it would cut 2,000 jobs at its two northern plants. Unions will fight the plan."
)
ACCEPT = {"accept": [{"rule": "number-mismatch", "reason": "their figure"}]}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three stories with the same fault: one accepts it, one has a field of the newsroom's own of that name,
    one accepts what is no rule.
    """
    folder = tmp_path_factory.mktemp("accepted")
    story = {"headline": "Ferrous Steel to cut 5,000 jobs", "body": BODY}
    own = [ACCEPT, {"name": "Anna"}, {"accept": [{"rule": "number-missmatch"}]}, "Anna"]
    write_jsonl(folder / "a.jsonl", [{"id": f"a{n}", **story, "checker": value} for n, value in enumerate(own)])
    run(folder / "a.jsonl", folder / "out.jsonl", findings=str(folder / "found.jsonl"), reports=True)
    return folder


def test_the_tables(made: Path) -> None:
    accepted, other, wrong, text = rows(made / "out.jsonl")
    assert (accepted["number_mismatch"], accepted["accepted"]) == (0, 1)
    for row in (other, text):
        assert (row["number_mismatch"], row["accepted"]) == (1, 0)
        assert row["errors"] == accepted["errors"] + 1
    assert "did you mean `number-mismatch`" in wrong["error"]
    marks = {
        row["id"]: (row["accepted_by"], row["accepted_reason"])
        for row in rows(made / "found.jsonl")
        if row["rule"] == "number-mismatch"
    }
    assert marks == {"a0": ("article", "their figure"), "a1": (None, None), "a3": (None, None)}


def test_progress_and_summary(made: Path) -> None:
    found = summarise(str(made / "out.jsonl"))
    assert found.whole.rules["number-mismatch"].findings == 2
    for source in (str(made / "found.jsonl"), None):
        left = findings_of(str(made / "out.jsonl"), source)
        assert left is not None
        assert [key[0] for key, found in left.items() if any(item["rule"] == "number-mismatch" for item in found)] == [
            "a1",
            "a3",
        ]
    only_accepted = [
        row["id"] for row in rows(made / "out.jsonl") if not row["error"] and not row["errors"] + row["warnings"]
    ]
    flagged = sum(line.flagged for line in read_manifest(made / "out.jsonl.run").shards.values())
    assert (only_accepted, flagged) == (["a0"], 2)
