"""Who did what to whom: events of a parsed sentence with their agents and patients."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .participants import Participant, known_participant
from .tree import Doc, Token
from .words.events import AGENT_NOUNS, CONVERSE, UNDERGOER_NOUNS, family_of, phrasal_family
from .words.places import state_of


@dataclass(frozen=True)
class Event:
    """One event: its family name, who did it, to whom."""

    family: str
    agent: Participant | None
    patient: Participant | None
    start: int
    end: int
    negated: bool = False


# Family of a verb that is in no list: this mark and its lemma.
LEMMA = "#"
# These say too little to be one event.
LIGHT_VERBS = frozenset(
    """
    be have do go get make take come give see put set say tell keep let seem become face use find show look want need
    help run hold bring call ask add lead leave join follow include cause mean meet tell report announce
    """.split()
)
STRUCK = frozenset("deal agreement accord pact bargain balance chord note gold oil truce".split())


def events(doc: Doc) -> Iterator[Event]:
    """Every event of a sentence: of verbs (by family, else by lemma) and of the event nouns that the lists know."""
    for token in doc:
        family = _with_particle(token) or family_of(token.lower_) or family_of(token.lemma_)
        if family is None and token.pos_ == "VERB" and token.lemma_.lower() not in LIGHT_VERBS:
            family = LEMMA + token.lemma_.lower()
        if family is None or _idiom(token):
            continue
        if token.pos_ in ("VERB", "AUX"):
            yield from _verb_event(token, family)
        elif token.pos_ in ("NOUN", "PROPN"):
            event = _noun_event(token, family)
            if event is not None:
                yield event
        elif token.pos_ == "ADJ":
            yield Event(family, None, None, token.idx, token.idx + len(token))


def _with_particle(token: Token) -> str | None:
    """ "Turned down" is rejecting; taking over a post is no purchase."""
    particle = next((child for child in token.children if child.dep_ == "prt"), None)
    if particle is None or token.pos_ != "VERB":
        return None
    family = phrasal_family(token.lower_, token.lemma_, particle.lower_)
    post = any(child.dep_ == "prep" and child.lower_ in ("as", "from", "at") for child in token.children)
    return None if token.lemma_ == "take" and post else family


def _idiom(token: Token) -> bool:
    """To strike a deal is no attack."""
    return token.lemma_ == "strike" and any(child.dep_ == "dobj" and child.lemma_ in STRUCK for child in token.children)


def verb_roles(token: Token) -> tuple[Token | None, Token | None, bool]:
    """Head tokens of who acts and who is acted on, and whether the verb is passive."""
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
    agent, patient = (by, subject) if passive else (subject, target)
    return agent, patient, passive


def _verb_event(token: Token, family: str) -> Iterator[Event]:
    agent, patient, passive = verb_roles(token)
    negated = any(child.dep_ == "neg" for child in token.children)
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
        if other is None and family == "lose":
            yield Event(
                "lose", known_participant(agent), known_participant(patient), token.idx, token.idx + len(token), negated
            )
            return
        if family == "sell" and other is not None:
            # "A sells X to B" tells as well that B buys X.
            yield Event(
                "buy", known_participant(other), known_participant(patient), token.idx, token.idx + len(token), negated
            )
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
    yield Event(
        family, known_participant(agent), known_participant(patient), token.idx, token.idx + len(token), negated
    )


def _subject(token: Token) -> Token | None:
    """The subject, looked for further up where verbs share one ("took form and struck")."""
    for _ in range(4):
        for child in token.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return _speaker(token, child) if child.pos_ == "PRON" else child
        if token.dep_ in ("conj", "xcomp") and token.head is not token:
            token = token.head
            continue
        return None
    return None


def _speaker(verb: Token, pronoun: Token) -> Token | None:
    """Who a pronoun stands for in "Ukraine's army said that it had shot down …"; ``None`` where nobody says so."""
    said = verb.head
    if (
        verb.dep_ != "ccomp"
        or pronoun.lower_ not in ("it", "he", "she", "they", "we", "i")
        or said.lemma_ not in SAYING
    ):
        return None
    return next((child for child in said.children if child.dep_ == "nsubj" and child.pos_ != "PRON"), None)


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
        if (
            child.dep_ in ("amod", "compound")
            and child.text[:1].isupper()
            and (state_of(child.text) or child.ent_type_ in ACTORS)
        ):
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
    return Event(family, known_participant(agent), known_participant(target), token.idx, token.idx + len(token))


ACTORS = frozenset(("ORG", "NORP", "PERSON"))
SAYING = frozenset("say claim announce confirm report admit declare add insist state acknowledge".split())
LAUNCHING = frozenset(
    """
    launch carry conduct mount initiate stage start begin make order commit unleash take announce issue
    """.split()
)
