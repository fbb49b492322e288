"""Accuracy of an exported model on the NLI evaluation sets, and of int8 against fp32."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from checker.nli import LABELS, OnnxModel
from checker.nli.calibration import calibration_error

# name: file in nli/eval, split or None for all
SETS: dict[str, tuple[str, str | None]] = {
    "mnli-matched": ("mnli_dev_full", "dev_matched"),
    "mnli-mismatched": ("mnli_dev_full", "dev_mismatched"),
    "snli-test": ("snli_dev_test", "test"),
    "lingnli-dev": ("lingnli", "dev"),
    "hans": ("hans_eval", None),
}


def read_set(data_dir: Path, name: str) -> pd.DataFrame:
    """One evaluation set: ``premise``, ``hypothesis``, ``label``."""
    file, split = SETS[name]
    frame = pd.read_parquet(data_dir / "nli" / "eval" / f"{file}.parquet")
    frame = frame[frame["split"] == split] if split else frame
    return frame[frame["label"].isin((*LABELS, "not_entailment"))].reset_index(drop=True)


def probabilities(model: OnnxModel, frame: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Calibrated probabilities, shape (rows, 3), in the order of LABELS."""
    pairs = list(zip(frame["premise"], frame["hypothesis"], strict=True))
    return np.array([prediction[:3] for prediction in model.predict(pairs)])


def accuracy(found: npt.NDArray[np.float64], labels: pd.Series) -> dict[str, float]:
    """Accuracy in percent, overall and a label; two-way where the labels are (contradiction and neutral count as not)."""
    guess = np.array(LABELS)[found.argmax(axis=1)]
    gold = labels.to_numpy()
    if "not_entailment" in set(gold):
        guess = np.where(guess == "entailment", "entailment", "not_entailment")
    result = {"all": 100 * float((guess == gold).mean())}
    for label in sorted(set(gold)):
        result[label] = 100 * float((guess[gold == label] == label).mean())
    return result


def evaluate(folder: Path, data_dir: Path, limit: int | None = None) -> dict[str, Any]:
    """Measure a model folder on every set; prints a line each."""
    model = OnnxModel(folder, folder.name)
    results: dict[str, Any] = {"revision": model.revision, "sets": {}}
    for name in SETS:
        frame = read_set(data_dir, name)
        if limit and limit < len(frame):
            frame = frame.sample(limit, random_state=0)
        started = time.perf_counter()
        found = probabilities(model, frame)
        rate = len(frame) / (time.perf_counter() - started)
        row: dict[str, Any] = {
            "rows": len(frame),
            **{key: round(value, 2) for key, value in accuracy(found, frame["label"]).items()},
        }
        if name != "hans":
            gold = frame["label"].map(LABELS.index).to_numpy()
            row["ece"] = round(calibration_error(found, gold), 4)
        results["sets"][name] = row
        print(f"{name:<16} {json.dumps(row)}  ({rate:.0f} pairs/s)", flush=True)
    return results


def parity(folder: Path, fp32_model: Path, data_dir: Path, limit: int | None = None) -> dict[str, float]:
    """Label agreement and accuracy of the shipped file against its fp32 source on MNLI dev matched, label by label."""
    frame = read_set(data_dir, "mnli-matched")
    if limit and limit < len(frame):
        frame = frame.sample(limit, random_state=0)
    with tempfile.TemporaryDirectory() as scratch:
        reference = Path(scratch)
        for name in ("tokenizer.json", "config.json"):
            shutil.copy(folder / name, reference / name)
        shutil.copy(fp32_model, reference / "model.onnx")
        exact = probabilities(OnnxModel(reference, "fp32"), frame)
    small = probabilities(OnnxModel(folder, folder.name), frame)
    one, two = exact.argmax(axis=1), small.argmax(axis=1)
    result = {
        "rows": float(len(frame)),
        "agreement": round(100 * float((one == two).mean()), 2),
        "fp32": round(accuracy(exact, frame["label"])["all"], 2),
        "int8": round(accuracy(small, frame["label"])["all"], 2),
    }
    for index, label in enumerate(LABELS):
        result[f"agreement on {label}"] = round(100 * float((two[one == index] == index).mean()), 2)
    print(json.dumps(result), flush=True)
    return result
