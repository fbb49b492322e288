"""Which findings are accepted, and which acceptances no longer match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from ..baseline import Baseline
    from ..configuration import Configuration
    from ..report import Report


@dataclass
class _Story:
    """What an article accepts, over all its headlines.

    Attributes:
        key: file and row, or id.
        strict: an acceptance that matches nothing is a failure.
        matched: by rule: findings that it lets stand; ``None`` while nothing can be said.
    """

    key: tuple[object, ...]
    title: str = ""
    strict: bool = False
    matched: dict[str, int | None] = field(default_factory=dict)


class Acceptances:
    """Marks what is accepted as the reports come, and says at the end what is out of date.

    Attributes:
        stale: messages about acceptances that no longer match.
        failed: one of them counts, since its configuration is strict.
    """

    def __init__(self) -> None:
        self.stale: list[str] = []
        self.failed = False
        self._story = _Story(())
        self._baselines: dict[str, tuple[Baseline, bool]] = {}

    def mark(self, report: Report, own: Configuration) -> Report:
        """The report with what its baseline accepts marked.

        Raises:
            UsageError: the baseline cannot be used.
        """
        self._note(report, own)
        baseline = self._baseline(own)
        return report if baseline is None else baseline.mark(report)

    def finish(self) -> None:
        """Say what is left: nothing more comes."""
        self._close()
        for baseline, strict in self._baselines.values():
            for entry in baseline.stale():
                where = entry.path or entry.id or "a text of its own"
                self._say(
                    f"{baseline.path}: accepts `{entry.rule}` on “{entry.words}” in {where}, "
                    "which is not found any more: `checker baseline --prune` takes it out",
                    strict,
                )

    def baselines(self) -> Iterator[Baseline]:
        """Those that were read."""
        return (baseline for baseline, _ in self._baselines.values())

    def _baseline(self, own: Configuration) -> Baseline | None:
        from ..baseline import read_baseline

        path = own.keys.baseline
        if path is None:
            return None
        if path not in self._baselines:
            baseline = read_baseline(Path(path))
            if own.keys.require_reason and (entry := next(baseline.without_reason(), None)):
                raise UsageError(
                    f"{path}: accepts `{entry.rule}` on “{entry.words}” without a reason: give one (`require-reason`: "
                    f"{own.where['require-reason']})"
                )
            self._baselines[path] = baseline, own.keys.strict
        return self._baselines[path][0]

    def _note(self, report: Report, own: Configuration) -> None:
        """Headlines of one story follow each other; an acceptance is good if it matches under one of them."""
        origin = report.article.origin
        key = (origin.path, origin.row) if origin else (report.article.id,)
        if key != self._story.key:
            self._close()
            self._story = _Story(key, str(origin or report.article.title()), own.keys.strict)
        known = self._story.matched
        for item in report.acceptances:
            before = known.get(item.rule)
            known[item.rule] = before if item.matched is None else (before or 0) + item.matched

    def _close(self) -> None:
        story, self._story = self._story, _Story(())
        for rule, matched in story.matched.items():
            if matched == 0:
                self._say(
                    f"{story.title}: accepts `{rule}`, which is not found any more: take it out of the article",
                    story.strict,
                )

    def _say(self, message: str, strict: bool) -> None:
        self.stale.append(message)
        self.failed |= strict
