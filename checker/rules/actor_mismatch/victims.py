"""Those acted on: the victim told as the suspect, and another one appointed, elected or sacked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...context import Context
from ...english.participants import Participant, known_participant
from ...english.roles import LEMMA, Event, verb_roles
from ...english.spelling import LETTERS
from ...english.terms import stem
from ...english.tree import Doc, Token
from ...english.words.events import event_key
from ...text import Span

# The headline's words, the sentence, who it is there, what happens there.
Found = tuple[Span, int, str, str] | None
HELD = frozenset("arrest hold detain charge jail imprison convict accuse question seize nab".split())
HARMED = frozenset(
    "stab shoot attack assault rob rape beat kill murder kidnap abduct hit punch injure wound hurt mug".split()
)
# Done to one only: who else had it done to him is another story.
CHOSEN = frozenset(("appoint", "elect", "promote", "crown", "pick", "choose", "nominate"))
CHOSEN_RELEVANCE = 0.4

# Bodily harm, which nobody does in a figure of speech.
HARMING = frozenset(
    (
        "shoot",
        "stab",
        *(LEMMA + verb for verb in "punch kick slap bite headbutt rob rape choke strangle spit shove scratch".split()),
    )
)


def victim_as_suspect(context: Context) -> Found:
    """Somebody whom the headline has arrested or charged, and whom the body has attacked and never held."""
    for verb, who in _undergoing(context.headline.doc, HELD):
        if context.headline.in_source(Span(verb.idx, verb.idx + len(verb))):
            continue
        harmed: tuple[int, str] | None = None
        held = False
        for number in range(len(context.document.sentences)):
            if not (who.heads | who.names) & _words(context, number):
                continue
            doc = context.doc(number)
            held = held or any(who.same(other) for _, other in _undergoing(doc, HELD))
            if harmed is None:
                harmed = next(
                    ((number, token.text) for token, other in _undergoing(doc, HARMED) if who.same(other)), None
                )
        if harmed is not None and not held:
            return Span(verb.idx, verb.idx + len(verb)), harmed[0], who.text, harmed[1]
    return None


def another_chosen(context: Context) -> Found:
    """Somebody by name whom the headline has appointed or elected, where the body has only another one."""
    for verb, who in _undergoing(context.headline.doc, CHOSEN, family=True):
        if not who.named or who.states:
            continue
        others: list[tuple[int, Participant, str]] = []
        for number in context.ranked:
            others += [
                (number, other, token.text)
                for token, other in _undergoing(context.doc(number), CHOSEN, family=True)
                if other.named
            ]
        if not others or any(who.same(other) for _, other, _ in others):
            continue
        number, other, word = others[0]
        if context.relevance[number] >= CHOSEN_RELEVANCE and not other.states:
            return Span(verb.idx, verb.idx + len(verb)), number, other.text, word
    return None


def _undergoing(doc: Doc, verbs: frozenset[str], family: bool = False) -> Iterator[tuple[Token, Participant]]:
    """Each verb of these in a text with whom it is done to, where that is told."""
    for token in doc:
        if token.pos_ != "VERB" or any(child.dep_ == "neg" for child in token.children):
            continue
        key = event_key(token.lower_, token.lemma_) if family else token.lemma_.lower()
        if key not in verbs and token.lemma_.lower() not in verbs:
            continue
        patient = verb_roles(token)[1]
        # "Boyfriend held over attack", "Moe elected head": headlines leave the auxiliary out.
        office = patient is not None and patient.dep_ == "dobj" and patient.text.islower() and family
        if (patient is None or office) and token.tag_ in ("VBN", "VBD"):
            patient = token.head if token.dep_ == "acl" else verb_roles(token)[0]
        who = known_participant(patient)
        if who is not None:
            yield token, who


def _words(context: Context, number: int) -> frozenset[str]:
    lower = [word.lower() for word in LETTERS.findall(context.document.sentences[number].text)]
    return frozenset(lower) | {stem(word) for word in lower}


def done_to_actor(event: Event, body: Sequence[tuple[int, Event]]) -> tuple[int, Participant, Participant] | None:
    """ "Pascoe punches referee" over "the referee, Garside, punched Pascoe": the sentence, who does it there, and to
    whom; only of bodily harm, and where the headline's actor nowhere does it.
    """
    agent = event.agent
    if agent is None or not agent.named or agent.states or event.patient is None or event.family not in HARMING:
        return None
    same = [(number, other) for number, other in body if other.family == event.family and not other.negated]
    if any(other.agent is not None and agent.same(other.agent) for _, other in same):
        return None
    for number, other in same:
        by, to = other.agent, other.patient
        if by is not None and to is not None and by.named and to.named and agent.same(to):
            return number, by, to
    return None
