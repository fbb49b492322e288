"""Which number of a text counts what: the dead, the hurt, jobs, or the noun that it leans on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..text import Span
from .parser import irregular_plurals
from .quantities import Quantity, find_quantities
from .spelling import LETTERS_APOSTROPHE
from .terms import STOP, stem
from .tree import Doc

CLASSES = {
    "dead": "kill kills killed killing die dies died dying dead death deaths fatality fatalities toll lives slain bodies perish perished drown drowns drowned drowning murdered massacred murder murders murdering murderer slaying manslaughter killings",
    "hurt": "injure injures injured injury injuries wound wounds wounded wounding injuring hurt hospitalised hospitalized",
    "held": "arrest arrests arrested arresting detained detain detains held custody jailed charged",
    "missing": "missing unaccounted disappeared",
    "homeless": "homeless displaced evacuated evacuate evacuates",
    "jobs": "job jobs redundancies redundancy layoffs posts staff workers employees workforce",
}  # fmt: skip
CLASS_OF = {word: name for name, words in CLASSES.items() for word in words.split()}
CASUALTIES = frozenset(("dead", "hurt", "held", "missing", "homeless"))
PEOPLE = frozenset(
    """
    people person persons man men woman women child children civilian civilians soldier soldiers troops
    passenger passengers worker workers migrant migrants student students pupil pupils victim victims resident
    residents officer officers boy boys girl girls teenager teenagers villager villagers patient patients
    protester protesters suspect suspects gunman gunmen militant militants police policeman policemen
    firefighter firefighters miner miners fan fans player players others driver drivers tourist tourists hostage
    hostages family families rescuer rescuers nurse nurses doctor doctors pedestrian pedestrians cyclist
    cyclists sailor sailors crew brother brothers sister sisters father mother son daughter baby babies toddler
    elderly colleague colleagues
    """.split()
)
INDEFINITE_PERSON = re.compile(
    r"\b(?:a|an|one|another)\s+(?:[\w-]+\s+){0,3}?(?P<noun>"
    + "|".join(sorted(PEOPLE - {"people", "troops", "police"}))
    + r")\b",
    re.IGNORECASE,
)
NEAR = 7
OWN_DEED = re.compile(
    r"\s+(?:(?:people|others?|more)\s+)?(?:[^\W\d_]{2,}ed|hurt|dead|held|freed|found|sent|left|missing)\b",
    re.IGNORECASE,
)
SEPARATED = re.compile(
    r"[,;:]\s*(?:(?:at least|about|some|another|more than|over|up to|nearly|almost)\s+)?$", re.IGNORECASE
)
# "Dies at 81", "woman, 34, killed": how old, not how many.
AGE_BEFORE = re.compile(
    r"\b(?:aged?|at(?: the age of)?)\s{1,3}(?:(?:about|around|nearly|almost)\s{1,3})?$", re.IGNORECASE
)
NEXT_WORD = re.compile(r"(?P<join>\s+|-)(?P<word>[^\W\d_]+)(?:[\s-]+(?P<next>[^\W\d_]+))?")
# Those that are no function words of ``terms``.
PREPOSITIONS = frozenset(
    """
    near beside beyond beneath behind along alongside across around toward towards inside outside off onto past via
    since throughout aboard above below besides per versus except plus minus like unlike because though although unless
    whether worth
    """.split()
)
# Between a verb and the number of those that it happened to.
ABOUT = frozenset("at least about around some nearly almost over more than another up to as many the all".split())


@dataclass(frozen=True)
class Counted:
    """A quantity and what it counts.

    Attributes:
        classes: coarse events (``dead``, ``hurt``, ``held``, ``jobs`` …) that the words round the number name.
        nouns: stems of the words that follow it or that it leans on.
        verb: stem of the last content word before it: "jailed for seven years" has ``jail``.
    """

    quantity: Quantity
    classes: frozenset[str]
    nouns: frozenset[str]
    verb: str | None = None


def counted(text: str) -> list[Counted]:
    """The quantities of one sentence, each with what it counts."""
    found = find_quantities(text)
    return [_counted(text, quantity, found) for quantity in found]


def _counted(text: str, quantity: Quantity, all_found: list[Quantity]) -> Counted:
    following = next((other.span.start for other in all_found if other.span.start >= quantity.span.end), len(text))
    preceding = max((other.span.end for other in all_found if other.span.end <= quantity.span.start), default=0)
    after = [match.group().lower() for match in LETTERS_APOSTROPHE.finditer(text, quantity.span.end, following)][:NEAR]
    before = [match.group().lower() for match in LETTERS_APOSTROPHE.finditer(text, preceding, quantity.span.start)][-5:]
    clause_after = _until_clause_end(text, quantity.span.end, following)
    near_after = [match.group().lower() for match in LETTERS_APOSTROPHE.finditer(clause_after)][:NEAR]
    # "Killed two workers": what was done to them says more than what they are.
    done = next((word for word in reversed(before) if word not in ABOUT), "")
    # "Ten dead, 40 evacuated", "six killed, 500 rescued": behind a comma the number has its own.
    own = OWN_DEED.match(text, quantity.span.end) is not None and SEPARATED.search(text, preceding, quantity.span.start)
    if own:
        done = ""
    classes = {CLASS_OF[done]} if CLASS_OF.get(done) in CASUALTIES and quantity.unit == "count" else set()
    if not classes:
        classes = {CLASS_OF[word] for word in near_after if word in CLASS_OF}
    if not classes and not own:
        classes = {CLASS_OF[word] for word in before if word in CLASS_OF}
    if not classes:
        # "Three were killed and six wounded" names its verb late; a list leans on the verb after it.
        rest = [
            match.group().lower()
            for match in LETTERS_APOSTROPHE.finditer(_until_clause_end(text, quantity.span.end, len(text)))
        ][:12]
        classes = (
            {CLASS_OF[word] for word in rest if word in CLASS_OF}
            if any(word in PEOPLE for word in after[:2])
            else set()
        )
    # The noun is the last word of the first run of content words: "three more US soldiers".
    nouns = {stem(word) for word in _noun_run(after)}
    if not nouns:
        nouns = {stem(word) for word in before[-2:] if word not in STOP}
    verb = next((stem(word) for word in reversed(before) if word not in STOP), None)
    if is_age(text, quantity):
        classes = set()
    return Counted(quantity, frozenset(classes), frozenset(nouns), verb)


def is_age(text: str, quantity: Quantity) -> bool:
    """Is the number how old somebody is: "dies at 81", "woman, 34, killed"?"""
    if quantity.unit != "count" or not 0 < quantity.value < 120 or quantity.value != int(quantity.value):
        return False
    before, after = text[: quantity.span.start], text[quantity.span.end :]
    if AGE_BEFORE.search(before):
        return not re.match(r"\s+[^\W\d_]", after) or bool(
            re.match(r"\s+(?:after|in|on|from|and|of|as|at|during|following|while)\b", after)
        )
    return (
        bool(re.search(r"[^\W\d_],\s*$", before)) and bool(re.match(r"\s*(?:,|$)", after)) and quantity.text.isdigit()
    )


def _until_clause_end(text: str, start: int, end: int) -> str:
    piece = text[start:end]
    cut = re.search(r"[,;:()]|\s[-–—]\s|\b(?:while|after|when|as|but)\b", piece)
    return piece[: cut.start()] if cut and cut.start() > 2 else piece


def _noun_run(words: list[str]) -> list[str]:
    run: list[str] = []
    for word in words[:5]:
        if word in ("more", "other", "of", "the", "new", "extra", "additional", "further", "its", "their", "a", "an"):
            if word in ("of", "the", "a", "an") and run:
                break
            continue
        if word in STOP:
            break
        run.append(word)
    return run[:3]


def with_noun(text: str, span: Span) -> Span:
    """The span of a number, with the next word when that is what it counts."""
    match = NEXT_WORD.match(text[span.end :])
    if match is None or match.group("word").lower() in STOP or match.group("word").lower() in PREPOSITIONS:
        return span
    return Span(span.start, span.end + match.end("word"))


def with_counted(text: str, quantity: Quantity, doc: Doc) -> Span:
    """The same, without a verb ("67% want a vote") and without a singular that a count of many cannot have
    ("1.5 million march in the capital", where parsers take the verb for a noun).
    """
    whole = with_noun(text, quantity.span)
    match = NEXT_WORD.match(text[quantity.span.end :])
    if match is None or whole == quantity.span or match.group("join") == "-":
        return whole
    word, start = match.group("word").lower(), quantity.span.end + match.start("word")
    if word in CLASS_OF or OWN_DEED.match(text, quantity.span.end):
        return whole
    tag = next((token.tag_ for token in doc if token.idx == start), "")
    finite = tag in ("VBP", "VBZ", "VBD", "VB", "MD", "IN")
    singular = quantity.unit == "count" and quantity.value != 1 and not _many(word)
    # "2,000 steel jobs", "six young men": the word before what is counted.
    behind = (match.group("next") or "").lower()
    leads = behind not in STOP and _many(behind)
    return quantity.span if (finite and not _many(word)) or (singular and not leads) else whole


def _many(word: str) -> bool:
    """Does the word name several: "homes", "people", "children"?"""
    return (word.endswith("s") and not word.endswith("ss")) or word in PEOPLE or word in irregular_plurals()
