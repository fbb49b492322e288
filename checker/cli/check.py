"""``checker check``: read articles, check them, print the reports."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click

from ..visible import in_one_line
from .acceptances import Acceptances
from .checking import Found, checked
from .configuration_options import acceptance_options, configuration_options, configurations
from .exit_status import HELP
from .model_options import model_options, sensitivity_option
from .printing import Format, Tally, print_reports
from .streams import at_terminal, complain, say

if TYPE_CHECKING:
    from ..report import Report
    from ..stopwatch import Stopwatch


def _rule_ids(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    names = tuple(rule_id.strip() for value in values for rule_id in value.split(",") if rule_id.strip())
    if values and not names:
        raise click.BadParameter("names no rule: see `checker rules`")
    return names


@click.command(epilog=HELP)
@click.argument("paths", nargs=-1, metavar="[PATHS|-]...")
@click.option("--output-format", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True,
              help="text for people; json: one object for one file with one article, else a list; jsonl: one report a line.")  # fmt: skip
@click.option("--fail-on", type=click.Choice(["error", "warning", "never"]), default="error", show_default=True,
              help="Lowest severity of a finding that makes the exit status 1.")  # fmt: skip
@click.option(
    "--exit-zero", is_flag=True, help="Exit 0 even when there are findings (bad input is still 2, a fault of ours 70)."
)
@click.option(
    "--select",
    multiple=True,
    callback=_rule_ids,
    metavar="RULE",
    help="Run only these rules (repeat, or separate by commas).",
)
@click.option("--ignore", multiple=True, callback=_rule_ids, metavar="RULE", help="Leave these rules out.")
@model_options
@sensitivity_option
@click.option(
    "-q", "--quiet", is_flag=True, help="Print only reports with findings; nothing else on either stream but errors."
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0),
    default=120.0,
    show_default=True,
    metavar="SECONDS",
    help="What an article may take; one that takes longer is not checked, and says so. 0: any time.",
)
@acceptance_options
@configuration_options
@click.option("--timing", is_flag=True, help="Print where the time went, on standard error.")
def check(
    paths: tuple[str, ...],
    output_format: Format,
    exit_zero: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    quiet: bool,
    timing: bool,
    force_exclude: bool,
    **_configured: Any,
) -> None:
    """Check the articles in PATHS: files, directories, or - for standard input.

    Without PATHS those of the working folder where you type the command at a terminal, else standard input.

    Text files have the headline on the first line and the body below. Markdown takes the headline from the
    front matter (title) or the first heading. JSON has `headline` and `body`, optionally `id`, `url`, `published`.
    What stands in the nearest checker.toml, or in [tool.checker] of pyproject.toml, counts where no option says otherwise.
    """
    started = time.perf_counter()
    from ..rules import choose

    choose(select, ignore)
    paths = paths or (("." if at_terminal() else "-"),)
    found = Found(paths, configurations(), force_exclude)
    articles = iter(found)
    # Two tell whether there is one; the others are read as they are checked.
    first = list(islice(articles, 2))
    tally, acceptances = Tally(), Acceptances()
    if first:
        from ..configuration.checkers import Checkers
        from ..stopwatch import Stopwatch

        imported = time.perf_counter() - started
        watch = Stopwatch()
        alone = len(first) == len(paths) == 1 and not found.failures and not os.path.isdir(paths[0])

        def reports() -> Iterator[Report]:
            for report, own in checked(chain(first, articles), Checkers(), watch):
                marked = acceptances.mark(report, own)
                tally.add(marked, own.keys.fail_on)
                yield marked

        print_reports(reports(), output_format, quiet, alone)
        if output_format == "text" and not quiet and tally.reports > 1:
            say("\n" + in_one_line(tally.summary(len(found.failures), str(found.left_out))))
        if timing:
            _print_timing(watch, imported, started)
    acceptances.finish()
    for message in found.failures:
        complain(f"checker: {in_one_line(message)}")
    for message in acceptances.stale:
        if not quiet or acceptances.failed:
            complain(f"checker: {in_one_line(message)}")
    tally.failed, tally.stale = bool(found.failures), acceptances.failed
    sys.exit(tally.status(exit_zero))


def _print_timing(watch: Stopwatch, imported: float, started: float) -> None:
    total = time.perf_counter() - started
    seconds = {"imports": imported, **watch.seconds}
    for stage, value in seconds.items():
        complain(f"{stage:<12} {value * 1000:8.0f} ms")
    complain(f"{'other':<12} {(total - sum(seconds.values())) * 1000:8.0f} ms")
    complain(f"{'total':<12} {total * 1000:8.0f} ms (without the interpreter's start)")
    try:
        import resource
    except ImportError:  # not on Windows
        return
    peak = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        / (1 if sys.platform == "darwin" else 1024)
        / (1024 if sys.platform == "darwin" else 1)
    )
    complain(f"{'peak memory':<12} {peak:8.0f} MB")
