"""Findings that a baseline file accepts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker import Checker, Report, UsageError
from checker.baseline import Baseline, Entry, read_baseline, write_baseline
from checker.reading import read_file
from checker.reading.json_values import doubled_name

from .test_answering import Arithmetic

HEADLINE = "Ferrous Steel to cut 5,000 jobs"
BODY = (
    "Ferrous Steel said on Monday that it would cut 2,000 jobs. Unions were told at the weekend. The plant stays open."
)


def report_of(checker: Checker, path: Path, headline: str = HEADLINE, body: str = BODY, more: str = "") -> Report:
    path.write_text(f"---\ntitle: {headline}\n{more}---\n{body}\n")
    (article,) = read_file(path)
    return checker.check(article)  # type: ignore[arg-type]


@pytest.fixture
def exact() -> Checker:
    """A rule that needs no model."""
    return Checker(Arithmetic(), select="number-mismatch")


def accepted(report: Report) -> list[str | None]:
    return [finding.accepted.by if finding.accepted else None for finding in report.findings]


def test_a_finding_stays_accepted_when_other_words_move(exact: Checker, tmp_path: Path) -> None:
    path, file = tmp_path / "a.md", tmp_path / "known.json"
    report = report_of(exact, path)
    had = Baseline(file)
    assert accepted(had.mark(report)) == [None]
    write_baseline(file, [had.entry(report, report.findings[0], "legacy")])
    baseline = read_baseline(file)
    moved = report_of(exact, path, "Ferrous Steel will now cut 5,000  jobs in Lisse", f"It rained. {BODY}")
    assert len(moved.findings) == 1
    marked = baseline.mark(moved)
    assert accepted(marked) == ["baseline"]
    assert marked.findings[0].accepted.reason == "legacy"  # type: ignore[union-attr]
    assert marked.worst() is None
    assert moved.worst() == "error"
    assert baseline.stale() == []


def test_it_counts_for_its_article_alone(exact: Checker, tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    first, second = report_of(exact, tmp_path / "a.md"), report_of(exact, tmp_path / "b.md")
    baseline = Baseline(file, [Baseline(file).entry(first, first.findings[0])])
    assert accepted(baseline.mark(second)) == [None]
    assert accepted(baseline.mark(first)) == ["baseline"]


def test_two_headlines_of_a_story_with_the_same_words_at_fault(exact: Checker, tmp_path: Path) -> None:
    path, file = tmp_path / "a.md", tmp_path / "known.json"
    path.write_text(f"---\ntitle: {HEADLINE}\nseo_title: {HEADLINE} in Lisse\npush_title: {HEADLINE}\n---\n{BODY}\n")
    reports = list(exact.check_many(read_file(path)))  # type: ignore[arg-type]
    assert [len(report.findings) for report in reports] == [1] * len(reports)
    had = Baseline(file)
    write_baseline(file, [had.entry(report, finding) for report in reports for finding in report.findings])
    baseline = read_baseline(file)
    assert [accepted(baseline.mark(report)) for report in reports] == [["baseline"]] * len(reports)
    assert baseline.stale() == []
    # One that is mended since is gone, although the others still have the words.
    baseline = read_baseline(file)
    for report in reports:
        if "Lisse" not in report.article.headline:
            baseline.mark(report)
    assert [entry.headline for entry in baseline.stale()] == [f"{HEADLINE} in Lisse"]


def test_other_words_are_another_finding(exact: Checker, tmp_path: Path) -> None:
    file, path = tmp_path / "known.json", tmp_path / "a.md"
    first = report_of(exact, path)
    baseline = Baseline(file, [Baseline(file).entry(first, first.findings[0])])
    assert accepted(baseline.mark(report_of(exact, path, "Ferrous Steel to cut 6,000 jobs"))) == [None]
    assert [entry.words for entry in baseline.stale()] == ["5,000 jobs"]


def test_a_story_that_moves_takes_its_entry_along(exact: Checker, tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    first = report_of(exact, tmp_path / "draft.md")
    baseline = Baseline(file, [Baseline(file).entry(first, first.findings[0])])
    (tmp_path / "draft.md").rename(tmp_path / "story.md")
    assert accepted(baseline.mark(report_of(exact, tmp_path / "story.md"))) == ["baseline"]
    assert [entry.path for entry in baseline.entries] == ["story.md"]
    assert baseline.stale() == []


def test_by_id_an_article_may_be_anywhere(exact: Checker, tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    first = report_of(exact, tmp_path / "a.md", more="id: n-17\n")
    baseline = Baseline(file, [Baseline(file).entry(first, first.findings[0])])
    same = report_of(exact, tmp_path / "b.md", "Now Ferrous Steel to cut 5,000 jobs", more="id: n-17\n")
    assert accepted(baseline.mark(same)) == ["baseline"]
    other = report_of(exact, tmp_path / "a.md", more="id: n-18\n")
    assert accepted(baseline.mark(other)) == [None]


def test_what_was_not_looked_for_is_not_out_of_date(exact: Checker, tmp_path: Path) -> None:
    file, path = tmp_path / "known.json", tmp_path / "a.md"
    first = report_of(exact, path)
    entry = Baseline(file).entry(first, first.findings[0])
    others = Checker(Arithmetic(), select="date-mismatch")
    baseline = Baseline(file, [entry])
    assert baseline.mark(report_of(others, path)).findings == []
    assert baseline.stale() == []
    baseline.mark(report_of(exact, tmp_path / "b.md", "Ferrous Steel to cut 2,000 jobs"))
    assert baseline.stale() == []
    baseline.mark(report_of(exact, path, "Ferrous Steel to cut 2,000 jobs"))
    assert baseline.stale() == [entry]
    path.unlink()
    assert Baseline(file, [entry]).stale() == [entry]


def test_the_file_is_sorted_and_the_same_each_time(tmp_path: Path) -> None:
    def entry(path: str, fingerprint: str) -> Entry:
        return Entry(path=path, headline="H", rule="r", check="c", words="w", fingerprint=fingerprint * 16)

    entries = [entry("b.md", "1"), entry("a.md", "2"), entry("a.md", "1")]
    write_baseline(tmp_path / "one.json", entries)
    write_baseline(tmp_path / "two.json", reversed(entries))
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert [item["path"] for item in json.loads((tmp_path / "one.json").read_text())["accepted"]] == [
        "a.md",
        "a.md",
        "b.md",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.json", "two.json"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "line 1: broken JSON"),
        ('{"version": "1.0",\n "accepted": [}', "line 2: broken JSON"),
        ('{"version": "1.0",\n "accepted": [],\n "accepted": []}', "line 3: `accepted` is given twice"),
        ("[]", "is no baseline of version 1.0"),
        ('{"accepted": [{"rule": "x"}]}', "`accepted[0].headline`: Field required"),
        ('{"accepted": [], "more": 1}', "`more`: "),
        ('{"version": "2.0", "accepted": []}', "`version`: Input should be '1.0'"),
        (
            '{"accepted": [{"headline": "h", "rule": "r", "check": "c", "words": "w", "fingerprint": "zz"}]}',
            "`accepted[0].fingerprint`",
        ),
        ("\x80", "is no JSON"),
    ],
)
def test_what_is_no_baseline(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(UsageError) as told:
        read_baseline(path)
    assert str(told.value).startswith(f"{path}: ")
    assert message in str(told.value)


def test_a_key_given_twice_beside_half_a_character(tmp_path: Path) -> None:
    data = b'{"accepted": [],\n "more": "\xed\xa0\x80",\n "accepted": []}'
    (tmp_path / "b.json").write_bytes(data)
    with pytest.raises(UsageError, match="line 3: `accepted` is given twice"):
        read_baseline(tmp_path / "b.json")
    assert doubled_name(data) == "accepted"


def test_files_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such baseline: `checker baseline` writes one"):
        read_baseline(tmp_path / "nowhere.json")
    with pytest.raises(UsageError, match="cannot be written"):
        write_baseline(tmp_path / "nowhere" / "known.json", [])
    with pytest.raises(UsageError, match="more than 64 MB"):
        read_baseline(Path("/dev/zero"))
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="cannot be read"):
        read_baseline(tmp_path / "folder")
    with pytest.raises(UsageError, match="cannot be written"):
        write_baseline(tmp_path / "folder", [])
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
