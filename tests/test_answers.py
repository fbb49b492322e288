"""The kept answers are those of the shipped model, and nothing else is in the file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker import Article, Checker
from checker.nli import load_model
from checker.reading import read_file

from . import answers

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def test_they_are_of_the_shipped_weights() -> None:
    """Otherwise every test of a rule waits for the model: ``python -m pytest --remember`` and commit the file."""
    with answers.FILE.open(encoding="utf-8") as lines:
        assert next(lines).strip() == answers.stamp(load_model("standard", runtime="onnxruntime"))


def test_they_hold_numbers_alone() -> None:
    _, *lines = answers.FILE.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines)
    for line in lines:
        key, *values = line.split("\t")
        assert re.fullmatch("[0-9a-f]{32}", key)
        assert len(values) in answers.WIDTHS.values()
        assert all(0 <= float(value) <= 1 for value in values)


def test_they_come_back_as_they_were_put(tmp_path: Path) -> None:
    answers.fill(tmp_path / "a.sqlite", head := answers.FILE.read_text(encoding="utf-8").splitlines()[0])
    answers.dump(tmp_path / "a.sqlite", head, tmp_path / "a.tsv")
    assert (tmp_path / "a.tsv").read_bytes() == answers.FILE.read_bytes()
    answers.fill(tmp_path / "b.sqlite", "other weights 1.0")
    assert answers.dump(tmp_path / "b.sqlite", "x", tmp_path / "b.tsv") == 0


@pytest.mark.parametrize("name", ["steel-jobs-business.txt", "cup-final-sport.txt"])
def test_the_real_model_gives_the_same_report(real_checker: Checker, checker: Checker, name: str) -> None:
    """On another processor the last digits may differ."""
    (article,) = read_file(SEEDS / name)
    assert isinstance(article, Article)
    real, kept = real_checker.check(article), checker.check(article)
    assert real.verdict == kept.verdict
    assert [finding.message for finding in real.findings] == [finding.message for finding in kept.findings]
    assert real.score == pytest.approx(kept.score, abs=0.05)
    for one, other in zip(real.claims, kept.claims, strict=True):
        assert one.entailment == pytest.approx(other.entailment, abs=0.05)
