"""How single sentences are read is how they were read before.

``tests/rules/sentences.txt`` are sentences of ours for roles, directions, plans, hedges, allegations and times, and
``tests/rules/sentences_read.txt`` what is read off each, and off each beside the next. A change that means to change it
writes it anew with ``python -m pytest tests/rules/test_sentences.py --snapshot``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from checker.english.parser import parse
from checker.rules.contradiction.parity import _flat, _is_denied, _same_roles
from checker.rules.overstated_certainty.hedges import hedge

from .readings import Parts

FOLDER = Path(__file__).parent
SENTENCES = (FOLDER / "sentences.txt").read_text(encoding="utf-8").splitlines()
KEPT = FOLDER / "sentences_read.txt"
PLACES = range(len(SENTENCES))


@cache
def parts(place: int) -> Parts:
    return Parts(SENTENCES[place], parse(SENTENCES[place]))


def read(place: int) -> Iterator[str]:
    """Each saying on one sentence."""
    own = parts(place)
    yield own.text
    yield from (f"  {line}" for line in own.told("-"))
    for token in own.doc:
        found = hedge(token) if token.pos_ in ("VERB", "NOUN") else None
        if found is not None:
            yield f"  {token.text} hedged: {found.words} ({found.otherwise})"
        if token.pos_ == "VERB":
            yield f"  {token.text} denied {_is_denied(token)} flat {_flat(token)}"
    other = parts((place + 1) % len(SENTENCES))
    yield from (f"  {line}" for line in own.beside(other, "next"))
    verbs, theirs = ([token for token in item.doc if token.pos_ == "VERB"] for item in (own, other))
    yield f"  roles {[_same_roles(one, two) for one in verbs for two in theirs]}"


@cache
def kept() -> dict[str, list[str]]:
    """What was read, by the sentence."""
    found: dict[str, list[str]] = {}
    for line in KEPT.read_text(encoding="utf-8").splitlines():
        if not line.startswith("  "):
            own = found.setdefault(line, [])
        own.append(line)
    return found


def test_all_are_kept(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--snapshot"):
        lines = [f"{line}\n" for place in PLACES for line in read(place)]
        KEPT.write_text("".join(lines), encoding="utf-8")
    assert list(kept()) == SENTENCES


@pytest.mark.parametrize("place", PLACES, ids=SENTENCES)
def test_all_is_read_as_before(place: int) -> None:
    assert list(read(place)) == kept()[SENTENCES[place]], "if this is meant: --snapshot"
