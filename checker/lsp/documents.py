"""A document of an editor → reports; nothing here knows of the protocol."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from ..article import Article
from ..baseline import read_baseline
from ..configuration.merged import Configuration
from ..drafts import DraftsBySettings
from ..errors import InputError
from ..reading import SUFFIXES, read_bytes
from ..report import Finding, Report
from ..report.types import PositionReport
from ..settings import Settings

# By the editor's name of the language, for documents whose own name says nothing.
LANGUAGES = {"markdown": ".md", "plaintext": ".txt", "text": ".txt"}
CHECKED = frozenset((".md", ".markdown", ".txt", ".text"))
MARKDOWN = frozenset((".md", ".markdown"))
LINE = re.compile(r"\bline (\d{1,7})")


@dataclass(frozen=True)
class Checked:
    """What is known of one version of a document.

    Attributes:
        version: the editor's number of it.
        lines: its text.
        reports: one for each of its headlines.
        problem: why it could not be read, and the line, from 1.
        own: what it was checked by.
        accepts: it can say itself what is to stand.
        ending: of its lines.
    """

    version: int | None
    lines: list[str]
    own: Configuration
    reports: list[Report] = field(default_factory=list)
    problem: tuple[str, int] | None = None
    accepts: bool = False
    ending: str = "\n"

    def findings(self) -> list[tuple[Report, Finding]]:
        """Every finding that counts and stands somewhere in the document, with its report."""
        return [
            (report, finding) for report in self.reports for finding in report.counting() if finding.region is not None
        ]

    def at(self, place: PositionReport) -> Report | None:
        """The report of the headline that stands at a place."""
        for report in self.reports:
            start = report.article.origin.headline if report.article.origin else None
            if start and start.line == place.line and start.column <= place.column:
                return report
        return None


def suffix_of(path: str, language: str | None) -> str | None:
    """The ending that says how a document is read; ``None`` where it is none to check."""
    own = PurePath(path).suffix.lower()
    suffix = own if own in SUFFIXES else LANGUAGES.get(language or "")
    return suffix if suffix in CHECKED else None


def check_document(
    drafts: DraftsBySettings,
    text: str,
    path: str,
    suffix: str,
    own: Configuration,
    version: int | None = None,
    settings: Settings | None = None,
) -> Checked:
    """Check a document.

    Args:
        drafts: keeps bodies between versions.
        text: the whole of it.
        path: its name, for the reports.
        suffix: see :func:`suffix_of`.
        own: what is in force for it.
        version: the editor's number of it.
        settings: in the place of its own.

    Raises:
        UsageError: its configuration, or its baseline, is wrong.
        ModelError: the model cannot be used.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not text.strip():
        return Checked(version, lines, own)
    articles: list[Article] = []
    problem = None
    try:
        for item in read_bytes(text.encode("utf-8", "replace"), path, suffix, own.fields):
            if isinstance(item, InputError):
                problem = problem or _problem(item, path)
            else:
                articles.append(own.reasoned(item))
    except InputError as error:
        problem = _problem(error, path)
    reports = list(drafts.of(settings or own.settings).reports(articles))
    if own.keys.baseline is not None and reports:
        baseline = read_baseline(Path(own.keys.baseline))
        reports = [baseline.mark(report) for report in reports]
    ending = "\r\n" if "\r\n" in text else "\n"
    return Checked(version, lines, own, reports, problem, suffix in MARKDOWN, ending)


def _problem(error: InputError, path: str) -> tuple[str, int]:
    said = str(error).removeprefix(f"{path}:").strip()
    line = LINE.search(said)
    return said, int(line[1]) if line else 1
