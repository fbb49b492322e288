"""The public way in: ``Checker`` and ``check``. What they do stands in :mod:`~checker.road`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike, fspath
from typing import Any, overload

from .answering import WINDOW
from .article import Article
from .body import Body
from .context import Context
from .errors import UsageError
from .evidence import SentenceIndex
from .inputs import ArticleLike, Unread, as_article, as_articles, one_article, several
from .nli import NliModel
from .prepared import Prepared
from .report import Report
from .rewriting import Mended
from .road import Bodies, Road
from .settings import make_settings
from .stopwatch import Stopwatch
from .thresholds import Sensitivity, Thresholds
from .time_limit import DEFAULT as DEFAULT_TIME_LIMIT


class Checker(Prepared):
    """Checks headlines against their bodies with one NLI model and one set of rules.

    It may be used by several threads, pickled, and used in a child process.

    Args:
        model: the name of an embedded model (``standard``), a folder (transformers or our ONNX layout), a model of
            the Hugging Face hub (``owner/name``), or a loaded :class:`~checker.nli.NliModel`.
        select: run only these rules: a name or several.
        ignore: leave these rules out: a name or several.
        severities: ``error``, ``warning`` or ``off``, by rule or ``rule/check``, in place of the rules' own.
        names: that no body need mention: ``entity-unsupported`` leaves them and their parts alone.
        thresholds: where probabilities become verdicts; the model's own by default.
        index: how evidence is chosen; another class than the default is for experiments.
        learned: let the learned verdict that lies beside the model give score and stance; without it, or where the
            user has calibrated the score on articles of their own, the score is a logistic model of a few signals.
        sensitivity: ``cautious``, ``balanced`` or ``thorough``: how low a score is a finding,
            at false alarm rates that were measured for the model (``checker models show``);
            ``thresholds`` of your own go before it.
        time_limit: seconds that one article may take, ``None`` for any number;
            one that takes longer is ``not-checked``, with the reason, and the others go on.
        model_options: passed to :func:`~checker.nli.load_model`: ``device``, ``revision``, ``batch_size``,
            ``labels``, ``offline``, ``threads``, ``runtime``.

    Attributes:
        settings: what it was made with.

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
        severities: Mapping[str, str] | None = None,
        names: str | Iterable[str] = (),
        thresholds: Thresholds | None = None,
        index: type[SentenceIndex] = SentenceIndex,
        learned: bool = True,
        time_limit: float | None = DEFAULT_TIME_LIMIT,
        sensitivity: Sensitivity = "balanced",
        **model_options: Any,
    ) -> None:
        name = fspath(model) if isinstance(model, PathLike) else model
        given = None if isinstance(name, str) else name
        self.settings = make_settings(
            name, select, ignore, thresholds, learned, index, time_limit, model_options, sensitivity, severities, names
        )
        self._set_up(given)

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
        return next(self._road().reports([one_article(headline, body)], window=1))

    def check_headlines(self, body: Body, headlines: Iterable[str | Article] | Mapping[str, str]) -> list[Report]:
        """Check several headlines over one body, which is neither read nor parsed again.

        Args:
            body: as :meth:`read_body` gives it.
            headlines: texts, or texts by their names (``web``, ``seo``, ``push`` …), or articles over this body,
                whose reports say where they stand.

        Returns:
            A report each, in order.

        Raises:
            InputError: a headline is no text.
            UsageError: one headline in place of several, or an article with another body.
        """
        if not isinstance(body, Body):
            raise UsageError(f"body: must come from read_body, not {type(body).__name__}")
        if isinstance(headlines, str | Article) or not isinstance(headlines, Iterable):
            raise UsageError("check_headlines takes several headlines: put the one in a list")
        named = headlines.items() if isinstance(headlines, Mapping) else ((None, headline) for headline in headlines)
        articles = [
            headline if isinstance(headline, Article) else Article(headline, body.raw, name=name)
            for name, headline in named
        ]
        if any(article.body != body.raw for article in articles):
            raise UsageError("headlines: an article among them has another body: read_body of its own first")
        road = Road(self._assessor(), Bodies(lambda _: body), limit=self.settings.time_limit)
        return list(road.reports(articles, WINDOW if len(articles) > 1 else 1))

    def check_many(self, articles: Iterable[ArticleLike | Unread], watch: Stopwatch | None = None) -> Iterator[Report]:
        """Check many articles lazily, in order; up to sixteen are read ahead and on their way at a time.

        An article that cannot be read gives a report with the verdict ``not-checked``, the reason
        ``invalid-input`` and the message in its notes: the run goes on and no row is lost.
        A mapping with several headlines (``headlines``) gives a report for each.

        Args:
            articles: as :meth:`check` takes them.
            watch: adds up the time that each stage takes.

        Raises:
            UsageError: not several articles but one, or something else.
        """
        return self._road(watch).reports(several(articles, "check_many"))

    @overload
    def mend(self, headline: ArticleLike) -> Mended: ...
    @overload
    def mend(self, headline: str, body: str) -> Mended: ...
    def mend(self, headline: str | ArticleLike, body: str | None = None) -> Mended:
        """Mend one headline as far as exact edits go, each checked again over the body:
        see :class:`~checker.rewriting.Mended`.

        Args:
            headline: as :meth:`check` takes it.
            body: the article's text.

        Raises:
            InputError: as :meth:`check`.
            UsageError: as :meth:`check`.
        """
        return next(self._road().mended([one_article(headline, body)]))

    def mend_many(self, articles: Iterable[ArticleLike], watch: Stopwatch | None = None) -> Iterator[Mended]:
        """Mend many headlines lazily, in order.

        Args:
            articles: as :meth:`check` takes them; a mapping with several headlines counts for each.
            watch: adds up the time that each stage takes.

        Raises:
            InputError: an article's fields are missing or of the wrong type.
            UsageError: not several articles but one, or something else.
        """
        found = several(articles, "mend_many")
        return self._road(watch).mended(article for item in found for article in as_articles(item))

    def contexts(self, articles: Iterable[ArticleLike], *, passages: bool = False) -> list[Context | None]:
        """What the rules see of each article (``None`` where nothing can be said of it): for calibration and research.

        Args:
            articles: as :meth:`check` takes them.
            passages: have the passage that stands for the body read too, as for a learned verdict.
        """
        found = self._road().seen([as_article(item) for item in several(articles, "contexts")], passages)
        return [seen if isinstance(seen, Context) else None for _, seen in found]

    def examine(self, articles: Iterable[ArticleLike]) -> list[tuple[Report, dict[str, float]]]:
        """The report of each article, without edits, with the signals that its score is made of:
        for evaluation and research.

        The signals are those of :func:`checker.verdict.verdict.features`; empty where an article was not checked.
        """
        assessor = self._assessor()
        chosen = [as_article(item) for item in several(articles, "examine")]
        found = self._road().seen(chosen)
        assessed = (assessor.assess(article, body, seen) for article, (body, seen) in zip(chosen, found, strict=True))
        return [(item.report, item.signals) for item in assessed]


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
    article = one_article(headline, body)
    return Checker(**options).check(article)
