"""The options that choose rules, shared by the commands that run them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def listed(values: Iterable[str], nothing: str = "names no rule: see `checker rules`") -> tuple[str, ...]:
    """The parts of what may be repeated or separated by commas, each once.

    Args:
        values: as they are given.
        nothing: what is said where they have no part.

    Raises:
        click.BadParameter: they have none.
    """
    values = tuple(values)
    names = tuple(dict.fromkeys(name.strip() for value in values for name in value.split(",") if name.strip()))
    if values and not names:
        raise click.BadParameter(nothing)
    return names


def _rule_ids(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return listed(values)


def column_names(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Of an option that names columns, repeated or separated by commas."""
    return listed(values, "names no column")


def rule_options(command: Command) -> Command:
    """Add ``--select`` and ``--ignore``."""
    select = click.option(
        "--select",
        multiple=True,
        callback=_rule_ids,
        metavar="RULE",
        help="Run only these rules, or single checks, RULE/CHECK (repeat, or separate by commas).",
    )
    ignore = click.option(
        "--ignore", multiple=True, callback=_rule_ids, metavar="RULE", help="Leave these rules or checks out."
    )
    return select(ignore(command))
