"""Temperature for the NLI probabilities, fitted on LingNLI dev, stored beside the weights it was fitted for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.nli.embedded import EmbeddedModel

from .evaluation import LABELS, calibration_error, probabilities, read_set


def fit_temperature(logits: npt.NDArray[np.float64], gold: npt.NDArray[np.int64]) -> float:
    """The temperature with the lowest negative log likelihood, by a fine grid."""
    grid = np.exp(np.linspace(np.log(0.3), np.log(4.0), 200))
    losses = [float(-_log_softmax(logits / value)[np.arange(len(gold)), gold].mean()) for value in grid]
    return float(grid[int(np.argmin(losses))])


def _log_softmax(logits: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    shifted = logits - logits.max(axis=1, keepdims=True)
    result: npt.NDArray[np.float64] = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result


def calibrate(folder: Path, data_dir: Path) -> dict[str, Any]:
    """Fit the temperature of a model folder and write ``calibration.json``; thresholds and weights in it are kept."""
    path = folder / "calibration.json"
    before = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    path.unlink(missing_ok=True)
    model = EmbeddedModel(folder, folder.name)
    frame = read_set(data_dir, "lingnli-dev")
    raw = probabilities(model, frame)
    logits = np.log(np.clip(raw, 1e-9, 1.0))
    gold = np.array([LABELS.index(label) for label in frame["label"]])
    temperature = fit_temperature(logits, gold)
    scaled = np.exp(_log_softmax(logits / temperature))
    values = {
        **{key: value for key, value in before.items() if key in ("thresholds", "score", "score_fitted_on")},
        "revision": model.revision,
        "temperature": round(temperature, 4),
        "fitted_on": "LingNLI dev, 7,361 pairs",
        "ece_before": round(calibration_error(raw, frame["label"]), 4),
        "ece_after": round(calibration_error(scaled, frame["label"]), 4),
    }
    path.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(values), flush=True)
    return values
