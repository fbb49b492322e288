"""What a rule is, and what it gets to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ..context import Context
from ..english.dates import MONTHS, WEEKDAYS
from ..text import Span

# Days and months keep their capital.
CAPITALISED = frozenset((*WEEKDAYS, *MONTHS))
Severity = Literal["error", "warning"]
# The body says otherwise, lacks what the headline has, or has it less strongly.
Says = Literal["otherwise", "lacks", "overstates"]


class Edit(NamedTuple):
    """A change of the repaired headline: the words of a span, and what stands in their place."""

    span: Span
    replacement: str


@dataclass(frozen=True)
class RawFinding:
    """A rule's complaint, before it is turned into the report's offsets.

    Attributes:
        check: which of the rule's checks speaks: a key of :attr:`Rule.checks`.
        span: the words of the repaired headline.
        sentences: numbers of the body sentences that it rests on, most telling first; empty where the body is silent.
        confidence: 0 to 1; for NLI rules a calibrated probability, for exact checks the strength of the match.
        suggestion: what would mend it, in words.
        edit: the same as a change of the headline, where it is exact.
        final: where it is spoken, its rule need say nothing else.
        stands: the model may not take it back, whatever it makes of the passage.
        says: what its rule says of the body; set by whoever runs the rule.
    """

    rule: str
    severity: Severity
    message: str
    span: Span
    sentences: tuple[int, ...]
    confidence: float
    suggestion: str | None = None
    edit: Edit | None = None
    final: bool = False
    stands: bool = False
    says: Says = "otherwise"
    check: str = field(kw_only=True)


@dataclass(frozen=True)
class Example:
    """A headline and a body, why the rule does or does not speak, and what it must say.

    Attributes:
        check: the check that speaks; of a passing example the one that its guard keeps silent, or ``""``.
        words: the words of the headline that the finding stands on.
        evidence: the body sentence that it rests on first, counted from 1; ``None`` where the body is silent.
    """

    headline: str
    body: str
    note: str
    check: str = field(default="", kw_only=True)
    words: str = field(default="", kw_only=True)
    evidence: int | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class Rule:
    """A rule is data and a function.

    Attributes:
        id: stable, kebab-case.
        severity: default severity of its findings.
        also: the other one, where some of them have it; the explanation says when.
        says: what its findings say of the body.
        summary: one line.
        explanation: what it looks at, what it leaves alone, what to do about a finding.
        check: from the context to findings.
        checks: the checks inside it that can speak: kebab-case id → one line.
        failing, passing: examples that the tests run.
        second_look: from the context, what has been found and the learned score to further findings:
            signals too weak to speak for themselves, that count where the score is low too.
        needs_model: it goes by what the NLI model says, in part at least.
        over_one_sentence: it speaks over a body of one sentence too;
            by default a rule does that says nothing of what the body lacks.
        beside: rules before whose findings it does not give way, although they are about the same words.
        only: the checks that may speak; all by default.
    """

    id: str
    severity: Severity
    says: Says
    summary: str
    explanation: str
    check: Callable[[Context], Iterable[RawFinding]]
    checks: Mapping[str, str]
    failing: tuple[Example, ...]
    passing: tuple[Example, ...]
    second_look: Callable[[Context, Sequence[RawFinding], float], Iterable[RawFinding]] | None = None
    needs_model: bool = False
    over_one_sentence: bool | None = None
    also: Severity | None = None
    beside: frozenset[str] = frozenset()
    only: frozenset[str] | None = None

    @property
    def severities(self) -> tuple[Severity, ...]:
        """Every severity that its findings have by default."""
        return (self.severity,) if self.also is None else (self.severity, self.also)

    @property
    def names(self) -> tuple[str, ...]:
        """What was chosen: the rule, or ``rule/check`` of each check where not all may speak."""
        return (self.id,) if self.only is None else tuple(f"{self.id}/{check}" for check in sorted(self.only))

    def __post_init__(self) -> None:
        if self.over_one_sentence is None:
            object.__setattr__(self, "over_one_sentence", self.says != "lacks")


def quote(text: str) -> str:
    """The words in curly quotes, for messages."""
    return f"“{text.strip()}”"


def edit(context: Context, span: Span, replacement: str) -> Edit:
    """Words of the body in place of the headline's, in the headline's case: capitals where it shouts,
    a capital where it has one.
    """
    own, other = context.headline.text[span.start : span.end].strip(), replacement.strip()
    if own.isupper() and len(own) > 1:
        other = other.upper()
    elif own[:1].isalpha() and own[:1].islower() and other[1:].islower() and not _is_name(other):
        other = other[:1].lower() + other[1:]
    elif own[:1].isupper() and other[:1].islower():
        other = other[:1].upper() + other[1:]
    elif not own[:1].isalpha() and span.start > 0 and other[:1].isupper() and not _is_name(other):
        # A number in words that began its sentence stands for figures inside the headline.
        other = other[:1].lower() + other[1:]
    return Edit(span, other)


def _is_name(words: str) -> bool:
    return words.split()[0].lower() in CAPITALISED
