"""The body's stance towards its headline, by a small model of boosted trees over the pipeline's signals.

The trees are data (JSON beside the NLI model whose signals they were fitted on), never pickled code, and are read here in
plain Python: one tree ensemble a stance, one against the rest, their probabilities scaled to sum to 1.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import ModelError

STANCES = ("agree", "disagree", "discuss", "unrelated")
FORMAT = "headline-checker-stance/1"
# A node: signal number (-1: a leaf), threshold, number of the left child, of the right child, value of a leaf.
Node = tuple[int, float, int, int, float]


@dataclass(frozen=True)
class StanceModel:
    """Boosted trees for each stance.

    Attributes:
        signals: the names of the inputs, in order.
        baselines: of each stance, what its trees start from, in log odds.
        trees: of each stance, its trees; each a list of nodes, the root first.
        revision: hash of the NLI weights that the signals came from.
    """

    signals: tuple[str, ...]
    baselines: Mapping[str, float]
    trees: Mapping[str, Sequence[Sequence[Node]]]
    revision: str

    def probabilities(self, values: Mapping[str, float]) -> dict[str, float]:
        """Probability of every stance for the signals of one article; they sum to 1.

        Raises:
            KeyError: a signal is missing.
        """
        row = [values[name] for name in self.signals]
        shares = {}
        for stance in STANCES:
            total = self.baselines[stance] + sum(_leaf(tree, row) for tree in self.trees[stance])
            shares[stance] = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
        whole = sum(shares.values())
        return {stance: share / whole for stance, share in shares.items()}

    def write(self, path: Path) -> None:
        """Write the model as JSON."""
        values = {
            "format": FORMAT,
            "revision": self.revision,
            "signals": list(self.signals),
            "baselines": {stance: round(value, 6) for stance, value in self.baselines.items()},
            "trees": {
                stance: [[list(node) for node in tree] for tree in trees] for stance, trees in self.trees.items()
            },
        }
        path.write_text(json.dumps(values, separators=(",", ":")) + "\n", encoding="utf-8")


def read_stance_model(path: Path) -> StanceModel:
    """Read a model as :meth:`StanceModel.write` writes it.

    Raises:
        ModelError: the file cannot be read, or is of another format.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values["format"] != FORMAT:
            raise ValueError(f"format {values['format']}")
        trees = {
            stance: [_tree(tree, len(values["signals"])) for tree in values["trees"][stance]] for stance in STANCES
        }
        baselines = {stance: float(values["baselines"][stance]) for stance in STANCES}
        return StanceModel(tuple(values["signals"]), baselines, trees, str(values["revision"]))
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise ModelError(f"{path}: not a stance model ({error}): reinstall headline-checker") from None


def _tree(nodes: list[Any], signals: int) -> list[Node]:
    tree: list[Node] = []
    for number, (signal, threshold, left, right, value) in enumerate(nodes):
        # Children come later, so that a damaged file cannot make a walk that never ends.
        if signal >= signals or (signal >= 0 and not (number < left < len(nodes) and number < right < len(nodes))):
            raise ValueError(f"node {number} points nowhere")
        tree.append((int(signal), float(threshold), int(left), int(right), float(value)))
    if not tree:
        raise ValueError("an empty tree")
    return tree


def _leaf(tree: Sequence[Node], row: Sequence[float]) -> float:
    signal, threshold, left, right, value = tree[0]
    while signal >= 0:
        signal, threshold, left, right, value = tree[left if row[signal] <= threshold else right]
    return value
