"""The webhook recipe, from what Ghost sends to the line that the newsroom reads, over the real service."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue

import pytest

from checker.service.webhook import Receiver, plain_text, question, signed

BODY = (
    "The city council voted on Tuesday to consider a ban on cars in the old town from June. "
    "A decision is due in the autumn."
)
POST = {
    "post": {
        "current": {
            "id": "65f0",
            "title": "Council to consider ban on cars in old town",
            "meta_title": "Council to consider ban on cars from May",
            "html": f"<p>{BODY}</p>\n<figure><img src='x'><figcaption>A car in May</figcaption></figure><p>More &amp; "
            "more<br>of it.</p>",
            "url": "https://news.example/cars/",
        },
        "previous": {"title": "Old"},
    }
}


def test_html_becomes_running_text() -> None:
    html = POST["post"]["current"]["html"]
    assert plain_text(html) == f"{BODY}\n\nMore & more\n\nof it."


def test_what_is_asked() -> None:
    asked = question(POST)
    assert asked is not None
    assert list(asked["headlines"]) == ["web", "seo"]
    assert (asked["id"], asked["url"]) == ("65f0", "https://news.example/cars/")
    assert question({"headline": "a", "body": "b"}) == {"headlines": {"web": "a"}, "body": "b"}
    assert question({"post": {"current": {"title": "a"}}}) is None
    assert question({"post": 3, "title": "a", "plaintext": "b"}) == {"headlines": {"web": "a"}, "body": "b"}


def test_a_signature_is_of_body_and_time() -> None:
    right = hmac.new(b"secret", b"{}17", hashlib.sha256).hexdigest()
    assert signed(b"{}", f"sha256={right}, t=17", "secret")
    assert not signed(b"{}", f"sha256={right}, t=18", "secret")
    assert not signed(b"{}", f"sha256={right}", "secret")
    assert not signed(b"{}", "", "secret")


@pytest.fixture
def told() -> Iterator[tuple[str, Queue[str]]]:
    """A chat that takes ``{"text": …}``: its address and what it was told."""
    lines: Queue[str] = Queue()

    class Chat(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            lines.put(json.loads(self.rfile.read(int(self.headers["content-length"])))["text"])
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Chat)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", lines
    server.shutdown()
    server.server_close()


def send(receiver: type[Receiver], content: bytes, header: str = "", length: str | None = None) -> int:
    """Post to a receiver as Ghost does; gives the status of its answer."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    of_length = {} if length is None else {"content-length": length}
    line.request("POST", "/", content, {"x-ghost-signature": header} | of_length)
    status = line.getresponse().status
    server.shutdown()
    server.server_close()
    return status


def test_a_published_post_is_checked_and_the_newsroom_told(address: str, told: tuple[str, Queue[str]]) -> None:
    chat, lines = told
    receiver = type("Ours", (Receiver,), {"checker": address, "tell_url": chat, "secret": "secret"})
    content = json.dumps(POST).encode()
    right = hmac.new(b"secret", content + b"17", hashlib.sha256).hexdigest()
    assert send(receiver, content, f"sha256={right}, t=17") == 202
    url, finding = lines.get(timeout=60).split("\n")
    assert url == "https://news.example/cars/"
    assert finding.startswith("error: seo “Council to consider ban on cars from May”: ")
    assert finding.endswith("→ “Council to consider ban on cars from June”")
    assert send(receiver, content, f"sha256={right}, t=18") == 401
    open_to_all = type("Open", (Receiver,), {"checker": address, "tell_url": chat, "secret": ""})
    assert send(open_to_all, b"not json") == 400
    assert send(open_to_all, b"[]") == 400
    assert send(open_to_all, b"{}") == 204
    assert lines.empty()


def test_a_service_that_is_gone_is_said(told: tuple[str, Queue[str]]) -> None:
    chat, lines = told
    receiver = type("Ours", (Receiver,), {"checker": "http://127.0.0.1:9", "tell_url": chat, "secret": ""})
    assert send(receiver, json.dumps(POST).encode()) == 202
    assert "not checked" in lines.get(timeout=30)


@pytest.mark.parametrize("answer", [b"hello", b"{}", b"[]"])
def test_a_server_of_another_kind_is_said(answer: bytes, told: tuple[str, Queue[str]]) -> None:
    chat, lines = told

    class Other(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Other)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    other = f"http://127.0.0.1:{server.server_port}"
    receiver = type("Ours", (Receiver,), {"checker": other, "tell_url": chat, "secret": ""})
    assert send(receiver, json.dumps(POST).encode()) == 202
    assert f"{other}: this is no answer of `checker serve`" in lines.get(timeout=30)
    server.shutdown()
    server.server_close()


def test_what_the_service_refuses_is_said_with_its_reason(address: str, told: tuple[str, Queue[str]]) -> None:
    chat, lines = told
    receiver = type("Ours", (Receiver,), {"checker": address, "tell_url": chat, "secret": ""})
    assert send(receiver, b'{"headline": 5, "body": "A b."}') == 202
    assert lines.get(timeout=30).endswith("not checked: 422: headlines.web: must be a text")


def test_requests_of_no_webhook_are_refused(capfd: pytest.CaptureFixture[str]) -> None:
    receiver = type("Ours", (Receiver,), {"secret": ""})
    assert send(receiver, b"[" * 100_000) == 400
    for length in ("-1", "x", "", "\u00b2"):
        assert send(receiver, b"", length=length) == 411
    assert send(receiver, b"", length="9" * 5_000) == 413
    assert "Traceback" not in capfd.readouterr().err
