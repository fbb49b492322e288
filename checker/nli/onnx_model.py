"""A model in our ONNX layout, the embedded ones among them: a runtime and tokenizers. No torch, no network."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import ModelError
from ..once import LoadedOnce, unforked
from .calibration import LocalModel
from .labels import STANCES, LabelMap, softmax, understand
from .onnxruntime_session import OnnxRuntimeSession, one_line
from .protocol import Pair, PassageReading, Prediction, least_neutral
from .runtimes import Runtime, Session, available_cores
from .shapes import OnnxConfig, read_shape
from .weights import file_hash

WINDOW_OVERLAP = 32
AGAIN = "reinstall headline-checker, or make the folder again with `checker models export`"
# So many pairs a core are few; and a second session, a core a pair, is loaded when so often there were more:
# one article has many at once now and then, and would wait for it.
FEW = 4
PATIENCE = 3
# Token ids, and where the hypothesis begins.
Row = tuple[list[int], int]


class OnnxModel(LocalModel):
    """A folder with ``model.onnx``, ``tokenizer.json``, ``config.json`` and, where fitted, ``calibration.json``.

    Args:
        folder: the folder.
        name: what the user calls it.
        threads: pairs judged at the same time; as many as there are cores by default.
        runtime: what computes the answers; see :mod:`~checker.nli.runtimes`.

    Attributes:
        runtime: the same.

    Raises:
        ModelError: the folder's description cannot be read.
    """

    LOADED = frozenset(("_tokenizer", "_session", "_united"))

    def __init__(self, folder: Path, name: str, threads: int | None = None, runtime: Runtime = "onnxruntime") -> None:
        super().__init__(folder, name)
        self._threads = threads
        self._many = 0
        self.runtime: Runtime = runtime
        self._workers: tuple[int, ThreadPoolExecutor] | None = None
        self.config: OnnxConfig = read_shape(
            folder / "config.json", OnnxConfig, "the description of a model of ours", AGAIN
        )
        self.labels: LabelMap = understand(self.config.labels, f"{folder}/config.json")
        further = tuple(self.config.stances)
        if further not in ((), STANCES):
            raise ModelError(
                f"{folder}/config.json: field `stances`: must be {', '.join(STANCES)}, in this order: {AGAIN}"
            )
        self.outputs = self.labels.size + len(further)
        self.max_length = self.config.max_length
        self.passage_words = self.config.passage_words
        self._begin, self._middle, self._end = self.config.template
        # Models of the BERT family are told which half of the pair a token is in.
        self._types = self.config.token_types

    def __getstate__(self) -> dict[str, Any]:
        return {**super().__getstate__(), "_workers": None}

    @LoadedOnce
    def revision(self) -> str:
        """First 16 hex digits of the SHA-256 of the weights.

        Raises:
            ModelError: the weights are not those that ``config.json`` was written for.
        """
        try:
            found = file_hash(self.folder / "model.onnx")
        except OSError as error:
            raise ModelError(f"{self.folder}/model.onnx: cannot be read: {error.strerror}") from None
        meant = self.config.sha256
        if meant and meant != found:
            raise ModelError(
                f"{self.folder}/model.onnx: is cut short or was changed (SHA-256 {found[:16]}…, config.json says"
                f" {meant[:16]}…): reinstall headline-checker, or export the model again"
            )
        return found[:16]

    @property
    def tells_stances(self) -> bool:
        """Has it further outputs for the stance of a passage towards a headline?"""
        return self.outputs > self.labels.size

    @LoadedOnce
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        except Exception as error:  # the library raises bare Exception
            raise ModelError(f"{self.folder}/tokenizer.json: cannot be read: {one_line(error)}") from None
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @LoadedOnce
    def _session(self) -> Session:
        """A pair a core."""
        return self._openvino(self._cores) if self.runtime == "openvino" else OnnxRuntimeSession(self._weights)

    @LoadedOnce
    def _united(self) -> Session:
        """All cores for one pair, where that is quicker."""
        return self._openvino(1) if self.runtime == "openvino" and self._cores > 1 else self._session

    def _openvino(self, streams: int) -> Session:
        from .openvino_session import OpenVinoSession

        return OpenVinoSession(self._weights, self.revision, self._cores, streams)

    @property
    def _cores(self) -> int:
        return self._threads or available_cores()

    @property
    def _weights(self) -> Path:
        return self.folder / "model.onnx"

    def _pool(self) -> ThreadPoolExecutor:
        """Threads of this process: a forked child has none of its parent's."""
        with self.loading:
            if self._workers is None or self._workers[0] != os.getpid():
                pool = ThreadPoolExecutor(self._cores, thread_name_prefix="nli")
                self._workers = os.getpid(), pool
            return self._workers[1]

    def warm_up(self) -> None:
        """Load tokenizer and weights, and hash them, now and not at the first prediction."""
        _ = self._tokenizer, self.calibration, self._united

    def predict(self, pairs: Sequence[Pair]) -> list[Prediction]:
        """Probabilities of every (premise, hypothesis) pair, in order.

        A pair longer than the model's limit is read in overlapping windows of the premise; the window
        that is least neutral answers, and the prediction says that it was cut.
        """
        if not pairs:
            return []
        rows, owner = self._rows(pairs)
        return self._predictions(self._run(rows), owner)

    def read_passages(self, pairs: Sequence[Pair]) -> list[PassageReading]:
        """Prediction and stance of every (passage, headline) pair, in order; for a model that ``tells_stances``.

        Of a pair cut in windows, the stance is the windows' mean.
        """
        if not pairs:
            return []
        rows, owner = self._rows(pairs)
        outputs = self._run(rows)
        stances = softmax(outputs[:, self.labels.size :])
        return [
            PassageReading(prediction, tuple(map(float, stances[np.equal(owner, index)].mean(axis=0))))
            for index, prediction in enumerate(self._predictions(outputs, owner))
        ]

    def _predictions(self, outputs: npt.NDArray[np.float32], owner: Sequence[int]) -> list[Prediction]:
        return least_neutral(self.labels.three_way(outputs[:, : self.labels.size], self.temperature), owner)

    def logits(self, pairs: Sequence[Pair]) -> npt.NDArray[np.float32]:
        """Raw outputs of the labels, shape (pairs, labels), in the model's own order; of a pair cut in windows,
        the first's.
        """
        rows, owner = self._rows(pairs)
        first = [owner.index(index) for index in range(len(pairs))]
        return self._run(rows)[first, : self.labels.size]

    def count_tokens(self, pairs: Sequence[Pair]) -> int:
        """Tokens that it reads of these pairs, special ones and overlapping windows included."""
        return sum(len(tokens) for tokens, _ in self._rows(pairs)[0]) if pairs else 0

    def _rows(self, pairs: Sequence[Pair]) -> tuple[list[Row], list[int]]:
        """What to run, and which pair each row belongs to."""
        with unforked():
            encoded = self._tokenizer.encode_batch([(premise, hypothesis) for premise, hypothesis in pairs])
        rows: list[Row] = []
        owner: list[int] = []
        for index, item in enumerate(encoded):
            if len(item.ids) <= self.max_length:
                second = item.sequence_ids.index(1) if 1 in item.sequence_ids else len(item.ids)
                found = [(item.ids, second)]
            else:
                found = self._windows(*pairs[index])
            rows.extend(found)
            owner.extend([index] * len(found))
        return rows, owner

    def _windows(self, premise: str, hypothesis: str) -> list[Row]:
        first = self._tokenizer.encode(premise, add_special_tokens=False)
        second = self._tokenizer.encode(hypothesis, add_special_tokens=False)
        room = self.max_length - len(self._begin) - len(self._middle) - len(self._end)
        hypothesis_ids = second.ids[: room // 2]
        size = room - len(hypothesis_ids)
        step = max(size - WINDOW_OVERLAP, 1)
        starts = range(0, max(len(first.ids) - WINDOW_OVERLAP, 1), step)
        pieces = [first.ids[start : start + size] for start in starts]
        return [
            (
                [*self._begin, *piece, *self._middle, *hypothesis_ids, *self._end],
                len(self._begin) + len(piece) + len(self._middle),
            )
            for piece in pieces
        ]

    def _run(self, rows: list[Row]) -> npt.NDArray[np.float32]:
        # One pair a call, longest first: no padding is computed, a pair's answer cannot
        # change with its neighbours (in int8 batches it did, by up to 0.16), and it is as fast as batches.
        # Many pairs have a core each. Of the few that one article asks at a time the passage takes as long as all
        # others together: with all cores it comes in half the time.
        many = len(rows) > FEW * self._cores
        self._many += many
        together = self.runtime == "openvino" and not (many and self._many >= PATIENCE)
        session = self._united if together else self._session
        order = sorted(range(len(rows)), key=lambda index: -len(rows[index][0]))
        logits = np.zeros((len(rows), self.outputs), dtype=np.float32)

        def run(index: int) -> None:
            tokens, second = rows[index]
            ids = np.array([tokens], dtype=np.int64)
            inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
            if self._types:
                types = [self._types[0]] * second + [self._types[1]] * (len(tokens) - second)
                inputs["token_type_ids"] = np.array([types], dtype=np.int64)
            try:
                with unforked():
                    logits[index] = session.run(inputs)
            except Exception as error:  # the runtimes' own exceptions share no base
                raise ModelError(
                    f"{self.folder}: model.onnx, tokenizer.json and config.json do not belong together "
                    f"({one_line(error)}): {AGAIN}"
                ) from None

        if len(rows) < 2 or self._threads == 1 or together:
            for index in order:
                run(index)
        else:
            list(self._pool().map(run, order))
        return logits
