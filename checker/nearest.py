"""What was searched for a headline under review, and what the nearest sentence has of it."""

from __future__ import annotations

from .context import NUMBER_WORDS, Context
from .english.spelling import TERM
from .english.terms import stem, term
from .report.reasons import searched

MOST_MISSING = 5


def said_of_nearest(seen: Context) -> str:
    """How many sentences were searched, the nearest of them, and which words of the headline it has not:
    nothing that is not so.
    """
    sentences = seen.document.sentences
    nearest = seen.ranked[0] if seen.ranked and seen.relevance[seen.ranked[0]] > 0 else None
    if nearest is None:
        return searched(len(sentences), None, 0)
    known, written = seen.index.terms[nearest], set(TERM.findall(sentences[nearest].text))
    lower = {word.lower() for word in written}
    absent = [
        word
        for number, word in enumerate(dict.fromkeys(TERM.findall(seen.headline.cased)))
        if word not in written and (word.lower() not in lower or (number > 0 and _is_name(word)))
    ]
    missing = [
        word
        for word in absent
        if (found := term(word)) not in known and (found in seen.headline_terms if found else _is_name(word))
    ]
    figures = [word for word in absent if any(map(str.isdigit, word)) or stem(word) in NUMBER_WORDS]
    return searched(
        len(sentences), sentences[nearest].text, nearest + 1, missing[:MOST_MISSING], figures, every=not absent
    )


def _is_name(word: str) -> bool:
    """A month or a name that is a small word too: "in May", "Theresa May"."""
    return word[0].isupper() and term(word) is None
