"""Verbs that have an opposite, with their roles: who rises and who falls, who approves and who rejects what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..text import Span
from .participants import Participant, known_participant, participant
from .roles import SAYING, verb_roles
from .terms import stem
from .tree import Doc, Token
from .words.opposites import HELD, NEEDS_NO_OBJECT, sides_of

# Headlines keep back the name: "Man jailed for arson".
SOMEBODY = frozenset(
    stem(word)
    for word in """
        man woman boy girl teenager teen father mother son daughter husband wife pensioner student driver suspect
    """.split()
)
# What nobody does without doing it to somebody.
UNDERGONE = frozenset((("convict", 0), ("convict", 1), ("arrest", 0), ("arrest", 1), ("resign", 1)))
# Stems of what holders of an office are called → the office; the top one may be any other.
TOP = "top"
OFFICES = {
    stem(word): office
    for office, words in {
        TOP: "boss chief head supremo",
        "executive": "executive exec ceo",
        "coach": "coach manager trainer",
        "chair": "chair chairman chairwoman chairperson",
        "director": "director",
        "president": "president",
        "editor": "editor",
        "secretary": "secretary",
        "minister": "minister",
        "governor": "governor",
    }.items()
    for word in words.split()
}


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
        if token.lower_ in ("up", "down") and not sides_of(f"{token.head.lemma_.lower()}_{token.lower_}"):
            yield from _up_or_down(token)
            continue
        if token.lower_ == "guilty":
            yield from _guilty(token)
        if token.pos_ not in ("VERB", "AUX"):
            continue
        if token.lemma_ == "vote":
            yield from _vote(token)
            continue
        if token.lemma_ == "be":
            yield from _position(token)
            continue
        lemma = token.lemma_.lower()
        particle = _particle(token, lemma)
        phrasal = sides_of(f"{lemma}_{particle.lower_}") if particle is not None else _idiom(token, lemma)
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
            # "Holds a stake" does not leave it as it was.
            if (pair, side) == ("hike", 1) and (patient is None or patient.lemma_.lower() not in HELD):
                continue
            if (pair, side) == ("resign", 1) and _is_at(token):
                continue
            if whom is None and (pair, side) in UNDERGONE and _is_passive(token):
                yield Directed(pair, side, None, who, span, pronoun, planned)
            else:
                yield Directed(pair, side, who, whom, span, pronoun, planned)


def _is_passive(token: Token) -> bool:
    """ "Nurse Hollis jailed", "coach sacked": a past form, of which nobody does a thing to nobody."""
    return token.tag_ in ("VBD", "VBN")


def _is_at(token: Token) -> bool:
    """ "Fired at by gunmen", "fires back": shots."""
    near = token.doc[token.i + 1 : token.i + 2]
    return token.lemma_.lower() == "fire" and any(word.lower_ in ("at", "into", "upon", "back") for word in near)


def _particle(token: Token, lemma: str) -> Token | None:
    """The particle of a verb; of "steps down" the parser makes an adverb."""
    return next(
        (
            child
            for child in token.children
            if child.dep_ == "prt"
            or (child.dep_ == "advmod" and child.i == token.i + 1 and sides_of(f"{lemma}_{child.lower_}"))
        ),
        None,
    )


def _up_or_down(token: Token) -> Iterator[Directed]:
    """ "Profits up", "house prices are down 3%": a rise or a fall without its verb."""
    if token.pos_ == "VERB" or (token.head.pos_ == "AUX" and token.head.lemma_ == "be"):
        verb = token if token.pos_ == "VERB" else token.head
        subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    else:
        subject = token.head if token.head.pos_ in ("NOUN", "PROPN") and token.head.i < token.i else None
    if subject is not None and subject.tag_ != "NNP":
        span = Span(token.idx, token.idx + len(token))
        yield Directed("rise", int(token.lower_ == "down"), known_participant(subject), None, span, False, False)


def _idiom(token: Token, lemma: str) -> list[tuple[str, int]]:
    """Verb and object together: "lost much of its force", "gained strength"."""
    if lemma == "leave" and any(word.lower_ == "unchanged" for word in token.subtree):
        return sides_of("leave_unchanged")
    if lemma not in ("lose", "gain"):
        return []
    target = next((child for child in token.children if child.dep_ == "dobj"), None)
    words = [] if target is None else [target, *(item for item in target.subtree if item.dep_ == "pobj")]
    return next((found for word in words if (found := sides_of(f"{lemma}_{word.lemma_.lower()}"))), [])


def _position(token: Token) -> Iterator[Directed]:
    """ "Are against the tax", "is in favour of the tax"."""
    if any(child.dep_ == "neg" for child in token.children):
        return
    agent = known_participant(verb_roles(token)[0])
    for child in token.children:
        if child.dep_ != "prep":
            continue
        about: Token | None = child if child.lower_ == "against" else None
        if child.lower_ == "in":
            favour = next((grand for grand in child.children if grand.lower_ in ("favour", "favor")), None)
            about = None if favour is None else next((grand for grand in favour.children if grand.lower_ == "of"), None)
        for grand in about.children if about is not None else ():
            if grand.dep_ == "pobj":
                span = Span(token.idx, child.idx + len(child))
                yield Directed("approve", int(child.lower_ == "against"), agent, participant(grand), span, False, False)


def _guilty(token: Token) -> Iterator[Directed]:
    """ "Ex-mayor guilty of fraud", "was found not guilty": convicted and acquitted."""
    verb = token if token.dep_ == "ROOT" else token.head
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if verb is token or token.dep_ == "amod":
        # "Mayor guilty", "ex-mayor not guilty": whoever stands before it.
        place = token.i - 1 - (token.i > 1 and token.doc[token.i - 1].lower_ == "not")
        subject = token.doc[place] if place >= 0 and token.doc[place].pos_ in ("NOUN", "PROPN") else None
    elif token.dep_ not in ("acomp", "oprd") or verb.lemma_ not in ("be", "find"):
        return
    if subject is None or any(child.dep_ == "aux" and child.tag_ == "MD" for child in verb.children):
        return
    acquitted = any(child.dep_ == "neg" for item in {token, verb} for child in item.children)
    no = acquitted and token.i > 0 and token.doc[token.i - 1].lower_ == "not"
    span = Span(token.doc[token.i - 1].idx if no else token.idx, token.idx + len(token))
    pronoun = subject.pos_ == "PRON"
    yield Directed("convict", int(acquitted), None, known_participant(subject), span, pronoun, False)


def _vote(token: Token) -> Iterator[Directed]:
    """ "Vote to strike", "vote for a strike" and "vote against a strike": what is voted on is acted on."""
    agent = known_participant(verb_roles(token)[0])
    span = Span(token.idx, token.idx + len(token))
    for child in token.children:
        found = sides_of(f"vote_{child.lower_}") if child.dep_ in ("prt", "prep", "advmod") else []
        if found:
            # The parser has "voted down the plan" with a particle or with a preposition.
            objects = [item for item in (*token.children, *child.children) if item.dep_ in ("dobj", "pobj")]
            whole = Span(token.idx, child.idx + len(child)) if child.i == token.i + 1 else span
            for pair, side in found if objects else ():
                yield Directed(pair, side, agent, participant(objects[0]), whole, False, False)
        elif child.dep_ == "xcomp":
            yield Directed("vote", 0, agent, participant(child), span, False, False)
            # Who votes to accept, accepts.
            whom = known_participant(verb_roles(child)[1])
            for pair, side in sides_of(child.lemma_.lower()):
                yield Directed(pair, side, agent, whom, Span(child.idx, child.idx + len(child)), False, False)
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


def _one_patient(told: Participant, other: Participant) -> bool:
    """The same, or somebody by name whom the headline calls a man, a driver and the like."""
    if told.same(other):
        return True
    return not told.named and bool(told.heads & SOMEBODY) and other.named and not other.states


def _one_office(one: Participant, two: Participant) -> bool:
    """ "Chief exec", "Rosko boss" and "the chief executive": one office in other words, not of two people by name."""
    if one.named and two.named and not one.names & two.names:
        return False
    first, second = ({OFFICES.get(head, head) for head in each.heads} for each in (one, two))
    ranks = set(OFFICES.values())
    return bool(first & second & ranks) or any(
        TOP in mine and theirs & ranks for mine, theirs in ((first, second), (second, first))
    )


def same_event(item: Directed, other: Directed) -> bool:
    """Are the two about the same participants, both done or both to come?"""
    if item.planned != other.planned:
        return False
    if item.pair == "resign" and item.side != other.side:
        # He who resigns is the one whom somebody else sacks.
        one, two = (item.agent, other.patient) if item.side == 0 else (item.patient, other.agent)
        return one is not None and two is not None and (one.same(two) or _one_office(one, two))
    if item.agent is None:
        # A passive or a verb without its subject: what is done to must be the same.
        return item.patient is not None and other.patient is not None and _one_patient(item.patient, other.patient)
    if other.agent is None:
        return item.pair == "admit" and other.pronoun
    if not item.agent.same(other.agent) or item.agent.told_apart(other.agent):
        return False
    if item.pair in NEEDS_NO_OBJECT:
        return item.patient is None or other.patient is None or item.patient.same(other.patient)
    return item.patient is not None and other.patient is not None and item.patient.same(other.patient)
