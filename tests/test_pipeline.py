"""The whole path through the public surface."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import jsonschema
import pytest

import checker as package
from checker import Article, Checker, InputError, UsageError, check, course
from checker.report import json_schema

BODY = (
    "The council rejected the new airport runway on Tuesday night by eleven votes to four.\n\n"
    "Residents had campaigned against it for years. More than two hundred of them stood outside the town hall.\n\n"
    "The airport said that it was disappointed. It may appeal to the minister."
)


def test_public_surface() -> None:
    assert set(package.__all__) == {
        "Article",
        "Checker",
        "CheckerError",
        "InputError",
        "MissingExtraError",
        "ModelError",
        "Report",
        "UsageError",
        "__version__",
        "check",
        "check_frame",
        "read_results",
        "to_frame",
    }
    for name in package.__all__:
        assert getattr(package, name) is not None


def test_check_function() -> None:
    report = check("Council rejects new airport runway", BODY)
    assert report.verdict == "supported"
    assert report.findings == []
    assert report.score is not None
    assert report.score > 0.5


def test_report_follows_its_schema(checker: Checker) -> None:
    for headline in ("Council approves new airport runway", "Nine killed on runway", "Is this the end?"):
        report = checker.check((headline, BODY))
        jsonschema.validate(report.model_dump(mode="json"), json_schema())
        assert report.model.revision
        assert report.rules
        assert report.thresholds["supported"] > 0


def test_spans_point_into_the_text_as_read(checker: Checker) -> None:
    headline = "Caf\u00e9 council\u2019s \U0001f600 vote: nine killed on runway e\u0301toile"
    body = (
        "\u201cNo\u201d e\u0301lan \U0001f600\U0001f600. "
        + BODY.replace("by eleven", "\u200bby\u00a0eleven").replace("'", "\u2019")
        + " Four people were killed on the runway, the caf\u00e9 owner said."
    )
    report = checker.check((headline, body))
    assert report.findings
    for finding in report.findings:
        assert headline[finding.headline_span.start : finding.headline_span.end] == finding.headline_text
    items = [item for finding in report.findings for item in finding.evidence] + [
        item for claim in report.claims for item in claim.evidence
    ]
    assert items
    for item in items:
        assert body[item.span.start : item.span.end] == item.text
    number = next(finding for finding in report.findings if finding.rule == "number-mismatch")
    assert number.headline_text == "nine killed"
    assert "Four people were killed" in number.evidence[0].text


@pytest.mark.parametrize(
    ("headline", "body", "reason"),
    [
        ("Council rejects runway", "", "there is no body"),
        ("Council rejects runway", "The council rejected it.", "only one sentence"),
        ("!?!", BODY, "no words"),
        (
            "Le conseil rejette la piste",
            "Le conseil a rejeté la nouvelle piste mardi soir. "
            "Les habitants étaient contents de la décision et ils ont applaudi longtemps.",
            "not in English",
        ),
        ("خفض المجلس أجرة الحافلات", "خفض المجلس الأجرة أمس. وافق الأعضاء على القرار.", "not in English"),
        ("Совет снизил плату", "Совет снизил плату за проезд в автобусах.", "not in English"),
        ("Rat senkt Preise", "Der Rat senkt die Preise für Busse. Es gilt ab morgen.", "not in English"),
        ("市议会下调票价", "市议会昨天下调了公交票价，成员们表决通过。", "not in English"),
        ("Совет снизил плату", BODY, "not in English"),
        ("Rat senkt Preise für Busse", "Preise sinken morgen. Fahrgäste freut es.", "not in English"),
        ("Will the council build a runway?", BODY, "asks a question"),
    ],
)
def test_what_cannot_be_judged_is_not_checked_with_a_reason(
    checker: Checker, headline: str, body: str, reason: str
) -> None:
    report = checker.check((headline, body))
    assert report.verdict == "not-checked"
    assert reason in (report.reason or "")
    assert report.score is None


@pytest.mark.parametrize(
    ("headline", "rule", "verdict"),
    [
        ("Seven killed as bus overturns near Lima", "number-mismatch", "contradicted"),
        ("Police bus kills five miners near Lima on Sunday", "date-mismatch", "contradicted"),
        ("Bus crash near Lima kills five, Acme Corp fined", None, "not-checked"),
    ],
)
def test_a_body_of_one_sentence_is_asked_what_it_says_otherwise_not_what_it_lacks(
    checker: Checker, headline: str, rule: str | None, verdict: str
) -> None:
    body = "Five miners were killed on Monday when a police bus overturned near Lima, officials said."
    report = checker.check((headline, body))
    assert report.verdict == verdict
    assert {finding.rule for finding in report.findings} == ({rule} if rule else set())
    if rule:
        assert any("only one sentence" in note for note in report.notes)
        assert "unsupported" not in {claim.verdict for claim in report.claims}


def test_a_body_of_one_sentence_has_a_stance_and_nothing_else(checker: Checker) -> None:
    body = "The council rejected the new runway by nine votes to four on Tuesday evening."
    agree = checker.check(("Council rejects new runway", body))
    unrelated = checker.check(("Singer falls off stage in Lisbon", body))
    assert agree.stance
    assert unrelated.stance
    assert agree.stance["agree"] > unrelated.stance["agree"]
    assert unrelated.stance["unrelated"] > 0.5
    assert agree.findings == unrelated.findings == agree.claims == []
    assert checker.check(("Council rejects new runway", "")).stance is None


def test_sentences_of_a_headline_count_alike_in_its_score(checker: Checker) -> None:
    told, also_told, invented = (
        "Council rejects new airport runway.",
        "Residents have campaigned against it for years.",
        "The singer fell off the stage in Lisbon.",
    )
    alone = {text: checker.check((text, BODY)).score for text in (told, also_told, invented)}
    assert all(alone.values())
    for first, second in ((told, also_told), (told, invented), (invented, told)):
        report = checker.check((f"{first} {second}", BODY))
        wanted = (alone[first] * alone[second]) ** 0.5  # type: ignore[operator]
        assert report.score == pytest.approx(wanted, abs=2e-3)


def test_batch_and_single_agree_and_keep_order(checker: Checker) -> None:
    articles: list[Any] = [(f"Council rejects runway {number}", BODY * (1 + number % 3)) for number in range(20)]
    many = list(checker.check_many(articles))
    for article, report in zip(articles, many, strict=True):
        alone = checker.check(article)
        assert report.article.headline == article[0]
        assert report.model_dump() == alone.model_dump()


def test_a_bad_row_does_not_stop_the_batch(checker: Checker) -> None:
    rows: list[Any] = [
        ("Council rejects runway", BODY),
        {"headline": "no body here"},
        ("a", 3),
        17,
        {"headline": "Council rejects runway", "body": BODY, "id": "x"},
    ]
    reports = list(checker.check_many(rows))
    assert [report.reason for report in reports[1:4]] == ["the article could not be read"] * 3
    assert "field `body` is missing" in reports[1].notes[0]
    assert reports[0].verdict == reports[4].verdict == "supported"
    assert reports[4].article.id == "x"


def test_a_fault_of_ours_costs_one_article_only(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    real = course.read_headline

    def faulty(mapping: Any, body: Any) -> Any:
        if "boom" in mapping.text:
            raise ZeroDivisionError("a fault")
        return real(mapping, body)

    monkeypatch.setattr(course, "read_headline", faulty)
    first, broken, last = Checker(checker.model).check_many(
        [("Council rejects runway", BODY), ("boom", BODY), ("Council rejects runway", BODY)]
    )
    assert broken.verdict == "not-checked"
    assert "ZeroDivisionError: a fault" in broken.notes[0]
    assert first.model_dump() == last.model_dump()


def test_single_bad_article_raises(checker: Checker) -> None:
    with pytest.raises(InputError, match="`body` must be text"):
        Article("Headline", None)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="NUL byte"):
        checker.check(("a\x00b", BODY))
    with pytest.raises(UsageError, match="Article"):
        checker.check(17)  # type: ignore[arg-type]


def test_a_long_passage_is_windowed_and_said(checker: Checker) -> None:
    long = (
        "The council met and "
        + "talked about many small matters of the town and its gardens and " * 80
        + "then rejected the new airport runway."
    )
    report = checker.check(("Council rejects new airport runway", f"{long} Residents cheered."))
    assert report.truncated
    assert any("windows" in note for note in report.notes)
    assert report.findings == []


def test_ten_thousand_sentences(checker: Checker) -> None:
    body = BODY + " " + " ".join(f"Matter {number} was put off." for number in range(10_000))
    assert checker.check(("Council rejects new airport runway", body)).findings == []


def test_embedded_model_needs_neither_torch_nor_transformers() -> None:
    code = (
        "import sys, checker; checker.check('Council rejects runway', 'The council rejected the runway. "
        "Residents cheered.');heavy = {'torch', 'transformers', 'sentence_transformers', 'datasets', 'pandas', "
        "'sklearn', 'fastapi', 'uvicorn', 'trafilatura', 'lxml'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_each_sentence_of_a_headline_is_judged(checker: Checker) -> None:
    body = (
        "Nicola Adams beat Maria Salazar of Mexico in London on Saturday. The fight lasted three rounds. "
        "Adams thanked her trainer and said that she would rest for a month."
    )
    report = checker.check(("Adams beats Salazar in London. The mayor of Leeds resigns over a bridge.", body))
    assert [claim.text for claim in report.claims if claim.kind == "headline"] == [
        "Adams beats Salazar in London.",
        "The mayor of Leeds resigns over a bridge.",
    ]
    assert report.claims[0].verdict == "supported"
    assert report.verdict == "unsupported"
    assert report.findings
    second = report.claims[1].span
    assert all(finding.headline_span.start >= second.start for finding in report.findings)
