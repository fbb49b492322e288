"""What a run keeps of its reports: what the exit status and the last line need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .exit_status import ExitStatus

if TYPE_CHECKING:
    from ..report import Report

COUNTING: Mapping[str, tuple[str, ...]] = {"error": ("error",), "warning": ("error", "warning"), "never": ()}


@dataclass
class Tally:
    """What the exit status depends on.

    Attributes:
        failed: something could not be read.
        faults: an article was given up for a fault of ours.
        findings: there are findings that count for the exit status.
        reports: how many there are.
        worst: how many of them have an error at worst, or a warning.
        accepted: how many findings are accepted.
        quiet: of those without: how many are supported, for a person's eye, and not checked.
        stale: there are acceptances that no longer match, where that counts.
    """

    failed: bool = False
    faults: bool = False
    findings: bool = False
    stale: bool = False
    reports: int = 0
    worst: Counter[str] = field(default_factory=Counter)
    accepted: int = 0
    quiet: Counter[str] = field(default_factory=Counter)

    def add(self, report: Report, fail_on: str) -> None:
        """Count a report, with the lowest severity that counts: ``error``, ``warning`` or ``never``."""
        from ..assessing import is_fault

        self.faults |= is_fault(report)
        worst = report.worst()
        self.findings |= worst in COUNTING[fail_on]
        self.reports += 1
        if worst is not None:
            self.worst[worst] += 1
        elif not report.findings or report.verdict == "supported":
            # Without a finding whatever is neither supported nor left unchecked is for a person to look at.
            self.quiet[report.verdict if report.verdict in ("supported", "not-checked") else "review"] += 1
        self.accepted += len(report.findings) - len(report.counting())

    def summary(self, unread: int, left_out: str) -> str:
        """All of it in a line.

        Args:
            unread: how many files and rows cannot be read.
            left_out: which files are no articles by their names.
        """
        counts = {
            "supported": self.quiet["supported"],
            "for a person’s eye": self.quiet["review"],
            "with errors": self.worst["error"],
            "with warnings": self.worst["warning"],
            "not checked": self.quiet["not-checked"],
            "could not be read": unread,
        }
        parts = [f"{self.reports:,} headlines", *(f"{count:,} {what}" for what, count in counts.items() if count)]
        if self.accepted:
            parts.append(f"{self.accepted:,} finding{'s' * (self.accepted > 1)} accepted")
        return " · ".join([*parts, left_out] if left_out else parts)

    def status(self, exit_zero: bool = False) -> ExitStatus:
        """The exit status."""
        # Faults first, since what such articles hide is unknown.
        if self.faults:
            return ExitStatus.FAULT
        if self.failed:
            return ExitStatus.BAD_INPUT
        if (self.findings or self.stale) and not exit_zero:
            return ExitStatus.FINDINGS
        return ExitStatus.CLEAN
