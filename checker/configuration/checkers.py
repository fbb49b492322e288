"""Checkers for the settings that a run needs, with one model for all that name the same."""

from __future__ import annotations

from ..nli import NliModel
from ..pipeline import Checker
from ..settings import ModelOptions, Settings
from ..stopwatch import Stopwatch


class Checkers:
    """Makes a checker for each settings, once; those that name the same model share it."""

    def __init__(self) -> None:
        self._known: dict[Settings, Checker] = {}
        self._models: dict[tuple[str, ModelOptions], NliModel] = {}

    def of(self, settings: Settings, watch: Stopwatch | None = None) -> Checker:
        """The checker with these settings, its model and the parser loaded.

        Raises:
            ModelError: as :class:`~checker.pipeline.Checker`.
            MissingExtraError: as :class:`~checker.pipeline.Checker`.
            UsageError: as :class:`~checker.pipeline.Checker`.
        """
        if settings not in self._known:
            which = settings.model, settings.options
            checker = Checker.of(settings, self._models.get(which))
            if which not in self._models:
                checker.warm_up(watch)
                self._models[which] = checker.model
            self._known[settings] = checker
        return self._known[settings]
