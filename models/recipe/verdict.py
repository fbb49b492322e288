"""Thresholds, score weights and learned verdict of one model,
fitted on labelled articles (never on test texts or seeds).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from checker import Article, Checker
from checker.calibration import LabelledArticle, calibrate_articles
from checker.nli import OnnxModel
from checker.nli.remembered import RememberedModel
from checker.nli.runtimes import RuntimeChoice, choose_runtime
from checker.nli.weights import file_hash
from checker.thresholds import Thresholds
from checker.verdict.learned import FILE_NAME

from .articles import labelled_articles, shares, trains_nli, trains_stances
from .learned_verdict import fit_and_write

SEED = 7
CONTRADICTED: dict[str, Literal["contradicted"]] = {"disagree": "contradicted"}


def labelled(rows: pd.DataFrame) -> list[LabelledArticle]:
    """The rows of which something is known as the calibration takes them; only FNC-1 decides on thresholds."""
    found = []
    for row in rows[rows["supported"].notna()].itertuples():
        label = CONTRADICTED.get(row.stance) or ("supported" if row.supported == 1 else "unsupported")
        found.append(LabelledArticle(Article(row.headline, row.body), label, row.group, row.stance != ""))
    return found


def fit(folder: Path, data_dir: Path, store: Path, runtime: RuntimeChoice) -> dict[str, Any]:
    """Fit all three for a model folder: ``calibration.json`` and the learned verdict beside it.

    Args:
        folder: the model's, with its temperature fitted.
        data_dir: folder with ``news``.
        store: file that keeps the model's predictions, so that a second fit is quick.
        runtime: what computes them.
    """
    model = RememberedModel(OnnxModel(folder, folder.name, runtime=choose_runtime(runtime)), store)
    rows = labelled_articles(data_dir, SEED, trains_stances if model.tells_stances else trains_nli)
    checker = Checker(model, learned=False)
    found = calibrate_articles(checker, labelled(rows[~rows["seen"]]), SEED, lambda line: print(line, flush=True))
    limits = Thresholds(**found["thresholds"])
    fit_and_write(Checker(model, learned=False, thresholds=limits), rows, shares(data_dir), folder / FILE_NAME)
    path = folder / "calibration.json"
    digest = file_hash(folder / FILE_NAME)[:16]
    values = {**json.loads(path.read_text(encoding="utf-8")), **found, "learned_verdict": digest}
    path.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(values, indent=2), flush=True)
    return values
