"""``checker lsp``: the language server, for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .model_options import load_options, model_options
from .rule_options import rule_options

if TYPE_CHECKING:
    from ..pipeline import Checker


@click.command()
@rule_options
@model_options
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="What a headline may take; one that takes longer is not checked. 0: any time.",
)
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=0.4,
    show_default=True,
    metavar="SECONDS",
    help="How long no key is pressed before a document is checked.",
)
def lsp(
    select: tuple[str, ...], ignore: tuple[str, ...], time_limit: float, delay: float, model: str, **options: Any
) -> None:
    """Serve an editor on standard input and output (Language Server Protocol; extra `lsp`).

    Markdown and text are checked as one types: findings under the words with their evidence, exact changes as quick
    fixes, the rule's explanation where the pointer rests.
    """
    from ..errors import require_extra

    require_extra("checker lsp", ("pygls", "lsprotocol"), "lsp")
    from ..lsp.server import Server
    from ..pipeline import Checker
    from ..rules import choose

    choose(select, ignore)

    def make() -> Checker:
        return Checker(model, select=select, ignore=ignore, time_limit=time_limit or None, **load_options(options))

    Server(make, delay).serve()
