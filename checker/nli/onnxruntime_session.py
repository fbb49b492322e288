"""A model run by ONNX Runtime."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import ModelError


class OnnxRuntimeSession:
    """One core a call; a :class:`~checker.nli.runtimes.Session`.

    Args:
        path: ``model.onnx``.

    Raises:
        ModelError: it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's own exceptions share no base
            raise ModelError(
                f"{path}: cannot be loaded ({one_line(error)}): reinstall headline-checker, or export the model again"
            ) from None

    def run(self, inputs: Mapping[str, npt.NDArray[np.int64]]) -> npt.NDArray[np.float32]:
        """The outputs of one pair."""
        (output,) = self._session.run(["logits"], dict(inputs))
        found: npt.NDArray[np.float32] = output[0]
        return found


def one_line(error: Exception) -> str:
    """What a library says, short enough for a message."""
    return " ".join(str(error).split())[:200]
