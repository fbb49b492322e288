"""Reports as Markdown (GitHub's): for pull requests, issues and the summary of a job."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..article import Article
from ..visible import in_one_line
from .passages import lit
from .places import shown_place
from .setting import Setting
from .spool import Spool
from .text_format import VERDICT_WORDS
from .types import EvidenceReport, Finding, Report

# What Markdown would take for markup: emphasis, code, links, HTML, tables, mathematics, entities.
MARKUP = re.compile(r"[\\`*_\[\]<>&|~$]")
# What begins a list, a heading or a line of a table, at the head of a line.
OPENING = re.compile(r"^(\s*)([#+=-]|\d{1,9}(?=[.)]))")
# Addresses would become links, names would call people.
LINKS = re.compile(r"(?<=[a-z])(:)(?=//)|(?<=www)(\.)", re.IGNORECASE)
MENTION = re.compile(r"@(?=\w)")
LEFT_OUT = "\n*The rest is left out: no more room.*\n"


class MarkdownRenderer:
    """A table of verdicts, then every headline with findings, with its evidence, then those for a person's eye,
    then what is accepted alone.
    """

    def __init__(self, setting: Setting) -> None:
        self._limit = setting.limit
        self._verdicts: Counter[str] = Counter()
        self._severities: Counter[str] = Counter()
        self._found, self._review, self._unchecked, self._accepted = Spool(), Spool(), Spool(), Spool()

    def add(self, report: Report, article: Article | None = None) -> str:
        """Kept: the table stands first."""
        self._verdicts[report.verdict] += 1
        counting = report.counting()
        self._severities.update(finding.severity for finding in counting)
        self._severities["accepted"] += len(report.findings) - len(counting)
        if counting:
            self._found.add(section(report))
        elif report.findings:
            self._accepted.add(f"- {_title(report)}“{escape(report.article.headline)}”\n")
            self._accepted.add("".join(f"  - {accepted_line(finding)}\n" for finding in report.findings))
        elif report.verdict in ("review", "not-checked"):
            kept = self._review if report.verdict == "review" else self._unchecked
            kept.add(
                f"- {_title(report)}“{escape(report.article.headline)}”: "
                f"{escape(report.reason or '')}{_notes(report)}\n"
            )
        return ""

    def finish(self, failures: Sequence[str] = ()) -> Iterable[str]:
        """All of it; behind the last part that has room a line that says so."""
        used = len(LEFT_OUT.encode())
        for piece in self._pieces(failures):
            used += len(piece.encode())
            if self._limit is not None and used > self._limit:
                yield LEFT_OUT
                return
            yield piece

    def _pieces(self, failures: Sequence[str]) -> Iterator[str]:
        total = self._verdicts.total()
        counts = ", ".join(
            f"{count} {name}{'s' * (count > 1)}"
            for name in ("error", "warning")
            if (count := self._severities.get(name, 0))
        )
        accepted = f", {count} accepted" if (count := self._severities["accepted"]) else ""
        yield f"## {total} headline{'s' * (total != 1)}: {counts or 'no findings'}{accepted}\n\n"
        if total:
            yield "| verdict | headlines |\n|---|---|\n"
            for verdict, words in VERDICT_WORDS.items():
                if count := self._verdicts.get(verdict, 0):
                    yield f"| {words} | {count} |\n"
        # Whole sections, not pieces of a page of the spool: a cut falls between them.
        yield from _whole(self._found.lines())
        rest = ("Needs a person's eye", self._review), ("Not checked", self._unchecked), ("Accepted", self._accepted)
        for title, kept in rest:
            if kept.count:
                yield f"\n### {title}\n\n"
                yield from kept.lines()
        if failures:
            yield "\n### Not read\n\n"
            yield from (f"- {escape(failure)}\n" for failure in failures)


def section(report: Report) -> str:
    """A headline with its findings."""
    score = f" · score {report.score:.2f}" if report.score is not None else ""
    lines = [
        f"\n### {_title(report)}{VERDICT_WORDS[report.verdict]}{score}",
        "",
        f"> {_headline(report)}",
        "",
        *(line for finding in report.findings for line in _finding(report, finding)),
        *(f"- note: {escape(note)}" for note in report.notes),
    ]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """A text in one line, as it is read, not as markup."""
    text = in_one_line(" ".join(text.split()))
    text = MARKUP.sub(r"\\\g<0>", text)
    text = OPENING.sub(lambda match: match[1] + (match[2] + "\\" if match[2].isdigit() else "\\" + match[2]), text)
    text = LINKS.sub(lambda match: "\\" + match.group(), text)
    return MENTION.sub("@<!-- -->", text)


def _title(report: Report) -> str:
    title = report.article.title()
    return f"{escape(title)}: " if title else ""


def _notes(report: Report) -> str:
    return f" ({escape('; '.join(report.notes))})" if report.notes else ""


def _headline(report: Report) -> str:
    marks = [(finding.headline_span, finding.severity) for finding in report.counting()]
    pieces = []
    for text, severities in lit(report.article.headline, marks):
        inner = escape(text)
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if text.strip() else ""
        blanks = bool(before), bool(after)
        if severities and inner:
            inner = f"<b><ins>{inner}</ins></b>"
        pieces.append(" " * blanks[0] + inner + " " * blanks[1])
    return "".join(pieces).strip()


def accepted_line(finding: Finding) -> str:
    """A finding that somebody lets stand, with the reason."""
    reason = (finding.accepted and finding.accepted.reason) or "no reason given"
    return f"accepted `{finding.rule}` “{escape(finding.headline_text)}”: {escape(reason)}"


def _finding(report: Report, finding: Finding) -> Iterator[str]:
    if finding.accepted is not None:
        yield f"- {accepted_line(finding)}"
        return
    words = escape(finding.headline_text)
    yield f"- **{finding.severity}** `{finding.rule}` “{words}” ({escape(shown_place(report, finding))})  "
    yield f"  {escape(finding.message)}"
    for item in finding.evidence:
        yield ""
        yield f"  > {_passage(item)}"
    if finding.suggestion:
        yield ""
        yield f"  → {escape(finding.suggestion)}"


def _passage(item: EvidenceReport) -> str:
    return f"paragraph {item.paragraph}, sentence {item.sentence}: {escape(item.text)}"


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """Lines gathered into the sections that they were: each begins with a blank one and its title."""
    held: list[str] = []
    for line in lines:
        if line.startswith("### ") and len(held) > 1:
            yield "".join(held[:-1])
            held = held[-1:]
        held.append(line)
    if held:
        yield "".join(held)
