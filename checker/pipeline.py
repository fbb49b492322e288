"""Article → claims → evidence → NLI → rules → verdict → report, for one article or many: one path."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from os import PathLike, fspath
from typing import Any, Literal, overload

from .article import MAX_HEADLINE, MAX_HEADLINE_WORDS, Article, article_from_mapping, label, writable
from .claims import Claim, Headline, read_headline
from .errors import CheckerError, ModelError, UsageError
from .evidence import Evidence, SentenceIndex
from .language import is_english
from .learned_verdict import FILE_NAME, LearnedVerdict, likeliest, read_learned_verdict
from .nli import LABELS, NliModel, PassageReading, Prediction, load_model, predict_pairs
from .nli.calibration import read_calibration
from .nli.load import OPTIONS
from .once import LoadedOnce, Lock, unforked
from .passages import read_passages
from .report import ClaimReport, EvidenceReport, Finding, ModelInfo, Report
from .report.types import ArticleInfo, SpanReport
from .rules import Context, JudgedClaim, RawFinding, Rule, Thresholds, choose, look_again, run
from .segmentation import Document, Sentence, segment
from .signals import signals
from .text import MappedText, Span, repair
from .time_limit import DEFAULT as DEFAULT_TIME_LIMIT
from .time_limit import Clock, checked_limit
from .verdict import DEFAULT_WEIGHTS, article_verdict, bounded, claim_verdict, features, score

BATCH_ARTICLES = 16
# Between so many questions to the model, the articles' clocks are looked at.
PAIRS_AT_ONCE = 256
MIN_SENTENCES = 2
SHOWN_EVIDENCE = 3
EVENT_SENTENCES = 4
CLAUSE_SENTENCES = 7
REASONS = {
    "no-body": "there is no body to check the headline against",
    "no-headline": "the headline has no words",
    "headline-too-long": f"the headline has more than {MAX_HEADLINE_WORDS} words or {MAX_HEADLINE:,} characters",
    "body-too-short": "the body has only one sentence",
    "wrong-language": "the body is not in English",
    "question": "the headline asks a question",
    "opinion": "the headline states an opinion",
    "imperative": "the headline tells the reader to do something",
    "quote": "the headline is only a quotation",
    "no-claim": "the headline has no verb, so it makes no claim that could be judged",
    "invalid-input": "the article could not be read",
    "time-limit": "checking took longer than an article may take",
    "internal-error": "checking failed",
}
# One sentence is too little to complain of what is missing, but its stance can be told, and what it says otherwise.
ONE_SENTENCE = "body-too-short"
SAYS_OTHERWISE = frozenset(
    ("actor-mismatch", "number-mismatch", "date-mismatch", "contradiction", "overstated-certainty", "overstated-cause")
)
# What the learned stance says where claims alone settle nothing.
LEANS = {
    "agree": "the body leans towards the headline, but no passage says so outright",
    "disagree": "the body seems to dispute the headline",
    "discuss": "the body passes the headline's claim on without settling it",
    "unrelated": "the body seems to be about something else",
}
LIKELY = 0.6
ArticleLike = Article | tuple[str, str] | Mapping[str, Any]
LIKE = "an Article, a (headline, body) pair or a mapping with `headline` and `body`"


@dataclass
class Stopwatch:
    """Seconds spent in each stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time of the block to the stage's total."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started


@dataclass
class _Work:
    """One article on its way through the stages."""

    article: Article
    body: MappedText
    headline: Headline | None
    document: Document
    index: SentenceIndex
    reason: str | None
    notes: list[str]
    clock: Clock
    singles: dict[Claim, list[Evidence]] = field(default_factory=dict)
    windows: dict[Claim, list[Evidence]] = field(default_factory=dict)
    reading: PassageReading | None = None
    parts: list[_Work] = field(default_factory=list)


class Checker:
    """Checks headlines against their bodies with one NLI model and one set of rules.

    Args:
        model: the name of an embedded model (``standard``), a folder (transformers or our ONNX layout), a model of
            the Hugging Face hub (``owner/name``), or a loaded :class:`~checker.nli.NliModel`.
        select: run only these rules: a name or several.
        ignore: leave these rules out: a name or several.
        thresholds: where probabilities become verdicts; the model's own by default.
        index: how evidence is chosen; another class than the default is for experiments.
        learned: let the learned verdict that lies beside the model give score and stance; without it, or where the
            user has calibrated the score on articles of their own, the score is a logistic model of a few signals.
        time_limit: seconds that one article may take, ``None`` for any number; one that takes longer is ``not-checked``, with
            the reason, and the others go on.
        model_options: passed to :func:`~checker.nli.load_model`: ``device``, ``revision``, ``batch_size``,
            ``labels``, ``offline``, ``threads``.

    Raises:
        UsageError: unknown rule, an option that this kind of model does not take, or an argument of the wrong type.
        ModelError: the model is missing, damaged or of the wrong kind.
        MissingExtraError: a transformers model without the extra ``hub``.
    """

    def __init__(
        self,
        model: str | PathLike[str] | NliModel = "standard",
        *,
        select: str | Iterable[str] = (),
        ignore: str | Iterable[str] = (),
        thresholds: Thresholds | None = None,
        index: type[SentenceIndex] = SentenceIndex,
        learned: bool = True,
        time_limit: float | None = DEFAULT_TIME_LIMIT,
        **model_options: Any,
    ) -> None:
        self.rules: tuple[Rule, ...] = choose(select, ignore)
        model = fspath(model) if isinstance(model, PathLike) else model
        if not isinstance(model, str) and not callable(getattr(model, "predict", None)):
            raise UsageError(f"model: must be a name, a folder or a loaded model, not {type(model).__name__}")
        if not isinstance(thresholds, Thresholds | None):
            raise UsageError(f"thresholds: must be checker.rules.Thresholds, not {type(thresholds).__name__}")
        if not isinstance(learned, bool):
            raise UsageError(f"learned: must be True or False, not {type(learned).__name__}")
        if not callable(index):
            raise UsageError(f"index: must be a class, not {type(index).__name__}")
        if unknown := model_options.keys() - OPTIONS.keys():
            raise UsageError(f"no option {', '.join(sorted(unknown))}: options of a model are {', '.join(OPTIONS)}")
        if not isinstance(model, str) and model_options:
            raise UsageError(f"{next(iter(model_options))}: the model is loaded already; pass options to load_model")
        self.model: NliModel = load_model(model, **model_options) if isinstance(model, str) else model
        self._given = thresholds
        self._index = index
        self._learned = learned
        self.time_limit = checked_limit(time_limit)
        self.stopwatch = Stopwatch()
        self.loading = Lock()

    # The calibration is looked up by the hash of the weights, which warm_up computes beside the parser's loading.
    @LoadedOnce
    def thresholds(self) -> Thresholds:
        """Where probabilities become verdicts."""
        return self._given or Thresholds(**self._calibration.get("thresholds", {}))

    @LoadedOnce
    def weights(self) -> Mapping[str, float]:
        """The score's weights."""
        return self._calibration.get("score") or DEFAULT_WEIGHTS

    @LoadedOnce
    def learned_verdict(self) -> LearnedVerdict | None:
        """The learned verdict of exactly these weights, where there is one."""
        folder = getattr(self.model, "folder", None)
        if not self._learned or folder is None or not (folder / FILE_NAME).is_file():
            return None
        found = read_learned_verdict(folder / FILE_NAME)
        own = found.revision != self.model.revision or "score" in read_calibration(self.model.revision)
        return None if own else found

    @property
    def _calibration(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = getattr(self.model, "calibration", {})
        return found

    @property
    def _labels(self) -> tuple[str, ...]:
        labels = getattr(self.model, "labels", None)
        return labels.names if labels is not None else LABELS

    @overload
    def check(self, headline: ArticleLike) -> Report: ...

    @overload
    def check(self, headline: str, body: str) -> Report: ...

    def check(self, headline: str | ArticleLike, body: str | None = None) -> Report:
        """Check one article.

        Args:
            headline: the headline; or, without ``body``, an :class:`Article`, a ``(headline, body)`` pair, or a mapping
                with those keys.
            body: the article's text.

        Raises:
            InputError: the article's fields are missing or of the wrong type.
            UsageError: neither a headline with its body nor an article.
        """
        return self._check_batch([_one_article(headline, body)])[0]

    def check_many(self, articles: Iterable[ArticleLike]) -> Iterator[Report]:
        """Check many articles lazily, in order, a batch at a time.

        An article that cannot be read gives a report with the verdict ``not-checked``, the reason
        ``invalid-input`` and the message in its notes: the run goes on and no row is lost.

        Raises:
            UsageError: not several articles but one, or something else.
        """
        return self._check_all(_several(articles, "check_many"))

    def _check_all(self, iterator: Iterator[ArticleLike]) -> Iterator[Report]:
        while batch := list(islice(iterator, BATCH_ARTICLES)):
            slots: list[Report | None] = []
            good: list[Article] = []
            for item in batch:
                try:
                    good.append(as_article(item))
                    slots.append(None)
                # A row's own methods may raise anything.
                except Exception as error:
                    slots.append(self._invalid(item, error))
            reports = iter(self._check_safely(good))
            for slot in slots:
                yield slot if slot is not None else next(reports)

    def warm_up(self) -> None:
        """Load the parser and the model now, side by side."""
        from .language import parser

        with self.stopwatch.stage("load"), ThreadPoolExecutor(1) as pool:
            warm_up = getattr(self.model, "warm_up", None)
            loading = pool.submit(warm_up) if warm_up is not None else None
            parser()
            if loading is not None:
                loading.result()

    def _check_batch(self, articles: Sequence[Article]) -> list[Report]:
        reports = []
        for work, context in self._judge(articles, limit=self.time_limit):
            with unforked():
                reports.append(self._report(work, context))
        return reports

    def _check_safely(self, articles: Sequence[Article]) -> list[Report]:
        """A batch; should an article trip over a fault of ours, it alone is given up, with the fault in its notes."""
        try:
            return self._check_batch(articles)
        except ModelError:
            raise
        except Exception as error:
            if len(articles) == 1:
                note = writable(f"internal error, please report it: {type(error).__name__}: {error}")
                stamp = self._stamp()
                return [
                    Report(
                        article=_info(articles[0]),
                        verdict="not-checked",
                        reason=REASONS["internal-error"],
                        notes=[note],
                        **stamp,
                    )
                ]
            return [report for article in articles for report in self._check_safely([article])]

    def contexts(self, articles: Iterable[ArticleLike], *, passages: bool = False) -> list[Context | None]:
        """What the rules see of each article (``None`` where nothing can be said of it): for calibration and research.

        Args:
            articles: as :meth:`check` takes them.
            passages: have the passage that stands for the body read too, as for a learned verdict.
        """
        given = [as_article(item) for item in _several(articles, "contexts")]
        return [context for _, context in self._judge(given, passages)]

    def examine(self, articles: Iterable[ArticleLike]) -> list[tuple[Report, dict[str, float]]]:
        """The report of each article with the signals that its score is made of: for evaluation and research.

        The signals are those of :func:`checker.verdict.features`; empty where an article was not checked.
        """
        given = [as_article(item) for item in _several(articles, "examine")]
        return [self._assess(work, context) for work, context in self._judge(given)]

    def _judge(
        self, articles: Sequence[Article], passages: bool = False, limit: float | None = None
    ) -> list[tuple[_Work, Context | None]]:
        works = []
        for article in articles:
            with unforked():
                works.append(self._prepare(article, Clock(limit)))
        # Only a learned verdict makes anything of parts and passages.
        learned = self.learned_verdict is not None
        if learned:
            for work in works:
                with work.clock.running():
                    work.parts = self._apart(work)
        every = [*works, *(part for work in works for part in work.parts)]
        with self.stopwatch.stage("NLI"):
            known = self._predict((work, work.singles) for work in every)
        with self.stopwatch.stage("evidence"):
            for work in every:
                with work.clock.running():
                    self._widen(work, known)
        with self.stopwatch.stage("NLI"):
            known.update(self._predict((work, work.windows) for work in every))
            if learned or passages:
                self._read_passages(every)
        return [(work, self._context(work, known)) for work in works]

    def _prepare(self, article: Article, clock: Clock) -> _Work:
        if len(article.headline) > MAX_HEADLINE or len(article.headline.split()) > MAX_HEADLINE_WORDS:
            nothing = segment("")
            return _Work(
                article, repair(""), None, nothing, self._index(nothing), "headline-too-long", [*article.notes], clock
            )
        with clock.running():
            return self._begin(article, clock)

    def _begin(self, article: Article, clock: Clock) -> _Work:
        with self.stopwatch.stage("reading"):
            title, body = repair(article.headline), repair(article.body)
            document = segment(body.text)
        notes = [*article.notes, *title.repairs, *(note for note in body.repairs if note not in title.repairs)]
        reason = _cannot_check(title.text, document)
        work = _Work(article, body, None, document, self._index(document), reason, notes, clock)
        if reason not in (None, ONE_SENTENCE) or clock.over:
            return work
        self._read_headline(work, title)
        return work

    def _read_headline(self, work: _Work, title: MappedText) -> None:
        with self.stopwatch.stage("claims"):
            work.headline = read_headline(title, work.body.text)
        if work.headline.reason == "no-headline":
            work.reason = "no-headline"
            return
        with self.stopwatch.stage("evidence"):
            for claim in work.headline.claims:
                if work.clock.over:
                    return
                if claim.reason is None or claim.reason == "no-claim":
                    found = work.index.single(claim.text)
                    # "Russia retaliated" is short and exact: its roles are compared, a glance by the model is enough.
                    most = {"event": EVENT_SENTENCES, "clause": CLAUSE_SENTENCES}.get(claim.kind)
                    work.singles[claim] = found[:most]

    def _apart(self, work: _Work) -> list[_Work]:
        """Each sentence of a headline that has several, as a headline of its own over the same body."""
        if work.headline is None or work.clock.over:
            return []
        sentences = [claim for claim in work.headline.claims if claim.kind == "headline"]
        if len(sentences) < 2:
            return []
        parts = []
        for claim in sentences:
            part = replace(work, headline=None, singles={}, windows={}, parts=[])
            self._read_headline(part, repair(work.headline.text[claim.span.start : claim.span.end]))
            parts.append(part)
        return parts

    def _predict(
        self, groups: Iterable[tuple[_Work, dict[Claim, list[Evidence]]]]
    ) -> dict[tuple[str, str], Prediction]:
        asked = ((work, claim, item) for work, chosen in groups for claim, items in chosen.items() for item in items)
        known: dict[tuple[str, str], Prediction] = {}
        # Read as far as needed: what belongs to an article whose time is over is passed over.
        waiting = ((work, (item.text, claim.text)) for work, claim, item in asked if not work.clock.over)
        while some := list(islice(waiting, PAIRS_AT_ONCE)):
            started = time.perf_counter()
            known.update(predict_pairs(self.model, [pair for _, pair in some if pair not in known]))
            share = (time.perf_counter() - started) / len(some)
            for work, _ in some:
                work.clock.spent += share
        return known

    def _read_passages(self, works: Sequence[_Work]) -> None:
        """Have the model read each body's most telling passage and the whole headline."""
        asked = [(work, work.headline.text) for work in works if work.headline and not work.clock.over]
        pairs = [(work.index.passage(headline), headline) for work, headline in asked]
        found = read_passages(self.model, pairs, [bool(work.index.disputing) for work, _ in asked])
        for (work, _), reading in zip(asked, found, strict=True):
            work.reading = reading

    def _widen(self, work: _Work, known: Mapping[tuple[str, str], Prediction]) -> None:
        """Try windows of two and three sentences where no single one is enough."""
        for claim, items in work.singles.items():
            work.clock.look()
            best = max((known[item.text, claim.text].entailment for item in items), default=0.0)
            if claim.kind != "event" and best < max(self.thresholds.supported, 0.8):
                ranked = sorted(items, key=lambda item: -(item.relevance + known[item.text, claim.text].entailment))
                work.windows[claim] = work.index.windows(claim.text, ranked)

    def _context(self, work: _Work, known: Mapping[tuple[str, str], Prediction]) -> Context | None:
        if work.headline is None or work.reason not in (None, ONE_SENTENCE) or work.clock.over:
            return None
        judged = []
        for claim in work.headline.claims:
            items = work.singles.get(claim, []) + work.windows.get(claim, [])
            judged.append(JudgedClaim(claim, tuple(items), tuple(known[item.text, claim.text] for item in items)))
        parts = [context for part in work.parts if (context := self._context(part, known)) is not None]
        limits = self.thresholds
        return Context(work.article, work.headline, work.document, work.index, judged, limits, work.reading, parts)

    def _report(self, work: _Work, context: Context | None) -> Report:
        return self._assess(work, context)[0]

    def _assess(self, work: _Work, context: Context | None) -> tuple[Report, dict[str, float]]:
        if context is not None:
            with work.clock.running():
                return self._assess_in_time(work, context)
        return self._not_checked(work), {}

    def _assess_in_time(self, work: _Work, context: Context) -> tuple[Report, dict[str, float]]:
        with self.stopwatch.stage("rules"):
            findings = run(context, self.rules, work.clock.look)
        limits = self.thresholds
        truncated = any(prediction.cut for judged in context.judged for prediction in judged.predictions)
        notes = list(work.notes)
        if truncated:
            notes.append("a passage longer than the model's limit was read in overlapping windows")
        values = features(context.judged, findings, limits)
        learned = self.learned_verdict
        stance = None
        if learned is None:
            chance = score(values, self.weights)
        else:
            seen = signals(context, findings)
            stance, chance = learned.stance(seen), self._chance(learned, context, seen, work.clock)
            with self.stopwatch.stage("rules"):
                findings = look_again(context, findings, self.rules, chance)
        if work.reason is not None:
            findings = [finding for finding in findings if finding.rule in SAYS_OTHERWISE]
            if not findings:
                return self._not_checked(work, stance), values
            notes.append(f"{REASONS[work.reason]}, so nothing is said of what it leaves out")
        verdicts = [claim_verdict(judged, findings, limits) for judged in context.judged]
        if work.reason is not None:
            verdicts = ["review" if verdict == "unsupported" else verdict for verdict in verdicts]
        reason = context.headline.reason
        sentences = sum(judged.claim.kind == "headline" for judged in context.judged)
        verdict = article_verdict(verdicts, sentences)
        checked = reason is None
        why = REASONS.get(reason) if reason and verdict == "not-checked" else None
        if verdict == "review" and not findings:
            why = _leaning(stance)
        report = Report(
            article=_info(work.article),
            verdict=verdict,
            reason=why,
            score=round(bounded(chance, verdict, findings), 4) if checked else None,
            stance=_rounded(stance),
            claims=[
                self._claim(work, judged, verdict) for judged, verdict in zip(context.judged, verdicts, strict=True)
            ],
            findings=[self._finding(work, finding) for finding in findings],
            notes=notes,
            truncated=truncated,
            **self._stamp(),
        )
        return report, values

    def _chance(self, learned: LearnedVerdict, context: Context, seen: Mapping[str, float], clock: Clock) -> float:
        """The learned score; of several sentences the geometric mean of theirs, since no passage says all of them."""
        if not context.parts:
            return learned.score(seen)
        with self.stopwatch.stage("rules"):
            chances = [learned.score(signals(part, run(part, self.rules, clock.look))) for part in context.parts]
        return math.prod(chances) ** (1 / len(chances))

    def _claim(self, work: _Work, judged: JudgedClaim, verdict: Any) -> ClaimReport:
        assert work.headline is not None
        contradiction, _ = judged.contradiction(self.thresholds.relevance)
        return ClaimReport(
            text=judged.claim.text,
            kind=judged.claim.kind,
            span=_span(work.headline.mapping.to_source(judged.claim.span)),
            verdict=verdict,
            reason=REASONS.get(judged.claim.reason) if judged.claim.reason else None,
            source=judged.claim.source,
            entailment=round(judged.entailment, 4) if judged.predictions else None,
            contradiction=round(contradiction, 4) if judged.predictions else None,
            evidence=[
                self._evidence(work, [work.document.sentences[index] for index in item.sentences])
                for item in _telling(judged)
            ],
        )

    def _finding(self, work: _Work, finding: RawFinding) -> Finding:
        assert work.headline is not None
        span = work.headline.mapping.to_source(finding.span)
        return Finding(
            rule=finding.rule,
            severity=finding.severity,
            message=finding.message,
            headline_span=_span(span),
            headline_text=work.article.headline[span.start : span.end],
            evidence=[self._evidence(work, [work.document.sentences[number]]) for number in finding.sentences],
            confidence=round(finding.confidence, 3),
            suggestion=finding.suggestion,
        )

    @staticmethod
    def _evidence(work: _Work, sentences: Sequence[Sentence]) -> EvidenceReport:
        span = work.body.to_source(Span(sentences[0].span.start, sentences[-1].span.end))
        return EvidenceReport(
            text=work.article.body[span.start : span.end],
            span=_span(span),
            paragraph=sentences[0].paragraph + 1,
            sentence=sentences[0].index + 1,
        )

    def _not_checked(self, work: _Work, stance: Mapping[str, float] | None = None) -> Report:
        reason, notes = work.reason or "no-claim", list(work.notes)
        if work.clock.over:
            reason = "time-limit"
            notes.append(
                f"given up after {work.clock.limit:g} s: allow it more (--time-limit, time_limit) or shorten the article"
            )
        return Report(
            article=_info(work.article),
            verdict="not-checked",
            reason=REASONS[reason],
            stance=_rounded(stance),
            notes=notes,
            **self._stamp(),
        )

    def _invalid(self, item: Any, error: Exception) -> Report:
        message = str(error) if isinstance(error, CheckerError) else f"{type(error).__name__}: {error}"
        headline, key = _told(item)
        return Report(
            article=ArticleInfo(headline=headline, id=key),
            verdict="not-checked",
            reason=REASONS["invalid-input"],
            notes=[writable(message)],
            **self._stamp(),
        )

    def _stamp(self) -> dict[str, Any]:
        calibration: Literal["calibrated", "uncalibrated"] = "calibrated" if self.model.calibrated else "uncalibrated"
        return {
            "model": ModelInfo(
                name=writable(self.model.name),
                revision=self.model.revision,
                calibration=calibration,
                labels=list(self._labels),
            ),
            "thresholds": asdict(self.thresholds),
            "rules": [rule.id for rule in self.rules],
        }


def as_article(item: ArticleLike) -> Article:
    """An article from whatever callers hand in.

    Raises:
        InputError: a field is missing or of the wrong type.
        UsageError: the item is none of the accepted types.
    """
    if isinstance(item, Article):
        return item
    if isinstance(item, tuple) and len(item) == 2:
        return Article(*item)
    if isinstance(item, Mapping):
        key = _told(item)[1]
        return replace(article_from_mapping(item, f"article {key}" if key else "article"), source=None)
    raise UsageError(f"an article is {LIKE}, not {type(item).__name__}")


def is_fault(report: Report) -> bool:
    """Was the article given up for a fault of ours?"""
    return report.reason == REASONS["internal-error"]


@overload
def check(headline: ArticleLike, **options: Any) -> Report: ...


@overload
def check(headline: str, body: str, **options: Any) -> Report: ...


def check(headline: str | ArticleLike, body: str | None = None, **options: Any) -> Report:
    """Check one headline against its body with the embedded model.

    Args:
        headline: the headline; or, without ``body``, an article as :meth:`Checker.check` takes it.
        body: the article's text.
        options: passed to :class:`Checker`.

    Raises:
        InputError: as :meth:`Checker.check`.
        UsageError: as :meth:`Checker.check` and :class:`Checker`.
        ModelError: as :class:`Checker`.
    """
    article = _one_article(headline, body)
    return Checker(**options).check(article)


def _one_article(headline: str | ArticleLike, body: str | None) -> Article:
    if body is None:
        if isinstance(headline, str):
            raise UsageError("a headline is checked against its body: give both, check(headline, body)")
        return as_article(headline)
    if isinstance(headline, Article | tuple | Mapping):
        raise UsageError("give an article, or a headline and its body, not an article and a body")
    return Article(headline, body)


def _several(articles: Iterable[ArticleLike], function: str) -> Iterator[ArticleLike]:
    pair = isinstance(articles, tuple) and len(articles) == 2 and all(isinstance(item, str) for item in articles)
    if pair or isinstance(articles, str | bytes | Article | Mapping):
        raise UsageError(f"{function} takes several articles: put the one in a list")
    if hasattr(articles, "columns"):
        raise UsageError(f'{function} takes rows, not a {type(articles).__name__}: give it frame.to_dict("records")')
    try:
        return iter(articles)
    except TypeError:
        raise UsageError(f"{function} takes articles (each {LIKE}), not {type(articles).__name__}") from None


def _told(item: Any) -> tuple[str, str | None]:
    """Headline and key of a row that may not be readable, so that it can be found again."""
    try:
        if isinstance(item, Mapping):
            headline, key = item.get("headline"), item.get("id")
        else:
            headline, key = (item[0] if isinstance(item, tuple) and item else None), None
        return writable(headline[:200]) if isinstance(headline, str) else "", label(key, "id")
    except Exception:  # a row's own methods may raise anything
        return "", None


def _cannot_check(headline: str, document: Document) -> str | None:
    if not any(letter.isalnum() for letter in headline):
        return "no-headline"
    if not document.sentences:
        return "no-body"
    if is_english(document.text) is False:
        return "wrong-language"
    if len(document.sentences) < MIN_SENTENCES:
        return "body-too-short"
    return None


def _telling(judged: JudgedClaim) -> list[Evidence]:
    """The evidence to show: what says most, for or against, no sentence twice."""
    ranked = sorted(
        zip(judged.evidence, judged.predictions, strict=True),
        key=lambda pair: -max(pair[1].entailment, pair[1].contradiction * pair[0].relevance),
    )
    chosen: list[Evidence] = []
    for item, _ in ranked:
        if not any(set(item.sentences) & set(other.sentences) for other in chosen):
            chosen.append(item)
    return chosen[:SHOWN_EVIDENCE]


def _leaning(stance: Mapping[str, float] | None) -> str:
    """What speaks for a person's eye where no rule complains."""
    if stance and stance[likeliest(stance)] >= LIKELY:
        return LEANS[likeliest(stance)]
    return "the signals are weak or conflict"


def _rounded(stance: Mapping[str, float] | None) -> dict[str, float] | None:
    return {name: round(value, 4) for name, value in stance.items()} if stance else None


def _info(article: Article) -> ArticleInfo:
    return ArticleInfo(
        headline=article.headline, id=article.id, url=article.url, published=article.published, source=article.source
    )


def _span(span: Span) -> SpanReport:
    return SpanReport(start=span.start, end=span.end)
