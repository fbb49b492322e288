"""Answers the questions of many courses at once: a rolling window of open courses over one model."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

from .course import Course
from .errors import ModelError
from .nli.protocol import NliModel
from .nli.questions import Answers, Question, answer
from .once import unforked
from .stopwatch import Stopwatch
from .time_limit import Clock, OutOfTimeError

T = TypeVar("T")
WINDOW = 16
# Questions handed to a model in one go: enough for every core, few enough that the answers come back soon.
AT_ONCE = 24
# A model that pads gets several batches at once, so that pairs of one batch are about as long as each other.
BATCHES_AT_ONCE = 8
# Answers that are remembered for the courses to come: copies of one story stand close together.
REMEMBERED = 4096


@dataclass(frozen=True)
class Failure:
    """The end of a course that tripped over a fault of ours."""

    error: Exception


class AbandonedError(Exception):
    """Nobody waits for this course any more."""


@dataclass
class _Open(Generic[T]):
    """A course that waits for answers: those that it has and the questions that are still open."""

    number: int
    course: Course[T]
    got: Answers = field(default_factory=Answers)
    missing: dict[Question, None] = field(default_factory=dict)
    clock: Clock = field(default_factory=Clock)


def drive(
    courses: Iterable[Course[T] | None],
    model: NliModel,
    window: int = WINDOW,
    watch: Stopwatch | None = None,
    limit: float | None = None,
    ordered: bool = True,
    abandoned: Callable[[Course[T]], bool] | None = None,
) -> Iterator[T | Failure]:
    """Take every course to its end; the results come in the courses' order.

    Their questions are pooled, identical ones are asked once (again, each alone, where the model trips over one of
    them), and while the model answers some, the courses that have their answers go on.
    A course that raises ends alone, as a :class:`Failure`.

    Args:
        courses: started when there is room in the window; ``None`` among them: there is none for now,
            go on with those that are open.
        model: answers; called from one thread at a time.
        window: at most so many courses are open, or done and waiting for an earlier one,
            so that so many are read ahead; 1 for an article that stands alone.
        watch: adds up the time spent waiting for the model.
        limit: seconds that a course may take, with its share of the model's;
            one that takes longer ends as a :class:`Failure` with :class:`~checker.time_limit.OutOfTimeError`.
        ordered: give the results in the courses' order; else as they come,
            so that none waits for a longer one before it.
        abandoned: has nobody any use for a course any more? It ends as a :class:`Failure`
            with :class:`AbandonedError`, and nothing more is asked for it.

    Raises:
        ModelError: the model fails; the open courses are closed.
        Exception: what ``courses`` raises, once those before it are through.
    """
    road = _Road(courses, model, window, watch or Stopwatch(), limit, ordered, abandoned)
    try:
        yield from road.results()
    finally:
        road.close()


class _Road(Generic[T]):
    """The state of one :func:`drive`."""

    def __init__(
        self,
        courses: Iterable[Course[T] | None],
        model: NliModel,
        window: int,
        watch: Stopwatch,
        limit: float | None,
        ordered: bool,
        abandoned: Callable[[Course[T]], bool] | None,
    ) -> None:
        self._courses = iter(courses)
        self._ordered, self._abandoned = ordered, abandoned
        self._model, self._window, self._watch, self._limit = model, max(window, 1), watch, limit
        self._pads = bool(getattr(model, "pads", False))
        self._at_once = BATCHES_AT_ONCE * int(getattr(model, "batch_size", 1)) if self._pads else AT_ONCE
        self._clerk = ThreadPoolExecutor(1, thread_name_prefix="answering") if window > 1 else None
        self._waiting: dict[int, _Open[T]] = {}
        self._flight: tuple[list[Question], Future[Answers]] | None = None
        self._done: dict[int, T | Failure] = {}
        self._known = Answers()
        self._started = self._given = 0
        self._exhausted = False
        self._broken: Exception | None = None
        self._process = os.getpid()
        self._seconds = 0.0

    def results(self) -> Iterator[T | Failure]:
        """See :func:`drive`."""
        while True:
            while self._next_done() is not None:
                result = self._done.pop(self._next_done())  # type: ignore[arg-type]
                self._given += 1
                yield result
            self._stay()
            self._admit()
            if self._next_done() is not None:
                continue
            self._drop()
            self._take_off()
            if self._flight is None:
                if not self._exhausted or self._done:
                    continue
                if self._broken is not None:
                    raise self._broken
                return
            with self._watch.stage("NLI"):
                answers, failures = self._land()
            ready = self._deal(answers, failures)
            # The model has its next questions before the courses go on with these answers.
            if self._clerk is not None:
                self._take_off()
            for item, error in ready:
                self._advance(item, error)

    def _next_done(self) -> int | None:
        """The number of the course whose result is to be given now."""
        if self._ordered:
            return self._given if self._given in self._done else None
        return next(iter(self._done), None)

    def _drop(self) -> None:
        """End the courses that nobody waits for."""
        if self._abandoned is not None:
            for item in [item for item in self._waiting.values() if self._abandoned(item.course)]:
                self._advance(item, AbandonedError())

    def _stay(self) -> None:
        """In a forked child: the parent's clerk is not there, and what he was asked is asked again."""
        if self._process != os.getpid():
            self._process = os.getpid()
            self._flight = None
            self._clerk = ThreadPoolExecutor(1, thread_name_prefix="answering") if self._clerk is not None else None

    def close(self) -> None:
        """Give up what is open."""
        if self._clerk is not None:
            self._clerk.shutdown(wait=True, cancel_futures=True)
        for item in self._waiting.values():
            item.course.close()

    def _admit(self) -> None:
        while not self._exhausted and self._started - self._given < self._window:
            try:
                course = next(self._courses)
            except StopIteration:
                self._exhausted = True
                return
            except Exception as error:
                # What came before it is answered first.
                self._exhausted, self._broken = True, error
                return
            if course is None:
                return
            self._started += 1
            self._advance(_Open(self._started - 1, course, clock=Clock(self._limit)))

    def _advance(self, item: _Open[T], error: Exception | None = None) -> None:
        """Let a course run to the next questions that nobody has asked, or to its end."""
        self._waiting.pop(item.number, None)
        started = bool(item.got)
        while True:
            try:
                with unforked(), item.clock.running():
                    if error is not None:
                        wanted = item.course.throw(error)
                    else:
                        wanted = item.course.send(item.got) if started else next(item.course)
            except StopIteration as end:
                self._done[item.number] = end.value
                return
            except ModelError:
                raise
            except Exception as fault:
                self._done[item.number] = Failure(fault)
                return
            started, error = True, None
            item.got = Answers((question, self._known[question]) for question in wanted if question in self._known)
            item.missing = dict.fromkeys(question for question in wanted if question not in self._known)
            if item.missing:
                self._waiting[item.number] = item
                return

    def _take_off(self) -> None:
        """Ask the questions of the courses that wait, the earliest course's first,
        unless some are being answered already.
        """
        if self._flight is not None:
            return
        chosen: dict[Question, None] = {}
        for number in sorted(self._waiting):
            # A few of each: a long article must not hold up the short ones behind it.
            chosen |= dict.fromkeys(islice(self._waiting[number].missing, self._at_once))
            if len(chosen) >= self._at_once:
                break
        asked = list(chosen)
        if not asked:
            return
        if self._pads:
            asked.sort(key=lambda question: -len(question.premise) - len(question.hypothesis))
        future: Future[Answers] = Future()
        if self._clerk is not None:
            future = self._clerk.submit(self._ask, asked)
        else:
            try:
                future.set_result(self._ask(asked))
            except Exception as error:
                future.set_exception(error)
        self._flight = asked, future

    def _ask(self, questions: list[Question]) -> Answers:
        started = time.perf_counter()
        try:
            return answer(self._model, questions)
        finally:
            self._seconds = time.perf_counter() - started

    def _land(self) -> tuple[Answers, dict[Question, Exception]]:
        """The answers to the questions that are out, and what went wrong with which."""
        assert self._flight is not None
        asked, future = self._flight
        self._flight = None
        try:
            return future.result(), {}
        except ModelError:
            raise
        except Exception as error:
            if len(asked) == 1:
                return Answers(), {asked[0]: error}
        # One of them is at fault: each is put by itself.
        found, failures = Answers(), {}
        for question in asked:
            try:
                found |= answer(self._model, [question])
            except ModelError:
                raise
            except Exception as error:
                failures[question] = error
        return found, failures

    def _deal(self, answers: Answers, failures: dict[Question, Exception]) -> list[tuple[_Open[T], Exception | None]]:
        """Hand the answers out; the courses that have all of theirs, or one that went wrong."""
        self._known |= answers
        share = self._seconds / max(len(answers) + len(failures), 1)
        ready: list[tuple[_Open[T], Exception | None]] = []
        for item in self._waiting.values():
            for question in [question for question in item.missing if question in answers]:
                item.got[question] = answers[question]
                del item.missing[question]
                item.clock.spent += share
            fault = next((failures[question] for question in item.missing if question in failures), None)
            if item.clock.over:
                fault = OutOfTimeError(f"{self._limit:g} s")
            if fault is not None or not item.missing:
                ready.append((item, fault))
        while len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        return ready
