"""``checker lsp``: the language server, for editors."""

from __future__ import annotations

from typing import Any

import click

from .configuration_options import configuration_options, configurations
from .model_options import model_options, sensitivity_option, time_limit_option
from .rule_options import rule_options


@click.command()
@rule_options
@model_options
@sensitivity_option
@configuration_options
@time_limit_option(30.0, "What a headline may take; one that takes longer is not checked. 0: any time.")
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=0.4,
    show_default=True,
    metavar="SECONDS",
    help="How long no key is pressed before a document is checked.",
)
def lsp(select: tuple[str, ...], ignore: tuple[str, ...], time_limit: float, delay: float, **_configured: Any) -> None:
    """Serve an editor on standard input and output (Language Server Protocol; extra `lsp`).

    Markdown and text are checked as one types: findings under the words with their evidence, exact changes as quick
    fixes, a change that accepts a finding, the rule's explanation where the pointer rests. Each document goes by its
    nearest checker.toml, or [tool.checker] of pyproject.toml, where no option says otherwise.
    """
    from ..errors import require_extra

    require_extra("checker lsp", ("pygls", "lsprotocol"), "lsp")
    from ..lsp.server import Server
    from ..rules import choose

    choose(select, ignore)

    Server(configurations(), delay, time_limit or None).serve()
