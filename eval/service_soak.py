"""Many requests, some of them malformed, oversized or abandoned: no 5xx, memory flat,
answers equal to the checker's own; then stopped under load.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from checker import Checker
from checker.rules import RULES

from .http_client import Client, Reply, until_taken
from .started_service import Service, started

MAX_REQUEST = 200_000
SAMPLES = 20


@dataclass
class Soak:
    """What came of it.

    Attributes:
        statuses: how many responses of each.
        wrong: answers that are not the checker's own.
        unexpected: malformed requests with another status than theirs.
        refused: 429s, each sent again.
        megabytes: of the service, as the run went on.
        after_stop: what became of the requests that were out when it was told to stop.
        exit_status: of the service.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    refused: int = 0
    megabytes: list[float] = field(default_factory=list)
    after_stop: Counter[str] = field(default_factory=Counter)
    exit_status: int | None = None


BAD: dict[str, tuple[bytes, str, tuple[int, ...]]] = {
    "broken JSON": (b'{"headline": "a", "body', "application/json", (400,)),
    "no JSON": (b"\x00\xff\xfe", "application/json", (400,)),
    "a list": (b"[]", "application/json", (422,)),
    "no body": (b'{"headline": "Ferry burns"}', "application/json", (422,)),
    "a number": (b'{"headline": 3, "body": "b"}', "application/json", (422,)),
    "a NUL": (b'{"headline": "a", "body": "b\\u0000"}', "application/json", (422,)),
    "unknown body": (b'{"headline": "a", "body_id": "none"}', "application/json", (404,)),
    "a form": (b"headline=a&body=b", "application/x-www-form-urlencoded", (415,)),
    "too large": (b'{"headline": "a", "body": "' + b"b" * MAX_REQUEST + b'"}', "application/json", (413,)),
    "deep": (b"[" * 50_000, "application/json", (400, 422)),
    "left": (
        b'{"headline": "Ferry burns off Lisse", "body": "A ferry burned off Lisse. It sank at night."}',
        "application/json",
        (0,),
    ),
}


def soak(requests: int, clients: int, model: str, workers: int, bad: float, pool: int = 150, seed: int = 0) -> Soak:
    """Run it.

    Args:
        requests: in all.
        clients: at a time.
        model: embedded.
        workers: processes of the service.
        bad: share of requests that are malformed, oversized or abandoned.
        pool: different articles.
        seed: which they are, and which come when.
    """
    articles = random.Random(seed).sample(_articles(), pool)
    runtime = "onnxruntime"
    own = [json.loads(report.model_dump_json()) for report in Checker(model, runtime=runtime).check_many(articles)]
    found = Soak()
    options = (
        "--model",
        model,
        "--workers",
        str(workers),
        "--runtime",
        runtime,
        "--max-request",
        str(MAX_REQUEST),
        "--timeout",
        "60",
    )
    with started(*options) as service:
        asyncio.run(_run(service, found, articles, own, requests, clients, bad, random.Random(seed)))
        asyncio.run(_stop(service, found, articles, clients))
    return found


def _articles() -> list[tuple[str, str]]:
    """The rules' own examples, and what was planted: they lie in the repository."""
    examples = [(item.headline, item.body) for rule in RULES.values() for item in (*rule.failing, *rule.passing)]
    lines = (Path(__file__).parent / "planted.jsonl").read_text("utf-8").splitlines()
    planted = [(row["headline"], row["body"]) for row in map(json.loads, lines)]
    return list(dict.fromkeys([*examples, *planted]))


async def _run(
    service: Service,
    found: Soak,
    articles: list[tuple[str, str]],
    own: list[Any],
    requests: int,
    clients: int,
    bad: float,
    dice: random.Random,
) -> None:
    names = list(BAD)
    plan: list[tuple[str | None, int]] = [
        (dice.choice(names) if dice.random() < bad else None, dice.randrange(len(articles))) for _ in range(requests)
    ]
    waiting = iter(enumerate(plan))

    async def client() -> None:
        connection = Client(service.port)
        for number, (name, index) in waiting:
            if number % max(requests // SAMPLES, 1) == 0:
                found.megabytes.append(service.megabytes())
            if name is None:
                given = {"headline": articles[index][0], "body": articles[index][1]}
                reply, refused = await until_taken(partial(connection.post, "/v1/check", given))
                if reply.status == 200 and json.loads(reply.body)["reports"] != [own[index]]:
                    found.wrong.append(articles[index][0])
            else:
                reply, refused = await until_taken(partial(_sent, connection, name))
                if reply.status not in BAD[name][2]:
                    found.unexpected.append(f"{name}: {reply.status}")
            found.refused += refused
            found.statuses[reply.status] += 1
        connection.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    found.megabytes.append(service.megabytes())


async def _sent(connection: Client, name: str) -> Reply:
    data, kind, expected = BAD[name]
    return await connection.send("POST", "/v1/check", data, kind, leave=expected == (0,))


async def _stop(service: Service, found: Soak, articles: Iterable[tuple[str, str]], clients: int) -> None:
    """Every client sends until the service is gone."""
    waiting = iter(list(articles) * 50)
    stopped = asyncio.Event()

    async def client() -> None:
        connection = Client(service.port)
        for number, (headline, body) in enumerate(waiting):
            try:
                reply = await connection.post("/v1/check", {"headline": f"{headline} {number}", "body": body})
            except ConnectionRefusedError:
                found.after_stop["refused: nobody listens"] += 1
                return
            except ConnectionError:
                # A kept connection that was closed between two requests is no answer lost: try a new one.
                try:
                    reply = await connection.post("/v1/check", {"headline": headline, "body": body})
                except ConnectionError as error:
                    refused = isinstance(error, ConnectionRefusedError)
                    found.after_stop["refused: nobody listens" if refused else "broken"] += 1
                    return
            if stopped.is_set():
                found.after_stop[str(reply.status)] += 1

    tasks = [asyncio.create_task(client()) for _ in range(clients)]
    await asyncio.sleep(2)
    stopped.set()
    found.exit_status = await asyncio.to_thread(service.stop)
    await asyncio.gather(*tasks)
