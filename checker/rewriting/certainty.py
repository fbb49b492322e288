"""The body's caution in the headline: "considers banning" for "bans", "accused of stealing" for "stole"."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..english.inflection import gerund, participle, past, third_person
from ..english.participants import known_participant
from ..english.roles import SAYING, verb_roles
from ..english.terms import stem
from ..english.tree import Token
from ..english.words.certainty import MODALS
from ..english.words.events import event_key
from ..rules.base import Edit, RawFinding
from .wording import span_of, token_at

# "Plans to close"; "considers closing"; "urged to close".
TO = frozenset(
    """
        plan hope aim seek intend threaten want pledge promise vow prepare try attempt ask refuse decline fail offer
        look wish need expect propose agree
    """.split()
)
ING = frozenset(
    """
        consider discuss mull weigh contemplate delay postpone oppose reject avoid explore deny ponder eye suggest
        recommend
    """.split()
)
URGED = frozenset("ask urge advise tell order expect".split())
# What may still be done to somebody or something.
OPEN = frozenset(
    """
        plan hope aim seek intend want prepare consider discuss mull weigh contemplate propose explore ponder expect
    """.split()
)
LIKELY = frozenset("likely unlikely set due ready expected".split())
DROPPED = frozenset("scrap drop abandon shelve".split())
PLANS = frozenset("plan plans proposal proposals".split())
# What leaves only part of it under a negation.
LIMITED = frozenset("before until unless without only yet just even immediately always all fully".split())
HELPERS = {
    "has": "has not",
    "have": "have not",
    "had": "had not",
    "did": "did not",
    "does": "does not",
    "do": "do not",
    "will": "will not",
    "would": "will not",
    "can": "cannot",
    "could": "could not",
}


def hedged(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """The headline's flat verb under the word that keeps it from being a fact in the body."""
    verb = token_at(context, finding.span.start)
    if verb is None or verb.pos_ != "VERB" or _helped(verb):
        return
    key = event_key(verb.lower_, verb.lemma_)
    for token in context.doc(finding.sentences[0]):
        if event_key(token.lower_, token.lemma_) == key and token.pos_ in ("VERB", "NOUN"):
            for words in _softened(verb, token):
                yield [Edit(span_of(verb), words)]


def _helped(verb: Token) -> bool:
    return any(child.dep_ in ("aux", "neg") for child in verb.children)


class _Verb:
    """The headline's verb, with the forms that it may be needed in."""

    def __init__(self, token: Token) -> None:
        self.token = token
        self.base = token.lemma_.lower()
        self.agent, self.patient, passive = verb_roles(token)
        # "Suspect arrested": a passive without its helper.
        self.passive = passive or (token.tag_ == "VBN" and self.patient is None)
        self.subject = self.patient if passive else self.agent
        if self.subject is None and token.dep_ == "acl":
            self.subject = token.head

    @property
    def plural(self) -> bool:
        return self.token.tag_ == "VBP"

    def to(self) -> str:
        return f"to be {participle(self.base)}" if self.passive else f"to {self.base}"

    def under(self, governing: str) -> str:
        """Another verb in this one's tense and number."""
        if self.token.tag_ == "VBD" and not self.passive:
            return past(governing)
        return governing if self.plural else third_person(governing)


def _softened(token: Token, theirs: Token) -> Iterator[str]:
    verb = _Verb(token)
    if verb.subject is None or verb.subject.i > token.i:
        return
    yield from _own(verb, theirs)
    # What governs the event, through the words between: "has denied that he is quitting", "a proposal to lower".
    current = theirs
    for _ in range(2):
        head = current.head
        if head is current or any(child.dep_ == "neg" for child in head.children):
            return
        if current.dep_ in ("xcomp", "ccomp", "pcomp", "dobj", "acl", "prep", "oprd", "advcl", "acomp"):
            yield from _governed(verb, theirs, current, head)
        current = head


def _own(verb: _Verb, theirs: Token) -> Iterator[str]:
    """Under a modal or a negation of its own."""
    if not _same(verb, theirs):
        return
    marks = [child.lower_ for child in theirs.children if child.dep_ in ("aux", "auxpass")]
    negated = any(child.dep_ == "neg" and child.lower_ in ("not", "n't") for child in theirs.children)
    if negated and any(child.lower_ in LIMITED for child in theirs.children):
        # "Will not open before March": it will.
        return
    be = f"be {participle(verb.base)}" if verb.passive else verb.base
    if negated:
        speaker = theirs.head if theirs.dep_ == "ccomp" and theirs.head.lemma_ in SAYING else None
        if speaker is not None and not verb.passive and _is_speaker(verb, speaker):
            yield f"{verb.under('deny')} {gerund(verb.base)}"
            return
        helper = next((mark for mark in marks if mark in HELPERS), None)
        if verb.passive:
            yield f"not {participle(verb.base)}"
        elif helper in ("has", "have"):
            yield f"{'have' if verb.plural else 'has'} not {participle(verb.base)}"
        elif helper is not None:
            words = HELPERS[helper]
            words = (
                {"does not": "do not"}.get(words, words) if verb.plural else {"do not": "does not"}.get(words, words)
            )
            yield f"{words} {verb.base}"
        return
    modal = next((mark for mark in marks if mark in MODALS), None)
    if modal == "would":
        # "Said that it would close": a headline's "to close".
        if theirs.dep_ == "ccomp" and theirs.head.lemma_ in SAYING:
            yield verb.to()
        return
    if modal is not None and modal != "can":
        # "May have stolen" is another time than "may steal".
        done = f"have been {participle(verb.base)}" if verb.passive else f"have {participle(verb.base)}"
        yield f"{modal} {done if 'have' in marks else be}"
    if any(child.dep_ == "mark" and child.lower_ == "whether" for child in theirs.children):
        yield f"may {be}"


def _governed(verb: _Verb, theirs: Token, current: Token, head: Token) -> Iterator[str]:
    """Under another word: "plans to", "is expected to", "was urged to", "fell short of"."""
    if any(child.dep_ == "aux" and child.lower_ in MODALS for child in head.children):
        return
    lemma = head.lemma_.lower()
    agent, patient, passive = verb_roles(head) if head.pos_ in ("VERB", "AUX") else (None, None, False)
    if current is theirs and any(child.dep_ == "aux" and child.lower_ == "to" for child in current.children):
        if head.lower_ in LIKELY and _one(verb.subject, patient or _of_adjective(head)):
            yield f"{head.lower_} {verb.to()}"
            return
        target = patient or next((child for child in theirs.children if child.dep_ == "nsubj"), None)
        if lemma in URGED and _one(verb.subject, target) and (passive or lemma != "expect"):
            yield f"{participle(lemma)} {verb.to()}"
            return
    if head.lower_ == "of" and _falls_short(head) and not verb.passive:
        yield f"{verb.under('fall')} short of {gerund(verb.base)}"
    elif passive or head.pos_ not in ("VERB", "AUX"):
        return
    elif verb.passive:
        if lemma in OPEN and theirs.pos_ == "VERB" and _one(verb.subject, verb_roles(theirs)[1]):
            yield f"may be {participle(verb.base)}"
    elif _one(verb.subject, agent):
        yield from _of_its_own(verb, theirs, current, lemma)


def _falls_short(of: Token) -> bool:
    return any(item.lower_ == "short" for item in of.doc[max(0, of.i - 4) : of.i])


def _of_its_own(verb: _Verb, theirs: Token, current: Token, governing: str) -> Iterator[str]:
    """The subject's own plan, thought or refusal."""
    if current is not theirs:
        # "Rejected a proposal to lower", "dropped its plan to lower".
        if current.lower_ in PLANS and current.dep_ == "dobj" and theirs.dep_ in ("acl", "pcomp"):
            if governing in ("reject", "oppose"):
                yield f"{verb.under(governing)} {gerund(verb.base)}"
            elif governing in DROPPED:
                yield f"{verb.under(governing)} plan to {verb.base}"
        return
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in theirs.children)
    if governing in ING or (governing == "propose" and not infinitive):
        yield f"{verb.under(governing)} {gerund(verb.base)}"
    elif governing in TO:
        yield f"{verb.under(governing)} to {verb.base}"


def _of_adjective(head: Token) -> Token | None:
    """Whom "likely", "due" and the like are said of."""
    holder = head if head.dep_ == "ROOT" else head.head
    return next((child for child in holder.children if child.dep_ in ("nsubj", "nsubjpass")), None)


def _same(verb: _Verb, theirs: Token) -> bool:
    """Has the body's verb the headline's subject in the same part?"""
    if theirs.pos_ != "VERB":
        return False
    agent, patient, _ = verb_roles(theirs)
    return _one(verb.subject, patient if verb.passive else agent)


def _one(own: Token | None, other: Token | None) -> bool:
    one, two = known_participant(own), known_participant(other)
    if one is None or two is None or other is None:
        return False
    # "The ferry line Nordvik": the parser often loses the noun before a name.
    before = other.left_edge.i - 1
    return one.same(two) or (before >= 0 and other.pos_ == "PROPN" and stem(other.doc[before].text) in one.heads)


def _is_speaker(verb: _Verb, said: Token) -> bool:
    return _one(verb.subject, next((child for child in said.children if child.dep_ == "nsubj"), None))
