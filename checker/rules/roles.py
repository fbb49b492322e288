"""Who did what to whom: events of a parsed sentence with their agents and patients."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..lexicon.events import AGENT_NOUNS, CONVERSE, UNDERGOER_NOUNS, family_of
from ..lexicon.places import state_of
from .names import GENERIC, TITLES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True)
class Participant:
    """Who takes part: the head word's phrase, and the keys by which two mentions are known for the same."""

    text: str
    keys: frozenset[str]
    named: bool

    def same(self, other: Participant) -> bool:
        """Do the two share a country, a name or a head noun?"""
        return bool(self.keys & other.keys)


@dataclass(frozen=True)
class Event:
    """One event: its family name, who did it, to whom."""

    family: str
    agent: Participant | None
    patient: Participant | None
    start: int
    end: int
    negated: bool = False


# "Germany's chancellor rejects …" is Germany rejecting; "Russia's capital …" is not Russia acting.
GOVERNING = frozenset(
    """
    chancellor president minister premier government cabinet parliament army military force troop navy leader king ministry
    regime diplomat envoy ambassador official drone missile warplane jet police
    """.split()
)


def participant(token: Token) -> Participant:
    """The participant that a head token stands for; conjuncts are taken together."""
    keys: set[str] = set()
    named = False
    members = [token, *token.conjuncts] if token.dep_ != "conj" else [token]
    for member in members:
        words = [
            child
            for child in member.children
            if child.dep_ in ("compound", "nmod", "amod", "poss", "flat") and child.text[:1].isupper()
        ]
        for word in [*words, member]:
            own = word.dep_ == "poss"
            key = state_of(word.text)
            if key and (not own or word is member or member.lemma_.lower() in GOVERNING):
                keys.add("=" + key.lower())
                named = True
            elif (word.pos_ == "PROPN" or (word.text[:1].isupper() and word.i > 0)) and not own:
                lower = re.sub(r"'s$", "", word.lower_).strip(".")
                if lower not in GENERIC and lower not in TITLES:
                    keys.add(lower)
                    named = True
        if not member.text[:1].isupper():
            keys.add(member.lemma_.lower())
    for ent in token.doc.ents:
        if ent.start <= token.i < ent.end:
            key = state_of(ent.text)
            if key:
                keys.add("=" + key.lower())
                named = True
    start, end = token.left_edge.idx, token.idx + len(token)
    return Participant(token.doc.text[start:end], frozenset(keys), named)


def events(doc: Doc) -> Iterator[Event]:
    """Every event of a sentence that the lists know, from verbs and from event nouns."""
    for token in doc:
        family = family_of(token.lower_)
        if family is None:
            continue
        if token.pos_ in ("VERB", "AUX"):
            yield from _verb_event(token, family)
        elif token.pos_ in ("NOUN", "PROPN"):
            event = _noun_event(token, family)
            if event is not None:
                yield event
        elif token.pos_ == "ADJ":
            yield Event(family, None, None, token.idx, token.idx + len(token))


def _verb_event(token: Token, family: str) -> Iterator[Event]:
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in token.children)
    subject = _subject(token)
    target = next((child for child in token.children if child.dep_ in ("dobj", "obj")), None)
    by = next(
        (
            grand
            for child in token.children
            if child.dep_ == "agent" or (child.lower_ == "by" and child.dep_ == "prep")
            for grand in child.children
            if grand.dep_ == "pobj"
        ),
        None,
    )
    if token.tag_ == "VBN" and token.dep_ in ("acl", "relcl") and by is not None and subject is None:
        passive, subject = True, token.head
    if token.tag_ == "VBN" and subject is not None and by is not None:
        passive = True
    negated = any(child.dep_ == "neg" for child in token.children)
    agent, patient = (by, subject) if passive else (subject, target)
    if family in CONVERSE and not passive:
        other = next(
            (
                grand
                for child in token.children
                if child.dep_ in ("prep", "dative") and child.lower_ in ("to", "against")
                for grand in child.children
                if grand.dep_ == "pobj"
            ),
            None,
        )
        if other is None and target is not None and family == "lose":
            return
        agent, patient = (other, agent) if family == "lose" else (agent, patient)
        family = "beat" if family == "lose" else family
    if family == "beat" or family == "win":
        over = next(
            (
                grand
                for child in token.children
                if child.dep_ == "prep" and child.lower_ in ("over", "against")
                for grand in child.children
                if grand.dep_ == "pobj"
            ),
            None,
        )
        if family == "win" and over is not None:
            family, patient = "beat", over
    yield Event(family, _participant(agent), _participant(patient), token.idx, token.idx + len(token), negated)


def _participant(token: Token | None) -> Participant | None:
    if token is None or token.pos_ == "PRON":
        return None
    return participant(token)


def _subject(token: Token) -> Token | None:
    """The subject, looked for further up where verbs share one ("took form and struck")."""
    for _ in range(4):
        for child in token.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return None if child.pos_ == "PRON" else child
        if token.dep_ in ("conj", "xcomp") and token.head is not token:
            token = token.head
            continue
        return None
    return None


def _noun_event(token: Token, family: str) -> Event | None:
    """ "Ukraine's latest retaliation", "Israeli strikes on Gaza", "strikes by Ukraine"."""
    lower = token.lower_
    known = lower in AGENT_NOUNS or lower.rstrip("s") in AGENT_NOUNS
    if not known or lower.rstrip("s") in UNDERGOER_NOUNS or lower in UNDERGOER_NOUNS:
        return None
    agent: Token | None = None
    for child in token.children:
        if child.dep_ == "poss" and child.pos_ in ("PROPN", "NOUN"):
            agent = child
            break
        if child.dep_ in ("amod", "compound") and state_of(child.text) and child.text[:1].isupper():
            agent = child
        if child.lower_ == "by" and child.dep_ in ("prep", "agent"):
            agent = next((grand for grand in child.children if grand.dep_ == "pobj"), agent)
    target = next(
        (
            grand
            for child in token.children
            if child.dep_ == "prep" and child.lower_ in ("on", "against", "over")
            for grand in child.children
            if grand.dep_ == "pobj"
        ),
        None,
    )
    if agent is None:
        # "… strikes that Ukraine has initiated", "Ukraine launched strikes": the verb of launching says who.
        clause = next((child for child in token.children if child.dep_ == "relcl" and child.lemma_ in LAUNCHING), None)
        if clause is not None:
            agent = _subject(clause)
        elif token.dep_ in ("dobj", "conj"):
            head = token.head
            while head.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN"):
                head = head.head
            verb = head.head if head.dep_ == "dobj" else (token.head if token.dep_ == "dobj" else None)
            if (
                verb is not None
                and verb.lemma_ in LAUNCHING
                and not any(child.dep_ == "nsubjpass" for child in verb.children)
            ):
                agent = _subject(verb)
    return Event(family, _participant(agent), _participant(target), token.idx, token.idx + len(token))


LAUNCHING = frozenset(
    """
    launch carry conduct mount initiate stage start begin make order commit unleash take announce issue
    """.split()
)
