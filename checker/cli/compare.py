"""``checker compare``: two tables of results over the same stories."""

from __future__ import annotations

import json
import sys

import click

from ..errors import require_extra
from .exit_status import ExitStatus
from .summary import deliver, refuse_tables, shape_of

EPILOG = """\b
lost its support   it was supported, and now it is contradicted, unsupported or for a person to look at
new fault          it has a finding that it did not have
repaired           a finding is gone and none is new, or it is supported now
fails now          the row could be checked, and now it cannot

\b
Findings are the same where rule, check and the words at fault are. Differences of shares have a paired bootstrap \
interval and McNemar's exact test, the
mean score Student's for pairs; p is adjusted for their number (Holm).

\b
Exit status:
  0    nothing became worse (or no more than --allow)
  1    headlines lost their support, have a new fault or fail now
  2    bad use, or a table that cannot be read"""


@click.command(epilog=EPILOG)
@click.argument("old")
@click.argument("new")
@click.option(
    "--key", default="id", show_default=True, metavar="COLUMN", help="What stands for a story in both tables."
)
@click.option("--old-findings", metavar="FILE", help="The old table of findings; by default what its run has left.")
@click.option("--new-findings", metavar="FILE", help="The new table of findings; by default what its run has left.")
@click.option(
    "--fail-on",
    type=click.Choice(["worse", "any", "never"]),
    default="worse",
    show_default=True,
    help="Which changes make the exit status 1.",
)
@click.option(
    "--allow",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="So many such changes are let pass.",
)
@click.option(
    "--show",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    metavar="N",
    help="Changes of each kind that are shown.",
)
@click.option(
    "--output-format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
@click.option(
    "-o", "--output", metavar="FILE", help="Write it there, without --output-format as its ending says (.txt, .json)."
)
def compare(
    old: str,
    new: str,
    key: str,
    old_findings: str | None,
    new_findings: str | None,
    fail_on: str,
    allow: int,
    show: int,
    shape: str,
    output: str | None,
) -> None:
    """Compare two tables of results: which verdicts and findings changed between OLD and NEW, and why.

    Between two models, versions or settings, or two states of the same stories: headline or body edited since.
    """
    from ..rollup import EXTRA

    require_extra("checker compare", EXTRA, "corpus")
    from ..rollup import compare as compared
    from ..rollup.compare_text import render_comparison

    refuse_tables(output, (old, new, old_findings, new_findings))
    shape = shape_of(output, shape, {".txt": "text", ".json": "json"})
    found = compared.compare(old, new, key, old_findings, new_findings)
    if shape == "json":
        text = json.dumps(compared.as_values(found), indent=2, ensure_ascii=False) + "\n"
    else:
        text = render_comparison(found, show)
    deliver(text, shape, output)
    counted = {"worse": found.worse, "any": len(found.changes), "never": 0}[fail_on]
    sys.exit(ExitStatus.FINDINGS if counted > allow else ExitStatus.CLEAN)
