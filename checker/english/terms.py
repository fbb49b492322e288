"""Content terms of a text: light stems, with demonyms folded into countries and event words into one event."""

from __future__ import annotations

from functools import lru_cache

from .parser import FUNCTION_WORDS, WORDS, irregular_plurals, irregular_verbs
from .spelling import TERM
from .words.events import family_of
from .words.places import country_of

STOP = FUNCTION_WORDS | frozenset(
    """
    is am are was were be been being do does did done has have had having i me my you your we us our he him his
    she her it its they them their this that these those there here what which who whom whose when where why how
    not no nor so too very just than then s t can will would shall should may might must could about after again
    against all also among any as at because before between both but by down during each few for from further if
    in into more most new of off on once only or other out over own per said say says same some such the through
    to under until up upon via while with within without amid despite yet ever
    """.split()
)


@lru_cache(maxsize=WORDS)
def stem(word: str) -> str:
    """A light stem: possessive, plural, -ed and -ing cut off; enough to match a headline with its body."""
    word = word.lower()
    if word.endswith("'s"):
        word = word[:-2]
    word = word.replace("'", "").replace(".", "")
    for ending, keep in (
        ("iness", 4),
        ("ational", 4),
        ("ations", 4),
        ("ation", 4),
        ("ement", 4),
        ("ments", 4),
        ("ment", 4),
        ("ings", 3),
        ("ing", 3),
        ("iers", 3),
        ("ies", 3),
        ("ied", 3),
        ("ers", 4),
        ("edly", 3),
        ("ed", 3),
        ("ity", 4),
        ("es", 3),
        ("ly", 4),
        ("er", 4),
        ("s", 3),
    ):
        if (
            word.endswith(ending)
            and len(word) - len(ending) >= keep
            and not (ending == "s" and word.endswith(("ss", "us", "is")))
        ):
            word = word[: -len(ending)]
            if ending in ("ies", "ied", "iers", "iness"):
                word += "y"
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == "e" else word


@lru_cache(maxsize=WORDS)
def term(word: str) -> str | None:
    """The term that a word counts as, or ``None`` for function words."""
    lower = word.lower()
    base = lower[:-2] if lower.endswith("'s") else lower
    country = (
        country_of(word if word.isupper() else base)
        if base not in ("us", "pole", "finn", "dane", "turkey", "chad", "jordan") or word[:1].isupper()
        else None
    )
    if base in ("us",) and not word.isupper():
        country = None
    if country:
        return "=" + country.lower()
    if base in STOP or (len(base) < 2 and not base.isdigit()):
        return None
    base = irregular_verbs().get(base, base)
    base = irregular_plurals().get(base, base)
    family = family_of(base)
    return "~" + family if family else stem(base)


def terms_without_figures(text: str) -> frozenset[str]:
    """The terms that have no digit: "€120m" and "120 million euros" share none,
    and a wrong figure must not hide the event.
    """
    return frozenset(word for word in terms(text) if not any(letter.isdigit() for letter in word))


def terms(text: str) -> frozenset[str]:
    """The set of terms of a text."""
    return frozenset(found for word in TERM.findall(text) if (found := term(word)) is not None)
