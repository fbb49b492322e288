"""SARIF 2.1.0 (OASIS), for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.

GitHub takes a run of 25,000 results and 10 MB compressed, and shows the 5,000 gravest: errors stand first, and what
there is no room for is left out and counted. See
https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from .._version import __version__
from ..article import Article
from ..visible import in_one_line, json_visible
from .places import file_of, place_of, told_from
from .sarif_rules import LEVELS, braced, descriptors, indices
from .setting import Setting
from .spool import Spool
from .types import AcceptedReport, EvidenceReport, Finding, RegionReport, Report

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MAX_RESULTS = 25_000
# A little less than GitHub takes, for what stands around the results.
MAX_COMPRESSED = 9_500_000
FINGERPRINT = "headlineFinding/v1"
ROOT = "%SRCROOT%"
ACCEPTED = "accepted"
# Who accepts a finding → where SARIF says that it stands (section 3.35.2).
KINDS = {"article": "inSource", "baseline": "external"}


class SarifRenderer:
    """A finding a result: level, region, evidence as related locations, fingerprint, rank, and a fix where the change
    is exact; one that is accepted is suppressed.
    """

    def __init__(self, setting: Setting) -> None:
        self._root = setting.root
        self._indices = indices()
        self._results = {"error": Spool(), "warning": Spool(), ACCEPTED: Spool()}
        self._verdicts: Counter[str] = Counter()
        self._faults: list[str] = []

    def add(self, report: Report, article: Article | None = None) -> str:
        """Kept: errors stand first."""
        self._verdicts[report.verdict] += 1
        if report.reason_code == "internal-error":
            self._faults.append(f"{report.article.title()}: {'; '.join(report.notes) or report.reason}")
        for finding in report.findings:
            kind = finding.severity if finding.accepted is None else ACCEPTED
            self._results[kind].add(json.dumps(self._result(report, finding), ensure_ascii=False) + "\n")
        return ""

    def finish(self, failures: Sequence[str] = ()) -> Iterable[str]:
        """The log."""
        yield (
            f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{\n"columnKind": '
            '"unicodeCodePoints",\n"results": ['
        )
        count = 0
        for line in _with_room(line for kept in self._results.values() for line in kept.lines()):
            yield json_visible(("," if count else "") + "\n" + line.rstrip("\n"))
            count += 1
        left_out = sum(kept.count for kept in self._results.values()) - count
        rest = {
            "tool": {"driver": _driver()},
            "invocations": [self._invocation([*failures, *self._faults], left_out)],
            "properties": {"headlines": self._verdicts.total(), "verdicts": dict(self._verdicts), "leftOut": left_out},
        }
        yield "],\n" + json_visible(json.dumps(rest, ensure_ascii=False)[1:]) + "]}\n"

    def _invocation(self, failures: Sequence[str], left_out: int) -> dict[str, Any]:
        notes = [{"level": "error", "message": _message(failure)} for failure in failures]
        if left_out:
            said = f"{left_out} findings are left out: a run has room for {MAX_RESULTS:,} results and 10 MB compressed"
            notes.append({"level": "warning", "message": _message(said)})
        return {"executionSuccessful": not failures, "toolExecutionNotifications": notes}

    def _result(self, report: Report, finding: Finding) -> dict[str, Any]:
        place = place_of(report, finding)
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self._indices[finding.rule],
            "level": LEVELS[finding.severity],
            "message": {"text": _told(report, finding)},
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            "rank": round(finding.confidence * 100, 1),
            # Of all results or of none (section 3.27.23): an empty list says that it counts.
            "suppressions": [] if finding.accepted is None else [_suppression(finding.accepted)],
            "properties": _properties(report, finding),
        }
        if place.path is not None:
            region = _region(place.region)
            if finding.region is not None:
                region["snippet"] = {"text": finding.headline_text}
            result["locations"] = [
                {"physicalLocation": {"artifactLocation": self._artifact(place.path), "region": region}}
            ]
        related = [self._related(report, number, item) for number, item in enumerate(finding.evidence, 1)]
        if related:
            result["relatedLocations"] = related
        if place.path is not None and finding.edit is not None and finding.edit.region is not None:
            result["fixes"] = [self._fix(place.path, finding, finding.edit.region, finding.edit.replacement)]
        return result

    def _related(self, report: Report, number: int, item: EvidenceReport) -> dict[str, Any]:
        found: dict[str, Any] = {"id": number, "message": _message(f"{_where(item)}: {' '.join(item.text.split())}")}
        path = file_of(report.article.origin)
        if path is not None and item.region is not None:
            found["physicalLocation"] = {"artifactLocation": self._artifact(path), "region": _region(item.region)}
        return found

    def _fix(self, path: str, finding: Finding, region: RegionReport, replacement: str) -> dict[str, Any]:
        change = {"deletedRegion": _region(region), "insertedContent": {"text": replacement}}
        described = finding.suggestion or f"Put “{replacement}” in its place."
        return {
            "description": _message(described),
            "artifactChanges": [{"artifactLocation": self._artifact(path), "replacements": [change]}],
        }

    def _artifact(self, path: str) -> dict[str, str]:
        told = told_from(path, self._root)
        if PurePosixPath(told).is_absolute() or PureWindowsPath(told).is_absolute():
            return {"uri": ("file://" if told.startswith("/") else "file:///") + quote(told, safe="/:")}
        # `..` at its head leads out of the checkout: told as it is, from no base.
        uri = quote(told, safe="/")
        return {"uri": uri} if told.startswith("..") else {"uri": uri, "uriBaseId": ROOT}


def _with_room(lines: Iterable[str]) -> Iterator[str]:
    """As many results as an upload may have."""
    compressor, size = zlib.compressobj(), 0
    for count, line in enumerate(lines, 1):
        # What the compressor holds back is less than the room that is left.
        size += len(compressor.compress(line.encode()))
        if count > MAX_RESULTS or size > MAX_COMPRESSED:
            return
        yield line


def _driver() -> dict[str, Any]:
    return {
        "name": "headline-checker",
        "semanticVersion": __version__,
        "rules": descriptors(),
    }


def _suppression(accepted: AcceptedReport) -> dict[str, str]:
    found = {"kind": KINDS[accepted.by], "status": "accepted"}
    return found if accepted.reason is None else {**found, "justification": in_one_line(accepted.reason)}


def _told(report: Report, finding: Finding) -> str:
    """The message, with a link to each related location: GitHub shows those that are linked."""
    links = [f"[{_where(item)}]({number})" for number, item in enumerate(finding.evidence, 1)]
    parts = [_escaped(finding.message)]
    if links:
        parts.append(f"See {', '.join(links)}.")
    if finding.suggestion:
        parts.append(_escaped(finding.suggestion))
    return " ".join(parts)


def _where(item: EvidenceReport) -> str:
    return f"paragraph {item.paragraph}, sentence {item.sentence} of the body"


def _properties(report: Report, finding: Finding) -> dict[str, Any]:
    article = report.article
    found = {
        "check": finding.check,
        "headline": article.headline,
        "name": article.name,
        "id": article.id,
        "row": article.origin.row if article.origin else None,
        "verdict": report.verdict,
        "score": report.score,
        "confidence": finding.confidence,
    }
    return {name: value for name, value in found.items() if value is not None}


def _region(region: RegionReport) -> dict[str, Any]:
    return {
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    }


def _message(text: str) -> dict[str, str]:
    return {"text": _escaped(text)}


def _escaped(text: str) -> str:
    """Text of a message that is no link and has no places to fill (sections 3.11.5 and 3.11.6)."""
    return braced(in_one_line(text).replace("](", "\\]("))
