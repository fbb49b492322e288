"""Verbs that the tagger takes for nouns, as it does in headlines: "Oil price climbs above $70",
"President pardons whistleblower".
"""

from __future__ import annotations

import re

from .parser import is_dictionary_noun, is_plural_noun, is_verb_form, parse, verb_base
from .plans import read_as_plan
from .spelling import LETTERS_APOSTROPHE
from .tree import Doc, Token
from .words.events import family_of
from .words.places import state_of

# "U.S.", which the tagger knows less well than "US".
WITH_STOPS = re.compile(r"(?:[A-Z]\.){2,}")
MOST_WORDS = 25
OBJECTS = frozenset(("PROPN", "DET", "NUM", "ADJ", "PRON", "SYM"))
# "Price rises in May" says the same with a noun as with a verb.
MOVEMENTS = frozenset(
    "rise climb jump soar surge gain increase rally leap fall drop slump plunge decline decrease slide dip".split()
)
# What things do by themselves, so that the verb may end the headline: "Dam in Laos breaks".
HAPPENINGS = MOVEMENTS | frozenset(
    """
    break burn burst close collapse crack crash derail die disappear end erupt expire explode fail fall flee flood fold
    leak move open quit reopen resign resume retire return sink split stall start stop strike surrender vanish win
    """.split()
)
# Who is hired and fired: "Firm fires boss" is no kind of boss.
PERSONS = frozenset(
    """
    boss chief manager coach director head chairman chairwoman chair president editor minister captain deputy secretary
    mayor trainer driver teacher officer aide adviser advisor lawyer worker employee player striker keeper executive ceo
    """.split()
)

# And who is attacked or held: bombs rebel against nobody, though "rebel" may be a verb.
GROUPS = frozenset("rebel militant guard police village camp base convoy school hospital market".split())


def has_hidden_verb(content: str) -> bool:
    """Is there a verb by the look of its neighbours: "sales disappoint shops", "Howard taunts Blair"?"""
    words = [match.group() for match in LETTERS_APOSTROPHE.finditer(content)]
    for before, word, after in zip(words, words[1:], [*words[2:], ""], strict=False):
        if word[0].isupper() or "'" in word or not is_verb_form(word) or after.lower() in ("of", "and", "or"):
            continue
        plural_before = is_plural_noun(before.lower()) or (
            before.endswith("s") and not before.endswith("ss") and before[0].isupper()
        )
        if not after:
            # "thousands flee", but not "Oscars race".
            if plural_before and before.islower() and not word.endswith("s"):
                return True
            continue
        if (plural_before and not word.endswith("s")) or (
            word.endswith("s")
            and not plural_before
            # Behind a common noun a word that may be a noun too is one: "drug trials".
            and (not before.islower() or not is_dictionary_noun(word))
        ):
            return True
    return False


def parse_headline(cased: str) -> Doc:
    """The parse of a headline, with its verb even where the parser misses it.

    A headline without a clause is parsed again with each word that can be a verb put into the past,
    a form that no noun has; where that word then is the main verb and has a subject, that parse is taken,
    with the headline's own words.
    """
    doc = read_as_plan(_parsed(cased))
    if len(doc) > MOST_WORDS or (_has_clause(doc) and not _object_as_verb(doc)):
        return doc
    for token in doc[1:]:
        base = verb_base(token.text)
        if base is None or token.text[0].isupper():
            continue
        near, far = _may_be_verb(token, base), _behind_phrase(token)
        if not (near or far):
            continue
        first: dict[int, tuple[str, str, str]] = {}
        changed = _parsed(cased[: token.idx] + _past(base) + cased[token.idx + len(token) :])
        if _acts_on_somebody(token) and not _is_main_verb(changed[token.i]):
            # "Firm fired boss" is read as a boss whom a firm has fired; "She fired boss" is not.
            changed, first = _parsed("She " + _past(base) + cased[token.idx + len(token) :]), {0: _noun(doc[0])}
        if len(changed) != len(doc) or not _is_main_verb(changed[token.i]):
            continue
        if near or _far_subject_agrees(changed[token.i], plural=token.lower_ == base):
            return doc.reworded(changed, {**first, token.i: ("VERB", "VBZ" if token.lower_ != base else "VBP", base)})
    return doc


def _parsed(text: str) -> Doc:
    """The parse of a headline, states' names without their stops: "US bombs camp" for "U.S. bombs camp"."""
    plain = WITH_STOPS.sub(lambda match: _without_stops(match.group()), text)
    if plain == text:
        return parse(text)
    doc, changed = parse(text), parse(plain)
    return doc.reworded(changed, {}) if len(doc) == len(changed) else doc


def _without_stops(name: str) -> str:
    return name.replace(".", "") if state_of(name) else name


def _noun(token: Token) -> tuple[str, str, str]:
    """Part of speech, tag and base form of a subject."""
    return ("PROPN", "NNP", token.text) if token.pos_ == "PROPN" else ("NOUN", "NN", token.lower_)


def _acts_on_somebody(token: Token) -> bool:
    """Is it the second word of three or more, a deed of the lists in the third person, and behind it somebody?"""
    if token.i != 1 or token.lower_ == verb_base(token.text) or family_of(verb_base(token.text) or "") is None:
        return False
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ in PERSONS | GROUPS


def _has_clause(doc: Doc) -> bool:
    """Is there a dictionary verb with a subject, a passive, or an infinitive ("Ford to build plant")?"""
    return any(
        token.pos_ in ("VERB", "AUX")
        and verb_base(token.text, any_form=True) is not None
        and (
            token.tag_ in ("VBD", "VBN", "MD")
            # "Bid to join" has none, "Ford to build plant" has.
            or (token.dep_ == "ROOT" and any(child.dep_ in ("aux", "auxpass") for child in token.children))
            or (token.tag_ != "VBG" and any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in token.children))
        )
        for token in doc
    )


def _object_as_verb(doc: Doc) -> bool:
    """ "US bombs rebel camp": is the second word, a deed of the lists, read as what does the third?"""
    if len(doc) < 4 or doc[1].pos_ != "NOUN" or doc[1].lower_ == verb_base(doc[1].text):
        return False
    third = doc[2]
    return third.pos_ == "VERB" and third.lower_ in GROUPS and family_of(verb_base(doc[1].text) or "") is not None


def _may_be_verb(token: Token, base: str) -> bool:
    """Does a word that can be a verb agree with the one before it,
    and is it not the head of a compound ("job cuts", "drug trials")?
    """
    before = token.nbor(-1)
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    plural = is_plural_noun(before.lower_) or before.tag_ in ("NNS", "NNPS")
    word = before.is_alpha or WITH_STOPS.fullmatch(before.text)
    if not word or (after is not None and (after.tag_ == "VBG" or after.lower_ in ("of", "and", "or"))):
        return False
    if token.lower_ == base:
        # A club is many: "Calder sign Amara". A common noun behind leaves open whether all three are one compound.
        return after is not None and (plural or (before.text[0].isupper() and after.pos_ in OBJECTS))
    # "Chief executive resigns" has a verb, since no noun is spelled so; "oil price trials" may have none.
    if plural or (after is None and base not in MOVEMENTS and is_dictionary_noun(token.lower_)):
        return False
    named = before.text[0].isupper() and not is_dictionary_noun(before.lower_)
    if named or not is_dictionary_noun(token.lower_) or base in MOVEMENTS:
        return True
    if after is not None and after.lower_ in ("down", "aside"):
        return base in ("step", "stand")
    return after is not None and (after.pos_ in ("NOUN", "PROPN", "DET", "NUM", "ADJ") or after.tag_ == "VBP")


def _behind_phrase(token: Token) -> bool:
    """Does a name stand before it that belongs to a phrase of its own: "Dam in Laos breaks after rain"?"""
    before = token.nbor(-1)
    last = token.i + 1 == len(token.doc)
    # "Rise in UK crashes" is one of crashes.
    happens = verb_base(token.text) in HAPPENINGS and token.doc[0].lemma_.lower() not in MOVEMENTS
    name = before.text[0].isupper() and (happens or not last)
    return name and any(other.pos_ == "ADP" for other in token.doc[1 : token.i - 1])


def _far_subject_agrees(verb: Token, plural: bool) -> bool:
    """Has it a subject before that phrase, in the number of the word as the headline has it?"""
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and child.i < verb.i]
    first = subjects[0]
    return first.i < verb.i - 1 and (first.tag_ in ("NNS", "NNPS")) == plural


def _is_main_verb(token: Token) -> bool:
    return (
        token.dep_ == "ROOT"
        and token.tag_ in ("VBD", "VBN")
        and any(child.dep_ in ("nsubj", "nsubjpass") and child.i < token.i for child in token.children)
    )


def _past(base: str) -> str:
    """A regular past form: irregular verbs too, since several of theirs look like the present ("cut", "hit")."""
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if base.endswith("y") and base[-2:-1] not in "aeiou" else base + "ed"
