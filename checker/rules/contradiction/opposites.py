"""The body tells the opposite of the headline about the same participants: fell for rises, rejected for approves."""

from __future__ import annotations

import re

from ...context import Context
from ...english.directions import Directed, directed, same_event
from ...english.participants import known_participant
from ...english.spelling import LETTERS
from ...english.tree import Token
from ...english.words.opposites import AGAINST_PLAN, PUT_UP, STAYING, adjective_sides, left_so_too
from ...text import Span

OPPOSITE_RELEVANCE = 0.3
MAX_PARSED = 15
FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
# A figure so near behind the verb is part of its object.
FIGURE_LETTERS = 60


def opposite(context: Context) -> tuple[Directed, int, str] | None:
    """The headline's verb, the sentence that says the opposite, and the body's word; ``None`` where nothing does."""
    told = [item for item in directed(context.headline.doc) if not context.headline.in_source(item.span)]
    if not told:
        return None
    near = [
        number
        for number in context.ranked[:MAX_PARSED]
        if context.relevance[number] >= OPPOSITE_RELEVANCE or number < 3
    ]
    body = [
        (number, item, context.document.sentences[number].text[item.span.start : item.span.end])
        for number, doc in context.docs(near)
        for item in directed(doc)
    ]
    for item in told:
        same = [
            other
            for _, other, _ in body
            if other.pair == item.pair and other.side == item.side and same_event(item, other)
        ]
        if same or _both_ways(item, context.document.text):
            continue
        # "Balances at the bank fell … balances in loan accounts rose":
        # a sentence nearer to the headline has its own verb.
        own = max(
            (
                context.relevance[number]
                for number, other, _ in body
                if (other.pair, other.side) == (item.pair, item.side)
            ),
            default=0.0,
        )
        for number, other, word in body:
            if context.relevance[number] < own:
                continue
            if other.pair != item.pair or other.side == item.side:
                continue
            if same_event(item, other) or _same_figure(context, item, number, other):
                return item, number, word
    return None


def _both_ways(item: Directed, text: str) -> bool:
    """Has the body, of whomever or whatever, the headline's side too, where such verbs are of one event each?
    Or has it nobody of the headline's name?
    """
    if item.pair == "resign":
        who = item.agent or item.patient
        nobody = who is not None and who.named and not any(name.strip("=") in text.lower() for name in who.names)
        return nobody or left_so_too(text, item.side)
    return item.pair == "hike" and (PUT_UP, STAYING)[item.side].search(text) is not None


def _same_figure(context: Context, item: Directed, number: int, other: Directed) -> bool:
    """ "Steelworkers reject 4.8%" over "union members have accepted an offer of 4.8 per cent":
    is the same figure what both are about?
    """
    if item.planned != other.planned or item.agent is None or other.agent is None or item.patient is None:
        return False
    if item.agent.told_apart(other.agent) or (
        item.agent.names and other.agent.names and not item.agent.same(other.agent)
    ):
        return False
    told = FIGURES.findall(context.headline.text[item.span.end :])
    sentence = context.document.sentences[number].text[other.span.end :][:FIGURE_LETTERS]
    return any(len(figure) > 1 and figure in FIGURES.findall(sentence) for figure in told)


def opposite_quality(context: Context) -> tuple[Span, int, str] | None:
    """The headline's adjective, the sentence that gives the same thing the opposite one, and that word:
    too dirty, clean enough.

    ``None`` where nothing does, or where the headline's own word is anywhere in the body.
    """
    for token in context.headline.doc:
        sides = adjective_sides(token.lemma_.lower()) if token.pos_ in ("ADJ", "DET") else []
        thing = _bearer(token) if sides else None
        if thing is None or _negated(token):
            continue
        words = {word.lower() for sentence in context.document.sentences for word in LETTERS.findall(sentence.text)}
        if words & {token.lower_, token.lemma_.lower()}:
            continue
        for number in context.ranked[:MAX_PARSED]:
            if context.relevance[number] < OPPOSITE_RELEVANCE:
                break
            for other in context.doc(number):
                against = adjective_sides(other.lemma_.lower()) if other.pos_ in ("ADJ", "DET") else []
                if not any((pair, 1 - side) in against for pair, side in sides) or _negated(other):
                    continue
                bearer = _bearer(other)
                if bearer is not None and _one_thing(thing, bearer) and token.tag_ == other.tag_:
                    return Span(token.idx, token.idx + len(token)), number, other.text
    return None


def against_plan(context: Context) -> tuple[Span, int, str] | None:
    """The headline's phrase, the sentence with the opposite one, and it: ahead of schedule, months late; better,
    worse than expected.
    """
    for pair in AGAINST_PLAN:
        for own, other in (pair, pair[::-1]):
            told = own.search(context.headline.text)
            if told is None or own.search(context.document.text):
                continue
            for number in context.ranked:
                if context.relevance[number] < OPPOSITE_RELEVANCE:
                    break
                found = other.search(context.document.sentences[number].text)
                if found:
                    return Span(*told.span()), number, found.group()
    return None


def _bearer(token: Token) -> Token | None:
    """The noun that an adjective is said of."""
    if token.dep_ in ("amod", "det") and token.head.pos_ in ("NOUN", "PROPN"):
        return token.head
    if token.dep_ in ("acomp", "oprd", "attr", "ROOT"):
        verb = token if token.dep_ == "ROOT" else token.head
        return next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    return None


def _one_thing(one: Token, other: Token) -> bool:
    first, second = known_participant(one), known_participant(other)
    return first is not None and second is not None and first.same(second) and not first.told_apart(second)


def _negated(token: Token) -> bool:
    return any(
        child.dep_ == "neg" or child.lower_ in ("less", "no", "hardly")
        for item in (token, token.head)
        for child in item.children
        if child is not token
    )
