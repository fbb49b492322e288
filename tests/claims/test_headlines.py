"""How headlines are read is how they were read before.

``tests/claims/headlines.txt`` are headlines of ours of every form that the reading tells apart, and
``tests/claims/readings.txt`` what each is read as over one body: style, form, tags, pieces and claims. A change that
means to change it writes it anew: ``python -m pytest tests/claims/test_headlines.py --snapshot``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from checker.body import Body
from checker.claims import read_headline
from checker.claims.pieces import pieces_of
from checker.english.hidden_verbs import has_hidden_verb
from checker.english.truecase import case_style
from checker.text import repair

FOLDER = Path(__file__).parent
HEADLINES = (FOLDER / "headlines.txt").read_text(encoding="utf-8").splitlines()
KEPT = FOLDER / "readings.txt"
BODY = (
    "The Norwell plant in Leeds was closed by its owner on Monday, the BBC said. Ukraine struck Moscow on Sunday. "
    "Six people were killed when an iPhone exploded. Mr McDonald of the council left; the pool, a law says, was closed."
)


@cache
def body() -> Body:
    return Body(BODY)


def read(text: str) -> Iterator[str]:
    """Each saying on one headline."""
    found = read_headline(repair(text), body())
    yield f"{text} → {found.cased}: {case_style(text)} {found.reason} {found.attributed} {has_hidden_verb(text)}"
    yield "  " + " ".join(f"{token.tag_}/{token.dep_}" for token in found.doc)
    pieces = (f"{piece.role} {found.cased[piece.span.start : piece.span.end]}" for piece in pieces_of(found.cased))
    yield f"  {' | '.join(pieces)} {[found.text[span.start : span.end] for span in found.sources]}"
    for claim in found.claims:
        words = found.text[claim.span.start : claim.span.end]
        yield f"  {claim.kind} {claim.source} {claim.reason}: {claim.text} ({words})"


def kept() -> dict[str, list[str]]:
    """What was read, by the headline."""
    found: dict[str, list[str]] = {}
    for line in KEPT.read_text(encoding="utf-8").splitlines():
        if not line.startswith("  "):
            own = found.setdefault(line.split(" → ")[0], [])
        own.append(line)
    return found


def test_all_are_kept(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--snapshot"):
        KEPT.write_text("".join(f"{line}\n" for text in HEADLINES for line in read(text)), encoding="utf-8")
    assert list(kept()) == HEADLINES


@pytest.mark.parametrize("text", HEADLINES)
def test_all_is_read_as_before(text: str) -> None:
    assert list(read(text)) == kept()[text], "if this is meant: --snapshot"
