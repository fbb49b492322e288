"""fp32 checkpoint → ONNX → dynamic int8, with the tokenizer and a description of the files."""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from .data import LABELS

MAX_LENGTH = 256
BLOCK_SIZE = 128


class _Logits(torch.nn.Module):
    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        logits: torch.Tensor = self.model(input_ids=input_ids, attention_mask=attention_mask).logits
        return logits


def export_fp32(checkpoint: Path, target: Path) -> None:
    """Write the checkpoint as an ONNX graph with free batch size and length."""
    model = AutoModelForSequenceClassification.from_pretrained(checkpoint, attn_implementation="eager").float().eval()
    ids = torch.randint(10, 1000, (2, 17))
    torch.onnx.export(
        _Logits(model),
        (ids, torch.ones_like(ids)),
        str(target),
        input_names=["input_ids", "attention_mask"],
        output_names=["logits"],
        dynamic_axes={
            "input_ids": {0: "batch", 1: "length"},
            "attention_mask": {0: "batch", 1: "length"},
            "logits": {0: "batch"},
        },
        opset_version=17,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Weights to signed 8 bits: matrix products in blocks of 128, the embedding table whole; the head stays fp32.

    Blocks (MatMulNBits with int8 arithmetic) rather than ``quantize_dynamic`` for the products: dynamic int8
    shares one activation scale over everything in a call and agreed with fp32 on 95.5 % of 600 MNLI labels,
    blocks on 99.7 %, at two thirds of its speed.
    """
    logging.getLogger("onnxruntime.quantization").setLevel(logging.WARNING)
    quantizer = MatMulNBitsQuantizer(
        onnx.load(str(source)),
        bits=8,
        block_size=BLOCK_SIZE,
        is_symmetric=True,
        accuracy_level=4,
        op_types_to_quantize=("MatMul",),
    )
    quantizer.process()
    with tempfile.TemporaryDirectory() as scratch:
        products = Path(scratch) / "products.onnx"
        onnx.save(quantizer.model.model, str(products))
        quantize_dynamic(str(products), str(target), op_types_to_quantize=["Gather"], weight_type=QuantType.QInt8)


def export(checkpoint: Path, folder: Path, fp32: Path) -> Path:
    """Write ``model.onnx`` (int8), ``tokenizer.json`` and ``config.json`` into ``folder``.

    Returns:
        ``fp32``, the unquantised ONNX file, kept for the parity check.
    """
    folder.mkdir(parents=True, exist_ok=True)
    export_fp32(checkpoint, fp32)
    quantise(fp32, folder / "model.onnx")
    tokenizer = AutoTokenizer.from_pretrained(checkpoint)
    shutil.copy(checkpoint / "tokenizer.json", folder / "tokenizer.json")
    begin, middle, end = _template(tokenizer)
    config = {
        "format": "headline-checker-nli/1",
        "labels": list(LABELS),
        "max_length": MAX_LENGTH,
        "pad_token_id": tokenizer.pad_token_id,
        "template": [begin, middle, end],
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    return fp32


def _template(tokenizer: Any) -> tuple[list[int], list[int], list[int]]:
    """The special tokens before, between and after a pair."""
    first, second = (
        tokenizer("alpha", add_special_tokens=False).input_ids,
        tokenizer("beta", add_special_tokens=False).input_ids,
    )
    ids = tokenizer("alpha", "beta").input_ids
    one = ids.index(first[0])
    two = ids.index(second[0], one + len(first))
    return ids[:one], ids[one + len(first) : two], ids[two + len(second) :]
