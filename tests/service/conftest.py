"""One service in this process, over the checker with the kept answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from checker import Checker
from checker.service.app import make_app
from checker.service.limits import Limits
from checker.service.state import Options

from .browsing import service

LOCAL = "http://localhost"
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
LIMITS = Limits(request=50_000, body=5_000, headlines=4, batch=5, queue=8, bodies=3)


@pytest.fixture(scope="session")
def feedback_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the service writes feedback."""
    return tmp_path_factory.mktemp("feedback") / "new" / "feedback.jsonl"


@pytest.fixture(scope="session")
def client(checker: Checker, feedback_file: Path) -> Iterator[TestClient]:
    """Asks the service."""
    with TestClient(make_app(checker, Options(LIMITS, feedback=feedback_file)), LOCAL) as client:
        yield client


@pytest.fixture(scope="session")
def stories() -> dict[str, tuple[str, str]]:
    """Headline and body of the seeds in plain text, by their names."""
    found = {}
    for path in sorted(SEEDS.glob("*.txt")):
        headline, _, body = path.read_text("utf-8").partition("\n")
        found[path.stem] = headline, body.lstrip("\n")
    return found


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of the real service: its log and its feedback."""
    return tmp_path_factory.mktemp("service")


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """Of a real service in a process of its own, with ``compact``."""
    with service(folder) as address:
        yield address
