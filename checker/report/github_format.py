"""Annotations of GitHub Actions: workflow commands on standard output,
https://docs.github.com/actions/reference/workflow-commands-for-github-actions.

GitHub shows ten errors and ten warnings of a step, and drops the others without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..article import Article
from ..visible import in_one_line
from .concise_format import line
from .places import place_of, told_from
from .setting import Setting
from .spool import Spool
from .types import Finding, Report

# Of a kind, a step.
SHOWN = 10


class GithubRenderer:
    """Errors first, then warnings; what GitHub would not show is counted, and listed in the log.

    Accepted findings are left out.
    """

    def __init__(self, setting: Setting) -> None:
        self._root = setting.root
        self._errors = 0
        self._warnings: list[str] = []
        self._left_out = Spool()
        self._dropped = {"error": 0, "warning": 0}

    def add(self, report: Report, article: Article | None = None) -> str:
        """Its errors, while there is room for them."""
        parts = []
        for finding in report.counting():
            if finding.severity == "error" and self._errors < SHOWN:
                self._errors += 1
                parts.append(self._annotation(report, finding))
            elif finding.severity == "warning" and len(self._warnings) < SHOWN:
                self._warnings.append(self._annotation(report, finding))
            else:
                self._dropped[finding.severity] += 1
                self._left_out.add(no_command(f"{finding.severity}: {line(report, finding)}") + "\n")
        return "".join(parts)

    def finish(self, failures: Sequence[str] = ()) -> Iterable[str]:
        """The warnings, files that could not be read, and what was left out."""
        # A file that could not be read is an error too, and has what room is left.
        room = SHOWN - self._errors
        yield from (f"::error title=headline-checker::{data(failure)}\n" for failure in failures[:room])
        yield from self._warnings
        yield from (no_command(f"error: {in_one_line(failure)}") + "\n" for failure in failures[room:])
        dropped = {**self._dropped, "error": self._dropped["error"] + len(failures[room:])}
        if any(dropped.values()):
            yield from self._rest(dropped)

    def _rest(self, dropped: dict[str, int]) -> Iterator[str]:
        counts = " and ".join(f"{count} {name}{'s' * (count > 1)}" for name, count in dropped.items() if count)
        yield (
            f"::notice title=headline-checker::{counts} more than GitHub annotates ({SHOWN} of a kind a step): "
            "see the log and the job summary\n"
        )
        yield from self._left_out.read()

    def _annotation(self, report: Report, finding: Finding) -> str:
        place = place_of(report, finding)
        properties = {"title": f"{finding.rule}: “{finding.headline_text}”"}
        if place.path is not None:
            start, end = place.region.start, place.region.end
            properties |= {"file": told_from(place.path, self._root), "line": str(start.line)}
            # Columns count in a single line only.
            if end.line == start.line:
                properties |= {"col": str(start.column), "endColumn": str(end.column)}
            else:
                properties |= {"endLine": str(end.line)}
        told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        return f"::{finding.severity} {told}::{_message(finding)}\n"


def _message(finding: Finding) -> str:
    lines = [finding.message]
    lines += [
        f"| paragraph {item.paragraph}, sentence {item.sentence} of the body: {' '.join(item.text.split())}"
        for item in finding.evidence
    ]
    if finding.suggestion:
        lines.append(f"→ {finding.suggestion}")
    return "%0A".join(map(data, lines))


def data(text: str) -> str:
    """A text in one line, as the message of a command."""
    return in_one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return data(text).replace(":", "%3A").replace(",", "%2C")


def no_command(text: str) -> str:
    """A line of the log that the runner takes for no command: neither ``::`` at its head nor ``##[`` anywhere."""
    text = text.replace("##[", "##\\x5b")
    return "\\x3a" + text[1:] if text.lstrip().startswith("::") else text
