"""JUnit XML, as the testing pages of build servers read it: a suite a file, a test case a headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from ..article import Article
from ..visible import in_one_line, visible
from .places import shown_place
from .setting import Setting
from .spool import Spool
from .text_format import render_text
from .types import Finding, Report

# Code points that XML 1.0 has no way to write; controls are written out before.
NO_XML = re.compile("[\ufffe\uffff]")
FAILING = {"error": frozenset(("error",)), "warning": frozenset(("error", "warning")), "never": frozenset()}
COUNTS = ("tests", "failures", "errors", "skipped")


class JunitRenderer:
    """A headline fails where a finding that nobody has accepted is at or above ``fail_on``; others are told as the
    case's output; what was not checked is skipped.
    """

    def __init__(self, setting: Setting) -> None:
        self._failing = FAILING[setting.fail_on]
        self._total: Counter[str] = Counter()
        self._suites = Spool()
        self._name, self._cases, self._counts = "", Spool(), Counter[str]()

    def add(self, report: Report, article: Article | None = None) -> str:
        """Kept: the counts stand first."""
        origin = report.article.origin
        name = origin.path if origin else "articles"
        if name != self._name:
            self._close()
            self._name = name
        outcome, inner = self._outcome(report)
        self._counts["tests"] += 1
        self._counts[outcome] += 1
        self._cases.add(_case(report, name, inner))
        return ""

    def finish(self, failures: Sequence[str] = ()) -> Iterable[str]:
        """The document."""
        self._close()
        if failures:
            self._name = "not read"
            for failure in failures:
                error = _element("error", {"type": "not-read", "message": failure}, failure)
                self._cases.add(
                    f"  <testcase{_attributes({'classname': 'not read', 'name': failure})}>\n{error}  </testcase>\n"
                )
                self._counts.update(("tests", "errors"))
            self._close()
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield f"<testsuites{_attributes({'name': 'headline-checker', **_numbers(self._total)})}>\n"
        yield from self._suites.read()
        yield "</testsuites>\n"

    def _outcome(self, report: Report) -> tuple[str, str]:
        """Which count it is of, and the elements of the case."""
        if report.reason_code == "internal-error":
            return "errors", _element(
                "error", {"type": "internal-error", "message": report.reason or ""}, "\n".join(report.notes)
            )
        failing = [finding for finding in report.counting() if finding.severity in self._failing]
        if failing:
            return "failures", _failure(report, failing)
        if report.verdict == "not-checked":
            return "skipped", _element("skipped", {"message": report.reason or ""}, "")
        return "passed", _element("system-out", {}, render_text(report)) if report.findings else ""

    def _close(self) -> None:
        if self._cases.count:
            self._suites.add(f" <testsuite{_attributes({'name': self._name, **_numbers(self._counts)})}>\n")
            for piece in self._cases.read():
                self._suites.add(piece)
            self._suites.add(" </testsuite>\n")
            self._total.update(self._counts)
        self._cases, self._counts = Spool(), Counter()


def _numbers(counts: Counter[str]) -> dict[str, str]:
    return {name: str(counts.get(name, 0)) for name in COUNTS}


def _case(report: Report, path: str, inner: str) -> str:
    origin = report.article.origin
    row = f" ({origin.counted_in} {origin.row})" if origin and origin.row is not None else ""
    name = f"{report.article.name}: " if report.article.name else ""
    attributes = {"classname": path, "name": f"{name}{report.article.headline or 'no headline'}{row}"}
    if origin and origin.headline:
        attributes |= {"file": path, "line": str(origin.headline.line)}
    head = f"  <testcase{_attributes(attributes)}"
    return f"{head}>\n{inner}  </testcase>\n" if inner else f"{head}/>\n"


def _failure(report: Report, failing: Sequence[Finding]) -> str:
    """One element: readers show the first of several only."""
    first, more = failing[0], len(failing) - 1
    message = f"{first.rule}: {first.message}" + (f" (and {more} more)" if more else "")
    text = "\n".join(f"{shown_place(report, finding)}: {finding.severity} {finding.rule}" for finding in failing)
    return _element("failure", {"type": first.rule, "message": message}, f"{text}\n\n{render_text(report)}")


def _element(name: str, attributes: dict[str, str], text: str) -> str:
    head = f"   <{name}{_attributes(attributes)}"
    return f"{head}>{escape(_written(visible(text)))}</{name}>\n" if text else f"{head}/>\n"


def _attributes(values: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(_written(in_one_line(value)))}" for name, value in values.items())


def _written(text: str) -> str:
    return NO_XML.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
