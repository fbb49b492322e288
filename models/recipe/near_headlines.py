"""The headline of the nearest other article over a body: on the same topic, in the same words, and not told there."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pandas as pd

from checker.text import repair

from .fault_pairs import COLUMNS, Judge, News, judged_pairs
from .passages import SHORT_WORDS, Bodies

NEIGHBOURS = 6
# Share of the headline's terms in the nearest sentence: less is another topic altogether, more may be the same story.
RELEVANCE = (0.25, 0.65)
# The judge must not find it told: several outlets report one event.
TOLD = 0.4
OF_ONE_BODY = 2


def near_headlines(
    articles: Sequence[News], judge: Judge, count: int, seed: int, most_words: int = SHORT_WORDS
) -> pd.DataFrame:
    """Passages with the headline of an article that is near to theirs.

    Args:
        articles: real headlines with their bodies.
        judge: gives the probabilities of every (premise, hypothesis) pair.
        count: at most so many pairs.
        seed: of the draw.
        most_words: of a passage.

    Returns:
        ``premise, hypothesis, label, source``; the label is "inconsistent" throughout.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.neighbors import NearestNeighbors

    if len(articles) < 2 or not count:
        return pd.DataFrame(columns=COLUMNS)
    vectoriser = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    bodies = vectoriser.fit_transform([item.body for item in articles])
    index = NearestNeighbors(n_neighbors=min(NEIGHBOURS, len(articles)), metric="cosine").fit(bodies)
    order = list(range(len(articles)))
    random.Random(seed).shuffle(order)
    order = order[: 3 * count]
    near = index.kneighbors(
        vectoriser.transform([articles[number].headline for number in order]), return_distance=False
    )
    reader = Bodies()
    used: dict[int, int] = {}
    asked: list[tuple[str, str]] = []
    for number, others in zip(order, near, strict=True):
        headline = repair(articles[number].headline).text
        for other in map(int, others):
            if other == number or used.get(other, 0) >= OF_ONE_BODY or len(headline.split()) < 4:
                continue
            nearest = max((item.relevance for item in reader.index(articles[other].body).score(headline)), default=0.0)
            if RELEVANCE[0] <= nearest < RELEVANCE[1]:
                used[other] = used.get(other, 0) + 1
                asked.append((reader.passage(articles[other].body, headline, most_words), headline))
                break
    return judged_pairs(asked, judge, lambda answer: answer[0] < TOLD, count, "inconsistent", "near headline")
