"""``checker rules`` and ``checker explain``."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import click

from .streams import say, say_json

if TYPE_CHECKING:
    from ..rules import Rule


@click.command()
@click.option(
    "--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
def rules(output_format: str) -> None:
    """List the rules with their default severity."""
    from ..rules import RULES

    if output_format == "json":
        rows = [
            {"id": rule.id, "severity": rule.severity, "severities": rule.severities, "summary": rule.summary}
            for rule in RULES.values()
        ]
        say_json(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        return
    width = max(len(rule_id) for rule_id in RULES)
    for rule in RULES.values():
        say(f"{rule.id:<{width}}  {_severity(rule):<16}  {rule.summary}")


def _severity(rule: Rule) -> str:
    return " or ".join(rule.severities)


@click.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Explain RULE: what it looks for, which checks it makes, and headlines that fail and pass."""
    from ..rules import get

    found = get(rule)
    say(f"{found.id} ({_severity(found)}): {found.summary}\n")
    say(textwrap.fill(found.explanation, 96))
    say("\nChecks:")
    for check, says in found.checks.items():
        say(textwrap.fill(f"{check}: {says}", 96, initial_indent="  ", subsequent_indent="    "))
    for title, examples in (("Fails", found.failing), ("Passes", found.passing)):
        say(f"\n{title}:")
        for example in examples:
            say(f"  {example.headline}    [{example.note}]")
            say(textwrap.fill(example.body, 96, initial_indent="    | ", subsequent_indent="    | "))
