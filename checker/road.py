"""The one road from articles to reports: body, course, answers, assessment."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from .answering import WINDOW, Failure, drive
from .article import Article, writable
from .assessing import Assessor, article_info, origin_report
from .body import Body
from .context import Context
from .course import Course, NotChecked, course
from .errors import described
from .inputs import ArticleLike, Unread, read_item
from .report import Report
from .report.types import ArticleInfo
from .stopwatch import Stopwatch
from .time_limit import OutOfTimeError

# Bodies that are kept for the headlines to come: those of one story follow each other.
KEPT_BODIES = 8
Seen = tuple[Body, Context | NotChecked]


@dataclass
class Bodies:
    """Reads bodies, each once while its headlines follow each other.

    Attributes:
        read: makes a body of a text.
    """

    read: Callable[[str], Body]
    _kept: OrderedDict[str, Body] = field(default_factory=OrderedDict)

    def __call__(self, text: str) -> Body:
        """The body of this text."""
        body = self._kept.pop(text, None) or self.read(text)
        self._kept[text] = body
        while len(self._kept) > KEPT_BODIES:
            self._kept.popitem(last=False)
        return body


@dataclass(frozen=True)
class Road:
    """What every article of a run has in common.

    Attributes:
        assessor: the rules, and the model with what was fitted for it.
        bodies: reads them.
        watch: adds up the time of the stages.
        limit: seconds that an article may take; ``None`` for any number.
    """

    assessor: Assessor
    bodies: Bodies
    watch: Stopwatch = field(default_factory=Stopwatch)
    limit: float | None = None

    def reports(self, items: Iterable[ArticleLike | Unread], window: int = WINDOW) -> Iterator[Report]:
        """A report of every headline of every item, in order; an item that is no article has one too."""
        on_the_way: list[Article | Unread] = []

        def courses() -> Iterator[Course[Report]]:
            for article in chain.from_iterable(map(read_item, items)):
                on_the_way.append(article)
                yield self._unread(article) if isinstance(article, Unread) else self._report(article)

        for result in drive(courses(), self.assessor.loaded.model, window, self.watch, self.limit):
            article = on_the_way.pop(0)
            if isinstance(result, Failure):
                assert isinstance(article, Article)
                yield self._fault(article, result.error)
            else:
                yield result

    def seen(self, articles: Sequence[Article], passages: bool = False) -> list[Seen]:
        """What the rules see of each article, with its body.

        Args:
            articles: in order.
            passages: have the passage that stands for the body read even where there is no learned verdict.

        Raises:
            Exception: what an article tripped over.
        """
        found = []
        for result in drive((self._see(article, passages) for article in articles), self.assessor.loaded.model):
            if isinstance(result, Failure):
                raise result.error
            found.append(result)
        return found

    def _report(self, article: Article) -> Course[Report]:
        body, seen = yield from self._see(article, False)
        with self.watch.stage("rules"):
            return self.assessor.report(article, body, seen)

    def _see(self, article: Article, passages: bool) -> Course[Seen]:
        with self.watch.stage("reading"):
            body = self.bodies(article.body)
        loaded = self.assessor.loaded
        words = loaded.passage_words if passages or loaded.learned is not None else 0
        return body, (yield from course(article, body, loaded.thresholds, words, self.watch, self.assessor.names))

    def _unread(self, item: Unread) -> Course[Report]:
        yield from ()
        info = ArticleInfo(headline=item.headline, id=item.id, origin=origin_report(item.origin))
        return self.assessor.unread(info, item.code, [item.message])

    def _fault(self, article: Article, error: Exception) -> Report:
        if isinstance(error, OutOfTimeError):
            note = f"given up after {error}: allow it more (--time-limit, time_limit) or shorten the article"
            return self.assessor.unread(article_info(article), "time-limit", [*article.notes, note])
        note = writable(f"internal error, please report it: {described(error)}")
        return self.assessor.unread(article_info(article), "internal-error", [note])
