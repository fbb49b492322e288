"""NLI models: the protocol, the embedded ones, folders in our ONNX layout, and any transformers cross-encoder."""

from __future__ import annotations

from .embedded import embedded_folder, embedded_names, load_embedded
from .labels import LABELS, STANCES, LabelMap
from .load import load_model
from .onnx_model import OnnxModel
from .protocol import NliModel, PassageReading, Prediction, predict_pairs

__all__ = [
    "LABELS",
    "STANCES",
    "LabelMap",
    "NliModel",
    "OnnxModel",
    "PassageReading",
    "Prediction",
    "embedded_folder",
    "embedded_names",
    "load_embedded",
    "load_model",
    "predict_pairs",
]
