"""The future of headlines, "Harbour bridge to close for 4 weeks": a plan told,
where the tagger takes its first noun for an order.
"""

from __future__ import annotations

from collections.abc import Mapping

from .parser import is_dictionary_noun, parse
from .tree import Doc, Token

# What stands in for the first word, so that the tagger has no doubt.
NOUN, SUBJECT = "Firm", "She"
# "Trump plans to leave pact" says it with a verb.
INTENDS = frozenset(
    """
    agrees aims asks attempts bids chooses claims decides declines demands expects fails fights hopes intends moves
    offers plans pledges prepares promises races refuses rushes seeks starts threatens tries votes vows wants
    """.split()
)
# Nouns too, but verbs that readers are told: "Drink water to stay well", "Sign petition to save park".
TOLD = frozenset(
    """
    ask beat block book boost break build bring buy call catch change check click cook cover cross cut dance design dial
    dip dodge donate draw dress drink drive drop enter exercise face feed file fill find fix fold follow get give go
    guess have help hold hunt join jump keep kick look make match mix move need order pack park pass pay photograph pick
    plant play post practise press pull push put reach read record ride ring run save scroll search see sell send shop
    show shut sign sit skip sleep slip smell snap spend split spot spread start stay step stir stop study swap swim
    swipe take talk tap taste text throw tip touch track train travel treat trim try turn use view visit volunteer vote
    wait walk want wash watch wear win wish work wrap write
    """.split()
)
# What they are for stands behind "to": "Bid to cut costs" does not say that the bid will cut them.
PROPOSALS = frozenset(
    """
    appeal attempt battle bid call campaign case chance deal decision demand drive effort fight hope hunt move need
    offer order pact plan plea pledge plot pressure promise proposal push race refusal request right rush scheme search
    struggle talk threat vote vow war
    """.split()
)
# Orders that take an infinitive of their own, a passive too: "Try to be seen", "Click to open".
WITH_INFINITIVE = frozenset("click get need press scroll start stop swipe tap try wait want".split())
# What things do by themselves; readers are told to do it to something.
COURSES = frozenset(
    """
    appear begin cease close collapse come continue decline drop end expand expire fall finish go grow increase last
    launch merge move open reopen restart resume return rise run shrink shut soar start stop vanish
    """.split()
)
SECOND_PERSON = frozenset("you your yours yourself yourselves".split())


def read_as_plan(doc: Doc) -> Doc:
    """The parse of a headline, its first noun phrase the subject where it tells of a plan or a deed; as it is where it
    gives an order, or anything else.
    """
    to = _to(doc)
    if to is None:
        return doc
    first = {0: ("NOUN", "NN", doc[0].lower_)}
    if to.i == 2 and doc[1].lower_ in INTENDS:
        told = parse(_with(doc, {0: SUBJECT}))
        return doc.reworded(told, first) if len(told) == len(doc) and told[1].tag_ == "VBZ" else doc
    if not _tells_plan(doc, to):
        return doc
    told = parse(_with(doc, {0: NOUN, to.i: "will"}))
    if len(told) != len(doc) or told[_act(doc, to).i].tag_ != "VB":
        return doc
    return doc.reworded(told, {**first, to.i: ("PART", "TO", "to")})


def _with(doc: Doc, words: Mapping[int, str]) -> str:
    """The text with other words in the place of some."""
    return "".join(words.get(token.i, token.text) + token.whitespace_ for token in doc)


def _to(doc: Doc) -> Token | None:
    """The "to" of "noun phrase to verb", where the tagger has the phrase's first word for an order;
    nothing but the phrase before it.
    """
    if len(doc) < 3 or doc[0].tag_ != "VB" or doc[0].dep_ != "ROOT" or not is_dictionary_noun(doc[0].lower_):
        return None
    to = next((token for token in doc[1:] if token.tag_ == "TO"), None)
    if to is None or _act(doc, to).tag_ != "VB":
        return None
    phrase = doc[1 : to.i]
    named = any(token.pos_ == "PROPN" for token in phrase) and doc[0].lower_ in TOLD
    bare = all((token.pos_ in ("NOUN", "PROPN", "ADJ") and token.is_alpha) or token.lower_ == "not" for token in phrase)
    return to if bare and not named else None


def _act(doc: Doc, to: Token) -> Token:
    """The verb behind "to", an adverb between them left out."""
    place = to.i + 1
    while place < len(doc) - 1 and doc[place].tag_ == "RB":
        place += 1
    return doc[min(place, len(doc) - 1)]


def _tells_plan(doc: Doc, to: Token) -> bool:
    if any(token.lower_ in SECOND_PERSON for token in doc):
        return False
    first, act = doc[0].lower_, _act(doc, to)
    if to.i == 1 and first in WITH_INFINITIVE:
        return False
    if act.lower_ == "be":
        return to.i > 1 or any(token.tag_ == "VBN" for token in doc[act.i + 1 : act.i + 3])
    if act.lower_ in COURSES and not any(child.dep_ == "dobj" for child in act.children):
        return True
    return first not in TOLD and doc[to.i - 1].lower_.removesuffix("s") not in PROPOSALS
