"""Edits of headlines: offered, right, harmful.

Every one is read by eye; what was thought of those over our own texts is kept.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from checker import Article, Checker
from checker.rules import RULES

from .suites import Sample, Suite, SuiteError, load_samples

# Our own texts only: {"of": suite or file, "id": …, "after": the mended headline, "judged": …}.
JUDGED = Path(__file__).resolve().parent / "fixes.jsonl"
# Faults of the kinds that have an exact edit, in the styles of newsrooms; ours.
MEND = JUDGED.with_name("mend.jsonl")
JUDGEMENTS = ("right", "weak", "harmful")


class Case(NamedTuple):
    """An article, whether its headline is sound, and where it is from."""

    of: str
    sample: Sample
    sound: bool


@dataclass(frozen=True)
class Offer:
    """A finding and its edit.

    Attributes:
        case: the article.
        rule: rule and check.
        after: the mended headline; ``None`` where no edit is offered.
        judged: what a reader thought of it: right, weak (true, but no better, or clumsy), harmful;
            ``None`` where nobody has read it.
    """

    case: Case
    rule: str
    after: str | None
    judged: str | None

    def line(self) -> str:
        """As it is read."""
        state = "sound" if self.case.sound else "fault"
        told = "no edit" if self.after is None else self.judged or "NOT JUDGED"
        change = "" if self.after is None else f"\n    → {self.after}"
        return (
            f"{self.case.of} {self.case.sample.id} ({state}) {self.rule}: {told}\n      "
            f"{self.case.sample.headline}{change}"
        )


def from_suite(suite: Suite, data: str, limit: int | None, seed: int) -> list[Case]:
    """The articles of a suite; the headlines of real news count as sound.

    Raises:
        SuiteError: the data is not there, or the suite has no headlines.
    """
    if suite.task not in ("planted", "clean", "seeds"):
        raise SuiteError(
            f"{suite.name}: has no headlines of news: choose planted, sound, seeds, bbc, bbc-rest or reuters"
        )
    return [
        Case(suite.name, sample, suite.task == "clean" or sample.label == "sound")
        for sample in load_samples(suite, data, limit, seed)
    ]


def from_examples() -> list[Case]:
    """The examples of the rules: failing ones have a fault, passing ones are sound."""
    return [
        Case("examples", Sample(f"{rule.id}/{kind}/{number}", example.headline, example.body), kind == "passing")
        for rule in RULES.values()
        for kind, examples in (("failing", rule.failing), ("passing", rule.passing))
        for number, example in enumerate(examples, 1)
    ]


def from_file(path: Path) -> list[Case]:
    """The articles of a file of cases.

    Raises:
        SuiteError: a line is no such article.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            sample = Sample(row["id"], row["headline"], row["body"], row["expected"])
        except (ValueError, KeyError, TypeError) as error:
            raise SuiteError(f"{path}: line {number}: no case ({type(error).__name__}: {error})") from None
        found.append(Case(path.stem, sample, row["expected"] in ("consistent", "not-checked")))
    return found


def offered(checker: Checker, cases: Sequence[Case]) -> Iterator[Offer]:
    """Every finding of the articles, with the edit that is offered for it."""
    judged = judgements()
    articles = [Article(case.sample.headline, case.sample.body) for case in cases]
    for case, report in zip(cases, checker.check_many(articles), strict=True):
        for finding in report.findings:
            after = None if finding.edit is None else report.mended(finding)
            known = judged.get((case.of, case.sample.id, after or ""))
            yield Offer(case, f"{finding.rule}/{finding.check}", after, known)


def judgements(path: Path = JUDGED) -> dict[tuple[str, str, str], str]:
    """What was thought of edits: by suite or file, id and mended headline.

    Raises:
        SuiteError: a judgement is none of the three.
    """
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.is_file() else (), 1):
        row = json.loads(line)
        if row["judged"] not in JUDGEMENTS:
            raise SuiteError(f"{path}: line {number}: judged must be {', '.join(JUDGEMENTS)}")
        found[row["of"], row["id"], row["after"]] = row["judged"]
    return found


def summary(headlines: int, offers: Iterable[Offer]) -> Iterator[str]:
    """How many edits are offered, for sound headlines too, and what was thought of them."""
    every = list(offers)
    edits = [item for item in every if item.after is not None]
    thought = Counter(item.judged for item in edits)
    yield (
        f"{headlines:,} headlines, {len(every):,} findings, {len(edits):,} edits offered, "
        f"{sum(item.case.sound for item in edits):,} of them for sound headlines"
    )
    if edits:
        told = ", ".join(f"{name} {thought[name]}" for name in JUDGEMENTS)
        unread = f", not read {thought[None]}" if thought[None] else ""
        yield f"judged: {told}{unread}; harmful {100 * thought['harmful'] / len(edits):.1f} %"
