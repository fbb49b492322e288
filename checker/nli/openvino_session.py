"""A model run by OpenVINO, which reads the same ``model.onnx``;
the compiled model is kept in the user's cache folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import ModelError
from ..once import Lock, loaded_once
from .onnxruntime_session import one_line
from .runtimes import cpu_flags

OPTIONS: Mapping[str, Any] = {
    # The same arithmetic on every processor: bfloat16 would be chosen where there is one.
    "INFERENCE_PRECISION_HINT": "f32",
    # Activations are rounded to 8 bits in groups as large as the weights' blocks: of 0, 32, 64 and 128 the fastest.
    "DYNAMIC_QUANTIZATION_GROUP_SIZE": 128,
    "ENABLE_CPU_PINNING": False,
}
CONVERTER = "openvino.tools.ovc"
# Models of a process's parent: destroyed in a forked child, they would wait for threads that are not there.
_INHERITED: list[Any] = []


class OpenVinoSession:
    """Streams that answer side by side, or one that has all cores; a :class:`~checker.nli.runtimes.Session`.

    The answers are the same to the last bit: a product is divided among threads by its outputs.

    A forked child compiles the model again, from the cache: it has none of the threads that its parent's belongs to.

    Args:
        path: ``model.onnx``.
        revision: hash of the weights, which the compiled model is kept by.
        threads: cores in all.
        streams: pairs at a time, which share the cores.

    Raises:
        ModelError: OpenVINO cannot compile it.
    """

    def __init__(self, path: Path, revision: str, threads: int, streams: int) -> None:
        self._path, self._revision = path, revision
        self._options = {**OPTIONS, "NUM_STREAMS": streams, "INFERENCE_NUM_THREADS": threads}
        self._lock = Lock()
        self._owner = os.getpid()
        self._model = self._compile()
        self._requests = threading.local()

    def run(self, inputs: Mapping[str, npt.NDArray[np.int64]]) -> npt.NDArray[np.float32]:
        """The outputs of one pair."""
        request = self._request()
        request.infer(dict(inputs), share_inputs=True)
        found: npt.NDArray[np.float32] = request.get_output_tensor(0).data[0].copy()
        return found

    def _request(self) -> Any:
        """This thread's own request."""
        if self._owner != os.getpid():
            self._renew()
        found = getattr(self._requests, "own", None)
        if found is None:
            found = self._requests.own = self._model.create_infer_request()
        return found

    def _renew(self) -> None:
        with self._lock:
            if self._owner != os.getpid():
                _INHERITED.append((self._model, self._requests.__dict__.copy()))
                self._model, self._requests = self._compile(), threading.local()
                self._owner = os.getpid()

    def _compile(self) -> Any:
        with _without_converter():
            import openvino

        _first_tensor()
        core = openvino.Core()
        kept = cache_file(self._revision, openvino.__version__)
        if kept is not None and kept.is_file():
            # Half a file or another machine's is no reason to stop: it is made anew.
            with suppress(Exception):
                return core.import_model(kept.read_bytes(), "CPU", self._options)
        try:
            model = core.compile_model(core.read_model(self._path), "CPU", self._options)
        except Exception as error:  # bare RuntimeErrors, for the most part
            raise ModelError(
                f"{self._path}: OpenVINO cannot compile it ({one_line(error)}): choose --runtime onnxruntime"
            ) from None
        if kept is not None:
            with suppress(OSError, RuntimeError):
                _keep(model.export_model().getvalue(), kept)
        return model


@loaded_once
def _first_tensor() -> bool:
    """Make a tensor of numpy's once in a process, in one thread.

    OpenVINO's binding looks numpy up at the first, in a static that it makes without the GIL:
    of two threads that are first together one waits for the static with the GIL in hand,
    and the other for the GIL with the static.
    """
    import openvino

    tensor = openvino.Tensor(np.zeros((1, 1), dtype=np.int64), shared_memory=True)
    return bool(tensor.get_element_type().to_dtype() == np.int64 and tensor.data.size)


@contextmanager
def _without_converter() -> Iterator[None]:
    """Keep OpenVINO's import from pulling in its converter, which looks for torch and takes a third of the time;
    nobody needs it here.
    """
    hidden = CONVERTER not in sys.modules
    if hidden:
        sys.modules[CONVERTER] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if hidden:
            del sys.modules[CONVERTER]


def cache_file(revision: str, version: str) -> Path | None:
    """Where a compiled model is kept, by all that it depends on;
    ``None`` where the user has no folder that can be written to.
    """
    from platformdirs import user_cache_path

    depends = json.dumps([revision, version, dict(OPTIONS), platform.machine(), sorted(cpu_flags())])
    folder = user_cache_path("headline-checker") / "openvino"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder / f"{revision}-{hashlib.sha256(depends.encode()).hexdigest()[:16]}.blob"


def _keep(data: bytes, path: Path) -> None:
    """Write a file whole or not at all: several processes may start at once."""
    with NamedTemporaryFile(dir=path.parent, prefix=path.stem, suffix=".tmp", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    temporary.replace(path)
