"""The options that choose rules, shared by the commands that run them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def _rule_ids(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    names = tuple(rule_id.strip() for value in values for rule_id in value.split(",") if rule_id.strip())
    if values and not names:
        raise click.BadParameter("names no rule: see `checker rules`")
    return names


def rule_options(command: Command) -> Command:
    """Add ``--select`` and ``--ignore``."""
    select = click.option(
        "--select",
        multiple=True,
        callback=_rule_ids,
        metavar="RULE",
        help="Run only these rules (repeat, or separate by commas).",
    )
    ignore = click.option("--ignore", multiple=True, callback=_rule_ids, metavar="RULE", help="Leave these rules out.")
    return select(ignore(command))
