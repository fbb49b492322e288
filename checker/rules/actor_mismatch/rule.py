"""``actor-mismatch``: someone else did it, or the roles are swapped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...context import Context
from ...english.participants import Participant
from ...english.roles import LEMMA, Event, events
from ...english.terms import stem, term, terms
from ...english.words.events import phrasal_verbs
from ...text import Span
from ..base import RawFinding, Rule, quote
from .examples import FAILING, PASSING
from .others import other_group, other_person
from .victims import another_chosen, done_to_actor, victim_as_suspect

MAX_PARSED = 30
MANY_SIDED = 0.5
ITSELF = 0.3
CHOOSING = frozenset("elect name appoint crown choose declare pick nominate select promote hire swear vote".split())
OFFICE = re.compile(
    r"(?:leader|president|premier|minister|chair(?:man|woman|person)?|chief|captain|boss|manager|king|queen|head|mayor"
    r"|governor|speaker|coach|"
    r"champion|winner|director|secretary|chancellor|editor|bishop|pope|judge|officer|ambassador|senator|successor"
    r"|candidate)\s*$",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[RawFinding]:
    """Compare each event of the headline, with its named actors, with the same events of the body."""
    yield from _acted_on(context)
    told = [
        event
        for event in events(context.headline.doc)
        if event.agent is not None and not event.negated and not _maybe_passive(context, event)
    ]
    if not told:
        return
    body = list(_body_events(context, told))
    seen: set[str] = set()
    for event in told:
        if event.family in seen or context.headline.in_source(Span(event.start, event.end)):
            continue
        finding = (
            _swapped(context, event, body)
            or _done_to_actor(context, event, body)
            or _someone_else(context, event, body)
        )
        if finding is not None:
            seen.add(event.family)
            yield finding


def _acted_on(context: Context) -> Iterator[RawFinding]:
    if context.headline.reason not in (None, "no-claim"):
        return
    victim = victim_as_suspect(context)
    if victim is not None:
        span, number, who, done = victim
        told = quote(context.headline.text[span.start : span.end])
        yield RawFinding(
            "actor-mismatch",
            "error",
            f"The headline has {quote(who)} {told}; in the body this is the victim ({quote(done)}), "
            "and somebody else is held.",
            span,
            (number,),
            0.8,
            "Tell the suspect from the victim.",
            check="victim-as-suspect",
        )
    for check, look in (("other-group", other_group), ("other-person", other_person)):
        other = look(context)
        if other is not None:
            span, number, who = other
            told = quote(context.headline.text[span.start : span.end])
            yield RawFinding(
                "actor-mismatch",
                "warning",
                f"The headline says {told}; in the body it is {quote(who)}.",
                span,
                (number,),
                0.75,
                "Say of whom the body tells it.",
                check=check,
            )
    chosen = another_chosen(context)
    if chosen is not None:
        span, number, who, done = chosen
        told = quote(context.headline.text[span.start : span.end])
        yield RawFinding(
            "actor-mismatch",
            "error",
            f"The headline has somebody else {told} than the body, where it is {quote(who)} ({quote(done)}).",
            span,
            (number,),
            0.8,
            f"Name {who}, or correct the body.",
            check="another-chosen",
        )


def roles_agree(context: Context, sentence: int) -> bool:
    """Has the sentence an event of the headline with the same agent and the same one acted on?"""
    told = [event for event in events(context.headline.doc) if event.agent and event.patient and not event.negated]
    if not told:
        return False
    return any(
        event.family == other.family
        and not other.negated
        and other.agent is not None
        and other.patient is not None
        and event.agent is not None
        and event.patient is not None
        and event.agent.same(other.agent)
        and event.patient.same(other.patient)
        for other in events(context.doc(sentence))
        for event in told
    )


def _maybe_passive(context: Context, event: Event) -> bool:
    """ "Star caught stealing by staff": a past form over "by" is a passive that the parser may have missed."""
    token = next((token for token in context.headline.doc if token.idx == event.start), None)
    if token is None or token.tag_ not in ("VBD", "VBN") or token.lower_ == token.lemma_:
        return False
    # "Holm elected Conservative leader": what a chosen one becomes is no one acted on.
    patient = event.patient
    if token.lemma_.lower() in CHOOSING and patient is not None and OFFICE.search(patient.text):
        return True
    marked = any(child.dep_ in ("agent", "auxpass", "nsubjpass") for child in token.children)
    return not marked and any(later.lower_ == "by" for later in context.headline.doc[token.i + 1 :])


def _body_events(context: Context, told: list[Event]) -> Iterator[tuple[int, Event]]:
    """The same events in the sentences that name them."""
    families = {event.family for event in told}
    wanted = {term(context.headline.text[event.start : event.end]) for event in told}
    wanted |= {found for family in families for verb in phrasal_verbs(family) if (found := term(verb))}
    if "beat" in families:
        # "A beats B" is told as well by "B lost to A" and "A's win over B".
        wanted |= {"~lose", "~win", "~beat"}
    if "buy" in families:
        wanted.add("~sell")
    naming = [number for number, found in enumerate(context.index.terms) if found & wanted]
    for number, doc in context.docs(naming[:MAX_PARSED]):
        for event in events(doc):
            if event.family in families:
                yield number, event


def _swapped(context: Context, event: Event, body: list[tuple[int, Event]]) -> RawFinding | None:
    agent, patient = event.agent, event.patient
    if agent is None or patient is None or agent.same(patient):
        return None
    same = [
        other
        for _, other in body
        if other.family == event.family
        and other.agent
        and agent.same(other.agent)
        and (other.patient is None or patient.same(other.patient))
    ]
    if same:
        return None
    acted_on = any(
        other.family == event.family and other.patient is not None and patient.same(other.patient) for _, other in body
    )
    acts_itself = patient.named and _distinctive(event) and not acted_on
    for number, other in body:
        if other.family != event.family or other.negated or other.agent is None or other.patient is None:
            continue
        if not patient.same(other.agent) or agent.same(other.agent):
            continue
        # "Newspaper sues Varga" over "Varga has sued the daily Hirlap": whoever is acted on acts himself,
        # and nobody acts on him.
        if acts_itself and context.relevance[number] >= ITSELF:
            return _finding(
                context,
                "acts-itself",
                event,
                number,
                0.85,
                f"In the headline it is done to {quote(patient.text)} "
                f"({quote(context.headline.text[event.start : event.end])}); in the body {quote(_who(other.agent))} "
                "does it.",
            )
        # The parser often loses the name in "bought the Berlin startup Velomi".
        if agent.same(other.patient) or _named_behind(context, agent, number, other):
            return _finding(
                context,
                "swapped-roles",
                event,
                number,
                0.9,
                f"The roles are swapped: the headline makes {quote(agent.text)} the one who acts and "
                f"{quote(patient.text)} the one acted on; in the body it is the other way round.",
            )
    return None


def _done_to_actor(context: Context, event: Event, body: list[tuple[int, Event]]) -> RawFinding | None:
    done = done_to_actor(event, body)
    if done is None:
        return None
    number, by, to = done
    return _finding(
        context,
        "done-to-actor",
        event,
        number,
        0.85,
        f"In the headline {quote(_who(to))} does it ({quote(context.headline.text[event.start : event.end])}); in the "
        f"body it is done to {quote(_who(to))}, by {quote(_who(by))}.",
    )


def _named_behind(context: Context, who: Participant, number: int, other: Event) -> bool:
    """Does a name of somebody stand behind the verb, before any other clause?"""
    behind = re.split(
        r"[,;:]| after | because | by ", context.document.sentences[number].text[other.end :], maxsplit=1
    )[0]
    words = {word.lower() for word in re.findall(r"[^\W_]+", behind)}
    return bool(who.names & words) and who.heads <= {stem(word) for word in words}


def _someone_else(context: Context, event: Event, body: list[tuple[int, Event]]) -> RawFinding | None:
    agent = event.agent
    if agent is None or not agent.named:
        return None
    others = [
        (number, other)
        for number, other in body
        if other.family == event.family and other.agent is not None and other.agent.named and not other.negated
    ]
    if not _distinctive(event):
        # Verbs outside the lists are too many-sided, save where two states do the same to the same:
        # "recalls its ambassador".
        if event.patient is None or not agent.states:
            return None
        others = [
            (number, other)
            for number, other in others
            if other.agent is not None and other.agent.states and _told_of(context, agent, number) >= MANY_SIDED
        ]
    if any(other.agent is not None and agent.same(other.agent) for _, other in others):
        return None
    if event.patient is not None:
        # The same thing done to the same one by somebody else.
        others = [(number, other) for number, other in others if _same_patient(context, event.patient, number, other)]
    if not others:
        return None
    if event.patient is None and not _possessive(context, event):
        return None
    number, other = max(
        others, key=lambda pair: (_exact_word(context, event, pair[0], pair[1]), context.relevance[pair[0]])
    )
    if other.agent is None or (event.patient is None and context.relevance[number] < 0.2):
        return None
    word = context.headline.text[event.start : event.end]
    return _finding(
        context, "other-actor", event, number, 0.85,
        f"The headline says {quote(_who(agent))} did it ({quote(word)}); in the body it is {quote(_who(other.agent))}.",
        suggestion=f"Name {_who(other.agent)} as the one who acted, or correct the body.",
        # A model takes one state's jets for another's.
        stands=agent.states and other.agent.states,
    )  # fmt: skip


def _told_of(context: Context, agent: Participant, number: int) -> float:
    """How much of the headline a sentence has, a name of several words counting as one: "United Arab Emirates"."""
    name = terms(agent.text)
    if len(name) < 2:
        return context.relevance[number]
    wanted = context.headline_terms - name | {"=" + agent.text.lower()}
    return context.index.relevance(wanted, context.index.terms[number])


def _same_patient(context: Context, patient: Participant, number: int, other: Event) -> bool:
    if other.patient is not None:
        return patient.same(other.patient)
    # An event noun often leaves its target to the rest of the sentence: "Israeli strikes hit parts of Gaza".
    words = {word.strip(".,").lower() for word in context.document.sentences[number].text.split()}
    return patient.named and any(name.strip("=") in words for name in patient.names)


def _distinctive(event: Event) -> bool:
    return not event.family.startswith(LEMMA) and event.family not in (
        "back",
        "cancel",
        "offer",
        "sign",
        "pay",
        "postpone",
        "visit",
        "warn",
        "win",
    )


def _possessive(context: Context, event: Event) -> bool:
    """Without somebody acted on, only an event noun with its possessor names one event: "Russia's retaliation"."""
    return any(
        judged.claim.kind == "event" and judged.claim.span.start <= event.start < judged.claim.span.end
        for judged in context.judged
    )


def _exact_word(context: Context, event: Event, number: int, other: Event) -> bool:
    word = context.headline.text[event.start : event.end].lower()
    return context.document.sentences[number].text[other.start : other.end].lower() == word


def _who(person: Participant) -> str:
    text = person.text
    return text[:-2] if text.endswith("'s") else text


def _finding(
    context: Context,
    check: str,
    event: Event,
    number: int,
    confidence: float,
    message: str,
    suggestion: str | None = None,
    stands: bool = False,
) -> RawFinding:
    claim = next(
        (
            judged.claim
            for judged in context.judged
            if judged.claim.kind == "event" and judged.claim.span.start <= event.start < judged.claim.span.end
        ),
        None,
    )
    span = claim.span if claim else _event_span(context, event)
    return RawFinding(
        "actor-mismatch",
        "error",
        message,
        span,
        (number,),
        confidence,
        suggestion or "Put the actors in the order that the body gives.",
        stands=stands,
        check=check,
    )


def _event_span(context: Context, event: Event) -> Span:
    starts, ends = [event.start], [event.end]
    for person in (event.agent, event.patient):
        position = context.headline.cased.find(person.text) if person else -1
        if person and position >= 0:
            starts.append(position)
            ends.append(position + len(person.text))
    return Span(min(starts), max(ends))


RULE = Rule(
    id="actor-mismatch",
    severity="error",
    also="warning",
    says="otherwise",
    summary="Someone else did it, or the roles are swapped.",
    explanation=(
        "Compares who acts and who is acted on, in verbs (“Calder buys Brightwater”), "
        "passives and event nouns (“Russia's retaliation”, “Israeli strikes”). "
        "It speaks when the body has the same event with the two roles exchanged, or done to the same one, "
        "or named by the same noun, by somebody else, and never with the headline's actor. "
        "Demonyms and capitals count as the country. It is a warning where so many of another group did it (nineteen "
        "members of another party), or where another person than the girl, the man and the like is dead, "
        "critical or arrested."
    ),
    check=check,
    checks={
        "acts-itself": "Whoever the headline has acted on acts itself in the body, and nobody acts on it.",
        "done-to-actor": "Whoever does bodily harm in the headline, the body has it done to.",
        "swapped-roles": "The body exchanges the one who acts and the one acted on.",
        "other-actor": "The body has somebody else do the same.",
        "victim-as-suspect": "Whom the headline has arrested or charged, the body has attacked, and never held.",
        "another-chosen": "Whom the headline has appointed or elected, the body has not; it names another one.",
        "other-group": "So many members of one group in the headline are as many of another in the body.",
        "other-person": "A girl, a man and the like in a state in which the body has somebody else, and not them.",
    },
    failing=FAILING,
    passing=PASSING,
)
