"""Is a text English? By its script, its function words, and, where these do not tell, an identifier of languages."""

from __future__ import annotations

import re

from .parser import FUNCTION_WORDS, is_common_word, is_dictionary_noun
from .spelling import LETTERS_APOSTROPHE

# Of a longer text so many characters are looked at.
MOST = 6000
# With fewer words neither a count of function words nor the identifier is to be trusted by itself.
ENOUGH = 12
FUNCTION_SHARE = 0.22
# Of a few letters in another script nothing is said: a unit, a formula.
FEWEST_LETTERS = 4
# Running words that are not English, of a text with fewer than `ENOUGH`; and how many times as many as English ones.
FEWEST_FOREIGN = 3
TIMES = 2
LATIN = re.compile("[A-Za-zªºÀ-ÖØ-öø-ʸᴀ-ᶿḀ-ỿⱠ-ⱿＡ-Ｚａ-ｚﬀ-ﬆ]")
# Function words of other languages in Latin letters, some of which look like English words ("die", "hat", "war").
OTHERS = frozenset(
    """
    der die das den dem des ein eine einen einem einer und ist hat war sind nicht für mit von zu zum zur im am auf aus
    bei nach über wird
    le la les un une du et est dans pour par sur sans avec qui que ne pas ont sont aux ce cette il elle
    el los las una y en con del al se su por para más fue han es lo
    gli che di da della delle nel nella sono per non ha hanno
    o os um uma do da na nos nas em ao foi são não mais
    het een van te dat op zijn niet met ook voor om naar bij heeft
    och att det som av på är den för med till ett har inte av og er til ikke på af vil
    nie się jest na dla przez ve bir bu için ile dan yang untuk dari
    """.split()
)
# English words that other languages have as well: they say nothing.
EITHER = frozenset(
    "a all am as at be by do for i in is it me my no on she so to was an man men her we us or of".split()
)


def is_english(text: str) -> bool | None:
    """Is the text English? ``None`` where it is too short to tell.

    A text in another script is not, however short. Of one in Latin letters a quick count of function words answers for
    nearly every article; only where it does not is the language identifier (py3langid) loaded.
    """
    text = text[:MOST]
    if in_other_script(text):
        return False
    words = LETTERS_APOSTROPHE.findall(text.lower())
    if len(words) < ENOUGH:
        return False if is_foreign(text) else None
    if sum(word in FUNCTION_WORDS for word in words) / len(words) > FUNCTION_SHARE:
        return True
    return _identified(text) == "en"


def in_other_script(text: str) -> bool:
    """Are most of its letters not Latin ones (Arabic, Chinese, Cyrillic, Devanagari, Greek …)?"""
    if text.isascii():
        return False
    letters = [letter for letter in text[:MOST] if letter.isalpha()]
    other = sum(LATIN.match(letter) is None for letter in letters)
    return other >= FEWEST_LETTERS and other > len(letters) / 2


def is_foreign(text: str) -> bool:
    """Has a text of a few words next to no English word, and does the identifier name another language?

    Words with a capital may be names ("Los Angeles"), and count only where a sentence begins with another language's
    function word ("Der").
    """
    foreign = english = 0
    for match in LETTERS_APOSTROPHE.finditer(text):
        word = match.group()
        lower = word.lower()
        if lower in EITHER or "'" in word or "’" in word:
            continue
        if lower in OTHERS:
            foreign += word.islower() or text[: match.start()].rstrip(" «»¿¡")[-1:] in ("", ".", "!", "?", "\n")
        elif is_common_word(lower) or is_dictionary_noun(lower):
            english += 1 if word.islower() or lower in FUNCTION_WORDS else 0
        elif word.islower():
            foreign += 1
    return foreign >= FEWEST_FOREIGN and foreign >= TIMES * english and _identified(text) != "en"


def _identified(text: str) -> str:
    import py3langid

    return str(py3langid.classify(text)[0])
