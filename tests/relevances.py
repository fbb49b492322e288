"""What a process that looks into nothing else finds relevant."""

from __future__ import annotations

from checker.evidence import SentenceIndex
from checker.segmentation import segment


def relevances() -> list[float]:
    """Relevance of many sentences that share other words with one long claim."""
    words = "council runway airport vote minister harbour bridge budget tunnel station museum library".split()
    lines = [" ".join(["The", *words[: 2 + number % 11], "x" * (number + 3)]) + "." for number in range(40)]
    index = SentenceIndex(segment(" ".join(lines)))
    return [item.relevance for item in index.score(" ".join(words))]
