"""Who says so: "accused of stealing", "allegedly", "suspected of" for what the body only reports as alleged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..english.inflection import gerund, participle
from ..english.roles import verb_roles
from ..english.tree import Token
from ..english.words.attribution import SOURCE_NOUNS
from ..english.words.certainty import ONLY_CHARGED
from ..rules.base import Edit, RawFinding
from ..rules.missing_attribution import LOOKS
from ..text import Span
from .wording import span_of, token_at

CRIMES = frozenset(
    """
        assault attack murder killing theft robbery fraud rape abuse bribery stabbing shooting plot hack hacking
        assaults attacks murders killings thefts
    """.split()
)
CONVICTED_OF = re.compile(
    r"\b(?P<word>convicted|guilty|jailed|imprisoned|sentenced)\b(?P<of> (?:of|for|over)\b)?", re.IGNORECASE
)


def alleged(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """The deed with the body's own mark over it."""
    look = LOOKS.get(finding.check)
    found = look(context) if look is not None else None
    token = token_at(context, finding.span.start)
    if found is None or token is None:
        return
    marker = found[1].lower()
    if token.pos_ == "VERB":
        yield from _deed(token, marker)
    elif token.lower_ in CRIMES:
        yield [Edit(_insertion(token), "alleged ")]
    source = _source(context, finding.sentences[0])
    if (
        source
        and marker.startswith(("alleg", "claim"))
        and not context.headline.text.rstrip().endswith((".", "!", '"', "'"))
    ):
        yield [Edit(Span(end := len(context.headline.text.rstrip()), end), f", {source}")]


def _deed(verb: Token, marker: str) -> Iterator[list[Edit]]:
    agent, patient, passive = verb_roles(verb)
    if any(child.dep_ in ("aux", "neg") for child in verb.children):
        return
    finite = verb.tag_ in ("VBD", "VBZ", "VBP") or (verb.tag_ == "VBN" and patient is not None and not passive)
    base = verb.lemma_.lower()
    if agent is not None and agent.i < verb.i and finite and not passive:
        frame = next((words for mark, words in FRAMES if mark.match(marker)), None)
        if frame is not None:
            form = participle(base) if frame.endswith("have") else gerund(base)
            yield [Edit(span_of(verb), f"{frame} {form}")]
            return
    adverb = next((words for mark, words in ADVERBS if mark.match(marker)), None)
    if adverb is not None:
        yield [Edit(Span(verb.idx, verb.idx), f"{adverb} ")]


# Marks of an allegation, and the words that put a deed under them.
FRAMES = (
    (re.compile("accus|on trial|den(?:y|ies|ied)|charged$"), "accused of"),
    (re.compile("suspect|on suspicion|arrested"), "suspected of"),
    (re.compile("charged with"), "charged with"),
    (re.compile("believed to have"), "believed to have"),
    (re.compile("thought to have"), "thought to have"),
    (re.compile("said to have"), "said to have"),
)
ADVERBS = (
    (re.compile("alleg|purported"), "allegedly"),
    (re.compile("reportedly"), "reportedly"),
    (re.compile("supposedly"), "supposedly"),
)


def _insertion(noun: Token) -> Span:
    """Before a noun and the words in front of it that say which: "gang assault"."""
    first = min(
        (child for child in noun.children if child.dep_ in ("compound", "amod", "nmod") and child.i < noun.i),
        key=lambda child: child.i,
        default=noun,
    )
    return Span(first.left_edge.idx, first.left_edge.idx)


def _source(context: Context, sentence: int) -> str | None:
    """ "police say", where a sentence has the police saying it."""
    for token in context.doc(sentence):
        if token.lemma_ not in ("say", "allege", "claim") or token.pos_ != "VERB":
            continue
        subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
        if (
            subject is not None
            and subject.lower_ in SOURCE_NOUNS
            and (subject.tag_ == "NNS" or subject.lower_ == "police")
        ):
            return f"{subject.lower_} {token.lemma_}"
    return None


def only_charged(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """ "Charged with fraud" for "jailed for fraud"; a sentence in years has no such place."""
    told = CONVICTED_OF.match(context.headline.text, finding.span.start)
    said = ONLY_CHARGED.search(context.document.sentences[finding.sentences[0]].text)
    if told is None or said is None:
        return
    word, rest = said.group().lower(), context.headline.text[told.end() :]
    after = re.match(
        r"\s+(?:(?:an?|the|up to|at least|\d[\d,.]*|\w+) )?(?:\w+ )?(?:days?|weeks?|months?|years?|life)\b",
        rest,
        re.IGNORECASE,
    )
    if after or told.group("word").lower() == "sentenced":
        return
    span = Span(*told.span())
    charge = {"charged": "charged with", "arrested": "arrested over"}.get(word, "accused of")
    if told.group("of"):
        if told.group("of").strip().lower() == "over":
            charge = charge.split()[0] + " over"
        yield [Edit(span, charge)]
    elif word in ("charged", "arrested", "accused", "on trial"):
        yield [Edit(span, word)]
