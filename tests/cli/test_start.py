"""The command starts at once: nothing is loaded before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "pydantic",
    "spacy",
    "numpy",
    "onnxruntime",
    "torch",
    "transformers",
    "pygls",
    "lsprotocol",
    "mcp",
    "watchfiles",
    "pandas",
    "yaml",
)


@pytest.mark.parametrize(
    ("statement", "allowed"),
    [
        ("import checker.cli", ()),
        ("import checker.report.formats", ()),
        ("import checker.pipeline", ("pydantic", "spacy", "numpy", "onnxruntime", "yaml")),
    ],
)
def test_nothing_heavy_is_imported_early(statement: str, allowed: tuple[str, ...]) -> None:
    told = f"{statement}; import sys; print(*sorted({set(HEAVY)!r} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= set(allowed)


def test_the_parser_comes_without_spacys_command_line() -> None:
    # With its clients for the web it takes as long to import as the rest of spaCy; who wants it has it all the same.
    told = (
        "import sys; from checker.english.parser import parse; parse('Norwell closes plant');"
        "print(*sorted({'httpx', 'requests', 'weasel', 'torch'} & sys.modules.keys()));"
        "import spacy; print(spacy.info(silent=True)['spacy_version'] == spacy.__version__);"
        "import spacy.cli; print(callable(spacy.cli.download))"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["", "True", "True"]
