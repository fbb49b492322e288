"""The body's word for its opposite: "rejects" for "approves", "clean" for "dirty",
"behind" for "ahead of" schedule, "loss" for "profit".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from ..context import Context
from ..english.directions import Directed, directed, same_event
from ..english.inflection import inflected, participle
from ..english.terms import term
from ..english.tree import Token
from ..english.words.opposites import OPPOSITES, adjective_sides, sides_of
from ..rules.base import Edit, RawFinding
from ..text import Span
from .wording import span_of, token_at

UP_DOWN = {"up": "down", "down": "up"}
# What measures where a movement ends; the other way round it is another word.
LIMITS = frozenset("above below over under past beneath".split())
# After these a verb's own meaning hangs on what follows.
ENDS = frozenset("to into from as".split())
# First words of phrases that measure against a plan.
AGAINST = {
    "better": "worse", "stronger": "weaker", "higher": "lower", "faster": "slower", "bigger": "smaller", "larger": "smaller",
    "ahead": "behind", "earlier": "later", "early": "late", "above": "below", "under": "out of", "beats": "misses", "beat": "misses",
    "tops": "misses", "exceeds": "misses",
}  # fmt: skip
OTHER_WAY = {other: own for own, other in AGAINST.items() if own not in ("beat", "tops", "exceeds")} | {
    "miss": "beat",
    "missed": "beat",
    "out": "under",
}
DEGREES = frozenset("too enough so very more most less least not never".split())


def opposite_verb(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """The body's verb, in the headline's form."""
    verb = token_at(context, finding.span.start)
    told = [item for item in directed(context.headline.doc) if item.span == finding.span]
    if verb is None:
        return
    doc = context.doc(finding.sentences[0])
    told = [own for own in told if not _said_twice(own, verb)]
    for own, other in product(told, directed(doc)):
        theirs = next((token for token in doc if token.idx == other.span.start), None)
        if theirs is None or other.pair != own.pair or other.side == own.side or not same_event(own, other):
            continue
        words = _reversed(own, verb, other, theirs)
        further = _further(verb, theirs)
        if words is not None and further is not None:
            yield sorted([Edit(own.span, words), *further])


def _said_twice(own: Directed, verb: Token) -> bool:
    """Has the headline another word of the same side: "rents fall — first drop in ten years"?"""
    return any((own.pair, own.side) in sides_of(token.lemma_.lower()) for token in verb.doc if token is not verb)


def _reversed(own: Directed, verb: Token, other: Directed, theirs: Token) -> str | None:
    """The other verb in the headline's form; ``None`` where its parts are not the same."""
    if verb.lower_ in UP_DOWN:
        return UP_DOWN[verb.lower_]
    if verb.pos_ != "VERB" or verb.lemma_ in ("vote", "be"):
        return None
    if own.pair == "resign":
        # "Coach resigns" over "the club has sacked its coach".
        return (
            participle(theirs.lemma_.lower()) if own.side == 0 and theirs.pos_ == "VERB" and verb.tag_ != "VB" else None
        )
    lemma, particle = theirs.lemma_.lower(), ""
    simple = theirs.pos_ == "VERB" and lemma not in ("vote", "be")
    if simple and other.span.end > theirs.idx + len(theirs):
        particle = theirs.doc.text[theirs.idx + len(theirs) : other.span.end].lower()
    line = next((line for line in OPPOSITES.strip().splitlines() if line.split()[0] == own.pair), "")
    listed = line.split("|")[other.side].split() if line else []
    if not simple or f"{lemma}{particle.replace(' ', '_')}" not in listed:
        # "Lost much of its force", "voted against": the list's own word.
        lemma, particle = next((word for word in listed if "_" not in word), ""), ""
    form = inflected(lemma, verb.tag_) if lemma else None
    return None if form is None else form + particle


def _further(verb: Token, theirs: Token) -> list[Edit] | None:
    """What else must change with the verb; ``None`` where that is not known."""
    found: list[Edit] = []
    mine, other = list(verb.doc), {token.lower_ for token in theirs.doc}
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ not in other and child.i > verb.i:
            return None
        if child.dep_ != "prep" or child.lower_ not in LIMITS | ENDS:
            continue
        told = verb.doc.text[child.idx : child.right_edge.idx + len(child.right_edge)]
        if told.lower() in theirs.doc.text.lower():
            continue
        target = {term(item.text) for item in child.subtree if item is not child} - {None}
        same = [
            item
            for item in theirs.doc
            if item.dep_ == "prep"
            and (item.lower_ == child.lower_ or item.lower_ in LIMITS)
            and target <= {term(below.text) for below in item.subtree}
        ]
        if not same:
            return None
        if same[0].lower_ != child.lower_:
            found.append(Edit(span_of(mine[child.i]), same[0].lower_))
    return found


def opposite_adjective(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """The body's adjective; none where the headline grades its own ("too dirty for swimming")."""
    token = token_at(context, finding.span.start)
    if token is None or any(child.lower_ in DEGREES for child in token.children):
        return
    sides = adjective_sides(token.lemma_.lower())
    for other in context.doc(finding.sentences[0]):
        against = adjective_sides(other.lemma_.lower()) if other.pos_ in ("ADJ", "DET") else []
        if other.tag_ == token.tag_ and any((pair, 1 - side) in against for pair, side in sides):
            yield [Edit(span_of(token), other.lower_)]


def other_than_planned(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """ "Behind schedule" for "ahead of schedule", "worse than expected" for "better than expected"."""
    told = context.headline.text[finding.span.start : finding.span.end]
    words = re.findall(r"\S+", told)
    place = finding.span.start
    for index, word in enumerate(words):
        other = (AGAINST | OTHER_WAY).get(word.lower())
        start = told.index(word, 0 if index == 0 else place - finding.span.start)
        if other is None:
            continue
        span = Span(finding.span.start + start, finding.span.start + start + len(word))
        if word.lower() == "ahead" and told[start + len(word) :].lower().startswith(" of"):
            span = Span(span.start, span.end + len(" of"))
        elif word.lower() == "behind":
            other = "ahead of"
        elif word.lower() == "out" and told[start + len(word) :].lower().startswith(" of"):
            span = Span(span.start, span.end + len(" of"))
        yield [Edit(span, other)]
        return


def profit_or_loss(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """ "Loss" for "profit", and the other way round."""
    other = {"profit": "loss", "profits": "losses", "loss": "profit", "losses": "profits"}
    own = context.headline.text[finding.span.start : finding.span.end].lower()
    if own in other:
        yield [Edit(finding.span, other[own])]
