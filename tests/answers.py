"""The embedded model's answers, kept in the repository, so that tests of rules need not wait for it.

``tests/answers/standard.tsv`` holds predictions only, keyed by a hash of the weights, the temperature and the pair: no
texts. A pair that is not in it is put to the real model. ``python -m pytest --remember`` adds what was missing, and
begins anew where the weights or the temperature have changed; delete the file first to drop what no test asks any more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from checker.nli import NliModel, PassageReading, Prediction, load_model
from checker.nli.remembered import TABLES, RememberedModel, stamp

FILE = Path(__file__).resolve().parent / "answers" / "standard.tsv"
# Columns of the store's tables behind the key; a row of the file has the key and as many values.
WIDTHS = {"predictions": 4, "passages": 8}


class Asked:
    """The real model, which counts the pairs that it is asked for: those without a kept answer."""

    def __init__(self, model: NliModel) -> None:
        self._model = model
        self.pairs = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
        """As the model's."""
        self.pairs += len(pairs)
        return self._model.predict(pairs)

    def read_passages(self, pairs: Sequence[tuple[str, str]]) -> list[PassageReading]:
        """As the model's."""
        self.pairs += len(pairs)
        return self._model.read_passages(pairs)  # type: ignore[attr-defined, no-any-return]


@cache
def shared() -> tuple[RememberedModel, Asked, Path]:
    """The one model of all tests in this process, what is behind it, and its store."""
    store = Path(mkdtemp(prefix="answers-")) / "store.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        # The calibration is read now, once for all tests.
        patch.setenv("XDG_CONFIG_HOME", str(store.parent))
        return *remembering(store), store


def remembering(store: Path) -> tuple[RememberedModel, Asked]:
    """The embedded model with the kept answers in ``store``, a new SQLite file, and the model behind it."""
    asked = Asked(load_model("standard", runtime="onnxruntime"))
    fill(store, stamp(asked))  # type: ignore[arg-type]
    return RememberedModel(asked, store), asked  # type: ignore[arg-type]


def fill(store: Path, wanted: str, file: Path = FILE) -> None:
    """Put the kept answers into a store; none where they are of other weights."""
    connection = sqlite3.connect(store)
    with connection:
        connection.executescript(TABLES)
        head, *lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else [""]
        rows: dict[int, list[list[Any]]] = {width: [] for width in WIDTHS.values()}
        for line in lines if head == wanted else ():
            key, *values = line.split("\t")
            rows[len(values)].append([bytes.fromhex(key), *map(float, values)])
        for table, width in WIDTHS.items():
            marks = ",".join("?" * (1 + width))
            connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows[width])
    connection.close()


def dump(store: Path, wanted: str, file: Path = FILE) -> int:
    """Write every answer of a store to the file, in the order of the keys; how many there are."""
    connection = sqlite3.connect(store)
    lines = [
        "\t".join([key.hex(), *(f"{value:.6g}" for value in values)])
        for table in WIDTHS
        for key, *values in connection.execute(f"SELECT * FROM {table}")
    ]
    connection.close()
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join([wanted, *sorted(lines)]) + "\n", encoding="utf-8")
    return len(lines)
