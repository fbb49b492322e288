"""The report for people: the headline with its flagged words underlined, the verdict, each finding with its reason."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from wcwidth import wcswidth, wcwidth

from ..article import Article
from ..visible import in_one_line, letters_in_one_line
from .setting import Setting, Style
from .types import EvidenceReport, Finding, Report

VERDICT_WORDS = {
    "supported": "Supported by the body",
    "contradicted": "Contradicted by the body",
    "unsupported": "Not supported by the body",
    "review": "Needs a person's eye",
    "not-checked": "Not checked",
}
VERDICT_COLOURS = {
    "supported": "green",
    "contradicted": "red",
    "unsupported": "yellow",
    "review": "yellow",
    "not-checked": "blue",
}
SEVERITY_COLOURS = {"error": "red", "warning": "yellow"}


def plain(text: str, _: str) -> str:
    """No colour."""
    return text


class TextRenderer:
    """Reports with a blank line between them."""

    def __init__(self, setting: Setting) -> None:
        self._style, self._width = setting.style or plain, setting.width
        self._between = ""

    def add(self, report: Report, article: Article | None = None) -> str:
        """The report, behind a blank line where it is not the first."""
        before, self._between = self._between, "\n"
        return before + render_text(report, self._style, self._width)

    def finish(self, failures: Sequence[str] = ()) -> Iterable[str]:
        """Nothing remains."""
        return ()


def render_text(report: Report, style: Style = plain, width: int = 100) -> str:
    """The report as text.

    Args:
        style: called with a text and a colour's name (``red``, ``bold`` …), returns the text to print.
        width: columns to wrap at.
    """
    width = max(40, width)
    lines: list[str] = []
    if title := report.article.title():
        lines.append(style(in_one_line(title), "dim"))
    lines.extend(_headline(report, style, width))
    lines.append("")
    lines.extend(_wrap(_verdict(report, style), "  ", width))
    for finding in report.findings:
        lines.append("")
        lines.extend(_finding(finding, style, width))
        if finding.edit is not None and finding.accepted is None:
            lines.extend(_wrap(f"= {in_one_line(report.mended(finding))}", "    ", width))
    if report.verdict == "review" and not report.findings:
        for label, item in report.weighed():
            lines.extend(["", f"  {style(label, 'bold')}"])
            lines.extend(_passage(item, width))
    if report.notes:
        lines.append("")
        lines.extend(line for note in report.notes for line in _wrap(f"note: {in_one_line(note)}", "  ", width))
    if report.model.calibration == "uncalibrated":
        lines.extend(
            _wrap(
                f"note: the model {in_one_line(report.model.name)} is uncalibrated: its probabilities are raw",
                "  ",
                width,
            )
        )
    if "contradiction" not in report.model.labels:
        told = (
            f"note: the model {in_one_line(report.model.name)} tells only support from no support: "
            "contradictions come from the exact checks alone"
        )
        lines.extend(_wrap(told, "  ", width))
    return "\n".join(lines) + "\n"


def _verdict(report: Report, style: Style) -> str:
    words = style(VERDICT_WORDS[report.verdict], VERDICT_COLOURS[report.verdict])
    if report.reason:
        words += f": {in_one_line(report.reason)}"
    parts = [words]
    if report.score is not None:
        parts.append(f"score {report.score:.2f}")
    counting = report.counting()
    errors = sum(finding.severity == "error" for finding in counting)
    warnings, accepted = len(counting) - errors, len(report.findings) - len(counting)
    if errors:
        parts.append(f"{errors} error{'s' * (errors > 1)}")
    if warnings:
        parts.append(f"{warnings} warning{'s' * (warnings > 1)}")
    if accepted:
        parts.append(f"{accepted} accepted")
    if not report.findings and report.verdict != "not-checked":
        parts.append("no findings")
    return " · ".join(parts)


def _headline(report: Report, style: Style, width: int) -> Iterator[str]:
    letters = letters_in_one_line(report.article.headline.replace("\t", " ").replace("\n", " "))
    flagged = [""] * len(letters)
    for finding in sorted(report.counting(), key=lambda finding: finding.severity == "error"):
        for index in range(finding.headline_span.start, min(finding.headline_span.end, len(letters))):
            flagged[index] = finding.severity
    text = "".join(letters)
    marks = [kind for letter, kind in zip(letters, flagged, strict=True) for _ in letter]
    for start, end in _lines(text, width - 2):
        yield "  " + style(text[start:end], "bold")
        if any(marks[start:end]):
            under = [(_mark(marks[index]), marks[index], max(wcwidth(text[index]), 0)) for index in range(start, end)]
            yield (
                "  "
                + "".join(
                    style(sign * cells, SEVERITY_COLOURS.get(kind, "bold")) if kind else " " * cells
                    for sign, kind, cells in under
                )
            ).rstrip()


def _mark(severity: str) -> str:
    return {"error": "^", "warning": "~"}.get(severity, " ")


def _lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Ranges of the text that fit the width, cut at spaces."""
    start = 0
    while start < len(text):
        end, cells = start, 0
        while end < len(text) and cells + max(wcwidth(text[end]), 0) <= width:
            cells += max(wcwidth(text[end]), 0)
            end += 1
        if end < len(text):
            space = text.rfind(" ", start + 1, end + 1)
            end = space if space > start else max(end, start + 1)
        yield start, end
        start = end
        while start < len(text) and text[start] == " ":
            start += 1


def _finding(finding: Finding, style: Style, width: int) -> Iterator[str]:
    if finding.accepted is not None:
        reason = in_one_line(finding.accepted.reason or "no reason given")
        said = f"accepted  {finding.rule}  “{in_one_line(finding.headline_text)}”: {reason}"
        yield from (style(line, "dim") for line in _wrap(said, "  ", width))
        return
    label = style(finding.severity, SEVERITY_COLOURS[finding.severity])
    yield f"  {label}  {style(finding.rule, 'bold')}  “{in_one_line(finding.headline_text)}”"
    yield from _wrap(in_one_line(finding.message), "    ", width)
    for item in finding.evidence:
        yield from _passage(item, width)
    if finding.suggestion:
        yield from _wrap(f"→ {in_one_line(finding.suggestion)}", "    ", width)


def _passage(item: EvidenceReport, width: int) -> list[str]:
    where = f"paragraph {item.paragraph}, sentence {item.sentence} of the body"
    return _wrap(f"{where}: {in_one_line(' '.join(item.text.split()))}", "    | ", width)


def _wrap(text: str, indent: str, width: int) -> list[str]:
    if wcswidth(text) + len(indent) <= width:
        return [indent + text]
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=True, break_on_hyphens=False
    )
