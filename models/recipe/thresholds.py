"""Thresholds and score weights of one model, fitted on FNC-1 train and the XSum validation sets (never on test or seeds)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from checker import Article, Checker
from checker.calibrate import LabelledArticle, calibrate_articles

STANCES: dict[str, Literal["supported", "unsupported", "contradicted"]] = {
    "agree": "supported",
    "disagree": "contradicted",
    "unrelated": "unsupported",
}


def rows(data_dir: Path, count: int, seed: int) -> list[LabelledArticle]:
    """``count`` FNC-1 train rows of each of agree, disagree and unrelated, and the two XSum validation sets."""
    news = data_dir / "news"
    stances = pd.read_parquet(news / "fnc1_stances.parquet")
    bodies = pd.read_parquet(news / "fnc1_bodies.parquet")
    train = stances[stances["split"] == "train"].merge(bodies[bodies["split"] == "train"], on=["split", "body_id"])
    found: list[LabelledArticle] = []
    for stance, label in STANCES.items():
        part = train[train["stance"] == stance].drop_duplicates(["headline", "body"])
        for item in part.sample(min(count, len(part)), random_state=seed).itertuples():
            found.append(LabelledArticle(Article(item.headline, item.body), label, stance))
    for name in ("xsumfaith_val", "frank_xsum_val"):
        frame = pd.read_parquet(news / f"{name}.parquet")
        for value in ("0", "1"):
            part = frame[frame["label"].astype(str) == value]
            for item in part.sample(min(count // 3, len(part)), random_state=seed).itertuples():
                article = Article(item.headline, item.body)
                label = "supported" if value == "1" else "unsupported"
                found.append(LabelledArticle(article, label, f"{name}={value}", for_thresholds=False))
    return found


def fit(folder: Path, data_dir: Path, count: int = 600, seed: int = 7) -> dict[str, Any]:
    """Fit thresholds and score weights for a model folder and store them in its ``calibration.json``."""
    found = calibrate_articles(
        Checker(folder.name), rows(data_dir, count, seed), seed, lambda line: print(line, flush=True)
    )
    path = folder / "calibration.json"
    values = {**json.loads(path.read_text(encoding="utf-8")), **found}
    path.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(values, indent=2), flush=True)
    return values
