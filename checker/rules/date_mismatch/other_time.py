"""The headline's time of a deed, "tomorrow", beside the time that the body gives the same deed, "next month"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from ...claims.pieces import inside_quotes
from ...context import Context
from ...english.dates import MONTHS, WEEKDAYS
from ...english.roles import LIGHT_VERBS, participant
from ...english.terms import term, terms
from ...english.times import Time, can_agree, day_of_writing, find_times, months_named
from ...english.tree import Doc, Token
from ...english.words.events import event_key
from ...english.words.occasions import (
    ANOTHER,
    DEFERRING,
    DEFERRING_WITH,
    ENDING,
    EVENTS,
    MOVED,
    OCCURRING,
    RECURRING,
    VAGUE,
)
from ...text import Span

MOST_PARSED = 8
LEAST_SHARED = 2
SAYING = frozenset("say tell announce add report write confirm state declare insist warn reveal disclose".split())
# Relations through which a time reaches what it is the time of.
REACHING = frozenset("npadvmod tmod pobj prep advmod amod nmod compound appos pcomp acomp nummod".split())
CALENDAR = frozenset((*MONTHS, *WEEKDAYS))
MODALS = frozenset("could may might should must can".split())
# What is told of another time than the deed's: its cause, its aftermath.
ASIDE = frozenset("after before over amid despite because following since as during".split())
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
UNFULFILLED = frozenset("due set schedule expect plan suppose mean intend".split())
BE_PAST = frozenset(("was", "were", "had"))


class Found(NamedTuple):
    """The headline's words for a time, the sentence that gives the deed another, and its words."""

    span: Span
    sentence: int
    words: str


@dataclass(frozen=True)
class Deed:
    """What has a time.

    Attributes:
        key: what is done; of an event that takes place, the event's name.
        word: the word for it.
        token: the verb, or the word itself where there is none.
        subject, target: head words of who does it and of what is done to; of an event that takes place, itself is the target.
        around: terms of what else is said of it.
        beside: the words that belong to it, in lower case, without its time's.
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


def other_time(context: Context) -> Found | None:
    """A time of the headline that no time which the body gives the same deed can be."""
    headline = context.headline
    if headline.reason not in (None, "no-claim"):
        return None
    own = [time for time in find_times(headline.cased) if time.unit != "unknown"]
    if not own:
        return None
    written = day_of_writing(context.article.published, context.body.text)
    for time in own:
        span = Span(time.span.start, time.span.end)
        if headline.in_source(span) or inside_quotes(headline.cased, span.start):
            continue
        deed = _deed(headline.doc, time, told_now=True)
        if deed is not None and not _is_open(deed.token):
            found = _otherwise(context, time, deed, written)
            if found is not None:
                return found
    return None


def _otherwise(context: Context, time: Time, deed: Deed, written: date | None) -> Found | None:
    """The first sentence that gives the deed another time; ``None`` where any may give it the same one."""
    months = months_named(f"{context.headline.cased}\n{context.document.text}")
    rival: Found | None = None
    for number, doc, times in _telling(context, deed):
        mentioned = [token for token in doc if _key(token) == deed.key]
        if not mentioned:
            continue
        told = [(other, _deed(doc, other)) for other in times if not _of_saying(doc, other)]
        if any(can_agree(time, other, written, months) is not False for other, _ in told):
            return None
        if not told and deed.outlook != "future" and any(token.pos_ == "VERB" for token in mentioned):
            # The deed itself, without its time; what the body gives a time may be an earlier one.
            return None
        for other, theirs in told:
            if rival is None and theirs is not None and _same(context, deed, theirs, number, time):
                words = context.document.sentences[number].text[other.span.start : other.span.end]
                rival = Found(time.span, number, words)
    return rival


def _telling(context: Context, deed: Deed) -> Iterator[tuple[int, Doc, list[Time]]]:
    """The sentences that may name the deed, with their times."""
    wanted = {found for word in _words(deed) if (found := term(word)) is not None}
    numbers = [number for number, found in enumerate(context.index.terms) if wanted & found]
    if len(numbers) > MOST_PARSED:
        numbers = sorted(sorted(numbers, key=lambda number: (-context.relevance[number], number))[:MOST_PARSED])
    for number, doc in context.docs(numbers):
        yield number, doc, find_times(context.document.sentences[number].text)


def _words(deed: Deed) -> frozenset[str]:
    if deed.key == "defer":
        return DEFERRING | {word for word, _ in DEFERRING_WITH} | _own_words(deed)
    return ENDING | _own_words(deed) if deed.key == "end" else _own_words(deed)


def _own_words(deed: Deed) -> frozenset[str]:
    return frozenset((deed.word.text, deed.word.lemma_))


def _key(token: Token) -> str:
    """What a word names: put off is postponed."""
    lemma = token.lemma_.lower()
    particles = {child.lower_ for child in token.children if child.dep_ in ("prt", "advmod")}
    if lemma in DEFERRING or any((lemma, particle) in DEFERRING_WITH for particle in particles):
        return "defer"
    return "end" if lemma in ENDING else event_key(token.lower_, token.lemma_)


def _deed(doc: Doc, time: Time, told_now: bool = False) -> Deed | None:
    """What a time is the time of; ``None`` where that has no one time, or the parse does not tell.

    Args:
        told_now: a headline, whose present is not the past.
    """
    token = _bearer(doc, time)
    if token is None:
        return None
    if token.pos_ in ("NOUN", "PROPN"):
        return _event(token, time)
    lemma = token.lemma_.lower()
    subject, target = _subject(token), _target(token)
    if target is None and _is_passive(token):
        subject, target = None, subject
    key = _key(token)
    if key != "defer" and lemma in OCCURRING:
        event = target or subject
        if event is None or (lemma in VAGUE and event.lemma_.lower() not in EVENTS):
            return None
        return _event(event, time, token)
    if token.pos_ != "VERB" or (key != "defer" and (lemma in LIGHT_VERBS or lemma in RECURRING)):
        return None
    return Deed(key, token, token, subject, target, _around(token, (subject, target), time), _beside(token, time), _outlook(token, time))


def _event(noun: Token, time: Time, verb: Token | None = None) -> Deed | None:
    """An event with its time: "next month's election", "the strike will begin tomorrow"."""
    if verb is None and (noun.lemma_.lower() not in EVENTS or time.unit == "year"):
        # "Last year's festival" is another than this year's.
        return None
    outlook = time.outlook if verb is None else _outlook(verb, time)
    return Deed(_key(noun), noun, verb or noun, None, noun, frozenset(), _beside(verb or noun, time), outlook)


def _bearer(doc: Doc, time: Time) -> Token | None:
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
    return token.tag_ == "VBN" and "have" not in helping or any(child.dep_ in ("nsubjpass", "auxpass") for child in token.children)


def _around(token: Token, parts: tuple[Token | None, Token | None], time: Time) -> frozenset[str]:
    """Terms of what else is said of a deed, its cause and its aftermath left out."""
    found: set[str] = set()
    for child in token.children:
        if child in parts or child.dep_ in ("advcl", "ccomp", "conj") or child.lower_ in ASIDE or child.is_punct:
            continue
        inner = [item for item in child.subtree if not time.span.start <= item.idx < time.span.end]
        found |= {name for item in inner if item.pos_ in ("NOUN", "PROPN") and (name := term(item.text))}
    return frozenset(found)


def _beside(token: Token, time: Time) -> frozenset[str]:
    return frozenset(item.lower_ for item in token.subtree if not time.span.start <= item.idx < time.span.end)


def _outlook(verb: Token, time: Time) -> Literal["past", "future"] | None:
    """Over or to come: by the time itself, else by the verb."""
    if time.outlook is not None:
        return time.outlook
    helping = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helping & {"will", "to", "'ll", "would"}:
        return "future"
    return "past" if verb.tag_ in ("VBD", "VBN") else None


def _is_open(token: Token) -> bool:
    """Is the deed denied, only possible, on a condition, or planned once?"""
    for child in token.children:
        if child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in MODALS):
            return True
        if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether"):
            return True
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)
    governor = token.head if infinitive and token.head is not token else token
    planned = governor.lemma_.lower() in UNFULFILLED | {"be"} or any(
        child.lemma_.lower() in UNFULFILLED for child in governor.children if child.dep_ == "acomp"
    )
    above = governor.head if governor.dep_ == "acomp" else governor
    past = above.lower_ in BE_PAST or any(
        child.lower_ in BE_PAST for child in above.children if child.dep_ in ("aux", "auxpass")
    )
    had = any(child.dep_ == "aux" and child.lower_ == "had" for child in token.children)
    return had or (planned and past)


def _of_saying(doc: Doc, time: Time) -> bool:
    """Is it the time at which somebody said so?"""
    token = _bearer(doc, time)
    return token is not None and token.lemma_.lower() in SAYING


def _same(context: Context, own: Deed, theirs: Deed, number: int, time: Time) -> bool:
    """Is what the sentence gives a time the headline's own deed, and no other occasion of it?"""
    if own.key != theirs.key or own.outlook is None and theirs.outlook == "past":
        return False
    if None not in (own.outlook, theirs.outlook) and own.outlook != theirs.outlook:
        return False
    sentence = context.document.sentences[number].text
    if _is_open(theirs.token) or inside_quotes(sentence, theirs.token.idx):
        return False
    if theirs.beside & ANOTHER - own.beside:
        return False
    if own.key != "defer" and theirs.beside & MOVED:
        return False
    words = context.headline.cased[time.span.start : time.span.end]
    if own.target is own.word and len(context.shared(number) - terms(words)) < min(LEAST_SHARED, len(context.headline_terms - terms(words))):
        return False
    return _same_parts(own, theirs)


def _same_parts(own: Deed, theirs: Deed) -> bool:
    """Have they the same participants, as far as both name them, and at least one?"""
    pairs = [(own.subject, theirs.subject), (own.target, theirs.target)]
    if own.subject is not None and own.target is not None and theirs.target is None:
        return False
    if own.target is None or own.subject is None:
        # Of one, it is the one that it is done to, if any: "bridge closes", "the city closes the bridge", "the bridge is closed".
        pairs = [(own.target or own.subject, theirs.target or theirs.subject)]
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    if not both or not all(_same_one(one, other) for one, other in both):
        return False
    return not own.around or bool(own.around & theirs.around)


def _same_one(one: Token, other: Token) -> bool:
    mine, theirs = _qualities(one), _qualities(other)
    return participant(one).same(participant(other)) and not (mine and theirs and not mine & theirs)


def _qualities(noun: Token) -> frozenset[str]:
    """What tells a thing from others of its name: "rail", "of nurses"."""
    found: set[str] = set()
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod", "poss", "nummod"):
            found |= terms(" ".join(item.text for item in child.subtree))
        elif child.dep_ == "prep" and child.lower_ in ("of", "by", "at", "in", "on", "for"):
            found |= {name for item in child.subtree if item.pos_ in ("NOUN", "PROPN") and (name := term(item.text))}
    return frozenset(found)
