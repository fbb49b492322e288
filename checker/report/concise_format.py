"""A line a finding, as compilers and editors have it: ``path:line:column: rule message``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..article import Article
from ..visible import in_one_line
from .places import shown_place
from .setting import Setting
from .types import Finding, Report


class ConciseRenderer:
    """Findings that count alone."""

    def __init__(self, setting: Setting) -> None: ...

    def add(self, report: Report, article: Article | None = None) -> str:
        """Its findings, a line each."""
        return "".join(f"{line(report, finding)}\n" for finding in report.counting())

    def finish(self, failures: Sequence[str] = ()) -> Iterable[str]:
        """Nothing remains."""
        return ()


def line(report: Report, finding: Finding) -> str:
    """The line of a finding."""
    return f"{shown_place(report, finding)}: {finding.rule} {in_one_line(finding.message)}"
