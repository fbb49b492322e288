"""``checker check``: read articles, check them, print the reports."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click

from ..report.formats import FORMATS
from ..stopwatch import Stopwatch
from ..visible import in_one_line
from .exit_status import HELP
from .model_options import load_options, model_options
from .outputs import Wanted, named_formats, open_outputs, wanted_outputs
from .printing import Tally
from .reading import articles
from .rule_options import rule_options
from .streams import complain
from .watching import check_usage
from .watching import watch as keep_checking

if TYPE_CHECKING:
    from ..article import Article
    from ..pipeline import Checker
    from ..report import Report


@click.command(epilog=HELP)
@click.argument("paths", nargs=-1, metavar="[PATHS|-]...")
@click.option("--output-format", "formats", multiple=True, callback=named_formats, metavar="FORMAT[=FILE]",
              help=f"{', '.join(FORMATS)}; repeat for several, each to a file of its own (sarif=report.sarif) but one.  [default: text]")  # fmt: skip
@click.option("-o", "--output", "--output-file", "output", metavar="FILE",
              help="Write there, not on standard output; without --output-format as its ending says (.sarif, .html, .md, .json, .jsonl, .xml: junit).")  # fmt: skip
@click.option("--fail-on", type=click.Choice(["error", "warning", "never"]), default="error", show_default=True,
              help="Lowest severity of a finding that makes the exit status 1.")  # fmt: skip
@click.option(
    "--exit-zero", is_flag=True, help="Exit 0 even when there are findings (bad input is still 2, a fault of ours 70)."
)
@rule_options
@model_options
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
@click.option(
    "--watch",
    is_flag=True,
    help="Check what changes again, until Ctrl-C (extra `watch`); files that are written have all of it each time.",
)
@click.option("--timing", is_flag=True, help="Print where the time went, on standard error.")
def check(
    paths: tuple[str, ...],
    formats: tuple[Wanted, ...],
    output: str | None,
    fail_on: str,
    exit_zero: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    quiet: bool,
    time_limit: float,
    watch: bool,
    timing: bool,
    model: str,
    **options: Any,
) -> None:
    """Check the articles in PATHS: files, directories, or - for standard input.

    Text files have the headline on the first line and the body below. Markdown takes the headline from the
    front matter (title) or the first heading. JSON has `headline` and `body`, optionally `id`, `url`, `published`.
    """
    started = time.perf_counter()
    from ..rules import choose

    choose(select, ignore)
    wanted = wanted_outputs(formats, output, os.environ)
    if watch:
        check_usage(paths, wanted)
    failures: list[str] = []
    found = articles(() if watch else paths or ("-",), failures, wanted)
    # Two tell whether there is one; the others are read as they are checked.
    first = list(islice(found, 2))
    tally = Tally()
    alone = len(first) == len(paths or ("-",)) == 1 and not failures and not os.path.isdir((paths or ("-",))[0])
    stopwatch, imported = Stopwatch(), 0.0
    reports: Iterator[tuple[Report, Article]] = iter(())
    if first or watch:
        from ..pipeline import Checker

        checker = Checker(model, select=select, ignore=ignore, time_limit=time_limit or None, **load_options(options))
        imported = time.perf_counter() - started
        checker.warm_up(stopwatch)
        if watch:
            sys.exit(keep_checking(checker, paths, wanted, fail_on, quiet))
        reports = _checked(checker, chain(first, found), stopwatch)
    with open_outputs(wanted, alone, fail_on, os.environ) as outputs:
        for report, article in reports:
            tally.add(report)
            if report.findings or not quiet:
                outputs.add(report, article)
        outputs.finish(failures)
    if timing and first:
        _print_timing(stopwatch, imported, started)
    for message in failures:
        complain(f"checker: {in_one_line(message)}")
    tally.failed = bool(failures)
    sys.exit(tally.status("never" if exit_zero else fail_on))


def _checked(checker: Checker, found: Iterable[Article], watch: Stopwatch) -> Iterator[tuple[Report, Article]]:
    """Every report with its article, which some formats show."""
    on_the_way: deque[Article] = deque()

    def noted() -> Iterator[Article]:
        for article in found:
            on_the_way.append(article)
            yield article

    for report in checker.check_many(noted(), watch):
        yield report, on_the_way.popleft()


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
