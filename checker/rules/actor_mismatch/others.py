"""Others than the headline says: another group of so many, another person in such a state."""

from __future__ import annotations

import re

from ...context import Context
from ...english.quantities import compatible
from ...english.tree import Token
from ...number_answers import answers
from ...text import Span

# The headline's words, the sentence, and who it is there.
Found = tuple[Span, int, str] | None
# Whom headlines call by no name, as (old or young, female or male); None where the word leaves it open.
PERSONS = {
    "girl": ("young", "f"), "boy": ("young", "m"), "schoolgirl": ("young", "f"), "schoolboy": ("young", "m"), "baby": ("young", None), "toddler": ("young", None),
    "child": ("young", None), "teenager": (None, None), "teen": (None, None), "man": ("old", "m"), "woman": ("old", "f"), "pensioner": ("old", None),
    "grandmother": ("old", "f"), "grandfather": ("old", "m"), "mother": ("old", "f"), "father": ("old", "m"), "widow": ("old", "f"), "couple": ("old", None),
}  # fmt: skip
STATES = re.compile(
    r"\b(?:in a (?:critical|serious|stable) condition|critical(?:ly ill| condition)?|fighting for (?:his|her"
    r"|their) life|dies|died|killed|dead|missing|arrested|charged|jailed|rescued|stabbed|shot)\b",
    re.IGNORECASE,
)
STATE_OF = {"dies": "dead", "died": "dead", "killed": "dead", "fighting": "critical", "critically": "critical"}
FEWEST = 2


def other_group(context: Context) -> Found:
    """ "Nineteen Civic members rebel" over "nineteen members of the Centre party … rebelled": the name,
    and the one in its place.
    """
    names = {token.text for token in context.headline.doc if token.pos_ == "PROPN"}
    for answer in answers(context):
        number = answer.counted.quantity
        if answer.status != "supported" or number.unit != "count" or number.value < FEWEST or answer.sentence is None:
            continue
        noun = next((token for token in context.headline.doc if number.span.start <= token.idx < number.span.end), None)
        if noun is None or noun.dep_ != "nummod":
            continue
        own = [
            child
            for child in noun.head.children
            if child.pos_ == "PROPN" and child.dep_ in ("compound", "nmod", "amod")
        ]
        having = [place for place, other in context.body.counted if compatible(number, other.quantity)]
        if not own or len(having) != 1 or any(item.text in context.document.sentences[having[0]].text for item in own):
            continue
        if not all(item.text in context.document.text for item in own):
            continue
        theirs = _named(context, having[0], noun.head)
        if theirs is not None and theirs.text not in names:
            return Span(own[0].idx, own[-1].idx + len(own[-1])), having[0], theirs.text
    return None


def _named(context: Context, sentence: int, noun: Token) -> Token | None:
    """The name that the counted noun has in a sentence: "members of the ruling Centre party"."""
    for token in context.doc(sentence):
        if token.lemma_ == noun.lemma_ and any(child.dep_ == "nummod" for child in token.children):
            return next((item for item in token.subtree if item.pos_ == "PROPN"), None)
    return None


def other_person(context: Context) -> Found:
    """ "Girl critical" over a woman in a critical condition and a girl who is not: the word, and who it is."""
    text = context.headline.text
    state = STATES.search(text)
    told = next((token for token in context.headline.doc if token.lower_ in PERSONS), None)
    if state is None or told is None or told.i > 2 or state.start() < told.idx:
        return None
    others: list[tuple[int, str]] = []
    elsewhere = False
    for sentence in context.document.sentences:
        persons = [word for word in re.findall(r"[a-z]+", sentence.text.lower()) if word in PERSONS]
        fitting = [word for word in persons if _can_be(told.lower_, word)]
        if any(_state(found.group()) == _state(state.group()) for found in STATES.finditer(sentence.text)):
            if fitting or not persons:
                return None
            others.append((sentence.index, persons[0]))
        else:
            elsewhere = elsewhere or bool(fitting)
    return (Span(told.idx, told.idx + len(told)), *others[0]) if others and elsewhere else None


def _state(words: str) -> str:
    first = next((word for word in words.lower().split() if word not in ("in", "a")), "")
    return STATE_OF.get(first, first)


def _can_be(one: str, other: str) -> bool:
    return all(
        mine is None or theirs is None or mine == theirs
        for mine, theirs in zip(PERSONS[one], PERSONS[other], strict=True)
    )
