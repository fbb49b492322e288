"""The false-alarm bench on a table of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
from click.testing import CliRunner

from eval.__main__ import main


def test_clean_counts_by_rule(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    body = "Ferrous Steel said on Monday that it would cut 2,000 jobs at its two northern plants. Unions said that they would fight the plan."
    rows = {"headline": ["Ferrous Steel to cut 5,000 jobs", "Ferrous Steel to cut 2,000 jobs"], "body": [body, body]}
    pd.DataFrame(rows).to_parquet(tmp_path / "news" / "own.parquet")
    flagged = tmp_path / "flagged.jsonl"
    result = CliRunner().invoke(
        main, ["clean", "--data-dir", str(tmp_path), "--suite", "own", "--flagged", str(flagged)]
    )
    assert result.exit_code == 0, result.output
    assert "with an error-level finding: 1 (50.0 %)" in result.output
    assert "number-mismatch         500.0 per 1,000" in result.output
    (line,) = flagged.read_text().splitlines()
    assert json.loads(line)["findings"][0]["rule"] == "number-mismatch"
