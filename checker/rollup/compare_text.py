"""Two tables compared, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..visible import in_one_line
from .compare import Change, Comparison, Figure


def render_comparison(found: Comparison, show: int) -> str:
    """Lines for people.

    Args:
        found: what to show.
        show: at most so many changes of each kind.
    """
    return "\n".join(_lines(found, show)) + "\n"


def _lines(found: Comparison, show: int) -> Iterator[str]:
    yield f"{in_one_line(found.old)} → {in_one_line(found.new)}: {found.common:,} headlines in both"
    for count, path in ((found.only_old, found.old), (found.only_new, found.new)):
        if count:
            yield f"  {count:,} only in {in_one_line(path)}"
    yield ", ".join(f"{count:,} {kind}" for kind, count in found.kinds.items()) or "nothing changed"
    moved = {pair: count for pair, count in found.verdicts.items() if pair[0] != pair[1]}
    for (before, after), count in sorted(moved.items(), key=lambda item: -item[1]):
        yield f"  {before} → {after}: {count:,}"
    yield ""
    for figure in found.figures:
        yield _figure(figure)
    for kind in found.kinds:
        changes = [change for change in found.changes if change.kind == kind]
        yield f"\n{kind}: {len(changes):,}"
        for change in changes[:show]:
            yield from _change(change)
        if len(changes) > show:
            yield f"  … {len(changes) - show:,} more (--show, or --output-format json)"
    for note in found.notes:
        yield f"note: {in_one_line(note)}"


def _figure(figure: Figure) -> str:
    scale, unit = (1.0, "") if figure.name == "mean score" else (100.0, " %")
    digits = 3 if scale == 1.0 else 1
    before, after = (f"{scale * value:.{digits}f}{unit}" for value in (figure.before, figure.after))
    change = figure.difference
    low, high = (f"{scale * value:+.{digits}f}" for value in (change.low, change.high))
    return (
        f"{figure.name:<15} {before} → {after}  ({scale * change.value:+.{digits}f}, 95 % {low} to {high}; "
        f"p = {figure.p:.2g})"
    )


def _change(change: Change) -> Iterator[str]:
    name = f" ({change.name})" if change.name else ""
    yield f"  {in_one_line(change.id)}{in_one_line(name)}: {in_one_line(change.headline)}"
    if change.before is not None:
        yield f"    was: {in_one_line(change.before)}"
    scores = " → ".join("–" if score is None else f"{score:.2f}" for score in change.scores)
    yield f"    {' → '.join(dict.fromkeys(change.verdicts))} · score {scores} · {'; '.join(change.why)}"
    yield from (f"    + {_finding(found)}" for found in change.appeared)
    yield from (f"    - {_finding(found)}" for found in change.gone)


def _finding(found: dict[str, Any]) -> str:
    said = f": {found['message']}" if found["message"] else ""
    passage = f" | {found['evidence'][0]}" if found["evidence"] else ""
    return in_one_line(f"{found['rule']}{said}{passage}")
