"""A summary as one page: style and charts inside, nothing fetched, no script, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..report.html_fragment import escape
from ..report.text_format import VERDICT_WORDS
from .figures import Grouping, Part
from .style import STYLE
from .summary import Summary, sentence
from .svg import Bar, bars, course, histogram
from .text import percent, remark, thousand
from .worst import Flagged

Cells = Sequence[str]


def render_page(summary: Summary) -> str:
    """The page, as a whole."""
    whole = summary.whole
    failed = sum(summary.failed.values())
    kinds = "".join(f", {count:,} × {escape(code)}" for code, count in sorted(summary.failed.items()))
    parts = [
        f"<h1>{escape(summary.path)}</h1>",
        f"<p>{summary.rows:,} headlines, {failed:,} failed{kinds}. Judged by {escape(', '.join(summary.models))}.",
        f'<p class="said">{escape(sentence(summary))}',
        '<p class="small">Whiskers, bands and brackets are 95 % intervals (Wilson), '
        "as if headlines were independent of each other."
        " The checker judges a headline against its own body; it does not know whether the body is true.",
        *(f'<p class="small">Note: {escape(note)}.' for note in summary.notes),
        "<h2>Verdicts</h2>",
        bars(
            "Share of each verdict", [Bar(name, value) for name, value in whole.verdicts.items()], 100, "% of headlines"
        ),
        _table(["verdict", "headlines", "share (95 %)"], _verdict_rows(whole)),
        "<h2>Findings by rule</h2>",
        _by_rule(summary),
        "<h2>Scores</h2>",
        histogram(
            "Distribution of the score", summary.scores, "score: probability that the body supports the headline"
        ),
        *(_group(groups, summary) for groups in summary.groupings),
        f"<h2>The {len(summary.worst)} worst headlines</h2>" if summary.worst else "<h2>No headline has a finding</h2>",
        "<ol>" + "".join(map(_worst, summary.worst)) + "</ol>" if summary.worst else "",
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width"><meta name="generator" content="headline-checker">'
        f"<title>{escape(summary.path)}: what its headlines say</title><style>{STYLE}</style></head><body><main>\n"
        + "\n".join(parts)
        + "\n</main></body></html>\n"
    )


def _verdict_rows(part: Part) -> Iterable[Cells]:
    for verdict, value in part.verdicts.items():
        yield escape(VERDICT_WORDS[verdict]), f"{round(value.value * value.count):,}", percent(value)


def _by_rule(summary: Summary) -> str:
    known, whole = summary.measured, summary.whole
    rows = [
        Bar("any finding", whole.with_finding, known.with_finding if known else None, strong=True),
        Bar("an error", whole.with_error, known.with_error if known else None, strong=True),
    ]
    ordered = sorted(whole.rules.items(), key=lambda item: -item[1].per_thousand)
    rows += [Bar(rule, found.headlines, known.with_rule(rule) if known else None) for rule, found in ordered]
    chart = bars("Headlines with a finding, by rule", rows, 1000, "of 1,000 headlines")
    beside = (
        f'<p class="small">◆ the same of headlines that are nearly all sound: {escape(known.about)}, '
        f"n = {known.headlines:,}, "
        f"<code>{escape(known.command)}</code>."
        if known
        else ""
    )
    cells = [
        (
            f"<code>{escape(rule)}</code>",
            f"{found.findings:,}",
            f"{found.per_thousand:.1f}",
            thousand(found.headlines),
            thousand(known.with_rule(rule)) if known else "?",
        )
        for rule, found in ordered
    ]
    heads = ["rule", "findings", "per 1,000", "headlines with one, of 1,000 (95 %)", "of 1,000 sound ones"]
    return chart + beside + _table(heads, cells)


def _group(groups: Grouping, summary: Summary) -> str:
    rows = [
        Bar(part.name, part.with_finding, strong=part.differs, faint=part.headlines < summary.fewest)
        for part in groups.parts
    ]
    draw = course if groups.over_time else bars
    line = summary.whole.with_finding.value
    name = groups.by if groups.by == groups.column else f"{groups.by} ({groups.column})"
    chart = draw(
        f"Headlines with a finding by {name}", rows, 1000, "headlines with a finding, of 1,000; dashed: all", line
    )
    hidden = f" The {groups.hidden} smallest groups stand together." if groups.hidden else ""
    small = (
        '<p class="small">Each group is compared with all the others (Fisher’s exact test, '
        "Holm’s adjustment for the number of groups); "
        f"groups of fewer than {summary.fewest} headlines are not.{hidden}"
    )
    heads = [
        escape(groups.by),
        "headlines",
        "median score",
        "contradicted",
        "with an error, of 1,000",
        "with a finding, of 1,000",
        "",
    ]
    cells = [
        (
            escape(part.name),
            f"{part.headlines:,}",
            "" if part.score is None else f"{part.score:.2f}",
            percent(part.verdicts["contradicted"]),
            thousand(part.with_error),
            thousand(part.with_finding),
            escape(remark(part, summary.fewest)),
        )
        for part in groups.parts
    ]
    table = _table(heads, cells, "groups")
    return f"<h2>By {escape(name)}</h2>{chart}{small}{table}{_rates(groups)}"


def _rates(groups: Grouping) -> str:
    """Findings per 1,000 by rule and group, the darker the more."""
    rules = [
        rule
        for rule in groups.parts[0].rules
        if any(part.rules[rule].findings for part in groups.parts if rule in part.rules)
    ]
    if not rules:
        return ""
    most = max(part.rules[rule].per_thousand for part in groups.parts for rule in rules if rule in part.rules) or 1.0
    head = "".join(f'<th><span class="up">{escape(rule)}</span></th>' for rule in rules)
    lines = []
    for part in groups.parts:
        cells = "".join(_heat(part, rule, most) for rule in rules)
        lines.append(f"<tr><th>{escape(part.name)}</th>{cells}</tr>")
    return (
        '<details><summary>Findings per 1,000 by rule</summary><div class="wide"><table '
        f'class="heat"><tr><th></th>{head}</tr>' + "".join(lines) + "</table></div></details>"
    )


def _heat(part: Part, rule: str, most: float) -> str:
    found = part.rules.get(rule)
    if found is None or not found.headlines.count:
        return "<td>–</td>"
    return f'<td style="--heat:{found.per_thousand / most:.2f}">{found.per_thousand:.1f}</td>'


def _worst(item: Flagged) -> str:
    score = "" if item.score is None else f" · score {item.score:.2f}"
    copies = f" · × {item.copies}" if item.copies > 1 else ""
    kept = "".join(f" · {escape(name)}: {escape(value)}" for name, value in item.kept.items())
    found = item.findings
    if found is None:
        found = [
            {
                "severity": "error" if item.errors else "warning",
                "rule": item.rule,
                "message": item.message,
                "evidence": [],
            }
        ]
    return (
        f"<li><b>{_marked(item.headline, found)}</b>"
        f'<div class="small">{escape(VERDICT_WORDS.get(item.verdict, item.verdict))}{score}{copies} · '
        f"{escape(item.key[0])}{kept}</div>" + "".join(map(_finding, found))
    )


def _marked(headline: str, findings: Sequence[dict[str, Any]]) -> str:
    """The headline with the words at fault marked."""
    kinds = [""] * len(headline)
    for found in sorted(findings, key=lambda found: found["severity"] == "error"):
        for place in range(found.get("start") or 0, min(found.get("end") or 0, len(headline))):
            kinds[place] = str(found["severity"])
    parts, start = [], 0
    for place in range(1, len(headline) + 1):
        if place == len(headline) or kinds[place] != kinds[start]:
            piece = escape(headline[start:place])
            parts.append(f'<span class="{kinds[start]}">{piece}</span>' if kinds[start] else piece)
            start = place
    return "".join(parts)


def _finding(found: dict[str, Any]) -> str:
    evidence = "".join(
        f'<div class="evidence">paragraph {item["paragraph"]}: {escape(item["text"])}</div>'
        for item in found["evidence"]
    )
    severity = escape(str(found["severity"]))
    return (
        f'<div class="finding {severity}"><i>{severity}</i> <code>{escape(found["rule"])}</code> '
        f"{escape(found['message'])}{evidence}</div>"
    )


def _table(heads: Cells, rows: Iterable[Cells], kind: str = "") -> str:
    """A table; heads and cells are HTML."""
    head = "".join(f"<th>{head}</th>" for head in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="wide"><table class="{kind}"><tr>{head}</tr>{body}</table></div>'
