"""The NLI model: its protocol, the embedded ONNX model, de-duplication."""

from __future__ import annotations

from .embedded import EmbeddedModel, load_embedded
from .protocol import LABELS, NliModel, Prediction, predict_pairs

__all__ = ["LABELS", "EmbeddedModel", "NliModel", "Prediction", "load_embedded", "predict_pairs"]
