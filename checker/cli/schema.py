"""``checker schema``."""

from __future__ import annotations

import json

import click

from .streams import say_json


@click.command()
def schema() -> None:
    """Print the JSON Schema of a report."""
    from ..report import json_schema

    say_json(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
