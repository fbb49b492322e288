"""The body tells the opposite of the headline about the same participants: fell for rises, rejected for approves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..lexicon.opposites import NEEDS_NO_OBJECT, sides_of
from ..text import Span
from .base import Context
from .roles import SAYING, Participant, known_participant, participant, verb_roles

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

RELEVANT = 0.3
MAX_PARSED = 15


@dataclass(frozen=True)
class Directed:
    """A verb of a pair of opposites with its roles; ``planned`` where it is still to come ("to cut", "will create")."""

    pair: str
    side: int
    agent: Participant | None
    patient: Participant | None
    span: Span
    pronoun: bool
    planned: bool


def directed(doc: Doc) -> Iterator[Directed]:
    """The verbs of a sentence that have an opposite, negated and hedged ones left out."""
    for token in doc:
        if token.pos_ not in ("VERB", "AUX"):
            continue
        if token.lemma_ == "vote":
            yield from _vote(token)
            continue
        particle = next((child for child in token.children if child.dep_ == "prt"), None)
        lemma = token.lemma_.lower()
        phrasal = sides_of(f"{lemma}_{particle.lower_}") if particle is not None else []
        found = phrasal or sides_of(lemma)
        planned = _planned(token)
        if not found or (_unreal(token) and not planned):
            continue
        agent, patient, passive = verb_roles(token)
        subject = patient if passive else agent
        who, whom = known_participant(agent), known_participant(patient)
        last = particle if phrasal and particle is not None and particle.i == token.i + 1 else token
        span = Span(token.idx, last.idx + len(last))
        pronoun = subject is not None and subject.pos_ == "PRON"
        for pair, side in found:
            yield Directed(pair, side, who, whom, span, pronoun, planned)


def _vote(token: Token) -> Iterator[Directed]:
    """ "Vote to strike", "vote for a strike" and "vote against a strike": what is voted on is acted on."""
    agent = known_participant(verb_roles(token)[0])
    span = Span(token.idx, token.idx + len(token))
    for child in token.children:
        if child.dep_ == "xcomp":
            yield Directed("vote", 0, agent, participant(child), span, False, False)
        elif child.dep_ == "prep" and child.lower_ in ("for", "against"):
            for grand in child.children:
                if grand.dep_ in ("pobj", "pcomp"):
                    yield Directed(
                        "vote", int(child.lower_ == "against"), agent, participant(grand), span, False, False
                    )


def _planned(token: Token) -> bool:
    """Is it announced: "to cut" on its own in a headline, "will create", "said that it would create"?"""
    if any(child.dep_ == "neg" for child in token.children):
        return False
    marks = {child.lower_ for child in token.children if child.dep_ == "aux"}
    announced = token.dep_ == "ccomp" and token.head.lemma_ in SAYING
    return bool(
        marks & {"will", "'ll", "shall"} or ("would" in marks and announced) or ("to" in marks and token.dep_ == "ROOT")
    )


def _unreal(token: Token) -> bool:
    for item in (token, token.head):
        if any(child.dep_ == "neg" or (child.dep_ == "aux" and child.tag_ in ("MD", "TO")) for child in item.children):
            return True
        if item.dep_ not in ("xcomp", "conj", "pcomp"):
            break
    return token.dep_ in ("xcomp", "pcomp", "acl") and token.tag_ in ("VB", "VBG")


def opposite(context: Context) -> tuple[Directed, int, str] | None:
    """The headline's verb, the sentence that says the opposite, and the body's word; ``None`` where nothing does."""
    told = [item for item in directed(context.headline.doc) if not context.headline.in_source(item.span)]
    if not told:
        return None
    body = [
        (number, item, context.document.sentences[number].text[item.span.start : item.span.end])
        for number in context.ranked[:MAX_PARSED]
        if context.relevance[number] >= RELEVANT or number < 3
        for item in directed(context.doc(number))
    ]
    for item in told:
        same = [
            other for _, other, _ in body if other.pair == item.pair and other.side == item.side and _same(item, other)
        ]
        if same:
            continue
        for number, other, word in body:
            if other.pair == item.pair and other.side != item.side and _same(item, other):
                return item, number, word
    return None


def _same(item: Directed, other: Directed) -> bool:
    """Are the two about the same participants, both done or both to come?"""
    if item.planned != other.planned:
        return False
    if item.pair == "resign" and item.side != other.side:
        # He who resigns is the one whom somebody else sacks.
        one, two = (item.agent, other.patient) if item.side == 0 else (item.patient, other.agent)
        return one is not None and two is not None and one.same(two)
    if item.agent is None:
        # A passive or a verb without its subject: what is done to must be the same.
        return item.patient is not None and other.patient is not None and item.patient.same(other.patient)
    if other.agent is None:
        return item.pair == "admit" and other.pronoun
    if not item.agent.same(other.agent) or item.agent.told_apart(other.agent):
        return False
    if item.pair in NEEDS_NO_OBJECT:
        return item.patient is None or other.patient is None or item.patient.same(other.patient)
    return item.patient is not None and other.patient is not None and item.patient.same(other.patient)
