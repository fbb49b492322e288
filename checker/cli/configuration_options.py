"""The options that say which configuration counts, and what of the command line goes before it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from ..configuration import Configurations

Command = TypeVar("Command", bound=Callable[..., Any])
OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--config",
        "config_file",
        envvar="CHECKER_CONFIG",
        metavar="FILE",
        help="This configuration for every article, in place of the nearest checker.toml or [tool.checker] of "
        "pyproject.toml.",
    ),
    click.option("--no-config", is_flag=True, help="Look for no configuration file."),
)
BASELINE: tuple[Callable[[Any], Any], ...] = (
    click.option("--baseline", metavar="FILE", help="Findings that are accepted; `checker baseline` writes the file."),
    click.option("--strict", is_flag=True, help="Exit 1 where an acceptance no longer matches a finding."),
    click.option(
        "--force-exclude",
        is_flag=True,
        help="Leave out what the configuration excludes even where PATHS name it, as pre-commit does.",
    ),
)


def configuration_options(command: Command) -> Command:
    """Add ``--config`` and ``--no-config``."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def acceptance_options(command: Command) -> Command:
    """Add what goes with accepted findings."""
    for option in reversed(BASELINE):
        command = option(command)
    return command


def configurations() -> Configurations:
    """The configurations of a run; what stands on the command line of the command that runs goes before them.

    Raises:
        UsageError: the environment, the file or a value is wrong, or there are both ``--config`` and ``--no-config``.
    """
    from ..configuration import Configurations
    from ..configuration.keys import KEYS
    from ..errors import UsageError

    context = click.get_current_context()
    values = context.params
    file, search = values.get("config_file"), not values.get("no_config")
    if file and not search:
        if context.get_parameter_source("config_file") is click.core.ParameterSource.COMMANDLINE:
            raise UsageError("--config and --no-config: give one of them")
        file = None
    given = {
        key: _listed(key, value)
        for key, value in ((key, values.get(name)) for key, name in KEYS.items())
        if context.get_parameter_source(KEYS[key]) is click.core.ParameterSource.COMMANDLINE
    }
    return Configurations(given, Path(file) if file else None, search)


def _listed(key: str, value: Any) -> Any:
    """As the configuration has it."""
    if key == "labels" and isinstance(value, str):
        return [name.strip() for name in value.split(",")]
    return list(value) if isinstance(value, tuple) else value
