"""Reports on standard output, each as it comes: nothing of a run is kept but what the exit status needs."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import click

from .exit_status import ExitStatus
from .streams import say_json, say_styled

if TYPE_CHECKING:
    from ..report import Report
    from ..report.text_format import Style

Format = Literal["text", "json", "jsonl"]


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


def print_reports(reports: Iterable[Report], shape: Format, quiet: bool, alone: bool, tally: Tally) -> None:
    """Print reports as they come.

    Args:
        reports: in order.
        shape: for people; one JSON document; a JSON object a line.
        quiet: only those with findings.
        alone: there is one report: as JSON an object, no list.
        tally: counts them.

    Raises:
        OutputError: standard output cannot be written.
    """
    printed = 0
    style = _style() if shape == "text" else None
    for report in reports:
        tally.add(report)
        if quiet and not report.findings:
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


def colours_wanted() -> bool:
    """Does whoever reads standard output want colours?"""
    return not os.environ.get("NO_COLOR") and (sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR")))


def _style() -> Style:
    from ..report.text_format import plain

    if not colours_wanted():
        return plain

    def colour(text: str, name: str) -> str:
        if name == "bold":
            return click.style(text, bold=True)
        if name == "dim":
            return click.style(text, dim=True)
        return click.style(text, fg=name)

    return colour
