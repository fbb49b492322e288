"""Pairs of each kind of edit, in the numbers wanted, from many sentences."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from . import edits as clause_edits
from . import news_edits
from .edits import NAMED, Forms, Pair, edits

if TYPE_CHECKING:
    from spacy.tokens import Doc

KINDS = (*clause_edits.KINDS, *news_edits.KINDS)
WARM_UP = 1000


def make_pairs(
    sentences: Iterable[str],
    parse: Callable[[Iterable[str]], Iterable[Doc]],
    wanted: dict[str, int],
    seed: int,
    each: int = 1,
) -> list[Pair]:
    """Pairs of each kind from many sentences, half of them entailed (kinds of ``edits`` and ``news_edits``).

    Args:
        sentences: each one sentence, in the order to use.
        parse: spaCy's ``pipe``.
        wanted: how many pairs of each kind.
        seed: decides every draw.
        each: how many entailed and how many other pairs of a kind one sentence may give.
    """
    rng = random.Random(seed)
    forms = Forms()
    names: dict[str, list[str]] = {}
    left = {(kind, entailed): (count + 1) // 2 for kind, count in wanted.items() for entailed in (True, False)}
    made: list[Pair] = []
    waiting: list[Doc] = []
    other_rng = random.Random(seed)

    def take_all() -> None:
        for ready in waiting:
            _take(edits(ready, forms, names, rng), left, made, rng, each)
            if any(kind in wanted for kind in news_edits.KINDS):
                _take(news_edits.news_edits(ready, names, other_rng), left, made, other_rng, each)
        waiting.clear()

    for doc in parse(sentences):
        forms.learn(doc)
        for entity in doc.ents:
            if (
                entity.label_ in NAMED
                and len(entity) <= 3
                and entity.text[:1].isupper()
                and entity.text.replace(" ", "").isalpha()
            ):
                names.setdefault(entity.label_, []).append(entity.text)
        waiting.append(doc)
        # Forms and names are learnt from a thousand sentences before the first edit.
        if len(waiting) >= WARM_UP:
            take_all()
            if not any(left.values()):
                return made
    take_all()
    return made


def _take(
    found: Iterable[Pair], left: dict[tuple[str, bool], int], made: list[Pair], rng: random.Random, each: int
) -> None:
    """Of each kind up to ``each`` entailed and other pairs of a sentence, as long as they are wanted."""
    groups: dict[tuple[str, bool], list[Pair]] = {}
    for pair in found:
        groups.setdefault((pair.kind, pair.label == "entailment"), []).append(pair)
    for key, pairs in groups.items():
        chosen = rng.sample(pairs, min(each, left.get(key, 0), len(pairs)))
        made.extend(chosen)
        if chosen:
            left[key] -= len(chosen)
