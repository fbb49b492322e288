"""The one road from articles to reports: body, course, answers, assessment."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

from .answering import WINDOW, Failure, drive
from .article import Article, writable
from .assessing import Assessed, Assessor
from .body import Body
from .context import Context
from .course import Course, NotChecked, course
from .differing import with_differing
from .errors import described
from .inputs import ArticleLike, Unread, read_item
from .report import Report
from .report.types import ArticleInfo
from .rewriting.checked import with_edits
from .rewriting.mended import Mended, mend
from .stopwatch import Stopwatch
from .time_limit import OutOfTimeError
from .whereabouts import article_info, origin_report

# Bodies that are kept for the headlines to come: those of one story follow each other.
KEPT_BODIES = 8
Seen = tuple[Body, Context | NotChecked]
Item = TypeVar("Item")
Result = TypeVar("Result")


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

        def begin(article: Article | Unread) -> Course[Report]:
            return self._unread(article) if isinstance(article, Unread) else self.course(article)

        for article, result in self._driven(chain.from_iterable(map(read_item, items)), begin, window):
            if isinstance(result, Failure):
                assert isinstance(article, Article)
                yield self.fault(article, result.error)
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

    def mended(self, articles: Iterable[Article]) -> Iterator[Mended]:
        """Every headline, mended as far as exact edits go, in order;
        one that a fault of ours kept from it stays as it is.
        """
        for article, result in self._driven(articles, lambda article: mend(article, self.course), WINDOW):
            if isinstance(result, Failure):
                fault = self.fault(article, result.error)
                yield Mended(fault, fault)
            else:
                yield result

    def _driven(
        self, items: Iterable[Item], begin: Callable[[Item], Course[Result]], window: int
    ) -> Iterator[tuple[Item, Result | Failure]]:
        """Every item with what its course came to, in order; items are read as they are needed."""
        on_the_way: deque[Item] = deque()

        def courses() -> Iterator[Course[Result]]:
            for item in items:
                on_the_way.append(item)
                yield begin(item)

        for result in drive(courses(), self.assessor.loaded.model, window, self.watch, self.limit):
            yield on_the_way.popleft(), result

    def course(self, article: Article) -> Course[Report]:
        """What happens to one headline, to its report."""
        body, seen = yield from self._see(article, False)
        with self.watch.stage("rules"):
            assessed = self.assessor.assess(article, body, seen)
        if not isinstance(seen, Context) or not assessed.findings:
            return assessed.report
        assessed = yield from with_differing(seen, assessed)
        return (yield from with_edits(article, seen, assessed, self._again))

    def _again(self, article: Article, body: Body) -> Course[tuple[Context | NotChecked, Assessed]]:
        """The same body under another headline."""
        seen = yield from self._over(article, body, False)
        with self.watch.stage("rules"):
            return seen, self.assessor.assess(article, body, seen)

    def _see(self, article: Article, passages: bool) -> Course[Seen]:
        with self.watch.stage("reading"):
            body = self.bodies(article.body)
        return body, (yield from self._over(article, body, passages))

    def _over(self, article: Article, body: Body, passages: bool) -> Course[Context | NotChecked]:
        loaded = self.assessor.loaded
        words = loaded.passage_words if passages or loaded.learned is not None else 0
        return course(article, body, loaded.thresholds, words, self.watch, self.assessor.names)

    def _unread(self, item: Unread) -> Course[Report]:
        yield from ()
        info = ArticleInfo(headline=item.headline, id=item.id, origin=origin_report(item.origin))
        return self.assessor.unread(info, item.code, [item.message])

    def fault(self, article: Article, error: Exception) -> Report:
        """The report of a headline whose course ended with an error."""
        if isinstance(error, OutOfTimeError):
            note = f"given up after {error}: allow it more (--time-limit, time_limit) or shorten the article"
            return self.assessor.unread(article_info(article), "time-limit", [*article.notes, note])
        note = writable(f"internal error, please report it: {described(error)}")
        return self.assessor.unread(article_info(article), "internal-error", [note])
