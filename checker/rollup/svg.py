"""Small charts as SVG that stands in a page: coloured by the page's style sheet, every text escaped,
a title for those who hear it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..report.html_fragment import escape
from ..statistics import Interval

WIDTH = 720
LABEL = 190
ROW = 26
TICKS = 5
# Labels are cut here, in characters.
LONGEST = 28


@dataclass(frozen=True)
class Bar:
    """A row of a chart: a share with its interval, and another to compare it with.

    Attributes:
        label: what it is of.
        value: here.
        other: elsewhere.
        strong: to be marked.
        faint: too small to be compared.
    """

    label: str
    value: Interval
    other: Interval | None = None
    strong: bool = False
    faint: bool = False


def bars(title: str, rows: Sequence[Bar], scale: float, unit: str, line: float | None = None) -> str:
    """Shares as bars with whiskers; where there is another share, a diamond with its own below.

    Args:
        title: for those who cannot see it.
        rows: from the top.
        scale: what a share is multiplied by.
        unit: below the axis.
        line: a share that is drawn as a line through all rows.
    """
    known = [row for row in rows if row.value.count]
    ends = [value.high for row in known for value in (row.value, row.other) if value is not None and value.count]
    top, ticks = _axis(scale * max([*ends, line or 0.0, 1e-9]))
    each = ROW + 8 * any(row.other is not None for row in rows)
    floor = each * len(rows) + 4
    height = floor + 40

    def at(share: float) -> float:
        return LABEL + (WIDTH - LABEL - 20) * min(scale * share / top, 1.0)

    parts = []
    for tick in ticks:
        x = at(tick / scale)
        parts.append(f'<line class="grid" x1="{x:.1f}" y1="4" x2="{x:.1f}" y2="{floor}"/>')
        parts.append(f'<text class="tick" x="{x:.1f}" y="{floor + 16}">{tick:g}</text>')
    parts.append(f'<text class="tick" x="{(LABEL + WIDTH) / 2:.0f}" y="{height - 4}">{escape(unit)}</text>')
    if line is not None:
        parts.append(f'<line class="all" x1="{at(line):.1f}" y1="4" x2="{at(line):.1f}" y2="{floor}"/>')
    for number, row in enumerate(rows):
        y = each * number + 4 + each / 2
        label = row.label if len(row.label) <= LONGEST else row.label[: LONGEST - 1] + "…"
        parts.append(f'<text class="label" x="{LABEL - 8}" y="{y + 4:.1f}">{escape(label)}</text>')
        if not row.value.count:
            continue
        kind = "bar strong" if row.strong else "bar faint" if row.faint else "bar"
        shift = 5 if row.other is not None and row.other.count else 0
        parts.append(
            f'<rect class="{kind}" x="{LABEL}" y="{y - 6 - shift:.1f}" width="{at(row.value.value) - LABEL:.1f}" '
            'height="12">'
            f"<title>{escape(row.label)}: {_said(row.value, scale)}</title></rect>"
        )
        parts.append(_whisker(at(row.value.low), at(row.value.high), y - shift))
        if row.other is not None and row.other.count:
            x, below = at(row.other.value), y + 7
            parts.append(_whisker(at(row.other.low), at(row.other.high), below))
            parts.append(
                f'<path class="other" d="M{x - 4:.1f} {below}L{x:.1f} {below - 4}L{x + 4:.1f} {below}L{x:.1f} '
                f'{below + 4}Z">'
                f"<title>{escape(row.label)}, sound headlines: {_said(row.other, scale)}</title></path>"
            )
    return _svg(title, height, parts)


def histogram(title: str, counts: Sequence[int], unit: str) -> str:
    """Counts of equal steps from 0 to 1 as columns."""
    height, floor = 190, 150
    most = max(counts, default=0) or 1
    step = (WIDTH - 60) / max(len(counts), 1)
    parts = []
    for number, count in enumerate(counts):
        tall = (floor - 10) * count / most
        low, high = number / len(counts), (number + 1) / len(counts)
        parts.append(
            f'<rect class="bar" x="{40 + number * step + 1:.1f}" y="{floor - tall:.1f}" width="{step - 2:.1f}" '
            f'height="{tall:.1f}">'
            f"<title>{low:.2f} to {high:.2f}: {count:,}</title></rect>"
        )
    for tick in range(TICKS + 1):
        x = 40 + (WIDTH - 60) * tick / TICKS
        parts.append(f'<text class="tick" x="{x:.1f}" y="{floor + 16}">{tick / TICKS:g}</text>')
    parts.append(f'<text class="tick" x="20" y="16">{most:,}</text><text class="tick" x="20" y="{floor}">0</text>')
    parts.append(f'<text class="tick" x="{WIDTH / 2}" y="{height - 6}">{escape(unit)}</text>')
    return _svg(title, height, parts)


def course(title: str, rows: Sequence[Bar], scale: float, unit: str, line: float | None = None) -> str:
    """Shares over time: a line with a band; a point where a period has too few headlines to be compared is hollow."""
    known = [(number, row) for number, row in enumerate(rows) if row.value.count]
    height, floor = 220, 170
    top, ticks = _axis(scale * max([*(row.value.high for _, row in known), line or 0.0, 1e-9]))
    step = (WIDTH - 80) / max(len(rows) - 1, 1)

    def place(number: int, share: float) -> tuple[float, float]:
        return 50 + number * step, floor - (floor - 10) * min(scale * share / top, 1.0)

    def path(points: Sequence[tuple[float, float]]) -> str:
        return "L".join(f"{x:.1f} {y:.1f}" for x, y in points)

    upper = [place(number, row.value.high) for number, row in known]
    lower = [place(number, row.value.low) for number, row in known]
    middle = [place(number, row.value.value) for number, row in known]
    parts = []
    for tick in ticks:
        y = place(0, tick / scale)[1]
        parts.append(f'<line class="grid" x1="50" y1="{y:.1f}" x2="{WIDTH - 30}" y2="{y:.1f}"/>')
        parts.append(f'<text class="label" x="44" y="{y + 4:.1f}">{tick:g}</text>')
    if known:
        parts.append(f'<path class="band" d="M{path(upper)}L{path(lower[::-1])}Z"/>')
        parts.append(f'<path class="line" d="M{path(middle)}"/>')
    if line is not None:
        y = place(0, line)[1]
        parts.append(f'<line class="all" x1="50" y1="{y:.1f}" x2="{WIDTH - 30}" y2="{y:.1f}"/>')
    for (_, row), (x, y) in zip(known, middle, strict=True):
        kind = "dot strong" if row.strong else "dot faint" if row.faint else "dot"
        parts.append(
            f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{escape(row.label)}: '
            f"{_said(row.value, scale)}</title></circle>"
        )
    every = -(-len(rows) // 9)
    for number, row in enumerate(rows):
        if number % every == 0:
            parts.append(f'<text class="tick" x="{50 + number * step:.1f}" y="{floor + 18}">{escape(row.label)}</text>')
    parts.append(f'<text class="tick" x="{WIDTH / 2}" y="{height - 8}">{escape(unit)}</text>')
    return _svg(title, height, parts)


def _svg(title: str, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg role="img" viewBox="0 0 {WIDTH} {height:.0f}"><title>{escape(title)}</title>' + "".join(parts) + "</svg>"
    )


def _whisker(low: float, high: float, y: float) -> str:
    return f'<path class="whisker" d="M{low:.1f} {y:.1f}H{high:.1f}M{low:.1f} {y - 3:.1f}v6M{high:.1f} {y - 3:.1f}v6"/>'


def _said(value: Interval, scale: float) -> str:
    return f"{scale * value.value:.1f} ({scale * value.low:.1f}–{scale * value.high:.1f}), n = {value.count:,}"


def _axis(most: float) -> tuple[float, list[float]]:
    """The end of an axis that holds a value, and its ticks: about five, at round numbers."""
    power = 10.0 ** math.floor(math.log10(max(most, 1e-9) / TICKS))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor * TICKS >= most * 0.999)
    count = max(math.ceil(most / step - 1e-3), 1)
    return step * count, [step * number for number in range(count + 1)]
