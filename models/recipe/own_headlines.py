"""Real headlines over the passage of their own article: what an editor let pass, in an editor's words.

A model that learns faults from made and written headlines alone sees half of them wrong; of real ones hardly any are.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pandas as pd

from .fault_pairs import Judge, News, claim_of, judged_pairs
from .passages import SHORT_WORDS, Bodies

# Below, the judge mostly reads what is no claim (a column's title, a joke); above, it errs as often as the headline.
LEAST_ENTAILED = 0.05
MOST_CONTRADICTED = 0.9


def own_headlines(
    articles: Sequence[News], judge: Judge, count: int, seed: int, most_words: int = SHORT_WORDS
) -> pd.DataFrame:
    """Passages with the headline of their own article.

    Args:
        articles: real headlines with their bodies.
        judge: gives the probabilities of every (premise, hypothesis) pair.
        count: at most so many pairs.
        seed: of the draw.
        most_words: of a passage.

    Returns:
        ``premise, hypothesis, label, source``; the label is "consistent" throughout.
    """
    order = list(range(len(articles)))
    random.Random(seed).shuffle(order)
    reader = Bodies()
    asked: list[tuple[str, str]] = []
    for number in order[: count * 2]:
        if headline := claim_of(articles[number].headline):
            asked.append((reader.passage(articles[number].body, headline, most_words), headline))

    def sound(answer: Any) -> bool:
        return bool(answer[0] >= LEAST_ENTAILED and answer[2] < MOST_CONTRADICTED)

    return judged_pairs(asked, judge, sound, count, "consistent", "own headline")
