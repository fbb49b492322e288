"""Thresholds and score weights of one model, fitted on FNC-1 train and the XSum validation sets (never on test or seeds)."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from checker import Article, Checker
from checker.rules import Context, Thresholds, run
from checker.rules.contradiction import contradicting
from checker.verdict import features

# Headlines of the `agree` rows that may get a contradiction, at most.
FALSE_ALARMS = 0.01
LEAST_WEIGHTS = {"contradiction": 0.0, "errors": -3.0, "warnings": -0.8}


@dataclass(frozen=True)
class Row:
    """One labelled article: its group and whether the headline is supported (``None``: not used for that)."""

    article: Article
    group: str
    supported: bool | None


def rows(data_dir: Path, count: int, seed: int) -> list[Row]:
    """``count`` FNC-1 train rows of each of agree, disagree and unrelated, and the two XSum validation sets."""
    news = data_dir / "news"
    stances = pd.read_parquet(news / "fnc1_stances.parquet")
    bodies = pd.read_parquet(news / "fnc1_bodies.parquet")
    train = stances[stances["split"] == "train"].merge(bodies[bodies["split"] == "train"], on=["split", "body_id"])
    found: list[Row] = []
    for stance, supported in (("agree", True), ("disagree", False), ("unrelated", False)):
        part = train[train["stance"] == stance].drop_duplicates(["headline", "body"])
        for item in part.sample(min(count, len(part)), random_state=seed).itertuples():
            found.append(Row(Article(item.headline, item.body), stance, supported))
    for name in ("xsumfaith_val", "frank_xsum_val"):
        frame = pd.read_parquet(news / f"{name}.parquet")
        for label in ("0", "1"):
            part = frame[frame["label"].astype(str) == label]
            for item in part.sample(min(count // 3, len(part)), random_state=seed).itertuples():
                found.append(Row(Article(item.headline, item.body), f"{name}={label}", label == "1"))
    return found


def contexts(checker: Checker, found: list[Row]) -> Iterator[tuple[Row, Context]]:
    """The signals of every row that can be judged; a progress line every hundred."""
    started = time.perf_counter()
    for start in range(0, len(found), 16):
        batch = found[start : start + 16]
        for row, context in zip(batch, checker.contexts([row.article for row in batch]), strict=True):
            if context is not None and context.headline.reason is None:
                yield row, context
        if start % 160 == 0:
            rate = (start + len(batch)) / (time.perf_counter() - started)
            print(f"{start}/{len(found)}  {rate:.1f} articles/s", flush=True)


def fit(folder: Path, data_dir: Path, count: int = 600, seed: int = 7) -> dict[str, object]:
    """Fit thresholds and score weights for a model folder and store them in its ``calibration.json``."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score

    checker = Checker(folder.name)
    judged = list(contexts(checker, rows(data_dir, count, seed)))
    limits = _contradiction_limits(judged)
    limits = replace(limits, **_support_limits(judged))
    table = []
    for row, context in judged:
        if row.supported is None:
            continue
        context.thresholds = limits
        values = features(context.judged, run(context, checker.rules), limits)
        table.append({**values, "label": float(row.supported), "group": row.group})
    frame = pd.DataFrame(table)
    names = [name for name in frame.columns if name not in ("label", "group", "bias")]
    # Weighted so that both labels count the same: the corpora's own shares say nothing about a newsroom's.
    half = np.random.default_rng(seed).random(len(frame)) < 0.5
    held_out = LogisticRegression(C=1.0, class_weight="balanced").fit(frame.loc[half, names], frame.loc[half, "label"])
    probability = held_out.predict_proba(frame.loc[~half, names])[:, 1]
    gold = frame.loc[~half, "label"].to_numpy()
    weight = np.where(gold == 1, 0.5 / gold.mean(), 0.5 / (1 - gold.mean()))
    bins = np.minimum((probability * 15).astype(int), 14)
    ece = sum(
        weight[bins == number].sum()
        / weight.sum()
        * abs(
            np.average(gold[bins == number], weights=weight[bins == number])
            - np.average(probability[bins == number], weights=weight[bins == number])
        )
        for number in range(15)
        if (bins == number).any()
    )
    model = LogisticRegression(C=1.0, class_weight="balanced").fit(frame[names], frame["label"])
    weights = {"bias": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}
    # These sets hold few changed numbers and swapped roles, which NLI calls entailed: a finding weighs at least this much.
    weights |= {name: min(weights[name], least) for name, least in LEAST_WEIGHTS.items()}
    path = folder / "calibration.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    values["thresholds"] = {name: round(value, 3) for name, value in asdict(limits).items()}
    values["score"] = {name: round(value, 4) for name, value in weights.items()}
    values["score_fitted_on"] = {
        "rows": len(frame),
        "sets": frame["group"].value_counts().to_dict(),
        "auroc_held_out": round(float(roc_auc_score(gold, probability)), 4),
        "ece_held_out": round(float(ece), 4),
    }
    path.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(values, indent=2), flush=True)
    return dict(values)


def _contradiction_limits(judged: list[tuple[Row, Context]]) -> Thresholds:
    """The limits that find most `disagree` rows while at most one `agree` row in a hundred is flagged."""
    base = Thresholds()
    best: tuple[float, Thresholds] = (-1.0, base)
    for contradicted in (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95):
        for relevance in (0.35, 0.45, 0.55, 0.65):
            for outweighs in (0.2, 0.3, 0.4, 0.5, 0.6):
                limits = replace(base, contradicted=contradicted, relevance=relevance, outweighs=outweighs)
                caught = _flagged(judged, "disagree", limits)
                alarms = _flagged(judged, "agree", limits)
                if alarms <= FALSE_ALARMS and caught > best[0]:
                    best = (caught, limits)
    print(
        f"contradiction on disagree {best[0]:.3f}, on agree {_flagged(judged, 'agree', best[1]):.3f}: {best[1]}",
        flush=True,
    )
    return best[1]


def _flagged(judged: list[tuple[Row, Context]], group: str, limits: Thresholds) -> float:
    hits = total = 0
    for row, context in judged:
        if row.group != group:
            continue
        context.thresholds = limits
        total += 1
        hits += any(
            contradicting(item, context)
            for item in context.judged
            if item.claim.reason is None and item.claim.kind != "event"
        )
    return hits / max(total, 1)


def _support_limits(judged: list[tuple[Row, Context]]) -> dict[str, float]:
    """``supported``: where agree and unrelated headlines are told apart best; ``unsupported``: below it few agree rows lie."""
    agree = np.array(
        [context.judged[0].entailment for row, context in judged if row.group == "agree" and context.judged]
    )
    other = np.array(
        [context.judged[0].entailment for row, context in judged if row.group == "unrelated" and context.judged]
    )
    grid = np.linspace(0.1, 0.9, 81)
    balanced = [((agree >= value).mean() + (other < value).mean()) / 2 for value in grid]
    supported = max(float(grid[int(np.argmax(balanced))]), 0.5)
    unsupported = float(np.quantile(agree, 0.03))
    print(
        f"supported {supported:.2f} (balanced accuracy {max(balanced):.3f}), unsupported {unsupported:.3f}", flush=True
    )
    return {"supported": supported, "unsupported": min(max(unsupported, 0.02), 0.15)}
