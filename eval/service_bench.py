"""How quick the service is: articles of about 400 words from 1, 8 and 32 clients,
and a headline retyped over a kept body.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.errors import CheckerError

from .http_client import Client, until_taken
from .started_service import Service, started

CLIENTS = (1, 8, 32)
WORDS = range(350, 451)
RETYPINGS = 8


@dataclass(frozen=True)
class Figures:
    """What some requests took.

    Attributes:
        name: what was asked.
        requests: how many were answered.
        p50, p95: seconds.
        rate: requests a second.
    """

    name: str
    requests: int
    p50: float
    p95: float
    rate: float


def figures(name: str, seconds: Sequence[float], wall: float) -> Figures:
    """Of the seconds that each request took."""
    ordered = sorted(seconds)

    def at(share: float) -> float:
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)]

    return Figures(name, len(ordered), at(0.5), at(0.95), len(ordered) / wall)


def bench(data_dir: Path, model: str, workers: int, requests: int, runtime: str = "auto") -> Iterator[Figures]:
    """Measure one service.

    Args:
        data_dir: with ``news/bbc.parquet``.
        model: embedded.
        workers: processes.
        requests: for each number of clients; every one is another article, so that no answer is remembered.
        runtime: of the model.

    Raises:
        CheckerError: there are too few articles, the service does not start, or a request fails.
    """
    stories = _stories(data_dir)
    needed = requests * len(CLIENTS) + requests // RETYPINGS + 10
    if len(stories) < needed:
        raise CheckerError(
            f"{data_dir}/news/bbc.parquet has {len(stories)} articles of about 400 words, {needed} are needed"
        )
    rest = iter(stories)
    with started("--model", model, "--workers", str(workers), "--queue", "128", "--runtime", runtime) as service:
        asyncio.run(_asked(service, [next(rest) for _ in range(10)], 1))
        for clients in CLIENTS:
            begun = time.perf_counter()
            seconds = asyncio.run(_asked(service, [next(rest) for _ in range(requests)], clients))
            yield figures(f"{clients} clients" if clients > 1 else "1 client", seconds, time.perf_counter() - begun)
        begun = time.perf_counter()
        seconds = asyncio.run(_retyped(service, [next(rest) for _ in range(requests // RETYPINGS)]))
        yield figures("a retyped headline over a kept body", seconds, time.perf_counter() - begun)
        yield Figures(f"memory: {service.megabytes():.0f} MB, {service.own_megabytes():.0f} MB by shares", 0, 0, 0, 0)


def _stories(data_dir: Path) -> list[tuple[str, str]]:
    import pandas as pd

    frame: Any = pd.read_parquet(data_dir / "news" / "bbc.parquet")
    headline = "headline" if "headline" in frame else "title"
    frame = frame[frame["body"].str.split().str.len().between(WORDS.start, WORDS.stop - 1)]
    rows = frame.sample(frac=1, random_state=0)
    return list(zip(rows[headline], rows["body"], strict=True))


async def _asked(service: Service, stories: list[tuple[str, str]], clients: int) -> list[float]:
    """Seconds of each request; every client sends the next one when it has its answer."""
    waiting = iter(stories)
    seconds: list[float] = []

    async def client() -> None:
        connection = Client(service.port)
        for headline, body in waiting:
            seconds.append(await _seconds(connection, {"headline": headline, "body": body}))
        connection.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    return seconds


async def _retyped(service: Service, stories: list[tuple[str, str]]) -> list[float]:
    """Seconds of each check of a headline as it is typed anew, word by word from its middle on."""
    connection = Client(service.port)
    seconds = []
    for headline, body in stories:
        kept = await connection.post("/v1/bodies", {"body": body})
        assert kept.status == 200
        import json

        name = json.loads(kept.body)["body_id"]
        words = headline.split()
        # The first check is the page's own, when the story is pasted.
        await _seconds(connection, {"headline": headline, "body_id": name})
        for number in range(RETYPINGS):
            end = max(len(words) - number, 2)
            text = " ".join(words[:end]) + (" again" if number % 2 else "")
            seconds.append(await _seconds(connection, {"headline": text, "body_id": name}))
    connection.close()
    return seconds


async def _seconds(connection: Client, given: dict[str, str]) -> float:
    begun = time.perf_counter()
    # Where the service is full, the waiting counts.
    reply, _ = await until_taken(lambda: connection.post("/v1/check", given))
    if reply.status != 200:
        raise CheckerError(f"a request got {reply.status}: {reply.body[:200]!r}")
    return time.perf_counter() - begun
