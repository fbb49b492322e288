"""The headline's time of a deed, "tomorrow", beside the time that the body gives the same deed, "next month"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ...claims.pieces import inside_quotes
from ...context import Context
from ...english.dates import MONTHS, WEEKDAYS
from ...english.participants import participant
from ...english.roles import LIGHT_VERBS
from ...english.terms import term, terms
from ...english.timed_deeds import Deed, bearer, deed_key, deed_of, is_of_saying, is_open, words_for
from ...english.times import DAYS, Time, can_agree, day_of_writing, find_times, months_named
from ...english.tree import Doc, Token
from ...english.words.occasions import ANOTHER, MOVED, OCCURRING
from ...text import Span

MOST_PARSED = 8
LEAST_SHARED = 2
NONE = frozenset(("no", "neither", "none"))
NAMED = frozenset(("weekday", "date"))
# What tells a time tells no things apart: "next month's election" is an election.
TIME_WORDS = frozenset(
    (*DAYS, *MONTHS, *WEEKDAYS, *"morning afternoon evening night day week weekend month year".split())
)


class Found(NamedTuple):
    """The headline's words for a time, the sentence that gives the deed another, and its words."""

    span: Span
    sentence: int
    words: str


def other_time(context: Context) -> Found | None:
    """A time of the headline that no time which the body gives the same deed can be."""
    headline = context.headline
    if headline.reason not in (None, "no-claim"):
        return None
    for time in find_times(headline.cased):
        if time.unit == "unknown" or headline.in_source(time.span) or inside_quotes(headline.cased, time.span.start):
            continue
        deed = deed_of(headline.doc, time)
        if deed is not None and not is_open(deed.token) and not deed.beside & NONE:
            found = _otherwise(context, time, deed)
            if found is not None:
                return found
    return None


def _otherwise(context: Context, time: Time, deed: Deed) -> Found | None:
    """The first sentence that gives the deed another time; ``None`` where any may give it the same one."""
    every = [find_times(sentence.text) for sentence in context.document.sentences]
    if any(_is_same(time, other) for times in every for other in times):
        return None
    agree = _Agreement(
        time,
        day_of_writing(context.article.published, context.body.text),
        months_named(f"{context.headline.cased}\n{context.document.text}"),
    )
    rival: Found | None = None
    for number, doc in _telling(context, deed):
        told = [other for other in every[number] if not is_of_saying(bearer(doc, other))]
        if any(agree.may(doc, other, deed) for other in told) or (not told and _told_without(doc, deed)):
            return None
        for other in told:
            theirs = deed_of(doc, other)
            if (
                rival is None
                and theirs is not None
                and agree.never(other)
                and _same(context, deed, theirs, number, time)
            ):
                words = context.document.sentences[number].text[other.span.start : other.span.end]
                rival = Found(time.span, number, words)
    return rival


class _Agreement(NamedTuple):
    """The headline's time with what is known of the day of writing."""

    time: Time
    written: date | None
    months: frozenset[int]

    def never(self, other: Time) -> bool:
        """Can the two not be of one deed?"""
        return self._can(other) is False

    def may(self, doc: Doc, other: Time, deed: Deed) -> bool:
        """May the deed have the headline's time by this one?

        One that tells nothing counts where it may be the deed's.
        """
        can = self._can(other)
        return can is True or (can is None and not _of_another(doc, other, deed))

    def _can(self, other: Time) -> bool | None:
        if {self.time.unit, other.unit} <= NAMED:
            # Two weekdays, two dates: the other checks speak of these.
            return None
        return can_agree(self.time, other, self.written, self.months)


def _is_same(time: Time, other: Time) -> bool:
    """Are they told in the same words, as far as these matter?"""
    return time.unit == other.unit and (time.first, time.last, time.name) == (other.first, other.last, other.name)


def _telling(context: Context, deed: Deed) -> Iterator[tuple[int, Doc]]:
    """The sentences that name the deed, in order; of many the most relevant."""
    wanted = {found for word in words_for(deed) if (found := term(word)) is not None}
    numbers = [number for number, found in enumerate(context.index.terms) if wanted & found]
    most = sorted(numbers, key=lambda number: (-context.relevance[number], number))[:MOST_PARSED]
    for number, doc in context.docs(sorted(most)):
        if any(deed_key(token) == deed.key for token in doc):
            yield number, doc


def _told_without(doc: Doc, deed: Deed) -> bool:
    """Does a sentence tell the deed as done without its time,
    so that what the body gives a time may be an earlier one?
    """
    return deed.outlook != "future" and any(token.pos_ == "VERB" and deed_key(token) == deed.key for token in doc)


def _of_another(doc: Doc, time: Time, deed: Deed) -> bool:
    """Is it the time of another deed, or of no deed: "for April shipment"?"""
    token = bearer(doc, time)
    return token is not None and deed_key(token) != deed.key and token.lemma_.lower() not in OCCURRING | LIGHT_VERBS


def _same(context: Context, own: Deed, theirs: Deed, number: int, time: Time) -> bool:
    """Is what the sentence gives a time the headline's own deed, and no other occasion of it?"""
    if own.key != theirs.key or not _same_outlook(own, theirs):
        return False
    if (
        is_open(theirs.token)
        or theirs.beside & NONE
        or inside_quotes(context.document.sentences[number].text, theirs.token.idx)
    ):
        return False
    if theirs.beside & ANOTHER - own.beside or (own.key != "defer" and theirs.beside & MOVED):
        return False
    told = terms(context.headline.cased[time.span.start : time.span.end])
    shared, most = context.shared(number) - told, context.headline_terms - told
    # A noun alone is no deed: what else the headline says must be there too.
    if own.target is own.word and len(shared) < min(LEAST_SHARED, len(most)):
        return False
    return _same_parts(own, theirs)


def _same_outlook(own: Deed, theirs: Deed) -> bool:
    """Are both over, or both to come? What is over may have been another time of it."""
    return own.outlook == theirs.outlook or (own.outlook is None and theirs.outlook == "future")


def _same_parts(own: Deed, theirs: Deed) -> bool:
    """Have they the same participants, as far as both name them, and at least one?"""
    pairs: list[tuple[Token | None, Token | None]]
    if own.subject is not None and own.target is not None:
        pairs = [(own.subject, theirs.subject), (own.target, theirs.target)]
        if theirs.target is None:
            return False
    else:
        # Of one, it is the one that it is done to, if any: "bridge closes", "the city closes the bridge",
        # "the bridge is closed".
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
        if child.dep_ in ("amod", "compound", "nmod", "poss", "nummod") or (
            child.dep_ == "prep" and child.lower_ in ("of", "by", "at", "in", "on", "for")
        ):
            words = [item for item in child.subtree if item.pos_ not in ("ADP", "DET")]
            if not any(item.lower_ in TIME_WORDS for item in words):
                found |= terms(" ".join(item.text for item in words))
    return frozenset(found)
