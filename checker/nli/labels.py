"""What a model's outputs mean: its own label names → entailment, neutral, contradiction, or entailment and the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..errors import ModelError, UsageError

LABELS = ("entailment", "neutral", "contradiction")
TWO_WAY = ("entailment", "not-entailment")
# Of a body towards its headline, as in FNC-1 (Pomerleau and Rao 2017); further outputs of a model that tells them.
STANCES = ("agree", "disagree", "discuss", "unrelated")
# Spellings met on the hub, letters only, lower case.
MEANINGS: Mapping[str, frozenset[str]] = {
    "entailment": frozenset(
        "entailment entail entails entailed e support supports supported consistent factual faithful grounded".split()
    ),
    "neutral": frozenset("neutral n nei notenoughinfo notenoughinformation undetermined".split()),
    "contradiction": frozenset(
        "contradiction contradict contradicts contradicted contradictory c refute refutes refuted".split()
    ),
    "not-entailment": frozenset(
        """notentailment nonentailment notentailed notentail unsupported notsupported notsupport inconsistent
        notconsistent hallucination hallucinated unfaithful nonfactual ungrounded""".split()
    ),
}
WAY_OUT = "say what its outputs mean with --labels, in their order, e.g. --labels contradiction,neutral,entailment"


@dataclass(frozen=True)
class LabelMap:
    """Which output of a model means what.

    Attributes:
        size: number of outputs.
        entailment, neutral, contradiction: index of each; ``None`` where a two-way model has no such output.
    """

    size: int
    entailment: int
    neutral: int | None = None
    contradiction: int | None = None

    @property
    def two_way(self) -> bool:
        """The model tells entailment from the rest, and no contradiction."""
        return self.contradiction is None

    @property
    def names(self) -> tuple[str, ...]:
        """The labels that the model tells apart."""
        return TWO_WAY if self.two_way else LABELS

    def in_order(self) -> tuple[str, ...]:
        """The name of each output, in the model's order."""
        if self.size == 1:
            return ("entailment",)
        if self.two_way:
            return tuple("entailment" if index == self.entailment else "not-entailment" for index in range(2))
        return tuple(name for _, name in sorted(zip(self._order(), LABELS, strict=True)))

    def three_way(self, logits: npt.NDArray[np.float32], temperature: float = 1.0) -> npt.NDArray[np.float32]:
        """Probabilities of entailment, neutral and contradiction.

        Args:
            logits: shape (rows, ``size``).
            temperature: the logits are divided by it.

        Returns:
            Shape (rows, 3). A two-way model's "not entailed" counts as neutral, contradiction is 0.
        """
        scaled = np.asarray(logits, dtype=np.float32).reshape(-1, self.size) / temperature
        if self.size == 1:
            scaled = np.concatenate([scaled, np.zeros_like(scaled)], axis=1)
        shares = softmax(scaled)
        if not self.two_way:
            result: npt.NDArray[np.float32] = shares[:, list(self._order())]
            return result
        entailed = shares[:, self.entailment]
        return np.stack([entailed, 1 - entailed, np.zeros_like(entailed)], axis=1)

    def _order(self) -> tuple[int, int, int]:
        assert self.neutral is not None
        assert self.contradiction is not None
        return self.entailment, self.neutral, self.contradiction


def softmax(logits: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Probabilities of each row's outputs, shape (rows, outputs)."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: npt.NDArray[np.float32] = powers / powers.sum(axis=1, keepdims=True)
    return shares


def understand(names: Sequence[str], model: str) -> LabelMap:
    """Read a model's label names, whatever their order and spelling.

    Args:
        names: the name of each output, in order.
        model: what the user calls the model, for the message.

    Raises:
        ModelError: the names don't say which output is entailment.
    """
    found = LabelMap(len(names), -1)
    meanings = [_meaning(name) for name in names]
    expected = {
        3: [{"entailment", "neutral", "contradiction"}],
        2: [{"entailment", "not-entailment"}, {"entailment", "contradiction"}, {"entailment", "neutral"}],
        1: [{"entailment"}],
    }.get(len(names), [])
    if set(meanings) not in expected or len(set(meanings)) != len(meanings):
        shown = ", ".join(f"{index}: {name}" for index, name in enumerate(names)) or "none"
        raise ModelError(f"{model}: its {len(names)} labels are not understood ({shown}): {WAY_OUT}")
    if found.size == 3:
        return LabelMap(3, *(meanings.index(label) for label in LABELS))
    # Of two outputs the other is "not entailed", whatever it is called: it also takes what is merely unsaid.
    return LabelMap(found.size, meanings.index("entailment"))


def parse_labels(text: str) -> tuple[str, ...]:
    """The value of ``--labels``: names in the order of the model's outputs, separated by commas.

    Raises:
        UsageError: a name is unknown.
    """
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    unknown = [name for name in names if _meaning(name) is None]
    if unknown or not names:
        raise UsageError(
            f"labels: `{unknown[0] if unknown else text}` is none of entailment, neutral, contradiction, "
            "not-entailment; name each output of the model in order, separated by commas"
        )
    return names


def labels_of_config(config: Mapping[str, object]) -> list[str]:
    """The label names of a transformers ``config.json``, in the order of the outputs.

    Where the file has none, transformers' own default counts (``LABEL_0``, ``LABEL_1``).
    """
    table = config.get("id2label")
    if isinstance(table, Mapping) and table:
        return [str(name) for _, name in sorted(table.items(), key=lambda item: int(str(item[0])))]
    count = config.get("num_labels")
    return [f"LABEL_{index}" for index in range(count if isinstance(count, int) else 2)]


def _meaning(name: str) -> str | None:
    letters = "".join(letter for letter in name.lower() if letter.isalpha())
    return next((meaning for meaning, spellings in MEANINGS.items() if letters in spellings), None)
