"""Answers requests: their stories are read by a few threads, their headlines flow through one :func:`~checker.answering.drive`."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict, deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from ..answering import WINDOW, AbandonedError, drive
from ..article import Article
from ..assessing import Assessor
from ..body import Body
from ..course import Course
from ..errors import ModelError
from ..pipeline import Checker
from ..report import Report
from ..road import Bodies, Road
from ..rules import choose
from ..stopwatch import Stopwatch
from .jobs import Answer, Job
from .kept import KeptBodies
from .limits import Limits
from .problems import ProblemError
from .stories import Read, read_story

READERS = 2
# Of a body longer than this all is worked out where it is read, so that no short one waits for it.
LONG = 20_000


@dataclass
class _Held:
    """A request that is held: its headlines that wait for their turn, and the reports so far."""

    job: Job
    future: Future[Answer]
    read: Read | None = None
    road: Road | None = None
    waiting: deque[int] = field(default_factory=deque)
    reports: dict[int, Report] = field(default_factory=dict)

    @property
    def abandoned(self) -> bool:
        return self.future.done()


class Engine:
    """One checker, one window, any number of requests.

    Requests take turns, headline by headline, so that one with many does not hold up those behind it.

    Args:
        checker: answers; nobody else may use its model meanwhile.
        limits: what is kept.
        watch: adds up the time of the stages.
    """

    def __init__(self, checker: Checker, limits: Limits, watch: Stopwatch | None = None) -> None:
        self.checker, self.limits, self.watch = checker, limits, watch or Stopwatch()
        self.kept = KeptBodies(limits)
        self._kept_lock = threading.Lock()
        self._changed = threading.Condition()
        self._turns: OrderedDict[int, _Held] = OrderedDict()
        self._held: dict[int, _Held] = {}
        self._open: dict[int, _Held] = {}
        self._next = self._going = 0
        self._closing = False
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reading")
        self._driver = threading.Thread(target=self._drive, name="checking", daemon=True)
        self._driver.start()

    def submit(self, job: Job) -> Future[Answer]:
        """Take a request on; whoever cancels the future abandons it, and nothing more is done for it."""
        held = _Held(job, Future())
        with self._changed:
            if self._closing:
                raise ProblemError(
                    "stopping", "the service is stopping: try again in a moment", headers={"Retry-After": "5"}
                )
            number = self._next = self._next + 1
            self._held[number] = held
        held.future.add_done_callback(lambda _: self._forget(number))
        self._readers.submit(self._read, number, held)
        return held.future

    def __len__(self) -> int:
        """Requests that are held."""
        return len(self._held)

    def close(self) -> None:
        """Answer what is held, take nothing more on, and end."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._readers.shutdown(wait=True)
        with self._changed:
            self._changed.notify_all()
        self._driver.join()

    def _forget(self, number: int) -> None:
        with self._changed:
            self._held.pop(number, None)
            self._turns.pop(number, None)
            self._changed.notify_all()

    def _read(self, number: int, held: _Held) -> None:
        if held.abandoned:
            return
        try:
            story = held.job.story
            rules = choose(story.select, story.ignore) if story.select or story.ignore else self.checker.rules
            with self.watch.stage("reading"):
                held.read = read = read_story(story, self.limits, self._body, self._get)
            if held.job.keep:
                _settle(held.future, self._kept_answer(read))
                return
            assessor = Assessor(self.checker.loaded, rules)
            body = read.body
            held.road = Road(assessor, Bodies(lambda _: body), self.watch, self.checker.settings.time_limit)
            held.waiting.extend(range(len(read.articles)))
        except Exception as error:
            _settle(held.future, error)
            return
        with self._changed:
            if not held.abandoned:
                self._turns[number] = held
                self._changed.notify_all()

    def _body(self, text: str) -> Body:
        body = self.checker.read_body(text)
        if len(text) > LONG:
            for name in ("english", "index", "spellings", "names", "counted", "dates"):
                getattr(body, name)
        return body

    def _get(self, name: str) -> Body | None:
        with self._kept_lock:
            return self.kept.get(name)

    def kept_text(self, name: str) -> str | None:
        """The text of a kept body."""
        body = self._get(name)
        return None if body is None else body.raw

    def _kept_answer(self, read: Read) -> Answer:
        sentences = len(read.body.document.sentences)
        with self._kept_lock:
            name = self.kept.keep(read.body)
        return Answer(
            body=read.body.raw if read.found else None,
            body_id=name,
            sentences=sentences,
            headlines=tuple((item.name, item.headline, None) for item in read.articles if read.own),
        )

    def _drive(self) -> None:
        """One window after another: a model that fails ends one, and with it the requests that were open."""
        while True:
            try:
                for _ in drive(
                    self._courses(),
                    self.checker.loaded.model,
                    WINDOW,
                    self.watch,
                    self.checker.settings.time_limit,
                    ordered=False,
                    abandoned=self._abandoned,
                ):
                    pass
                return
            except Exception as error:
                for held in list(self._open.values()):
                    _settle(held.future, error)
                self._open.clear()
                self._going = 0

    def _abandoned(self, course: Course[None]) -> bool:
        held = self._open.get(id(course))
        return held is not None and held.abandoned

    def _courses(self) -> Iterator[Course[None] | None]:
        while True:
            with self._changed:
                while not self._turns and not self._going:
                    if self._closing and not self._held:
                        return
                    self._changed.wait()
                turn = self._turn()
            if turn is None:
                # Those that are open go on.
                yield None
                continue
            held, index = turn
            course = self._course(held, index)
            self._open[id(course)] = held
            self._going += 1
            yield course

    def _turn(self) -> tuple[_Held, int] | None:
        """The next headline, of the request whose turn it is."""
        while self._turns:
            number, held = self._turns.popitem(last=False)
            if held.abandoned:
                continue
            index = held.waiting.popleft()
            if held.waiting:
                self._turns[number] = held
            return held, index
        return None

    def _course(self, held: _Held, index: int) -> Course[None]:
        assert held.read is not None and held.road is not None
        article: Article = held.read.articles[index]
        course = held.road.course(article)

        def watched() -> Course[None]:
            try:
                try:
                    report = yield from course
                except (AbandonedError, ModelError):
                    raise
                except Exception as error:
                    report = held.road.fault(article, error)  # type: ignore[union-attr]
                held.reports[index] = report
                if len(held.reports) == len(held.read.articles):  # type: ignore[union-attr]
                    _settle(held.future, _answer(held))
            finally:
                self._going -= 1
                self._open.pop(id(whole), None)

        whole = watched()
        return whole


def _answer(held: _Held) -> Answer:
    read = held.read
    assert read is not None
    reports = [held.reports[index] for index in range(len(read.articles))]
    return Answer(
        reports=tuple(report.model_dump_json().encode() for report in reports),
        body=read.body.raw if read.found else None,
        sentences=len(read.body.document.sentences),
        headlines=tuple((item.name, item.headline, None) for item in read.articles),
        findings=Counter(finding.rule for report in reports for finding in report.findings),
        verdicts=Counter(report.verdict for report in reports),
    )


def _settle(future: Future[Answer], result: Answer | Exception) -> None:
    """Give the answer, unless nobody waits for it any more."""
    if future.done() or not future.set_running_or_notify_cancel():
        return
    if isinstance(result, Exception):
        future.set_exception(result)
    else:
        future.set_result(result)
