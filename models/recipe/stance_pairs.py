"""Real headlines with the passages of real bodies that bear on them, labelled by FNC-1's stances.

A body that agrees entails its headline, one that disagrees contradicts it,
one that discusses it ("it is claimed that …") leaves it open. Only half of the topics are used: the learned verdict is
fitted on the others. :func:`stance_rows` are for a model with outputs of its own for stances, which sees passages as
the pipeline will show them to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from checker.evidence import PASSAGE_WORDS, Evidence, SentenceIndex
from checker.nli import NliModel, load_model
from checker.segmentation import segment
from checker.text import repair

from .articles import draw, edited, fnc_train, near_misses, trains_nli, trains_stances

LABEL = {"agree": "entailment", "disagree": "contradiction", "discuss": "neutral"}
# Least probability that the judging model must give the label.
LEAST = {"entailment": 0.15, "contradiction": 0.15, "neutral": 0.05}
SENTENCES = 3
MOST_WORDS = 95
NEAR_WORDS = 60


def stance_pairs(data_dir: Path, count: int, seed: int, judge: Path) -> pd.DataFrame:
    """At most ``count`` pairs: every disagreeing row, the rest agreeing and discussing ones in equal parts.

    Args:
        data_dir: folder with ``news``.
        count: pairs before those are left out that ``judge`` finds out of the question.
        seed: of the draw.
        judge: folder of a three-way model that was not trained on such pairs.
            The passage often lacks the sentence that decided the stance: what it finds all but impossible is left out.

    Returns:
        ``premise, hypothesis, label, source``.
    """
    return _plausible(_all_pairs(data_dir, count, seed), load_model(str(judge)))


def stance_rows(data_dir: Path, counts: Mapping[str, int], seed: int) -> pd.DataFrame:
    """Headlines and the passage that stands for their body, of the topics that train stances.

    Args:
        data_dir: folder with ``news``.
        counts: rows of each stance; as many as there are, where there are fewer. Headlines over the nearest body of
            another topic are added to the unrelated ones.
        seed: of the draw.

    Returns:
        ``premise, hypothesis, label, source, stance``; the label is ``""``: nothing is said of entailment.
    """
    rows = fnc_train(data_dir)
    drawn = draw(rows[rows["topic"].map(trains_stances)], counts, seed)
    near = near_misses(drawn, seed).assign(stance="unrelated")
    found = []
    for row in pd.concat([drawn, near]).itertuples():
        headline = repair(row.headline).text
        index = SentenceIndex(segment(repair(row.body).text))
        # The rare stance is seen once more, from nearer.
        for words in (PASSAGE_WORDS, NEAR_WORDS) if row.stance == "disagree" else (PASSAGE_WORDS,):
            found.append((index.passage(headline, words), headline, row.stance))
    pairs = pd.DataFrame(found, columns=["premise", "hypothesis", "stance"])
    pairs = pairs[pairs["premise"] != ""].drop_duplicates(["premise", "hypothesis"])
    return pairs.assign(label="", source="stance")


def passage_pairs(data_dir: Path, counts: dict[str, int], seed: int) -> pd.DataFrame:
    """Edited sentences of bodies as headlines over the passage that stands for the body,
    of the topics that train stances.

    Args:
        data_dir: folder with ``news``.
        counts: pairs of each kind of edit.
        seed: of the draw.

    Returns:
        ``premise, hypothesis, label, source``.
    """
    rows = fnc_train(data_dir)
    rows = rows[rows["topic"].map(trains_stances) & (rows["stance"] != "unrelated")]
    found = []
    for row in edited(rows, counts, seed).itertuples():
        premise = SentenceIndex(segment(repair(row.body).text)).passage(row.headline)
        found.append((premise, row.headline, row.label, "passage"))
    return pd.DataFrame(found, columns=["premise", "hypothesis", "label", "source"])


def _plausible(pairs: pd.DataFrame, model: NliModel) -> pd.DataFrame:
    found = model.predict(list(zip(pairs["premise"], pairs["hypothesis"], strict=True)))
    chance = [getattr(prediction, label) for prediction, label in zip(found, pairs["label"], strict=True)]
    kept = [value >= LEAST[label] for value, label in zip(chance, pairs["label"], strict=True)]
    return pairs[kept].reset_index(drop=True)


def _all_pairs(data_dir: Path, count: int, seed: int) -> pd.DataFrame:
    rows = fnc_train(data_dir)
    rows = rows[rows["topic"].map(trains_nli)]
    rare = rows[rows["stance"] == "disagree"]
    rare = rare.sample(min(count // 3, len(rare)), random_state=seed)
    parts = [rare]
    for stance in ("agree", "discuss"):
        part = rows[rows["stance"] == stance]
        parts.append(part.sample(min((count - len(rare)) // 2, len(part)), random_state=seed))
    drawn = pd.concat(parts)
    found = [(passage(row.headline, row.body), row.headline, LABEL[row.stance], "fnc1") for row in drawn.itertuples()]
    return pd.DataFrame([row for row in found if row[0]], columns=["premise", "hypothesis", "label", "source"])


def passage(headline: str, body: str) -> str:
    """The sentences of a body that share most with the headline, in the body's order, at most about a hundred words."""
    ranked = SentenceIndex(segment(repair(body).text)).single(repair(headline).text)
    chosen: list[Evidence] = []
    words = 0
    for item in ranked[:SENTENCES]:
        words += len(item.text.split())
        if chosen and words > MOST_WORDS:
            break
        chosen.append(item)
    return " ".join(item.text for item in sorted(chosen, key=lambda item: item.sentences))
