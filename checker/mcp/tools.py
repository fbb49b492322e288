"""What the tools do and say; nothing here knows of the protocol."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from threading import Lock

from pydantic import BaseModel, ConfigDict, Field

from ..article import MAIN, Article
from ..drafts import Drafts
from ..errors import UsageError
from ..report import Report
from ..report.text_format import render_text
from ..rules import RULES, Example, get

MAX_HEADLINES = 100


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reports(_Frozen):
    """The answer to `check_headline`."""

    reports: list[Report] = Field(
        description="A report for each headline, in order: see its schema (`checker schema`)."
    )


class ExampleInWords(_Frozen):
    """A headline over a body, and what the rule says of it."""

    headline: str
    body: str
    note: str = Field(description="Why the rule speaks, or does not.")
    check: str = Field(description="The check that speaks, or that its guard keeps silent; empty where none is meant.")


class Explanation(_Frozen):
    """The answer to `explain_rule`."""

    id: str
    severity: str = Field(
        description="error, warning, or error or warning where the explanation says when; by default."
    )
    summary: str
    explanation: str
    checks: dict[str, str] = Field(description="What can speak inside the rule, and what it says.")
    failing: list[ExampleInWords]
    passing: list[ExampleInWords]


class Tools:
    """The tools over one checker; calls wait for each other, since the model is one."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts, self._lock = drafts, Lock()

    def check(self, body: str, headline: str | None, headlines: Iterable[str] | Mapping[str, str] | None) -> Reports:
        """Check one headline or several over a body.

        Raises:
            UsageError: no headline, both or too many.
            InputError: the body is longer than one can be.
        """
        if (headline is None) == (not headlines):
            raise UsageError("give `headline`, or several in `headlines`, not both")
        named: list[tuple[str | None, str]]
        if headline is not None:
            named = [(None, headline)]
        elif isinstance(headlines, Mapping):
            named = [(name, text) for name, text in headlines.items()]
        else:
            named = [(None, text) for text in headlines or ()]
        if len(named) > MAX_HEADLINES:
            raise UsageError(f"{len(named)} headlines are too many for one call: give {MAX_HEADLINES} at most")
        articles = [
            Article(text, body, name=None if name == MAIN and len(named) == 1 else name) for name, text in named
        ]
        with self._lock:
            return Reports(reports=list(self._drafts.reports(articles)))


def in_words(found: Reports) -> str:
    """The reports as text, for a program that reads no structures."""
    return "\n".join(map(render_text, found.reports))


def explain(rule_id: str) -> Explanation:
    """What a rule looks for.

    Raises:
        UsageError: there is none of this name; names the nearest one.
    """
    rule = get(rule_id)
    return Explanation(
        id=rule.id,
        severity=" or ".join(rule.severities),
        summary=rule.summary,
        explanation=rule.explanation,
        checks=dict(rule.checks),
        failing=list(map(_example, rule.failing)),
        passing=list(map(_example, rule.passing)),
    )


def rules_in_words() -> str:
    """Every rule in a line."""
    return "\n".join(f"- {rule.id} ({' or '.join(rule.severities)}): {rule.summary}" for rule in RULES.values())


def _example(example: Example) -> ExampleInWords:
    return ExampleInWords(headline=example.headline, body=example.body, note=example.note, check=example.check)
