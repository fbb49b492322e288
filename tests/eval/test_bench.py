"""The bench: real workers on a text of our own, and what the table makes of turns."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from eval.__main__ import main
from eval.bench import Result, machine, table, take_turns
from eval.bench_workers import Contender, Turn

BODY = (
    "The council rejected the runway on Tuesday by nine votes to four. The mayor, who had backed it, was disappointed. "
    "Residents had campaigned against it for years. The airport may appeal."
)
STORY = ("Council rejects runway", BODY)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    rows = [{"headline": f"{STORY[0]} {number}", "body": BODY} for number in range(6)]
    pd.DataFrame(rows).to_parquet(tmp_path / "news" / "bbc.parquet")
    return tmp_path


def test_a_run_measures_what_it_is_given(tables: Path) -> None:
    arguments = ["bench", "--model", "compact", "--runtime", "onnxruntime", "--articles", "2", "--rounds", "2"]
    found = CliRunner().invoke(main, [*arguments, "--no-naive", "--no-one-core", "--data-dir", str(tables)])
    assert found.exit_code == 0, found.output
    lines = [line for line in found.output.splitlines() if line.startswith("  checker, onnxruntime  ")]
    speed, first, pipeline, cpu, pairs, tokens = lines[0].split()[2:8]
    assert float(speed) > 0
    assert (first, pipeline) == ("1.00", "-")
    assert float(cpu) > 0
    assert float(pairs) >= 4
    assert float(tokens) > 40
    assert "NLI" in found.output


def test_each_does_every_story_and_a_failure_is_told() -> None:
    team = Contender("checker", "compact", "onnxruntime", cores=2, processes=2)
    contenders = [Contender("checker", "compact", "onnxruntime"), Contender("peak"), team]
    results = take_turns(contenders, [STORY] * 7, 2)
    assert [turn.articles for turn in results[0].turns] == [turn.articles for turn in results[2].turns] == [2, 1]
    # Each of the two met the story once, and asked the same of its model.
    assert results[2].turns[0].pairs == 2 * results[0].turns[0].pairs
    assert all(turn.pairs > 0 and turn.tokens > 0 and turn.stages["NLI"] > 0 for turn in results[0].turns)
    assert results[1].turns[0].pairs == 1073, "millions of products of two matrices of 1024"
    with pytest.raises(RuntimeError, match="ModelError: nothing: no such model"):
        take_turns([Contender("checker", "nothing", "onnxruntime")], [STORY] * 5, 1)


def test_what_the_table_says() -> None:
    def result(contender: Contender, *seconds: float) -> Result:
        return Result(contender, [Turn(10, value, 2 * value, 50, 2000, {"NLI": value / 2}) for value in seconds])

    usual = result(Contender("checker", "compact", "onnxruntime", cores=2), 5.0, 10.0, 5.0)
    quick = result(Contender("checker", "compact", "openvino", cores=2), 2.5, 2.5, 2.5)
    alone = result(Contender("checker", "compact", "openvino", cores=1), 5.0, 5.0)
    naive = result(Contender("pipeline", "compact", folder="x", cores=2), 10.0)
    lines = list(table("compact", [usual, quick, alone, naive], 10_000_000, 100e9))
    cells = next(line.split() for line in lines if line.startswith("  checker, openvino  "))[2:]
    # Medians of the turns; 1 s of a core an article is 10^6 / 3600 core-hours a million, and it takes half of that.
    assert sum("openvino, one core" in line for line in lines) == 1
    assert cells == ["4.00", "2.00", "4.00", "0.500", "5.0", "200", "2.00", "139"]
    assert any("NLI 50 %" in line for line in lines)
    # 200 tokens × 10 million weights at 100 G products a second: 0.02 s of a core.
    assert any("100.0 articles/s on 2 cores" in line and "the run is 25.0 × away" in line for line in lines)


@pytest.mark.skipif(not os.path.exists("/proc/cpuinfo"), reason="only Linux says what its processor can do")
def test_the_machine_is_named() -> None:
    first, second = machine()
    assert "cores, load" in first
    assert "onnxruntime" in second
