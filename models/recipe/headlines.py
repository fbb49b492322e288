"""A sentence rewritten the way a headline would have it: no articles, no auxiliaries, historic present, other case."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CASES = ("plain", "title", "upper")
SMALL_WORDS = frozenset("a an the and but or nor of in on at to for by with from as over after".split())
IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}


def rewrite(doc: Doc, case: str = "plain") -> str:
    """The sentence in headline grammar; unchanged where fewer than two words would stay.

    Args:
        doc: the parsed sentence.
        case: ``plain`` (as the sentence), ``title`` or ``upper``.
    """
    words = [word for token in doc if (word := _word(token))]
    if sum(any(letter.isalnum() for letter in word) for word in words) < 2:
        return doc.text
    text = re.sub(r"\s+([,.;:?!'’])", r"\1", " ".join(words)).rstrip(". ")
    text = re.sub(r"(\w) (n['’]t)\b", r"\1\2", text)
    if case == "upper":
        return text.upper()
    if case == "title":
        return " ".join(
            word if index and word.lower() in SMALL_WORDS else word[:1].upper() + word[1:]
            for index, word in enumerate(text.split())
        )
    return text[:1].upper() + text[1:]


def rewrite_all(sentences: Sequence[str], cases: Iterable[str], batch_size: int = 128) -> list[str]:
    """Every sentence rewritten, each in the case at its place."""
    from checker.english.parser import parser

    docs = parser().pipe(sentences, batch_size=batch_size)
    return [rewrite(doc, case) if doc.text.strip() else doc.text for doc, case in zip(docs, cases, strict=True)]


def random_cases(count: int, seed: int) -> list[str]:
    """A case for each of ``count`` sentences."""
    rng = random.Random(seed)
    return [rng.choice(CASES) for _ in range(count)]


def third_person(lemma: str) -> str:
    """Third person singular present of a verb."""
    if lemma in IRREGULAR:
        return IRREGULAR[lemma]
    if re.search(r"(s|x|z|ch|sh)$", lemma):
        return lemma + "es"
    return lemma[:-1] + "ies" if re.search(r"[^aeiou]y$", lemma) else lemma + "s"


def _word(token: Token) -> str:
    """The headline's word for a token; empty where headlines leave it out."""
    lower = token.lower_
    if lower in ("a", "an", "the") and token.dep_ == "det":
        return ""
    if token.dep_ in ("aux", "auxpass"):
        followed = token.head.i > token.i and not any(child.dep_ == "neg" for child in token.head.children)
        if lower in ("will", "'ll") and followed and token.head.lemma_ != "be":
            return "to"
        inside = token.head.dep_ in ("relcl", "advcl", "ccomp")
        if token.lemma_ in ("be", "have") and followed and not inside and token.head.tag_ in ("VBN", "VBG"):
            return ""
        return token.text
    if token.tag_ == "VBD" and token.pos_ == "VERB":
        return token.lemma_ if _plural_subject(token) else third_person(token.lemma_)
    if token.tag_ == "VBD" and token.lemma_ == "be":
        return "are" if lower == "were" else "is"
    if token.tag_ == "_SP":
        return ""
    return token.text


def _plural_subject(verb: Token) -> bool:
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None:
        return False
    joined = any(child.dep_ == "conj" for child in subject.children)
    return (
        joined
        or subject.tag_ in ("NNS", "NNPS")
        or subject.lower_ in ("i", "we", "you", "they", "these", "those", "people")
    )
