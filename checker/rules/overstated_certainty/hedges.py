"""What keeps an event of the body from being a fact there: a modal, a plan, a refusal, a denial, a negation."""

from __future__ import annotations

from typing import NamedTuple

from ...english.tree import Token
from ...english.words.certainty import MODALS, UNREALISED_VERBS

PLAN_NOUNS = frozenset(
    """
    plan proposal bid talk hope threat intention prospect possibility chance option attempt offer call demand
    idea risk fear warning
    """.split()
)
# Under these it did not happen; under those somebody speaks against it.
REFUSALS = frozenset("refuse decline reject fail stop prevent avoid".split())
CALLED_OFF = frozenset((("call", "off"), ("rule", "out")))
DISPUTES = {"deny": "denied", "oppose": "opposed"}
# "May not close" is a caution; "could not close" is none.
OPEN_MODALS = frozenset(("may", "might", "should"))
TO_COME = frozenset("will would wo shall ca can cannot".split())
# Words between which the body is quoted without a gap.
NEAR = 5

# Relations in which an event hangs on the word that says whether it is one.
GOVERNED = frozenset("xcomp ccomp pcomp dobj acl advcl prep conj pobj amod relcl oprd attr".split())
OBJECTS = frozenset("xcomp ccomp prep dobj oprd pcomp".split())


class Hedge(NamedTuple):
    """What keeps an event from being a fact.

    Attributes:
        words: the body's own, with an ellipsis where some are left out.
        otherwise: what the body says of the event where it is no caution: that it did not happen, that it is denied.
    """

    words: str
    otherwise: str | None = None


NOT_SO = "says that it did not happen"
NOT_TO_BE = "says that it is not to happen"


def hedge(token: Token) -> Hedge | None:
    """What keeps an event from being a fact, or ``None`` where it is stated."""
    own = _own_hedge(token)
    if own is not None:
        return own
    current = token
    for _ in range(4):
        head = current.head
        if head is current:
            return None
        if current.dep_ in GOVERNED:
            found = _governing_hedge(current, token)
            if found is not None:
                return found
        elif current.dep_ not in ("nsubj", "nsubjpass", "compound", "nmod"):
            return None
        current = head
    return None


def _own_hedge(token: Token) -> Hedge | None:
    """A hedge among the verb's own words: "may", "not", "if", "has yet to"."""
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children):
        for item in (token, token.head):
            for child in item.children:
                if child.lower_ == "yet":
                    return Hedge(_run(child, token))
    negation = next((child for child in token.children if child.dep_ == "neg"), None)
    for child in token.children:
        if child.dep_ == "aux" and child.lower_ in MODALS | {"'d"}:
            negated = negation is not None and child.lower_ not in OPEN_MODALS
            never = NOT_SO if child.lower_ == "could" else NOT_TO_BE
            return Hedge(_run(child, token), never if negated else None)
        if child is negation:
            helper = child.doc[child.i - 1] if child.i else child
            first = helper if child.lower_ in ("n't", "n’t") else child
            return Hedge(_run(first, token), NOT_TO_BE if helper.lower_ in TO_COME else NOT_SO)
        if child.dep_ == "mark" and child.lower_ in ("if", "whether", "unless"):
            return Hedge(f"{child.lower_} … {token.lower_}")
    return None


def _governing_hedge(current: Token, token: Token) -> Hedge | None:
    """A hedge in the word that governs ``current``, the event or what stands between: "plans to", "denied",
    "likely to".
    """
    head, lemma = current.head, current.head.lemma_.lower()
    verb = lemma in UNREALISED_VERBS and head.pos_ in ("VERB", "AUX") and current.dep_ in OBJECTS
    plan = lemma in PLAN_NOUNS and head.pos_ == "NOUN" and current.dep_ in ("acl", "prep", "pcomp")
    if verb or lemma == "deny" or plan:
        words = _with_particle(head, current) if head.pos_ == "VERB" else head.lower_
        return Hedge(f"{words} … {token.lower_}", _otherwise(head) if current.dep_ in OBJECTS else None)
    if head.lower_ == "of":
        # "Fell four votes short on Wednesday of overriding the veto".
        short = next((item for item in head.doc[max(0, head.i - 4) : head.i] if item.lower_ == "short"), None)
        if short is not None:
            return Hedge(_run(short, token))
    if head.lower_ in ("likely", "unlikely", "possible", "set", "due", "ready", "able", "expected", "keen"):
        return Hedge(f"{head.lower_} … {token.lower_}")
    if current.dep_ == "conj" and any(child.dep_ in ("nsubj", "nsubjpass") for child in current.children):
        # "It might not be pretty, but they are through": a clause of its own.
        return None
    modal = next((child for child in head.children if child.dep_ == "aux" and child.lower_ in MODALS), None)
    if modal is None or current.dep_ not in ("xcomp", "conj", "dobj"):
        return None
    return Hedge(f"{modal.lower_ if current.dep_ == 'conj' else _run(modal, head)} … {token.lower_}")


def _otherwise(head: Token) -> str | None:
    """What a refusal or a denial says of its event; ``None`` of a caution, and where it is itself no fact."""
    if any(child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in MODALS | {"to"}) for child in head.children):
        return None
    lemma = head.lemma_.lower()
    if lemma in DISPUTES:
        return f"has it {DISPUTES[lemma]}"
    off = any((lemma, child.lower_) in CALLED_OFF for child in head.children if child.dep_ == "prt")
    return NOT_SO if lemma in REFUSALS or off else None


def _with_particle(verb: Token, current: Token) -> str:
    """A verb with what belongs to it: "called off", "ruled out", "called for"."""
    particle = next((child for child in verb.children if child.dep_ == "prt" and child.i == verb.i + 1), None)
    if particle is None and current.dep_ == "prep" and current.i == verb.i + 1:
        particle = current
    return verb.lower_ if particle is None else f"{verb.lower_} {particle.lower_}"


def _run(first: Token, last: Token) -> str:
    """The body's words from one to another; with an ellipsis where there are many between."""
    if last.i < first.i:
        first, last = last, first
    if last.i - first.i > NEAR:
        return f"{first.lower_} … {last.lower_}"
    words = [(item.text, item.whitespace_) for item in first.doc[first.i : last.i + 1]]
    return "".join(text + space for text, space in words).strip()
