"""A claim, and a headline with its analysis."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..english.tree import Doc
from ..text import MappedText, Span

ReasonNotChecked = Literal[
    "question",
    "opinion",
    "imperative",
    "quote",
    "no-claim",
    "no-body",
    "body-too-short",
    "wrong-language",
    "no-headline",
]
ClaimKind = Literal["headline", "clause", "event"]

SAYING = re.compile(
    r"\b(?:says?|said|claims?|claimed|alleged(?:ly)?|reportedly|according|accused?|accuses|suspected|suspect|told|reports?|"
    r"rumou?r\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Claim:
    """One thing that the headline asserts.

    Attributes:
        text: the claim as a sentence: the hypothesis that the NLI model is given.
        span: where it stands in the repaired headline.
        kind: ``headline`` (all of it, or each of its sentences), ``clause`` (a part) or ``event`` (a possessive event
            noun: "Russia's retaliation").
        source: who says so according to the headline, or ``None``.
        reason: why it cannot be judged, or ``None`` where it can.
    """

    text: str
    span: Span
    kind: ClaimKind
    source: str | None = None
    reason: ReasonNotChecked | None = None


@dataclass(frozen=True)
class Headline:
    """A headline with its analysis; ``text`` and ``cased`` have the same length and share offsets."""

    text: str
    cased: str
    mapping: MappedText
    doc: Doc
    claims: tuple[Claim, ...]
    sources: tuple[Span, ...]
    reason: ReasonNotChecked | None

    @property
    def attributed(self) -> bool:
        """Does the headline itself say who says so, or quote somebody?"""
        # Apostrophes inside and at the end of words are no quotation marks.
        marks = re.sub(r"\w'\w|s'(?=\s)", "", self.text)
        return bool(self.sources) or "'" in marks or '"' in marks or bool(SAYING.search(self.text))

    def in_source(self, span: Span) -> bool:
        """Do the words belong to whoever says so ("study finds"), not to what is said?"""
        return any(source.covers(span) for source in self.sources)
