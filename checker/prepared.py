"""What a checker is made of before it is asked: settings, rules, a model, and what was fitted for it,
loaded when first needed.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self

from .article import Article
from .assessing import Assessor
from .body import Body
from .english.names import words_of_name
from .english.parser import load_parser
from .loaded_model import LoadedModel, describe
from .nli import NliModel, load_model
from .once import Lock
from .road import Bodies, Road
from .rules import Rule
from .settings import Settings
from .stopwatch import Stopwatch
from .thresholds import Thresholds
from .verdict.learned import LearnedVerdict


class Prepared:
    """May be used by several threads, pickled, and used in a child process.

    Attributes:
        settings: what it was made with.
        rules: those that run.
        model: answers the questions; its weights are loaded with the first one.
    """

    settings: Settings

    @classmethod
    def of(cls, settings: Settings, model: NliModel | None = None) -> Self:
        """A checker with these settings.

        Args:
            settings: such as a configuration file gives.
            model: the one that they name, loaded already.

        Raises:
            ModelError: as :class:`~checker.Checker`.
            MissingExtraError: as :class:`~checker.Checker`.
            UsageError: as :class:`~checker.Checker`.
        """
        checker = cls.__new__(cls)
        checker.settings = settings
        checker._set_up(model)
        return checker

    def _set_up(self, given: NliModel | None) -> None:
        self._given = given
        self.rules: tuple[Rule, ...] = self.settings.rules
        # Not `asdict`, which copies values that need not let themselves be copied: a wrong one is to be named.
        self.model: NliModel = (
            load_model(self.settings.model, **vars(self.settings.options)) if given is None else given
        )
        self._loaded: LoadedModel | None = None
        self._lock = Lock()

    def __getstate__(self) -> dict[str, Any]:
        return {"settings": self.settings, "given": self._given}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.settings = state["settings"]
        self._set_up(state["given"])

    @property
    def loaded(self) -> LoadedModel:
        """The model and what was fitted for it; looked up by the hash of the weights when first asked for."""
        if self._loaded is None:
            with self._lock:
                if self._loaded is None:
                    chosen = self.settings
                    self._loaded = describe(self.model, chosen.thresholds, chosen.learned, chosen.sensitivity)
        return self._loaded

    @property
    def thresholds(self) -> Thresholds:
        """Where probabilities become verdicts."""
        return self.loaded.thresholds

    @property
    def learned_verdict(self) -> LearnedVerdict | None:
        """The learned verdict of exactly these weights, where there is one."""
        return self.loaded.learned

    def warm_up(self, watch: Stopwatch | None = None) -> None:
        """Load the parser and the model now, side by side."""
        with (watch or Stopwatch()).stage("load"), ThreadPoolExecutor(1) as pool:
            warm_up = getattr(self.model, "warm_up", None)
            loading = pool.submit(warm_up) if warm_up is not None else None
            load_parser()
            if loading is not None:
                loading.result()

    def read_body(self, text: str) -> Body:
        """Read a body once, for any number of headlines to be checked against it.

        Raises:
            InputError: no text, or longer than a body can be.
        """
        return Body(Article("", text).body, self.settings.index)

    def _assessor(self) -> Assessor:
        names = tuple(map(words_of_name, self.settings.names))
        return Assessor(self.loaded, self.rules, dict(self.settings.severities), names)

    def _road(self, watch: Stopwatch | None = None) -> Road:
        return Road(self._assessor(), Bodies(self.read_body), watch or Stopwatch(), self.settings.time_limit)
