"""How many, how often, the how-manieth: both, first, ever, every day, a whole country's, over a body that has less."""

from __future__ import annotations

import re

from ...context import Context
from ...english.words.places import state_of
from ...text import Span

Found = tuple[Span, int, str] | None
EXTENT_RELEVANCE = 0.3
LEAD_RELEVANCE = 0.15
BOTH = re.compile(r"\bboth\b", re.IGNORECASE)
ALIKE = re.compile(
    r"\b(?:both|each|neither|either|likewise|as did|the pair|the two (?:both|also)|too|also|alike|together)\b",
    re.IGNORECASE,
)
ONE_OF_TWO = re.compile(
    r"\bone of the (?:two|pair)\b|\bonly one of\b|\bone (?:had|has|was|is|did|does|of them)\b[^.;]{0,80}\bthe other\b"
    r"|\bthe other(?:'s)?(?: \w+)? (?:denie[sd]|refuse[sd]|did not|does not|has not|was not|is not)\b",
    re.IGNORECASE,
)
ORDINALS = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|2nd|3rd|[4-9]th|1\\dth|latest"
EVER = re.compile(r"\b(?:ever|all[- ]time|in history|on record|record)\b", re.IGNORECASE)
NEVER = re.compile(
    r"\b(?:ever|never|records?|all[- ]time|histor\w+|unprecedented|since (?:records|\w+ began))\b", re.IGNORECASE
)
FOR_YEARS = re.compile(
    r"\b(?:highest|lowest|most|least|fewest|best|worst|biggest|largest|smallest|more|less|fewer|higher"
    r"|lower)\b[^.;]{0,60}?"
    r"\b(?:since (?:(?:\w+ )?\d{4}|\w+ \w+ \d{4})|(?:in|for|of) (?:the (?:past|last) )?(?:\w+|\d+) (?:years|decades"
    r"|months)|in a (?:decade|generation|century))\b",
    re.IGNORECASE,
)
# How often in a year: the headline's words, and the body's.
OFTEN = (
    (re.compile(r"\b(?:every|each) (?:single )?day\b|\bdaily\b", re.IGNORECASE), 365),
    (re.compile(r"\b(?:every|each) week\b|\bweekly\b", re.IGNORECASE), 52),
    (re.compile(r"\b(?:every|each) month\b|\bmonthly\b", re.IGNORECASE), 12),
)
SELDOMER = re.compile(
    r"\b(?:once|twice|(?:one|two|three|a couple of|a few) times|once or twice|two or three times)(?: or (?:twice"
    r"|three times))? (?:a|each|every) (?P<unit>week|month|year)\b",
    re.IGNORECASE,
)
UNITS = {"week": 52, "month": 12, "year": 1}
INCLUDING = re.compile(
    r"\b(?:including|even in|also in|as well as) (?:the |its |in )*(?P<what>[A-Z]\w+(?: [A-Z]\w+)*|\w{4,})",
    re.IGNORECASE,
)
EXCEPT = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|apart from|but not|other than|excluding|not including|with the exception of"
    r"|save) (?:the |its |in |those |of )*(?P<what>[A-Z]\w+(?: [A-Z]\w+)*|\w{4,})",
    re.IGNORECASE,
)
SOME = (
    r"(?:(?:a (?:group|handful|cluster|chain|trust) of )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|a dozen|a few|several|some))"
)


def not_both(context: Context) -> Found:
    """The headline's "both", the sentence in which one of two is told apart from the other, and its words."""
    told = BOTH.search(context.headline.text)
    if told is None or ALIKE.search(context.document.text) or context.headline.in_source(Span(*told.span())):
        return None
    for sentence in context.document.sentences:
        found = ONE_OF_TWO.search(sentence.text)
        if found:
            return Span(*told.span()), sentence.index, found.group()
    return None


def not_first(context: Context) -> Found:
    """The headline's "first …", the sentence in which the same is second or later, and its words."""
    for token in context.headline.doc:
        noun = token.head
        if (
            token.lower_ != "first"
            or token.dep_ not in ("amod", "nmod", "compound")
            or noun.pos_ not in ("NOUN", "PROPN")
            or noun.i < token.i
        ):
            continue
        root = re.escape(noun.lemma_.lower()[: max(3, len(noun.lemma_) - 1)])
        if len(noun.lemma_) < 3 or re.search(rf"\bfirst\b(?: [\w-]+)? {root}", context.document.text, re.IGNORECASE):
            continue
        later = re.compile(rf"\b(?:the|its|their|his|her|a) (?:{ORDINALS}) (?:[\w-]+ )?{root}\w*", re.IGNORECASE)
        for number in context.ranked:
            found = later.search(context.document.sentences[number].text)
            if found and context.relevance[number] >= LEAD_RELEVANCE:
                return Span(token.idx, noun.idx + len(noun)), number, found.group()
    return None


def not_ever(context: Context) -> Found:
    """The headline's "ever", the sentence in which it is the most of some years, and its words."""
    told = EVER.search(context.headline.text)
    if told is None or NEVER.search(context.document.text) or told.group().lower() == "record":
        return None
    for number in context.ranked:
        if context.relevance[number] < EXTENT_RELEVANCE:
            break
        found = FOR_YEARS.search(context.document.sentences[number].text)
        if found:
            return Span(*told.span()), number, found.group()
    return None


def not_so_often(context: Context) -> Found:
    """The headline's "every day", the sentence in which it is once a week, and its words."""
    for pattern, times in OFTEN:
        told = pattern.search(context.headline.text)
        if told is None or any(own.search(context.document.text) for own, often in OFTEN if often >= times):
            continue
        for number in context.ranked:
            if context.relevance[number] < EXTENT_RELEVANCE:
                break
            found = SELDOMER.search(context.document.sentences[number].text)
            if found and UNITS[found.group("unit").lower()] < times:
                return Span(*told.span()), number, found.group()
    return None


def only_some(context: Context) -> Found:
    """The headline's "England's schools", the sentence in which a few schools of one place do it, and its words."""
    for token in context.headline.doc:
        noun = token.head
        if token.dep_ not in ("poss", "amod", "compound") or not state_of(token.text) or noun.tag_ != "NNS":
            continue
        if noun.dep_ not in ("nsubj", "nsubjpass", "ROOT") or any(
            child.dep_ in ("nummod", "det") for child in noun.children
        ):
            continue
        root = re.escape(noun.lemma_.lower().removesuffix("y"))
        few = re.compile(rf"\b{SOME} (?:[\w-]+ ){{0,2}}?{root}\w*(?= in [A-Z])", re.IGNORECASE)
        # The lead says who does it.
        lead = context.document.sentences[0].text
        found = few.search(lead)
        if found and context.relevance[0] >= LEAD_RELEVANCE and token.text not in lead:
            return Span(token.idx, noun.idx + len(noun)), 0, found.group()
    return None


def not_excepted(context: Context) -> Found:
    """The headline's "including …", the sentence that excepts the same, and its words; or the other way round."""
    for own, other in ((INCLUDING, EXCEPT), (EXCEPT, INCLUDING)):
        for told in own.finditer(context.headline.text):
            name = told.group("what").lower()
            if any(name in found.group().lower() for found in own.finditer(context.document.text)):
                continue
            for sentence in context.document.sentences:
                found = other.search(sentence.text)
                if found and name in found.group().lower():
                    return Span(*told.span()), sentence.index, found.group()
    return None


def one_of_several(context: Context) -> Found:
    """The headline's "oldest …", the sentence in which it is one of the oldest, and its words;
    none where any has it without.
    """
    for token in context.headline.doc:
        if token.tag_ != "JJS" or token.lower_ in ("most", "least", "best", "worst", "latest") or token.dep_ != "amod":
            continue
        if re.search(r"\b(?:one of|among)\b", context.headline.text, re.IGNORECASE):
            continue
        word = re.escape(token.lower_)
        told = [
            (sentence.index, found)
            for sentence in context.document.sentences
            for found in re.finditer(rf"\b{word}\b", sentence.text, re.IGNORECASE)
        ]
        several = [
            re.search(
                r"\b(?:one of|among) (?:the|its|their|his|her|\w+'s)(?: \w+)? $",
                context.document.sentences[number].text[: found.start()],
                re.IGNORECASE,
            )
            for number, found in told
        ]
        if told and all(several):
            number, found = told[0]
            return (
                Span(token.idx, token.head.idx + len(token.head) if token.head.i > token.i else token.idx + len(token)),
                number,
                f"one of the {found.group()}",
            )
    return None
