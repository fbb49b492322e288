"""Clients that send slowly, too much, by halves or not at all: they keep nobody waiting."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection

import pytest

from checker import Checker
from checker.service import connection
from checker.service.gate import busy
from checker.service.limits import Limits
from checker.service.problems import ProblemError
from checker.service.state import Options
from checker.service.uploads import LINGER, Uploads

from .running import head, running, until_closed

UPLOAD = 1.0
STORY = json.dumps({"headline": "?", "body": "Nobody came. It rained."}).encode()


@pytest.fixture(scope="module")
def port(checker: Checker) -> Iterator[int]:
    """Of a service that lets few wait."""
    with running(checker, Options(Limits(request=300_000, queue=4, upload=UPLOAD))) as port:
        yield port


def connected(port: int, sent: bytes) -> socket.socket:
    found = socket.create_connection(("127.0.0.1", port), timeout=10)
    found.sendall(sent)
    return found


def ask(port: int, data: bytes = STORY) -> tuple[int, dict[str, object]]:
    client = HTTPConnection("localhost", port, timeout=10)
    client.request("POST", "/v1/check", data, {"Content-Type": "application/json"})
    answer = client.getresponse()
    return answer.status, json.loads(answer.read())


def test_slow_clients_hold_nobody_up(port: int) -> None:
    ask(port)
    with ExitStack() as stack:
        halves = [stack.enter_context(connected(port, head(500) + b'{"headline"')) for _ in range(20)]
        heads = [stack.enter_context(connected(port, b"POST /v1/check HTTP/1.1\r\nHost:")) for _ in range(20)]
        time.sleep(0.1)
        started = time.monotonic()
        assert [ask(port)[0] for _ in range(5)] == [200] * 5
        assert time.monotonic() - started < UPLOAD
        answers = [until_closed(item) for item in halves]
        assert time.monotonic() - started < UPLOAD + LINGER + 3
        assert all(answer.startswith(b"HTTP/1.1 408 ") and b":too-slow" in answer for answer in answers)
        assert len(heads) == 20


def test_a_request_that_trickles_is_ended(port: int) -> None:
    started = time.monotonic()
    with connected(port, head(5_000)) as client:
        client.settimeout(0.05)
        answer = b""
        while not answer and time.monotonic() - started < 10:
            client.sendall(b" ")
            try:
                answer = client.recv(1_000)
            except TimeoutError:
                continue
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert UPLOAD / 2 < time.monotonic() - started < 3 * UPLOAD


def test_one_that_keeps_coming_has_longer(port: int) -> None:
    with connected(port, head(100_000 + len(STORY))) as client:
        for _ in range(4):
            client.sendall(b" " * 25_000)
            time.sleep(0.4)
        client.sendall(STORY)
        assert client.recv(1_000).startswith(b"HTTP/1.1 200 ")


def test_a_head_that_never_ends_is_given_up(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "HEAD", 0.3)
    started = time.monotonic()
    with connected(port, b"") as silent, connected(port, b"POST /v1/check HTTP/1.1\r\nHost:") as half:
        assert until_closed(silent) == until_closed(half) == b""
    with connected(port, head(len(STORY)) + STORY) as again:
        assert again.recv(10_000).startswith(b"HTTP/1.1 200 ")
        again.sendall(b"POST /v1/check")
        until_closed(again)
    assert time.monotonic() - started < 4


def test_an_answer_that_nobody_takes_is_given_up(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "TAKEN", 0.3)
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        client.settimeout(5)
        client.connect(("127.0.0.1", port))
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            ask_and_take_nothing(client)


def ask_and_take_nothing(client: socket.socket) -> None:
    for _ in range(500):
        client.sendall(b"GET /v1/rules HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(0.01)


@pytest.mark.parametrize("more", [(), ("Expect: 100-continue",)])
def test_what_says_that_it_is_too_large_is_refused_before_it_comes(port: int, more: tuple[str, ...]) -> None:
    started = time.monotonic()
    with connected(port, head(300_001, *more)) as client:
        answer = client.recv(10_000)
        assert answer.startswith(b"HTTP/1.1 413 ")
        assert b"100 Continue" not in answer
        assert time.monotonic() - started < UPLOAD


def test_whoever_sends_it_all_the_same_hears_why(port: int) -> None:
    with connected(port, head(2_000_000)) as client:
        for _ in range(10):
            client.sendall(b" " * 200_000)
            time.sleep(0.02)
        answer = until_closed(client)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"300,000 bytes" in answer
    assert ask(port)[0] == 200


def test_one_that_waits_to_be_told_is_told(port: int) -> None:
    with connected(port, head(len(STORY), "Expect: 100-continue")) as client:
        assert client.recv(1_000).startswith(b"HTTP/1.1 100 ")
        client.sendall(STORY)
        assert client.recv(1_000).startswith(b"HTTP/1.1 200 ")


def test_together_they_hold_so_much_and_the_oldest_is_given_up() -> None:
    async def run() -> None:
        uploads = Uploads(Limits(request=1_000, held=2_500, upload=5), lambda: busy(1))
        lines: list[asyncio.Queue[dict[str, object]]] = [asyncio.Queue() for _ in range(3)]
        reads = [asyncio.create_task(uploads.read(line.get, None)) for line in lines]  # type: ignore[arg-type]
        for line in lines:
            line.put_nowait({"type": "http.request", "body": b"b" * 1_000, "more_body": True})
        await asyncio.sleep(0.05)
        assert uploads.held == 2_000
        with pytest.raises(ProblemError) as refused:
            await asyncio.wait_for(reads[0], 1)
        assert refused.value.name == "too-busy"
        for line in lines[1:]:
            line.put_nowait({"type": "http.request", "body": b"", "more_body": False})
        assert [len(data) for data in await asyncio.gather(*reads[1:])] == [1_000, 1_000]
        assert uploads.held == 0

    asyncio.run(run())
