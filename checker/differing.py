"""Which word of the headline the model finds at odds with the body:
for findings on a whole claim that no exact check explains.

Each word of the claim that the nearest sentence lacks is left out in turn: without the one that is at odds the sentence
entails the rest. Of 150 BBC sentences with one word swapped, the swapped one is told so in 99 %
(``models/EXPERIMENTS.md``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .assessing import Assessed, span_report
from .context import Context
from .course import Course
from .english.terms import terms
from .english.tree import Token
from .nli.questions import Question
from .report import Finding
from .rules import RawFinding
from .rules.base import quote
from .text import Span
from .whereabouts import in_headline

# Checks that say of a whole claim what the model makes of it.
MODEL_ALONE = frozenset(
    (
        ("contradiction", "contradicted-claim"),
        ("unsupported-claim", "unsupported"),
        ("unsupported-claim", "hardly-supported"),
        ("unsupported-claim", "low-score"),
    )
)
CONTENT = frozenset(("NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM"))
FEWEST_WORDS = 3
# What the rest must gain in entailment, and reach, for a word to be the one.
GAINED, ENTAILED = 0.3, 0.5


def with_differing(seen: Context, assessed: Assessed) -> Course[Assessed]:
    """The report, its findings on whole claims narrowed to the word that differs, where one does."""
    findings = list(assessed.report.findings)
    for number, (raw, finding) in enumerate(zip(assessed.findings, findings, strict=True)):
        nearest = next(iter(raw.sentences or seen.ranked), None)
        inside = _inside(seen, raw.span)
        if (raw.rule, raw.check) not in MODEL_ALONE or nearest is None or len(inside) < FEWEST_WORDS:
            continue
        sentence = seen.document.sentences[nearest].text
        whole = seen.headline.cased[raw.span.start : raw.span.end]
        without = dict(leaving_out(inside, seen.headline.cased, raw.span, sentence))
        asked = [Question("nli", sentence, text) for text in dict.fromkeys((whole, *without.values()))]
        known = yield asked
        before = known.nli(sentence, whole).entailment
        gains = {token: known.nli(sentence, text).entailment for token, text in without.items()}
        word = max(gains, key=gains.__getitem__, default=None)
        if word is not None and gains[word] >= max(ENTAILED, before + GAINED):
            findings[number] = _narrowed(seen, finding, raw, word)
    return assessed._replace(report=assessed.report.model_copy(update={"findings": findings}))


def _inside(seen: Context, span: Span) -> list[Token]:
    """The words with a meaning of their own in a part of the headline."""
    return [token for token in seen.headline.doc if span.start <= token.idx < span.end and token.pos_ in CONTENT]


def leaving_out(inside: Sequence[Token], text: str, span: Span, sentence: str) -> Iterator[tuple[Token, str]]:
    """Each of a claim's words that a sentence lacks, else each word,
    with what is left of the claim (``text`` within ``span``).
    """
    known = terms(sentence)
    for token in [token for token in inside if not terms(token.text) & known] or inside:
        before, after = text[span.start : token.idx], text[token.idx + len(token) : span.end]
        yield token, " ".join(f"{before} {after}".split())


def _narrowed(seen: Context, finding: Finding, raw: RawFinding, word: Token) -> Finding:
    """The finding on one word. Its fingerprint stays that of the whole claim: a model's choice of a word may waver."""
    span = seen.headline.mapping.to_source(Span(word.idx, word.idx + len(word)))
    told = quote(seen.headline.text[word.idx : word.idx + len(word)])
    return finding.model_copy(
        update={
            "headline_span": span_report(span),
            "headline_text": seen.article.headline[span.start : span.end],
            "region": in_headline(seen.article, span),
            "message": f"{raw.message} As the model reads it, {told} is what the nearest sentence does not say.",
        }
    )
