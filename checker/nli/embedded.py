"""The embedded model: int8 ONNX on onnxruntime, with the tokenizers library. No torch, no network."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import ModelError
from .protocol import Pair, Prediction

BATCH_TOKENS = 2_048
MAX_BATCH = 32
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
    raise ModelError(f"no embedded model named `{name}`: reinstall headline-checker, or run `make train MODEL={name}` in a checkout")


def load_embedded(name: str = "standard", threads: int | None = None) -> EmbeddedModel:
    """Load an embedded model by name.

    Args:
        name: ``standard``.
        threads: threads for one prediction; all cores by default.

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
            self.calibration: dict[str, Any] = json.loads(calibration.read_text(encoding="utf-8")) if calibration.is_file() else {}
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
        if self._threads:
            options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        try:
            return onnxruntime.InferenceSession(
                str(self.folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's own exceptions share no base
            raise ModelError(f"{self.folder}/model.onnx: cannot be loaded ({error}): reinstall headline-checker") from None

    def warm_up(self) -> None:
        """Load tokenizer and weights now, not at the first prediction."""
        _ = self._tokenizer, self._session

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
        return [Prediction(*(float(value) for value in best[index]), cut=counts[index] > 1) for index in range(len(pairs))]

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
        order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
        logits = np.zeros((len(rows), len(self.labels)), dtype=np.float32)
        pad = int(self.config["pad_token_id"])
        position = 0
        while position < len(order):
            batch = self._batch(order, rows, position)
            width = len(rows[batch[-1]])
            ids = np.full((len(batch), width), pad, dtype=np.int64)
            mask = np.zeros((len(batch), width), dtype=np.int64)
            for line, index in enumerate(batch):
                ids[line, : len(rows[index])] = rows[index]
                mask[line, : len(rows[index])] = 1
            feed = {"input_ids": ids, "attention_mask": mask}
            (output,) = self._session.run(["logits"], feed)
            logits[batch] = output
            position += len(batch)
        return logits[:, self._order]

    @staticmethod
    def _batch(order: list[int], rows: list[list[int]], position: int) -> list[int]:
        end = position
        while end < len(order) and end - position < MAX_BATCH:
            if end > position and (end - position + 1) * len(rows[order[end]]) > BATCH_TOKENS:
                break
            end += 1
        return order[position:end]

    def _softmax(self, logits: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        scaled = logits / self.temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        powers = np.exp(scaled)
        result: npt.NDArray[np.float32] = powers / powers.sum(axis=1, keepdims=True)
        return result
