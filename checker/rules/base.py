"""What a rule is, and what it gets to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from ..article import Article
from ..claims import Claim, Headline
from ..evidence import Evidence, SentenceIndex
from ..language import parse
from ..nli import PassageReading, Prediction
from ..once import LoadedOnce
from ..quantities import SCALE_WORDS, TENS_WORDS, UNITS_WORDS
from ..segmentation import Document
from ..terms import stem, terms_without_figures
from ..text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

Severity = Literal["error", "warning"]
NUMBER_WORDS = frozenset(stem(word) for word in (*UNITS_WORDS, *TENS_WORDS, *SCALE_WORDS))


@dataclass(frozen=True)
class Thresholds:
    """Where probabilities become verdicts; fitted for one model and stored with it.

    Attributes:
        supported: entailment from which a claim counts as supported.
        unsupported: entailment below which nothing supports a claim.
        contradicted: contradiction from which a claim counts as contradicted.
        relevance: share of the claim's terms that a sentence must have to contradict it.
        outweighs: entailment, by evidence about as relevant, from which a contradiction is no finding.
    """

    supported: float = 0.5
    unsupported: float = 0.08
    contradicted: float = 0.9
    relevance: float = 0.45
    outweighs: float = 0.4


@dataclass(frozen=True)
class JudgedClaim:
    """A claim with its evidence and what the NLI model said of each piece, best evidence first."""

    claim: Claim
    evidence: tuple[Evidence, ...] = ()
    predictions: tuple[Prediction, ...] = ()

    @LoadedOnce
    def entailment(self) -> float:
        """The strongest entailment of any evidence; 0 without evidence."""
        return max((prediction.entailment for prediction in self.predictions), default=0.0)

    @LoadedOnce
    def best(self) -> int | None:
        """Index of the evidence that entails most."""
        return max(range(len(self.predictions)), key=lambda index: self.predictions[index].entailment, default=None)

    def support(self, relevance: float) -> float:
        """The strongest entailment among evidence at least this relevant."""
        return max(
            (
                prediction.entailment
                for item, prediction in zip(self.evidence, self.predictions, strict=True)
                if item.relevance >= relevance
            ),
            default=0.0,
        )

    def contradiction(self, relevance: float) -> tuple[float, int | None]:
        """The strongest contradiction among single sentences at least this relevant, and its index."""
        found = [
            (prediction.contradiction, index)
            for index, (item, prediction) in enumerate(zip(self.evidence, self.predictions, strict=True))
            if item.relevance >= relevance and len(item.sentences) == 1
        ]
        return max(found, default=(0.0, None), key=lambda pair: pair[0])

    @property
    def relevance(self) -> float:
        """The highest relevance of any single sentence."""
        return max((item.relevance for item in self.evidence if len(item.sentences) == 1), default=0.0)


@dataclass
class Context:
    """One article as the rules see it. Offsets are those of the repaired headline and body.

    ``reading`` is what the model said of the body's most telling passage and the whole headline, where it was asked;
    ``parts`` are the sentences of a headline that has several, each as a headline of its own, where the score needs them;
    ``memo`` keeps what several rules need, such as the body's answers to the headline's numbers.
    """

    article: Article
    headline: Headline
    document: Document
    index: SentenceIndex
    judged: Sequence[JudgedClaim]
    thresholds: Thresholds = field(default_factory=Thresholds)
    reading: PassageReading | None = None
    parts: Sequence[Context] = ()
    memo: dict[str, Any] = field(default_factory=dict, repr=False)

    def doc(self, sentence: int) -> Doc:
        """The parse of one body sentence, made when first asked for."""
        return parse(self.document.sentences[sentence].text)

    @LoadedOnce
    def headline_terms(self) -> frozenset[str]:
        """Terms of the whole headline, in true case; figures left out, since a wrong one must not hide the event."""
        return terms_without_figures(self.headline.cased) - NUMBER_WORDS

    @LoadedOnce
    def relevance(self) -> tuple[float, ...]:
        """Of every body sentence: the share of the headline's terms that it has."""
        return tuple(self.index.relevance(self.headline_terms, found) for found in self.index.terms)

    @LoadedOnce
    def ranked(self) -> tuple[int, ...]:
        """Sentence numbers, most relevant first; at most twenty, so that parsing stays cheap."""
        order = sorted(range(len(self.relevance)), key=lambda number: (-self.relevance[number], number))
        return tuple(order[:20])

    def shared(self, sentence: int) -> frozenset[str]:
        """Terms that the sentence and the headline have in common."""
        return self.headline_terms & self.index.terms[sentence]

    def claim_at(self, span: Span) -> JudgedClaim | None:
        """The smallest claim whose span holds ``span``; the whole headline where no part does."""
        holding = [judged for judged in self.judged if judged.claim.span.covers(span)]
        return min(holding, key=lambda judged: judged.claim.span.end - judged.claim.span.start, default=None)


@dataclass(frozen=True)
class RawFinding:
    """A rule's complaint, before it is turned into the report's offsets.

    Attributes:
        span: the words of the repaired headline.
        sentences: numbers of the body sentences that it rests on, most telling first; empty where the body is silent.
        confidence: 0 to 1; for NLI rules a calibrated probability, for exact checks the strength of the match.
    """

    rule: str
    severity: Severity
    message: str
    span: Span
    sentences: tuple[int, ...]
    confidence: float
    suggestion: str | None = None


@dataclass(frozen=True)
class Example:
    """A headline and a body, and why the rule does or does not speak."""

    headline: str
    body: str
    note: str


@dataclass(frozen=True)
class Rule:
    """A rule is data and a function.

    Attributes:
        id: stable, kebab-case.
        severity: default severity of its findings.
        summary: one line.
        explanation: what it looks at, what it leaves alone, what to do about a finding.
        check: from the context to findings.
        failing, passing: examples that the tests run.
        second_look: from the context, what has been found and the learned score to further findings: signals too weak to
            speak for themselves, that count where the score is low too.
    """

    id: str
    severity: Severity
    summary: str
    explanation: str
    check: Callable[[Context], Iterable[RawFinding]]
    failing: tuple[Example, ...]
    passing: tuple[Example, ...]
    second_look: Callable[[Context, Sequence[RawFinding], float], Iterable[RawFinding]] | None = None


def quote(text: str) -> str:
    """The words in curly quotes, for messages."""
    return f"“{text.strip()}”"
