"""Real headlines over the passage of their own article: what an editor let pass, in an editor's words.

A model that learns faults from made and written headlines alone sees half of them wrong; of real ones hardly any are.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import pandas as pd

from checker.text import repair

from .fault_pairs import COLUMNS, Judge, News
from .passages import SHORT_WORDS, Bodies

MIN_WORDS, MAX_WORDS = 5, 25
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
        headline = repair(articles[number].headline).text
        if "?" not in headline and MIN_WORDS <= len(headline.split()) <= MAX_WORDS:
            asked.append((reader.passage(articles[number].body, headline, most_words), headline))
    told = judge(asked) if asked else []
    kept = [
        pair
        for pair, answer in zip(asked, told, strict=True)
        if answer[0] >= LEAST_ENTAILED and answer[2] < MOST_CONTRADICTED
    ]
    return pd.DataFrame([(*pair, "consistent", "own headline") for pair in kept[:count]], columns=COLUMNS)
