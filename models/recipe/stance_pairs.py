"""Real headlines with the passages of real bodies that bear on them, labelled by FNC-1's stances.

A body that agrees entails its headline, one that disagrees contradicts it, one that discusses it ("it is claimed that …")
leaves it open. Only half of the topics are used: the learned verdict is fitted on the others.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from checker.evidence import Evidence, SentenceIndex
from checker.nli import NliModel, load_model
from checker.segmentation import segment
from checker.text import repair

from .articles import fnc_train, trains_nli

LABEL = {"agree": "entailment", "disagree": "contradiction", "discuss": "neutral"}
# Least probability that the judging model must give the label.
LEAST = {"entailment": 0.15, "contradiction": 0.15, "neutral": 0.05}
SENTENCES = 3
MOST_WORDS = 95


def stance_pairs(data_dir: Path, count: int, seed: int, judge: Path, cache: Path) -> pd.DataFrame:
    """At most ``count`` pairs: every disagreeing row, the rest agreeing and discussing ones in equal parts.

    Args:
        data_dir: folder with ``news``.
        count: pairs before those are left out that ``judge`` finds out of the question.
        seed: of the draw.
        judge: folder of a model that was not trained on such pairs. The passage often lacks the sentence that decided
            the stance: what it finds all but impossible is left out.
        cache: where the pairs are kept.

    Returns:
        ``premise, hypothesis, label, source``.
    """
    if not cache.is_file():
        pairs = _all_pairs(data_dir, count, seed)
        cache.parent.mkdir(parents=True, exist_ok=True)
        _plausible(pairs, load_model(str(judge))).to_parquet(cache)
    return pd.read_parquet(cache)


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
