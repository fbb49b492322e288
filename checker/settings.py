"""What a run is made with: one frozen value that can be pickled, compared and sent to another process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import UsageError
from .evidence import SentenceIndex
from .rules import Rule, choose
from .thresholds import Thresholds

if TYPE_CHECKING:
    from .nli.cross_encoder import Device


@dataclass(frozen=True)
class ModelOptions:
    """How a model is loaded; see :func:`checker.nli.load_model`."""

    device: Device = "auto"
    revision: str | None = None
    batch_size: int = 32
    labels: tuple[str, ...] | None = None
    offline: bool = False
    threads: int | None = None


@dataclass(frozen=True)
class Settings:
    """Everything that decides a report but the article.

    Attributes:
        model: name of an embedded model, a folder, or a hub id.
        select: run only these rules; all where empty.
        ignore: leave these rules out.
        thresholds: where probabilities become verdicts; the model's own where ``None``.
        learned: let the learned verdict that lies beside the model give score and stance.
        index: how evidence is chosen.
        options: how the model is loaded.

    Raises:
        UsageError: a rule is unknown.
    """

    model: str = "standard"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    thresholds: Thresholds | None = None
    learned: bool = True
    index: type[SentenceIndex] = SentenceIndex
    options: ModelOptions = ModelOptions()

    def __post_init__(self) -> None:
        if not isinstance(self.model, str):
            raise UsageError(f"model: must be a name, a folder or a hub id, not {type(self.model).__name__}")
        if not isinstance(self.thresholds, Thresholds | None):
            raise UsageError(f"thresholds: must be checker.rules.Thresholds, not {type(self.thresholds).__name__}")
        if not isinstance(self.learned, bool):
            raise UsageError(f"learned: must be True or False, not {type(self.learned).__name__}")
        if not callable(self.index):
            raise UsageError(f"index: must be a class, not {type(self.index).__name__}")
        choose(self.select, self.ignore)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules to run, in their order."""
        return choose(self.select, self.ignore)
