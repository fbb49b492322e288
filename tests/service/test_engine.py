"""Many requests through one window: turns, room, time, and clients that have gone."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future

import pytest

from checker import Checker
from checker.answering import AbandonedError, Failure, drive
from checker.course import Course
from checker.errors import ModelError
from checker.nli import Prediction
from checker.nli.questions import Question
from checker.service.engine import LONG, OPEN, Engine
from checker.service.gate import Gate
from checker.service.jobs import Answer, Job, Story
from checker.service.limits import Limits
from checker.service.problems import ProblemError

BODY = "Brightwater has bought Calder, the two companies said on Monday. Calder's brand stays."


class SlowModel:
    """Answers when it is let; counts what it is asked."""

    name, revision, calibrated, pads = "slow", "0" * 16, True, False

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.let = threading.Event()
        self.broken = False

    def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
        """As a model's."""
        self.asked += pairs
        self.let.wait(10)
        if self.broken:
            raise ModelError("out of order")
        return [Prediction(0.2, 0.7, 0.1) for _ in pairs]


@pytest.fixture
def slow() -> SlowModel:
    return SlowModel()


@pytest.fixture
def engine(slow: SlowModel) -> Iterator[Engine]:
    found = Engine(Checker(slow, learned=False), Limits())
    yield found
    slow.let.set()
    found.close()


def job(headline: str = "Calder buys Brightwater", *more: str) -> Job:
    return Job(Story("body", BODY, tuple((None, text) for text in (headline, *more))))


def until(condition: object, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.005)


def test_requests_take_turns(engine: Engine, slow: SlowModel) -> None:
    many = engine.submit(job(*(f"Calder buys the {number}th of its rivals" for number in range(60))))
    until(lambda: slow.asked)
    few = engine.submit(job("Brightwater buys Calder"))
    order: list[str] = []
    many.add_done_callback(lambda _: order.append("many"))
    few.add_done_callback(lambda _: order.append("few"))
    slow.let.set()
    assert len(many.result(30).reports) == 60
    assert len(few.result(30).reports) == 1
    assert order == ["few", "many"]


def test_a_batch_takes_turns_as_one_request(engine: Engine, slow: SlowModel) -> None:
    async def many() -> list[Answer | Exception]:
        gate = Gate(engine.submit, Limits())
        return await gate.ask([job(f"Calder buys the {number}th of its rivals") for number in range(60)], never)

    order: list[str] = []
    batch = threading.Thread(target=lambda: order.append(f"batch of {len(asyncio.run(many()))}"))
    batch.start()
    until(lambda: slow.asked and len(engine._held) == 60)
    few = engine.submit(job("Brightwater buys Calder"))
    until(lambda: len(engine._turns) == 2)
    few.add_done_callback(lambda _: order.append(f"few, {sum(map(len, engine._turns.values()))} left of the batch"))
    slow.let.set()
    batch.join(30)
    told, last = order
    assert last == "batch of 60"
    # It waits for those that were open when it came, and the batch goes on beside it.
    assert int(told.split()[1]) >= 60 - 3 * OPEN


def test_long_stories_are_read_apart_from_short_ones(
    engine: Engine, slow: SlowModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    going, real = threading.Event(), engine._body

    def read(text: str) -> object:
        assert len(text) < LONG or going.wait(10)
        return real(text)

    monkeypatch.setattr(engine, "_body", read)
    slow.let.set()
    long = f"{BODY} It was the first of many. " * (LONG // len(BODY))
    huge = [engine.submit(Job(Story("body", f"{long} Day {day}.", ((None, "Calder buys"),)))) for day in range(3)]
    assert len(engine.submit(job()).result(10).reports) == 1
    assert not any(future.done() for future in huge)
    going.set()
    assert [len(future.result(60).reports) for future in huge] == [1, 1, 1]


def test_what_nobody_waits_for_costs_nothing_more(engine: Engine, slow: SlowModel) -> None:
    # Three windows of headlines: those that are not begun are never begun, those that are asked for end with it.
    gone = engine.submit(job(*(f"Calder buys the {number}th of its rivals" for number in range(60))))
    until(lambda: slow.asked)
    assert gone.cancel()
    slow.let.set()
    engine.submit(job("Brightwater buys Calder")).result(10)
    asked = {claim for _, claim in slow.asked}
    assert sum("rivals" in claim for claim in asked) <= 24
    assert not engine._held
    assert not engine._open


def test_what_is_abandoned_while_it_is_read_is_not_checked(
    engine: Engine, slow: SlowModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, going = threading.Event(), threading.Event()

    def read(text: str) -> object:
        reading.set()
        assert going.wait(5)
        return real(text)

    real = engine._body
    monkeypatch.setattr(engine, "_body", read)
    gone = engine.submit(job())
    assert reading.wait(5)
    gone.cancel()
    going.set()
    slow.let.set()
    engine.submit(job("Brightwater buys Calder")).result(10)
    assert not any("Calder buys" in claim for _, claim in slow.asked)


def test_a_model_that_fails_ends_what_was_open_and_no_more(engine: Engine, slow: SlowModel) -> None:
    slow.broken = True
    first = engine.submit(job())
    slow.let.set()
    with pytest.raises(ModelError):
        first.result(10)
    slow.broken = False
    assert len(engine.submit(job()).result(10).reports) == 1


def test_a_fault_of_one_headline_is_told_in_its_report(
    engine: Engine, slow: SlowModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow.let.set()

    def fails(article: object, *_: object) -> object:
        if "Brightwater" in article.headline:  # type: ignore[attr-defined]
            raise ZeroDivisionError("there")
        return real(article, *_)  # type: ignore[arg-type]

    from checker import road

    real = road.course
    monkeypatch.setattr(road, "course", fails)
    answer = engine.submit(job("Calder is sold", "Brightwater buys Calder")).result(10)
    assert answer.verdicts["not-checked"] == 1
    assert b"internal-error" in answer.reports[1]
    assert b"internal-error" not in answer.reports[0]


def test_closing_answers_what_is_held(slow: SlowModel) -> None:
    engine = Engine(Checker(slow, learned=False), Limits())
    held = [engine.submit(job()), engine.submit(job("Brightwater buys Calder", "Calder is sold"))]
    until(lambda: slow.asked)
    closing = threading.Thread(target=engine.close)
    closing.start()
    until(lambda: engine._closing)
    with pytest.raises(ProblemError, match="stopping"):
        engine.submit(job())
    slow.let.set()
    closing.join(10)
    assert not closing.is_alive()
    assert [len(future.result(0).reports) for future in held] == [1, 2]


class Desk:
    """Takes requests on and answers none by itself."""

    def __init__(self) -> None:
        self.futures: list[Future[Answer]] = []

    def submit(self, _: Job) -> Future[Answer]:
        """As an engine's."""
        self.futures.append(Future())
        return self.futures[-1]


async def never() -> None:
    await asyncio.Event().wait()


def test_there_is_room_for_so_many() -> None:
    desk = Desk()

    async def run() -> None:
        gate = Gate(desk.submit, Limits(queue=2))
        held = [asyncio.create_task(gate.ask([job()], never)) for _ in range(2)]
        await asyncio.sleep(0)
        assert gate.held == 2
        with pytest.raises(ProblemError) as refused:
            await gate.ask([job()], never)
        assert refused.value.name == "too-busy"
        assert int(refused.value.headers["Retry-After"]) >= 1
        for future in desk.futures:
            future.set_result(Answer())
        assert await asyncio.gather(*held) == [[Answer()], [Answer()]]
        assert gate.held == 0
        assert gate.room() == 0
        assert len(desk.futures) == 2

    asyncio.run(run())


def test_texts_that_are_held_have_a_limit_too() -> None:
    desk = Desk()

    async def run() -> None:
        gate = Gate(desk.submit, Limits(held=250))
        held = asyncio.create_task(gate.ask([job(), job()], never))
        await asyncio.sleep(0)
        with pytest.raises(ProblemError, match="try again"):
            await gate.ask([job()], never)
        with pytest.raises(ProblemError) as refused:
            await gate.ask([job(), job(), job()], never)
        assert refused.value.name == "too-large"
        held.cancel()

    asyncio.run(run())


def test_what_would_come_too_late_is_refused_at_once() -> None:
    desk = Desk()

    async def run() -> None:
        gate = Gate(desk.submit, Limits(seconds=0.2))
        gate._mean = 0.1
        held = [asyncio.create_task(gate.ask([job()], never))]
        await asyncio.sleep(0)
        held.append(asyncio.create_task(gate.ask([job()], never)))
        await asyncio.sleep(0)
        assert gate.held == 2
        with pytest.raises(ProblemError, match="try again"):
            await gate.ask([job()], never)
        for task in held:
            task.cancel()

    asyncio.run(run())


def test_time_is_up() -> None:
    desk = Desk()

    async def run() -> None:
        gate = Gate(desk.submit, Limits(seconds=0.05))
        with pytest.raises(ProblemError) as late:
            await gate.ask([job(), job()], never)
        assert late.value.name == "time-limit"
        assert gate.held == 0

    asyncio.run(run())
    assert all(future.cancelled() for future in desk.futures)


def test_a_client_that_has_gone_is_not_waited_for() -> None:
    desk = Desk()

    async def run() -> None:
        async def soon() -> None:
            await asyncio.sleep(0.02)

        gate = Gate(desk.submit, Limits())
        with pytest.raises(asyncio.CancelledError):
            await gate.ask([job()], soon)
        assert gate.held == 0

    asyncio.run(run())
    assert desk.futures[0].cancelled()


def test_drive_gives_results_as_they_come() -> None:
    model = SlowModel()
    model.let.set()

    def course(name: str, rounds: int) -> Course[str]:
        for number in range(rounds):
            yield [Question("nli", name, str(number))]
        return name

    courses = [course("long", 5), None, course("short", 1), course("middle", 2)]
    assert list(drive(courses, model, ordered=False)) == ["short", "middle", "long"]  # type: ignore[arg-type]
    courses = [course("long", 5), None, course("short", 1)]
    assert list(drive(courses, model)) == ["long", "short"]  # type: ignore[arg-type]


def test_drive_ends_what_is_abandoned() -> None:
    model = SlowModel()
    model.let.set()
    unwanted: list[Course[str]] = []

    def course(name: str, rounds: int) -> Course[str]:
        for number in range(rounds):
            yield [Question("nli", name, str(number))]
        return name

    def later() -> Iterator[Course[str] | None]:
        unwanted.append(course("unwanted", 99))
        yield unwanted[0]
        yield course("wanted", 3)

    results = list(drive(later(), model, ordered=False, abandoned=lambda item: item in unwanted))  # type: ignore[arg-type]
    assert sum(isinstance(item, Failure) and isinstance(item.error, AbandonedError) for item in results) == 1
    assert "wanted" in results
    assert not any(premise == "unwanted" for premise, _ in model.asked)
