"""A baseline: a file of findings that were there when a newsroom began, or that it lets stand,
so that only new ones count.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .errors import UsageError
from .origin import position
from .reading.json_values import DoubledKeyError, decoded, doubled_at, parse, what_is_broken
from .report import Finding, Report
from .report.types import AcceptedReport

VERSION = "1.0"
DEFAULT = "checker-baseline.json"
MAX_LENGTH = 64_000_000


class Entry(BaseModel):
    """A finding that is accepted.

    It is meant where the fingerprint is the same, and the article: its id, else its file,
    or the headline where that file is gone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str | None = Field(default=None, description="The article's file, from the baseline's folder.")
    id: str | None = None
    headline: str
    rule: str
    check: str
    words: str
    fingerprint: str = Field(pattern="^[0-9a-f]{16}$")
    reason: str | None = None


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal["1.0"] = "1.0"
    accepted: list[Entry]


class Baseline:
    """The findings of a baseline file, and which of them a run has met.

    Args:
        path: the file; paths in it count from its folder.
        entries: what it has.

    Attributes:
        entries: the same, with the new path of articles that have moved.
    """

    def __init__(self, path: Path, entries: Iterable[Entry] = ()) -> None:
        self.path = path
        self._folder = os.path.dirname(os.path.abspath(path))
        self.entries = list(entries)
        self._by_fingerprint: defaultdict[str, list[int]] = defaultdict(list)
        self._by_path: defaultdict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            self._by_fingerprint[entry.fingerprint].append(number)
            if entry.path is not None:
                self._by_path[entry.path].append(number)
        self._met: set[int] = set()
        self._looked_for: set[int] = set()

    def mark(self, report: Report) -> Report:
        """The report with the findings marked that the file accepts;
        those that the article accepts itself stay its own.
        """
        place = self._place(report)
        if report.verdict != "not-checked" or report.findings:
            ran = {name.partition("/")[0] for name in report.rules}
            self._looked_for.update(n for n in self._by_path.get(place or "", ()) if self.entries[n].rule in ran)
        findings = [self._marked(finding, report, place) for finding in report.findings]
        return report if findings == report.findings else report.model_copy(update={"findings": findings})

    def _marked(self, finding: Finding, report: Report, place: str | None) -> Finding:
        numbers = self._find(finding, report, place)
        if not numbers:
            return finding
        self._met.update(numbers)
        if finding.accepted is not None:
            return finding
        return finding.model_copy(
            update={"accepted": AcceptedReport(by="baseline", reason=self.entries[numbers[0]].reason)}
        )

    def _find(self, finding: Finding, report: Report, place: str | None) -> list[int]:
        """The entries that accept it: those with its very headline where there are any,
        for several headlines of a story, or stories of a file, may have the same words at fault.
        """
        article = report.article
        headline = _plain(article.headline)
        known = [(number, self.entries[number]) for number in self._by_fingerprint.get(finding.fingerprint, ())]
        here = [
            number
            for number, entry in known
            if (entry.id == article.id if entry.id and article.id else entry.path is not None and entry.path == place)
        ]
        if here:
            return [number for number in here if _plain(self.entries[number].headline) == headline] or here
        for number, entry in known:
            if _plain(entry.headline) == headline and (entry.path is None or self._gone(entry)):
                # Moved with its story, as drafts are when they are published.
                self.entries[number] = entry.model_copy(update={"path": place})
                return [number]
        return []

    def _place(self, report: Report) -> str | None:
        origin = report.article.origin
        if origin is None:
            return None
        path = os.path.abspath(origin.path) if os.path.lexists(origin.path) else None
        if path is None:
            return origin.path
        try:
            return os.path.relpath(path, self._folder).replace(os.sep, "/")
        except ValueError:  # another drive
            return path

    def stale(self) -> list[Entry]:
        """Entries whose finding is gone: the article was checked without it, or its file is there no more."""
        return [
            entry
            for number, entry in enumerate(self.entries)
            if number not in self._met and (number in self._looked_for or self._gone(entry))
        ]

    def _gone(self, entry: Entry) -> bool:
        return entry.path is not None and not os.path.lexists(os.path.join(self._folder, entry.path))

    def entry(self, report: Report, finding: Finding, reason: str | None = None) -> Entry:
        """What the file says of a finding."""
        return Entry(
            path=self._place(report),
            id=report.article.id,
            headline=report.article.headline,
            rule=finding.rule,
            check=finding.check,
            words=finding.headline_text,
            fingerprint=finding.fingerprint,
            reason=reason,
        )

    def without_reason(self) -> Iterator[Entry]:
        """Entries that do not say why."""
        return (entry for entry in self.entries if not (entry.reason or "").strip())


def read_baseline(path: Path) -> Baseline:
    """The baseline that a file has.

    Raises:
        UsageError: it is missing, cannot be read, or is no baseline; names line or field.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_LENGTH + 1)
        if len(data) > MAX_LENGTH:
            raise UsageError(f"{path}: has more than {MAX_LENGTH / 1e6:.0f} MB: this is no baseline")
        value = parse(data, None)
    except FileNotFoundError:
        raise UsageError(f"{path}: no such baseline: `checker baseline` writes one") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}: line {error.lineno}: broken JSON: {what_is_broken(error)}") from None
    except DoubledKeyError:
        raise UsageError(f"{path}: {_doubled(data)}") from None
    except (ValueError, RecursionError):
        raise UsageError(f"{path}: is no JSON: `checker baseline` writes a baseline anew") from None
    try:
        return Baseline(path, _File.model_validate(value).accepted)
    except ValidationError as error:
        raise UsageError(f"{path}: is no baseline of version {VERSION}: {_first(error)}") from None


def write_baseline(path: Path, entries: Iterable[Entry]) -> None:
    """Write a baseline, as a whole or not at all; entries in the order of their files, so that changes can be read.

    Raises:
        UsageError: the file cannot be written.
    """
    ordered = sorted(entries, key=lambda entry: (entry.path or "", entry.id or "", entry.headline, entry.fingerprint))
    file = _File(accepted=ordered)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(file.model_dump_json(indent=2, exclude_none=True) + "\n", encoding="utf-8")
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from None


def _doubled(data: bytes) -> str:
    text = decoded(data)
    found = doubled_at(text)
    assert found is not None
    return f"line {position(text, found.place).line}: `{found.name}` is given twice: leave one out"


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _first(error: ValidationError) -> str:
    item: Any = error.errors(include_url=False)[0]
    where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in item["loc"]).lstrip(".")
    return f"`{where}`: {item['msg']}" if where else str(item["msg"])
