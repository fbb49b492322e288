"""A report as a piece of HTML for notebooks: no script, no style sheet, nothing fetched, every text escaped."""

from __future__ import annotations

from html import escape as _escape

from ..visible import visible
from .text_format import VERDICT_WORDS
from .types import EvidenceReport, Finding, Report

# Dark enough on white, light enough on black: notebooks come in both.
COLOURS = {
    "supported": "#2e8540",
    "contradicted": "#d83933",
    "unsupported": "#b8860b",
    "review": "#b8860b",
    "not-checked": "#5b7fa6",
}
SEVERITIES = {"error": "#d83933", "warning": "#b8860b"}


def render_fragment(report: Report) -> str:
    """The headline with its flagged words underlined, the verdict, and each finding with its evidence."""
    verdict = escape(VERDICT_WORDS[report.verdict])
    reason = f": {escape(report.reason)}" if report.reason else ""
    score = f" · score {report.score:.2f}" if report.score is not None else ""
    colour = COLOURS[report.verdict]
    parts = [
        '<div style="max-width:50em;line-height:1.4">',
        f'<div style="font-size:115%;font-weight:600">{_headline(report)}</div>',
        f'<div style="margin:.3em 0"><b style="color:{colour}">{verdict}</b>{reason}{score}</div>',
        *map(_finding, report.findings),
        *_weighed(report),
    ]
    notes = list(report.notes)
    if report.model.calibration == "uncalibrated":
        notes.append(f"the model {report.model.name} is uncalibrated: its probabilities are raw")
    parts += [f'<div style="opacity:.7;font-size:90%">note: {escape(note)}</div>' for note in notes]
    return "".join([*parts, "</div>"])


def escape(text: str) -> str:
    """HTML of a text, whose marks of direction could show other words than are there."""
    return _escape(visible(text))


def _headline(report: Report) -> str:
    text = report.article.headline
    marks = [""] * len(text)
    for finding in sorted(report.counting(), key=lambda finding: finding.severity == "error"):
        for index in range(finding.headline_span.start, min(finding.headline_span.end, len(text))):
            marks[index] = finding.severity
    parts, start = [], 0
    for index in range(1, len(text) + 1):
        if index == len(text) or marks[index] != marks[start]:
            piece = escape(text[start:index])
            if marks[start]:
                style = f"text-decoration:underline wavy {SEVERITIES[marks[start]]}"
                piece = f'<span style="{style}" title="{marks[start]}">{piece}</span>'
            parts.append(piece)
            start = index
    return "".join(parts)


def _finding(finding: Finding) -> str:
    if finding.accepted is not None:
        reason = escape(finding.accepted.reason or "no reason given")
        return (
            f'<div style="opacity:.7;margin:.5em 0">accepted <code>{escape(finding.rule)}</code>'
            f" “{escape(finding.headline_text)}”: {reason}</div>"
        )
    colour = SEVERITIES[finding.severity]
    evidence = "".join(map(_passage, finding.evidence))
    suggestion = f'<div style="margin-left:1em">→ {escape(finding.suggestion)}</div>' if finding.suggestion else ""
    return (
        f'<div style="border-left:3px solid {colour};padding-left:.6em;margin:.5em 0">'
        f'<b style="color:{colour}">{finding.severity}</b> <code>{escape(finding.rule)}</code>'
        f" “{escape(finding.headline_text)}”<div>{escape(finding.message)}</div>{evidence}{suggestion}</div>"
    )


def _weighed(report: Report) -> list[str]:
    """Where no rule speaks and a person has to look: the nearest passage, and one that speaks against it."""
    if report.verdict != "review" or report.findings:
        return []
    return [f"<div>{label}</div>{_passage(item)}" for label, item in report.weighed()]


def _passage(item: EvidenceReport) -> str:
    return f'<div style="margin-left:1em;opacity:.85">paragraph {item.paragraph}: <i>{escape(item.text)}</i></div>'
