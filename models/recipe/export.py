"""fp32 checkpoint → ONNX of 8 or 4 bits in our layout, by the same code as ``checker models export``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.nli import STANCES
from checker.nli.export import MAX_LENGTH, export_fp32, quantise, seal, write_layout
from checker.nli.labels import understand

from .data import LABELS
from .training import tells_stances


def export(
    checkpoint: Path, folder: Path, work_dir: Path, bits: int = 8, described: Mapping[str, Any] | None = None
) -> Path:
    """Write ``model.onnx`` (8 or 4 bits), ``tokenizer.json`` and ``config.json`` into ``folder``.

    Args:
        checkpoint: the finished transformers folder.
        folder: of the shipped model.
        work_dir: gets ``fp32.onnx`` and ``reference``, the transformers folder with the weights that it has, both kept
            for the comparison. Of a 4-bit model these are the rounded weights, which it was trained with.
        bits: of the matrix products.
        described: further fields of ``config.json``; see :attr:`models.recipe.config.RecipeConfig.described`.

    Returns:
        The fp32 ONNX file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    reference = work_dir / "reference"
    _write_reference(checkpoint, reference, bits)
    fp32 = work_dir / "fp32.onnx"
    export_fp32(reference, fp32)
    quantise(fp32, folder / "model.onnx", bits)
    labels, stances = understand(LABELS, folder.name), STANCES if tells_stances(checkpoint) else ()
    most = (described or {}).get("max_length", MAX_LENGTH)
    write_layout(checkpoint, folder, labels, max_length=most, name=folder.name, stances=stances)
    path = folder / "config.json"
    path.write_text(
        json.dumps({**json.loads(path.read_text(encoding="utf-8")), **(described or {})}, indent=2) + "\n",
        encoding="utf-8",
    )
    seal(folder, bits)
    return fp32


def _write_reference(checkpoint: Path, reference: Path, bits: int) -> None:
    from transformers import AutoTokenizer

    from .quantised import load_as_shipped

    load_as_shipped(checkpoint, bits).save_pretrained(reference)
    AutoTokenizer.from_pretrained(checkpoint).save_pretrained(reference)
