"""The stance model: boosted trees over the pipeline's signals, fitted on FNC-1 train; topics kept apart in validation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from tqdm import tqdm

from checker import Article, Checker
from checker.rules import run
from checker.signals import signals
from checker.stance import STANCES, Node, StanceModel

BATCH = 16
FOLDS = 6
PARAMETERS: dict[str, Any] = {
    "max_iter": 90,
    "learning_rate": 0.06,
    "max_leaf_nodes": 8,
    "l2_regularization": 5.0,
    "min_samples_leaf": 40,
    "early_stopping": False,
}
# More of the signal can only raise (1) or lower (-1) the probability of the stance.
MONOTONE: dict[str, dict[str, int]] = {
    "agree": {"entailment": 1, "entailment_top": 1, "lead_entailment": 1, "contradiction_relevant": -1, "pull": 1},
    "disagree": {"contradiction_relevant": 1, "lead_contradiction": 1, "fabricated_relevant": 1, "denied_relevant": 1},
    "discuss": {"reported_relevant": 1},
    "unrelated": {"relevance": -1, "coverage": -1},
}
# Rare stances count more in fitting: macro F1 weighs them all the same.
WEIGHTS = {"agree": 1.4, "disagree": 4.0, "discuss": 1.0, "unrelated": 1.0}


def training_rows(data_dir: Path, related: int, unrelated: int, seed: int) -> pd.DataFrame:
    """A sample of FNC-1 train: ``headline, body, stance, topic``; texts that FNC-1 test has too are left out."""
    stances = pd.read_parquet(data_dir / "news" / "fnc1_stances.parquet")
    bodies = pd.read_parquet(data_dir / "news" / "fnc1_bodies.parquet")
    tested = set(bodies.loc[bodies["split"] == "test", "body"])
    titles = set(stances.loc[stances["split"] == "test", "headline"])
    rows = stances[stances["split"] == "train"].merge(bodies[bodies["split"] == "train"], on=["split", "body_id"])
    rows = rows[~rows["body"].isin(tested) & ~rows["headline"].isin(titles)].drop_duplicates(["headline", "body"])
    rows = rows.assign(topic=topics(rows))
    near, far = rows[rows["stance"] != "unrelated"], rows[rows["stance"] == "unrelated"]
    # Every disagreeing row is worth having.
    rare = near[near["stance"] == "disagree"]
    rest = near[near["stance"] != "disagree"]
    rest = rest.sample(min(max(related - len(rare), 0), len(rest)), random_state=seed)
    far = far.sample(min(unrelated, len(far)), random_state=seed)
    return pd.concat([rare, rest, far]).sample(frac=1, random_state=seed).reset_index(drop=True)


def topics(rows: pd.DataFrame) -> list[str]:
    """The topic of every row: bodies that share a headline, and so on, belong together."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    near = rows[rows["stance"] != "unrelated"]
    for body_id, headline in zip(near["body_id"], near["headline"], strict=True):
        parent[root(f"body {body_id}")] = root(f"headline {headline}")
    return [root(f"body {body_id}") for body_id in rows["body_id"]]


def collect(checker: Checker, rows: pd.DataFrame, cache: Path) -> pd.DataFrame:
    """The signals of every row that can be judged, with ``stance`` and ``topic``; kept in ``cache`` part by part."""
    parts = []
    for start in tqdm(range(0, len(rows), 512), desc="signals", unit="part"):
        path = cache / f"signals-{checker.model.revision}-{start:06d}.parquet"
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            _signals_of(checker, rows.iloc[start : start + 512]).to_parquet(path)
        parts.append(pd.read_parquet(path))
    return pd.concat(parts, ignore_index=True)


def _signals_of(checker: Checker, rows: pd.DataFrame) -> pd.DataFrame:
    found = []
    for start in range(0, len(rows), BATCH):
        batch = rows.iloc[start : start + BATCH]
        articles = [Article(row.headline, row.body) for row in batch.itertuples()]
        for row, context in zip(batch.itertuples(), checker.contexts(articles), strict=True):
            if context is not None:
                values = signals(context, run(context, checker.rules))
                found.append({**values, "stance": row.stance, "topic": row.topic})
    return pd.DataFrame(found)


def fit(table: pd.DataFrame, revision: str) -> StanceModel:
    """Fit one tree ensemble for each stance."""
    names = [name for name in table.columns if name not in ("stance", "topic")]
    trees: dict[str, list[list[Node]]] = {}
    baselines: dict[str, float] = {}
    for stance in STANCES:
        baselines[stance], trees[stance] = _fit_one(table, names, stance)
    return StanceModel(tuple(names), baselines, trees, revision)


def cross_validated(table: pd.DataFrame, revision: str) -> npt.NDArray[np.float64]:
    """Probabilities of every row by models that saw no row of its topic, shape (rows, stances)."""
    from sklearn.model_selection import GroupKFold

    found = np.zeros((len(table), len(STANCES)))
    for train, test in GroupKFold(FOLDS).split(table, groups=table["topic"]):
        model = fit(table.iloc[train], revision)
        for number in test:
            chances = model.probabilities(table.iloc[number].to_dict())
            found[number] = [chances[stance] for stance in STANCES]
    return found


def _fit_one(table: pd.DataFrame, names: Sequence[str], stance: str) -> tuple[float, list[list[Node]]]:
    from sklearn.ensemble import HistGradientBoostingClassifier

    constraint = [MONOTONE[stance].get(name, 0) for name in names]
    weight = table["stance"].map(WEIGHTS).to_numpy()
    model = HistGradientBoostingClassifier(monotonic_cst=constraint, random_state=0, **PARAMETERS)
    model.fit(table[list(names)].to_numpy(), (table["stance"] == stance).to_numpy(), sample_weight=weight)
    trees = [_nodes(predictors[0].nodes) for predictors in model._predictors]
    return float(model._baseline_prediction.ravel()[0]), trees


def _nodes(nodes: Any) -> list[Node]:
    """scikit-learn's node table as ours."""
    return [
        (-1, 0.0, 0, 0, round(float(node["value"]), 6))
        if node["is_leaf"]
        else (int(node["feature_idx"]), float(node["num_threshold"]), int(node["left"]), int(node["right"]), 0.0)
        for node in nodes
    ]
