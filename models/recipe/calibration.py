"""Temperature for the NLI probabilities, fitted on LingNLI dev, stored beside the weights it was fitted for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from checker.calibrate import calibrate_pairs
from checker.nli import OnnxModel

from .evaluation import read_set


def calibrate(folder: Path, data_dir: Path) -> dict[str, Any]:
    """Fit the temperature of a model folder and write ``calibration.json``; thresholds and weights in it are kept."""
    path = folder / "calibration.json"
    before = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    frame = read_set(data_dir, "lingnli-dev")
    rows = list(zip(frame["premise"], frame["hypothesis"], frame["label"], strict=True))
    values = {**before, **calibrate_pairs(OnnxModel(folder, folder.name), rows, "LingNLI dev")}
    path.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(values), flush=True)
    return values
