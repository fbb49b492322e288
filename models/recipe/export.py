"""fp32 checkpoint → ONNX → dynamic int8, with the tokenizer and a description of the files."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from .data import LABELS

MAX_LENGTH = 256


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
        dynamic_axes={"input_ids": {0: "batch", 1: "length"}, "attention_mask": {0: "batch", 1: "length"}, "logits": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Signed int8 weights a channel at a time; the classification head stays fp32."""
    import onnx

    graph = onnx.load(str(source)).graph
    head = [node.name for node in graph.node if "classifier" in node.name]
    quantize_dynamic(
        str(source), str(target), weight_type=QuantType.QInt8, per_channel=True, reduce_range=False, nodes_to_exclude=head,
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def export(checkpoint: Path, folder: Path) -> Path:
    """Write ``model.onnx`` (int8), ``tokenizer.json`` and ``config.json`` into ``folder``.

    Returns:
        The fp32 ONNX file beside the checkpoint, kept for the parity check.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fp32 = checkpoint.parent / "model-fp32.onnx"
    export_fp32(checkpoint, fp32)
    with tempfile.TemporaryDirectory() as scratch:
        quantise(fp32, Path(scratch) / "model.onnx")
        shutil.move(str(Path(scratch) / "model.onnx"), folder / "model.onnx")
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
    first, second = tokenizer("alpha", add_special_tokens=False).input_ids, tokenizer("beta", add_special_tokens=False).input_ids
    ids = tokenizer("alpha", "beta").input_ids
    one = ids.index(first[0])
    two = ids.index(second[0], one + len(first))
    return ids[:one], ids[one + len(first) : two], ids[two + len(second) :]
