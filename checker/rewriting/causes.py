"""An association for a cause: "linked to", "linked to lower risk of", "may cause"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..english.inflection import participle
from ..english.tree import Token
from ..rules.base import Edit, RawFinding
from ..text import Span
from .wording import token_at

LESS = re.compile(r"\b(?:lower|less likely|reduced|fewer|smaller|decreased)\b", re.IGNORECASE)
MORE = re.compile(r"\b(?:higher|more likely|increased|raised|greater|bigger)\b", re.IGNORECASE)
NO_LINK = re.compile(
    r"\b(?:no|not|nor|neither|without|never|n't)\b(?:\W+\w+){0,4}?\W+(?:link|associat|correlat|connect|relat|tied"
    r"|more likely|less likely)",
    re.IGNORECASE,
)
CAUSES = re.compile(r"(?:cause|trigger|lead to|result in|fuel|drive)", re.IGNORECASE)
PREVENTS = re.compile(r"(?:prevent|ward off|stave off|stop|protect against|cure)", re.IGNORECASE)
LOWERS = re.compile(r"(?:cut|lower|reduce|slash|halve)\w*\b(?P<what>.*\b(?:risk|chance|odds|rate)s?)$", re.IGNORECASE)
RAISES = re.compile(r"(?:raise|increase|boost|double)\w*\b(?P<what>.*\b(?:risk|chance|odds|rate)s?)$", re.IGNORECASE)


def linked(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """The two joined by "linked to", with the direction that the body gives."""
    sentence = context.document.sentences[finding.sentences[0]].text
    if NO_LINK.search(sentence):
        return
    verb = token_at(context, finding.span.start)
    # Before ", study finds" the parser takes "lowers" for a noun.
    if verb is None or (verb.pos_ != "VERB" and verb.dep_ not in ("ROOT", "ccomp")) or verb.tag_ == "VBG":
        return
    told = context.headline.text[finding.span.start : finding.span.end].lower()
    words = _words(told, verb, sentence)
    if words is not None:
        yield [Edit(finding.span, words)]


def _words(told: str, verb: Token, sentence: str) -> str | None:
    less, more = LESS.search(sentence) is not None, MORE.search(sentence) is not None
    base = f"{verb.lemma_.lower()} {told.partition(' ')[2]}".strip()
    lowers, raises = LOWERS.fullmatch(told), RAISES.fullmatch(told)
    if lowers and less and not more:
        return f"linked to lower{_bare(lowers)}"
    if raises and more and not less:
        return f"linked to higher{_bare(raises)}"
    if PREVENTS.fullmatch(base) and less and not more:
        return "linked to lower risk of"
    if CAUSES.fullmatch(base) and not less:
        return "linked to"
    return None


def _bare(match: re.Match[str]) -> str:
    return re.sub(r"\b(?:the|your|a|an) ", "", match.group("what"))


def left_open(context: Context, finding: RawFinding) -> Iterator[list[Edit]]:
    """ "May cause" for "causes"."""
    verb = token_at(context, finding.span.start)
    if verb is None or verb.pos_ != "VERB" or verb.tag_ not in ("VBZ", "VBP", "VBD"):
        return
    if any(child.dep_ == "neg" or (child.dep_ in ("aux", "auxpass") and _helps(child)) for child in verb.children):
        return
    base = verb.lemma_.lower()
    if verb.tag_ == "VBD":
        base = f"have {participle(base)}"
    yield [Edit(Span(verb.idx, verb.idx + len(verb)), f"may {base}")]


def _helps(token: Token) -> bool:
    """Is it a helper? The parser takes "drops" of "Eye drops cause infections" for one."""
    return token.lemma_.lower() in ("be", "have", "do") or token.tag_ in ("MD", "TO")
