"""What a time of a parsed sentence is the time of: "the strike will begin next month", "next month's election"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .dates import MONTHS, WEEKDAYS
from .roles import LIGHT_VERBS
from .terms import term
from .times import Time
from .tree import Doc, Token
from .words.events import event_key
from .words.occasions import DEFERRING, DEFERRING_WITH, ENDING, EVENTS, LASTING, OCCURRING, RECURRING, TAKEN, VAGUE

# Relations through which a time reaches what it is the time of.
REACHING = frozenset("npadvmod tmod pobj prep advmod amod nmod compound appos pcomp acomp nummod".split())
CALENDAR = frozenset((*MONTHS, *WEEKDAYS))
MODALS = frozenset("could may might should must can".split())
# What is told of another time than the deed's: its cause, its aftermath.
ASIDE = frozenset("after before over amid despite because following since as during".split())
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
# Behind "was": a plan that may have changed. Of these verbs' own past, "was put off", nothing is in doubt.
UNFULFILLED = frozenset("be due set schedule expect plan suppose mean intend".split())
SAYING = frozenset("say tell announce add report write confirm state declare insist warn reveal disclose".split())
BE_PAST = frozenset(("was", "were", "had"))


@dataclass(frozen=True)
class Deed:
    """What has a time.

    Attributes:
        key: what is done; of an event that takes place, the event's name.
        word: the word for it.
        token: the verb, or the word itself where there is none.
        subject, target: head words of who does it and of what is done to; of an event that takes place,
            itself is the target.
        around: terms of what else is said of it.
        beside: the words that belong to it and to who takes part, in lower case.
        outlook: over, or still to come; ``None`` where nothing tells.
    """

    key: str
    word: Token
    token: Token
    subject: Token | None
    target: Token | None
    around: frozenset[str]
    beside: frozenset[str]
    outlook: Literal["past", "future"] | None


def words_for(deed: Deed) -> frozenset[str]:
    """Words that a sentence which names the deed has one of."""
    own = frozenset((deed.word.text, deed.word.lemma_))
    if deed.key == "defer":
        return DEFERRING | {word for word, _ in DEFERRING_WITH} | own
    return ENDING | own if deed.key == "end" else own


def deed_key(token: Token) -> str:
    """What a word names: put off is postponed."""
    lemma = token.lemma_.lower()
    particles = {child.lower_ for child in token.children if child.dep_ in ("prt", "advmod")}
    if lemma in DEFERRING or any((lemma, particle) in DEFERRING_WITH for particle in particles):
        return "defer"
    return "end" if lemma in ENDING else event_key(token.lower_, token.lemma_)


def deed_of(doc: Doc, time: Time) -> Deed | None:
    """What a time is the time of; ``None`` where that has no one time, or the parse does not tell."""
    token = bearer(doc, time)
    if token is None:
        return None
    if token.pos_ in ("NOUN", "PROPN"):
        return _event(token, time)
    lemma = token.lemma_.lower()
    subject, target = _subject(token), _target(token)
    if target is None and _is_passive(token):
        subject, target = None, subject
    key = deed_key(token)
    if key != "defer" and lemma in OCCURRING:
        happens = target is not None and target.lemma_.lower() in TAKEN
        event = subject if happens else target or subject
        if event is None or (lemma in VAGUE and not happens and event.lemma_.lower() not in EVENTS):
            return None
        return _event(event, time, token)
    if token.pos_ != "VERB" or (key != "defer" and (lemma in LIGHT_VERBS - RECURRING or lemma in LASTING)):
        return None
    outlook = _outlook(token, time)
    if outlook == "past" and lemma in RECURRING:
        return None
    return Deed(
        key,
        token,
        token,
        subject,
        target,
        _around(token, (subject, target), time),
        _beside(token, subject, target),
        outlook,
    )


def _event(noun: Token, time: Time, verb: Token | None = None) -> Deed | None:
    """An event with its time: "next month's election", "the strike will begin tomorrow"."""
    if verb is None and (noun.lemma_.lower() not in EVENTS or time.unit == "year"):
        # "Last year's festival" is another than this year's.
        return None
    outlook = time.outlook if verb is None else _outlook(verb, time)
    return Deed(deed_key(noun), noun, verb or noun, None, noun, frozenset(), _beside(noun, verb), outlook)


def bearer(doc: Doc, time: Time) -> Token | None:
    """The verb or noun that a time hangs on."""
    inside = {token.i for token in doc if time.span.start <= token.idx < time.span.end}
    current = next((token for token in doc if token.i in inside and token.head.i not in inside), None)
    while current is not None and current.head is not current:
        head = current.head
        if current.dep_ == "poss":
            return head
        if current.dep_ not in REACHING:
            return None
        # "On 3 March last year" is no deed of March.
        if head.pos_ in ("VERB", "AUX") or (head.pos_ in ("NOUN", "PROPN") and head.lower_ not in CALENDAR):
            return head
        current = head
    return None


def _subject(token: Token) -> Token | None:
    """Who does it, further up where verbs share one; "nurses to strike" has it as the noun that it hangs on."""
    for _ in range(4):
        subject = next((child for child in token.children if child.dep_ in SUBJECTS), None)
        if subject is not None:
            return subject if subject.pos_ in ("NOUN", "PROPN") else None
        infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)
        head = token.head
        if head is token:
            return None
        if head.pos_ in ("NOUN", "PROPN"):
            hung = (infinitive and token.dep_ in ("acl", "advcl", "relcl")) or token.tag_ == "VBN"
            return head if hung and head.i < token.i else None
        if token.dep_ not in ("xcomp", "conj", "acomp"):
            return None
        token = head
    return None


def _target(token: Token) -> Token | None:
    target = next((child for child in token.children if child.dep_ in ("dobj", "obj")), None)
    return target if target is not None and target.pos_ in ("NOUN", "PROPN") else None


def _is_passive(token: Token) -> bool:
    """Is it done to its subject? Headlines leave the auxiliary out: "man jailed yesterday"."""
    helping = {child.lemma_.lower() for child in token.children if child.dep_ in ("aux", "auxpass")}
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in token.children):
        return True
    return token.tag_ == "VBN" and "have" not in helping


def _around(token: Token, parts: tuple[Token | None, Token | None], time: Time) -> frozenset[str]:
    """Terms of what else is said of a deed, its cause and its aftermath left out."""
    found: set[str] = set()
    for child in token.children:
        if child in parts or child.dep_ in ("advcl", "ccomp", "conj") or child.lower_ in ASIDE or child.is_punct:
            continue
        inner = [item for item in child.subtree if not time.span.start <= item.idx < time.span.end]
        found |= {name for item in inner if item.pos_ in ("NOUN", "PROPN") and (name := term(item.text))}
    return frozenset(found)


def _beside(*tokens: Token | None) -> frozenset[str]:
    """The words right below some, names left out."""
    return frozenset(
        child.lower_
        for token in tokens
        if token is not None
        for child in token.children
        if child.text.islower() or not child.i
    )


def _outlook(verb: Token, time: Time) -> Literal["past", "future"] | None:
    """Over or to come: by the time itself, else by the verb."""
    if time.outlook is not None:
        return time.outlook
    helping = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helping & {"will", "to", "'ll", "would"}:
        return "future"
    return "past" if verb.tag_ in ("VBD", "VBN") else None


def is_open(token: Token) -> bool:
    """Is the deed denied, only possible, on a condition, or once planned and perhaps no more?"""
    helping = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    if _is_denied(token) or helping & MODALS or "had" in helping:
        return True
    if any(child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether") for child in token.children):
        return True
    if "would" in helping and token.head.lemma_.lower() not in SAYING:
        # "Said that it would begin" is the past of will.
        return True
    governor = token.head if "to" in helping else token
    if governor is not token and (_is_denied(governor) or any(child.lower_ in MODALS for child in governor.children)):
        return True
    return _was_planned(governor)


def _is_denied(token: Token) -> bool:
    return any(child.dep_ == "neg" for child in token.children)


def _was_planned(governor: Token) -> bool:
    """ "Was to begin", "was due to", "had been expected to"."""
    planned = governor.lemma_.lower() in UNFULFILLED
    above = governor.head if governor.dep_ == "acomp" else governor
    return planned and any(word.lower_ in BE_PAST for word in (above, *above.children))


def is_of_saying(token: Token | None) -> bool:
    """Does a verb only say that somebody said so?"""
    return token is not None and token.lemma_.lower() in SAYING
