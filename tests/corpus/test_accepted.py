"""What articles of a corpus let stand counts in no table, no progress and no summary."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.corpus.manifest import read_manifest
from checker.corpus.run import RunOptions
from checker.corpus.summary import summary
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


def test_rows_that_cannot_be_read_are_not_to_be_run_again(tmp_path: Path) -> None:
    several = {"headlines": {"web": "Ferrous Steel to cut 5,000 jobs", "seo": "Ferrous Steel to cut 5,001 jobs"}}
    write_jsonl(tmp_path / "a.jsonl", [{**several, "body": BODY}, {"headline": "a", "body": 5}])
    outcome = run(tmp_path / "a.jsonl", tmp_path / "out.csv")
    said, _ = summary(outcome, RunOptions((), str(tmp_path / "out.csv")))
    assert "2 of 2 rows, 3 headlines, 2 with findings, 1 failed" in said
    assert "--retry-errors" not in said, "the same row is as it was"
    assert "mend them and run into another output" in said
    line = replace(outcome.lines[0], failed={"time-limit": 1})
    said, _ = summary(replace(outcome, lines=(line,)), RunOptions((), str(tmp_path / "out.csv")))
    assert "--retry-errors runs the failed rows again" in said
    assert "mend them" not in said


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
