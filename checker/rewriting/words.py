"""Single words: the quotation as it was spoken, "hurt" for "killed", a superlative left out, a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..english.inflection import inflected
from ..english.parser import parse
from ..english.tree import Token
from ..rules.base import Edit, RawFinding
from ..text import Span
from .wording import running, span_of, token_at

HURT = re.compile(r"\b(?P<verb>injur|wound|hurt)(?:e[ds]?|ed|ing|s)?\b", re.IGNORECASE)
NEGATION = re.compile(r"\b(?:no|not|never|nobody|none|without|cannot|un\w+)\b|n't\b", re.IGNORECASE)
# What a figure may be a record of without saying so.
RECORDED = frozenset(
    """
        profit profits loss losses sales crowd fine price prices revenue turnover earnings number harvest harvests
        jackpot win
    """.split()
)


def own_words(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """What the rule itself puts there: a date in the body's words."""
    if finding.edit is not None:
        yield [finding.edit]


def as_spoken(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """The quotation as the body has it, where that is a piece of the same shape
    and nothing before it turns it round.
    """
    if finding.edit is None:
        return
    span, spoken = finding.edit
    told = context.headline.text[span.start : span.end]
    sentence = context.document.sentences[finding.sentences[0]].text
    before = sentence[: sentence.find(spoken)]
    clause = re.split(r"[\"“,.;:!?]", before)[-1]
    if NEGATION.search(clause) and not NEGATION.search(told):
        return
    own, theirs = ([token for token in parse(words) if not token.is_punct] for words in (told, spoken))
    if not own or not theirs or own[0].pos_ != theirs[0].pos_ or own[-1].pos_ != theirs[-1].pos_:
        return
    kept = told[len(told.rstrip(".,!?")) :]
    words = spoken if told[:1].isupper() else running(context, spoken)
    yield [Edit(Span(span.start, span.end - len(kept)), words)]


def hurt(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """ "Hurt" for "killed", where the body has the same one hurt."""
    token = token_at(context, finding.span.start)
    if token is None or not finding.sentences or token.lemma_.lower() != "kill":
        return
    sentence = context.document.sentences[finding.sentences[0]].text
    found = HURT.search(sentence)
    if found is None or NEGATION.search(sentence):
        return
    base = {"injur": "injure", "wound": "wound", "hurt": "hurt"}[found.group("verb").lower()]
    form = inflected(base, token.tag_)
    victim = {child.lemma_.lower() for child in token.subtree if child.pos_ in ("NOUN", "PROPN")}
    same = victim & {other.lemma_.lower() for other in context.doc(finding.sentences[0])}
    if form is not None and same:
        yield [Edit(span_of(token), form)]


def without_superlative(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """The word left out, where the headline stands without it."""
    token = token_at(context, finding.span.start)
    if token is None or not _can_go(token):
        return
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None:
        yield [Edit(Span(token.idx, after.idx), "")]


def _can_go(token: Token) -> bool:
    if token.lower_ == "unanimously":
        return True
    if token.lower_ == "unanimous":
        return token.dep_ == "amod" and token.i > 0
    return token.lower_ == "record" and token.i > 0 and token.head.lower_ in RECORDED and token.head.i > token.i
