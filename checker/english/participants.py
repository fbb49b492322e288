"""Who takes part in an event: the names and head words by which two mentions can be of one participant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .decided import planned_deeds
from .names import GENERIC, TITLES
from .parser import is_common_word, is_dictionary_noun
from .terms import STOP, stem
from .tree import Token
from .words.places import state_of
from .words.short_names import long_for, short_names

# A former mayor is an ex-mayor.
FORMERLY = frozenset(("ex", "former", "onetime", "one-time"))
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
INSIDE_NAMES = frozenset(("of", "for", "the", "and", "&"))
# Words that a name has behind its head: "Bank for International Settlements".
MOST_BEHIND = 6
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

# Signs that stand for nobody; "40%" and "£" are amounts.
MARKS = "=<>|*~^+_#/\\-\u2013\u2014.\u00b7\u2022"


@dataclass(frozen=True)
class Participant:
    """Who takes part.

    Attributes:
        text: the phrase up to its head word.
        names: lower-case names in it, and ``=country`` for countries, demonyms and capitals.
        heads: stems of its head words.
        short: lower-case short names in it: ``fed``, ``boe``.
        full: the short names that it could go by: of the Bank of England ``boe``.
    """

    text: str
    names: frozenset[str]
    heads: frozenset[str]
    short: frozenset[str] = frozenset()
    full: frozenset[str] = frozenset()

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
        """Can the two mentions be of one participant: one short for the other, a shared name where both have names,
        else a shared head?
        """
        if self.short & other.full or other.short & self.full:
            return True
        if self.names and other.names:
            shared = self.names & other.names
            # South Korea and North Korea share a word, and are two.
            states = {
                word for name in (self.names | other.names) - shared if name[0] == "=" for word in name[1:].split()
            }
            return bool(shared - states) if self.states and other.states else bool(shared)
        return bool((self.heads | self.names) & (other.heads | other.names))


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
    text = token.doc.text[token.left_edge.idx : token.idx + len(token)]
    name = text + _rest_of_name(token)
    person = token.ent_type_ == "PERSON"
    return Participant(text, frozenset(names), frozenset(heads), short_names(name), long_for(name, person))


def _rest_of_name(head: Token) -> str:
    """Of a name the words behind its head: " of England" of the Bank of England."""
    doc, last = head.doc, head.i
    if not head.text[:1].isupper():
        return ""
    for token in doc[head.i + 1 : head.i + 1 + MOST_BEHIND]:
        if token.text[:1].isupper():
            last = token.i
        elif token.lower_ not in INSIDE_NAMES:
            break
    return doc.text[head.idx + len(head) : doc[last].idx + len(doc[last])]


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
        found |= {stem(child.text) for child in token.children if child.dep_ == "compound" and _is_plain(child)}
    # "A law that would have banned bags" is a ban, a plan to cut jobs a cut.
    found |= {stem(verb.text) for verb in planned_deeds(token)}
    if token.lower_ in OWNED or token.lower_ in SERVING:
        found |= {stem(child.text) for child in token.children if child.dep_ == "compound"}
    return found


def _is_plain(token: Token) -> bool:
    """Has a word no capital, or before a person only that of a first word: "Nurse Hollis"?"""
    first = token.i == 0 and token.text[1:].islower() and is_dictionary_noun(token.lower_)
    return token.text.islower() or (first and token.head.tag_ == "NNP" and token.head.ent_type_ in ("PERSON", ""))


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


def known_participant(token: Token | None) -> Participant | None:
    """The participant of a head token; ``None`` for no token, a mark, and a pronoun, which says not who."""
    if token is None or token.pos_ == "PRON" or not token.text.strip(MARKS):
        return None
    return participant(token)
