"""The configuration of one training run, read from ``models/<name>/recipe.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from .passages import SHORT_WORDS

MODELS_DIR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Distillation:
    """What a phase learns from a teacher beside the labels.

    Attributes:
        teacher: the name of a recipe whose last finished phase teaches.
        weight: share of the loss that the teacher's probabilities have; the labels have the rest.
        temperature: softens both sides.
        unlabelled: pairs of each kind that only the teacher labels, a number or ``[start, stop]``, see
            :mod:`models.recipe.unlabelled`.
    """

    teacher: str
    weight: float
    temperature: float
    unlabelled: dict[str, int | list[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Phase:
    """One mix of pairs, with its own warm-up and linear decay; starts from the phase before.

    Attributes:
        learning_rate: the highest, after ``warmup_share`` of the steps.
        warmup_share: share of the steps.
        final_rate: where the decay ends.
        epochs: passes over the mix; the teacher's answers of the first serve the others.
        steps: stop after so many batches, the decay over; 0 for all.
        mix: rows of each set of ``nli/train``; 0 for all, ``[start, stop]`` for a slice of the shuffled set.
        augmentation: see :func:`models.recipe.augmentation.augment`.
        edits: hard pairs of each kind, see :mod:`models.recipe.edits`.
        stance: headlines with the passages of their bodies that bear on them, see :mod:`models.recipe.stance_pairs`;
            for a phase that is not the first.
        passages: edited sentences over the passage that stands for their body, pairs of each kind of edit.
        claims: rows of each set of ``claims``, see :mod:`models.recipe.claims`; numbers as of ``mix``.
        left_out: sets of ``claims`` that the phase keeps clear of, articles and all, so that they can measure it.
        passage_words: most words of the passage that stands for an article there.
        faults: twins of each kind over the passages of real articles, see :mod:`models.recipe.faults`;
            numbers as of ``mix``.
        deletion: headlines with the passage that supports them, and without what does, see
            :mod:`models.recipe.evidence_deletion`.
        near: passages with the headline of a near article, see :mod:`models.recipe.near_headlines`.
        own: passages with the headline of their own article, see :mod:`models.recipe.own_headlines`.
        max_length: most tokens of a pair; 0 for the recipe's.
        batch_size: pairs of a batch; 0 for the recipe's.
        keep_words: leave the word embeddings as the phase found them, rounded as they ship.
        written: files of ``models/written``, see :mod:`models.recipe.written`.
        written_words: most words of the passages that stand for their stories, each pair once for each number;
            empty for ``passage_words``.
        dropout: of hidden states and attention.
        frozen: so many of the lowest layers, and the embeddings, stay as the phase found them.
        pairs_of: another recipe, the pairs of whose last phase are learnt from too.
        of_phase: its phase of this number, from 1, instead.
        drawn: so many of those pairs, drawn at random with the seed of the phase; 0 for all.
        without: sources that are left out of those.
        stances: rows of each stance of FNC-1 train for the model's further outputs, see
            :func:`models.recipe.stance_pairs.stance_rows`; from the first such phase on the model has them.
        rounded: train with the weights rounded to 4 bits, as they will ship.
        average: finish with the mean of the weights and of those that the phase started from; not for the first phase.
        distillation: learn from a teacher too.
    """

    learning_rate: float
    warmup_share: float
    mix: dict[str, int | list[int]] = field(default_factory=dict)
    final_rate: float = 0.0
    epochs: int = 1
    steps: int = 0
    augmentation: dict[str, int | float] = field(default_factory=dict)
    edits: dict[str, int] = field(default_factory=dict)
    stance: int = 0
    passages: dict[str, int] = field(default_factory=dict)
    claims: dict[str, int | list[int]] = field(default_factory=dict)
    left_out: Sequence[str] = ()
    passage_words: int = SHORT_WORDS
    faults: dict[str, int | list[int]] = field(default_factory=dict)
    deletion: int = 0
    near: int = 0
    own: int = 0
    max_length: int = 0
    batch_size: int = 0
    keep_words: bool = False
    written: Sequence[str] = ()
    written_words: Sequence[int] = ()
    dropout: float = 0.0
    frozen: int = 0
    pairs_of: str = ""
    of_phase: int = 0
    drawn: int = 0
    without: Sequence[str] = ()
    stances: dict[str, int] = field(default_factory=dict)
    rounded: bool = False
    average: bool = False
    distillation: Distillation | None = None

    @property
    def makes_pairs(self) -> bool:
        """Has it pairs of its own beside those of another recipe?"""
        own = (
            self.mix,
            self.claims,
            self.edits,
            self.passages,
            self.faults,
            self.deletion,
            self.near,
            self.own,
            self.written,
            self.stance,
            self.stances,
        )
        return any(own) or bool(self.distillation and self.distillation.unlabelled)


@dataclass(frozen=True)
class RecipeConfig:
    """Everything that decides the weights: layers kept, data mix, augmentation shares, optimiser, seed, bits;
    and the temperature.

    Attributes:
        shipped: phases behind the committed weights; where no checkpoint is left, training goes on from these.
        calibration_sets: what the temperature is fitted on, see :mod:`models.recipe.calibration`.
    """

    name: str
    base: str
    seed: int
    keep_layers: list[int]
    max_length: int
    batch_size: int
    weight_decay: float
    phases: tuple[Phase, ...]
    bits: int = 8
    shipped: int = 0
    calibration_sets: Sequence[str] = ("lingnli-dev",)

    @classmethod
    def load(cls, name: str) -> RecipeConfig:
        """Read ``models/<name>/recipe.toml``.

        Raises:
            FileNotFoundError: there is no such model folder or it has no recipe.
            ValueError: the first phase asks for the mean with weights before it.
        """
        path = MODELS_DIR / name / "recipe.toml"
        with path.open("rb") as handle:
            values = tomllib.load(handle)
        phases = read_phases(values.pop("phase"))
        if phases[0].average:
            raise ValueError(f"{path}: the first phase has no weights before it to average with")
        config = cls(name=name, phases=phases, **values)
        if not 0 <= config.shipped <= len(phases):
            raise ValueError(f"{path}: shipped = {config.shipped}, but there are {len(phases)} phases")
        return config

    @property
    def described(self) -> dict[str, Any]:
        """Fields of ``config.json`` that the recipe decides: what the last phase over passages learnt to read."""
        last = next((phase for phase in reversed(self.phases) if phase.claims or phase.pairs_of), None)
        if last is None:
            return {}
        return {"max_length": last.max_length or self.max_length, "passage_words": last.passage_words}

    def experiment(self, path: Path) -> RecipeConfig:
        """The recipe with the phases of a file of their own, which start from the shipped weights.

        Raises:
            FileNotFoundError: there is no such file.
        """
        with path.open("rb") as handle:
            return replace(self, phases=read_phases(tomllib.load(handle)["phase"]), shipped=0)


def read_phases(tables: Sequence[dict[str, Any]]) -> tuple[Phase, ...]:
    """The phases of a recipe's ``[[phase]]`` tables."""
    return tuple(_phase(table) for table in tables)


def _phase(values: dict[str, Any]) -> Phase:
    distillation = values.pop("distillation", None)
    return Phase(**values, distillation=Distillation(**distillation) if distillation else None)
