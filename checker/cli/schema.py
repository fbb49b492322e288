"""``checker schema``."""

from __future__ import annotations

import json

import click

from .streams import say_json


@click.command()
@click.argument("what", type=click.Choice(["report", "results", "findings", "config"]), default="report")
def schema(what: str) -> None:
    """Print the JSON Schema of a report or of a configuration file (config),
    or the columns of the tables that `checker batch` writes: results or findings.
    """
    if what == "report":
        from ..report import json_schema

        found = json_schema()
    elif what == "config":
        from ..configuration.keys import json_schema as configuration_schema

        found = configuration_schema()
    else:
        from ..corpus.table import described

        found = described(what)  # type: ignore[arg-type]
    say_json(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
