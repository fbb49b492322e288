"""Reports are printed as they come, and nothing of them is kept."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Iterator

import pytest

from checker import Checker, Report
from checker.cli.exit_status import ExitStatus
from checker.cli.outputs import Wanted, open_outputs
from checker.cli.tally import Tally
from checker.report import Finding
from checker.report.formats import FORMATS
from checker.report.types import AcceptedReport, SpanReport

from ..test_answering import Arithmetic

BODY = (
    "The council rejected the new airport runway on Tuesday night by eleven votes to four. "
    "Residents cheered for an hour."
)


AT_ONCE = [name for name, form in FORMATS.items() if form.at_once]


@pytest.mark.parametrize("shape", FORMATS)
def test_a_report_is_printed_before_the_next_is_asked_for_and_none_is_kept(
    shape: str, capfd: pytest.CaptureFixture[str]
) -> None:
    checker = Checker(Arithmetic())
    checker.check(("Council rejects runway", BODY))
    # What is loaded by now is looked through no more: half a second each time.
    gc.freeze()
    seen: list[str] = []
    alive: list[weakref.ref[Report]] = []

    def reports() -> Iterator[Report]:
        for number in range(4):
            report = checker.check((f"Council rejects runway {number}", BODY))
            alive.append(weakref.ref(report))
            yield report
            del report
            seen.append(capfd.readouterr().out)
            if shape in AT_ONCE and shape != "concise":
                assert f"runway {number}" in seen[-1]
            gc.collect()
            assert sum(one() is not None for one in alive[:-1]) == 0, "an earlier report is still held"

    tally = Tally()
    with open_outputs([Wanted(shape)], False, "error", {}) as outputs:
        for report in reports():
            tally.add(report, "error")
            outputs.add(report)
            del report
        outputs.finish()
    out = "".join(seen) + capfd.readouterr().out
    if shape == "json":
        assert len(json.loads(out)) == 4
    if shape == "jsonl":
        assert len(list(map(json.loads, out.splitlines()))) == 4


def test_no_report_is_an_empty_list(capfd: pytest.CaptureFixture[str]) -> None:
    with open_outputs([Wanted("json")], False, "error", {}) as outputs:
        outputs.finish()
    assert json.loads(capfd.readouterr().out) == []


@pytest.mark.parametrize(
    ("tally", "exit_zero", "status"),
    [
        (Tally(), False, ExitStatus.CLEAN),
        (Tally(findings=True), False, ExitStatus.FINDINGS),
        (Tally(findings=True), True, ExitStatus.CLEAN),
        (Tally(stale=True), False, ExitStatus.FINDINGS),
        (Tally(stale=True), True, ExitStatus.CLEAN),
        (Tally(findings=True, failed=True), False, ExitStatus.BAD_INPUT),
        (Tally(failed=True, faults=True), True, ExitStatus.FAULT),
    ],
)
def test_exit_status(tally: Tally, exit_zero: bool, status: ExitStatus) -> None:
    assert tally.status(exit_zero) == status


FINDING = Finding(
    rule="number-mismatch",
    check="other-number",
    severity="error",
    message="",
    headline_span=SpanReport(start=0, end=7),
    headline_text="Council",
    evidence=[],
    confidence=1.0,
    fingerprint="0" * 16,
)


@pytest.mark.parametrize(
    ("severities", "accepted", "counts"),
    [
        ((), False, ""),
        (("warning",), False, "warning"),
        (("warning", "error"), False, "warning error"),
        (("error",), True, ""),
    ],
)
def test_what_counts(severities: tuple[str, ...], accepted: bool, counts: str) -> None:
    report = Checker(Arithmetic()).check(("Council rejects runway", BODY))
    by = AcceptedReport(by="baseline") if accepted else None
    found = [FINDING.model_copy(update={"severity": severity, "accepted": by}) for severity in severities]
    for fail_on in ("error", "warning", "never"):
        tally = Tally()
        tally.add(report.model_copy(update={"findings": found}), fail_on)
        expected = fail_on != "never" and (fail_on in counts.split() or (fail_on == "warning" and "error" in counts))
        assert tally.findings == expected


def test_the_last_line_hides_no_headline() -> None:
    report = Checker(Arithmetic()).check(("Council rejects runway", BODY))
    accepted = FINDING.model_copy(update={"accepted": AcceptedReport(by="baseline")})
    tally = Tally()
    for verdict, findings in (
        ("supported", []),
        ("supported", []),
        ("supported", [accepted]),
        ("review", []),
        ("review", [FINDING.model_copy(update={"severity": "warning"})]),
        # A verdict that a rule which did not run would have explained.
        ("unsupported", []),
        ("contradicted", [FINDING]),
        ("contradicted", [accepted]),
        ("not-checked", []),
    ):
        tally.add(report.model_copy(update={"verdict": verdict, "findings": findings}), "error")
    assert tally.summary(2, "1 left out by name (README.md)") == (
        "9 headlines · 3 supported · 2 for a person’s eye · 1 with errors · 1 with warnings · 1 not checked · 2 could "
        "not be read · 2 findings accepted · 1 left out by name (README.md)"
    )
