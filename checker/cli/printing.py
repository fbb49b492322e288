"""Reports on standard output, each as it comes: nothing of a run is kept but what the exit status needs."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import click

from .exit_status import ExitStatus
from .streams import say_json, say_styled

if TYPE_CHECKING:
    from ..report import Report
    from ..report.text_format import Style

Format = Literal["text", "json", "jsonl"]
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
        not_checked: how many articles.
        stale: there are acceptances that no longer match, where that counts.
    """

    failed: bool = False
    faults: bool = False
    findings: bool = False
    stale: bool = False
    reports: int = 0
    worst: Counter[str] = field(default_factory=Counter)
    accepted: int = 0
    not_checked: int = 0

    def add(self, report: Report, fail_on: str) -> None:
        """Count a report, with the lowest severity that counts: ``error``, ``warning`` or ``never``."""
        from ..pipeline import is_fault

        self.faults |= is_fault(report)
        worst = report.worst()
        self.findings |= worst in COUNTING[fail_on]
        self.reports += 1
        if worst is not None:
            self.worst[worst] += 1
        self.accepted += len(report.findings) - len(report.counting())
        self.not_checked += report.verdict == "not-checked"

    def summary(self, unread: int, left_out: str) -> str:
        """All of it in a line.

        Args:
            unread: how many files and rows cannot be read.
            left_out: which files are no articles by their names.
        """
        counts = {
            "with errors": self.worst["error"],
            "with warnings": self.worst["warning"],
            "not checked": self.not_checked,
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


def print_reports(reports: Iterable[Report], shape: Format, quiet: bool, alone: bool) -> None:
    """Print reports as they come.

    Args:
        reports: in order.
        shape: for people; one JSON document; a JSON object a line.
        quiet: only those with findings that count.
        alone: there is one report: as JSON an object, no list.

    Raises:
        OutputError: standard output cannot be written.
    """
    printed = 0
    style = _style() if shape == "text" else None
    for report in reports:
        if quiet and not report.counting():
            continue
        if style is not None:
            _print_text(report, style, first=quiet or not printed)
        elif shape == "jsonl":
            say_json(report.model_dump_json() + "\n")
        else:
            before = "" if alone else ",\n" if printed else "[\n"
            say_json(before + report.model_dump_json(indent=2) + ("\n" if alone else ""))
        printed += 1
    if shape == "json" and not alone:
        say_json("\n]\n" if printed else "[\n\n]\n")


def _print_text(report: Report, style: Style, first: bool) -> None:
    from ..report.text_format import render_text

    text = render_text(report, style, shutil.get_terminal_size((100, 24)).columns)
    say_styled(("" if first else "\n") + text)


def _style() -> Style:
    from ..report.text_format import plain

    if os.environ.get("NO_COLOR") or not (sys.stdout.isatty() or os.environ.get("FORCE_COLOR")):
        return plain

    def colour(text: str, name: str) -> str:
        if name == "bold":
            return click.style(text, bold=True)
        if name == "dim":
            return click.style(text, dim=True)
        return click.style(text, fg=name)

    return colour
