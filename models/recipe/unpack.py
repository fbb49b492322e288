"""Shipped ONNX file → transformers folder: lets further phases, or a student,
start from it where no checkpoint is left.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from transformers import AutoTokenizer

from .quantised import halves
from .training import add_stances, build_model

Weights = dict[str, npt.NDArray[np.float32]]


def unpack(model_file: Path, base: Path, keep_layers: list[int], target: Path) -> None:
    """Write the weights of a shipped model as a transformers folder.

    The matrix products come back exactly as they were rounded (a phase that trains rounded weights goes on without a
    step), the embeddings to 8 bits.

    Args:
        model_file: ``model.onnx`` of 8 or 4 bits, made by this recipe, with its ``config.json`` beside it.
        base: folder of the starting weights, for architecture and tokenizer.
        keep_layers: as in the recipe.
        target: created.

    Raises:
        ValueError: a weight of the architecture is not in the file.
    """
    config = json.loads((model_file.parent / "config.json").read_text(encoding="utf-8"))
    model = build_model(base, keep_layers)
    if config.get("stances"):
        add_stances(model)
    found = stored_weights(model_file)
    state = model.state_dict()
    missing = [name for name in state if name not in found and not name.endswith("position_ids")]
    if missing:
        raise ValueError(f"{model_file}: has no {missing[0]} (and {len(missing) - 1} more): is it another recipe's?")
    model.load_state_dict(
        {name: torch.from_numpy(found[name].reshape(state[name].shape)) for name in state if name in found}
    )
    model.save_pretrained(target)
    AutoTokenizer.from_pretrained(base).save_pretrained(target)


def stored_weights(model_file: Path) -> Weights:
    """The weights of an exported file in fp32, by their names in transformers."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(model_file)).graph
    stored = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    found: Weights = {}
    for name, value in stored.items():
        plain = name.removeprefix("model.")
        if name.startswith("model.") and value.dtype == np.float32 and not name.endswith("_scale"):
            found[plain] = value.copy()
        if name.endswith("_quantized"):
            own = name.removesuffix("_quantized")
            zero = stored[f"{own}_zero_point"].astype(np.float32)
            scaled = (value.astype(np.float32) - zero) * stored[f"{own}_scale"]
            found[own.removeprefix("model.")] = scaled.astype(np.float32)
    for node in graph.node:
        if node.op_type == "MatMulNBits":
            # "/model/mpnet/encoder/layer.0/attention/attn/q/MatMul_Q4"
            parts = node.name.removeprefix("/model/").split("/")[:-1]
            found[".".join(parts) + ".weight"] = _product(node, stored)
        elif node.op_type == "MatMul" and node.name.endswith("Gemm_MatMul"):
            # The quantizer turned the layer of the head into a plain product, whose weight lies the other way round.
            name = node.input[1].removeprefix("model.")
            found[name] = np.ascontiguousarray(found[name].T)
    return found


def _product(node: Any, stored: dict[str, Any]) -> npt.NDArray[np.float32]:
    values = {attribute.name: attribute.i for attribute in node.attribute}
    packed, scales = stored[node.input[1]], stored[node.input[2]]
    if values["bits"] == 4:
        packed = halves(packed)
    middle = 1 << (values["bits"] - 1)
    blocks = packed.astype(np.float32) - middle
    weight = blocks * scales.reshape(values["N"], -1, 1)
    whole: npt.NDArray[np.float32] = weight.reshape(values["N"], -1)[:, : values["K"]].astype(np.float32)
    return whole
