"""Who may ask, how much, and what is said of it."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from checker import Checker
from checker.service.app import make_app
from checker.service.hosts import Hosts, own_names
from checker.service.limits import Limits
from checker.service.state import Options

LOCAL = "http://localhost"
SECRET = "Brightwater’s secret merger"
STORY = {"headline": SECRET, "body": f"{SECRET} is not out yet. Nobody knows."}


@pytest.fixture(scope="module")
def locked(checker: Checker) -> Iterator[TestClient]:
    """A service with a key and one page that may ask."""
    options = Options(Limits(request=2_000), key="s3cret", origins=("https://cms.example",))
    with TestClient(make_app(checker, options), LOCAL) as client:
        yield client


def test_without_the_key_nothing_is_answered(locked: TestClient) -> None:
    for headers in ({}, {"X-API-Key": "s3cre"}, {"Authorization": "Bearer s3cret2"}, {"Authorization": "Basic s3cret"}):
        for method, path in (("POST", "/v1/check"), ("GET", "/v1/info"), ("GET", "/metrics"), ("POST", "/v1/nowhere")):
            answer = locked.request(method, path, headers=headers, json=STORY if method == "POST" else None)
            assert answer.status_code == 401, (headers, path)
            assert answer.headers["www-authenticate"] == "Bearer"
            assert answer.json()["type"].endswith(":unauthorised")
    for headers in ({"X-API-Key": "s3cret"}, {"Authorization": "Bearer s3cret"}):
        assert locked.get("/v1/info", headers=headers).status_code == 200
    for path in ("/healthz", "/readyz", "/openapi.json", "/"):
        assert locked.get(path).status_code in (200, 503)


def test_the_key_is_compared_in_constant_time(locked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def compare(one: bytes, other: bytes) -> bool:
        asked.append((len(one), len(other)))
        return False

    monkeypatch.setattr("hmac.compare_digest", compare)
    assert locked.get("/v1/info", headers={"X-API-Key": "s3cret"}).status_code == 401
    locked.get("/v1/info", headers={"X-API-Key": "s"})
    assert len(asked) == 2
    assert {size for pair in asked for size in pair} == {32}


def test_other_pages_may_ask_only_where_they_are_named(locked: TestClient, client: TestClient) -> None:
    wanted = {"Origin": "https://cms.example", "Access-Control-Request-Method": "POST"}
    assert locked.options("/v1/check", headers=wanted).headers["access-control-allow-origin"] == "https://cms.example"
    refused = locked.options("/v1/check", headers=wanted | {"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in refused.headers
    assert "access-control-allow-origin" not in client.get("/healthz", headers=wanted).headers
    assert "access-control-allow-origin" not in client.options("/v1/check", headers=wanted).headers


def test_a_name_of_somebody_else_is_refused_where_there_is_no_key(client: TestClient, locked: TestClient) -> None:
    for host in (
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "",
        "x@localhost",
        "[::1",
        "a b",
    ):
        answer = client.post("/v1/check", json=STORY, headers={"Host": host})
        assert answer.status_code == 421, host
        assert answer.json()["type"].endswith(":misdirected")
        assert "--allow-host" in answer.json()["detail"]
        assert client.get("/", headers={"Host": host}).status_code == 421
        assert client.get("/healthz", headers={"Host": host}).status_code == 200
    for host in ("localhost", "LOCALHOST:1", "localhost.:80", "127.0.0.1:8000", "[::1]:8000", "[::1]", "192.168.7.1"):
        assert client.get("/v1/info", headers={"Host": host}).status_code == 200, host
    # Without the key nobody gets in, by whatever name.
    assert locked.get("/v1/info", headers={"Host": "evil.example"}).status_code == 401
    assert locked.get("/v1/info", headers={"Host": "cms.example", "X-API-Key": "s3cret"}).status_code == 200


def test_names_that_it_may_be_called_by(checker: Checker) -> None:
    hosts = Hosts((*own_names("Checker.example."), "*.desk.example"))
    assert all(map(hosts.takes, ("checker.example:80", "CHECKER.example.", "a.b.desk.example", None)))
    assert not any(map(hosts.takes, ("desk.example", "xdesk.example", "a.checker.example", "")))
    assert own_names("0.0.0.0") == own_names("::") == (socket.gethostname(),)
    assert Hosts(("*",)).takes("evil.example")
    # With a key too, where somebody names some.
    app = make_app(checker, Options(key="s3cret", hosts=("checker.example",)))
    client = TestClient(app, LOCAL)
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"Host": "checker.example"}).status_code == 200


def test_a_form_of_another_page_is_no_request(client: TestClient) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"):
        answer = client.post("/v1/check", content=b'{"headline":"a","body":"b"}', headers={"Content-Type": kind})
        assert answer.status_code == 415
    kind = "Application/JSON; charset=utf-8"
    assert (
        client.post("/v1/check", content=b'{"headline":"?","body":"b"}', headers={"Content-Type": kind}).status_code
        == 200
    )


@pytest.mark.parametrize("chunked", [False, True])
def test_a_request_that_is_too_large(client: TestClient, chunked: bool) -> None:
    data = b'{"headline":"a","body":"' + b"b" * 60_000 + b'"}'
    answer = client.post(
        "/v1/check",
        content=iter([data[:30_000], data[30_000:]]) if chunked else data,
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 413
    assert answer.json()["type"].endswith(":too-large")
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b'{"headline": "a", "body": "\xff"}', b"[" * 30_000])
def test_what_is_no_request(client: TestClient, data: bytes) -> None:
    answer = client.post("/v1/check", content=data, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_addresses_that_are_not_there(client: TestClient) -> None:
    assert client.get("/v1/nowhere").json()["type"].endswith(":not-found")
    wrong = client.get("/v1/check")
    assert wrong.status_code == 405
    assert wrong.headers["allow"] == "POST"
    for data in (None, {"headline": "a"}):
        refused = client.post("/v1/rules", json=data)
        assert (refused.status_code, refused.headers["allow"]) == (405, "GET")
        assert client.post("/v1/nowhere", json=data).status_code == 404
    for path in ("/../app.py", "/%2e%2e/app.py", "/docs", "/redoc"):
        assert client.get(path).status_code == 404


def test_every_answer_has_the_headers_that_a_page_needs(client: TestClient) -> None:
    for path in ("/", "/v1/info", "/nowhere"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
    assert client.get("/v1/info").headers["cache-control"] == "no-store"


def test_the_framework_records_nothing(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from opentelemetry import trace

    class Provider(trace.TracerProvider):
        def get_tracer(self, *_: object, **__: object) -> trace.Tracer:
            raise AssertionError("a span of a request was asked for")

    # Set by its own function it would stay for the rest of the run.
    monkeypatch.setattr(trace, "_TRACER_PROVIDER", Provider())
    assert client.post("/v1/check", json=STORY | {"colour": SECRET}).status_code == 422


def test_no_text_of_a_request_is_in_the_log(
    client: TestClient, checker: Checker, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError(SECRET)

    caplog.set_level(logging.DEBUG)
    client.post("/v1/check", json=STORY)
    client.post("/v1/check", json=STORY | {"colour": SECRET})
    client.get(f"/{SECRET}?{SECRET}")
    with monkeypatch.context() as patch:
        patch.setattr("checker.service.engine.read_story", fails)
        answer = client.post("/v1/check", json=STORY)
    assert answer.status_code == 500
    assert answer.json()["type"].endswith(":internal-error")
    assert SECRET not in answer.text
    lines = [record.getMessage() for record in caplog.records if record.name == "checker.service"]
    assert sum(line.startswith("POST /v1/check 200") for line in lines) == 1
    assert any("RuntimeError" in line and "test_guard.py" in line for line in lines)
    everything = " ".join(
        f"{record.getMessage()} {record.exc_text}" for record in caplog.records if not record.name.startswith("httpx")
    )
    assert "secret" not in everything
    # Unless somebody asks for it.
    with TestClient(make_app(checker, Options(log_texts=True)), LOCAL) as talkative:
        talkative.post("/v1/check", json=STORY)
    assert any("secret merger" in record.getMessage() for record in caplog.records)
