"""What computes the answers of a model in our ONNX layout: ONNX Runtime, or OpenVINO where it is installed and pays."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from ..errors import require_extra

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


Runtime = Literal["onnxruntime", "openvino"]
RuntimeChoice = Literal["auto", "onnxruntime", "openvino"]
RUNTIMES: tuple[RuntimeChoice, ...] = ("auto", "onnxruntime", "openvino")
CPUINFO = Path("/proc/cpuinfo")
# int8 products in one step (VNNI), in 512 or 256 bits. Without them OpenVINO was slower than ONNX Runtime.
PAYS = frozenset(("avx512_vnni", "avx_vnni"))


class Session(Protocol):
    """A loaded model that answers one pair a call, from several threads at a time."""

    def run(self, inputs: Mapping[str, npt.NDArray[np.int64]]) -> npt.NDArray[np.float32]:
        """The outputs of one pair.

        Args:
            inputs: ``input_ids``, ``attention_mask`` and, for models that tell the halves apart,
                ``token_type_ids``, each of shape (1, tokens).

        Returns:
            Logits, shape (outputs,), that belong to the caller.
        """


@cache
def cpu_flags() -> frozenset[str]:
    """What this processor can do, as Linux names it; nothing on other systems."""
    try:
        lines = CPUINFO.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return frozenset()
    return frozenset(next((line.partition(":")[2] for line in lines if line.startswith("flags")), "").split())


def choose_runtime(asked: RuntimeChoice) -> Runtime:
    """The runtime for an embedded model; ``auto`` takes OpenVINO where it is installed and this processor has VNNI.

    Raises:
        MissingExtraError: OpenVINO is asked for and not installed.
    """
    if asked == "openvino":
        require_extra("the runtime OpenVINO", ("openvino",), "fast")
        return "openvino"
    return "openvino" if asked == "auto" and PAYS & cpu_flags() and _installed() else "onnxruntime"


def _installed() -> bool:
    return sys.modules["openvino"] is not None if "openvino" in sys.modules else find_spec("openvino") is not None


def available_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
