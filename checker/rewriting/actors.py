"""The other actor in the headline's place, or the two actors exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..english.inflection import third_person
from ..english.participants import Participant
from ..english.roles import Event, events
from ..english.terms import stem
from ..english.tree import Token
from ..english.words.places import state_of
from ..rules.base import Edit, RawFinding
from ..text import Span
from .wording import running, span_of, token_at

OWNERS = re.compile(r"\b(?:its|his|her|their|my|our|your|own|it|he|she|they|him|them)\b", re.IGNORECASE)
ARTICLES = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
# A name of more words is no headline's.
MOST_WORDS = 4
NAMES = ("PERSON", "ORG", "GPE", "NORP")


def swapped(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """Whoever acts in the headline and whoever is acted on change places."""
    for event, other in _pairs(context, finding):
        if event.agent is None or event.patient is None or other.agent is None:
            continue
        first, second = _place(context, event, event.agent), _place(context, event, event.patient)
        if first is None or second is None:
            continue
        if not _heads(event.patient, other.agent):
            # "Recalls ambassador from France" over "France recalls …": the name alone is who acts.
            second = _named(context, event, other.agent, first)
        if second is not None:
            yield from _exchanged(context, event, first, second, other)


def other_actor(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """The actor that the body names; where the headline has it in another place, the two change places."""
    for event, other in _pairs(context, finding):
        if event.agent is None or other.agent is None:
            continue
        place = _place(context, event, event.agent)
        if place is None:
            continue
        elsewhere = _named(context, event, other.agent, place)
        if elsewhere is not None:
            yield from _exchanged(context, event, place, elsewhere, other)
            return
        name = _name(context, place, event.agent, other.agent, finding.sentences[0])
        rest = context.headline.cased[: place.start] + context.headline.cased[place.end :]
        if name is None or _mentions(rest, other.agent):
            return
        agent = _token_in(context, place)
        number = "plural" if agent is not None and _plural(agent) else "singular"
        plural = "plural" if name.islower() and name.endswith("s") else "singular"
        change = [] if number == plural else _agreeing(context, event, plural == "plural")
        if change is not None:
            yield sorted([Edit(place, name), *change])


def _pairs(context: Context, finding: RawFinding) -> Iterator[tuple[Event, Event]]:
    """The headline's event that the finding is about, and the body's."""
    told = [
        event
        for event in events(context.headline.doc)
        if event.agent is not None and finding.span.start <= event.start < finding.span.end
    ]
    theirs = [event for event in events(context.doc(finding.sentences[0])) if event.agent is not None]
    for event in told:
        for other in theirs:
            if other.family == event.family and not other.negated:
                yield event, other


def _place(context: Context, event: Event, who: Participant) -> Span | None:
    """Where a participant of an event stands in the headline;
    ``None`` where it hangs on somebody else ("its rival").
    """
    if OWNERS.search(who.text):
        return None
    cased = context.headline.cased
    starts = (start for start in range(len(cased)) if cased.startswith(who.text, start))
    start = min(starts, key=lambda start: abs(start - event.start), default=None)
    return None if start is None else Span(start, start + len(who.text))


def _token_in(context: Context, place: Span) -> Token | None:
    """The head of a phrase: its last word."""
    inside = [token for token in context.headline.doc if place.start <= token.idx < place.end]
    return inside[-1] if inside else None


def _heads(told: Participant, other: Participant) -> bool:
    """Is the headline's phrase the body's actor by its own head, not by a name further behind?"""
    words = re.findall(r"[^\W_]+", told.text)
    last = words[-1].lower() if words else ""
    return stem(last) in other.heads or last in other.names or f"={(state_of(last) or '').lower()}" in other.names


def _named(context: Context, event: Event, who: Participant, apart: Span) -> Span | None:
    """The headline's own name of somebody in the same clause, outside a span: a noun, no adjective."""
    root = token_at(context, event.start)
    for token in root.subtree if root is not None else ():
        span = span_of(token)
        if apart.overlaps(span) or token.pos_ != "PROPN" or token.dep_ in ("amod", "compound", "nmod"):
            continue
        state = state_of(token.text)
        if token.lower_ in who.names or (state and f"={state.lower()}" in who.names):
            return span
    return None


def _mentions(text: str, who: Participant) -> bool:
    """Has the text a form of somebody's name: "Turkish" of Turkey's?"""
    words = re.findall(r"[^\W_]+", text)
    return any(word.lower() in who.names or f"={(state_of(word) or '').lower()}" in who.names for word in words)


def _exchanged(context: Context, event: Event, first: Span, second: Span, other: Event) -> Iterator[list[Edit]]:
    """The two in each other's place; of the police, one officer where the body has one."""
    if first.overlaps(second):
        return
    cased = context.headline.cased
    one, two = (running(context, cased[span.start : span.end]) for span in (first, second))
    if one == "police" and other.patient is not None and other.patient.text.lower().endswith("police officer"):
        one = "police officer"
    heads = [_token_in(context, first), _token_in(context, second)]
    change: list[Edit] | None = []
    if None not in heads and _plural(heads[0]) != _plural(heads[1]):  # type: ignore[arg-type]
        change = _agreeing(context, event, _plural(heads[1]))  # type: ignore[arg-type]
    if change is not None:
        yield sorted([Edit(first, two), Edit(second, one), *change])


def _plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS") or token.lower_ in ("police", "people") or bool(token.conjuncts)


def _agreeing(context: Context, event: Event, plural: bool) -> list[Edit] | None:
    """The event's verb as it goes with another subject; ``None`` where that is not known."""
    verb = token_at(context, event.start)
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return []
    if verb.tag_ == "VBZ" and plural:
        return [Edit(span_of(verb), verb.lemma_.lower())]
    if verb.tag_ == "VBP" and not plural:
        return [Edit(span_of(verb), third_person(verb.lemma_.lower()))]
    helper = any(
        child.dep_ in ("aux", "auxpass") and child.lower_ in ("is", "are", "has", "have", "was", "were")
        for child in verb.children
    )
    return None if helper else []


def _name(context: Context, place: Span, told: Participant, other: Participant, sentence: int) -> str | None:
    """What a headline calls the body's actor: a state by its name, others as the body does, without article."""
    if told.states and other.states:
        agent = _token_in(context, place)
        state = next((name[1:] for name in sorted(other.names) if name.startswith("=")), "")
        if agent is not None and agent.dep_ in ("amod", "compound"):
            # "Israeli strikes": the body's own adjective, where it has one.
            return next(
                (
                    word
                    for word in other.text.split()
                    if (state_of(word) or "").lower() == state and word.lower() != state
                ),
                None,
            )
        return next(
            (
                found
                for word in [state, *other.text.replace("'s", "").split()]
                if (found := state_of(word)) and found.lower() == state
            ),
            None,
        )
    for ent in context.doc(sentence).ents:
        if ent.label_ in NAMES and ent.text in other.text and not ent.text.isupper():
            return ARTICLES.sub("", ent.text)
    text = ARTICLES.sub("", other.text)
    return None if len(text.split()) > MOST_WORDS or OWNERS.search(text) else text
