"""Clauses of a headline that can stand alone."""

from __future__ import annotations

from collections.abc import Iterator

from ..english.parser import parse
from ..english.tree import Token
from ..text import Span
from .verbs import FINITE_TAGS


def clauses(cased: str, span: Span) -> Iterator[tuple[Span, str]]:
    """Coordinated and adverbial clauses that can stand alone: "Man shoots two and flees" gives both halves."""
    doc = parse(cased[span.start : span.end])
    roots = [token for token in doc if token.dep_ == "ROOT" and token.pos_ in ("VERB", "AUX")]
    for root in roots:
        subject = _subject(root)
        others = [child for child in root.children if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX")]
        others += [
            child
            for child in root.children
            if child.dep_ == "advcl" and _subject(child) is not None and child.tag_ in FINITE_TAGS
        ]
        if not others or subject is None:
            continue
        cut = min(min(token.i for token in child.subtree) for child in others)
        main = doc[min(token.i for token in subject.subtree) : cut]
        while len(main) and (main[-1].is_punct or main[-1].pos_ in ("CCONJ", "SCONJ", "ADP")):
            main = main[:-1]
        if len(main) and root.i < main.end and sensible(main.text):
            yield Span(span.start + main.start_char, span.start + main.end_char), main.text
        for child in others:
            own = _subject(child)
            tokens = sorted(child.subtree, key=lambda token: token.i)
            tokens = [token for token in tokens if token.i >= child.left_edge.i]
            while tokens and (tokens[0].dep_ in ("mark", "cc", "punct") or tokens[0].pos_ in ("SCONJ", "CCONJ")):
                tokens = tokens[1:]
            if not tokens:
                continue
            piece = doc[tokens[0].i : tokens[-1].i + 1]
            text = (
                piece.text
                if own is not None
                else f"{doc[subject.left_edge.i : subject.right_edge.i + 1].text} {piece.text}"
            )
            if sensible(text):
                yield Span(span.start + piece.start_char, span.start + piece.end_char), text


def _subject(token: Token) -> Token | None:
    return next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)


def sensible(text: str) -> bool:
    """Has the piece a subject and a verb, and enough words to be judged alone?"""
    doc = parse(text)
    words = [token for token in doc if token.is_alpha or token.like_num]
    verbs = [token for token in doc if token.pos_ in ("VERB", "AUX")]
    subject = any(token.dep_ in ("nsubj", "nsubjpass") and token.pos_ in ("NOUN", "PROPN", "NUM") for token in doc)
    finite = any(token.tag_ in FINITE_TAGS for token in verbs)
    return bool(verbs) and subject and len(words) >= (2 if finite else 3)
