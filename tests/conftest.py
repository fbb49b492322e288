"""Shared fixtures: one checker for the whole run, since the model is the only heavy object."""

from __future__ import annotations

import pytest

from checker import Checker


@pytest.fixture(scope="session")
def checker() -> Checker:
    """A checker with the embedded model and all rules."""
    return Checker()
