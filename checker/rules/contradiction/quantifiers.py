"""Words that count: none, all, most, doubles.

"No one has been arrested" over "arrested", "34 percent of pupils" over "most pupils".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ...context import Context
from ...english.numerals import ORDINALS
from ...english.participants import participant
from ...english.quantities import find_quantities, same_kind
from ...english.roles import LIGHT_VERBS, verb_roles
from ...english.tree import Token
from ...english.words.events import event_key
from ...text import Span

NOBODY = re.compile(r"\b(?:no ?-?one|nobody|none|no)\b", re.IGNORECASE)
# "No one else has been arrested" speaks of further ones, "nobody was seriously hurt" of how badly.
FURTHER = re.compile(r"\b(?:else|other|others|another|further|more|additional|yet|new)\b", re.IGNORECASE)
MOST_PARSED = 8
MOSTLY = re.compile(r"\b(?:most|majorit\w+|more than half|over half)\b", re.IGNORECASE)
HALF = 48.0  # percent; "almost half" may pass for most


class Multiple(NamedTuple):
    """What a verb does to an amount: by which factor, a change of how many percent passes for it,
    and its other words.
    """

    factor: float
    least: float
    most: float
    words: re.Pattern[str]


DOUBLED = re.compile(r"\bdoubl|\btwice\b|\btwo-?fold|\btwo times", re.IGNORECASE)
TRIPLED = re.compile(r"\btripl|\btrebl|\bthree-?fold|\bthree times", re.IGNORECASE)
HALVED = re.compile(r"\bhalv|\bhalf\b", re.IGNORECASE)
MULTIPLES = {
    "double": Multiple(2.0, 85, 140, DOUBLED),
    "triple": Multiple(3.0, 170, 240, TRIPLED),
    "treble": Multiple(3.0, 170, 240, TRIPLED),
    "halve": Multiple(0.5, 40, 60, HALVED),
}
RATIO_ERROR = 0.2
COUNT_RELEVANCE = 0.3
ALL = frozenset("all every entire whole".split())
PART = (
    r"(?:(?<![\d,.])\d[\d,.]*+|(?:two|three|four|five|six|seven|eight|nine|ten|a dozen|some|most|part|parts|several"
    r"|many|a few|half|a half|a third|a quarter|"
    r"two thirds|two-thirds|three quarters|three-quarters))(?: in \w+)? of (?:(?:its|the|their|his|her|all"
    r"|these|[\w-]+['’]s) )*(?:\d[\d,.]* )?(?:\w+ )?"
)


def nobody(context: Context) -> tuple[Span, int] | None:
    """The headline's verb and the sentence that says that nobody did it;
    ``None`` where none does or another tells the deed.
    """
    asking = [
        sentence.index
        for sentence in context.document.sentences
        if NOBODY.search(sentence.text) and not FURTHER.search(sentence.text)
    ][:MOST_PARSED]
    if not asking or NOBODY.search(context.headline.text):
        return None
    for verb in context.headline.doc:
        if not _told(verb) or context.headline.in_source(Span(verb.idx, verb.idx + len(verb))):
            continue
        key = event_key(verb.lower_, verb.lemma_)
        denied = [number for number, doc in context.docs(asking) if any(_denied(verb, key, token) for token in doc)]
        told = (
            token
            for number in context.ranked
            if number not in denied
            for token in context.doc(number)
            if token.pos_ in ("VERB", "NOUN")
        )
        if denied and not any(event_key(token.lower_, token.lemma_) == key for token in told):
            return Span(verb.idx, verb.idx + len(verb)), denied[0]
    return None


def not_all(context: Context) -> tuple[Span, int, str] | None:
    """The headline's "all …", the sentence in which it is only part of them, and its words;
    ``None`` where none says so.
    """
    for token in context.headline.doc:
        noun = token.head
        if token.lower_ not in ALL or token.dep_ not in ("det", "predet", "amod") or noun.pos_ != "NOUN":
            continue
        if any(word.lower_ in ORDINALS for word in context.headline.doc[token.i + 1 : token.i + 2]):
            # "Every third pupil" is one in three.
            continue
        if any(child.dep_ == "neg" for item in (token, noun, noun.head) for child in item.children):
            continue
        root = re.escape(noun.lemma_[: max(3, len(noun.lemma_) - 1)])
        whole = re.compile(
            rf"\b(?:{'|'.join(ALL)}|both) (?:of )?(?:(?:its|the|their|\d+) )*(?:\w+ )?{root}", re.IGNORECASE
        )
        if whole.search(context.document.text):
            continue
        part = re.compile(rf"\b{PART}{root}\w*", re.IGNORECASE)
        for number in context.ranked:
            if context.relevance[number] < COUNT_RELEVANCE:
                break
            found = part.search(context.document.sentences[number].text)
            if found:
                return Span(token.idx, noun.idx + len(noun)), number, found.group()
    return None


def not_most(context: Context) -> tuple[Span, int, str] | None:
    """The headline's "most …", the sentence in which it is less than half of them, and its words;
    ``None`` where none says so.
    """
    for token in context.headline.doc:
        if token.lower_ != "most" or token.tag_ != "JJS" or token.dep_ != "amod":
            continue
        near = context.headline.doc[token.i + 1 : token.i + 4]
        noun = next((item for item in near if item.tag_ in ("NNS", "NNPS")), None)
        if (
            noun is None
            or any(child.dep_ == "neg" for child in noun.head.children)
            or MOSTLY.search(context.document.text)
        ):
            continue
        shares = [
            (number, quantity)
            for number in context.ranked
            if context.relevance[number] >= COUNT_RELEVANCE
            for quantity in find_quantities(context.document.sentences[number].text)
            if quantity.unit == "percent"
        ]
        if shares and all(quantity.high < HALF for _, quantity in shares):
            number, quantity = shares[0]
            sentence = context.document.sentences[number].text
            if re.match(
                rf"\s+of (?:\w+ ){{0,3}}{re.escape(noun.text)}\b", sentence[quantity.span.end :], re.IGNORECASE
            ):
                return Span(token.idx, noun.idx + len(noun)), number, quantity.text
    return None


def not_multiplied(context: Context) -> tuple[Span, int, str] | None:
    """The headline's "doubles", the sentence that gives another change in percent, and its words;
    ``None`` where none does.
    """
    for token in context.headline.doc:
        multiple = MULTIPLES.get(token.lemma_.lower()) if token.pos_ == "VERB" else None
        if multiple is None or any(child.dep_ in ("neg", "aux") for child in token.children):
            continue
        if multiple.words.search(context.document.text):
            continue
        near = [number for number in context.ranked if context.relevance[number] >= COUNT_RELEVANCE]
        found = [(number, item) for number in near for item in find_quantities(context.document.sentences[number].text)]
        amounts = [item for _, item in found if item.unit != "percent" and item.value > 0]
        if any(
            abs(one.value / other.value / multiple.factor - 1) < RATIO_ERROR and same_kind(one.unit, other.unit)
            for one in amounts
            for other in amounts
        ):
            continue
        change = next(((number, item) for number, item in found if item.unit == "percent"), None)
        if change is not None and not multiple.least <= change[1].value <= multiple.most:
            return Span(token.idx, token.idx + len(token)), change[0], change[1].text
    return None


def _told(verb: Token) -> bool:
    """A flat verb of the headline that says enough to be one event."""
    return (
        verb.pos_ == "VERB"
        and verb.tag_ in ("VBZ", "VBP", "VBD", "VBN")
        and verb.dep_ in ("ROOT", "conj", "ccomp")
        and verb.lemma_.lower() not in LIGHT_VERBS
        and not any(child.dep_ in ("neg", "aux") for child in verb.children)
    )


def _denied(verb: Token, key: str, token: Token) -> bool:
    """Is this the same event with nobody, or none of those whom the headline names, in it?"""
    if event_key(token.lower_, token.lemma_) != key or any(child.dep_ == "advmod" for child in token.children):
        return False
    if token.pos_ == "NOUN":
        # "No arrests have been made".
        return any(child.dep_ == "det" and child.lower_ == "no" for child in token.children)
    if token.pos_ != "VERB":
        return False
    agent, patient, passive = verb_roles(token)
    own_agent, own_patient, own_passive = verb_roles(verb)
    subject = patient if passive else agent
    own = own_patient if own_passive else own_agent
    # "Suspect arrested over theft" is passive without a sign of it.
    if subject is None or (
        passive != own_passive and not (passive and verb.tag_ in ("VBN", "VBD") and own_patient is None)
    ):
        return False
    alone = subject.lower_ in ("nobody", "none") or (
        subject.lower_ in ("one", "-one") and any(child.lower_ == "no" for child in subject.children)
    )
    if alone:
        return True
    return (
        own is not None
        and any(child.dep_ == "det" and child.lower_ == "no" for child in subject.children)
        and participant(subject).same(participant(own))
    )
