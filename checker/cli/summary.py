"""``checker summary``: what a table of results says."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from ..errors import UsageError, require_extra
from .rule_options import column_names
from .streams import colours_wanted, complain, say_json, say_rendered

EPILOG = """\b
The results hold id, verdict, findings by rule …: what `checker batch -o` has written. Evidence is taken from the \
table of findings (--findings), from
reports among the results, or from the run's folder.

\b
A share is no fact: beside each stands its 95 % interval, and what the checker flags of 1,000 headlines that are \
nearly all sound.

\b
Exit status:
  0    summed up
  2    bad use, or a table that cannot be read"""


@click.command(epilog=EPILOG)
@click.argument("results", metavar="RESULTS")
@click.option(
    "--by",
    multiple=True,
    callback=column_names,
    metavar="COLUMN",
    help="Groups: a kept column, or day, week, month, quarter or year; repeat, or separate by commas. "
    "By default the kept columns that have few values, and months.",
)
@click.option("--date-column", metavar="NAME", help="The kept column that says when; guessed by default.")
@click.option("--findings", metavar="FILE", help="The table of findings, for the evidence of the worst headlines.")
@click.option(
    "--minimum",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    metavar="N",
    help="Groups of fewer headlines are not compared.",
)
@click.option(
    "--worst",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    metavar="N",
    help="So many of the worst headlines.",
)
@click.option(
    "--output-format",
    "shape",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="For people on a terminal, for programs, or one page that needs nothing else.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write it there, without --output-format as its ending says (.txt, .json, .html).",
)
def summary(
    results: str,
    by: tuple[str, ...],
    date_column: str | None,
    findings: str | None,
    minimum: int,
    worst: int,
    shape: str,
    output: str | None,
) -> None:
    """Sum up a table of results: verdicts, rules, groups, time, the worst headlines."""
    from ..rollup import EXTRA

    require_extra("checker summary", EXTRA, "corpus")
    from ..rollup.summary import as_values, summarise

    refuse_tables(output, (results, findings))
    shape = shape_of(output, shape, ENDINGS)
    found = summarise(results, by, findings, date_column, minimum, worst)
    if shape == "json":
        text = json.dumps(as_values(found), indent=2, ensure_ascii=False) + "\n"
    elif shape == "html":
        from ..rollup.page import render_page

        text = render_page(found)
    else:
        from ..rollup.text import render_text

        colour = not output and colours_wanted(os.environ)
        text = render_text(found, shutil.get_terminal_size((120, 24)).columns if not output else 120, colour)
    deliver(text, shape, output)


def shape_of(output: str | None, given: str, endings: Mapping[str, str]) -> str:
    """How to write it: what the command line names, else what the ending of the file says.

    Args:
        output: the file; ``None`` for standard output.
        given: what ``--output-format`` has.
        endings: what each ending stands for.

    Raises:
        UsageError: neither says it.
    """
    named = click.get_current_context().get_parameter_source("shape") is not click.core.ParameterSource.DEFAULT
    if output is None or named or (os.path.exists(output) and not os.path.isfile(output)):
        return given
    found = endings.get(Path(output).suffix.lower())
    if found is None:
        raise UsageError(
            f"-o {output}: nothing is written with this ending; known: {', '.join(endings)}; or name it: "
            f"--output-format {'|'.join(dict.fromkeys(endings.values()))}"
        )
    return found


ENDINGS = {".txt": "text", ".json": "json", ".html": "html", ".htm": "html"}
TABLES = (".parquet", ".csv", ".tsv", ".jsonl", ".arrow")


def refuse_tables(output: str | None, inputs: Iterable[str | None]) -> None:
    """Before anything is worked out: a table of results is not written over.

    Raises:
        UsageError: the output is an input, or is called as a table is.
    """
    if output is None:
        return
    if any(path is not None and os.path.realpath(path) == os.path.realpath(output) for path in inputs):
        raise UsageError(f"{output}: is read, and would be written over: give the summary another name")
    if output.lower().endswith(TABLES):
        raise UsageError(f"{output}: is the name of a table: give the summary one that ends in .html, .json or .txt")


def deliver(text: str, shape: str, output: str | None) -> None:
    """Print a text, or write it to a file.

    Raises:
        UsageError: it cannot be written.
    """
    if output is not None:
        try:
            Path(output).write_text(text, "utf-8")
        except OSError as error:
            raise UsageError(f"{output}: cannot be written: {error.strerror or error}") from None
        complain(f"checker: {output}: written")
    elif shape == "json":
        say_json(text)
    elif shape == "html":
        sys.stdout.flush()
        say_rendered(text, people=False)
    else:
        say_rendered(text, people=True)
