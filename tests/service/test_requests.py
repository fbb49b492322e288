"""What each address takes and gives."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from checker import Checker
from checker.calibration.rows import read_labelled
from checker.rules import RULES

Stories = dict[str, tuple[str, str]]


def test_a_story_gets_the_reports_of_the_checker(client: TestClient, checker: Checker, stories: Stories) -> None:
    headline, body = stories["moscow-drone-strikes"]
    other = "Ukraine fires missiles at Moscow"
    given = {"headline": headline, "headlines": {"push": other}, "body": body, "id": "7", "url": "https://a.example/7"}
    answer = client.post("/v1/check", json=given)
    assert answer.status_code == 200
    expected = [json.loads(report.model_dump_json()) for report in checker.check_many([given])]
    assert answer.json() == {"reports": expected, "body": None}
    assert [item["article"]["name"] for item in answer.json()["reports"]] == ["headline", "push"]


def test_a_kept_body_serves_any_headline(client: TestClient, checker: Checker, stories: Stories) -> None:
    headline, body = stories["cup-final-sport"]
    kept = client.post("/v1/bodies", json={"body": body}).json()
    assert kept["sentences"] > 3
    assert kept["body"] is None
    assert kept["seconds"] == 900
    for text in (headline, "Nobody wins the cup"):
        answer = client.post("/v1/check", json={"headline": text, "body_id": kept["body_id"]})
        (report,) = answer.json()["reports"]
        assert report == json.loads(checker.check(text, body).model_dump_json())


def test_the_body_that_was_not_used_for_longest_goes(client: TestClient) -> None:
    ids = [
        client.post("/v1/bodies", json={"body": f"Nobody came {number}. It rained."}).json()["body_id"]
        for number in range(3)
    ]
    assert len(set(ids)) == 3
    assert client.post("/v1/check", json={"headline": "?", "body_id": ids[0]}).status_code == 200
    client.post("/v1/bodies", json={"body": "A fourth one. It rained."})
    found = [client.post("/v1/check", json={"headline": "?", "body_id": name}).status_code for name in ids]
    assert found == [200, 404, 200]


def test_a_story_as_pasted_brings_its_headlines(client: TestClient) -> None:
    text = (
        "---\ntitle: Brightwater buys Calder\npush_title: Calder is sold\n---\nBrightwater has bought Calder. "
        "It paid.\n"
    )
    answer = client.post("/v1/check", json={"text": text}).json()
    assert [item["article"]["name"] for item in answer["reports"]] == ["headline", "push"]
    assert answer["body"] == "Brightwater has bought Calder. It paid.\n"
    kept = client.post("/v1/bodies", json={"text": text}).json()
    assert kept["headlines"] == [
        {"headline": "Brightwater buys Calder", "name": "headline", "source": None},
        {"headline": "Calder is sold", "name": "push", "source": None},
    ]
    own = client.post("/v1/check", json={"text": text, "headlines": ["One", "Two"]}).json()
    assert [item["article"]["headline"] for item in own["reports"]] == ["One", "Two"]


def test_rules_of_a_request(client: TestClient, stories: Stories) -> None:
    headline, body = stories["moscow-drone-strikes"]
    given = {"headline": headline, "body": body, "ignore": ["actor-mismatch"]}
    (report,) = client.post("/v1/check", json=given).json()["reports"]
    assert "actor-mismatch" not in report["rules"]
    assert all(finding["rule"] != "actor-mismatch" for finding in report["findings"])
    answer = client.post("/v1/check", json=given | {"ignore": ["actor-mismatches"]})
    assert answer.status_code == 422
    assert "actor-mismatch" in answer.json()["detail"]


def test_a_batch_has_an_answer_for_each(client: TestClient, checker: Checker, stories: Stories) -> None:
    headline, body = stories["steel-jobs-business"]
    articles = [{"headline": headline, "body": body}, {"headline": "q"}, {"headline": "q", "body_id": "none"}]
    answer = client.post("/v1/check/batch", json={"articles": articles})
    assert answer.status_code == 200
    good, empty, unknown = answer.json()["results"]
    assert good == {
        "reports": [json.loads(checker.check(headline, body).model_dump_json())],
        "body": None,
        "problem": None,
    }
    assert empty["problem"]["errors"][0]["field"] == "articles.1.body"
    assert unknown["problem"]["type"].endswith(":unknown-body")
    assert "articles.2.body_id" in unknown["problem"]["detail"]


WRONG: dict[str, object] = {
    "articles.1.headline": {"headline": "a\x00", "body": "b"},
    "articles.1.body": {"headline": "a", "body": 3},
    "articles.1.headlines.web": {"headlines": {"web": 3}, "body": "b"},
    "articles.1.colour": {"headline": "a", "body": "b", "colour": "red"},
    "articles.1": "no object",
}


@pytest.mark.parametrize("field", WRONG)
def test_a_story_of_a_wrong_type_has_its_problem_in_its_place(
    client: TestClient, checker: Checker, stories: Stories, field: str
) -> None:
    headline, body = stories["steel-jobs-business"]
    good = {"headline": headline, "body": body}
    answer = client.post("/v1/check/batch", json={"articles": [good, WRONG[field], good]})
    assert answer.status_code == 200
    first, wrong, last = answer.json()["results"]
    assert first == last
    assert first["reports"] == [json.loads(checker.check(headline, body).model_dump_json())]
    assert wrong["reports"] == []
    assert wrong["problem"]["status"] == 422
    assert wrong["problem"]["errors"][0]["field"] == field
    assert wrong["problem"]["detail"].startswith(field + ": ")
    assert "no object" not in json.dumps(wrong)


def test_the_stories_of_a_batch_are_described(client: TestClient) -> None:
    shapes = client.get("/openapi.json").json()["components"]["schemas"]
    assert shapes["BatchRequest"]["properties"]["articles"]["items"] == {"$ref": "#/components/schemas/Story"}


@pytest.mark.parametrize(
    ("path", "given", "status", "field"),
    [
        ("/v1/check", {"headline": "a"}, 422, "body"),
        ("/v1/check", {"body": "a"}, 422, "headline"),
        ("/v1/check", {"headline": 3, "body": "a"}, 422, "headline"),
        ("/v1/check", {"headlines": {"web": 3}, "body": "a"}, 422, "headlines.web"),
        ("/v1/check", {"headlines": ["a", 3], "body": "a"}, 422, "headlines.1"),
        ("/v1/check", {"headlines": "a", "body": "a"}, 422, "headlines"),
        ("/v1/check", {"headlines": {"by-name": 3}, "body": "a"}, 422, "headlines.by-name"),
        ("/v1/check", {"headline": "a\x00", "body": "a"}, 422, "headline"),
        ("/v1/check", {"headlines": {"web": "a", "seo": "b\x00"}, "body": "a"}, 422, "headlines.seo"),
        ("/v1/check", {"headlines": ["a", "b\x00"], "body": "a"}, 422, "headlines.1"),
        ("/v1/check", {"text": "a\n\nb\x00c"}, 422, "text"),
        ("/v1/check", {"headline": "a", "body": "a", "select": ["contradiction", "nothing"]}, 422, "select"),
        ("/v1/check", {"headline": "a", "body": "a", "ignore": ["contradiction/nothing"]}, 422, "ignore"),
        ("/v1/check/batch", {"articles": {"headline": "a"}}, 422, "articles"),
        ("/v1/bodies", {"body": "a\x00"}, 422, "body"),
        ("/v1/feedback", {"headline": "a\x00", "body": "b"}, 422, "headline"),
        ("/v1/feedback", {"headline": "a", "body": "b", "rule": "actor-mismatches"}, 422, "rule"),
        ("/v1/feedback", {"headline": "a", "body": "b", "rule": "actor-mismatch/nothing"}, 422, "rule"),
        ("/v1/feedback", {"headline": "a", "body": "b", "fingerprint": "x"}, 422, "fingerprint"),
        ("/v1/check", {"headline": "a", "headlines": ["b"], "body": "a"}, 422, "headline"),
        ("/v1/check", {"headline": "a", "headlines": {"headline": "b"}, "body": "a"}, 422, "headlines.headline"),
        ("/v1/check", {"headline": "a", "body": "b", "text": "c"}, 422, "body"),
        ("/v1/check", {"headline": "a", "body": "b", "colour": "red"}, 422, "colour"),
        ("/v1/check", {"headline": "a", "body": "b\x00"}, 422, "body"),
        ("/v1/check", {"text": "only a headline"}, 422, "text"),
        ("/v1/check", {"headlines": ["a"] * 5, "body": "b"}, 413, "headlines"),
        ("/v1/check", {"headline": "a", "body": "b" * 5_001}, 413, "body"),
        ("/v1/check", {"text": "a\n\n" + "b" * 5_001}, 413, "text"),
        ("/v1/check/batch", {"articles": []}, 422, "articles"),
        ("/v1/check/batch", {"articles": [{}] * 6}, 413, "articles"),
        ("/v1/bodies", {}, 422, "body"),
        ("/v1/bodies", {"body": "a", "html": "b"}, 422, "body"),
        ("/v1/feedback", {"headline": "a", "label": "supported"}, 422, "body"),
        ("/v1/feedback", {"headline": "a", "body": "b", "label": "wrong"}, 422, "label"),
    ],
)
def test_a_problem_names_its_field(
    client: TestClient, path: str, given: dict[str, object], status: int, field: str
) -> None:
    answer = client.post(path, json=given)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["type"].startswith("urn:headline-checker:problem:")
    assert problem["errors"][0]["field"] == field
    assert problem["detail"].startswith(field)


@pytest.mark.parametrize(
    ("path", "data", "field"),
    [
        ("/v1/check", '{"headline": "a", "body": "b", "headline": "c"}', "headline"),
        ("/v1/check", '{"headlines": {"seo": "a", "seo": "a"}, "body": "b"}', "headlines.seo"),
        (
            "/v1/check/batch",
            '{"articles": [{"headline": "a", "body": "b"}, {"headline": "a", "body": "b", "bod\\u0079": "c"}]}',
            "articles.1.body",
        ),
        ("/v1/bodies", '{"body": "b", "body": "b"}', "body"),
        ("/v1/feedback", '{"headline": "a", "body": "b", "label": "supported", "label": "unsupported"}', "label"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_key_that_is_given_twice_is_refused(
    client: TestClient, path: str, data: str, field: str, encoding: str
) -> None:
    answer = client.post(path, content=data.encode(encoding), headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": field, "message": "is given twice: leave one out"}]


@pytest.mark.parametrize(
    ("sent", "detail"),
    [
        (b"", "the request is empty: send a JSON object"),
        (b'{"headline": "a",\n "body": }', "broken JSON at line 2, column 10: Expecting value"),
        (b'{"headline": "a\nb"}', "broken JSON at line 1, column 16: Invalid control character"),
        (b"[" * 9_000, "the JSON is nested too deeply"),
        (b'{"id": ' + b"9" * 5_000 + b"}", "the JSON has a number of more than 4,300 digits"),
        (b'{"headline": "caf\xe9"}', "byte 18 is not utf-8: send UTF-8"),
    ],
)
def test_what_is_no_json_is_said_with_its_place(client: TestClient, sent: bytes, detail: str) -> None:
    for address in ("/v1/check", "/v1/check/batch", "/v1/bodies", "/v1/feedback"):
        answer = client.post(address, content=sent, headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json()["detail"]) == (400, detail)


def test_what_is_packed_is_not_taken_for_broken_json(client: TestClient) -> None:
    packed = gzip.compress(json.dumps({"headline": "A b", "body": "C d."}).encode())
    as_json = {"Content-Type": "application/json"}
    answer = client.post("/v1/check", content=packed, headers=as_json | {"Content-Encoding": "gzip"})
    assert answer.status_code == 415
    assert "without `Content-Encoding`" in answer.json()["detail"]
    plain = client.post("/v1/bodies", content=b'{"body": "C d."}', headers=as_json | {"Content-Encoding": "identity"})
    assert plain.status_code == 200


@pytest.mark.parametrize(
    ("sent", "detail"),
    [
        ({"body": "A b.", "headline": "a"}, "headline: there is no such field"),
        ([], "request: must be an object"),
        ({"body": 5}, "body: must be a text"),
    ],
)
def test_a_wrong_field_in_our_words(client: TestClient, sent: object, detail: str) -> None:
    answer = client.post("/v1/bodies", json=sent)
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(detail)


def test_feedback_is_what_calibration_reads(client: TestClient, feedback_file: Path) -> None:
    told = {"headline": "Brightwater buys Calder", "label": "supported", "rule": "actor-mismatch", "reason": "it does"}
    kept = client.post("/v1/bodies", json={"body": "Brightwater bought Calder. It paid."}).json()["body_id"]
    assert client.post("/v1/feedback", json=told | {"body": "Brightwater has bought\nCalder."}).json() == {
        "saved": True
    }
    check = {"rule": "actor-mismatch/" + next(iter(RULES["actor-mismatch"].checks)), "fingerprint": "0123456789abcdef"}
    again = told | check | {"body_id": kept, "label": "unsupported"}
    assert client.post("/v1/feedback", json=again).status_code == 200
    refused = client.post("/v1/feedback", json=told | {"body_id": kept, "rule": "none"}).json()["detail"]
    assert all(rule in refused for rule in RULES)
    _, rows = read_labelled(feedback_file)
    assert [(row.article.body, row.label) for row in rows[-2:]] == [
        ("Brightwater has bought\nCalder.", "supported"),
        ("Brightwater bought Calder. It paid.", "unsupported"),
    ]
    assert feedback_file.stat().st_mode & 0o777 == 0o600
    assert json.loads(feedback_file.read_text("utf-8").splitlines()[-1])["reason"] == "it does"


def test_what_it_says_of_itself(client: TestClient, checker: Checker) -> None:
    found = client.get("/v1/rules").json()["rules"]
    assert [rule["id"] for rule in found] == list(RULES)
    assert all(rule["checks"] and rule["failing"] and rule["passing"] for rule in found)
    assert {rule["id"]: rule["severities"] for rule in found}["quote-altered"] == ["error", "warning"]
    info = client.get("/v1/info").json()
    assert info["model"] == "standard"
    assert info["revision"] == checker.model.revision
    assert info["limits"]["queue"] == 8
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").status_code == 200


def test_metrics_count(client: TestClient, stories: Stories) -> None:
    headline, body = stories["moscow-drone-strikes"]

    def value(name: str) -> float:
        lines = client.get("/metrics").text.splitlines()
        return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(name))

    names = (
        'checker_requests_total{route="/v1/check",status="200"}',
        'checker_requests_total{route="/v1/check",status="422"}',
        'checker_failures_total{problem="invalid"}',
        'checker_findings_total{rule="actor-mismatch"}',
        'checker_headlines_total{verdict="contradicted"}',
        'checker_stage_seconds_total{stage="rules"}',
    )
    before = [value(name) for name in names]
    client.post("/v1/check", json={"headline": headline, "body": body})
    client.post("/v1/check", json={"headline": headline})
    grown = [value(name) - old for name, old in zip(names, before, strict=True)]
    assert grown[:5] == [1, 1, 1, 1, 1]
    assert grown[5] > 0
    assert value("checker_held_requests") == 0
