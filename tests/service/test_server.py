"""The command itself: one server with two processes, asked, left alone, robbed of a process, and stopped under load."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner

from checker.cli import main

BODY = (
    "Brightwater has bought Calder, the two companies said on Monday. Calder's brand stays. "
    "The price was 40 million pounds."
)
KEY = "s3cret"


@dataclass
class Server:
    """A started one."""

    process: subprocess.Popen[str]
    port: int
    log: Path

    def ask(self, method: str, path: str, given: object = None, timeout: float = 60) -> tuple[int, dict[str, object]]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        data = None if given is None else json.dumps(given)
        connection.request(method, path, data, {"Content-Type": "application/json", "X-API-Key": KEY})
        response = connection.getresponse()
        return response.status, json.loads(response.read())

    def ready(self) -> None:
        end = time.monotonic() + 90
        while self.ask("GET", "/readyz")[0] != 200:
            assert time.monotonic() < end
            time.sleep(0.2)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    log = folder / "log"
    command = [sys.executable, "-m", "checker", "serve", "--port", "0", "--model", "compact", "--workers", "2"]
    with log.open("w") as stderr:
        process = subprocess.Popen(
            [*command, "--runtime", "onnxruntime"],
            stderr=stderr,
            text=True,
            env=os.environ | {"CHECKER_API_KEY": KEY, "XDG_CONFIG_HOME": str(folder)},
        )
    try:
        end = time.monotonic() + 60
        while (found := re.search(r"listening at http://127\.0\.0\.1:(\d+)", log.read_text())) is None:
            assert time.monotonic() < end
            assert process.poll() is None
            time.sleep(0.1)
        yield Server(process, int(found.group(1)), log)
    finally:
        process.kill()
        process.wait()


def test_a_kept_body_is_found_by_the_process_that_keeps_it(server: Server) -> None:
    server.ready()
    kept = [server.ask("POST", "/v1/bodies", {"body": f"{BODY} That was {number}."})[1] for number in range(4)]
    for item in kept:
        status, answer = server.ask(
            "POST", "/v1/check", {"headline": "Calder buys Brightwater", "body_id": item["body_id"]}
        )
        assert status == 200
        assert answer["reports"][0]["verdict"] == "contradicted"  # type: ignore[index]
    for name in ("7.x", "x", ".", "²." + "x", "9" * 400 + ".x"):
        assert server.ask("POST", "/v1/check", {"headline": "?", "body_id": name})[0] == 404
    assert server.ask("POST", "/v1/check", {"headline": "a", "body": "b", "select": ["no"]})[0] == 422
    told = {"headline": "a", "body_id": kept[0]["body_id"], "label": "supported"}
    assert server.ask("POST", "/v1/feedback", told)[0] == 501


def test_no_answer_waits_for_the_clients_acknowledgement(server: Server) -> None:
    connection = HTTPConnection("127.0.0.1", server.port)
    seconds = []
    for _ in range(20):
        started = time.perf_counter()
        connection.request("GET", "/healthz", headers={"X-API-Key": KEY})
        assert connection.getresponse().read()
        seconds.append(time.perf_counter() - started)
    # The first answers of a connection are acknowledged at once.
    assert min(seconds[10:]) < 0.03


def test_it_listens_on_this_machine_only(server: Server) -> None:
    addresses = {
        item.laddr.ip for item in psutil.Process(server.process.pid).net_connections("tcp") if item.status == "LISTEN"
    }
    assert addresses == {"127.0.0.1"}
    result = CliRunner().invoke(main, ["serve", "--model", "compact", "--port", str(server.port)])
    assert result.exit_code == 2
    assert "cannot listen there" in result.stderr


def test_a_client_that_leaves_is_forgotten(server: Server) -> None:
    server.ready()
    headlines = [f"Calder buys the {number}th of its rivals, the companies said" for number in range(20)]
    data = json.dumps({"headlines": headlines, "body": BODY * 40}).encode()
    head = (
        f"POST /v1/check HTTP/1.1\r\nHost: x\r\nX-API-Key: {KEY}\r\nContent-Type: "
        f"application/json\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(head.encode() + data)
        time.sleep(0.2)
    end = time.monotonic() + 20
    while "POST /v1/check 499" not in server.log.read_text():
        assert time.monotonic() < end
        time.sleep(0.05)
    assert server.ask("POST", "/v1/check", {"headline": "Brightwater buys Calder", "body": BODY})[0] == 200


def test_a_process_that_dies_is_started_again(server: Server) -> None:
    server.ready()

    def children() -> list[psutil.Process]:
        found = []
        for child in psutil.Process(server.process.pid).children():
            with suppress(psutil.NoSuchProcess):  # or one that has ended
                found += [child] if "spawn_main" in " ".join(child.cmdline()) else []
        return found

    killed, other = children()
    killed.kill()
    end = time.monotonic() + 30
    while killed in (now := children()) or len(now) < 2:
        assert time.monotonic() < end
        time.sleep(0.1)
    assert other in now
    server.ready()
    for _ in range(4):
        assert server.ask("POST", "/v1/check", {"headline": "Brightwater buys Calder", "body": BODY})[0] == 200


def test_stopped_under_load_it_answers_what_it_holds(server: Server) -> None:
    server.ready()
    found: list[int | None] = []

    def ask(number: int) -> None:
        try:
            found.append(server.ask("POST", "/v1/check", {"headline": f"Calder buys {number} rivals", "body": BODY})[0])
        except ConnectionRefusedError:
            found.append(None)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    server.process.send_signal(signal.SIGTERM)
    for thread in threads:
        thread.join(60)
    assert len(found) == 12
    assert set(found) <= {200, 503, None}
    assert found.count(200) >= 6
    assert server.process.wait(30) == 0
    log = server.log.read_text()
    assert "Traceback" not in log
    assert "rivals" not in log
