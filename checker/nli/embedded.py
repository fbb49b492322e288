"""The embedded model: int8 ONNX on onnxruntime, with the tokenizers library. No torch, no network."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import ModelError
from .protocol import Pair, Prediction

WINDOW_OVERLAP = 32
PACKAGE = Path(__file__).resolve().parent.parent


def embedded_folder(name: str) -> Path:
    """Where an embedded model lies: ``models/`` of a checkout, else inside the installed package.

    Raises:
        ModelError: there is no such embedded model.
    """
    checkout = PACKAGE.parent / "models" / name
    folders = [PACKAGE / "embedded" / name]
    if (PACKAGE.parent / "pyproject.toml").is_file():
        folders.insert(0, checkout)
    for folder in folders:
        if (folder / "model.onnx").is_file():
            return folder
    raise ModelError(
        f"no embedded model named `{name}`: reinstall headline-checker, or run `make train MODEL={name}` in a checkout"
    )


def available_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def load_embedded(name: str = "standard", threads: int | None = None) -> EmbeddedModel:
    """Load an embedded model by name.

    Args:
        name: ``standard``.
        threads: pairs judged at the same time; as many as there are cores by default.

    Raises:
        ModelError: no such model, or its files are damaged.
    """
    return EmbeddedModel(embedded_folder(name), name, threads)


class EmbeddedModel:
    """A folder with ``model.onnx``, ``tokenizer.json``, ``config.json`` and ``calibration.json``."""

    def __init__(self, folder: Path, name: str, threads: int | None = None) -> None:
        self.folder = folder
        self._name = name
        self._threads = threads
        try:
            self.config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            self.labels: list[str] = list(self.config["labels"])
            self.max_length = int(self.config["max_length"])
            calibration = folder / "calibration.json"
            self.calibration: dict[str, Any] = (
                json.loads(calibration.read_text(encoding="utf-8")) if calibration.is_file() else {}
            )
            self._order = [self.labels.index(label) for label in ("entailment", "neutral", "contradiction")]
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{folder}: not a model folder of ours: {error}; reinstall headline-checker") from None

    @property
    def name(self) -> str:
        """The name it was asked for by."""
        return self._name

    @cached_property
    def revision(self) -> str:
        """First 16 hex digits of the SHA-256 of the weights."""
        digest = hashlib.sha256()
        with (self.folder / "model.onnx").open("rb") as handle:
            while block := handle.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()[:16]

    @property
    def calibrated(self) -> bool:
        """True when ``calibration.json`` was fitted for exactly these weights."""
        return bool(self.calibration) and self.calibration.get("revision") == self.revision

    @property
    def temperature(self) -> float:
        """The logits are divided by this."""
        return float(self.calibration.get("temperature", 1.0))

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        except Exception as error:  # the library raises bare Exception
            raise ModelError(f"{self.folder}/tokenizer.json: cannot be read: {error}") from None
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        try:
            return onnxruntime.InferenceSession(
                str(self.folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's own exceptions share no base
            raise ModelError(
                f"{self.folder}/model.onnx: cannot be loaded ({error}): reinstall headline-checker"
            ) from None

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads or available_cores(), thread_name_prefix="nli")

    def warm_up(self) -> None:
        """Load tokenizer and weights, and hash them, now and not at the first prediction."""
        _ = self._tokenizer, self._session, self.revision

    def predict(self, pairs: Sequence[Pair]) -> list[Prediction]:
        """Probabilities of every (premise, hypothesis) pair, in order.

        A pair longer than the model's limit is read in overlapping windows of the premise; the window
        that is least neutral answers, and the prediction says that it was cut.
        """
        if not pairs:
            return []
        encoded = self._tokenizer.encode_batch([(premise, hypothesis) for premise, hypothesis in pairs])
        rows: list[list[int]] = []
        owner: list[int] = []
        for index, item in enumerate(encoded):
            if len(item.ids) <= self.max_length:
                rows.append(item.ids)
                owner.append(index)
                continue
            for ids in self._windows(*pairs[index]):
                rows.append(ids)
                owner.append(index)
        probabilities = self._softmax(self._logits(rows))
        best: dict[int, npt.NDArray[np.float32]] = {}
        counts: dict[int, int] = {}
        for row, index in zip(probabilities, owner, strict=True):
            counts[index] = counts.get(index, 0) + 1
            if index not in best or row[1] < best[index][1]:
                best[index] = row
        return [
            Prediction(float(best[index][0]), float(best[index][1]), float(best[index][2]), counts[index] > 1)
            for index in range(len(pairs))
        ]

    def _windows(self, premise: str, hypothesis: str) -> list[list[int]]:
        first = self._tokenizer.encode(premise, add_special_tokens=False)
        second = self._tokenizer.encode(hypothesis, add_special_tokens=False)
        room = self.max_length - 4
        hypothesis_ids = second.ids[: room // 2]
        size = room - len(hypothesis_ids)
        step = max(size - WINDOW_OVERLAP, 1)
        begin, middle, end = self.config["template"]
        starts = range(0, max(len(first.ids) - WINDOW_OVERLAP, 1), step)
        return [[*begin, *first.ids[start : start + size], *middle, *hypothesis_ids, *end] for start in starts]

    def _logits(self, rows: list[list[int]]) -> npt.NDArray[np.float32]:
        # One pair a call, longest first, one core a call: no padding is computed, a pair's answer cannot
        # change with its neighbours (in int8 batches it did, by up to 0.16), and it is as fast as batches.
        order = sorted(range(len(rows)), key=lambda index: -len(rows[index]))
        logits = np.zeros((len(rows), len(self.labels)), dtype=np.float32)

        def run(index: int) -> None:
            ids = np.array([rows[index]], dtype=np.int64)
            (output,) = self._session.run(["logits"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})
            logits[index] = output[0]

        _ = self._session
        if len(rows) < 2 or self._threads == 1:
            for index in order:
                run(index)
        else:
            list(self._pool.map(run, order))
        return logits[:, self._order]

    def _softmax(self, logits: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        scaled = logits / self.temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        powers = np.exp(scaled)
        result: npt.NDArray[np.float32] = powers / powers.sum(axis=1, keepdims=True)
        return result
