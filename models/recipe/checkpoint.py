"""A transformers folder of the recipe as a model to measure, before it is exported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from transformers import AutoTokenizer

from checker.nli import LABELS, Prediction
from checker.nli.labels import softmax

from .distillation import batch_logits
from .processor import device, fast_bf16
from .quantised import load_as_shipped

MAX_LENGTH = 512


class Checkpoint:
    """Predicts with torch, in batches of pairs of like length, uncalibrated.

    Args:
        folder: a finished phase, or a checkpoint of one.
        bits: 4 rounds the weights as they would ship.
        max_length: most tokens of a pair; what is longer is cut.
    """

    def __init__(self, folder: Path, bits: int = 8, max_length: int = MAX_LENGTH) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        model = load_as_shipped(folder, bits)
        # What a GPU answers is kept and compared: there the weights stay exact.
        gpu = device() == "cuda"
        if gpu:
            torch.set_float32_matmul_precision("high")
        self.model = model.to(device(), torch.bfloat16 if fast_bf16() and not gpu else torch.float32)
        self.max_length = max_length

    def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
        """Probabilities of every (premise, hypothesis) pair, in order."""
        if not pairs:
            return []
        premises, hypotheses = (list(texts) for texts in zip(*pairs, strict=True))
        logits = batch_logits(self.model, self.tokenizer, premises, hypotheses, self.max_length)[:, : len(LABELS)]
        return [Prediction(e, n, c) for e, n, c in softmax(logits).tolist()]
