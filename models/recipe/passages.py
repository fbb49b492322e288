"""Passages of news length: the sentences of a body that bear on a claim, in the body's order,
as many as one look of the model holds.
"""

from __future__ import annotations

from collections import OrderedDict

from checker.evidence import SentenceIndex
from checker.segmentation import segment
from checker.text import repair

# About 320 and 512 tokens with a claim of 25: English news has 1.3 to 1.4 tokens a word.
SHORT_WORDS = 210
LONG_WORDS = 345
KEPT_BODIES = 64


class Bodies:
    """Sentence indices of bodies; the last few are kept, since the claims of one body come together."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, SentenceIndex] = OrderedDict()

    def index(self, body: str) -> SentenceIndex:
        """The index of a body."""
        found = self._kept.get(body) or SentenceIndex(segment(repair(body).text))
        self._kept[body] = found
        if len(self._kept) > KEPT_BODIES:
            self._kept.popitem(last=False)
        return found

    def passage(self, body: str, claim: str, most_words: int = SHORT_WORDS) -> str:
        """See :func:`passage`."""
        return passage(self.index(body), claim, most_words)


def chosen_sentences(index: SentenceIndex, claim: str, most_words: int = SHORT_WORDS) -> list[int]:
    """Numbers of the sentences that stand for a body, in its order.

    The two that share most of the claim's terms, weighted by rarity, then the lead,
    which says what all is about and who "he" is, then the others by shared terms (the first of equals first) until the
    words are used up. A sentence that does not fit is left out and the next tried; the first is always taken.

    Args:
        index: of the body.
        claim: what the sentences are to bear on.
        most_words: of all of them together.
    """
    scored = index.score(claim)
    ranked = [item.sentences[0] for item in sorted(scored, key=lambda item: (-item.relevance, item.sentences))]
    found: list[int] = []
    room = most_words
    for number in dict.fromkeys([*ranked[:2], *([0] if ranked else []), *ranked[2:]]):
        words = len(index.document.sentences[number].text.split())
        if not found or words <= room:
            found.append(number)
            room -= words
    return sorted(found)


def passage(index: SentenceIndex, claim: str, most_words: int = SHORT_WORDS) -> str:
    """The chosen sentences as one text on one line; ``""`` for an empty body."""
    sentences = index.document.sentences
    return " ".join(" ".join(sentences[number].text.split()) for number in chosen_sentences(index, claim, most_words))
