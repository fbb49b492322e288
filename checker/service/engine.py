"""Answers requests: their stories are read by a few threads,
their headlines flow through one :func:`~checker.answering.drive`.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from ..answering import WINDOW, AbandonedError, drive
from ..assessing import Assessor
from ..body import Body
from ..course import Course
from ..errors import ModelError, described
from ..pipeline import Checker
from ..report import Report
from ..road import Bodies, Road
from ..rules import choose
from ..stopwatch import Stopwatch
from .jobs import Answer, Job, settle
from .kept import Kept, KeptBodies
from .limits import Limits
from .problems import ProblemError
from .stories import Read, read_story

log = logging.getLogger("checker.service")
READERS = 2
# Headlines that are open at once, of a model that does not pad: enough to keep it busy, and few,
# since a request that comes waits for them all.
OPEN = 4
# A story longer than this is read by a thread of its own, and of a body that is all is worked out where it is read, so
# that no short one waits for it.
LONG = 20_000


@dataclass
class _Held:
    """A request that is held: its headlines that wait for their turn, and the reports so far."""

    job: Job
    future: Future[Answer]
    begun: bool = False
    read: Read | None = None
    road: Road | None = None
    waiting: deque[int] = field(default_factory=deque)
    reports: dict[int, Report] = field(default_factory=dict)

    @property
    def abandoned(self) -> bool:
        return self.future.done()


class Engine:
    """One checker, one window, any number of requests.

    Requests take turns, headline by headline, so that one with many, or with many stories,
    does not hold up those behind it; long stories are read apart from short ones.

    Args:
        checker: answers; nobody else may use its model meanwhile.
        limits: what is kept.
        loaded: called once the model is.

    Attributes:
        watch: adds up the time of the stages.
    """

    def __init__(self, checker: Checker, limits: Limits, loaded: Callable[[], None] | None = None) -> None:
        self.checker, self.limits, self.watch = checker, limits, Stopwatch()
        # Of other threads than the window's: two that add to one number lose some.
        self._reading, self._warm = Stopwatch(), False
        self.kept = KeptBodies(limits)
        self._kept_lock = threading.Lock()
        self._changed = threading.Condition()
        # By their requests, the one whose turn it is first.
        self._turns: OrderedDict[tuple[str, int], deque[_Held]] = OrderedDict()
        self._held: dict[int, _Held] = {}
        self._open: dict[int, _Held] = {}
        self._next = self._going = 0
        self._closing = False
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reading")
        self._long_readers = ThreadPoolExecutor(1, thread_name_prefix="reading-long")
        self._driver = threading.Thread(target=self._drive, name="checking", daemon=True)
        self._driver.start()
        threading.Thread(target=self._load, args=(loaded,), name="loading", daemon=True).start()

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
        readers = self._long_readers if job.story.characters > LONG else self._readers
        readers.submit(self._read, number, held)
        return held.future

    def ready(self) -> bool:
        """Has it loaded what it needs?"""
        return self._warm

    def stages(self) -> dict[str, float]:
        """Seconds by stage since the start."""
        return {
            name: self.watch.seconds.get(name, 0.0) + self._reading.seconds.get(name, 0.0)
            for name in {*self.watch.seconds, *self._reading.seconds}
        }

    def close(self) -> None:
        """Answer what is held, take nothing more on, and end."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        for readers in (self._readers, self._long_readers):
            readers.shutdown(wait=True)
        with self._changed:
            self._changed.notify_all()
        self._driver.join()

    def _load(self, loaded: Callable[[], None] | None) -> None:
        try:
            self.checker.warm_up()
        except Exception as error:
            log.error("the model cannot be loaded: %s", described(error))
            return
        self._warm = True
        if loaded is not None:
            loaded()

    def _forget(self, number: int) -> None:
        with self._changed:
            self._held.pop(number, None)
            self._changed.notify_all()

    def _read(self, number: int, held: _Held) -> None:
        if held.abandoned:
            return
        try:
            story = held.job.story
            rules = choose(story.select, story.ignore) if story.select or story.ignore else self.checker.rules
            started = time.perf_counter()
            held.read = read = read_story(story, self.limits, self._body, self._get)
            with self._kept_lock:
                seconds = self._reading.seconds
                seconds["reading"] = seconds.get("reading", 0.0) + time.perf_counter() - started
            if held.job.task != "check":
                settle(held.future, self._kept_answer(read) if held.job.task == "keep" else Answer(body=read.body.raw))
                return
            assessor = Assessor(self.checker.loaded, rules)
            body = read.body
            held.road = Road(assessor, Bodies(lambda _: body), self.watch, self.checker.settings.time_limit)
            held.waiting.extend(range(len(read.articles)))
        except Exception as error:
            settle(held.future, error)
            return
        with self._changed:
            if not held.abandoned:
                request = held.job.request
                key = ("story", number) if request is None else ("batch", request)
                self._turns.setdefault(key, deque()).append(held)
                self._changed.notify_all()

    def _body(self, text: str) -> Body:
        body = self.checker.read_body(text)
        if len(text) > LONG:
            for name in ("english", "index", "spellings", "names", "counted", "dates"):
                getattr(body, name)
        return body

    def _get(self, name: str) -> Kept | None:
        with self._kept_lock:
            return self.kept.get(name)

    def _kept_answer(self, read: Read) -> Answer:
        sentences = len(read.body.document.sentences)
        with self._kept_lock:
            name = self.kept.keep(Kept(read.body, read.lacks))
        return Answer(
            body=read.body.raw if read.found else None,
            body_id=name,
            sentences=sentences,
            headlines=tuple(
                (item.name, item.headline, item.headline_source)
                for item in read.articles
                if read.own and item.headline.strip()
            ),
            lacks=read.lacks,
        )

    def _drive(self) -> None:
        """One window after another: a model that fails ends one, and with it the requests that were open."""
        while True:
            try:
                model = self.checker.loaded.model
                for _ in drive(
                    self._courses(),
                    model,
                    WINDOW if getattr(model, "pads", False) else OPEN,
                    self.watch,
                    self.checker.settings.time_limit,
                    ordered=False,
                    abandoned=self._abandoned,
                ):
                    pass
                return
            except Exception as error:
                with self._changed:
                    lost = [held for held in self._held.values() if held.begun]
                for held in lost:
                    settle(held.future, error)

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
            assert held.read is not None
            assert held.road is not None
            course = self._course(held, index, held.read, held.road)
            self._open[id(course)] = held
            self._going += 1
            yield course

    def _turn(self) -> tuple[_Held, int] | None:
        """The next headline, of the request whose turn it is."""
        while self._turns:
            key, line = self._turns.popitem(last=False)
            while line and line[0].abandoned:
                line.popleft()
            if not line:
                continue
            held = line[0]
            held.begun = True
            index = held.waiting.popleft()
            if not held.waiting:
                line.popleft()
            if line:
                self._turns[key] = line
            return held, index
        return None

    def _course(self, held: _Held, index: int, read: Read, road: Road) -> Course[None]:
        """The course of one headline; it gives its report to the request by itself."""
        article = read.articles[index]

        def watched() -> Course[None]:
            try:
                try:
                    report = yield from road.course(article)
                except (AbandonedError, ModelError):
                    raise
                except Exception as error:
                    report = road.fault(article, error)
                held.reports[index] = report
                if len(held.reports) == len(read.articles):
                    settle(held.future, _answer(held, read))
            finally:
                self._going -= 1
                self._open.pop(id(whole), None)

        whole = watched()
        return whole


def _answer(held: _Held, read: Read) -> Answer:
    reports = [held.reports[index] for index in range(len(read.articles))]
    return Answer(
        reports=tuple(report.model_dump_json().encode() for report in reports),
        body=read.body.raw if read.found else None,
        sentences=len(read.body.document.sentences),
        findings=Counter(finding.rule for report in reports for finding in report.findings),
        verdicts=Counter(report.verdict for report in reports),
    )
