"""What a run keeps of its reports: what the exit status needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .exit_status import ExitStatus

if TYPE_CHECKING:
    from ..report import Report


@dataclass
class Tally:
    """What the exit status depends on.

    Attributes:
        failed: something could not be read.
        faults: an article was given up for a fault of ours.
        errors, warnings: there are findings of this severity.
    """

    failed: bool = False
    faults: bool = False
    errors: bool = False
    warnings: bool = False

    def add(self, report: Report) -> None:
        """Count a report."""
        from ..pipeline import is_fault

        worst = report.worst()
        self.faults |= is_fault(report)
        self.errors |= worst == "error"
        self.warnings |= worst == "warning"

    def status(self, fail_on: str) -> ExitStatus:
        """The exit status, with the lowest severity that counts: ``error``, ``warning`` or ``never``."""
        # Faults first, since what such articles hide is unknown.
        if self.faults:
            return ExitStatus.FAULT
        if self.failed:
            return ExitStatus.BAD_INPUT
        if (self.errors and fail_on != "never") or (self.warnings and fail_on == "warning"):
            return ExitStatus.FINDINGS
        return ExitStatus.CLEAN
