"""Passages of news length: the sentences of a body that bear on a claim, in the body's order, as many as one look of the model holds."""

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
        """See :meth:`~checker.evidence.SentenceIndex.longer_passage`."""
        return self.index(body).longer_passage(claim, most_words)
