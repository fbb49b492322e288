"""Judged claims: which rows, over which passage, and what a two-way row teaches."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import torch

from checker.evidence import SentenceIndex
from checker.segmentation import segment
from models.recipe.claims import SETS, claim_pairs, drawn
from models.recipe.distillation import batch_loss
from models.recipe.passages import Bodies, chosen_sentences, passage

LINES = [
    "The council of Moss met in public on Monday evening.",
    "Rain fell all day and the river rose by a metre.",
    "A ferry was late, and three buses stood still for an hour.",
    "The mayor, Ida Holm, opened the new bridge at noon.",
    "Nobody was hurt when a lorry slid into a fence.",
    "Holm said that the bridge had cost nine million kroner.",
    "Schools will open again on Thursday, the council said.",
]
BODY = " ".join(LINES)


def index(body: str = BODY) -> SentenceIndex:
    return SentenceIndex(segment(body))


def test_a_passage_holds_what_bears_on_the_claim_and_the_lead_in_the_order_of_the_body() -> None:
    claim = "Mayor Holm opens bridge that cost nine million"
    assert chosen_sentences(index(), claim, 35) == [0, 3, 5]
    assert passage(index(), claim, 35) == " ".join([LINES[0], LINES[3], LINES[5]])
    assert passage(index(), claim, 1000) == BODY
    assert passage(index(""), claim) == ""


def test_a_sentence_that_does_not_fit_gives_way_to_one_that_does_but_the_first_is_always_taken() -> None:
    long = "The bridge " + "and the bridge " * 30 + "is open."
    assert passage(index(f"{long} Rain fell all day."), "The bridge is open", 10).startswith("The bridge and")
    assert (
        passage(index(f"Rain fell. The bridge is open. {long}"), "The open bridge", 10)
        == "Rain fell. The bridge is open."
    )


def test_bodies_are_read_once_for_all_their_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr("models.recipe.passages.segment", lambda text: read.append(text) or segment(text))
    bodies = Bodies()
    for claim in ("Bridge opened", "River rose", "Ferry late"):
        bodies.passage(BODY, claim)
    assert len(read) == 1


def claims(labels: list[str], groups: list[str], body: str = BODY) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "premise": [f"{group.title()} is where this is from. {body}" for group in groups],
            "hypothesis": [f"The mayor opened bridge {number}." for number in range(len(labels))],
            "label": labels,
            "group": groups,
        }
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for part in ("claims", "nli/eval"):
        (tmp_path / part).mkdir(parents=True)
    claims(["consistent", "inconsistent"] * 10, [f"town {number // 4}" for number in range(20)]).to_parquet(
        tmp_path / "claims/wice.parquet"
    )
    claims(["entailment", "neutral", "contradiction", "odd"], ["sea", "sea", "lake", "lake"]).to_parquet(
        tmp_path / "claims/ragtruth_news.parquet"
    )
    return tmp_path


def test_claims_come_with_the_passage_of_their_article_and_their_own_labels(data: Path) -> None:
    found = claim_pairs(data, {"wice": 0, "ragtruth_news": 0}, 1, most_words=30)
    assert found["label"].value_counts().to_dict() == {
        "consistent": 10,
        "inconsistent": 10,
        "entailment": 1,
        "neutral": 1,
        "contradiction": 1,
    }, "other labels are left out"
    assert set(found["source"]) == {"wice", "ragtruth_news"}
    assert all("opened the new bridge" in premise for premise in found["premise"])
    assert max(found["premise"].str.split().str.len()) <= 30


def test_an_article_is_in_one_slice_only(data: Path) -> None:
    frame = pd.read_parquet(data / "claims/wice.parquet")
    parts = [drawn(frame, [start, start + 6], 1) for start in (0, 6, 12, 18)]
    assert sorted(text for part in parts for text in part["hypothesis"]) == sorted(frame["hypothesis"])
    groups = [set(part["group"]) for part in parts]
    assert sum(map(len, groups)) == len(set.union(*groups)) == 5
    assert list(drawn(frame, 0, 1)["group"].drop_duplicates()) != sorted(frame["group"].unique())


def test_what_is_left_out_is_left_out_with_its_articles_however_they_are_spelt(data: Path) -> None:
    known = pd.read_parquet(data / "claims/wice.parquet")
    shouted = known.assign(premise=known["premise"].str.upper() + " And more.", label="consistent")
    other = claims(["consistent"], ["lake"])
    pd.concat([shouted, other]).to_parquet(data / "claims/lfqa.parquet")
    assert len(claim_pairs(data, {"lfqa": 0}, 1)) == 21
    assert len(claim_pairs(data, {"lfqa": 0}, 1, left_out=["wice"])) == 1
    with pytest.raises(ValueError, match=r"wice: is left out for measuring"):
        claim_pairs(data, {"wice": 0}, 1, left_out=["wice"])


def test_premises_that_are_measured_on_are_not_trained_on(data: Path) -> None:
    one = pd.read_parquet(data / "claims/wice.parquet").iloc[[0]]
    one.assign(label="entailment").to_parquet(data / "nli/eval/held.parquet")
    assert len(claim_pairs(data, {"wice": 0}, 1)) == 16


@pytest.mark.parametrize("name", [name for name, known in SETS.items() if not known.shipped])
def test_shipped_weights_learn_from_no_set_that_forbids_it(data: Path, name: str) -> None:
    with pytest.raises(ValueError, match=rf"{name}: .*: shipped weights may not learn from it"):
        claim_pairs(data, {name: 0}, 1)


def test_an_unknown_set_is_named(data: Path) -> None:
    with pytest.raises(ValueError, match="no set of claims named wise: choose of defacto_xsum"):
        claim_pairs(data, {"wise": 0}, 1)


def test_a_two_way_row_asks_for_entailment_alone() -> None:
    logits = torch.tensor([[2.0, 0.5, -1.0], [2.0, 0.5, -1.0], [0.0, 1.0, 2.0]], requires_grad=True)
    labels, supported = torch.tensor([-100, -100, 2]), torch.tensor([1, 0, -100])
    chances = torch.softmax(logits.detach(), dim=-1)
    wanted = -(chances[0, 0].log() + (1 - chances[1, 0]).log() + chances[2, 2].log()) / 3
    loss = batch_loss(logits, None, labels, supported=supported)
    assert torch.allclose(loss, wanted)
    loss.backward()
    assert logits.grad is not None
    # "Not supported" leaves open whether neutral or contradiction: what the model says of the two stays in proportion.
    pushed = -logits.grad[1, 1:]
    assert torch.all(pushed > 0)
    assert torch.allclose(pushed / pushed.sum(), chances[1, 1:] / chances[1, 1:].sum(), atol=1e-6)
