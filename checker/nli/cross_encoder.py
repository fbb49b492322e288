"""Any transformers sequence-classification model, through sentence-transformers' ``CrossEncoder``.

Needs the extra ``hub``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ..errors import ModelError, UsageError
from ..once import LoadedOnce, unforked
from .calibration import LocalModel
from .hub import require_hub
from .labels import LabelMap, labels_of_config, understand
from .protocol import Pair, Prediction, least_neutral
from .shapes import TransformersConfig, read_shape
from .torch_thread import torch_thread
from .weights import check_memory, check_safetensors, downloaded_hash, safetensors_files, weight_hash

DEVICES = ("auto", "cpu", "cuda", "mps")
Device = Literal["auto", "cpu", "cuda", "mps"]
WINDOW_OVERLAP = 32
# Where neither tokenizer nor model states a limit.
MAX_LENGTH = 512
HEAD = "ForSequenceClassification"


def read_config(folder: Path, name: str) -> dict[str, Any]:
    """The ``config.json`` of a transformers folder, if it is a sequence classifier that needs no code of its own.

    Raises:
        ModelError: no such file, or another kind of model; says which.
    """
    path = folder / "config.json"
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise ModelError(f"{name}: has no config.json, so it is no transformers model and none of ours") from None
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{path}: is not JSON ({error}): download the model again") from None
    if not isinstance(config, dict):
        raise ModelError(f"{path}: is not a JSON object: download the model again")
    read_shape(path, TransformersConfig, "the description of a transformers model", "download the model again")
    kinds = [str(kind) for kind in config.get("architectures") or ()]
    own_code = [str(value).split("--")[0] for value in dict(config.get("auto_map") or {}).values()]
    if own_code and not any(kind.endswith(HEAD) and _known(kind) for kind in kinds):
        raise ModelError(f"{name}: needs Python code from its repository ({own_code[0]}), which is never run")
    if not any(kind.endswith(HEAD) for kind in kinds):
        shown = ", ".join(kinds) or f"of type {config.get('model_type', 'unknown')}, without a head"
        generator = any("LM" in kind or "ConditionalGeneration" in kind for kind in kinds)
        what = "is a text generator" if generator else "is not a sequence classifier"
        raise ModelError(
            f"{name}: {what} ({shown}): choose a model fine-tuned for natural-language inference (…{HEAD})"
        )
    return config


def _known(kind: str) -> bool:
    require_hub("a transformers model")
    import transformers

    return hasattr(transformers, kind)


class CrossEncoderModel(LocalModel):
    """A transformers folder, judged by torch.

    Args:
        folder: has ``config.json``, a tokenizer and safetensors.
        name: what the user calls it.
        device: ``auto`` takes CUDA, else Apple's MPS, else the CPU.
        batch_size: pairs judged together on a GPU. On a CPU that wins nothing,
            and an answer would change with its neighbours'
            lengths: there each pair is judged by itself.
        labels: what each output means, in order; the model's own ``id2label`` by default.
        threads: CPU threads of torch; its own choice by default.

    Raises:
        MissingExtraError: the extra ``hub`` is not installed.
        ModelError: wrong kind of model, labels that are not understood, damaged or pickled weights, too little memory.
        UsageError: a device that this machine lacks, a batch size below 1.
    """

    runtime = "torch"

    LOADED = frozenset(("_encoder",))

    def __init__(
        self,
        folder: Path,
        name: str,
        *,
        device: Device = "auto",
        batch_size: int = 32,
        labels: Sequence[str] | None = None,
        threads: int | None = None,
    ) -> None:
        if batch_size < 1:
            raise UsageError(f"batch size {batch_size}: must be 1 or more")
        super().__init__(folder, name)
        self.batch_size = batch_size
        self.config = read_config(folder, name)
        own = labels_of_config(self.config)
        if labels is not None and len(labels) != len(own):
            raise UsageError(f"labels: {len(labels)} were given, {name} has {len(own)} outputs ({', '.join(own)})")
        self.labels: LabelMap = understand(labels or own, name)
        self.files = safetensors_files(folder, name)
        self._tensors = [tensor for path in self.files for tensor in check_safetensors(path)]
        require_hub(f"the model {name}")
        check_memory(self.files, name)
        self.device = _device(device)
        self._threads = threads
        self._process = os.getpid()

    @LoadedOnce
    def revision(self) -> str:
        """First 16 hex digits of the SHA-256 of the weights.

        Raises:
            ModelError: a file of the hub's cache is not what the hub gave out.
        """
        return weight_hash([downloaded_hash(path) for path in self.files])

    @property
    def max_length(self) -> int:
        """Most tokens of a pair, special tokens included."""
        return int(self._encoder.max_seq_length)

    @property
    def pads(self) -> bool:
        """Does it judge pairs in batches, the short ones filled up to the longest?"""
        return self.device != "cpu"

    def warm_up(self) -> None:
        """Load the weights, and hash them, now and not at the first prediction."""
        _ = self.calibration, self._encoder

    def predict(self, pairs: Sequence[Pair]) -> list[Prediction]:
        """Probabilities of every (premise, hypothesis) pair, in order.

        A pair longer than the model's limit is read in overlapping windows of the premise; the window
        that is least neutral answers, and the prediction says that it was cut.

        Raises:
            ModelError: not enough memory.
        """
        if not pairs:
            return []
        rows: list[Pair] = []
        owner: list[int] = []
        for index, found in enumerate(self._windows(pairs)):
            rows.extend(found)
            owner.extend([index] * len(found))
        return least_neutral(self.labels.three_way(self._run(rows), self.temperature), owner)

    def logits(self, pairs: Sequence[Pair]) -> npt.NDArray[np.float32]:
        """Raw outputs, shape (pairs, outputs), in the model's own order; long pairs are cut at its limit."""
        return self._run(list(pairs))

    def _run(self, pairs: list[Pair]) -> npt.NDArray[np.float32]:
        import torch

        encoder = self._encoder
        if os.getpid() != self._process:
            # The threads of OpenMP are not there after a fork, and a child would wait for them for ever.
            self._process = os.getpid()
            torch.set_num_threads(1)
        try:
            with unforked():
                found = torch_thread().call(
                    encoder.predict,
                    pairs,
                    batch_size=self.batch_size if self.pads else 1,
                    show_progress_bar=False,
                    activation_fn=torch.nn.Identity(),
                )
        except (MemoryError, RuntimeError) as error:
            if isinstance(error, MemoryError) or "memory" in str(error).lower():
                raise ModelError(
                    f"{self.name}: not enough memory on {self.device}: lower --batch-size (now {self.batch_size})"
                ) from None
            raise
        return np.asarray(found, dtype=np.float32).reshape(len(pairs), self.labels.size)

    def _windows(self, pairs: Sequence[Pair]) -> list[list[Pair]]:
        """Each pair, or where it is too long, several with a window of the premise each."""
        tokenizer = self._encoder.tokenizer
        lengths = [len(ids) for ids in tokenizer([a for a, _ in pairs], [b for _, b in pairs]).input_ids]
        found: list[list[Pair]] = []
        for (premise, hypothesis), length in zip(pairs, lengths, strict=True):
            if length <= self.max_length:
                found.append([(premise, hypothesis)])
                continue
            if not tokenizer.is_fast:  # no offsets to cut at: the tokenizer's own truncation has to do
                found.append([(premise, hypothesis)] * 2)
                continue
            offsets = tokenizer(premise, add_special_tokens=False, return_offsets_mapping=True).offset_mapping
            room = self.max_length - (length - len(offsets))
            size = max(room, self.max_length // 2)
            step = max(size - WINDOW_OVERLAP, 1)
            starts = range(0, max(len(offsets) - WINDOW_OVERLAP, 1), step)
            cuts = [(offsets[start][0], offsets[min(start + size, len(offsets)) - 1][1]) for start in starts]
            found.append([(premise[start:end], hypothesis) for start, end in cuts])
        return found

    @LoadedOnce
    def _encoder(self) -> Any:
        import torch
        from sentence_transformers import CrossEncoder

        if self._threads:
            torch.set_num_threads(self._threads)
        try:
            with quiet():
                encoder = torch_thread().call(
                    CrossEncoder,
                    str(self.folder),
                    device=self.device,
                    trust_remote_code=False,
                    local_files_only=True,
                    model_kwargs={"use_safetensors": True, "dtype": _precision(self.device)},
                )
        except (OSError, ValueError, ImportError, KeyError, RuntimeError, MemoryError) as error:
            message = " ".join(str(error).split())[:300]
            raise ModelError(f"{self.name}: cannot be loaded: {message}") from None
        model = encoder[0].auto_model
        backbone = model.base_model_prefix + "."
        head = [key for key in model.state_dict() if not key.startswith(backbone)]
        absent = [key for key in head if key not in self._tensors]
        if absent:
            raise ModelError(
                f"{self.name}: its weights lack the classification head ({absent[0]}), so its answers would be random:"
                " choose a model that was fine-tuned for natural-language inference"
            )
        encoder.max_seq_length = min(int(encoder.max_seq_length or MAX_LENGTH), _positions(model))
        return encoder


def _positions(model: Any) -> int:
    """Positions that a transformers model has an embedding for."""
    known = getattr(model.config, "max_position_embeddings", None)
    if not isinstance(known, int) or known < 1:
        return MAX_LENGTH
    # RoBERTa and its kin count positions from behind the padding's number, and crash beyond the last.
    table = next((part for key, part in model.named_modules() if key.endswith(".position_embeddings")), None)
    reserved = getattr(table, "padding_idx", None)
    return known - (reserved + 1 if reserved is not None else 0)


def _device(device: Device) -> str:
    import torch

    cuda, mps = torch.cuda.is_available(), torch.backends.mps.is_available()
    if device == "auto":
        return "cuda" if cuda else "mps" if mps else "cpu"
    if (device == "cuda" and not cuda) or (device == "mps" and not mps):
        raise UsageError(f"device {device}: torch finds none on this machine: use --device cpu or auto")
    if device not in DEVICES:
        raise UsageError(f"device {device}: choose one of {', '.join(DEVICES)}")
    return device


def _precision(device: str) -> Any:
    """Half precision on GPUs; bfloat16 where it is native, since some models overflow float16."""
    import torch

    if device == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    return torch.float16 if device == "mps" else torch.float32


@contextmanager
def quiet() -> Iterator[None]:
    """Without the progress bars and load reports of transformers."""
    from transformers import utils

    logging: Any = utils.logging  # has no types
    level, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()
