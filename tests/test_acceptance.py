"""Findings that an article itself says are to stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker import Article, Checker, InputError, UsageError
from checker.acceptance import Acceptance
from checker.article import Fields
from checker.reading import read_bytes, read_file

from .test_answering import Arithmetic

HEADLINE = "Ferrous Steel to cut 5,000 jobs"
BODY = (
    "Ferrous Steel said on Monday that it would cut 2,000 jobs. Unions were told at the weekend. The plant stays open."
)


def markdown(front: str) -> bytes:
    return f"---\ntitle: {HEADLINE}\n{front}\n---\n{BODY}\n".encode()


@pytest.mark.parametrize(
    ("front", "accepts"),
    [
        (
            "checker: {accept: [{rule: number-mismatch, reason: the firm's own figure}]}",
            [("number-mismatch", "the firm's own figure")],
        ),
        (
            "checker:\n  accept:\n    - rule: number-mismatch/other-number\n      reason: 2024-02-30\n    - rule: "
            "date-mismatch",
            [("number-mismatch/other-number", "2024-02-30"), ("date-mismatch", None)],
        ),
        ("checker: {accept: }", []),
        ("checker: {}", []),
        ("checker: Ida Holt", []),
        ("checker: {name: Ida Holt}", []),
        ("checker: [Ida Holt]", []),
        ("checker: true", []),
    ],
)
def test_front_matter(front: str, accepts: list[tuple[str, str | None]]) -> None:
    (article,) = read_bytes(markdown(front), "a.md", ".md")
    assert isinstance(article, Article)
    assert [(item.rule, item.reason) for item in article.accept] == accepts


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("checker: {accpt: [{rule: x}]}", "`checker` has no key `accpt`; did you mean `accept`?"),
        ("checker: {accept: number-mismatch}", "`checker.accept` must be a list"),
        ("checker: {accept: [number-mismatch]}", "`checker.accept[0]` must have a `rule`"),
        ("checker: {accept: [{rule: a}, {reason: b}]}", "`checker.accept[1].rule` is missing"),
        ("checker: {accept: [{rule: a, reson: b}]}", "`checker.accept[0]` has no key `reson`; did you mean `reason`?"),
        ("checker: {accept: [{rule: [a]}]}", "`checker.accept[0].rule` must be a text"),
        ("checker: &a {accept: [*a]}", "the front matter is not valid YAML"),
        ("checker: {accept: [{rule: a}]}\nchecker: {}", "field `checker` of the front matter is given twice"),
    ],
)
def test_front_matter_that_is_wrong(front: str, message: str) -> None:
    with pytest.raises(InputError) as told:
        list(read_bytes(markdown(front), "a.md", ".md"))
    assert str(told.value).startswith("a.md: ")
    assert message in str(told.value)


def test_many_aliases_cost_nothing() -> None:
    lists = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40))
    front = f"a0: &a0 {{rule: number-mismatch}}\n{lists}\nchecker: {{accept: *a1}}"
    (article,) = read_bytes(markdown(front), "a.md", ".md")
    assert len(article.accept) == 9  # type: ignore[union-attr]


def test_json_and_every_headline_of_a_story() -> None:
    story = {
        "headlines": {"web": HEADLINE, "push": "Steel jobs go"},
        "body": BODY,
        "checker": {"accept": [{"rule": "number-mismatch"}]},
    }
    for suffix, data in ((".json", json.dumps([story])), (".jsonl", json.dumps(story))):
        found = list(read_bytes(data.encode(), "a", suffix))
        assert [item.accept for item in found] == [(Acceptance("number-mismatch"),)] * 2  # type: ignore[union-attr]
    bad = json.dumps({"headline": HEADLINE, "body": BODY, "checker": {"accept": [3]}})
    (error,) = read_bytes(bad.encode(), "a.jsonl", ".jsonl")
    assert str(error).startswith("a.jsonl: line 1: `checker.accept[0]`")


def checked(*accept: Acceptance, headline: str = HEADLINE, select: str = "number-mismatch"):  # type: ignore[no-untyped-def]
    return Checker(Arithmetic(), select=select).check(Article(headline, BODY, accept=accept))


def test_a_finding_is_marked_and_counts_no_more() -> None:
    report = checked(Acceptance("number-mismatch", "their figure"))
    (finding,) = report.findings
    assert (finding.accepted.by, finding.accepted.reason) == ("article", "their figure")
    assert report.counting() == []
    assert report.worst() is None
    # What the body says stays what it is.
    assert report.verdict == "contradicted"
    assert [(item.rule, item.matched) for item in report.acceptances] == [("number-mismatch", 1)]
    check = finding.check
    assert checked(Acceptance(f"number-mismatch/{check}")).worst() is None
    other = checked(Acceptance("date-mismatch"))
    assert other.worst() == "error"


@pytest.mark.parametrize(
    ("rule", "select", "matched"),
    [
        ("number-mismatch", "number-mismatch", 0),
        ("date-mismatch", "number-mismatch", None),
        ("number-mismatch/other-number", "number-mismatch", 0),
        ("number-mismatch/other-number", "number-mismatch/other-number", 0),
        ("number-mismatch", "number-mismatch/other-number", 0),
    ],
)
def test_what_matches_nothing(rule: str, select: str, matched: int | None) -> None:
    report = checked(Acceptance(rule), headline="Ferrous Steel to cut 2,000 jobs", select=select)
    assert [item.matched for item in report.acceptances] == [matched]


def test_of_what_was_not_checked_nothing_is_said() -> None:
    report = checked(Acceptance("number-mismatch"), headline="!!!")
    assert report.verdict == "not-checked"
    assert [item.matched for item in report.acceptances] == [None]


def test_a_rule_that_is_none() -> None:
    checker = Checker(Arithmetic())
    article = Article(HEADLINE, BODY, id="n-1", accept=(Acceptance("number-missmatch"),))
    with pytest.raises(
        InputError, match=r"n-1: accepts findings of what is no rule: .* did you mean `number-mismatch`"
    ):
        checker.check(article)
    (report,) = checker.check_many([article])
    assert report.reason_code == "invalid-input"
    assert "did you mean `number-mismatch`" in report.notes[0]


def test_severities_and_names() -> None:
    plain = Checker(Arithmetic(), select="number-mismatch").check(HEADLINE, BODY)
    milder = Checker(Arithmetic(), select="number-mismatch", severities={"number-mismatch": "warning"}).check(
        HEADLINE, BODY
    )
    assert [finding.severity for finding in milder.findings] == ["warning"]
    # They are what the newsroom minds, not what the body says.
    assert (milder.verdict, milder.score) == (plain.verdict, plain.score)
    check = plain.findings[0].check
    both = {"number-mismatch": "error", f"number-mismatch/{check}": "warning"}
    assert Checker(Arithmetic(), severities=both).check(HEADLINE, BODY).findings[0].severity == "warning"
    off = Checker(Arithmetic(), severities={"number-mismatch": "off"})
    assert "number-mismatch" not in {rule.id for rule in off.rules}
    headline = "Harland's deputy takes over at Norwell"
    body = "Norwell has named Priya Anand as its new chief executive. She joins the retailer from a rival in May."
    for names, found in (((), 1), (("Harland",), 0), ("Jo HARLAND", 0), (("Harlan", "Norwell"), 1)):
        report = Checker(Arithmetic(), select="entity-unsupported", names=names).check(headline, body)
        assert len(report.findings) == found, names


@pytest.mark.parametrize(
    "options",
    [
        {"severities": {"number-mismatch": "loud"}},
        {"severities": {"number-missmatch": "off"}},
        {"severities": "off"},
        {"names": 3},
        {"names": [3]},
    ],
)
def test_severities_and_names_that_are_none(options: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Checker(Arithmetic(), **options)  # type: ignore[arg-type]


def test_fields_of_headline_and_body(tmp_path: Path) -> None:
    fields = Fields(("hed", "title"), ("text",))
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"title": "Second", "hed": "First", "text": "Body."}))
    (article,) = read_file(path, fields)
    assert (article.headline, article.body) == ("First", "Body.")  # type: ignore[union-attr]
    assert article.origin.headline.column == path.read_text().index("First") + 1  # type: ignore[union-attr]
    assert article.origin.body.column == path.read_text().index("Body.") + 1  # type: ignore[union-attr]
    path.write_text(json.dumps({"title": "Second", "hed": None, "text": "Body."}))
    (article,) = read_file(path, fields)
    assert article.headline == "Second"  # type: ignore[union-attr]
    path.write_text(json.dumps({"headline": "Third", "body": "Body."}))
    with pytest.raises(InputError, match="field `hed` or `title` is missing"):
        list(read_file(path, fields))
    path.write_text(json.dumps({"hed": 3, "text": "Body."}))
    with pytest.raises(InputError, match="field `hed` must be a string"):
        list(read_file(path, fields))
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Second\nhed: First\nheadline: Third\n---\nBody.\n")
    (article,) = read_file(path, fields)
    assert article.headline == "First"  # type: ignore[union-attr]
