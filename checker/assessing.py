"""What the rules see of a headline → findings, score, verdict, report."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from .article import Article
from .body import Body
from .context import Context, JudgedClaim
from .course import NotChecked
from .english.spelling import ALPHANUMERIC
from .evidence import Evidence
from .loaded_model import LoadedModel
from .nearest import said_of_nearest
from .nli import Prediction
from .report import ClaimReport, EvidenceReport, Finding, Report
from .report.reasons import NOT_CHECKED, NotCheckedCode, ReviewCode, in_words
from .report.types import (
    AcceptanceReport,
    AcceptedReport,
    ArticleInfo,
    SpanReport,
)
from .rules import RawFinding, Rule, look_again, run
from .rules.base import Severity
from .segmentation import Sentence
from .text import Span, repair
from .verdict.learned import LearnedVerdict, likeliest
from .verdict.signals import signals
from .verdict.verdict import Verdict, article_verdict, bounded, claim_verdict, features, score, with_score
from .whereabouts import article_info, in_body, in_headline

SHOWN_EVIDENCE = 3
# A stance that is likelier than this is said where nothing else can be.
LIKELY = 0.6
Stances = Mapping[str, float]
LEANS: Mapping[str, ReviewCode] = {
    "agree": "leans-agree",
    "disagree": "leans-disagree",
    "discuss": "leans-discuss",
    "unrelated": "leans-unrelated",
}

LEANINGS = frozenset((*LEANS.values(), "weak-signals"))


class Assessed(NamedTuple):
    """A report with what it was made from.

    Attributes:
        report: its findings have no edits yet.
        signals: of a score without a learned verdict; empty where the headline was not checked.
        findings: those of the report, in its order, as the rules gave them.
    """

    report: Report
    signals: dict[str, float]
    findings: Sequence[RawFinding] = ()


@dataclass(frozen=True)
class Assessor:
    """Turns what the rules see into reports.

    Attributes:
        loaded: the model that answered, and what was fitted for it.
        rules: those to run, in order.
        severities: of findings in place of the rules' own, by rule or ``rule/check``.
            Verdict and score go by the rules' own.
        names: that no body need mention, each as its words.
    """

    loaded: LoadedModel
    rules: tuple[Rule, ...]
    severities: Mapping[str, Severity] = field(default_factory=dict)
    names: tuple[frozenset[str], ...] = ()

    def report(self, article: Article, body: Body, seen: Context | NotChecked) -> Report:
        """The report of one headline, without edits."""
        return self.assess(article, body, seen).report

    def assess(self, article: Article, body: Body, seen: Context | NotChecked) -> Assessed:
        """The report with its signals and findings."""
        notes = _notes(article, body)
        if isinstance(seen, NotChecked):
            return Assessed(self._not_checked(article, seen.code, notes), {})
        findings = run(seen, self.rules)
        values = features(seen.judged, findings, self.loaded.thresholds)
        learned = self.loaded.learned
        stance: Stances | None = None
        if learned is None:
            chances = [score(values, self.loaded.weights)]
            chance = chances[0]
        else:
            found = signals(seen, findings)
            stance, chances = learned.stance(found), self._chances(learned, seen, found)
            # Of several sentences the geometric mean of theirs, since no passage says all of them.
            chance = math.prod(chances) ** (1 / len(chances))
            findings = look_again(seen, findings, self.rules, chance)
        if seen.one_sentence:
            findings = [finding for finding in findings if finding.rule in self._over_one_sentence]
            if not findings:
                return Assessed(self._not_checked(article, "body-too-short", notes, stance), values)
            notes.append(f"{NOT_CHECKED['body-too-short']}, so nothing is said of what it leaves out")
        report = self._checked(article, body, seen, findings, notes, stance, chances, chance)
        return Assessed(report, values, tuple(findings))

    @property
    def _over_one_sentence(self) -> frozenset[str]:
        return frozenset(rule.id for rule in self.rules if rule.over_one_sentence)

    def _chances(self, learned: LearnedVerdict, seen: Context, found: Mapping[str, float]) -> list[float]:
        """The learned score of the headline, or of each of its sentences where it has several."""
        if not seen.parts:
            return [learned.score(found)]
        return [learned.score(signals(part, run(part, self.rules))) for part in seen.parts]

    def _checked(
        self,
        article: Article,
        body: Body,
        seen: Context,
        findings: Sequence[RawFinding],
        notes: list[str],
        stance: Stances | None,
        chances: Sequence[float],
        chance: float,
    ) -> Report:
        truncated = any(prediction.cut for judged in seen.judged for prediction in judged.predictions) or (
            seen.reading is not None and seen.reading.nli.cut
        )
        if truncated:
            # Before what is said of a body of one sentence.
            place = len(_notes(article, body))
            notes.insert(place, "a passage longer than the model's limit was read in overlapping windows")
        verdict, verdicts = self._verdicts(seen, findings, chances)
        form = seen.headline.reason
        code: NotCheckedCode | ReviewCode | None = form if form and verdict == "not-checked" else None
        if verdict == "review" and not findings:
            code = _leaning(stance)
        reported = [_finding(seen, finding, self._severity(finding)) for finding in findings]
        return Report(
            article=article_info(article),
            verdict=verdict,
            reason_code=code,
            reason=None
            if code is None
            else f"{in_words(code)}; {said_of_nearest(seen)}"
            if code in LEANINGS
            else in_words(code),
            score=round(bounded(chance, verdict, findings), 4) if verdict != "not-checked" else None,
            stance=_rounded(stance),
            claims=[_claim(seen, judged, own) for judged, own in zip(seen.judged, verdicts, strict=True)],
            findings=[_accepted(found, article) for found in reported],
            acceptances=_acceptances(article, reported, self.rules),
            notes=notes,
            truncated=truncated,
            **self._stamp(),
        )

    def _verdicts(
        self, seen: Context, findings: Sequence[RawFinding], chances: Sequence[float]
    ) -> tuple[Verdict, list[Verdict]]:
        """The verdict of the article, and of each claim; each sentence is settled by its own score and passage."""
        limits = self.loaded.thresholds
        verdicts = [claim_verdict(judged, findings, limits) for judged in seen.judged]
        if seen.one_sentence:
            verdicts = ["review" if verdict == "unsupported" else verdict for verdict in verdicts]
        sentences = sum(judged.claim.kind == "headline" for judged in seen.judged)
        claims = [judged.claim for judged in seen.judged]
        apart = [finding for finding in findings if not any(finding.span.overlaps(claim.span) for claim in claims)]
        if seen.parts and len(seen.parts) == sentences:
            settled = [
                with_score(own, chance, part.reading, findings)
                for own, chance, part in zip(verdicts, chances, seen.parts, strict=False)
            ]
            verdicts = [*settled, *verdicts[sentences:]]
            return article_verdict(verdicts, sentences, apart), verdicts
        verdict = article_verdict(verdicts, sentences, apart)
        whole = with_score(verdict, chances[0], seen.reading, findings, seen.headline.reason == "no-claim")
        if whole != verdict:
            # The sentences of the headline carry the verdict; what its parts leave open stays open.
            verdicts = [whole if number < sentences and own == verdict else own for number, own in enumerate(verdicts)]
        return whole, verdicts

    def _severity(self, finding: RawFinding) -> Severity:
        own = self.severities.get(f"{finding.rule}/{finding.check}", self.severities.get(finding.rule))
        return own or finding.severity

    def _not_checked(
        self, article: Article, code: NotCheckedCode, notes: list[str], stance: Stances | None = None
    ) -> Report:
        return self.unread(article_info(article), code, notes, stance, _acceptances(article))

    def unread(
        self,
        info: ArticleInfo,
        code: NotCheckedCode,
        notes: list[str],
        stance: Stances | None = None,
        acceptances: Sequence[AcceptanceReport] = (),
    ) -> Report:
        """The report of an article that was not checked, for the reason of this code."""
        stamp = self._stamp()
        return Report(
            article=info,
            verdict="not-checked",
            reason_code=code,
            reason=NOT_CHECKED[code],
            stance=_rounded(stance),
            acceptances=list(acceptances),
            notes=notes,
            **stamp,
        )

    def _stamp(self) -> dict[str, Any]:
        return {
            "model": self.loaded.info,
            "thresholds": asdict(self.loaded.thresholds),
            "rules": [name for rule in self.rules for name in rule.names],
        }


def _notes(article: Article, body: Body) -> list[str]:
    title = repair(article.headline).repairs
    lacks = [article.lacks] if article.lacks else []
    return [*lacks, *article.notes, *title, *(note for note in body.repaired.repairs if note not in title)]


def _claim(seen: Context, judged: JudgedClaim, verdict: Verdict) -> ClaimReport:
    contradiction, _ = judged.contradiction(seen.thresholds.relevance)
    sentences = seen.document.sentences
    return ClaimReport(
        text=judged.claim.text,
        kind=judged.claim.kind,
        span=span_report(seen.headline.mapping.to_source(judged.claim.span)),
        verdict=verdict,
        reason_code=judged.claim.reason,
        reason=NOT_CHECKED[judged.claim.reason] if judged.claim.reason else None,
        source=judged.claim.source,
        entailment=round(judged.entailment, 4) if judged.predictions else None,
        contradiction=round(contradiction, 4) if judged.predictions else None,
        evidence=[
            _evidence(seen, [sentences[index] for index in item.sentences], prediction)
            for item, prediction in _telling(judged)
        ],
    )


def _finding(seen: Context, finding: RawFinding, severity: Severity) -> Finding:
    span = seen.headline.mapping.to_source(finding.span)
    return Finding(
        rule=finding.rule,
        check=finding.check,
        severity=severity,
        message=finding.message,
        headline_span=span_report(span),
        headline_text=seen.article.headline[span.start : span.end],
        region=in_headline(seen.article, span),
        evidence=[_evidence(seen, [seen.document.sentences[number]]) for number in finding.sentences],
        confidence=round(finding.confidence, 3),
        suggestion=finding.suggestion,
        fingerprint=_fingerprint(
            finding.rule, finding.check, seen.headline.text[finding.span.start : finding.span.end]
        ),
    )


def _accepted(finding: Finding, article: Article) -> Finding:
    """The finding, marked where the article accepts it."""
    own = next((item for item in article.accept if item.covers(finding.rule, finding.check)), None)
    if own is None:
        return finding
    return finding.model_copy(update={"accepted": AcceptedReport(by="article", reason=own.reason)})


def _acceptances(
    article: Article, findings: Sequence[Finding] = (), rules: Sequence[Rule] = ()
) -> list[AcceptanceReport]:
    """What the article accepts, with how many findings that meets; not said where the rule did not run."""
    ran = [name for rule in rules for name in rule.names]
    found = []
    for item in article.accept:
        could = any(item.rule in (name, name.partition("/")[0]) or item.rule.startswith(f"{name}/") for name in ran)
        matched = sum(item.covers(finding.rule, finding.check) for finding in findings) if could else None
        found.append(AcceptanceReport(rule=item.rule, reason=item.reason, matched=matched))
    return found


def _fingerprint(rule: str, check: str, words: str) -> str:
    """The same for the same fault, wherever it stands and however it is spaced, cased and quoted."""
    plain = " ".join(ALPHANUMERIC.findall(words.lower()))
    return hashlib.sha256(f"{rule}/{check}/{plain}".encode()).hexdigest()[:16]


def _evidence(seen: Context, sentences: Sequence[Sentence], said: Prediction | None = None) -> EvidenceReport:
    body = seen.body
    span = body.repaired.to_source(Span(sentences[0].span.start, sentences[-1].span.end))
    return EvidenceReport(
        text=body.raw[span.start : span.end],
        span=span_report(span),
        paragraph=sentences[0].paragraph + 1,
        sentence=sentences[0].index + 1,
        region=in_body(seen.article, span),
        entailment=None if said is None else round(said.entailment, 4),
        contradiction=None if said is None else round(said.contradiction, 4),
    )


def _telling(judged: JudgedClaim) -> list[tuple[Evidence, Prediction]]:
    """The evidence to show, with what the model said: what says most, for or against, no sentence twice."""
    ranked = sorted(
        zip(judged.evidence, judged.predictions, strict=True),
        key=lambda pair: -max(pair[1].entailment, pair[1].contradiction * pair[0].relevance),
    )
    chosen: list[tuple[Evidence, Prediction]] = []
    for item, prediction in ranked:
        if not any(set(item.sentences) & set(other.sentences) for other, _ in chosen):
            chosen.append((item, prediction))
    return chosen[:SHOWN_EVIDENCE]


def _leaning(stance: Stances | None) -> ReviewCode:
    """What speaks for a person's eye where no rule complains."""
    if stance and stance[likeliest(stance)] >= LIKELY:
        return LEANS[likeliest(stance)]
    return "weak-signals"


def _rounded(stance: Stances | None) -> dict[str, float] | None:
    return {name: round(value, 4) for name, value in stance.items()} if stance else None


def span_report(span: Span) -> SpanReport:
    return SpanReport(start=span.start, end=span.end)


def is_fault(report: Report) -> bool:
    """Was the article given up for a fault of ours?"""
    return report.reason_code == "internal-error"
