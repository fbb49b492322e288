"""The configuration of one training run, read from ``models/<name>/recipe.toml``; the teacher's is ``models/recipe/teacher.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

MODELS_DIR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Phase:
    """One pass over one mix of pairs, with its own warm-up and linear decay; starts from the phase before."""

    learning_rate: float
    warmup_share: float
    mix: dict[str, int | list[int]]
    augmentation: dict[str, int | float] = field(default_factory=dict)


@dataclass(frozen=True)
class RecipeConfig:
    """Everything that decides the weights: layers kept, data mix, augmentation shares, optimiser, seed."""

    name: str
    seed: int
    keep_layers: list[int]
    max_length: int
    batch_size: int
    weight_decay: float
    phases: tuple[Phase, ...]

    @classmethod
    def load(cls, name: str) -> RecipeConfig:
        """Read ``models/<name>/recipe.toml``.

        Raises:
            FileNotFoundError: there is no such model folder or it has no recipe.
        """
        path = MODELS_DIR / name / "recipe.toml"
        if name == "teacher":
            path = MODELS_DIR / "recipe" / "teacher.toml"
        with path.open("rb") as handle:
            values = tomllib.load(handle)
        phases = tuple(Phase(**phase) for phase in values.pop("phase"))
        return cls(name=name, phases=phases, **values)
