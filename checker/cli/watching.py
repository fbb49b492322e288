"""``checker check --watch``: what changes is checked again, until Ctrl-C."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import InputError, UsageError, require_extra
from ..report.formats import FORMATS
from ..visible import in_one_line
from .acceptances import Acceptances
from .exit_status import ExitStatus
from .outputs import Outputs, Wanted, is_output, open_outputs
from .reading import good
from .streams import complain

if TYPE_CHECKING:
    from ..article import Article
    from ..configuration import Configurations
    from ..reading import PageOptions
    from ..report import Report


class _Round:
    """What is known of every watched file; documents are written anew with all of it after each change."""

    def __init__(
        self, configurations: Configurations, wanted: Sequence[Wanted], quiet: bool, page: PageOptions | None = None
    ) -> None:
        from ..drafts import DraftsBySettings

        self._configurations, self._drafts, self._quiet = configurations, DraftsBySettings(), quiet
        self._fail_on = configurations.of(None).keys.fail_on
        self._wanted, self._page = wanted, page
        self._documents = [item for item in wanted if item.path is not None]
        self._reports: dict[Path, list[tuple[Report, Article]]] = {}
        self._failures: dict[Path, list[str]] = {}

    def check(self, files: Iterable[Path], printed: Outputs) -> None:
        """Check files, print their reports, and write the documents."""
        configurations, acceptances = self._configurations.anew(), Acceptances()
        for file in files:
            if is_output(file, self._wanted):
                continue
            try:
                self._reports[file], self._failures[file] = self._checked(file, configurations, acceptances)
            except UsageError as error:
                # A configuration or a baseline in the middle of a change:
                # the next time that the file is saved it may be right.
                self._reports[file], self._failures[file] = [], [str(error)]
            for failure in self._failures[file]:
                complain(f"checker: {in_one_line(failure)}")
            _add(self._reports[file], self._quiet, printed)
        self._write()

    def _checked(
        self, file: Path, configurations: Configurations, acceptances: Acceptances
    ) -> tuple[list[tuple[Report, Article]], list[str]]:
        """The reports of a file by what is in force for it, and what could not be read."""
        from ..reading import read_file

        failures: list[str] = []
        own = configurations.of(file)
        articles = list(good(read_file(file, own.fields, self._page), own, failures))
        reports = self._drafts.of(own.settings).reports(articles)
        return [
            (acceptances.mark(report, own), article) for report, article in zip(reports, articles, strict=True)
        ], failures

    def forget(self, files: Iterable[Path]) -> None:
        """Leave out files that are gone."""
        for file in files:
            self._reports.pop(file, None)
            self._failures.pop(file, None)
        self._write()

    def _write(self) -> None:
        with open_outputs(self._documents, False, self._fail_on, os.environ) as outputs:
            for pairs in self._reports.values():
                _add(pairs, self._quiet, outputs)
            outputs.finish([failure for failures in self._failures.values() for failure in failures])


def watch(
    configurations: Configurations,
    paths: Sequence[str],
    wanted: Sequence[Wanted],
    quiet: bool,
    page: PageOptions | None = None,
) -> ExitStatus:
    """Check everything, each file by its nearest configuration, then what changes, until interrupted.

    ``page`` says which headlines of web pages are wanted.

    Raises:
        click.UsageError: standard input, or a format that is a whole document on standard output.
        MissingExtraError: watchfiles is not installed.
        InputError: a path is neither a file nor a folder.
        UsageError: the configuration of the working folder is wrong.
    """
    from ..watch import Watched

    watched = Watched(paths, configurations.takes)
    known = _Round(configurations, wanted, quiet, page)
    fail_on = configurations.of(None).keys.fail_on
    with open_outputs([item for item in wanted if item.path is None], False, fail_on, os.environ) as printed:
        files = []
        for item in watched.first():
            if isinstance(item, InputError):
                complain(f"checker: {in_one_line(str(item))}")
            else:
                files.append(item)
        known.check(files, printed)
        try:
            _say(f"watching {', '.join(paths)}; Ctrl-C ends it", quiet)
            for change in watched.changes():
                known.forget(change.gone)
                if names := ", ".join(str(file) for file in change.changed if not is_output(file, wanted)):
                    _say(f"{time.strftime('%H:%M:%S')} {names}", quiet)
                    known.check(change.changed, printed)
        except KeyboardInterrupt:
            pass
    return ExitStatus.INTERRUPTED


def check_usage(paths: Sequence[str], wanted: Sequence[Wanted], others: Mapping[str, bool]) -> None:
    """Before a model is loaded, with the options that mean nothing here and whether each was given.

    Raises as :func:`watch`.
    """
    require_extra("checker check --watch", ("watchfiles",), "watch")
    if not paths or "-" in paths:
        raise click.UsageError("--watch needs files or folders to watch, not standard input")
    for option, given in others.items():
        if given:
            raise click.UsageError(f"{option} is of a run that ends: leave it out with --watch")
    for item in wanted:
        if item.path is None and (not FORMATS[item.format].at_once or item.format == "json"):
            raise click.UsageError(
                f"--watch prints text, concise or jsonl: give {item.format} a file, "
                f"as in --output-format {item.format}=FILE"
            )


def _add(pairs: Iterable[tuple[Report, Article]], quiet: bool, outputs: Outputs) -> None:
    for report, article in pairs:
        if report.counting() or not quiet:
            outputs.add(report, article)


def _say(message: str, quiet: bool) -> None:
    if not quiet:
        complain(f"checker: {in_one_line(message)}")
