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
from checker.cli.printing import Tally
from checker.report.formats import FORMATS

from ..test_answering import Arithmetic

BODY = "The council rejected the new airport runway on Tuesday night by eleven votes to four. Residents cheered for an hour."


AT_ONCE = [name for name, form in FORMATS.items() if form.at_once]


@pytest.mark.parametrize("shape", FORMATS)
def test_a_report_is_printed_before_the_next_is_asked_for_and_none_is_kept(
    shape: str, capfd: pytest.CaptureFixture[str]
) -> None:
    checker = Checker(Arithmetic())
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
            tally.add(report)
            outputs.add(report)
            del report
        outputs.finish()
    out = "".join(seen) + capfd.readouterr().out
    if shape == "json":
        assert len(json.loads(out)) == 4
    if shape == "jsonl":
        assert len(list(map(json.loads, out.splitlines()))) == 4
    assert tally.status("error") == ExitStatus.CLEAN


def test_no_report_is_an_empty_list(capfd: pytest.CaptureFixture[str]) -> None:
    with open_outputs([Wanted("json")], False, "error", {}) as outputs:
        outputs.finish()
    assert json.loads(capfd.readouterr().out) == []


@pytest.mark.parametrize(
    ("tally", "fail_on", "status"),
    [
        (Tally(), "warning", ExitStatus.CLEAN),
        (Tally(warnings=True), "error", ExitStatus.CLEAN),
        (Tally(warnings=True), "warning", ExitStatus.FINDINGS),
        (Tally(errors=True), "error", ExitStatus.FINDINGS),
        (Tally(errors=True), "warning", ExitStatus.FINDINGS),
        (Tally(errors=True, warnings=True), "never", ExitStatus.CLEAN),
        (Tally(errors=True, failed=True), "error", ExitStatus.BAD_INPUT),
        (Tally(failed=True, faults=True), "never", ExitStatus.FAULT),
    ],
)
def test_exit_status(tally: Tally, fail_on: str, status: ExitStatus) -> None:
    assert tally.status(fail_on) == status
