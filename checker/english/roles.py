"""Who did what to whom: events of a parsed sentence with their agents and patients."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .decided import planned_deeds
from .names import GENERIC, TITLES
from .parser import is_common_word, is_dictionary_noun
from .terms import STOP, stem
from .tree import Doc, Token
from .words.events import AGENT_NOUNS, CONVERSE, UNDERGOER_NOUNS, family_of, phrasal_family
from .words.places import state_of


@dataclass(frozen=True)
class Participant:
    """Who takes part.

    Attributes:
        text: the phrase up to its head word.
        names: lower-case names in it, and ``=country`` for countries, demonyms and capitals.
        heads: stems of its head words.
    """

    text: str
    names: frozenset[str]
    heads: frozenset[str]

    @property
    def named(self) -> bool:
        """Does it have a name?"""
        return bool(self.names)

    @property
    def states(self) -> bool:
        """Is it a state, or somebody of one?"""
        return any(name.startswith("=") for name in self.names)

    def told_apart(self, other: Participant) -> bool:
        """Have both words before their heads, and none in common: industrial production and car production?"""
        if self.names and other.names:
            return False
        one, two = (
            {
                stem(word)
                for word in re.findall(r"[^\W\d_]+", item.text)[:-1]
                if word.lower() not in STOP and word.lower() not in FORMERLY
            }
            for item in (self, other)
        )
        return bool(one and two) and not one & two

    def same(self, other: Participant) -> bool:
        """Can the two mentions be of one participant: a shared name where both have names, else a shared head?"""
        if self.names and other.names:
            shared = self.names & other.names
            # South Korea and North Korea share a word, and are two.
            states = {
                word for name in (self.names | other.names) - shared if name[0] == "=" for word in name[1:].split()
            }
            return bool(shared - states) if self.states and other.states else bool(shared)
        return bool((self.heads | self.names) & (other.heads | other.names))


@dataclass(frozen=True)
class Event:
    """One event: its family name, who did it, to whom."""

    family: str
    agent: Participant | None
    patient: Participant | None
    start: int
    end: int
    negated: bool = False


# A former mayor is an ex-mayor.
FORMERLY = frozenset(("ex", "former", "onetime", "one-time"))
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
# "Shares in Orvane" are Orvane's.
OWNED = frozenset("shares stock share price prices profit profits sales revenue".split())
# Most words of a state's name, "United Arab Emirates".
STATE_WORDS = 3
AMOUNTS = frozenset(
    """
        dozens scores hundreds thousands millions group number handful some many most half all several none majority
        percent cent %
    """.split()
)
# Of whose the deeds are: "Calder's board" is Calder, "Macy's owner" and "Yapp's credentials" are not Macy's or Yapp.
ACTING = frozenset(
    "board management side team company party union club firm campaign lawyer spokesman spokeswoman share stock".split()
)
# A police officer is the police; an army helicopter is not the army.
SERVING = frozenset(
    "officer officers soldier soldiers troops chief chiefs official officials spokesman spokeswoman".split()
)
# "Germany's chancellor rejects …" is Germany rejecting; "Russia's capital …" is not Russia acting.
GOVERNING = frozenset(
    """
    chancellor president minister premier government cabinet parliament army military force troop navy leader king
    ministry regime diplomat envoy ambassador official drone missile warplane jet police
    """.split()
)


def participant(token: Token) -> Participant:
    """The participant that a head token stands for; conjuncts are taken together."""
    names: set[str] = set()
    heads: set[str] = set()
    for member in [token, *token.conjuncts] if token.dep_ != "conj" else [token]:
        heads |= _heads(member)
        for word in _name_words(member):
            state = state_of(word.text)
            lower = re.sub(r"'s$", "", word.lower_).strip(".")
            if state:
                names.add("=" + state.lower())
            if lower not in GENERIC and lower not in TITLES:
                names.add(lower)
    # Finding names takes time, and only one that is a state's is wanted.
    if _within_a_state(token):
        for ent in token.doc.ents:
            if ent.start <= token.i < ent.end and (state := state_of(ent.text)):
                names.add("=" + state.lower())
    return Participant(token.doc.text[token.left_edge.idx : token.idx + len(token)], frozenset(names), frozenset(heads))


def _within_a_state(token: Token) -> bool:
    """Is it one of a few words that spell a state?"""
    doc = token.doc
    first, last = max(0, token.i + 1 - STATE_WORDS), min(len(doc), token.i + STATE_WORDS)
    return any(
        state_of(doc[start:end].text)
        for start in range(first, token.i + 1)
        for end in range(token.i + 1, min(last, start + STATE_WORDS) + 1)
    )


def _heads(token: Token) -> set[str]:
    """Stems of a head and of what stands for it: "40 of 52 drones", "the police officer", "the oil price"."""
    found = {stem(token.text)}
    if token.pos_ == "NUM" or token.lower_ in AMOUNTS:
        found |= {
            stem(grand.text)
            for child in token.children
            if child.dep_ == "prep" and child.lower_ == "of"
            for grand in child.children
            if grand.dep_ == "pobj"
        }
    if token.pos_ == "PROPN":
        # "The hotel chain Belmore" is a chain.
        found |= {stem(child.text) for child in token.children if child.dep_ == "compound" and child.text.islower()}
    # "A law that would have banned bags" is a ban, a plan to cut jobs a cut.
    found |= {stem(verb.text) for verb in planned_deeds(token)}
    if token.lower_ in OWNED or token.lower_ in SERVING:
        found |= {stem(child.text) for child in token.children if child.dep_ == "compound"}
    return found


def _name_words(head: Token) -> Iterator[Token]:
    """The capitalised words of a phrase that name it: of its head, its modifiers, an apposition, "shares in Orvane"."""
    if _is_name(head):
        yield head
    governs = head.lemma_.lower() in GOVERNING
    for child in head.children:
        if (
            child.dep_ in ("compound", "nmod", "amod", "flat")
            and child.text[:1].isupper()
            and (child.i > 0 or _is_name(child))
        ):
            yield child
            yield from (grand for grand in child.children if grand.dep_ == "compound" and grand.text[:1].isupper())
        elif child.dep_ == "poss" and _is_name(child) and (governs or head.lemma_.lower() in ACTING):
            yield child
        elif child.dep_ == "appos" and _is_name(child):
            yield from _name_words(child)
        elif child.dep_ == "prep" and (
            (child.lower_ in ("in", "of") and head.lower_ in OWNED)
            or (child.lower_ == "of" and governs)
            or child.lower_ == "from"
        ):
            for grand in child.children:
                if grand.dep_ == "pobj":
                    yield from _name_words(grand)


def _is_name(token: Token) -> bool:
    """A proper noun; at the start of a sentence, where every word has a capital, the dictionary decides."""
    if not token.text[:1].isupper():
        return False
    if state_of(token.text) or token.i > 0:
        return True
    lower = token.lower_
    if lower in GOVERNING:
        # "Parliament passes": which one is not said.
        return False
    return not (is_common_word(lower) or is_dictionary_noun(lower)) or (
        token.pos_ == "PROPN" and token.ent_type_ in ("PERSON", "GPE", "ORG", "NORP")
    )


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


def known_participant(token: Token | None) -> Participant | None:
    """The participant of a head token; ``None`` for no token and for a pronoun, which says not who."""
    if token is None or token.pos_ == "PRON":
        return None
    return participant(token)


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
