"""``checker baseline``: accept the findings that are there, and take out those that are gone."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import UsageError
from ..visible import in_one_line
from .checking import Found, checked
from .configuration_options import configuration_options, configurations
from .exit_status import ExitStatus
from .model_options import model_options, sensitivity_option
from .streams import complain, say

if TYPE_CHECKING:
    from ..baseline import Baseline, Entry
    from ..configuration import Configuration

EPILOG = """\b
Exit status: 0 written (or nothing to write), 2 bad use or an article that cannot be read (the others are in it), 70 a \
fault of ours."""


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--baseline", metavar="FILE", help="The file to write; by default the configured one, else checker-baseline.json."
)
@click.option("--reason", metavar="TEXT", help="Why the new findings are accepted.")
@click.option("--prune", is_flag=True, help="Only take out what is not found any more; accept nothing new.")
@configuration_options
@model_options
@sensitivity_option
def baseline(paths: tuple[str, ...], baseline: str | None, reason: str | None, prune: bool, **_options: Any) -> None:
    """Accept every finding of the articles in PATHS (by default the working folder): from then on only new ones count.

    Findings that an article accepts itself are left to it. What is not found any more is taken out.
    A finding is known by its rule, its check and the words at fault, in its article: other words may move around it.
    """
    from ..assessing import is_fault
    from ..baseline import write_baseline
    from ..configuration.checkers import Checkers

    run = configurations()
    here = run.of(None)
    path = _chosen(here, baseline)
    had = _known(path)
    before = list(had.entries)
    found, faults = Found(paths or (".",), run), False
    new: dict[Entry, None] = {}
    for report, _, own in checked(found, Checkers()):
        _same_file(path, own, baseline)
        faults |= is_fault(report)
        for finding in had.mark(report).counting():
            new[had.entry(report, finding, reason)] = None
        if new and not prune and not reason and own.keys.require_reason:
            raise UsageError(f"say why with --reason: {own.where['require-reason']} requires it")
    gone = set(had.stale())
    kept = [entry for entry in had.entries if entry not in gone]
    added = [] if prune else list(new)
    if gone or added or kept != before or not os.path.lexists(path):
        write_baseline(path, [*kept, *added])
    for message in found.failures:
        complain(f"checker: {in_one_line(message)}")
    shown = in_one_line(str(path))
    say(f"{shown}: {len(kept) + len(added):,} accepted, {len(added):,} of them new; {len(gone):,} not found any more")
    if here.keys.baseline is None:
        say(
            f'To have it count, put  baseline = "{shown}"  into checker.toml, '
            f"or give `checker check` --baseline {shown}"
        )
    sys.exit(ExitStatus.FAULT if faults else ExitStatus.BAD_INPUT if found.failures else ExitStatus.CLEAN)


def _chosen(here: Configuration, given: str | None) -> Path:
    from ..baseline import DEFAULT

    return Path(given or here.keys.baseline or DEFAULT)


def _known(path: Path) -> Baseline:
    from ..baseline import Baseline, read_baseline

    return read_baseline(path) if os.path.lexists(path) else Baseline(path)


def _same_file(path: Path, own: Configuration, given: str | None) -> None:
    """An article whose configuration names another baseline would not be read with this one."""
    if given is None and own.keys.baseline is not None and os.path.abspath(own.keys.baseline) != os.path.abspath(path):
        raise UsageError(
            f"{own.where['baseline']}: names another baseline, {own.keys.baseline}: run it for each, "
            "or give --baseline FILE"
        )
