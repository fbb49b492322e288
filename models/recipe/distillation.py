"""Learning from a teacher: its logits for every pair, kept on disk, and a loss that mixes them with the labels."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import torch
from datasets import Dataset
from transformers import AutoTokenizer, Trainer

from .config import Distillation
from .data import LABELS
from .processor import device, fast_bf16
from .quantised import load_as_shipped

BATCH = 64
UNLABELLED = -100
# What is known of a row, beside its tokens.
KNOWN = ("labels", "supported", "stances", "teacher")


class DistillingTrainer(Trainer):
    """A trainer of a model with outputs for labels and, perhaps, for stances, from labels, stances and a teacher."""

    def __init__(self, distillation: Distillation | None, **options: Any) -> None:
        super().__init__(**options)
        self.distillation = distillation

    def compute_loss(
        self, model: Any, inputs: dict[str, Any], return_outputs: bool = False, num_items_in_batch: Any = None
    ) -> Any:
        """The loss of a batch; what a row has no label or no stance for (-100) it says nothing about."""
        known = {name: inputs.pop(name) for name in KNOWN if name in inputs}
        outputs = model(**inputs)
        loss = batch_loss(outputs.logits.float(), self.distillation, **known)
        return (loss, outputs) if return_outputs else loss


def batch_loss(
    logits: torch.Tensor,
    plan: Distillation | None,
    labels: torch.Tensor,
    stances: torch.Tensor | None = None,
    teacher: torch.Tensor | None = None,
    supported: torch.Tensor | None = None,
) -> torch.Tensor:
    """Mean loss of a batch: cross entropy of labels, support and stances,
    or a mix of it and the distance to the teacher's probabilities.

    Args:
        logits: shape (rows, labels) or (rows, labels + stances).
        plan: how much the teacher says; ``None`` without one.
        labels: shape (rows,); -100 where something else is known, or only a teacher.
        stances: shape (rows,); -100 where none is known.
        teacher: the teacher's logits, shaped as ``logits``.
        supported: shape (rows,); 1 where the premise supports the hypothesis and 0 where it does not,
            which leaves open whether it contradicts it: the loss is on the probability of entailment alone. -100 where
            the label is known, or nothing.
    """
    rows, width = len(logits), len(LABELS)
    told = torch.full_like(labels, UNLABELLED) if stances is None else stances
    if logits.shape[1] > width and stances is None:
        logits = logits[:, :width]
    loss = _cross_entropy(logits[:, :width], labels)
    if stances is not None:
        loss = loss + _cross_entropy(logits[:, width:], told)
    if supported is not None:
        loss = loss + _two_way(logits[:, :width], supported)
    if plan is None or teacher is None:
        return loss / rows
    wanted = teacher.float()
    # A row with a stance asks for the stance outputs, any other for the labels.
    soft = _distance(logits[:, :width], wanted[:, :width], told < 0, plan.temperature)
    if stances is not None:
        soft = soft + _distance(logits[:, width:], wanted[:, width:], told >= 0, plan.temperature)
    return (plan.weight * soft + (1 - plan.weight) * loss) / rows


def _cross_entropy(logits: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.cross_entropy(logits, gold, ignore_index=UNLABELLED, reduction="sum")


def _two_way(logits: torch.Tensor, supported: torch.Tensor) -> torch.Tensor:
    """Sum of the cross entropies of entailment against the two other labels together."""
    chances = torch.log_softmax(logits, dim=-1)
    entailed, other = chances[:, 0], torch.logsumexp(chances[:, 1:], dim=-1)
    return -(entailed[supported == 1].sum() + other[supported == 0].sum())


def _distance(logits: torch.Tensor, wanted: torch.Tensor, rows: torch.Tensor, temperature: float) -> torch.Tensor:
    """Sum over the chosen rows of the Kullback-Leibler distance at a temperature (Hinton et al. 2015)."""
    one = torch.log_softmax(logits[rows] / temperature, dim=-1)
    other = torch.softmax(wanted[rows] / temperature, dim=-1)
    return temperature**2 * torch.nn.functional.kl_div(one, other, reduction="sum")


def with_teacher(
    dataset: Dataset, pairs: pd.DataFrame, teacher: Path, max_length: int, cache: Path, bits: int = 8
) -> Dataset:
    """Add the teacher's logits as the column ``teacher``.

    Args:
        dataset: the tokenised pairs.
        pairs: the same pairs as text.
        teacher: a transformers folder.
        max_length: most tokens of a pair.
        cache: where the logits are kept, part by part, so that a kill loses little.
        bits: 4 rounds its weights as they ship: what learnt with rounded weights may know nothing with others.
    """
    logits = teacher_logits(pairs, teacher, max_length, cache, bits)
    return dataset.add_column("teacher", [row.tolist() for row in logits])


def teacher_logits(
    pairs: pd.DataFrame, teacher: Path, max_length: int, cache: Path, bits: int = 8, part: int = 8192
) -> Any:
    """The teacher's logits of every pair, shape (rows, outputs)."""
    cache.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(teacher)
    model = None
    found = []
    started = time.monotonic()
    for start in range(0, len(pairs), part):
        path = cache / f"logits-{start:07d}.npy"
        if path.is_file():
            found.append(np.load(path, allow_pickle=False))
            continue
        if model is None:
            # Weights in bfloat16 too: 84 pairs/s against 73, and 998 of 1,000 labels the same.
            model = load_as_shipped(teacher, bits).to(device(), torch.bfloat16 if fast_bf16() else torch.float32)
        rows = pairs.iloc[start : start + part]
        values = batch_logits(model, tokenizer, rows["premise"].tolist(), rows["hypothesis"].tolist(), max_length)
        np.save(path, values)
        found.append(values)
        rate = (start + len(rows)) / (time.monotonic() - started)
        print(f"teacher {start + len(rows)}/{len(pairs)}  {rate:.0f} pairs/s", flush=True)
    return np.concatenate(found)


def batch_logits(model: Any, tokenizer: Any, premises: list[str], hypotheses: list[str], max_length: int) -> Any:
    """Logits of every pair, shape (pairs, outputs), in batches of pairs of like length."""
    order = sorted(range(len(premises)), key=lambda index: len(premises[index]) + len(hypotheses[index]))
    values = np.zeros((len(premises), model.config.num_labels), dtype=np.float32)
    size = BATCH * (4 if model.device.type == "cuda" else 1)
    for start in range(0, len(order), size):
        chosen = order[start : start + size]
        batch = tokenizer(
            [premises[index] for index in chosen],
            [hypotheses[index] for index in chosen],
            truncation="longest_first",
            max_length=max_length,
            padding=True,
            return_tensors="pt",
        )
        with torch.inference_mode():
            values[chosen] = model(**batch.to(model.device)).logits.float().cpu().numpy()
    return values
