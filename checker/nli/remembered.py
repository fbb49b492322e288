"""A model that remembers: predictions are kept in an SQLite file, so that a run that judges the same pairs again is quick."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import ModelError
from .protocol import NliModel, Pair, Prediction

TABLE = (
    "CREATE TABLE IF NOT EXISTS predictions (pair BLOB PRIMARY KEY, e REAL, n REAL, c REAL, cut INTEGER) WITHOUT ROWID"
)
AT_ONCE = 500


class RememberedModel:
    """Answers from a file what it has answered before; for experiments that change what stands around the model.

    Args:
        model: a loaded model; what it has beside ``predict`` is passed through.
        path: the SQLite file, created where it does not exist. One file may serve several models: the weights and
            the temperature are part of the key.

    Raises:
        ModelError: the file is not a store of predictions.
    """

    def __init__(self, model: NliModel, path: Path) -> None:
        self._model = model
        self._stamp = f"{model.revision} {getattr(model, 'temperature', 1.0)}"
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._store = sqlite3.connect(path, check_same_thread=False)
            self._store.execute(TABLE)
        except sqlite3.Error as error:
            raise ModelError(f"{path}: not a store of predictions ({error}): delete it or name another file") from None

    @property
    def name(self) -> str:
        """As the model's."""
        return self._model.name

    @property
    def revision(self) -> str:
        """As the model's."""
        return self._model.revision

    @property
    def calibrated(self) -> bool:
        """As the model's."""
        return self._model.calibrated

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._model, name)

    def predict(self, pairs: Sequence[Pair]) -> list[Prediction]:
        """Probabilities of every pair, in order; only those not in the file are computed."""
        keys = [self._key(pair) for pair in pairs]
        known = self._known(keys)
        missing = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in known}
        found = dict(zip(missing, self._model.predict(list(missing.values())), strict=True))
        with self._store:
            self._store.executemany(
                "INSERT OR REPLACE INTO predictions VALUES (?, ?, ?, ?, ?)",
                [(key, *item) for key, item in found.items()],
            )
        known |= found
        return [known[key] for key in keys]

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, Prediction]:
        found = {}
        for start in range(0, len(keys), AT_ONCE):
            part = keys[start : start + AT_ONCE]
            marks = ",".join("?" * len(part))
            rows = self._store.execute(f"SELECT * FROM predictions WHERE pair IN ({marks})", part)
            for key, entailment, neutral, contradiction, cut in rows:
                found[key] = Prediction(entailment, neutral, contradiction, bool(cut))
        return found

    def _key(self, pair: Pair) -> bytes:
        return hashlib.sha256("\0".join((self._stamp, *pair)).encode("utf-8", "surrogatepass")).digest()[:16]
