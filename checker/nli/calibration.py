"""Calibration of a model: a file beside its weights, or the user's own, keyed by the hash of the weights."""

from __future__ import annotations

import json
import os
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from ..errors import UsageError
from ..once import LoadedOnce, Lock
from .shapes import Calibration, read_shape

WAY_OUT = "delete it, or run `checker models calibrate` again"


class LocalModel(ABC):
    """A model whose files lie in a folder, and the calibration that was fitted for exactly its weights.

    Args:
        folder: the folder.
        name: what the user calls it.
    """

    LOADED: frozenset[str] = frozenset()

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self._name = name
        self.loading = Lock()

    def __getstate__(self) -> dict[str, Any]:
        """To another process goes what the model is, not what it has loaded."""
        return {name: value for name, value in self.__dict__.items() if name not in self.LOADED}

    @property
    def name(self) -> str:
        """The name it was asked for by."""
        return self._name

    @property
    @abstractmethod
    def revision(self) -> str:
        """First 16 hex digits of the SHA-256 of the weights."""

    @LoadedOnce
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
    """The calibration of exactly these weights: the file beside them, and over it the user's own; else nothing.

    What the user has not fitted stays as it was fitted beside it: his thresholds belong to the temperature there.
    The operating points are of the score there, so that one of his own has none.

    A configuration folder that may not be looked into (a service's account has often none of its own) holds none.

    Raises:
        ModelError: one of the files cannot be read or has another shape; names file and field.
    """
    shipped = _read(beside, revision) if beside is not None else {}
    own = _read(user_folder() / f"{revision}.json", revision)
    if "score" in own:
        shipped.pop("operating_points", None)
    return shipped | own


def _read(path: Path, revision: str) -> dict[str, Any]:
    if not os.path.isfile(path):
        return {}
    values = read_shape(path, Calibration, "a calibration", WAY_OUT)
    return values.model_dump(exclude_unset=True) if values.revision == revision else {}


def ready_user_folder() -> Path:
    """The folder of the user's calibrations, made where it is missing.

    Raises:
        UsageError: it cannot be made or written to.
    """
    folder = user_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise UsageError(
            f"{folder}: no calibration can be kept there ({error.strerror or error}): "
            "set XDG_CONFIG_HOME to a folder of yours"
        ) from None
    return folder


def write_user_calibration(values: Mapping[str, Any]) -> Path:
    """Keep a calibration for the weights that its ``revision`` names; what the file has and ``values`` lacks stays.

    Raises:
        ModelError: the file is there already and is no calibration.
        UsageError: the folder cannot be written to.
    """
    path = ready_user_folder() / f"{values['revision']}.json"
    before: Mapping[str, Any] = {}
    if path.is_file():
        before = read_shape(path, Calibration, "a calibration", WAY_OUT).model_dump(exclude_unset=True)
    path.write_text(json.dumps({**before, **values}, indent=2) + "\n", encoding="utf-8")
    return path
