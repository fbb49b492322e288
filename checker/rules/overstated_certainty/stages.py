"""Arrested, charged, convicted, jailed: the headline is further than the body;
or dead where the body has somebody hurt.
"""

from __future__ import annotations

import re

from ...context import Context
from ...english.roles import verb_roles
from ...english.tree import Token
from ...english.words.stages import ALIVE, CAREFUL, STAGES, UNDER_WAY, reached
from ...text import Span

STAGE_RELEVANCE = 0.15
DEAD = re.compile(r"\b(?:dead|dies|died|killed|murdered)\b", re.IGNORECASE)
NOBODY = re.compile(r"\b(?:no[- ]one|nobody) (?:has|had|was|is|were)\b|\bno arrests?\b|\byet to\b", re.IGNORECASE)
ACQUITTED = re.compile(r"\b(?:(?:found|verdicts? of) not guilty|acquitted)\b", re.IGNORECASE)
DEATH_WORD = re.compile(r"\b(?:death|deadly|body of|bodies|fatal\w*|funeral|post-mortem|dead|corpse)\b", re.IGNORECASE)
DEATH_VERBS = frozenset("kill die murder perish drown slay succumb".split())
PLURAL = frozenset(("NNS", "NNPS"))


def too_far(context: Context) -> tuple[Span, int, str] | None:
    """The headline's word for a stage of the law, the sentence with the stage that the body knows, and its word.

    ``None`` where the body shows the stage reached, speaks of none, or the headline is careful.
    """
    headline = context.headline
    if headline.reason not in (None, "no-claim") or CAREFUL.search(headline.text):
        return None
    # Where the body says outright that nobody was, that it is yet to come, or is over, other checks speak.
    if NOBODY.search(context.document.text) or ACQUITTED.search(context.document.text):
        return None
    body = reached(context.document.text)
    for stage, under_way in zip(STAGES, UNDER_WAY, strict=True):
        claimed = stage.claimed.search(reached(headline.text))
        if claimed is None or stage.shown.search(body):
            continue
        for number in context.ranked:
            if context.relevance[number] < STAGE_RELEVANCE:
                break
            found = under_way.search(context.document.sentences[number].text)
            if found:
                return Span(*claimed.span()), number, found.group()
    return None


def hurt_only(context: Context) -> tuple[Span, int, str] | None:
    """The headline's word for one person's death, the sentence in which somebody lives, and its words.

    ``None`` where the headline has several dead, or where somebody alone dies in the body.
    """
    headline = context.headline
    claimed = DEAD.search(headline.cased)
    if claimed is None or headline.reason not in (None, "no-claim") or _several(context, claimed.start()):
        return None
    alive = next(
        (
            (number, found)
            for number in context.ranked
            if (found := ALIVE.search(context.document.sentences[number].text))
        ),
        None,
    )
    if alive is None or any(_tells_a_death(context, sentence.index) for sentence in context.document.sentences):
        return None
    return Span(*claimed.span()), alive[0], alive[1].group()


def _tells_a_death(context: Context, number: int) -> bool:
    """Does a sentence have somebody dead, several or others left out: "six other people were killed"?"""
    text = context.document.sentences[number].text
    if DEATH_WORD.search(text):
        return True
    if not any(verb[:3] in text for verb in DEATH_VERBS):
        return False
    return any(
        token.pos_ == "VERB" and token.lemma_.lower() in DEATH_VERBS and not _of_many(_victim(token))
        for token in context.doc(number)
    )


def _several(context: Context, position: int) -> bool:
    """Are those whom the headline has dead several, or not to be told?"""
    token = next((token for token in context.headline.doc if token.idx == position), None)
    if token is None:
        return True
    victim = _victim(token if token.pos_ == "VERB" else token.head)
    return victim is None or _of_many(victim)


def _victim(verb: Token) -> Token | None:
    """Who dies: the subject of dying and of being killed, the object of killing."""
    agent, patient, _ = verb_roles(verb)
    return patient or agent


def _of_many(token: Token | None) -> bool:
    if token is None:
        return False
    below = [child for child in token.children if child.dep_ in ("nummod", "amod", "det", "conj")]
    return (
        token.tag_ in PLURAL
        or token.lower_ in ("people", "police")
        or any(child.dep_ in ("nummod", "conj") for child in below)
    )
