"""What is read off phrases, words and bodies without a parse is what it was before.

``tests/english/said/`` holds all that :mod:`tests.english.phrases` says of them, a saying a line. A change that
means to change it writes it anew with ``python -m pytest tests/english/test_phrases.py --snapshot``; the difference
belongs into the review.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .phrases import SAYINGS

FOLDER = Path(__file__).parent / "said"


@pytest.mark.parametrize("kind", SAYINGS)
def test_all_is_said_as_before(kind: str, request: pytest.FixtureRequest) -> None:
    found, file = list(SAYINGS[kind]()), FOLDER / f"{kind}.txt"
    if request.config.getoption("--snapshot"):
        file.write_text("\n".join(found) + "\n", encoding="utf-8")
    kept = file.read_text(encoding="utf-8").split("\n")[:-1]
    assert found == kept, "if this is meant: python -m pytest tests/english/test_phrases.py --snapshot"
