"""What a measurement would ask a model, written down, to be answered elsewhere: on a machine with a GPU,
for several models at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from checker.nli import LABELS, Prediction
from checker.nli.labels import softmax

Pair = tuple[str, str]


class Recorder:
    """A model that knows nothing: it notes what it is asked and says that all is neutral."""

    def __init__(self) -> None:
        self.asked: dict[Pair, None] = {}

    def predict(self, pairs: Sequence[Pair]) -> list[Prediction]:
        """Neutral, for every pair."""
        self.asked.update(dict.fromkeys(pairs))
        return [Prediction(0.0, 1.0, 0.0) for _ in pairs]

    def write(self, path: Path) -> int:
        """The pairs asked so far as Parquet (``premise, hypothesis``, sorted,
        so that texts in common stand together); how many.
        """
        frame = pd.DataFrame(sorted(self.asked), columns=["premise", "hypothesis"])
        frame.to_parquet(path, compression="zstd", index=False)
        return len(frame)


class Answered:
    """A model whose logits for recorded pairs stand in a file.

    Args:
        questions: as :meth:`Recorder.write` wrote it.
        answers: ``.npy``, shape (pairs, outputs), in the same order.
    """

    def __init__(self, questions: Path, answers: Path) -> None:
        frame = pd.read_parquet(questions)
        self.logits: npt.NDArray[np.float32] = np.load(answers, allow_pickle=False)
        if len(frame) != len(self.logits):
            raise ValueError(f"{answers}: {len(self.logits)} answers to the {len(frame)} questions of {questions}")
        self._rows = {pair: row for row, pair in enumerate(zip(frame["premise"], frame["hypothesis"], strict=True))}

    def predict(self, pairs: Sequence[Pair]) -> list[Prediction]:
        """Probabilities of every pair, in order, uncalibrated.

        Raises:
            KeyError: a pair was not recorded.
        """
        if not pairs:
            return []
        rows = [self._rows[pair] for pair in pairs]
        return [Prediction(e, n, c) for e, n, c in softmax(self.logits[rows, : len(LABELS)]).tolist()]


def answer(questions: Path, folder: Path, bits: int, target: Path) -> int:
    """Write a transformers folder's logits for recorded pairs, weights rounded as they would ship; how many pairs."""
    from .checkpoint import Checkpoint
    from .distillation import batch_logits

    frame = pd.read_parquet(questions)
    model: Any = Checkpoint(folder, bits)
    logits = batch_logits(
        model.model, model.tokenizer, frame["premise"].tolist(), frame["hypothesis"].tolist(), model.max_length
    )
    np.save(target, logits.astype(np.float32))
    return len(frame)
