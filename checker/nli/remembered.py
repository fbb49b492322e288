"""A model that remembers: predictions are kept in an SQLite file,
so that a run that judges the same pairs again is quick.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ..errors import ModelError
from .protocol import NliModel, Pair, PassageReading, Prediction

TABLES = """
CREATE TABLE IF NOT EXISTS predictions (pair BLOB PRIMARY KEY, e REAL, n REAL, c REAL, cut INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS passages (
    pair BLOB PRIMARY KEY, e REAL, n REAL, c REAL, cut INTEGER, s0 REAL, s1 REAL, s2 REAL, s3 REAL
) WITHOUT ROWID;
"""
AT_ONCE = 500
Row = list[Any]


class RememberedModel:
    """Answers from a file what it has answered before; for experiments that change what stands around the model.

    Args:
        model: a loaded model; what it has beside ``predict`` is passed through.
        path: the SQLite file, created where it does not exist. One file may serve several models: weights,
            temperature and runtime are part of the key.

    Raises:
        ModelError: the file is not a store of predictions.
    """

    def __init__(self, model: NliModel, path: Path) -> None:
        self._model = model
        self._path = path
        self._stamp = stamp(model)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._store = sqlite3.connect(path, check_same_thread=False)
            self._store.executescript(TABLES)
        except sqlite3.Error as error:
            raise ModelError(f"{path}: not a store of predictions ({error}): delete it or name another file") from None

    def __reduce__(self) -> tuple[Any, ...]:
        return RememberedModel, (self._model, self._path)

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
        return [_prediction(row) for row in self._answers("predictions", pairs, self._model.predict, list)]

    def read_passages(self, pairs: Sequence[Pair]) -> list[PassageReading]:
        """As the model's, for one that tells stances; only those not in the file are computed."""
        rows = self._answers("passages", pairs, self._model.read_passages, lambda found: [*found.nli, *found.stances])  # type: ignore[attr-defined]
        return [PassageReading(_prediction(row[:4]), tuple(row[4:])) for row in rows]

    def _answers(
        self, table: str, pairs: Sequence[Pair], ask: Callable[[list[Pair]], Sequence[Any]], row: Callable[[Any], Row]
    ) -> list[Row]:
        """The stored row of each pair; what the table lacks is asked for and stored first."""
        keys = [self._key(pair) for pair in pairs]
        known = self._known(table, keys)
        missing = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in known}
        if missing:
            found = {key: row(answer) for key, answer in zip(missing, ask(list(missing.values())), strict=True)}
            marks = ",".join("?" * (1 + len(next(iter(found.values())))))
            with self._store:
                self._store.executemany(
                    f"INSERT OR REPLACE INTO {table} VALUES ({marks})",
                    [(key, *values) for key, values in found.items()],
                )
            known |= found
        return [known[key] for key in keys]

    def _known(self, table: str, keys: Sequence[bytes]) -> dict[bytes, Row]:
        found = {}
        for start in range(0, len(keys), AT_ONCE):
            part = keys[start : start + AT_ONCE]
            marks = ",".join("?" * len(part))
            for key, *values in self._store.execute(f"SELECT * FROM {table} WHERE pair IN ({marks})", part):
                found[key] = values
        return found

    def _key(self, pair: Pair) -> bytes:
        return hashlib.sha256("\0".join((self._stamp, *pair)).encode("utf-8", "surrogatepass")).digest()[:16]


def stamp(model: NliModel) -> str:
    """What a model's answers depend on beside the pair: weights, temperature,
    and the runtime where it is not the usual one.
    """
    runtime = getattr(model, "runtime", None)
    own = f" {runtime}" if runtime == "openvino" else ""
    return f"{model.revision} {getattr(model, 'temperature', 1.0)}{own}"


def _prediction(row: Row) -> Prediction:
    entailment, neutral, contradiction, cut = row
    return Prediction(entailment, neutral, contradiction, bool(cut))
