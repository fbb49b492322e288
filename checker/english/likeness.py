"""Words that look alike and are not one word: methadone and methanol, unemployment and underemployment."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

LEAST_LETTERS = 6
LEAST_START = 4
LIKE = 0.66
# What may stand behind one root without making it another word.
ENDINGS = re.compile(
    r"(?:s|es|ed|d|ing|er|ers|or|ors|ion|ions|ation|ations|ition|ive|ives|al|als|ally|ly|ment|ments|ness|ity|ities|y"
    r"|ies|ied|ic|ics|ical|ist|ists|ism|ise|ised|ises|ize|ized|"
    r"ance|ances|ence|ences|ant|ants|ent|ents|ency|ancy|able|ible|ably|ful|less|ship|hood|ry|ery|ian|ians|an|ans|ese"
    r"|ish|ous|ious|ate|ated|ates|ating|ator|ators|ative|atic|e|en|ens|ened|t|te|th|"
    r"ure|ures|age|ages|ee|ees|eer|ess|ette|ar|ary|ory|ial|ials|ially|iary|ual|ually|uals|uous|eous|iate|iated|iates"
    r"|ier|iers|iest|est|a|o|us|um|i|ia|tion|tions|sion|se|ce|ced|ces|cing|cy|ch|tive|tor|tors|n|ns|ne|in|ine|on|al|it"
    r"|its|ve|ves|f|ge|ging|sed|sing|sive|ssion|de|des|ding|de[sd]|ct|cts|cted|ction|pt|ption|r|rs|ring|red|st)?"
)
PREFIXES = frozenset(
    """
        un under over in im ir il dis non mis pre post anti pro hyper hypo inter intra micro macro mono poly bi tri semi
        sub super out fore up down
    """.split()
)
SPELLINGS = (
    ("our", "or"),
    ("ise", "ize"),
    ("isa", "iza"),
    ("yse", "yze"),
    ("re", "er"),
    ("ae", "e"),
    ("oe", "e"),
    ("ogue", "og"),
    ("ph", "f"),
    ("ck", "k"),
    ("ce", "se"),
)


@lru_cache(maxsize=8192)
def look_alike(one: str, other: str) -> bool:
    """Do two lower-case words look alike, without being forms, derivations or spellings of one word?"""
    if one == other or min(len(one), len(other)) < LEAST_LETTERS or _spelled(one) == _spelled(other):
        return False
    if _prefixed(one, other):
        return True
    start = _common_start(one, other)
    if start < LEAST_START or abs(len(one) - len(other)) > 3:
        return False
    if ENDINGS.fullmatch(one[start:]) and ENDINGS.fullmatch(other[start:]):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() >= LIKE


def _prefixed(one: str, other: str) -> bool:
    """Have they one ending of five letters or more behind two different prefixes?"""
    end = _common_start(one[::-1], other[::-1])
    for size in range(end, 4, -1):
        if one[: len(one) - size] in PREFIXES and other[: len(other) - size] in PREFIXES:
            return True
    return False


def _common_start(one: str, other: str) -> int:
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _spelled(word: str) -> str:
    for british, american in SPELLINGS:
        word = word.replace(british, american)
    return re.sub(r"(.)\1", r"\1", word)
