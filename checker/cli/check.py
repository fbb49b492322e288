"""``checker check``: read articles, check them, print the reports."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import CheckerError, InputError
from ..visible import in_one_line
from .exit_status import HELP
from .model_options import load_options, model_options
from .printing import Format, Tally, print_reports
from .streams import complain

if TYPE_CHECKING:
    from ..article import Article
    from ..reading import PageOptions
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
@click.option(
    "--headline", default=None, metavar="TEXT", help="Of a web page: check this headline in the place of its own."
)
@click.option("--all-headlines", is_flag=True,
              help="Of a web page: check every headline that it has (JSON-LD, og:title, twitter:title, h1, title, description).")  # fmt: skip
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
@click.option("--timing", is_flag=True, help="Print where the time went, on standard error.")
def check(
    paths: tuple[str, ...],
    output_format: Format,
    fail_on: str,
    exit_zero: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    headline: str | None,
    all_headlines: bool,
    quiet: bool,
    time_limit: float,
    timing: bool,
    model: str,
    **options: Any,
) -> None:
    """Check the articles in PATHS: files, directories, or - for standard input.

    Text files have the headline on the first line and the body below. Markdown takes the headline from the
    front matter (title) or the first heading. JSON has `headline` and `body`, optionally `id`, `url`, `published`; or `html`, a web page's
    source. Of a web page (extra html) the story's text is found, and the first headline of JSON-LD, og:title, h1 and title.
    """
    started = time.perf_counter()
    from ..rules import choose

    choose(select, ignore)
    failures: list[str] = []
    from ..reading import PageOptions

    found = _articles(paths or ("-",), failures, PageOptions(headline, all_headlines))
    # Two tell whether there is one; the others are read as they are checked.
    first = list(islice(found, 2))
    tally = Tally()
    if first:
        from ..pipeline import Checker
        from ..stopwatch import Stopwatch

        checker = Checker(model, select=select, ignore=ignore, time_limit=time_limit or None, **load_options(options))
        imported = time.perf_counter() - started
        watch = Stopwatch()
        checker.warm_up(watch)
        alone = len(first) == len(paths or ("-",)) == 1 and not failures and not os.path.isdir((paths or ("-",))[0])
        reports = checker.check_many(chain(first, found), watch)
        print_reports(reports, output_format, quiet, alone, tally)
        if timing:
            _print_timing(watch, imported, started)
    for message in failures:
        complain(f"checker: {in_one_line(message)}")
    tally.failed = bool(failures)
    sys.exit(tally.status("never" if exit_zero else fail_on))


def _articles(paths: tuple[str, ...], failures: list[str], page: PageOptions) -> Iterator[Article]:
    """Every article that can be read; the others' messages are collected, so that one bad file or row stops nothing."""
    from ..reading import find_files, read_file, read_stream

    for name in paths:
        try:
            if name == "-":
                yield from _good(read_stream(sys.stdin.buffer, page=page), failures)
                continue
            for file in find_files(Path(name)):
                yield from _good(iter([file]) if isinstance(file, InputError) else read_file(file, page), failures)
        except CheckerError as error:
            failures.append(str(error))
        except OSError as error:
            where = "standard input" if name == "-" else name
            failures.append(f"{where}: cannot be read: {error.strerror or error}")


def _good(found: Iterator[Article | InputError], failures: list[str]) -> Iterator[Article]:
    try:
        for item in found:
            if isinstance(item, InputError):
                failures.append(str(item))
            else:
                yield item
    except InputError as error:
        failures.append(str(error))


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
