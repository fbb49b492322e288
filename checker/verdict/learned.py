"""The learned verdict: the body's stance towards its headline, and the score, by boosted trees over the pipeline's signals.

The trees are data (JSON beside the NLI model whose signals they were fitted on), never pickled code, and are read here in
plain Python.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ModelError
from ..nli.labels import STANCES
from .verdict import logistic

FILE_NAME = "learned_verdict.json"
FORMAT = "headline-checker-learned-verdict/1"
# A node: signal number (-1: a leaf), threshold, number of the left child, of the right child, value of a leaf.
Node = tuple[int, float, int, int, float]


@dataclass(frozen=True)
class Trees:
    """An ensemble of boosted trees with one output.

    Attributes:
        baseline: log odds that the trees start from.
        trees: each a list of nodes, the root first.
        slope, shift: put the sum on the scale of observed shares (Platt 1999).
    """

    baseline: float
    trees: Sequence[Sequence[Node]]
    slope: float = 1.0
    shift: float = 0.0

    def probability(self, row: Sequence[float]) -> float:
        """The output for the signals of one article, in the order that the trees were fitted with."""
        return logistic(self.slope * self.sum(row) + self.shift)

    def sum(self, row: Sequence[float]) -> float:
        """The log odds before ``slope`` and ``shift``."""
        return self.baseline + sum(_leaf(tree, row) for tree in self.trees)


@dataclass(frozen=True)
class LearnedVerdict:
    """Stance and support of an article from its signals.

    Attributes:
        signals: the names of the inputs, in order.
        stances: an ensemble a stance, one against the rest; their outputs are scaled to sum to 1.
        support: the probability that the body supports the headline.
        leanings: what each stance's probability is multiplied by before the largest wins: rare stances have to be
            called at lower odds for all four to be found equally well.
        revision: hash of the NLI weights that the signals came from.
    """

    signals: tuple[str, ...]
    stances: Mapping[str, Trees]
    support: Trees
    leanings: Mapping[str, float]
    revision: str

    def row(self, values: Mapping[str, float]) -> list[float]:
        """The signals in the order that the trees were fitted with.

        Raises:
            KeyError: a signal is missing.
        """
        return [values[name] for name in self.signals]

    def stance(self, values: Mapping[str, float]) -> dict[str, float]:
        """Probability of every stance; they sum to 1. Raises as :meth:`row`."""
        row = self.row(values)
        shares = {stance: self.stances[stance].probability(row) for stance in STANCES}
        whole = sum(shares.values())
        return {stance: share / whole for stance, share in shares.items()}

    def called(self, chances: Mapping[str, float]) -> str:
        """The stance that an article is said to have, from the probabilities of all."""
        return max(STANCES, key=lambda stance: chances[stance] * self.leanings[stance])

    def score(self, values: Mapping[str, float]) -> float:
        """Probability that the body supports the headline. Raises as :meth:`row`."""
        return self.support.probability(self.row(values))

    def write(self, path: Path) -> None:
        """Write the model as JSON."""
        values = {
            "format": FORMAT,
            "revision": self.revision,
            "signals": list(self.signals),
            "leanings": dict(self.leanings),
            "stances": {stance: _values(trees) for stance, trees in self.stances.items()},
            "support": _values(self.support),
        }
        path.write_text(json.dumps(values, separators=(",", ":")) + "\n", encoding="utf-8")


def likeliest(chances: Mapping[str, float]) -> str:
    """The stance with the highest probability."""
    return max(chances, key=chances.__getitem__)


def read_learned_verdict(path: Path) -> LearnedVerdict:
    """Read a model as :meth:`LearnedVerdict.write` writes it.

    Raises:
        ModelError: the file cannot be read, or is of another format.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values["format"] != FORMAT:
            raise ValueError(f"format {values['format']}")
        signals = tuple(map(str, values["signals"]))
        return LearnedVerdict(
            signals,
            {stance: _trees(values["stances"][stance], len(signals)) for stance in STANCES},
            _trees(values["support"], len(signals)),
            {stance: float(values["leanings"][stance]) for stance in STANCES},
            str(values["revision"]),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise ModelError(f"{path}: not a learned verdict ({error}): reinstall headline-checker") from None


def _values(trees: Trees) -> dict[str, Any]:
    return {
        "baseline": round(trees.baseline, 6),
        "slope": round(trees.slope, 6),
        "shift": round(trees.shift, 6),
        "trees": [[list(node) for node in tree] for tree in trees.trees],
    }


def _trees(values: Mapping[str, Any], signals: int) -> Trees:
    trees = tuple(_tree(tree, signals) for tree in values["trees"])
    return Trees(float(values["baseline"]), trees, float(values["slope"]), float(values["shift"]))


def _tree(nodes: list[Any], signals: int) -> tuple[Node, ...]:
    tree: list[Node] = []
    for number, (signal, threshold, left, right, value) in enumerate(nodes):
        # Children come later, so that a damaged file cannot make a walk that never ends.
        if signal >= signals or (signal >= 0 and not (number < left < len(nodes) and number < right < len(nodes))):
            raise ValueError(f"node {number} points nowhere")
        tree.append((int(signal), float(threshold), int(left), int(right), float(value)))
    if not tree:
        raise ValueError("an empty tree")
    return tuple(tree)


def _leaf(tree: Sequence[Node], row: Sequence[float]) -> float:
    signal, threshold, left, right, value = tree[0]
    while signal >= 0:
        signal, threshold, left, right, value = tree[left if row[signal] <= threshold else right]
    return value
