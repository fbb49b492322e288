"""``checker mcp``: the checker as a tool of programs that write headlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .configuration_options import configuration_options, configurations
from .model_options import model_options, sensitivity_option, time_limit_option
from .rule_options import rule_options

if TYPE_CHECKING:
    from ..pipeline import Checker


@click.command()
@rule_options
@model_options
@sensitivity_option
@configuration_options
@time_limit_option(120.0, "What a headline may take; one that takes longer is not checked, and says so. 0: any time.")
def mcp(select: tuple[str, ...], ignore: tuple[str, ...], **_configured: Any) -> None:
    """Serve an agent on standard input and output (Model Context Protocol; extra `mcp`).

    Its tools are check_headline (a body, and a headline or several) and explain_rule.
    What stands in the working folder's checker.toml, or in [tool.checker] of pyproject.toml,
    counts where no option says otherwise.
    """
    from ..errors import require_extra

    require_extra("checker mcp", ("mcp",), "mcp")
    from ..mcp.server import serve
    from ..pipeline import Checker
    from ..rules import choose

    choose(select, ignore)
    own = configurations().of(None)

    def make() -> Checker:
        return Checker.of(own.settings)

    serve(make)
