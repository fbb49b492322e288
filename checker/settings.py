"""What a run is made with: one frozen value that can be pickled, compared and sent to another process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .errors import UsageError, shown
from .evidence import SentenceIndex
from .nli import NliModel
from .nli.load import OPTIONS
from .rules import Rule, Severity, choose, rule_names
from .thresholds import SENSITIVITIES, Sensitivity, Thresholds
from .time_limit import DEFAULT, checked_limit

if TYPE_CHECKING:
    from .nli.cross_encoder import Device
    from .nli.runtimes import RuntimeChoice

SEVERITIES: tuple[Severity, ...] = ("error", "warning")


@dataclass(frozen=True)
class ModelOptions:
    """How a model is loaded; see :func:`checker.nli.load_model`."""

    device: Device = "auto"
    revision: str | None = None
    batch_size: int = 32
    labels: tuple[str, ...] | None = None
    offline: bool = False
    threads: int | None = None
    runtime: RuntimeChoice = "auto"


@dataclass(frozen=True)
class Settings:
    """Everything that decides a report but the article.

    Attributes:
        model: name of an embedded model, a folder, or a hub id.
        select: run only these rules; all where empty.
        ignore: leave these rules out.
        severities: of findings, by rule or ``rule/check``, in place of the rules' own.
        names: that no body need mention: ``entity-unsupported`` leaves them and their parts alone.
        thresholds: where probabilities become verdicts; the model's own where ``None``.
        sensitivity: which of the model's operating points its own thresholds have.
        learned: let the learned verdict that lies beside the model give score and stance.
        index: how evidence is chosen.
        options: how the model is loaded.
        time_limit: seconds that one article may take; ``None`` for any number.

    Raises:
        UsageError: a rule is unknown, or a value of the wrong type.
    """

    model: str = "standard"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    thresholds: Thresholds | None = None
    learned: bool = True
    index: type[SentenceIndex] = SentenceIndex
    options: ModelOptions = ModelOptions()
    time_limit: float | None = DEFAULT
    sensitivity: Sensitivity = "balanced"
    severities: tuple[tuple[str, Severity], ...] = ()
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.model, str):
            raise UsageError(f"model: must be a name, a folder or a hub id, not {type(self.model).__name__}")
        if not isinstance(self.thresholds, Thresholds | None):
            raise UsageError(f"thresholds: must be checker.rules.Thresholds, not {type(self.thresholds).__name__}")
        if not isinstance(self.learned, bool):
            raise UsageError(f"learned: must be True or False, not {type(self.learned).__name__}")
        if not callable(self.index):
            raise UsageError(f"index: must be a class, not {type(self.index).__name__}")
        if self.sensitivity not in SENSITIVITIES:
            raise UsageError(f"sensitivity {shown(self.sensitivity)}: must be {', '.join(SENSITIVITIES)}")
        checked_limit(self.time_limit)
        choose(self.select, self.ignore)
        for name, severity in self.severities:
            choose(name)
            if severity not in SEVERITIES:
                raise UsageError(f"severities: {name} must be error, warning or off, not {shown(severity)}")

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules to run, in their order."""
        return choose(self.select, self.ignore)


def make_settings(
    model: str | NliModel,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    thresholds: Thresholds | None = None,
    learned: bool = True,
    index: type[SentenceIndex] = SentenceIndex,
    time_limit: float | None = DEFAULT,
    options: Mapping[str, Any] | None = None,
    sensitivity: Sensitivity = "balanced",
    severities: Mapping[str, str] | None = None,
    names: str | Iterable[str] = (),
) -> Settings:
    """Settings from the arguments of :class:`checker.Checker`.

    Raises:
        UsageError: an argument of the wrong type, an unknown rule or option,
            or options for a model that is loaded already.
    """
    options = options or {}
    if not isinstance(model, str) and not callable(getattr(model, "predict", None)):
        raise UsageError(f"model: must be a name, a folder or a loaded model, not {type(model).__name__}")
    if unknown := options.keys() - OPTIONS.keys():
        raise UsageError(f"no option {', '.join(sorted(unknown))}: options of a model are {', '.join(OPTIONS)}")
    if not isinstance(model, str) and options:
        raise UsageError(f"{next(iter(options))}: the model is loaded already; pass options to load_model")
    # A plain text, whatever the caller's kind of text does.
    name = str.__str__(model) if isinstance(model, str) else model.name
    wanted, unwanted = rule_names(select, "select"), rule_names(ignore, "ignore")
    if not isinstance(severities, Mapping | None):
        raise UsageError(f"severities: must be severities by their rules, not {type(severities).__name__}")
    off = tuple(rule for rule, severity in (severities or {}).items() if severity == "off")
    own = tuple(item for item in (severities or {}).items() if item[1] != "off")
    return Settings(
        name,
        wanted,
        (*unwanted, *off),
        thresholds,
        learned,
        index,
        ModelOptions(**options),
        time_limit,
        sensitivity,
        own,  # type: ignore[arg-type] # which it looks at
        name_list(names),
    )


def name_list(names: str | Iterable[str]) -> tuple[str, ...]:
    """Names to accept: one, or several.

    Raises:
        UsageError: they are no texts.
    """
    found = (names,) if isinstance(names, str) else tuple(names) if isinstance(names, Iterable) else None
    if found is None or not all(isinstance(item, str) for item in found):
        raise UsageError(f"names: must be a name or several, not {shown(names)}")
    return found
