"""The rules as SARIF describes them: id, help with examples, default level."""

from __future__ import annotations

from typing import Any

from ..rules import RULES, Rule
from .markdown_format import escape

LEVELS = {"error": "error", "warning": "warning"}
# Exact checks are right more often than the model.
PRECISION = {True: "medium", False: "high"}
SHOWN_EXAMPLES = 2


def descriptors() -> list[dict[str, Any]]:
    """A ``reportingDescriptor`` for every rule, in the order of the registry."""
    return [_descriptor(rule) for rule in RULES.values()]


def indices() -> dict[str, int]:
    """The place of each rule in that list."""
    return {rule_id: number for number, rule_id in enumerate(RULES)}


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.split("-")),
        "shortDescription": {"text": braced(rule.summary)},
        "fullDescription": {"text": braced(rule.explanation)},
        "help": {"text": braced(_help(rule)), "markdown": braced(_help_markdown(rule))},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": ["headline"],
            "precision": PRECISION[rule.needs_model],
            "problem.severity": rule.severity,
        },
    }


def _help(rule: Rule) -> str:
    lines = [rule.explanation, "", "Checks:"]
    lines += [f"- {check}: {says}" for check, says in rule.checks.items()]
    for title, examples in (("Fails", rule.failing), ("Passes", rule.passing)):
        lines += ["", f"{title}:"]
        for example in examples[:SHOWN_EXAMPLES]:
            lines += [f"- {example.headline} ({example.note})", f"  Body: {example.body}"]
    return "\n".join(lines)


def _help_markdown(rule: Rule) -> str:
    lines = [escape(rule.explanation), "", "**Checks**", ""]
    lines += [f"- `{check}`: {escape(says)}" for check, says in rule.checks.items()]
    for title, examples in (("Fails", rule.failing), ("Passes", rule.passing)):
        lines += ["", f"**{title}**", ""]
        for example in examples[:SHOWN_EXAMPLES]:
            lines += [
                f"- **{escape(example.headline)}** ({escape(example.note)})",
                "",
                f"  > {escape(example.body)}",
                "",
            ]
    return "\n".join(lines)


def braced(text: str) -> str:
    """Text of a message: braces stand for places to fill (SARIF 2.1.0, section 3.11.5)."""
    return text.replace("{", "{{").replace("}", "}}")
