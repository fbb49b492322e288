"""The command group; each subcommand is a module of this package."""

from __future__ import annotations

from typing import Any

import click

from .._version import __version__
from ..errors import CheckerError
from .check import check
from .exit_status import ExitStatus
from .models import models
from .rules import explain, rules
from .schema import schema


class _Group(click.Group):
    """Turns the package's own errors into one line on stderr and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CheckerError as error:
            click.echo(f"checker: {error}", err=True)
            ctx.exit(ExitStatus.BAD_INPUT)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="checker")
def main() -> None:
    """Compare what a news headline claims with what the article's body says.

    \b
    checker check article.txt      one article: first line headline, rest body
    checker check -                the same from standard input
    checker explain RULE           what a rule looks for, with examples
    """


main.add_command(check)
main.add_command(rules)
main.add_command(explain)
main.add_command(schema)
main.add_command(models)
