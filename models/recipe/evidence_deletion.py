"""Evidence deletion: a headline with the passage that supports it, the same without the sentences that carry it,
and without others.

Nobody labels these: a judging model says which sentences carry the headline.
What is left when they are gone does not support it; what is left when others are gone still does. So the words of the
headline and its topic stay, and only the support goes.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from checker.evidence import SentenceIndex

from .fault_pairs import Judge, News, claim_of
from .passages import SHORT_WORDS, Bodies, chosen_sentences

COLUMNS = ["premise", "hypothesis", "label", "source"]
# A sentence carries a headline where the judge finds it entailed,
# or close to it while the words are the headline's own.
CARRIES = 0.8
MAY_CARRY = 0.25
SAME_WORDS = 0.6
# What is left may not support it after all (two sentences together do): the judge reads that too.
GONE = 0.4
LEAST_SENTENCES = 5


@dataclass(frozen=True)
class _Case:
    headline: str
    index: SentenceIndex
    chosen: list[int]


def deletion_pairs(
    articles: Sequence[News], judge: Judge, count: int, seed: int, most_words: int = SHORT_WORDS, batch: int = 200
) -> pd.DataFrame:
    """Pairs of passage and headline, half of them supported.

    Args:
        articles: real headlines with their bodies.
        judge: gives the three probabilities of every (premise, hypothesis) pair.
        count: headlines used; each gives one pair that is supported and one that is not.
        seed: of the draws.
        most_words: of a passage.
        batch: articles that the judge is asked about at once.

    Returns:
        ``premise, hypothesis, label, source``; the labels are "consistent" and "inconsistent".
    """
    rng = random.Random(seed)
    bodies = Bodies()
    found: list[tuple[str, str, str, str]] = []
    for start in range(0, len(articles), batch):
        cases = [case for item in articles[start : start + batch] if (case := _case(item, bodies, most_words))]
        pairs = [(_text(case.index, [number]), case.headline) for case in cases for number in case.chosen]
        answers = iter(judge(pairs))
        made = []
        for case in cases:
            entailed = [next(answers)[0] for _ in case.chosen]
            if twins := _without(case, entailed, rng):
                made.append((case.headline, *twins))
        left = judge([(gone, headline) for headline, _, gone in made])
        for (headline, kept, gone), answer in zip(made, left, strict=True):
            if answer[0] < GONE:
                found.append((kept, headline, "consistent", "deletion"))
                found.append((gone, headline, "inconsistent", "deletion"))
        if len(found) >= 2 * count:
            break
    return pd.DataFrame(found[: 2 * count], columns=COLUMNS)


def _case(item: News, bodies: Bodies, most_words: int) -> _Case | None:
    headline = claim_of(item.headline)
    if headline is None:
        return None
    index = bodies.index(item.body)
    chosen = chosen_sentences(index, headline, most_words)
    return _Case(headline, index, chosen) if len(chosen) >= LEAST_SENTENCES else None


def _without(case: _Case, entailed: list[float], rng: random.Random) -> tuple[str, str] | None:
    """The passage without as many other sentences, and without those that carry the headline;
    ``None`` where nothing carries it.
    """
    relevance = [item.relevance for item in case.index.score(case.headline)]
    carrying = {
        number
        for number, chance in zip(case.chosen, entailed, strict=True)
        if chance >= MAY_CARRY or relevance[number] >= SAME_WORDS
    }
    others = [number for number in case.chosen if number not in carrying]
    if max(entailed) < CARRIES or len(others) < 2:
        return None
    # The surest sentence stays in the supported twin, at the place it had; of the others some go,
    # in both about as many.
    surest = case.chosen[max(range(len(entailed)), key=lambda place: entailed[place])]
    dropped = set(
        rng.sample([number for number in case.chosen if number != surest], min(len(carrying), len(case.chosen) - 2))
    )
    kept = [number for number in case.chosen if number not in dropped]
    return _text(case.index, kept), _text(case.index, others)


def _text(index: SentenceIndex, numbers: Sequence[int]) -> str:
    return " ".join(" ".join(index.document.sentences[number].text.split()) for number in numbers)
