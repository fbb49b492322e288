"""Temperature for the NLI probabilities, fitted on LingNLI dev, plain or in headline style too,
stored beside the weights.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from checker.calibration import calibrate_pairs
from checker.nli import OnnxModel

from .evaluation import read_set

TITLES = {"lingnli-dev": "LingNLI dev", "headline-lingnli-dev": "LingNLI dev in headline style"}


def calibrate(folder: Path, data_dir: Path, sets: Sequence[str]) -> dict[str, Any]:
    """Fit the temperature of a model folder and write ``calibration.json``; thresholds and weights in it are kept.

    Args:
        folder: the model's.
        data_dir: folder with ``nli``.
        sets: what it is fitted on, names of :func:`models.recipe.evaluation.read_set`.
    """
    path = folder / "calibration.json"
    before = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    frame = pd.concat([read_set(data_dir, name) for name in sets])
    rows = list(zip(frame["premise"], frame["hypothesis"], frame["label"], strict=True))
    values = {
        **before,
        **calibrate_pairs(OnnxModel(folder, folder.name), rows, " and ".join(TITLES.get(name, name) for name in sets)),
    }
    path.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(values), flush=True)
    return values
