"""fp32 checkpoint → 8-bit ONNX in our layout, by the same code as ``checker models export``."""

from __future__ import annotations

from pathlib import Path

from checker.nli.export import MAX_LENGTH, export_fp32, quantise, seal, write_layout
from checker.nli.labels import understand

from .data import LABELS


def export(checkpoint: Path, folder: Path, fp32: Path) -> Path:
    """Write ``model.onnx`` (8 bits), ``tokenizer.json`` and ``config.json`` into ``folder``.

    Returns:
        ``fp32``, the unquantised ONNX file, kept for the parity check.
    """
    folder.mkdir(parents=True, exist_ok=True)
    export_fp32(checkpoint, fp32)
    quantise(fp32, folder / "model.onnx")
    write_layout(checkpoint, folder, understand(LABELS, folder.name), max_length=MAX_LENGTH, name=folder.name)
    seal(folder)
    return fp32
