"""Whose words a quotation of the headline is, by the headline and by the body."""

from __future__ import annotations

import re

from ...context import Context
from ...english.directions import OFFICES, TOP
from ...english.spelling import HYPHENS
from ...english.terms import STOP, stem
from ...text import Span

NAME = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Prof|Lord|Lady)\.? )?"
    r"(?P<name>(?<![\w'’-])[A-Z][\w'’-]{1,30}+(?: [A-Z][\w'’-]{1,30}+){0,2}+)"
)
SAID = r"(?:said|says|added|told|adds|wrote|warned|insisted)"
# Who speaks the quotation of a sentence: behind it, at once or behind his office; or before it.
SPEAKERS = (
    re.compile(rf'"\s{{1,2}}{SAID} {NAME}'),
    re.compile(rf'"\s{{1,2}}{SAID} (?:the|its|their|a|an|another) [^".;]{{2,60}}?, {NAME}'),
    re.compile(rf'{NAME}(?:, \d{{1,3}},| [a-z]{{1,15}})? {SAID}(?: [^".;]{{2,40}})?[:,]? "'),
)
SPEAKING = re.compile(rf"{NAME}(?:, \d{{1,3}})?,? {SAID}\b")
WHO_AFTER = re.compile(r"\s{0,2},?\s{0,2}(?:says?|said|insists?|warns?|admits?) (?P<who>[^:;,'\"]{2,50})$")
WHO_BEFORE = re.compile(r"(?:^|[;.] )(?P<who>[^:;'\"]{2,50}?)(?: (?:says?|said),?|:)\s$")


FEWEST = 3  # words of a quotation that is nobody else's


def other_speaker(context: Context, quotation: Span, words: list[str]) -> tuple[int, str, str] | None:
    """The sentence with the quotation, who speaks it there, and whom the headline has speak it; ``None`` where they may
    be one, where the body does not name its speaker, or has nobody else who speaks and could be the headline's.
    """
    text = context.headline.text
    who = WHO_AFTER.match(text[quotation.end :]) or WHO_BEFORE.search(text[: quotation.start])
    if who is None or len(words) < FEWEST:
        return None
    spoken = _spoken(context, words)
    if spoken is None:
        return None
    number, name = spoken
    told = {stem(word.lower()) for word in HYPHENS.findall(who.group("who")) if word.lower() not in STOP}
    surname = name.split()[-1]
    if not told or _is(told, _near(context, surname)):
        return None
    others = {
        match.group("name").split()[-1]
        for sentence in context.document.sentences
        for pattern in (*SPEAKERS, SPEAKING)
        for match in pattern.finditer(sentence.text)
    } - {surname}
    if any(_is(told, _near(context, other)) for other in others):
        return number, name, who.group("who").strip()
    return None


def _spoken(context: Context, words: list[str]) -> tuple[int, str] | None:
    """The sentence that has these words between quotation marks, and the name of their speaker there."""
    for sentence in context.document.sentences:
        quoted = [found.lower() for part in sentence.text.split('"')[1::2] for found in HYPHENS.findall(part)]
        if not any(quoted[start : start + len(words)] == words for start in range(len(quoted))):
            continue
        found = next((match for pattern in SPEAKERS if (match := pattern.search(sentence.text))), None)
        return (sentence.index, found.group("name")) if found else None
    return None


def _near(context: Context, surname: str) -> set[str]:
    """Stems and offices of the sentences that name somebody."""
    stems = {
        stem(word.lower())
        for sentence in context.document.sentences
        if surname in sentence.text
        for word in HYPHENS.findall(sentence.text)
    }
    return stems | {OFFICES[word] for word in stems if word in OFFICES}


def _is(told: set[str], known: set[str]) -> bool:
    """Can somebody of whom these words are known be whom the headline means: by name, or by office?"""
    offices = {OFFICES[word] for word in told if word in OFFICES}
    if offices:
        return bool(offices & known) or (TOP in offices and bool(set(OFFICES.values()) & known))
    return bool(told & known)
