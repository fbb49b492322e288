"""True case for headlines: the body knows how most of their words are spelled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from .parser import is_common_word, is_dictionary_noun, parse
from .spelling import APOSTROPHES
from .words.places import state_of

# "U.S.", "U.N.", "J.K."
DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}")
# The first letter, and one behind a word of three letters or more, a full stop and a space.
SENTENCE_START = re.compile(r"(?:^[\W\d_]*|(?<=[^\W_]{3})[.!?]['\"]?\s+['\"]?)[^\W\d_]")
DAYS_MONTHS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february april june july august september
    october november december christmas easter
    """.split()
)
ACRONYMS = frozenset(
    """
    us uk eu un nato nasa fbi cia who imf ceo gdp ai nhs bbc cnn nfl nba fifa uefa opec wto g7 g20 dna hiv aids
    tv usa mp mps pm eec gatt ibm gm
    """.split()
)
NAME_ENTITIES = frozenset(("PERSON", "GPE", "NORP", "ORG", "LOC", "FAC"))


def case_style(headline: str) -> str:
    """``upper``, ``lower``, ``title`` or ``sentence``: how the headline is capitalised."""
    if len(APOSTROPHES.findall(headline)) >= 3 and headline == headline.lower() != headline.upper():
        return "lower"
    words = [word for word in APOSTROPHES.findall(headline) if word[0].isalpha()]
    long = [word for word in words if len(word) >= 4]
    if not long:
        long = words
    if not long:
        return "sentence"
    if sum(word.isupper() for word in long) > 0.7 * len(long):
        return "upper"
    rest = long[1:] or long
    if len(rest) >= 2 and sum(any(letter.isupper() for letter in word) for word in rest) >= 0.75 * len(rest):
        return "title"
    return "sentence"


def body_spellings(body: str) -> dict[str, Counter[str]]:
    """Lower-case word → how often each spelling occurs in the body, sentence starts left out."""
    table: dict[str, Counter[str]] = {}
    for match in APOSTROPHES.finditer(body):
        before = body[max(0, match.start() - 3) : match.start()].rstrip(" \"'(")
        initial = not before or before[-1] in ".!?\n:" or match.start() == 0
        for word in _with_base(match.group()):
            if not (initial and word[:1].isupper() and word[1:].islower()):
                table.setdefault(word.lower(), Counter())[word] += 1
    return table


def _with_base(word: str) -> list[str]:
    base = re.sub(r"'s$|'$", "", word)
    return [word] if base == word else [word, base]


def restore_case(headline: str, spellings: Callable[[], dict[str, Counter[str]]]) -> str:
    """The headline with each word spelled as in the body, sentences beginning with a capital; same length,
    only case changes.

    Words that the body lacks become lower case when the dictionary has them as common words;
    what is left is decided by the parser's named entities.

    Args:
        headline: as it was written.
        spellings: gives the table of :func:`body_spellings`; most headlines do without.
    """
    style = case_style(headline)
    # Most headlines are written as sentences and shout nothing: their body need not be read.
    if style == "sentence" and not any(map(_shouted, APOSTROPHES.findall(headline))):
        return headline
    known_spellings = spellings()
    if style in ("sentence", "title"):
        headline = _without_shouting(headline, known_spellings)
    if style == "sentence":
        return headline
    if style == "lower":
        headline = DOTTED.sub(lambda match: match.group().upper(), headline)
    letters = list(headline)
    undecided: list[tuple[int, int]] = []
    dotted = [match.span() for match in DOTTED.finditer(headline)]
    for match in APOSTROPHES.finditer(headline):
        if any(start <= match.start() < end for start, end in dotted):
            continue
        known = _known_spelling(match.group(), known_spellings, style)
        if known is None:
            undecided.append(match.span())
            known = match.group() if style == "title" else match.group().capitalize()
        letters[match.start() : match.end()] = known
    text = "".join(letters)
    if undecided:
        entities = [(ent.start_char, ent.end_char) for ent in parse(text).ents if ent.label_ in NAME_ENTITIES]
        for start, end in undecided:
            word = text[start:end]
            named = any(left <= start and end <= right for left, right in entities)
            if is_dictionary_noun(re.sub(r"'s$", "", word)) and not named:
                letters[start:end] = word.lower()
    for match in SENTENCE_START.finditer("".join(letters)):
        first = match.end() - 1
        letters[first] = letters[first].upper() if len(letters[first].upper()) == 1 else letters[first]
    return "".join(letters)


def _shouted(word: str) -> bool:
    lower = word.lower()
    return word.isupper() and len(word) >= 3 and len(lower) == len(word) and lower not in ACRONYMS


def _without_shouting(headline: str, spellings: dict[str, Counter[str]]) -> str:
    """Single words in capitals for emphasis ("loses eye to BEAN BAG") as in running text."""

    def spoken(match: re.Match[str]) -> str:
        word, lower = match.group(), match.group().lower()
        if not _shouted(word):
            return word
        if lower in spellings:
            return lower if spellings[lower].most_common(1)[0][0] == lower else word
        return lower if is_dictionary_noun(lower) or is_common_word(lower) else word

    return APOSTROPHES.sub(spoken, headline)


def _known_spelling(word: str, spellings: dict[str, Counter[str]], style: str) -> str | None:
    lower = word.lower()
    if len(lower) != len(word):
        return word
    for form in dict.fromkeys((lower, re.sub(r"'s$", "", lower), lower.rstrip("s"), lower + "s", lower + "'s")):
        if form in spellings and form:
            best = spellings[form].most_common(1)[0][0]
            if best.isupper() and len(best) > 1 and len(form) >= 2:
                shared = min(len(best), len(word))
                return word[:shared].upper() + lower[shared:] if form != lower else best
            if form == lower and best != lower and len(best) == len(word):
                return best
            if best[:1].isupper():
                return (
                    best
                    if form == lower and len(best) == len(word)
                    else word[:1].upper() + (word[1:] if style == "title" else lower[1:])
                )
            return lower
    if not word[0].isalpha():
        return word
    if lower in ACRONYMS and (style == "upper" or word.isupper()):
        return word.upper()
    if style == "title" and ((word.isupper() and len(word) > 1) or any(letter.isupper() for letter in word[1:])):
        return word
    base = re.sub(r"'s$", "", lower)
    if state_of(base) or base in DAYS_MONTHS:
        return word[:1].upper() + lower[1:]
    if is_common_word(base):
        return lower
    return None
