"""Where a report's article and findings stand, as tools for files want to know it."""

from __future__ import annotations

import os
from typing import NamedTuple

from ..origin import STANDARD_INPUT
from ..visible import in_one_line
from .types import Finding, OriginReport, PositionReport, RegionReport, Report

FIRST = PositionReport(line=1, column=1)


class Place(NamedTuple):
    """Of a finding: its file as it was named, ``None`` where there is none, and its region;
    of a row without a place its first character.
    """

    path: str | None
    region: RegionReport


def place_of(report: Report, finding: Finding) -> Place:
    """Where a finding stands."""
    origin = report.article.origin
    start = origin.headline if origin and origin.headline else FIRST
    return Place(file_of(origin), finding.region or RegionReport(start=start, end=start))


def file_of(origin: OriginReport | None) -> str | None:
    """The file's path, where there is a file."""
    return None if origin is None or origin.path == STANDARD_INPUT else origin.path


def told_from(path: str, root: str) -> str:
    """A path as it is told from a folder, with ``/``; as it is, where it is not below it.

    Args:
        path: absolute, or from the working directory.
        root: a folder; empty for the working directory.
    """
    # What callers name so in Python: no file has such a name.
    if "\0" in path:
        return path
    base = os.path.realpath(root or os.curdir)
    # Links above the file only: a file that is a link is itself.
    folder, name = os.path.split(os.path.abspath(path))
    full = os.path.join(os.path.realpath(folder), name)
    inside = full.startswith(base.rstrip(os.sep) + os.sep)
    found = os.path.relpath(full, base) if inside else path
    return found.replace(os.sep, "/") if os.sep != "/" else found


def shown_place(report: Report, finding: Finding) -> str:
    """``path:line:column`` for people; what stands for the path where there is none."""
    start = place_of(report, finding).region.start
    origin, known = report.article.origin, report.article.id
    path = in_one_line(origin.path if origin else f"article {known}" if known else "article")
    if origin is not None and origin.row is not None and finding.region is None:
        return f"{path}:{origin.row}:1"
    return f"{path}:{start.line}:{start.column}"
