"""Rank, scope and kind, over a body whose first sentences have another: the second-oldest, the first Briton, a town of
the country, heroin.
"""

from __future__ import annotations

import re

from ...context import Context
from ...english.spelling import LETTERS
from ...english.tree import Token
from ...english.words.classes import siblings
from ...english.words.places import forms_of, state_of
from ...number_answers import answers
from ...text import Span

Found = tuple[Span, int, str] | None
# What stands before a superlative where something else is of a higher rank.
RANKED = r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|2nd|3rd|\d{1,2}th)[- ](?:\w+[- ])?"
OWN_RANK = re.compile(RANKED + "$|\\bnext[- ]$", re.IGNORECASE)
# How a town or another part of a country acts by itself.
PARTS = (
    r"(?:town|city|village|council|county|province|resort|district|borough|municipality|canton|island|suburb|parish"
    r"|school|university|college|hospital|club|company|firm|supermarket)"
)
# What states do by law, and a town by a bylaw.
RULINGS = frozenset(
    """
    ban outlaw restrict bar approve introduce scrap abolish legalise legalize impose prohibit allow tax fine forbid
    criminalise criminalize decriminalise decriminalize ration
    """.split()
)
NATION = re.compile(r"\b(?:nationwide|nationally|country-?wide|across the country)\b", re.IGNORECASE)
LEAD = 2
KIN = siblings("son") | {"son"}


def lower_rank(context: Context) -> Found:
    """The headline's "oldest …", the first sentence, which has the second-oldest, and its words;
    none where that sentence has the oldest too.
    """
    lead = context.document.sentences[0].text
    for token in context.headline.doc:
        if token.tag_ != "JJS" or token.dep_ != "amod" or token.head.i < token.i:
            continue
        if OWN_RANK.search(context.headline.text[: token.idx]) or context.headline.in_source(_span(token, token)):
            continue
        word = re.escape(token.lower_)
        ranked = re.search(rf"{RANKED}{word}\b", lead, re.IGNORECASE)
        noun = token.head.lemma_.lower()[: max(3, len(token.head.lemma_) - 1)]
        if ranked is None or noun not in lead[ranked.end() :].lower():
            continue
        bare = [found for found in re.finditer(rf"\b{word}\b", lead, re.IGNORECASE) if found.end() != ranked.end()]
        if not bare:
            return _span(token, token.head), 0, ranked.group()
    return None


def first_of_fewer(context: Context) -> Found:
    """The headline's "first woman", the sentence that has the first of one country, and its words;
    none where the body has the first without.
    """
    if any(state_of(token.text) for token in context.headline.doc):
        return None
    for token in context.headline.doc:
        noun = token.head
        if token.lower_ != "first" or token.dep_ != "amod" or noun.pos_ != "NOUN" or noun.i != token.i + 1:
            continue
        told = re.compile(rf"\bfirst(?P<of>(?: [\w-]+)?) {re.escape(noun.lower_)}\b", re.IGNORECASE)
        found = [
            (sentence.index, match) for sentence in context.document.sentences for match in told.finditer(sentence.text)
        ]
        if found and found[0][0] < LEAD and all(state_of(match.group("of").strip()) for _, match in found):
            return _span(token, noun), found[0][0], found[0][1].group()
    return None


def only_town(context: Context) -> Found:
    """The headline's "France bans", the first sentence, which begins with a French town, and its words;
    none where the body has the whole country in it.
    """
    doc = context.headline.doc
    state = state_of(doc[0].text) if len(doc) else None
    verb = doc[0].head if len(doc) else None
    if state is None or verb is None or doc[0].dep_ != "nsubj" or verb.lemma_.lower() not in RULINGS:
        return None
    if NATION.search(context.document.text):
        return None
    lead = context.document.sentences[0].text
    forms = "|".join(sorted((re.escape(form) for form in forms_of(state)), key=len, reverse=True))
    part = re.match(rf"(?:the|an?|one) (?:(?:{forms})(?:'s)? )(?:[\w-]+ ){{0,2}}?{PARTS}\b", lead, re.IGNORECASE)
    return (_span(doc[0], verb), 0, part.group()) if part else None


def other_kind(context: Context) -> Found:
    """The headline's "cocaine worth £9m", the sentence with this sum and another thing of the same kind, and that;
    none where the headline's own stands among the first sentences, or with the sum. Or somebody's son, and the nephew.
    """
    return _other_kin(context) or _with_another(context)


def _other_kin(context: Context) -> Found:
    """ "Governor's son" over a first sentence with "a nephew of the governor" and no son of anybody."""
    lead = context.document.sentences[0].text
    here = _words(context, 0)
    for token in context.headline.doc:
        whose = next(
            (child for child in token.children if child.dep_ == "poss" and child.pos_ in ("NOUN", "PROPN")), None
        )
        if whose is None or token.lemma_.lower() not in KIN or {token.lower_, token.lemma_.lower()} & here:
            continue
        for other in sorted(siblings(token.lemma_.lower()) & here):
            name = re.escape(whose.text)
            found = re.search(
                rf"\b{name}['’]s (?:\w+ )?{other}\b|\b{other} of (?:the |a |\w+ )?{name}\b", lead, re.IGNORECASE
            )
            if found:
                return _span(token, token), 0, found.group()
    return None


def _with_another(context: Context) -> Found:
    having = {
        answer.sentence for answer in answers(context) if answer.status == "supported" and answer.sentence is not None
    }
    told = {token.lower_ for token in context.headline.doc}
    for token in context.headline.doc:
        # The first word of a headline may pass for anything: "Cocaine worth £9m found".
        noun = token.i == 0 or token.pos_ in ("NOUN", "PROPN")
        others = siblings(token.lower_) - told if noun else frozenset()
        if not others or context.headline.in_source(_span(token, token)):
            continue
        own = {token.lower_, token.lemma_.lower()}
        first = set(range(min(LEAD, len(context.document.sentences))))
        if any(own & _words(context, number) for number in first | having):
            continue
        for number in sorted(having & first):
            found = sorted(_words(context, number) & others)
            if found and _more_often(context, found[0], own):
                return _span(token, token), number, found[0]
    return None


def _words(context: Context, number: int) -> set[str]:
    return {word.lower() for word in LETTERS.findall(context.document.sentences[number].text)}


def _more_often(context: Context, other: str, own: set[str]) -> bool:
    """Has the body the other thing more often, and the headline's own at least in passing?"""
    every = [word.lower() for word in LETTERS.findall(context.document.text)]
    return every.count(other) > sum(every.count(word) for word in own) >= 1


def _span(first: Token, last: Token) -> Span:
    return Span(first.idx, last.idx + len(last))
