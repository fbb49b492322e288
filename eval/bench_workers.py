"""What `eval bench` measures, each in a process of its own that is held to some cores and waits for its turn."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from typing import Any, Literal

from checker import Article, Checker
from checker.nli import NliModel, OnnxModel, PassageReading, Prediction, load_model
from checker.nli.runtimes import Runtime
from checker.segmentation import segment
from checker.stopwatch import Stopwatch
from checker.text import repair

BATCH = 32
MAX_LENGTH = 256
LOADS_AT_MOST = 600.0
Texts = Sequence[tuple[str, str]]
Kind = Literal["checker", "pipeline", "cross-encoder", "peak"]


@dataclass(frozen=True)
class Contender:
    """Something that takes part.

    Attributes:
        kind: the checker; all (sentence, headline) pairs in a transformers pipeline, or in sentence-transformers'
            ``CrossEncoder.predict``; or nothing but products of 8-bit integers.
        model: which embedded model.
        runtime: of the checker.
        folder: the same weights in torch's fp32, for the naive two.
        cores: held to so many.
        processes: of the checker, one core each, as `checker batch` has them; 0 for one process that has all the cores.
        first: the first of its cores.
    """

    kind: Kind
    model: str = ""
    runtime: Runtime | None = None
    folder: str = ""
    cores: int = 1
    processes: int = 0
    first: int = 0

    @property
    def title(self) -> str:
        """What the table calls it."""
        naive = {"pipeline": "all pairs, transformers pipeline", "cross-encoder": "all pairs, CrossEncoder.predict"}
        several = ", a process a core" if self.processes else ""
        return naive.get(self.kind) or f"checker, {self.runtime}{several}"


@dataclass
class Turn:
    """What some articles took.

    Attributes:
        articles: how many.
        seconds: on the clock.
        cpu: seconds of all cores.
        pairs: that the model read.
        tokens: in those pairs.
        stages: seconds by stage, as :class:`~checker.stopwatch.Stopwatch` adds them up.
    """

    articles: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    pairs: int = 0
    tokens: int = 0
    stages: dict[str, float] = field(default_factory=dict)


class _Counting:
    """A model, with the pairs that it was asked."""

    def __init__(self, model: NliModel) -> None:
        self._model = model
        self.asked: list[tuple[str, str]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def predict(self, pairs: Texts) -> list[Prediction]:
        self.asked += pairs
        return self._model.predict(pairs)

    def read_passages(self, pairs: Texts) -> list[PassageReading]:
        self.asked += pairs
        return self._model.read_passages(pairs)  # type: ignore[attr-defined, no-any-return]


class Worker:
    """A process that measures one contender, a turn at a time."""

    def __init__(self, contender: Contender) -> None:
        self.contender = contender
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, contender), daemon=True)
        self._process.start()
        there.close()

    def turn(self, articles: Texts) -> Turn:
        """Have it do some articles.

        Raises:
            RuntimeError: it failed.
        """
        self.begin(articles)
        return self.finish()

    def begin(self, articles: Texts) -> None:
        """Give it some articles."""
        self._here.send(list(articles))

    def finish(self) -> Turn:
        """What they took.

        Raises:
            RuntimeError: it failed.
        """
        if not self._here.poll(LOADS_AT_MOST):
            raise RuntimeError(f"{self.contender.title}: no answer after {LOADS_AT_MOST:.0f} s")
        found = self._here.recv()
        if not isinstance(found, Turn):
            raise RuntimeError(f"{self.contender.title}: {found}")
        return found

    def close(self) -> None:
        """Let it end."""
        with suppress(OSError):
            self._here.send(None)
        self._process.join(20)
        self._process.kill()


class Team:
    """Several workers, a core each, who do an article each in turn."""

    def __init__(self, contender: Contender) -> None:
        self.contender = contender
        one = replace(contender, cores=1, processes=0)
        self._workers = [Worker(replace(one, first=number)) for number in range(contender.processes)]

    def turn(self, articles: Texts) -> Turn:
        """Have them do some articles; the clock stops when the last is done.

        Raises:
            RuntimeError: one failed.
        """
        started = time.perf_counter()
        for number, worker in enumerate(self._workers):
            worker.begin(articles[number :: len(self._workers)])
        turns = [worker.finish() for worker in self._workers]
        found = Turn(seconds=time.perf_counter() - started)
        for turn in turns:
            found.articles += turn.articles
            found.cpu += turn.cpu
            found.pairs += turn.pairs
            found.tokens += turn.tokens
            for name, seconds in turn.stages.items():
                found.stages[name] = found.stages.get(name, 0.0) + seconds / len(turns)
        return found

    def close(self) -> None:
        """Let them end."""
        for worker in self._workers:
            worker.close()


def _serve(pipe: Connection, contender: Contender) -> None:
    if hasattr(os, "sched_setaffinity"):
        there = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {there[(contender.first + number) % len(there)] for number in range(contender.cores)})
    try:
        run = _RUNS[contender.kind](contender)
        while (articles := pipe.recv()) is not None:
            pipe.send(run(articles))
    except EOFError:
        return
    except Exception as error:
        pipe.send(f"{type(error).__name__}: {error}")


def _measured(articles: Texts, run: Callable[[], object]) -> Turn:
    clock, cpu = time.perf_counter(), time.process_time()
    run()
    return Turn(len(articles), time.perf_counter() - clock, time.process_time() - cpu)


def _checker(contender: Contender) -> Callable[[Texts], Turn]:
    assert contender.runtime is not None
    model = load_model(contender.model, threads=contender.cores, runtime=contender.runtime)
    assert isinstance(model, OnnxModel)

    def run(articles: Texts) -> Turn:
        # A checker of its own every time: nothing is remembered from the last turn.
        counting, watch = _Counting(model), Stopwatch()
        checker = Checker(counting, time_limit=None)
        stories = [Article(headline, body) for headline, body in articles]
        turn = _measured(articles, lambda: deque(checker.check_many(stories, watch), 0))
        turn.pairs, turn.tokens = len(counting.asked), model.count_tokens(counting.asked)
        turn.stages = dict(watch.seconds)
        return turn

    return run


def _pairs(articles: Texts) -> list[tuple[str, str]]:
    """Every sentence with its headline; they are cut outside the time that counts."""
    return [
        (sentence.text, headline) for headline, body in articles for sentence in segment(repair(body).text).sentences
    ]


def _naive(contender: Contender) -> Callable[[Texts], Turn]:
    import torch
    from transformers import AutoTokenizer

    from checker.nli.cross_encoder import quiet

    torch.set_num_threads(contender.cores)
    tokenizer = AutoTokenizer.from_pretrained(contender.folder)
    with quiet():
        ask = _pipeline(contender, tokenizer) if contender.kind == "pipeline" else _cross_encoder(contender)

    def run(articles: Texts) -> Turn:
        pairs = _pairs(articles)
        turn = _measured(articles, lambda: ask(pairs))
        turn.pairs = len(pairs)
        ids = tokenizer([one for one, _ in pairs], [two for _, two in pairs], truncation=True, max_length=MAX_LENGTH)
        turn.tokens = sum(map(len, ids.input_ids))
        return turn

    return run


def _pipeline(contender: Contender, tokenizer: Any) -> Callable[[Texts], None]:
    import torch
    from transformers import pipeline

    pipe: Any = pipeline(
        "text-classification", contender.folder, tokenizer=tokenizer, dtype=torch.float32, device="cpu"
    )

    def ask(pairs: Texts) -> None:
        rows = [{"text": sentence, "text_pair": headline} for sentence, headline in pairs]
        answers = pipe(rows, batch_size=BATCH, truncation=True, max_length=MAX_LENGTH, top_k=None)
        assert len(answers) == len(rows)

    return ask


def _cross_encoder(contender: Contender) -> Callable[[Texts], None]:
    import torch
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(contender.folder, device="cpu", max_length=MAX_LENGTH, model_kwargs={"dtype": torch.float32})

    def ask(pairs: Texts) -> None:
        answers = model.predict(list(pairs), batch_size=BATCH, show_progress_bar=False)
        assert len(answers) == len(pairs)

    return ask


def _peak(_: Contender) -> Callable[[Texts], Turn]:
    """Products of 8-bit integers a second of one core, as oneDNN does them;
    ``pairs`` of the turn are millions of products.
    """
    import torch

    torch.set_num_threads(1)
    size = 1024
    one, two = (torch.randint(-100, 100, (size, size), dtype=torch.int8) for _ in range(2))

    def run(articles: Texts) -> Turn:
        turns = [_measured(articles, lambda: torch._int_mm(one, two)) for _ in range(20)]
        best = min(turns, key=lambda turn: turn.cpu)
        best.pairs = size**3 // 10**6
        return best

    return run


_RUNS: dict[Kind, Callable[[Contender], Callable[[Texts], Turn]]] = {
    "checker": _checker,
    "pipeline": _naive,
    "cross-encoder": _naive,
    "peak": _peak,
}
