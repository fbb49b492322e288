"""Accuracy of a model on the NLI evaluation sets and on the recipe's own, of int8 against fp32, and speed."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from checker.calibration.metrics import calibration_error
from checker.nli import LABELS, OnnxModel

from .hard_pairs import OWN_TESTS, TEST_KINDS, own_test_sets
from .headlines import random_cases, rewrite_all

# name: file in nli/eval, split or None for all
FILES: dict[str, tuple[str, str | None]] = {
    "mnli-matched": ("mnli_dev_full", "dev_matched"),
    "mnli-mismatched": ("mnli_dev_full", "dev_mismatched"),
    "snli-test": ("snli_dev_test", "test"),
    "lingnli-dev": ("lingnli", "dev"),
    "hans": ("hans_eval", None),
    "equate-newsnli": ("equate_NewsNLI", None),
    "equate-rte-quant": ("equate_RTE_Quant", None),
    "equate-redditnli": ("equate_RedditNLI", None),
    "equate-awpnli": ("equate_AWPNLI", None),
    "equate-stresstest": ("equate_StressTest", None),
    "conjnli": ("conjnli", "dev"),
}
# Judged as entailed or not: the sets' other labels don't tell neutral from contradiction the way that ours do.
TWO_WAY = frozenset(("hans", "equate-newsnli", "equate-rte-quant", "own-role", "own-name", "own-number", "own-hedge"))
HEADLINE_STYLE = ("mnli-matched", "mnli-mismatched", "lingnli-dev")
SETS = (*FILES, *(f"own-{kind}" for kind in TEST_KINDS), *(f"headline-{name}" for name in HEADLINE_STYLE))


class Predicts(Protocol):
    """What is measured: an exported model, or a checkpoint while it is trained."""

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Any]:
        """Probabilities of every pair, in order."""


def read_set(data_dir: Path, name: str, limit: int | None = None) -> pd.DataFrame:
    """One set: ``premise``, ``hypothesis``, ``label``; a sample of ``limit`` rows with a fixed seed.

    ``headline-…`` is the same rows as the plain set with the hypotheses in headline style, ``own-…`` the recipe's own.
    """
    plain = name.removeprefix("headline-")
    if name.startswith("own-"):
        frame = own_test_sets(data_dir, OWN_TESTS)
        frame = frame[frame["source"] == name.removeprefix("own-")]
    else:
        file, split = FILES[plain]
        frame = pd.read_parquet(data_dir / "nli" / "eval" / f"{file}.parquet")
        frame = frame[frame["split"] == split] if split else frame
    frame = frame[frame["label"].isin((*LABELS, "not_entailment"))].reset_index(drop=True)
    if limit and limit < len(frame):
        frame = frame.sample(limit, random_state=0).reset_index(drop=True)
    if name != plain:
        frame = frame.assign(hypothesis=rewrite_all(frame["hypothesis"].tolist(), random_cases(len(frame), 0)))
    return frame


def probabilities(model: Predicts, frame: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Calibrated probabilities, shape (rows, 3), in the order of LABELS."""
    pairs = list(zip(frame["premise"], frame["hypothesis"], strict=True))
    return np.array([prediction[:3] for prediction in model.predict(pairs)])


def accuracy(found: npt.NDArray[np.float64], labels: pd.Series, two_way: bool = False) -> dict[str, float]:
    """Accuracy in percent, overall and a label.

    Args:
        found: probabilities, shape (rows, 3).
        labels: the gold labels.
        two_way: count neutral and contradiction as one, as is done where the labels say ``not_entailment``.
    """
    guess = np.array(LABELS)[found.argmax(axis=1)]
    gold = labels.to_numpy().astype(str)
    if two_way or "not_entailment" in set(gold):
        guess = np.where(guess == "entailment", "entailment", "not_entailment")
        gold = np.where(gold == "entailment", "entailment", "not_entailment")
    result = {"all": 100 * float((guess == gold).mean())}
    for label in sorted(set(gold)):
        result[label] = 100 * float((guess[gold == label] == label).mean())
    return result


def measure(model: Predicts, data_dir: Path, name: str, limit: int | None = None) -> dict[str, Any]:
    """Rows, accuracy by label and, for three-way sets, the calibration error of one set."""
    frame = read_set(data_dir, name, limit)
    found = probabilities(model, frame)
    scores = accuracy(found, frame["label"], name in TWO_WAY)
    row: dict[str, Any] = {"rows": len(frame), **{key: round(value, 2) for key, value in scores.items()}}
    if name not in TWO_WAY:
        gold = frame["label"].map(LABELS.index).to_numpy()
        row["ece"] = round(calibration_error(found, gold), 4)
    return row


def evaluate(
    folder: Path, data_dir: Path, limit: int | None = None, names: Sequence[str] = SETS
) -> dict[str, dict[str, Any]]:
    """Measure a model folder on every set; prints a line each."""
    model = OnnxModel(folder, folder.name)
    results: dict[str, dict[str, Any]] = {}
    for name in names:
        started = time.perf_counter()
        row = results[name] = measure(model, data_dir, name, limit)
        rate = row["rows"] / (time.perf_counter() - started)
        print(f"{name:<24} {json.dumps(row)}  ({rate:.0f} pairs/s)", flush=True)
    return results


def parity(folder: Path, fp32_model: Path, data_dir: Path, limit: int | None = None) -> dict[str, float]:
    """Label agreement and accuracy of the shipped file against its fp32 source on MNLI dev matched, label by label."""
    frame = read_set(data_dir, "mnli-matched", limit)
    with tempfile.TemporaryDirectory() as scratch:
        exact = probabilities(_beside(folder, fp32_model, Path(scratch)), frame)
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


def speed(folder: Path, checkpoint: Path, tokens: int = 64, pairs: int = 192, rounds: int = 3) -> dict[str, float]:
    """Pairs a second at ``tokens`` tokens: the int8 file against torch fp32 of the same weights, taking turns.

    Both on all cores; torch in batches of 32, the int8 file as the product runs it, one pair a call and core.
    """
    import torch
    from transformers import AutoModelForSequenceClassification

    small = OnnxModel(folder, folder.name)
    exact = AutoModelForSequenceClassification.from_pretrained(checkpoint).float().eval()
    rng = np.random.default_rng(0)
    ids = rng.integers(1000, 20_000, size=(pairs, tokens))
    rows: list[tuple[list[int], int]] = [(row.tolist(), tokens // 2) for row in ids]
    seconds = {"int8": 0.0, "torch fp32": 0.0}
    for turn in range(rounds + 1):
        started = time.perf_counter()
        small._run(rows)
        middle = time.perf_counter()
        with torch.inference_mode():
            for start in range(0, pairs, 32):
                batch = torch.tensor(ids[start : start + 32])
                exact(input_ids=batch, attention_mask=torch.ones_like(batch))
        if turn:  # the first is for warming up
            seconds["int8"] += middle - started
            seconds["torch fp32"] += time.perf_counter() - middle
    rates = {name: round(rounds * pairs / value, 1) for name, value in seconds.items()}
    rates["ratio"] = round(rates["int8"] / rates["torch fp32"], 2)
    print(json.dumps(rates), flush=True)
    return rates


def _beside(folder: Path, fp32_model: Path, scratch: Path) -> OnnxModel:
    """The fp32 graph as a model folder with the int8 one's tokenizer."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config.pop("sha256", None)
    (scratch / "config.json").write_text(json.dumps(config), encoding="utf-8")
    shutil.copy(folder / "tokenizer.json", scratch / "tokenizer.json")
    shutil.copy(fp32_model, scratch / "model.onnx")
    return OnnxModel(scratch, "fp32")
