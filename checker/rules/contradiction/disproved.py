"""The body says outright that the headline's story is not true: a hoax, a false report, pure fiction."""

from __future__ import annotations

import re

from ...context import Context
from ...english.words.stance import HOAX, SAID_FALSE

# The sentence and the two before it must have so much of the headline:
# of FNC-1 train's flat headlines this finds 8 % of those that are disputed, 1 % of those that are backed.
STORY_RELEVANCE = 0.35
BEFORE = 2
CAREFUL = re.compile(
    r"\b(?:hoax\w*|fakes?|faked|false\w*|den(?:y|ies|ied)|debunk\w*|not|no|never|un(?:true|founded|confirmed)|satir\w*"
    r"|rumou?r\w*|claim\w*|report\w*|"
    r"alleged\w*|myths?|actually|really|pranks?|truth|fiction)\b|\?|n[’']t\b",
    re.IGNORECASE,
)


def disproved(context: Context) -> tuple[str, tuple[int, ...]] | None:
    """The words that call the story untrue, and the sentences that show it;
    ``None`` where the headline is careful itself.
    """
    headline = context.headline
    if headline.reason is not None or headline.attributed or CAREFUL.search(headline.text):
        return None
    sentences = context.document.sentences
    for sentence in sentences:
        found = SAID_FALSE.search(sentence.text) or HOAX.search(sentence.text)
        if found is None:
            continue
        near = range(max(0, sentence.index - BEFORE), sentence.index + 1)
        told = frozenset[str]().union(*(context.index.terms[number] for number in near))
        if context.index.relevance(context.headline_terms, told) < STORY_RELEVANCE:
            continue
        closest = max(near, key=lambda number: context.relevance[number])
        return found.group(), tuple(dict.fromkeys((sentence.index, closest)))
    return None
