"""Numbers as they are written: digits, words, scales, vague magnitudes, parts of a whole and of a scale.

``NUMBER`` finds them, ``value_of`` reads them; a unit behind a number is not looked at here, but in "an hour and a half".
"""

from __future__ import annotations

import re

from .words.measures import MEASURES
from .words.money import SIGN
from .words.scales import LONG_PATTERN, SCALE_PATTERN, SCALE_WORDS, SECOND_PATTERN

UNITS_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS_WORDS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
VAGUE = {
    "dozens": (24, 99), "scores": (40, 120), "hundreds": (200, 999), "thousands": (2_000, 999_999), "millions": (2e6, 999e6),
    "billions": (2e9, 999e9), "tens of thousands": (20_000, 999_999), "hundreds of thousands": (200_000, 999_999),
    "tens of millions": (20e6, 999e6), "hundreds of millions": (200e6, 999e6),
}  # fmt: skip
# "20 lakh" was read before "lakh" was known: a number before a scale that is not, is no number.
UNKNOWN_SCALE = re.compile(
    r"[\s-]?(?:[a-z]{1,12}illi(?:on|ard)s?|mrd|mio|myriads?|kharab|score\s[a-z]{1,20}s)\b", re.IGNORECASE
)
NUMERATORS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
DENOMINATORS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
PARTS = {"half": 2, **DENOMINATORS}
# A number with a part in its words: "two and a half", "half a million", "2½".
HAS_PART = re.compile(r"\b(?:half|(?:third|quarter|fifth|eighth|tenth)s?)\b|[½¼¾⅓⅔]|\d/\d", re.IGNORECASE)
# Longer rows of digits are keys and hashes, nobody's quantity, and too large for a float in the end.
LARGEST = 1e24
# "Injured a third on Tuesday" is no share; "rose by a third on Tuesday" is.
SHARE_BEFORE = re.compile(
    r"\b(?:by|about|around|nearly|almost|roughly|over|under|than|to|up|down|some|only|just|cuts?|lose[s]?|lost|fell"
    r"|falls?|rose|rises?|and)\s+$",
    re.IGNORECASE,
)
SHARE_AFTER = re.compile(
    r"\s+(?:of|the|its|their|his|her|less|more|fewer|higher|lower|cheaper|larger|smaller)\b|\s*$", re.IGNORECASE
)
# "5 000" is one number where its second group can be none by itself; other spaces between groups are commas by now.
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)|\d{1,3}(?:[ ]0\d{2})(?:[ ]\d{3})*(?![\d,])|\d+(?:\.\d+)?"
WORD_NUMBER = "|".join([*UNITS_WORDS, *TENS_WORDS])
_MEASURE = "|".join(sorted((word for word in MEASURES if word.isalpha() and len(word) > 2), key=len, reverse=True))
_PERCENT = r"percentage\s+points?|points?|per\s?cent|percent|pct"
# Only before these is "a third" or "a quarter" part of a number: "shot two and a third fled".
_OF_NUMBER = rf"(?=[-\s](?:{LONG_PATTERN}|bn|{_MEASURE}|{_PERCENT}|times|dollars|pounds|euros)\b|\s?%)"
_SINGULAR = rf"(?=[-\s](?:{_MEASURE}|percentage\s+point|point|per\s?cent|percent|degree)\b(?!['’]))"
_HYPHENED = r"(?=[-\s](?:hour|mile|percentage\s+point|point|per\s?cent|percent)\b)"
_VULGAR = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3}
# Words of many; "score" is no number before "goals".
_SCORED = (
    r"(?=\s+(?:of\s+|or\s+more\s+(?:of\s+)?)?(?:people|persons|men|women|children|civilians|soldiers|troops|passengers"
    r"|workers|migrants|students|pupils|victims|residents|officers|boys|girls|villagers|patients|protesters|miners"
    r"|tourists|hostages|families|years|homes|houses|ships|villages|towns|countries|schools)\b)"
)
# "Every second counts" and "every third day" are no shares.
_EVERY = (
    r"(?=\s+(?!(?:times?|days?|nights?|mornings?|evenings?|weeks?|weekends?|months?|years?|hours?|minutes?|seconds?"
    r"|seasons?|summers?|winters?|quarters?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|games?|match|rounds?|counts?"
    r"|counted|matters?|mattered|of|is|was|that|they|he|she|we|you|i|it|in|on|at|and|to|for|from|with|spent|until|as"
    r"|generation|edition|issue)\b)[a-z]{2})"
)
NUMBER = re.compile(
    rf"""
    (?P<currency>{SIGN})?\s?
    (?:
        (?P<mixed>\b(?P<whole>\d{{1,3}}|(?:(?:{"|".join(TENS_WORDS)})[-\s])?(?:{"|".join(UNITS_WORDS)})|{"|".join(TENS_WORDS)})
            (?:[-\s]and[-\s](?P<piece>(?:a|one)[-\s](?:half(?!\s+(?:of|the|its|their|all)\b)|(?:quarter|third|fifth|eighth|tenth){_OF_NUMBER})
                |(?:half|(?:two|three|four|five|seven)[-\s](?:thirds|quarters|fifths|eighths|tenths)){_OF_NUMBER})
              |[-\s]?(?P<vulgar>[{"".join(_VULGAR)}])|[-\s](?P<slashed>1/[2348]|[357]/8|2/3|3/4)(?![\d/]))
            (?:[-\s]?(?P<mscale>{SCALE_PATTERN})\b)?)
      | (?P<vulgaronly>[{"".join(_VULGAR)}])[-\s]?(?P<vscale>{SCALE_PATTERN})\b
      | (?P<halves>\b(?P<hwhole>an?|\d{{1,3}}|{WORD_NUMBER})[-\s](?P<hunit>{LONG_PATTERN}|bn|{_MEASURE})[-\s]and[-\s](?:a|one)[-\s](?P<hpiece>half|quarter)\b(?!\s+(?:of|the)\b))
      | (?P<scaled>\b(?P<spart>(?:(?:a|one)[-\s])?(?:half|quarter|third|fifth|tenth)|(?:two|three|four)[-\s](?:thirds|quarters?|fifths))(?P<sof>[-\s]of)?(?:[-\s]an?)?[-\s](?P<sscale>{LONG_PATTERN}|bn)\b)
      | (?P<unitpart>\b(?:(?:half|(?:(?:a|one)[-\s])?(?:quarter|third)[-\s]of|(?:two|three)[-\s](?:thirds|quarters)[-\s]of)[-\s]an?{_SINGULAR}|(?:(?:a|one)[-\s])?(?:half|(?:three[-\s])?quarter){_HYPHENED}))
      | (?P<dozen>\b(?:(?P<dlead>half\s+a|an?|several|{WORD_NUMBER}|\d{{1,3}})[-\s]+(?:dozen|score{_SCORED})|dozen)\b)
      | (?P<onein>\b1\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<od>two|three|four|five|six|seven|eight|nine|ten|\d{{1,2}}|100)\b(?![.,]?\d|\s+(?:{_MEASURE})\b))
      | (?P<digits>{_DIGITS})(?:\s?-?(?P<scale>{SCALE_PATTERN})\b(?:[-\s](?P<second>{SECOND_PATTERN})\b)?)?
      | (?P<vague>(?:(?:tens|hundreds)\s+of\s+(?:thousands|millions))|dozens|scores(?=\s+of)|hundreds|thousands|millions|billions)\b
      | (?P<fraction>\b(?:(?:one|a)[-\s](?:third|quarter|fifth|sixth|eighth|tenth)|(?:two|three|four|five|seven|nine)[-\s](?:thirds|quarters|fifths|sixths|eighths|tenths)|half)(?=\s+(?:of|the|its|their|a\b|all)|\s*$|\b\s+[a-z]))
      | (?P<every>\bevery\s+(?P<nth>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)){_EVERY}
      | (?P<inratio>\b(?P<rn>one|two|three|four|five|six|seven|eight|nine|\d+)\s+(?:(?:in|out\s+of)\s+(?:every\s+)?|of\s+every\s+)(?P<rd>two|three|four|five|six|seven|eight|nine|ten|100|10|20)\b)
      | (?P<personratio>\bone\s+[a-z]+\s+in\s+(?:every\s+)?(?P<pd>two|three|four|five|six|seven|eight|nine|ten|100|10|20)\b(?=\s*[.,;]|\s*$|\s+(?:would|has|have|had|is|are|was|were|can|could|will|does|did|says?|said|wants?|thinks?|backs?|opposes?|supports?)\b))
      | (?P<words>\b(?:(?:{WORD_NUMBER}|a(?=\s+(?:{LONG_PATTERN})\b))(?:[-\s]+(?:(?:(?<=hundred\s)|(?<=thousand\s)|(?<=million\s))and\s+)?(?:{WORD_NUMBER}|{LONG_PATTERN}))*)\b)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip


def words_to_number(words: str) -> int | None:
    """``"two hundred and six"`` → 206; ``None`` where the words are no one number (``"two four"``)."""
    total, current, last, scaled = 0, 0, 10**18, False
    for word in re.split(r"[-\s]+", words.lower()):
        if word in ("and", ""):
            continue
        if word == "a":
            current = 1
        elif word in UNITS_WORDS:
            if (current % 10 and last < 100) or (current % 100 and UNITS_WORDS[word] >= 10):
                return None
            current += UNITS_WORDS[word]
            last = UNITS_WORDS[word]
        elif word in TENS_WORDS:
            if current % 100:
                return None
            current += TENS_WORDS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
            if current > LARGEST:
                return None
        elif word in SCALE_WORDS:
            # "A thousand million", "two lakh crore": one scale of another.
            total = total * SCALE_WORDS[word] if scaled and total else total + max(current, 1) * SCALE_WORDS[word]
            current = 0
            if total > LARGEST:
                return None
        scaled = word in SCALE_WORDS and word != "hundred"
    return total + current


def value_of(match: re.Match[str]) -> tuple[float, float, float, str, bool] | None:
    """value, low, high, unit, exact of a match of ``NUMBER``; ``None`` where it is no number after all."""
    if match.group("digits"):
        digits = match.group("digits").replace(",", "").replace(" ", "")
        if not float(digits) < LARGEST:
            return None
        scale = _scale(match.group("scale")) * _scale(match.group("second"))
        value = float(digits) * scale
        low, high = _rounding(digits, scale)
        return value, low, high, "count", True
    if match.group("words"):
        value_or_none = words_to_number(match.group("words"))
        if value_or_none is None:
            return None
        low, high = _rounding(str(value_or_none), 1)
        return float(value_or_none), low, high, "count", True
    return _share_of(match) if _is_share(match) else _with_part(match) or _about(match)


def _scale(word: str | None) -> int:
    return SCALE_WORDS[word.lower()] if word else 1


def _is_share(match: re.Match[str]) -> bool:
    return any(match.group(name) for name in ("fraction", "every", "personratio", "inratio", "onein"))


def _with_part(match: re.Match[str]) -> tuple[float, float, float, str, bool] | None:
    """ "Two and a half", "half a million", "an hour and a half", "half an" of half an hour."""
    if match.group("mixed"):
        piece, vulgar, slashed = match.group("piece"), match.group("vulgar"), match.group("slashed")
        part = _part(piece) if piece else _VULGAR[vulgar] if vulgar else _ratio(slashed)
        return _near((_whole(match.group("whole")) + part) * _scale(match.group("mscale")), match.group("mscale"))
    if match.group("vulgaronly"):
        return _near(_VULGAR[match.group("vulgaronly")] * _scale(match.group("vscale")), match.group("vscale"))
    if match.group("halves"):
        value, unit = _whole(match.group("hwhole")) + _part(match.group("hpiece")), match.group("hunit").lower()
        if unit in MEASURES:
            kind, factor = MEASURES[unit]
            return value * factor, value * factor, value * factor, kind, True
        return _near(value * _scale(unit), unit)
    if match.group("scaled"):
        share: str = match.group("spart").lower()
        # "A third million" is one more of them; "half a million" and "a quarter million" are parts.
        if not match.group("sof") and not share.endswith(("half", "quarter", "quarters")):
            return None
        return _near(_part(share) * _scale(match.group("sscale")), match.group("sscale"))
    if match.group("unitpart"):
        return _near(_part(match.group("unitpart").lower()), None)
    return None


def _near(value: float, scale: str | None) -> tuple[float, float, float, str, bool]:
    """Half a million is said of what is within one part in twenty of it; two and a half is two and a half."""
    room = 0.05 * value if scale else 0.0
    return value, value - room, value + room, "count", True


def _whole(word: str) -> float:
    return 1.0 if word.lower() in ("a", "an") else float(word) if word.isdigit() else float(words_to_number(word) or 0)


def _part(words: str) -> float:
    """What "half", "a quarter of a", "three-quarters" are of one."""
    found = [word for word in re.split(r"[-\s]+", words.lower()) if word not in ("of", "an")]
    top = NUMERATORS.get(found[0], 1)
    return top / next(PARTS[word.removesuffix("s")] for word in found if word.removesuffix("s") in PARTS)


def _ratio(slashed: str) -> float:
    top, bottom = slashed.split("/")
    return int(top) / int(bottom)


def _about(match: re.Match[str]) -> tuple[float, float, float, str, bool] | None:
    """ "Dozens", "two dozen", "three score"."""
    if match.group("vague"):
        key = " ".join(match.group("vague").lower().split())
        low, high = VAGUE[key]
        return float(low), float(low), float(high), "count", False
    if match.group("dozen"):
        lead = (match.group("dlead") or "a").lower()
        several = lead == "several"
        factor = 0.5 if lead.startswith("half") else 3.0 if several else _whole(lead)
        value = factor * (20.0 if match.group("dozen").lower().endswith("score") else 12.0)
        return value, value * 0.9, value * (3 if several else 1.1), "count", False
    return None


def _share_of(match: re.Match[str]) -> tuple[float, float, float, str, bool] | None:
    """ "A third", "one in four", "one pupil in four", "every fourth"."""
    if match.group("fraction"):
        share = _share(match)
        return None if share is None else (share, share - 4, share + 4, "percent", False)
    if match.group("inratio"):
        top, bottom = _small(match.group("rn")), _small(match.group("rd"))
        if not bottom or top > bottom:
            return None
        value = 100 * top / bottom
    elif match.group("onein"):
        bottom = _small(match.group("od"))
        if bottom < 2:
            return None
        value = 100.0 / bottom
    else:
        value = 100.0 / (ORDINALS[match.group("nth").lower()] if match.group("every") else _small(match.group("pd")))
    return value, value - 3, value + 3, "percent", False


def _share(match: re.Match[str]) -> float | None:
    """Percent of a fraction in words; ``None`` where "a third" is one more of something."""
    words = re.split(r"[-\s]+", match.group("fraction").lower())
    if len(words) < 2:
        return 50.0
    top, bottom = NUMERATORS[words[0]], DENOMINATORS[words[1].removesuffix("s")]
    text, start, end = match.string, match.start("fraction"), match.end("fraction")
    if (
        top == 1
        and "-" not in match.group("fraction")
        and not (SHARE_BEFORE.search(text[:start]) or SHARE_AFTER.match(text[end:]))
    ):
        return None
    return 100.0 * top / bottom if top < bottom else None


def _small(word: str) -> float:
    return float(word) if word.isdigit() else float(UNITS_WORDS.get(word.lower(), 0))


def _rounding(digits: str, scale: float) -> tuple[float, float]:
    """The values that a writer would round to these digits: 4.2 million covers 4.15 to 4.25 million."""
    value = float(digits) * scale
    if "." in digits:
        step = scale * 10 ** -len(digits.split(".")[1])
    elif scale > 1:
        step = float(scale)
    else:
        digits = digits.lstrip("0")
        zeros = len(digits) - len(digits.rstrip("0"))
        step = float(10**zeros) if zeros >= 2 else 1.0
    # A figure with many noughts may be exact: never take it for rounded by more than a twentieth.
    step = min(step, 0.1 * value) if scale == 1 and "." not in digits else step
    if step <= 1.0 and scale == 1 and "." not in digits:
        return value, value
    return value - step / 2, value + step / 2
