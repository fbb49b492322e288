"""Tables of results whose figures are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from checker.corpus.arrow import schema_of
from checker.corpus.table import RULE_COLUMNS, result_columns
from checker.corpus.writers import write_table


def row(number: int, **values: Any) -> dict[str, Any]:
    """A sound headline, or what the values say; ``findings`` has rules."""
    found: dict[str, Any] = {
        "id": f"a{number}",
        "path": "a.jsonl",
        "row": number + 1,
        "headline": f"Headline {number}",
        "verdict": "supported",
        "score": 0.9,
        "errors": 0,
        "warnings": 0,
        "model": "compact",
        "model_revision": "abc",
        "body_digest": "0" * 16,
    }
    found |= dict.fromkeys(RULE_COLUMNS.values(), 0)
    for rule in values.pop("findings", ()):
        found[RULE_COLUMNS[rule]] += 1
        found["errors"] += 1
        found |= {"verdict": "contradicted", "score": 0.1, "top_rule": rule, "top_message": f"{rule} speaks"}
    return found | values


def write(path: Path, rows: Iterable[Mapping[str, Any]], **kept: str) -> str:
    """A table of results with these rows, and with kept columns of these types."""
    schema = schema_of(result_columns(kept, False))
    write_table(path, [pa.Table.from_pylist([dict(row) for row in rows], schema=schema)], schema, {})
    return str(path)
