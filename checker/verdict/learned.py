"""The learned verdict: the body's stance towards its headline, and the score,
by boosted trees over the pipeline's signals.

The trees are data (JSON beside the NLI model whose signals they were fitted on), never pickled code,
and are read here in plain Python.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ModelError
from ..nli.labels import STANCES
from ..nli.shapes import LearnedVerdictFile, Node, TreesFile, read_shape
from .verdict import logistic

FILE_NAME = "learned_verdict.json"
FORMAT = "headline-checker-learned-verdict/1"
AGAIN = "reinstall headline-checker, or make it again with the recipe"


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
            ModelError: it was fitted with a signal that there is not.
        """
        try:
            return [values[name] for name in self.signals]
        except KeyError as error:
            raise ModelError(f"{FILE_NAME}: field `signals`: there is no signal {error}: {AGAIN}") from None

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
    found = read_shape(path, LearnedVerdictFile, "a learned verdict", AGAIN)
    count = len(found.signals)
    try:
        return LearnedVerdict(
            tuple(found.signals),
            {stance: _trees(getattr(found.stances, stance), f"stances.{stance}", count) for stance in STANCES},
            _trees(found.support, "support", count),
            {stance: getattr(found.leanings, stance) for stance in STANCES},
            found.revision,
        )
    except ValueError as error:
        raise ModelError(f"{path}: not a learned verdict ({error}): {AGAIN}") from None


def _values(trees: Trees) -> dict[str, Any]:
    return {
        "baseline": round(trees.baseline, 6),
        "slope": round(trees.slope, 6),
        "shift": round(trees.shift, 6),
        "trees": [[list(node) for node in tree] for tree in trees.trees],
    }


def _trees(found: TreesFile, field: str, signals: int) -> Trees:
    for number, tree in enumerate(found.trees):
        for place, (signal, _, left, right, _) in enumerate(tree):
            # Children come later, so that a damaged file cannot make a walk that never ends.
            if signal >= signals or (signal >= 0 and not (place < left < len(tree) and place < right < len(tree))):
                raise ValueError(f"field `{field}.trees.{number}.{place}`: points nowhere")
    return Trees(found.baseline, found.trees, found.slope, found.shift)


def _leaf(tree: Sequence[Node], row: Sequence[float]) -> float:
    signal, threshold, left, right, value = tree[0]
    while signal >= 0:
        signal, threshold, left, right, value = tree[left if row[signal] <= threshold else right]
    return value
