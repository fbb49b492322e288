"""What the headline has as it still is and the body as over,
and what the headline does to things that the body excepts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...context import Context
from ...english.terms import term, terms
from ...english.tree import Token
from ...english.words.study import EFFECT
from ...text import Span

Found = tuple[Span, int, str] | None
RELEVANCE = 0.1
STILL = re.compile(r"\b(?:still|remains?|remained)\b", re.IGNORECASE)
# As headlines say that it lasts, and how bodies say that it is over.
STATES = tuple(
    (re.compile(rf"\b(?:{lasts})\b", re.IGNORECASE), re.compile(rf"\b(?:{over})\b", re.IGNORECASE))
    for lasts, over in (
        (
            "in (?:the )?hospital|hospitali[sz]ed",
            "discharged|(?:released|sent home|gone home|went home) from (?:the )?hospital|left (?:the "
            ")?hospital|(?:allowed|sent|gone|went|back) home",
        ),
        (
            "without (?:power|electricity|water|gas)|(?:power|electricity|water) (?:off|out)",
            "reconnected|(?:power|electricity|supplies|supply|water) (?:was|were|has been|have been|had been) "
            "restored|restored (?:power|electricity|supplies)",
        ),
        ("missing", "(?:was|were|been|are|is) found|turned up"),
        ("closed|shut", "re-?opened"),
        ("on strike", "returned to work|back at work|call(?:ed)? off the (?:strike|walkout)|strike (?:ended|is over)"),
        ("trapped", "(?:was|were|been) (?:freed|rescued|pulled out|brought out)"),
        ("at large|on the run", "(?:was|were|been) (?:arrested|caught|captured|recaptured|detained)"),
        ("burning|ablaze", "(?:was|were|been) (?:put out|extinguished)|under control"),
    )
)
EXCEPTED = re.compile(
    r"\b(?:(?:not|n't|n’t) (?:be )?(?:affect(?:ed)?|cover(?:ed)?|apply|included?)|unaffected"
    r"|exempt(?:ed)?|excluded|spared|no effect on)\b",
    re.IGNORECASE,
)
NO_EFFECT = re.compile(
    r"\b(?:no|little or no) (?:\w+ )?(?:effect|impact|influence|difference|benefit) (?:on|to|for"
    r"|in) (?P<on>[^.;,]{5,80})",
    re.IGNORECASE,
)
NOT = re.compile(r"\b(?:no|not|never|fails?|failed|without)\b", re.IGNORECASE)
FEWEST = 2


def no_longer(context: Context) -> Found:
    """The headline's state, the sentence in which it is over, and its words;
    ``None`` where the body has it too as lasting.
    """
    text = context.headline.text
    if STILL.search(text) is None:
        return None
    for lasts, over in STATES:
        told = lasts.search(text)
        if told is None or _lasts(context, lasts):
            continue
        for sentence in context.document.sentences:
            found = over.search(sentence.text)
            if found and context.relevance[sentence.index] >= RELEVANCE:
                return Span(*told.span()), sentence.index, found.group()
    return None


def _lasts(context: Context, lasts: re.Pattern[str]) -> bool:
    return any(STILL.search(sentence.text) and lasts.search(sentence.text) for sentence in context.document.sentences)


def not_affected(context: Context) -> Found:
    """What the headline's verb is done to, the sentence that excepts it, and its words."""
    if (
        context.headline.reason is not None
        or EXCEPTED.search(context.headline.text)
        or NOT.search(context.headline.text)
    ):
        return None
    return _without_effect(context) or _excepted(context)


def _without_effect(context: Context) -> Found:
    """The headline's effect, and the sentence that denies it on what the headline names: "no effect on tumours"."""
    told = EFFECT.search(context.headline.text)
    if told is None:
        return None
    named = terms(context.headline.cased)
    for sentence in context.document.sentences:
        without = NO_EFFECT.search(sentence.text)
        on = terms(without.group("on")) if without else frozenset[str]()
        if without and len(on) >= FEWEST and len(on & named) >= 0.7 * len(on):
            return Span(*told.span()), sentence.index, without.group()
    return None


def _excepted(context: Context) -> Found:
    """What a verb of the headline is done to, by the word that says which, and the sentence that excepts it."""
    excepting = [
        (number, sentence.text, found)
        for number, sentence in enumerate(context.document.sentences)
        if (found := EXCEPTED.search(sentence.text))
    ]
    for thing, own in _done_to(context) if excepting else ():
        wanted = term(own.text)
        for number, text, found in excepting:
            if wanted in context.index.terms[number] and _near(text, own, found):
                return Span(own.idx, max(own.idx + len(own), thing.idx + len(thing))), number, found.group()
    return None


def _done_to(context: Context) -> Iterator[tuple[Token, Token]]:
    """What the headline's verbs are done to, each with a word that says which: "school buses", "refillable vapes"."""
    for verb in context.headline.doc:
        if verb.pos_ != "VERB" or verb.dep_ not in ("ROOT", "conj", "relcl", "xcomp", "advcl", "ccomp"):
            continue
        for child in verb.children:
            if child.dep_ not in ("dobj", "nsubjpass"):
                continue
            for thing in (child, *(item for item in child.subtree if item.dep_ == "conj")):
                for own in _kinds(thing):
                    yield thing, own


def _kinds(thing: Token) -> list[Token]:
    """The words that say which: "school" of buses, "refillable" of vapes, also where they are joined."""
    own = [item for item in thing.children if item.dep_ in ("compound", "amod") and item.i < thing.i]
    joined = [item for first in own for item in first.children if item.dep_ == "conj" and item.i < thing.i]
    return [item for item in (*own, *joined) if term(item.text)]


def _near(text: str, word: Token, found: re.Match[str]) -> bool:
    """Does the word stand in the same part of the sentence as what excepts it?"""
    place = text.lower().find(word.lower_[:5])
    between = text[min(place, found.start()) : max(place, found.end())] if place >= 0 else ";"
    return not re.search(r"[;:]|\b(?:but|while|and that)\b", between) and len(between) < 90
