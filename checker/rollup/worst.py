"""The worst headlines of a corpus with what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .evidence import Key, findings_of, key_of

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 50


@dataclass(frozen=True)
class Flagged:
    """A headline with findings.

    Attributes:
        key: where it stands.
        headline: its words.
        verdict, score: as in the results.
        message: the gravest finding's.
        rule: that finding's.
        errors, warnings: findings of either severity.
        copies: headlines with the same words and message, itself among them.
        kept: what passed through, by column.
        findings: with their evidence; ``None`` where the run has left none.
    """

    key: Key
    headline: str
    verdict: str
    score: float | None
    message: str
    rule: str
    errors: int
    warnings: int
    copies: int
    kept: dict[str, str]
    findings: list[dict[str, Any]] | None


def worst(
    frame: pd.DataFrame, results: str, findings: str | None, kept: list[str], count: int = SHOWN
) -> tuple[Flagged, ...]:
    """The gravest headlines: those with an error first, of those the least likely to be supported.

    Args:
        frame: rows that did not fail.
        results, findings: the tables' files.
        kept: columns to show with each.
        count: at most so many.
    """
    flagged = frame[(frame["errors"].fillna(0) + frame["warnings"].fillna(0)) > 0]
    flagged = flagged.assign(
        sound=flagged["errors"] == 0,
        copies=flagged.groupby(["headline", "top_message"], dropna=False)["id"].transform("size"),
    )
    order = ["sound", "score", "errors", "warnings", "path", "row"]
    flagged = flagged.sort_values(order, ascending=[True, True, False, False, True, True], kind="stable")
    # Wire copy stands once.
    top = flagged.drop_duplicates(["headline", "top_message"]).head(count).to_dict("records")
    had = findings_of(results, findings, [row["id"] for row in top]) if top else None
    return tuple(_flagged({str(name): value for name, value in row.items()}, kept, had) for row in top)


def _flagged(row: dict[str, Any], kept: list[str], had: dict[Key, list[dict[str, Any]]] | None) -> Flagged:
    key = key_of(row)
    return Flagged(
        key,
        str(row["headline"]),
        row["verdict"],
        float(row["score"]) if row["score"] == row["score"] else None,
        str(row["top_message"]),
        str(row["top_rule"]),
        int(row["errors"]),
        int(row["warnings"]),
        int(row["copies"]),
        {name: str(row[name]) for name in kept if row[name] is not None and row[name] == row[name]},
        None
        if had is None
        else sorted(had.get(key, []), key=lambda found: (found["severity"] != "error", -found["confidence"])),
    )
