"""Shared fixtures: one checker for the whole run, since the model is the only heavy object."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from checker import Checker

# A busy machine is slow now and then; what may take how long has tests of its own.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def own_configuration(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty configuration folder, so that a developer's own calibrations decide no test."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def checker() -> Checker:
    """A checker with the embedded model and all rules."""
    return Checker()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account may look into, unlike ``tmp_path``."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
