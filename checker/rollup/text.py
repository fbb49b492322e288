"""A summary for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from ..report.text_format import VERDICT_WORDS
from ..statistics import Interval
from ..visible import in_one_line
from .figures import Grouping, Part
from .summary import Summary, sentence

BARS = " ▁▂▃▄▅▆▇█"
WORST = 10


def render_text(summary: Summary, width: int, colour: bool) -> str:
    """Tables for people.

    Args:
        summary: what to show.
        width: of the terminal, in columns.
        colour: may control sequences be used?
    """
    from rich.console import Console

    out = StringIO()
    console = Console(file=out, width=width, force_terminal=colour, no_color=not colour, highlight=False, markup=False)
    whole = summary.whole
    failed = sum(summary.failed.values())
    console.print(
        f"{in_one_line(summary.path)}: {summary.rows:,} headlines, {failed:,} failed; {', '.join(summary.models)}"
    )
    for code, count in sorted(summary.failed.items()):
        console.print(f"  {count:,} × {code}")
    console.print()
    _table(console, ["verdict", "headlines", "share (95 %)"], _verdicts(whole))
    _table(
        console,
        ["rule", "findings", "per 1,000", "headlines with one, per 1,000 (95 %)", "of 1,000 sound ones"],
        _rules(summary),
    )
    console.print(sentence(summary), "", sep="\n")
    console.print(f"scores from 0 to 1: {_sparks(summary.scores)}\n")
    for groups in summary.groupings:
        _table(
            console,
            [groups.by, "headlines", "contradicted", "with an error, per 1,000", "with a finding, per 1,000", ""],
            _groups(groups, summary.fewest),
        )
    for number, item in enumerate(summary.worst[:WORST], 1):
        score = "" if item.score is None else f" · score {item.score:.2f}"
        copies = f" · × {item.copies}" if item.copies > 1 else ""
        console.print(f"{number:>3}. {in_one_line(item.headline)}")
        console.print(
            f"     {VERDICT_WORDS.get(item.verdict, item.verdict)}{score}{copies} · id {in_one_line(item.key[0])}"
        )
        console.print(f"     {item.rule}: {in_one_line(item.message)}")
    if len(summary.worst) > WORST:
        console.print(f"     … {len(summary.worst) - WORST} more with --output-format html or json")
    for note in summary.notes:
        console.print(f"note: {in_one_line(note)}")
    return out.getvalue()


def _table(console: Any, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number and head else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(in_one_line(cell)) for cell in row))
    console.print(table)


def _verdicts(part: Part) -> Iterable[Sequence[str]]:
    for verdict, value in part.verdicts.items():
        yield verdict, f"{round(value.value * value.count):,}", percent(value)


def _rules(summary: Summary) -> Iterable[Sequence[str]]:
    known = summary.measured
    for rule, found in summary.whole.rules.items():
        sound = thousand(known.with_rule(rule)) if known else "?"
        yield rule, f"{found.findings:,}", f"{found.per_thousand:.1f}", thousand(found.headlines), sound
    whole = summary.whole
    yield "an error", "", "", thousand(whole.with_error), thousand(known.with_error) if known else "?"
    yield (
        "any finding",
        f"{round(whole.findings.value * whole.headlines):,}",
        f"{1000 * whole.findings.value:.1f}",
        thousand(whole.with_finding),
        thousand(known.with_finding) if known else "?",
    )


def _groups(groups: Grouping, fewest: int) -> Iterable[Sequence[str]]:
    for part in groups.parts:
        yield (
            part.name,
            f"{part.headlines:,}",
            percent(part.verdicts["contradicted"]),
            thousand(part.with_error),
            thousand(part.with_finding),
            remark(part, fewest),
        )


def remark(part: Part, fewest: int) -> str:
    """What the comparison with the other groups says, in words."""
    if part.headlines < fewest:
        return f"fewer than {fewest}: too few to compare"
    if part.p is None:
        return "nothing to compare with"
    return f"differs from the others (p = {part.p:.2g})" if part.differs else "not told apart"


def percent(value: Interval) -> str:
    """``4.1 % (2.9–5.8)``."""
    return (
        f"{100 * value.value:.1f} % ({100 * value.low:.1f}–{100 * value.high:.1f})"
        if value.value == value.value
        else "–"
    )


def thousand(value: Interval) -> str:
    """Of 1,000: ``41 (29–58)``."""
    return (
        f"{1000 * value.value:.1f} ({1000 * value.low:.1f}–{1000 * value.high:.1f})"
        if value.value == value.value
        else "–"
    )


def _sparks(counts: Sequence[int]) -> str:
    most = max(counts, default=0) or 1
    return "".join(BARS[-(-count * (len(BARS) - 1) // most)] for count in counts)
