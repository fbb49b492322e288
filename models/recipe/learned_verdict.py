"""Fit the learned verdict: boosted trees over the pipeline's signals; topics are kept apart in validation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from tqdm import tqdm

from checker import Article, Checker
from checker.calibration.metrics import auroc, class_f1, confusion, even_weights, score_error
from checker.nli import STANCES
from checker.nli.runtimes import available_cores
from checker.nli.shapes import Node
from checker.rules import run
from checker.verdict.learned import LearnedVerdict, Trees
from checker.verdict.signals import signals

from .articles import KNOWN

BATCH = 16
FOLDS = 6
PARAMETERS: dict[str, Any] = {
    "max_iter": 90,
    "learning_rate": 0.06,
    "max_leaf_nodes": 8,
    "l2_regularization": 5.0,
    "min_samples_leaf": 25,
    "early_stopping": False,
}
# More of the signal can only raise (1) or lower (-1) the probability.
MONOTONE: dict[str, dict[str, int]] = {
    "agree": {
        **dict.fromkeys(("entailment", "entailment_top", "lead_entailment", "pull"), 1),
        **dict.fromkeys(("passage_entailment", "stance_agree"), 1),
        "contradiction_relevant": -1,
        "own_contradiction": -1,
    },
    "disagree": {
        **dict.fromkeys(("contradiction_relevant", "lead_contradiction"), 1),
        **dict.fromkeys(("passage_contradiction", "false_entailment", "stance_disagree"), 1),
        **dict.fromkeys(("disputes_against", "disputes_share", "disputes_near", "disputes_first"), 1),
    },
    "discuss": {"reported_relevant": 1, "stance_discuss": 1},
    "unrelated": {"relevance": -1, "coverage": -1, "stance_unrelated": 1},
    "support": {
        **dict.fromkeys(("entailment", "entailment_top", "lead_entailment", "claims_entailment", "pull"), 1),
        **dict.fromkeys(("relevance", "relevance_top", "coverage"), 1),
        **dict.fromkeys(("passage_entailment", "stance_agree"), 1),
        **dict.fromkeys(("contradiction_relevant", "claims_contradiction", "passage_contradiction"), -1),
        **dict.fromkeys(("own_contradiction", "window_gain"), -1),
        **dict.fromkeys(("false_entailment", "stance_disagree", "stance_unrelated"), -1),
        **dict.fromkeys(("contradicting", "overstating", "other_findings"), -1),
    },
}
# The score is about what the body says of the headline's claims; how long or in what form it is put must not matter.
NOT_FOR_SUPPORT = frozenset(("sentences", "headline_words", "colon", "quoted", "question"))
# More would serve summaries better and tell agreeing headlines from disagreeing ones worse (models/EXPERIMENTS.md).
SUMMARY_WEIGHT = 0.5
JUDGED_WEIGHT = 1.5
# Judged summaries are wrong as often as right, headlines hardly ever: at these odds of a sound one the score is told as
# one half, and under one half nothing is supported (`checker.verdict.verdict.LEAST_SCORE`).
SOUND_ODDS = 0.7 / 0.3
LEANINGS = np.geomspace(0.4, 8.0, 14)
Table = npt.NDArray[np.float64]


def collect(checker: Checker, rows: pd.DataFrame, workers: int = 1) -> pd.DataFrame:
    """The signals of every row that can be judged, with what :func:`models.recipe.articles.labelled_articles` says of
    it.

    Args:
        checker: can be pickled where more than one process works.
        rows: as :func:`models.recipe.articles.labelled_articles` gives them.
        workers: processes; the table is the same with any number.
    """
    if workers == 1:
        return pd.DataFrame([row for _, row in _collected(checker, rows)])
    rows = rows.reset_index(drop=True)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        parts = [pool.submit(_collected, checker, rows.iloc[first::workers]) for first in range(workers)]
        found = [item for part in parts for item in part.result()]
    return pd.DataFrame([row for _, row in sorted(found, key=lambda item: item[0])])


def _collected(checker: Checker, rows: pd.DataFrame) -> list[tuple[int, dict[str, Any]]]:
    found = []
    for start in tqdm(range(0, len(rows), BATCH), desc="signals", unit="batch", mininterval=20):
        batch = rows.iloc[start : start + BATCH]
        articles = [Article(row.headline, row.body) for row in batch.itertuples()]
        for row, context in zip(batch.itertuples(), checker.contexts(articles, passages=True), strict=True):
            if context is not None:
                known = {name: getattr(row, name) for name in KNOWN}
                found.append((row.Index, {**signals(context, run(context, checker.rules)), **known}))
    return found


def fit(table: pd.DataFrame, shares: dict[str, float], revision: str) -> LearnedVerdict:
    """Fit an ensemble for each stance and one for support.

    Args:
        table: as :func:`collect` gives it.
        shares: of each stance where the model will be used; rows are weighted to them.
        revision: hash of the NLI weights.
    """
    return cross_fit(table, shares, revision)[0]


def cross_fit(table: pd.DataFrame, shares: dict[str, float], revision: str) -> tuple[LearnedVerdict, Table, Table]:
    """The model fitted on all rows, and what models that saw no row of a row's topic say of it.

    Returns:
        The model; probabilities of the stances, shape (rows, stances); of support, shape (rows,), on the final scale.
    """
    from sklearn.model_selection import PredefinedSplit

    chances = np.zeros((len(table), len(STANCES)))
    sums = np.zeros(len(table))
    for train, test in PredefinedSplit(_folds(table)).split():
        part = _fit_all(table.iloc[train], shares, revision)
        for number in test:
            values = table.iloc[number].to_dict()
            found = part.stance(values)
            chances[number] = [found[stance] for stance in STANCES]
            sums[number] = part.support.sum(part.row(values))
    slope, shift = _platt(table, sums)
    model = _fit_all(table, shares, revision)
    support = Trees(model.support.baseline, model.support.trees, slope, shift)
    leanings = best_leanings(table, chances, shares)
    final = LearnedVerdict(model.signals, model.stances, support, leanings, revision)
    return final, chances, 1 / (1 + np.exp(-(slope * sums + shift)))


def _folds(table: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Every row's part of the topics.

    What says nothing of stances is dealt out apart: leanings must not hang on how many there are.
    """
    from sklearn.model_selection import GroupKFold

    fold = np.zeros(len(table), dtype=np.int64)
    kind = table["group"].str.split(",").str[0].to_numpy()
    apart = ("judged", "summary", "written")
    others = np.flatnonzero(~np.isin(kind, apart))
    for rows in (*(np.flatnonzero(kind == name) for name in apart), others):
        parts = table["topic"].iloc[rows].nunique()
        if parts > 1:
            parts = min(FOLDS, parts)
            for number, (_, test) in enumerate(GroupKFold(parts).split(rows, groups=table["topic"].iloc[rows])):
                fold[rows[test]] = number
    return fold


def best_leanings(table: pd.DataFrame, chances: Table, shares: dict[str, float]) -> dict[str, float]:
    """The multipliers with the best macro F1 at the given shares of stances, by coordinate search."""
    known = (table["stance"] != "").to_numpy()
    leanings = np.ones(len(STANCES))
    for _ in range(3):
        for number in range(len(STANCES) - 1):  # only their ratios matter: the last stays 1
            scores = []
            for value in LEANINGS:
                trial = leanings.copy()
                trial[number] = value
                scores.append(_macro_f1(table[known], chances[known] * trial, shares))
            leanings[number] = LEANINGS[int(np.argmax(scores))]
    return {stance: round(float(value), 3) for stance, value in zip(STANCES, leanings, strict=True)}


def _macro_f1(table: pd.DataFrame, chances: Table, shares: dict[str, float]) -> float:
    return float(np.mean(stance_f1(table, chances, shares)))


def stance_f1(table: pd.DataFrame, chances: Table, shares: dict[str, float]) -> npt.NDArray[np.float64]:
    """F1 of every stance as it would be at the given shares, from rows drawn with others."""
    called = np.array(STANCES)[chances.argmax(axis=1)]
    counts = confusion(list(table["stance"]), list(called), STANCES).astype(float)
    totals = counts.sum(axis=1, keepdims=True)
    wanted = np.array([[shares.get(stance, 0.0)] for stance in STANCES])
    found: npt.NDArray[np.float64] = class_f1(counts / np.maximum(totals, 1) * wanted)
    return found


def report(table: pd.DataFrame, model: LearnedVerdict, chances: Table, score: Table, shares: dict[str, float]) -> str:
    """What held-out topics gave that the NLI model was not trained on either, as lines."""
    unseen = ~table["seen"].to_numpy(dtype=bool)
    table, chances, score = table[unseen], chances[unseen], score[unseen]
    known = (table["stance"] != "").to_numpy()
    weights = np.array([model.leanings[stance] for stance in STANCES])
    found = stance_f1(table[known], chances[known] * weights, shares)
    lines = [
        f"stance: macro F1 {found.mean():.3f}; "
        + ", ".join(f"{s} {v:.3f}" for s, v in zip(STANCES, found, strict=True))
    ]
    judged = table["supported"].notna().to_numpy()
    groups = table["group"].where(table["stance"] == "", "FNC-1").str.split(",").str[0]
    for group in ["all", *dict.fromkeys(groups[judged])]:
        chosen = judged & ((groups == group).to_numpy() | (group == "all"))
        good = table["supported"].to_numpy()[chosen] == 1
        if good.all() or not good.any():
            lines.append(f"support, {group}: mean score {score[chosen].mean():.3f}, n = {chosen.sum()}")
            continue
        area = auroc(good, score[chosen])
        lines.append(
            f"support, {group}: AUROC {area:.3f}, n = {chosen.sum()}, ECE "
            f"{score_error(good, score[chosen], weight=even_weights(good)):.3f}"
        )
    return "\n".join(lines)


def fit_and_write(checker: Checker, rows: pd.DataFrame, shares: dict[str, float], path: Path) -> LearnedVerdict:
    """Collect the signals, fit, print what held-out topics gave, and write the model."""
    table = collect(checker, rows, available_cores())
    model, chances, score = cross_fit(table, shares, checker.model.revision)
    print(report(table, model, chances, score, shares), flush=True)
    print(json.dumps({"leanings": model.leanings, "slope": model.support.slope, "shift": model.support.shift}))
    model.write(path)
    return model


def _fit_all(table: pd.DataFrame, shares: dict[str, float], revision: str) -> LearnedVerdict:
    names = [name for name in table.columns if name not in KNOWN]
    known = table[table["stance"] != ""]
    weights = _stance_weights(known, shares)
    stances = {stance: _fit_one(known, names, (known["stance"] == stance), weights, stance) for stance in STANCES}
    judged = table[table["supported"].notna()]
    support = _fit_one(judged, names, judged["supported"] == 1, _support_weights(judged), "support")
    return LearnedVerdict(tuple(names), stances, support, dict.fromkeys(STANCES, 1.0), revision)


def _stance_weights(rows: pd.DataFrame, shares: dict[str, float]) -> Table:
    """Between the sample's shares and those of use: rare stances are seen, common ones keep their due.

    The same between topics: half of the disagreeing rows are of seven, and a topic's rows say much the same.
    """
    drawn = rows["stance"].value_counts(normalize=True)
    wanted = rows["stance"].map(lambda stance: shares.get(stance, 0.0) / drawn[stance])
    weights: Table = np.sqrt((wanted / rows["topic"].map(rows["topic"].value_counts())).to_numpy(dtype=float))
    scaled: Table = weights / weights.mean()
    return scaled


def _support_weights(rows: pd.DataFrame) -> Table:
    """Both labels weigh the same; within a label, related articles, unrelated ones, edited headlines and near misses
    do, written ones too, and summaries half as much.
    """
    kind = np.where(rows["stance"] == "", "edited", np.where(rows["stance"] == "unrelated", "unrelated", "related"))
    first = rows["group"].str.split(",").str[0]
    kind = np.where(first.isin(("near miss", "summary", "judged", "written")), first, kind)
    keys = pd.Series([f"{one} {label}" for one, label in zip(kind, rows["supported"], strict=True)])
    weights: Table = np.array(1.0 / keys.map(keys.value_counts()), dtype=float)
    weights[kind == "summary"] *= SUMMARY_WEIGHT
    weights[kind == "judged"] *= JUDGED_WEIGHT
    for label in (0.0, 1.0):
        mask = (rows["supported"] == label).to_numpy()
        weights[mask] /= max(weights[mask].sum(), 1e-9)
    scaled: Table = weights / weights.mean()
    return scaled


def _platt(table: pd.DataFrame, sums: Table) -> tuple[float, float]:
    """Slope and shift that bring held-out log odds of unseen topics to observed shares,
    both labels weighing the same, at SOUND_ODDS.
    """
    from sklearn.linear_model import LogisticRegression

    judged = (table["supported"].notna() & ~table["seen"]).to_numpy()
    model = LogisticRegression(C=1e6)
    rows = table[judged]
    model.fit(sums[judged, None], rows["supported"] == 1, sample_weight=_support_weights(rows))
    return float(model.coef_[0, 0]), float(model.intercept_[0]) + float(np.log(SOUND_ODDS))


def _fit_one(rows: pd.DataFrame, names: Sequence[str], positive: pd.Series[bool], weights: Table, output: str) -> Trees:
    from sklearn.ensemble import HistGradientBoostingClassifier

    constraint = [MONOTONE[output].get(name, 0) for name in names]
    values = rows[list(names)].to_numpy(dtype=float, copy=True)
    if output == "support":
        values[:, [number for number, name in enumerate(names) if name in NOT_FOR_SUPPORT]] = 0.0
    model = HistGradientBoostingClassifier(monotonic_cst=constraint, random_state=0, **PARAMETERS)
    model.fit(values, positive.to_numpy(), sample_weight=weights)
    trees = [_nodes(predictors[0].nodes) for predictors in model._predictors]
    return Trees(float(model._baseline_prediction.ravel()[0]), trees)


def _nodes(nodes: Any) -> list[Node]:
    """scikit-learn's node table as ours."""
    return [
        (-1, 0.0, 0, 0, round(float(node["value"]), 6))
        if node["is_leaf"]
        else (int(node["feature_idx"]), float(node["num_threshold"]), int(node["left"]), int(node["right"]), 0.0)
        for node in nodes
    ]
