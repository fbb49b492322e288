"""Training with the weights as they will ship: rounded to 4 bits in blocks in every forward pass.

The rounding is that of ONNX Runtime's symmetric ``MatMulNBits`` (the entry of largest magnitude of a block becomes -8),
so that export changes nothing more: rounding a rounded weight again gives the same weight.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from checker.nli.export import BLOCK_SIZE

LEVELS = 8


def scales(blocks: torch.Tensor) -> torch.Tensor:
    """What one level is worth in each block, shape (…, 1): the entry of largest magnitude becomes -8."""
    return blocks.gather(-1, blocks.abs().argmax(dim=-1, keepdim=True)) / -LEVELS


def halves(packed: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The numbers that stand two to a byte, the first in the lower half; the last dimension doubles."""
    return np.stack([packed & 15, packed >> 4], axis=-1).reshape(*packed.shape[:-1], -1)


def rounded(weight: torch.Tensor, block_size: int) -> torch.Tensor:
    """A weight rounded to 4 bits in blocks along its input dimension.

    Args:
        weight: shape (outputs, inputs), ``inputs`` a multiple of ``block_size``.
        block_size: entries that share a scale.
    """
    blocks = weight.reshape(weight.shape[0], -1, block_size)
    scale = scales(blocks)
    scale = torch.where(scale == 0, torch.ones_like(scale), scale)
    return (torch.clamp(torch.round(blocks / scale), -LEVELS, LEVELS - 1) * scale).reshape(weight.shape)


class RoundedLinear(torch.nn.Linear):
    """A linear layer that computes with rounded weights; the gradient passes to the exact ones as if it had not."""

    block_size: int

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        """The layer's output, shape (…, outputs)."""
        weight = self.weight + (rounded(self.weight, self.block_size) - self.weight).detach()
        return torch.nn.functional.linear(input, weight, self.bias)


def train_rounded(model: Any, block_size: int) -> None:
    """Make every linear layer of a transformers model's encoder compute with rounded weights; names stay the same."""
    for module in model.base_model.encoder.modules():
        if type(module) is torch.nn.Linear:
            module.__class__ = RoundedLinear
            setattr(module, "block_size", block_size)  # noqa: B010 - mypy takes modules' attributes for tensors


def round_weights(model: Any, block_size: int) -> None:
    """Put the rounded weights in the place of the exact ones, for export."""
    with torch.no_grad():
        for module in model.base_model.encoder.modules():
            if isinstance(module, torch.nn.Linear):
                module.weight.copy_(rounded(module.weight, block_size))


def load_as_shipped(folder: Path, bits: int) -> Any:
    """The model of a transformers folder, for answers, its weights rounded where it ships with 4 bits."""
    from transformers import AutoModelForSequenceClassification

    model = AutoModelForSequenceClassification.from_pretrained(folder, attn_implementation="eager").eval()
    if bits == 4:
        round_weights(model, BLOCK_SIZE)
    return model
