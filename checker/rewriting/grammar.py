"""Is a mended headline well formed, as far as words and a parse can tell?"""

from __future__ import annotations

import re

from ..english.hidden_verbs import parse_headline
from ..english.spelling import APOSTROPHES
from ..english.tree import Token

# "Had had" and "that that" are English, but no headline's.
DOUBLED = re.compile(r"\b(\w+)\s+\1\b", re.IGNORECASE)
SPACES = re.compile(r"\s{2,}|\s[,.;:!?]|^\s|\s$")


def well_formed(before: str, after: str) -> bool:
    """Has the change made no doubled word, stray space, word of its own twice or verb that does not agree
    with its subject?
    """
    if len(DOUBLED.findall(after)) > len(DOUBLED.findall(before)) or len(SPACES.findall(after)) > len(
        SPACES.findall(before)
    ):
        return False
    if not APOSTROPHES.search(after) or _unbalanced(after) != _unbalanced(before):
        return False
    return _disagreeing(after) <= _disagreeing(before)


def _unbalanced(text: str) -> bool:
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”") or text.count("(") != text.count(")")


def _disagreeing(headline: str) -> int:
    """Verbs in the present whose subject has another number."""
    return sum(
        _number(child) not in (None, token.tag_)
        for token in parse_headline(headline)
        if token.tag_ in ("VBZ", "VBP")
        for child in token.children
        if child.dep_ in ("nsubj", "nsubjpass") and child.i < token.i
    )


def _number(subject: Token) -> str | None:
    """The tag of a verb that agrees with a subject; ``None`` for one that may be either: a team, a name, a number."""
    if subject.text == "%" or subject.like_num or any(child.lower_ == "of" for child in subject.children):
        return None
    if subject.conjuncts:
        return "VBP"
    return {"NN": "VBZ", "NNS": "VBP"}.get(subject.tag_)
