"""One noun in another's place: "church roof" over "school roof", "methadone" over "methanol"."""

from __future__ import annotations

from collections.abc import Iterator

from ...context import Context
from ...english.likeness import look_alike
from ...english.parser import is_dictionary_noun
from ...english.spelling import LETTERS
from ...english.terms import stem
from ...english.tree import Token
from ...english.words.classes import same, siblings
from ...text import Span

Found = tuple[Span, int, str] | None
# The sentence must retell the headline: so much of it besides the word.
SWAPPED_RELEVANCE = 0.5
ALIKE_RELEVANCE = 0.2
MOST_PARSED = 3


def swapped_word(context: Context) -> Found:
    """The headline's noun, the sentence that has another of its kind in its place, and that one;
    the body must lack the headline's.
    """
    words = _body_words(context)
    for token in _nouns(context):
        others = siblings(token.lemma_.lower())
        if not others or _has(words, same(token.lemma_.lower())):
            continue
        for number in context.ranked[:MOST_PARSED]:
            if context.relevance[number] < SWAPPED_RELEVANCE:
                break
            for other in context.doc(number):
                if other.lemma_.lower() in others and other.pos_ == "NOUN" and _in_place(token, other, context):
                    return Span(token.idx, token.idx + len(token)), number, other.text
    return None


def other_member(context: Context) -> Found:
    """ "Sugar and wheat" over "cocoa and wheat": the headline's word,
    the sentence that joins another to the same one, and that.
    """
    words = _body_words(context)
    for token in _nouns(context):
        mates = _joined(token)
        if not mates or _has(words, same(token.lemma_.lower())) or _stem_among(words, token.lower_):
            continue
        lemmas = {mate.lemma_.lower() for mate in mates}
        for number in context.ranked[:MOST_PARSED]:
            if context.relevance[number] < ALIKE_RELEVANCE:
                break
            for other in context.doc(number):
                if other.lemma_.lower() not in lemmas:
                    continue
                joined = _joined(other)
                found = [item for item in joined if item.pos_ == "NOUN" and not _in_headline(item, context)]
                # Of a longer list a headline leaves some out, and calls the rest by one word.
                if len(joined) == len(mates) == 1 and found and found[0].tag_ == token.tag_:
                    return Span(token.idx, token.idx + len(token)), number, found[0].text
    return None


def _joined(token: Token) -> list[Token]:
    """What "and" joins a noun to."""
    below = [child for child in token.children if child.dep_ == "conj"]
    above = [token.head] if token.dep_ == "conj" else []
    return [item for item in (*above, *below) if item.pos_ in ("NOUN", "PROPN")]


def similar_word(context: Context) -> Found:
    """The headline's word, the sentence with one that looks like it and is another, and that one;
    the body must lack the headline's.
    """
    words = _body_words(context)
    for token in _nouns(context):
        lower = token.lower_
        # A slip of the pen is no other word.
        if not is_dictionary_noun(lower):
            continue
        if _has(words, frozenset({lower, token.lemma_.lower()})) or _stem_among(words, lower):
            continue
        for number in context.ranked[:MOST_PARSED]:
            if context.relevance[number] < ALIKE_RELEVANCE:
                break
            for other in context.doc(number):
                if (
                    other.pos_ == "NOUN"
                    and (is_dictionary_noun(other.lower_) or is_dictionary_noun(other.lemma_.lower()))
                    and look_alike(token.lemma_.lower(), other.lemma_.lower())
                    and not _in_headline(other, context)
                ):
                    return Span(token.idx, token.idx + len(token)), number, other.text
    return None


def _nouns(context: Context) -> Iterator[Token]:
    for token in context.headline.doc:
        if token.pos_ == "NOUN" and not context.headline.in_source(Span(token.idx, token.idx + len(token))):
            yield token


def _body_words(context: Context) -> frozenset[str]:
    if "words" not in context.memo:
        context.memo["words"] = frozenset(word.lower() for word in LETTERS.findall(context.document.text))
    found: frozenset[str] = context.memo["words"]
    return found


def _stem_among(words: frozenset[str], lower: str) -> bool:
    wanted = stem(lower)
    return any(stem(word) == wanted for word in words)


def _has(words: frozenset[str], wanted: frozenset[str]) -> bool:
    return any(word in words or word + "s" in words or word + "es" in words for word in wanted)


def _in_headline(token: Token, context: Context) -> bool:
    return any(stem(token.lower_) == stem(own.lower_) for own in context.headline.doc)


def _in_place(token: Token, other: Token, context: Context) -> bool:
    """Has the other word the same place: the same word above it, or below it, or the same part in the sentence?"""
    if _in_headline(other, context):
        return False
    # "The roof of the church" is the church roof.
    above, there = token.head, other.head.head if other.dep_ == "pobj" and token.dep_ == "compound" else other.head
    same_above = stem(above.lemma_) == stem(there.lemma_) and above is not token
    below = {stem(child.lemma_) for child in token.children if child.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")}
    same_below = bool(below & {stem(child.lemma_) for child in other.children})
    return same_above or same_below or _part(token) == _part(other)


def _part(token: Token) -> str:
    """Its part in the sentence: done by, done to, or behind which preposition."""
    if token.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return "done" if token.dep_ == "nsubj" else "undergone"
    return f"{token.dep_} {token.head.lower_ if token.dep_ == 'pobj' else ''}"
