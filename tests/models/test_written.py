"""Stories of our own: read, made into pairs, and kept apart from what measures."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from eval.suites import SUITES, load_samples
from models.recipe.claim_evaluation import read_claims
from models.recipe.written import written_pairs
from models.written.stories import FOLDER, LABELS, written_headlines

STORY = {
    "story": "x01",
    "body": "The council rejected the bridge on Monday.\n\nThe mayor had asked for it. It would have cost £4m.",
    "headlines": [
        {"text": "Council turns down bridge", "label": "supported", "kind": "plain", "twin": None},
        {"text": "Council approves bridge", "label": "contradicted", "kind": "outcome", "twin": 0},
        {"text": "Mayor to quit over bridge", "label": "absent", "kind": "plan", "twin": None},
    ],
}
FILES = sorted(FOLDER.glob("*.jsonl"))


def test_each_headline_stands_over_its_passage(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(json.dumps(STORY), encoding="utf-8")
    found = written_pairs(["x"], folder=tmp_path)
    assert found["label"].tolist() == ["entailment", "contradiction", "inconsistent"]
    assert found["source"].tolist() == ["written plain", "written outcome", "written plan"]
    assert found["premise"].tolist() == [" ".join(str(STORY["body"]).split())] * 3
    assert written_pairs(["x"], 8, tmp_path)["premise"][1] == "The council rejected the bridge on Monday."


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: "),
        (json.dumps({**STORY, "headlines": [{"text": "A", "label": "wrong", "kind": "x"}]}), "line 2: label 'wrong'"),
        (json.dumps({"story": "x02", "body": "B"}), "line 2: 'headlines'"),
        ("[]", "line 2: "),
    ],
)
def test_what_is_no_story_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(f"{json.dumps(STORY)}\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=f"x.jsonl, {message}"):
        list(written_headlines([path]))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_writers_stories_are_whole(path: Path) -> None:
    rows = list(written_headlines([path]))
    assert len({(row.story, row.other, row.text.lower()) for row in rows}) == len(rows)
    assert all(row.supported == (row.kind == "plain") for row in rows)
    assert all(row.story.startswith(path.stem) for row in rows)
    share = Counter(row.label for row in rows)
    assert 0.45 < share["supported"] / len(rows) < 0.55
    assert set(share) == set(LABELS)


def test_what_measures_is_learnt_from_by_nobody() -> None:
    learnt = {row.body for row in written_headlines(FILES)}
    measured = load_samples(SUITES["written"], "")
    assert FILES
    assert measured
    assert not learnt & {sample.body for sample in measured}
    claims = read_claims(Path("unused"), "written")
    assert set(claims["body"]) <= {sample.body for sample in measured}


def test_the_same_headline_stands_over_two_bodies() -> None:
    claims = read_claims(Path("unused"), "written")
    for _, pair in claims.groupby("pair"):
        assert pair["claim"].nunique() == 1
        assert pair["body"].nunique() == 2
        assert sorted(pair["supported"]) == [False, True]
    assert len(claims) > 2000
    assert len(read_claims(Path("unused"), "written", 100)) == 100
