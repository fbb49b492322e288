"""``checker rules`` and ``checker explain``."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import click

from .rule_options import listed
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
@click.argument("names", nargs=-1, required=True, metavar="RULE[/CHECK]...")
def explain(names: tuple[str, ...]) -> None:
    """Explain each RULE: what it looks for, which checks it makes, and headlines that fail and pass;
    of RULE/CHECK that check.

    Takes what `--select` and `--ignore` take, commas included.
    """
    from ..rules import named

    for number, (rule, check) in enumerate([named(name) for name in listed(names)]):
        if number:
            say("")
        _explain(rule, check)


def _explain(rule: Rule, only: str | None) -> None:
    say(f"{rule.id if only is None else f'{rule.id}/{only}'} ({_severity(rule)}): {rule.summary}\n")
    if only is not None:
        say(textwrap.fill(f"{only}: {rule.checks[only]}", 96, subsequent_indent="  ") + "\n")
    say(textwrap.fill(rule.explanation, 96))
    say("\nChecks:" if only is None else f"\nChecks of {rule.id}:")
    for check, says in rule.checks.items():
        mark = "> " if check == only else "  "
        say(textwrap.fill(f"{check}: {says}", 96, initial_indent=mark, subsequent_indent="    "))
    for title, examples in (("Fails", rule.failing), ("Passes", rule.passing)):
        shown = [example for example in examples if only in (None, example.check)]
        if shown:
            say(f"\n{title}:")
        for example in shown:
            say(f"  {example.headline}    [{example.note}]")
            say(textwrap.fill(example.body, 96, initial_indent="    | ", subsequent_indent="    | "))
