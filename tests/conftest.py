"""Shared fixtures: one checker for the whole run, since the model is the only heavy object."""

from __future__ import annotations

import gc
import os
import signal

# Tiny models and tables: threads that wait for one another at every step cost far more than they bring.
# Before torch is imported.
os.environ["OMP_NUM_THREADS"] = "1"

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from checker import Checker
from checker.nli import NliModel, load
from checker.nli.embedded import DEFAULT

from . import answers

ASKED = pytest.StashKey[answers.Asked]()


def pytest_configure() -> None:
    """A process of pytest-xdist ignores Ctrl-C and has a width of its own,
    and so would the commands that tests start.
    """
    os.environ.pop("COLUMNS", None)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--remember``: keep the answers that the real model had to give. ``--snapshot``: what the rules say is right."""
    parser.addoption("--remember", action="store_true", help="add the model's new answers to tests/answers/")
    parser.addoption("--snapshot", action="store_true", help="write tests/rules/*.jsonl anew")


# A busy machine is slow now and then; what may take how long has tests of its own.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


# Files that take longest, longest first: where processes share the files,
# none of these begins when the others are done.
LONGEST = (
    "tests/eval/test_notebooks.py",
    "tests/nli/test_hub.py",
    "tests/cli/test_batch.py",
    "tests/corpus/test_engine.py",
    "tests/test_processes.py",
    "tests/eval/test_harness.py",
    "tests/service/test_page.py",
    "tests/eval/test_bench.py",
    "tests/corpus/test_ray.py",
    "tests/test_telemetry.py",
    "tests/test_patterns.py",
    "tests/test_limits.py",
    "tests/rules/test_snapshot.py",
    "tests/lsp/test_lsp.py",
    "tests/models/test_training.py",
    "tests/service/test_server.py",
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest files first in a process of pytest-xdist, as ``--no-loadscope-reorder`` then gives them out."""
    if hasattr(config, "workerinput"):
        places = {name: place for place, name in enumerate(LONGEST)}
        items.sort(key=lambda item: places.get(item.nodeid.split("::")[0], len(places)))


@pytest.fixture(autouse=True, scope="module")
def nothing_old_is_looked_through() -> None:
    """The collector passes over what was there before a file's tests (models, parsers, libraries): a second a look."""
    gc.freeze()


@pytest.fixture(autouse=True)
def own_configuration(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty configuration folder, so that a developer's own calibrations decide no test."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def checker(request: pytest.FixtureRequest) -> Iterator[Checker]:
    """A checker with all rules and the embedded model's answers, kept in the repository: see :mod:`tests.answers`."""
    model, asked, store = answers.shared()
    request.config.stash[ASKED] = asked
    yield Checker(model)
    if asked.pairs and request.config.getoption("--remember"):
        answers.dump(store, answers.stamp(model))


@pytest.fixture
def kept_answers(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever loads ``standard`` by its name in this process gets the one model with the kept answers."""
    real = load.load_embedded

    def load_embedded(name: str = DEFAULT, threads: int | None = None, runtime: str = "auto") -> NliModel:
        # The kept answers are ONNX Runtime's.
        return checker.model if name == DEFAULT else real(name, threads)

    monkeypatch.setattr(load, "load_embedded", load_embedded)


@pytest.fixture(scope="session")
def real_checker() -> Checker:
    """A checker with the embedded model itself."""
    return Checker()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say where the kept answers have gaps: such a run is slow."""
    asked = config.stash.get(ASKED, None)
    if asked is not None and asked.pairs:
        done = "are kept now" if config.getoption("--remember") else "to keep them run `python -m pytest --remember`"
        terminalreporter.write_line(f"{asked.pairs} answers of the model were not in {answers.FILE.name}; {done}")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account may look into, unlike ``tmp_path``."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
