"""``checker check``: read articles, check them, print the reports."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click

from ..report.formats import FORMATS
from ..stopwatch import Stopwatch
from ..visible import in_one_line
from .acceptances import Acceptances
from .checking import STANDARD_INPUT, Found, checked, nothing_named
from .configuration_options import acceptance_options, configuration_options, configurations
from .exit_status import HELP
from .model_options import model_options, sensitivity_option, time_limit_option
from .outputs import Wanted, named_formats, open_outputs, refuse_inputs, wanted_outputs
from .rule_options import rule_options
from .streams import at_terminal, complain, say
from .tally import Tally
from .watching import check_usage
from .watching import watch as keep_checking

if TYPE_CHECKING:
    from ..article import Article
    from ..report import Report


@click.command(epilog=HELP)
@click.argument("paths", nargs=-1, metavar="[PATHS|-]...")
@click.option(
    "--output-format",
    "formats",
    multiple=True,
    callback=named_formats,
    metavar="FORMAT[=FILE]",
    help=f"{', '.join(FORMATS)}; repeat for several, each to a file of its own (sarif=report.sarif) but one. "
    " [default: text]",
)
@click.option(
    "-o",
    "--output",
    "--output-file",
    "output",
    metavar="FILE",
    help="Write there, not on standard output; without --output-format as its ending says (.txt, .sarif, .html, .md, "
    ".json, .jsonl, .xml: junit).",
)
@click.option("--fail-on", type=click.Choice(["error", "warning", "never"]), default="error", show_default=True,
              help="Lowest severity of a finding that makes the exit status 1.")  # fmt: skip
@click.option(
    "--exit-zero", is_flag=True, help="Exit 0 even when there are findings (bad input is still 2, a fault of ours 70)."
)
@rule_options
@click.option(
    "--headline", default=None, metavar="TEXT", help="Of a web page: check this headline in the place of its own."
)
@click.option(
    "--all-headlines",
    is_flag=True,
    help="Of a web page: check every headline that it has (JSON-LD, og:title, twitter:title, h1, title, description).",
)
@model_options
@sensitivity_option
@click.option(
    "-q", "--quiet", is_flag=True, help="Print only reports with findings; nothing else on either stream but errors."
)
@time_limit_option(120.0, "What an article may take; one that takes longer is not checked, and says so. 0: any time.")
@click.option(
    "--watch",
    is_flag=True,
    help="Check what changes again, until Ctrl-C (extra `watch`); files that are written have all of it each time.",
)
@acceptance_options
@configuration_options
@click.option("--timing", is_flag=True, help="Print where the time went, on standard error.")
def check(
    paths: tuple[str, ...],
    formats: tuple[Wanted, ...],
    output: str | None,
    exit_zero: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    headline: str | None,
    all_headlines: bool,
    quiet: bool,
    watch: bool,
    timing: bool,
    force_exclude: bool,
    **_configured: Any,
) -> None:
    """Check the articles in PATHS: files, directories, or - for standard input.

    Without PATHS those of the working folder where you type the command at a terminal, else standard input,
    which must then have a story.

    Text files have the headline on the first line and the body below. Markdown takes the headline from the
    front matter (title) or the first heading. JSON has `headline` and `body`, optionally `id`, `url`, `published`;
    or `html`, a web page's source. Of a web page (extra html) the story's text is found,
    and the first headline of JSON-LD, og:title, h1 and title. What stands in the nearest checker.toml, or in
    [tool.checker] of pyproject.toml, counts where no option says otherwise.
    """
    started = time.perf_counter()
    from ..reading import PageOptions
    from ..rules import choose

    choose(select, ignore)
    wanted = wanted_outputs(formats, output, os.environ)
    if watch:
        others = {"--timing": timing, "--exit-zero": exit_zero, "--force-exclude": force_exclude}
        check_usage(paths, wanted, others)
    configured = configurations()
    named = bool(paths)
    paths = paths or (("." if at_terminal() else STANDARD_INPUT),)
    refuse_inputs(paths, wanted)
    page = PageOptions(headline, all_headlines)
    if watch:
        sys.exit(keep_checking(configured, paths, wanted, quiet, page))
    tally, acceptances, stopwatch = Tally(), Acceptances(), Stopwatch()
    found = Found(paths, configured, force_exclude, wanted, page, None if quiet else _hint)
    articles = iter(found)
    # Two tell whether there is one; the others are read as they are checked.
    first = list(islice(articles, 2))
    if not named and not first and paths == (STANDARD_INPUT,):
        raise click.UsageError(nothing_named(found.failures))
    alone = len(first) == len(paths) == 1 and not found.failures and not os.path.isdir(paths[0])
    imported = 0.0

    def reports() -> Iterator[tuple[Report, Article]]:
        nonlocal imported
        if not first:
            return
        from ..configuration.checkers import Checkers

        imported = time.perf_counter() - started
        for report, article, own in checked(chain(first, articles), Checkers(), stopwatch):
            marked = acceptances.mark(report, own)
            tally.add(marked, own.keys.fail_on)
            yield marked, article

    with open_outputs(wanted, alone, configured.of(None).keys.fail_on, os.environ) as outputs:
        for report, article in reports():
            if report.counting() or not quiet:
                outputs.add(report, article)
        outputs.finish(found.failures)
    if tally.reports > 1 and not quiet and any(item.format == "text" and item.path is None for item in wanted):
        say("\n" + in_one_line(tally.summary(found.unread, str(found.left_out))))
    if timing and first:
        _print_timing(stopwatch, imported, started)
    _say_what_is_wrong(found, acceptances, quiet)
    tally.failed, tally.stale = bool(found.failures), acceptances.failed
    sys.exit(tally.status(exit_zero))


def _say_what_is_wrong(found: Found, acceptances: Acceptances, quiet: bool) -> None:
    acceptances.finish()
    stale = acceptances.stale if not quiet or acceptances.failed else []
    own = [str(found.own)] if found.own.count and not quiet else []
    for message in (*found.failures, *stale, *own):
        complain(f"checker: {in_one_line(message)}")


def _hint(message: str) -> None:
    complain(f"checker: {in_one_line(message)}")


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
