"""Reports as JSON: one document, or an object a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..article import Article
from ..visible import json_visible
from .setting import Setting
from .types import Report


class JsonRenderer:
    """One report as an object, else a list."""

    def __init__(self, setting: Setting) -> None:
        self._alone, self._count = setting.alone, 0

    def add(self, report: Report, article: Article | None = None) -> str:
        """The object, with what stands before it."""
        before = "" if self._alone else ",\n" if self._count else "[\n"
        self._count += 1
        return json_visible(before + report.model_dump_json(indent=2) + ("\n" if self._alone else ""))

    def finish(self, failures: Sequence[str] = ()) -> Iterable[str]:
        """The list's end."""
        if not (self._alone and self._count):
            yield "\n]\n" if self._count else "[\n\n]\n"


class JsonLinesRenderer:
    """A report a line."""

    def __init__(self, setting: Setting) -> None: ...

    def add(self, report: Report, article: Article | None = None) -> str:
        """The line."""
        return json_visible(report.model_dump_json() + "\n")

    def finish(self, failures: Sequence[str] = ()) -> Iterable[str]:
        """Nothing remains."""
        return ()
