"""Only edits that hold are offered: checked again, the finding is gone and nothing is worse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from checker import Article, Checker, Report
from checker.assessing import Assessed
from checker.body import Body
from checker.context import Context
from checker.course import Course
from checker.nli import Prediction
from checker.report.types import Finding
from checker.rewriting.checked import ALTOGETHER, holds, with_edits
from checker.rewriting.grammar import well_formed
from checker.rules import RULES, RawFinding, run
from checker.text import Span
from checker.time_limit import OutOfTimeError

from ..rules.neutral import Neutral, context

COACH = (
    "Nine killed as coach overturns near Leeds",
    "Four people were killed when a coach overturned near Leeds. The road was closed, the mayor said. "
    "It opened again at noon.",
)


def finding(rule: str, check: str, severity: str = "error") -> dict[str, Any]:
    return {
        "rule": rule,
        "check": check,
        "severity": severity,
        "message": "",
        "headline_span": {"start": 0, "end": 4},
        "headline_text": "Nine",
        "evidence": [],
        "confidence": 0.9,
        "fingerprint": "0" * 16,
    }


NUMBER = ("number-mismatch", "other-number")
NAME = ("entity-unsupported", "absent-name", "warning")


def assessed(
    *findings: Sequence[str], score: float | None = 0.1, verdict: str = "contradicted", reason_code: str | None = None,
    headline: float = 0.1, contradiction: float = 0.5, says: str = "otherwise",
) -> Assessed:  # fmt: skip
    base = Checker(Neutral()).check("A headline says this", "A body. Of two sentences.")
    told = [Finding.model_validate(finding(*item)) for item in findings]
    report = base.model_copy(update={"findings": told, "score": score, "verdict": verdict, "reason_code": reason_code})
    raw = tuple(
        RawFinding(item[0], "error", "", Span(0, 4), (), 0.9, says=says, check=item[1])  # type: ignore[arg-type]
        for item in findings
    )
    return Assessed(report, {"headline": headline, "contradiction": contradiction}, raw)


GOOD = {"score": 0.9, "verdict": "supported", "headline": 0.9, "contradiction": 0.1}


@pytest.mark.parametrize(
    ("after", "held"),
    [
        (assessed(**GOOD), True),
        # The same finding, another one, a graver one; one that was there before may stay.
        (assessed(NUMBER, **GOOD), False),
        (assessed(("date-mismatch", "other-year"), **GOOD), False),
        (assessed(NAME, **GOOD), True),
        (assessed(("entity-unsupported", "absent-name", "error"), **GOOD), False),
        (assessed(NAME, NAME, **GOOD), False),
        (assessed(**{**GOOD, "score": 0.05}), False),
        (assessed(**{**GOOD, "headline": 0.05}), False),
        (assessed(**{**GOOD, "contradiction": 0.7}), False),
        (assessed(**{**GOOD, "verdict": "review"}), False),
        (assessed(NAME, **{**GOOD, "verdict": "unsupported"}), True),
        (assessed(**{**GOOD, "verdict": "not-checked", "score": None}), False),
    ],
)
def test_an_edit_holds_where_nothing_is_worse(after: Assessed, held: bool) -> None:
    assert holds(assessed(NUMBER, NAME), 0, after) is held


def test_a_worse_verdict_never_holds() -> None:
    before = assessed(NUMBER, NAME, verdict="review")
    assert not holds(before, 0, assessed(NAME, **{**GOOD, "verdict": "unsupported"}))


@pytest.mark.parametrize(
    ("changes", "held"),
    [({}, True), ({"score": 0.4}, False), ({"headline": 0.15}, False), ({"contradiction": 0.7}, False)],
)
def test_caution_need_not_be_entailed_surely(changes: dict[str, float], held: bool) -> None:
    before = assessed(("overstated-certainty", "hedged-event"), verdict="review", says="overstates")
    after: dict[str, Any] = {"score": 0.6, "verdict": "review", "headline": 0.3, "contradiction": 0.1}
    assert holds(before, 0, assessed(**{**after, **changes})) is held
    assert not holds(assessed(NUMBER, verdict="review"), 0, assessed(**after))


def test_a_quotation_alone_is_held_by_its_words() -> None:
    before = assessed(("quote-altered", "altered-words"), verdict="unsupported")
    quoted: dict[str, Any] = {"score": None, "verdict": "not-checked", "reason_code": "quote"}
    assert holds(before, 0, assessed(**quoted))
    assert not holds(before, 0, assessed(NAME, **quoted))
    assert not holds(assessed(NUMBER), 0, assessed(**quoted))


@pytest.mark.parametrize(
    ("before", "after", "good"),
    [
        ("Nine killed in fire", "Four killed in fire", True),
        ("Nine killed in fire", "Four four killed in fire", False),
        ("Nine killed in fire", "Four killed  in fire", False),
        ("Nine killed in fire", "Four killed in fire , police say", False),
        ("“Nine” killed in fire", "“Four killed in fire", False),
        ("Worker sues mine owners over strike", "Mine owners sues worker over strike", False),
        ("Worker sues mine owners over strike", "Mine owners sue worker over strike", True),
        ("Most voters back tax", "38% of voters back tax", True),
        ("Had had enough", "Has had had enough", True),
        ("Nine", "—", False),
    ],
)
def test_a_mended_headline_is_well_formed(before: str, after: str, good: bool) -> None:
    assert well_formed(before, after) is good


def test_time_that_runs_out_costs_the_edits_alone() -> None:
    seen = context(*COACH)
    findings = tuple(run(seen, tuple(RULES.values())))
    report = Checker(Neutral(), select="number-mismatch").check(*COACH)
    assert report.findings

    def again(article: Article, body: Body) -> Course[tuple[Context, Assessed]]:
        yield []
        raise OutOfTimeError("1 s")

    course = with_edits(seen.article, seen, Assessed(report, {}, findings[:1]), again)  # type: ignore[arg-type]
    next(course)
    with pytest.raises(StopIteration) as end:
        next(course)
    assert end.value.value == report


def test_so_many_headlines_are_checked_again_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.rewriting import checked
    from checker.rules.base import Edit

    monkeypatch.setattr(checked, "EACH", 100)
    monkeypatch.setattr(
        checked, "proposals", lambda seen, finding: ([Edit(Span(0, 4), f"{number} men")] for number in range(2, 50))
    )
    seen, asked = context(*COACH), []
    before = assessed(NUMBER)

    def again(article: Article, body: Body) -> Course[tuple[Context, Assessed]]:
        yield from ()
        asked.append(article.headline)
        return seen, before

    course = with_edits(seen.article, seen, before, again)  # type: ignore[arg-type]
    with pytest.raises(StopIteration):
        next(course)
    assert len(asked) == len(set(asked)) == ALTOGETHER


class Believing(Neutral):
    """A model to which everything is entailed."""

    def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
        return [Prediction(0.98, 0.01, 0.01)] * len(pairs)


def test_the_report_carries_what_holds_in_every_way_of_checking() -> None:
    checker = Checker(Believing(), select="number-mismatch")

    def edits(report: Report) -> list[str]:
        return [report.mended(finding) for finding in report.findings if finding.edit is not None]

    expected = ["Four killed as coach overturns near Leeds"]
    assert edits(checker.check(*COACH)) == expected
    assert [edits(report) for report in checker.check_many([COACH] * 3)] == [expected] * 3
    assert [edits(report) for report in checker.check_headlines(checker.read_body(COACH[1]), [COACH[0]])] == [expected]
    mended = checker.mend(*COACH)
    assert mended.changed
    assert (mended.headline, mended.before.article.headline) == (expected[0], COACH[0])
    assert [finding.check for finding in mended.findings] == ["other-number"]
    assert mended.after.findings == []
    sound = checker.mend(expected[0], COACH[1])
    assert not sound.changed
    assert sound.before == sound.after


def test_findings_are_mended_one_after_the_other() -> None:
    checker = Checker(Believing(), select=["number-mismatch", "date-mismatch"])
    body = (
        "Four people were killed and eleven hurt when a coach overturned near Leeds on Tuesday, police said. "
        "The road was closed. It opened again at noon."
    )
    mended = checker.mend("Nine killed as coach overturns near Leeds on Friday", body)
    assert mended.headline == "Four killed as coach overturns near Leeds on Tuesday"
    assert [finding.rule for finding in mended.findings] == ["number-mismatch", "date-mismatch"]
    assert [finding.edit.replacement for finding in mended.findings if finding.edit] == ["Four", "Tuesday"]


# Over the real model: sound headlines in which a rule is wrong, and faulty ones that another word would not mend.
NOT_OFFERED = [
    (
        "6 tourists dead in Laos methanol poisonings, 8 hostel workers held",
        "Two friends from Melburn have died after drinking spirits laced with methanol in a holiday town in Laos, "
        "their families said on Sunday. Four other tourists, among them two Danes, died last week. "
        "Police have arrested eight workers of the hostel where they stayed.",
    ),
    (
        "All reactors at Lindau shut down after accident",
        "Two of the five reactors at Lindau will be shut for inspections in May, the operator said. "
        "The dates were set a year ago. No work is planned on the others.",
    ),
]
OFFERED = [
    (
        "Ferry Line Closes Route to Skerries",
        "The ferry line Nordvik is considering closing its route to the Skerries, it said on Tuesday. "
        "Passenger numbers have halved since 2019. A decision will be made in June.",
        "Ferry Line Considers Closing Route to Skerries",
    ),
    (
        "Lindqvist’s owner sues Orvane over patents",
        "Orvane has sued Lindqvist's owner over patents for a drill, both firms said on Monday. "
        "The case will be heard in Lund. It is the third between them.",
        "Orvane sues Lindqvist’s owner over patents",
    ),
]


@pytest.mark.parametrize(("headline", "body"), NOT_OFFERED)
def test_what_does_not_hold_is_not_offered(checker: Checker, headline: str, body: str) -> None:
    assert checker.mend(headline, body).headline == headline


@pytest.mark.parametrize(("headline", "body", "mended"), OFFERED)
def test_what_holds_is_offered(checker: Checker, headline: str, body: str, mended: str) -> None:
    assert checker.mend(headline, body).headline == mended
