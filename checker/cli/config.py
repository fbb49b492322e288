"""``checker config`` and ``checker init``."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from ..errors import UsageError
from ..visible import in_one_line
from .configuration_options import configuration_options, configurations
from .streams import say, say_json


@click.command()
@click.argument("path", default=".")
@configuration_options
@click.option(
    "--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
def config(path: str, output_format: str, **_options: object) -> None:
    """Show what is in force for PATH, an article's file or a folder, and where each value is from.

    The command line comes first, then environment variables (CHECKER_FAIL_ON=warning),
    then the nearest checker.toml, or pyproject.toml with [tool.checker], upwards from PATH; then what is built in.
    """
    from ..configuration.commented import written
    from ..configuration.keys import KEYS

    if not os.path.exists(path):
        raise UsageError(f"{path}: no such file or folder")
    found = configurations()
    own = found.of_folder(path) if os.path.isdir(path) else found.of(path)
    file = found.file_of(path if os.path.isdir(path) else os.path.dirname(path) or ".")
    values = {key: (getattr(own.keys, name), own.where[key]) for key, name in KEYS.items()}
    values |= found.patterns_in_force(file)
    # As it will be needed: a model or a choice of rules that cannot be is said now.
    _ = own.settings
    if output_format == "json":
        rows = {key: {"value": value, "from": where} for key, (value, where) in values.items()}
        shown = {"path": path, "file": None if file is None else str(file.path), "values": rows}
        say_json(json.dumps(shown, indent=2, ensure_ascii=False) + "\n")
        return
    say(in_one_line(f"# {path}: {'no configuration file' if file is None else file.path}"))
    lines = {
        key: f"{key} = {written(value)}" if value is not None else f"# {key}" for key, (value, _) in values.items()
    }
    width = min(max(map(len, lines.values())), 48)
    for key, line in lines.items():
        say(in_one_line(f"{line:<{width}}  # {values[key][1]}"))


@click.command()
@click.argument("folder", default=".")
def init(folder: str) -> None:
    """Write a checker.toml into FOLDER that says what each key means, all of them commented out:
    nothing changes until you change it.
    """
    from ..configuration.commented import commented_file
    from ..configuration.files import NAME, file_in

    if not os.path.isdir(folder):
        raise UsageError(f"{folder}: no such folder")
    path = Path(folder, NAME)
    if os.path.lexists(path):
        raise UsageError(f"{path}: is there already: edit it, or move it away")
    project = file_in(Path(folder).absolute())
    if project is not None:
        raise UsageError(
            f"{project.path}: has [tool.checker] already, which a {NAME} would hide: edit it, or take it out"
        )
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(commented_file())
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from None
    here = in_one_line(folder)
    say(f"{in_one_line(str(path))}: written; every key in it is explained and commented out")
    say(f"Next: checker check {here}    what it finds; checker config {here}    what is in force")
