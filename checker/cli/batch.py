"""``checker batch``: a corpus in, a table of results out; a run that goes on where it was."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from ..errors import UsageError, require_extra
from .configuration_options import configuration_options, configurations
from .exit_status import ExitStatus
from .model_options import model_options, time_limit_option
from .rule_options import column_names, rule_options
from .streams import complain

if TYPE_CHECKING:
    from ..corpus.manifest import ShardLine
    from ..corpus.progress import Progress
    from ..corpus.run import MakeEngine, Outcome, Run, RunOptions

# A row that takes so many times its limit hangs.
HANGING = 2.0

EPILOG = """\b
Results, a row an article: id, path, row, name, headline, the columns of --keep, verdict, reason_code, score, stance \
and the
probability of each, errors, warnings, findings of each rule, accepted, top_rule, top_message, body_digest, model, \
model_revision, error, with
--reports report. Findings, a row each: where they stand, rule, check, severity, message, words, confidence, \
suggestion, evidence.
`checker schema results` and `checker schema findings` say what each column is.

\b
The same command again goes on where it was, takes added files, and says so where nothing is left to do. What it needs \
for that lies
in OUTPUT.run; delete it when you need it no longer.

\b
Exit status:
  0    all rows checked
  2    bad use, input that cannot be read, more failed rows than --max-errors, or an output that cannot be written
  3    finished, with failed rows: their `error` says why
  70   a fault of ours
  130  interrupted (Ctrl-C): the rows in hand are done and written"""


def _job(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    match = re.fullmatch(r"(\d+)/(\d+)", value)
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise click.BadParameter(f"{value}: must be K/N, the Kth of N jobs, such as 3/16")
    return int(match[1]), int(match[2])


@click.command(epilog=EPILOG)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="The results: .parquet, .jsonl or .csv by the ending."
)
@click.option(
    "--findings",
    metavar="FILE",
    help="A table with a row a finding too, with spans and evidence; its ending as the output's.",
)
@click.option("--reports", is_flag=True, help="Keep each whole report as JSON in a column of the results.")
@click.option("--headline-column", metavar="NAME", help="The column with the headlines; guessed by default.")
@click.option("--body-column", metavar="NAME", help="The column with the bodies; guessed by default.")
@click.option("--id-column", metavar="NAME", help="The column with the ids; guessed by default.")
@click.option(
    "--keep",
    multiple=True,
    callback=column_names,
    metavar="COLUMN",
    help="Columns that pass through (repeat, or separate by commas).",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N rows.")
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="Only N rows, drawn at random.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the sample.")
@click.option(
    "--dry-run",
    is_flag=True,
    help="Show rows, columns, the first articles and the hours that it would take; write nothing.",
)
@rule_options
@model_options
@configuration_options
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=None,
    help="Processes, one thread each; as many as cores by default.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="What runs the processes: this machine, or a Ray cluster (extra `ray`).",
)
@click.option(
    "--address",
    metavar="ADDRESS",
    help="Of the Ray cluster: auto on one of its machines, or host:port; by default one is started here.",
)
@click.option(
    "--shard",
    "job",
    callback=_job,
    metavar="K/N",
    help="Be the Kth of N jobs on one corpus; once all are done, run without it to write the output.",
)
@click.option(
    "--rows-per-shard", type=click.IntRange(min=1), default=200, show_default=True, help="Rows that are written as one."
)
@time_limit_option(120.0, "For one row, which is then set aside; 0 for none.")
@click.option(
    "--max-errors", type=click.IntRange(min=0), default=None, metavar="N", help="Give up when more rows have failed."
)
@click.option("--retry-errors", is_flag=True, help="Run failed rows again; what cannot be read fails again.")
@click.option("--cache", metavar="DIR", help="Remember reports there, for other runs over the same articles.")
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Of the progress on standard error.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; only what goes wrong.")
def batch(
    inputs: tuple[str, ...],
    dry_run: bool,
    log_format: Any,
    quiet: bool,
    workers: int | None,
    headline_column: str | None,
    body_column: str | None,
    id_column: str | None,
    keep: tuple[str, ...],
    engine: str,
    address: str | None,
    **options: Any,
) -> None:
    """Check every article of a corpus and write a table of results.

    INPUT: JSON Lines, CSV and TSV (also in gzip or zstd), Parquet, Arrow, JSON, text, Markdown and
    web pages (extra `html`); files, folders, patterns such as 'news/**/*.csv', or datasets:NAME:SPLIT of the Hugging
    Face hub. A row that cannot be read, or takes too long, stands in the results with its error; the run goes on.
    Model, rules, severities, names and time limit may also come from the working folder's configuration: see
    `checker config`.
    """
    from ..corpus import EXTRA

    require_extra("checker batch", EXTRA, "corpus")
    from ..configuration.keys import KEYS
    from ..corpus.columns import Wanted
    from ..corpus.run import RunOptions
    from ..pipeline import Checker

    settings = configurations().of_folder().settings
    options = {
        name: value for name, value in options.items() if name not in (*KEYS.values(), "config_file", "no_config")
    }
    if options["sample"] is not None and options["limit"] is not None:
        raise UsageError("--limit and --sample: give one of them")
    make_engine = _engine(engine, address, options["cache"])
    # Of a cluster as many as it has processors, unless the user says so.
    count = workers or (0 if engine == "ray" else _workers(settings.model))
    limit = settings.time_limit or 0
    checker = Checker.of(replace(settings, options=replace(settings.options, threads=_threads(settings.model))))
    wanted = Wanted(headline_column, body_column, id_column, keep)
    # The article's own clock ends it in time; a process that hangs where no clock is looked at is ended from outside.
    chosen = RunOptions(inputs=inputs, wanted=wanted, workers=count, time_limit=HANGING * limit, **options)

    def note(message: str) -> None:
        if not quiet:
            complain(f"checker: {message}")

    from ..corpus.run import Run

    if settings.options.offline:
        # `datasets` looks at it as it is imported.
        os.environ["HF_HUB_OFFLINE"] = "1"
    run = Run(chosen, checker, note)
    _say_columns(run, note)
    if dry_run:
        from ..corpus.rehearsal import rehearse

        click.echo(rehearse(run))
        return
    outcome = run.go(lambda total, done: _progress(total, done, log_format, quiet), _stoppable, make_engine)
    sys.exit(_status(outcome, chosen, log_format == "json", quiet))


def _engine(name: str, address: str | None, cache: str | None) -> MakeEngine:
    """What makes the engine.

    Raises:
        MissingExtraError: without the extra ``ray``.
        UsageError: options that do not go together.
    """
    if name != "ray":
        if address is not None:
            raise UsageError("--address: is of a Ray cluster: give --engine ray too")
        from ..corpus.engine import Engine

        return Engine
    require_extra("--engine ray", ("ray",), "ray")
    if address is not None and cache is not None:
        raise UsageError("--cache: its files cannot be shared by several machines: leave it out with --address")
    from ..corpus.ray_engine import RayEngine

    return partial(RayEngine, address=address)


def _workers(model: str) -> int:
    """A process a core for models on the CPU; one for a model that has a GPU, or all cores, to itself."""
    from ..nli.load import kind_of
    from ..nli.runtimes import available_cores

    return available_cores() if kind_of(model) in ("embedded", "onnx") else 1


def _threads(model: str) -> int | None:
    from ..nli.load import kind_of

    return 1 if kind_of(model) in ("embedded", "onnx") else None


def _say_columns(run: Run, note: Callable[[str], None]) -> None:
    """What the columns were taken for, once for all tables that are alike."""
    from ..article import writable

    alike: dict[str, list[str]] = {}
    for file in run.files:
        if file.columns is not None:
            alike.setdefault(file.columns.said(), []).append(writable(file.source.path))
    for said, paths in alike.items():
        more = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
        note(f"{paths[0]}{more}: {said}")


def _progress(total: int, done: list[ShardLine], log_format: Any, quiet: bool) -> Progress:
    from ..corpus.progress import Progress

    return Progress(total, done, log_format, quiet)


@contextmanager
def _stoppable(stop: Callable[[], None]) -> Iterator[None]:
    """The first Ctrl-C (or SIGTERM, which batch systems send first) finishes the rows in hand;
    the second ends at once.
    """

    def first(_number: int, _frame: Any) -> None:
        for sign in before:
            signal.signal(sign, signal.default_int_handler)
        stop()
        complain("checker: finishing the rows in hand; once more ends at once")

    before = {sign: signal.getsignal(sign) for sign in (signal.SIGINT, signal.SIGTERM)}
    for sign in before:
        signal.signal(sign, first)
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def _status(outcome: Outcome, options: RunOptions, as_json: bool, quiet: bool) -> ExitStatus:
    from ..corpus.summary import summary

    text, values = summary(outcome, options)
    if as_json:
        import json

        complain(json.dumps({"event": "end", **values}, ensure_ascii=False))
    elif not quiet or outcome.gave_up or outcome.stopped:
        complain(text)
    if outcome.gave_up:
        return ExitStatus.BAD_INPUT
    if outcome.stopped:
        return ExitStatus.INTERRUPTED
    return ExitStatus.FAILED_ROWS if values["failed"] else ExitStatus.CLEAN
