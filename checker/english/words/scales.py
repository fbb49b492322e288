"""Scales of numbers: million, bn, crore and the like, with what each is. Every pattern that looks for one has it from here."""

from __future__ import annotations

# Written out, or so long that nothing else is meant.
SPELLED = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "milliard": 10**9, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15,
    "lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "lacs": 10**5, "crore": 10**7, "crores": 10**7,
    "mln": 10**6, "bln": 10**9, "trn": 10**12, "trln": 10**12,
}  # fmt: skip
# Behind figures alone.
SHORT = {"mn": 10**6, "mil": 10**6, "cr": 10**7, "bn": 10**9, "tn": 10**12}
LETTERS = {"k": 1_000, "m": 10**6, "b": 10**9}
SCALE_WORDS = {**SPELLED, **SHORT, **LETTERS}
# What another scale may stand before, each of them a tenth of the next at least: "1.5 lakh crore", "two thousand million".
SECOND = ("thousand", "million", "billion", "trillion", "crore", "crores")


def any_of(*words: str) -> str:
    """A pattern of one of these words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


LONG_PATTERN = any_of(*SPELLED)
SECOND_PATTERN = any_of(*SECOND)
# "20m" has a letter for its scale, "20m's" and "20ml" have not.
SCALE_PATTERN = rf"{LONG_PATTERN}|{any_of(*SHORT)}|[{''.join(LETTERS)}](?![\w'])"
