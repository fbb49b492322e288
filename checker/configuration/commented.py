"""The file that ``checker init`` writes: every key with what it means and its default, commented out."""

from __future__ import annotations

import json
import textwrap
from typing import Any

from .keys import FileKeys, choices, spelled

TOP = """\
# What `checker` does with the articles in this folder and below: the nearest such file counts. The command line and \
environment
# variables (CHECKER_FAIL_ON=warning) come before it. `checker config FILE` shows what is in force and where it is from.
# A line that begins with # is a comment: take the # away to set a value. Those shown are the defaults, or examples \
where there is none.
"""
# Where the default says little.
EXAMPLES: dict[str, Any] = {
    "revision": "main",
    "labels": ["contradiction", "neutral", "entailment"],
    "select": ["actor-mismatch", "number-mismatch", "contradiction"],
    "ignore": ["missing-attribution", "contradiction/opposite-adjective"],
    "names": ["The Lisse Courier"],
    "headline-fields": ["hed", "title"],
    "body-fields": ["text"],
    "baseline": "checker-baseline.json",
    "include": ["drafts/**/*.md"],
    "exclude": ["templates/", "!readme-of-the-year.md"],
}
SEVERITIES = '# [severities]\n# overstated-cause = "error"\n# unsupported-claim = "off"\n'
OVERRIDES = '# [[overrides]]\n# paths = ["sport/**"]\n# ignore = ["missing-attribution"]\n# names = ["Lisse Rovers"]\n'
TABLES = {"severities": SEVERITIES, "overrides": OVERRIDES}


def commented_file() -> str:
    """The text of the file."""
    fields = {spelled(name): field for name, field in FileKeys.model_fields.items()}
    # In TOML what follows a table belongs to it.
    keys = [key for key in fields if key not in TABLES] + list(TABLES)
    parts = [TOP]
    for key in keys:
        few = "" if key in TABLES else ", ".join(choices(key.replace("-", "_")))
        said = f"{fields[key].description} {f'One of: {few}.' if few else ''}".strip()
        said = textwrap.fill(said, 120, initial_indent="# ", subsequent_indent="# ")
        default = fields[key].get_default(call_default_factory=True)
        value = TABLES.get(key) or f"# {key} = {written(EXAMPLES.get(key, default))}\n"
        parts.append(f"{said}\n{value}")
    return "\n".join(parts)


def written(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, dict):
        inside = ", ".join(f"{json.dumps(key)} = {written(item)}" for key, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)
