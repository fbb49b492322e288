"""Calibration of a model: a file beside its weights, or the user's own, keyed by the hash of the weights."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from ..errors import ModelError


class LocalModel(ABC):
    """A model whose files lie in a folder, and the calibration that was fitted for exactly its weights.

    Args:
        folder: the folder.
        name: what the user calls it.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self._name = name

    @property
    def name(self) -> str:
        """The name it was asked for by."""
        return self._name

    @property
    @abstractmethod
    def revision(self) -> str:
        """First 16 hex digits of the SHA-256 of the weights."""

    @cached_property
    def calibration(self) -> Mapping[str, Any]:
        """Temperature, thresholds and score weights, the user's own first; else nothing."""
        return read_calibration(self.revision, self.folder / "calibration.json")

    @property
    def calibrated(self) -> bool:
        """Was a temperature fitted?"""
        return "temperature" in self.calibration

    @property
    def temperature(self) -> float:
        """The logits are divided by this."""
        return float(self.calibration.get("temperature", 1.0))


def user_folder() -> Path:
    """Where the user's calibrations are kept, one ``<hash of the weights>.json`` a model."""
    from platformdirs import user_config_path

    return user_config_path("headline-checker") / "calibrations"


def read_calibration(revision: str, beside: Path | None = None) -> dict[str, Any]:
    """The calibration of exactly these weights: the user's own, else the file beside them, else nothing.

    Raises:
        ModelError: the user's file cannot be read.
    """
    own = user_folder() / f"{revision}.json"
    for path in (own, beside):
        if path is None or not path.is_file():
            continue
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            _check(values)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ModelError(
                f"{path}: not a calibration ({error}): delete it, or run `checker models calibrate` again"
            ) from None
        if values.get("revision") == revision:
            return dict(values)
    return {}


def write_user_calibration(values: Mapping[str, Any]) -> Path:
    """Keep a calibration for the weights that its ``revision`` names; what the file has and ``values`` lacks stays."""
    folder = user_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{values['revision']}.json"
    before = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    path.write_text(json.dumps({**before, **values}, indent=2) + "\n", encoding="utf-8")
    return path


def _check(values: Any) -> None:
    if not isinstance(values, dict):
        raise TypeError("not an object")
    if not 0.01 < float(values.get("temperature", 1.0)) < 100:
        raise ValueError(f"temperature {values['temperature']}")
    for name in ("thresholds", "score"):
        for key, value in values.get(name, {}).items():
            if not isinstance(value, int | float):
                raise TypeError(f"{name}.{key} is no number")
