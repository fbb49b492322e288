"""GitLab Code Quality: a JSON list, https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from ..article import Article
from ..visible import json_visible
from .places import Place, place_of, told_from
from .setting import Setting
from .types import Finding, Report

SEVERITIES = {"error": "major", "warning": "minor"}


class GitlabRenderer:
    """A finding that counts an issue.

    What has no file has no place there, and is told by the name that stands for one.
    """

    def __init__(self, setting: Setting) -> None:
        self._root, self._count = setting.root, 0
        self._seen: dict[str, int] = {}

    def add(self, report: Report, article: Article | None = None) -> str:
        """Its issues."""
        parts = []
        for finding in report.counting():
            parts.append((",\n" if self._count else "[\n") + self._issue(report, finding))
            self._count += 1
        return json_visible("".join(parts))

    def finish(self, failures: Sequence[str] = ()) -> Iterable[str]:
        """The list's end."""
        yield "\n]\n" if self._count else "[]\n"

    def _issue(self, report: Report, finding: Finding) -> str:
        place = place_of(report, finding)
        origin = report.article.origin
        path = told_from(place.path, self._root) if place.path else origin.path if origin else report.article.id or ""
        issue = {
            "description": finding.message,
            "check_name": f"{finding.rule}/{finding.check}",
            "fingerprint": self._fingerprint(path, report, finding),
            "severity": SEVERITIES[finding.severity],
            "location": {"path": path, "positions": _positions(place)},
        }
        return json.dumps(issue, ensure_ascii=False)

    def _fingerprint(self, path: str, report: Report, finding: Finding) -> str:
        """No two issues may have the same: the second of one kind in a file gets its number."""
        key = "\0".join((path, report.article.id or "", report.article.name or "", finding.fingerprint))
        number = self._seen[key] = self._seen.get(key, 0) + 1
        return hashlib.sha256(f"{key}\0{number}".encode()).hexdigest()[:32]


def _positions(place: Place) -> dict[str, dict[str, int]]:
    start, end = place.region.start, place.region.end
    return {"begin": {"line": start.line, "column": start.column}, "end": {"line": end.line, "column": end.column}}
