"""The report as typed values, and its JSON Schema.

All spans are half-open ranges of Unicode code points: ``headline[start:end]`` of the headline as read,
``body[start:end]`` of the body as read (before any repair of encoding or quotes).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from .._version import __version__
from ..verdict.verdict import Verdict
from .reasons import NotCheckedCode, ReviewCode

SCHEMA_VERSION = "2.1"
# From here a passage is shown as one that speaks against the headline.
SPEAKS_AGAINST = 0.5
Probability = Annotated[float, Field(ge=0.0, le=1.0)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SpanReport(_Frozen):
    """Half-open range of Unicode code points."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class PositionReport(_Frozen):
    """A place in a file, from 1; columns are code points."""

    line: int = Field(ge=1)
    column: int = Field(ge=1)


class RegionReport(_Frozen):
    """A range of a file; the end is behind the last character."""

    start: PositionReport
    end: PositionReport


class EvidenceReport(_Frozen):
    """A passage of the body: a sentence, or a window of up to three."""

    text: str = Field(description="The passage, exactly body[start:end] of the body as read.")
    span: SpanReport = Field(description="Where it stands in the body as read, in code points.")
    paragraph: int = Field(ge=1, description="Number of its paragraph, from 1; sub-headlines are not counted.")
    sentence: int = Field(ge=1, description="Number of its first sentence in the body, from 1.")
    region: RegionReport | None = Field(
        default=None, description="Where it stands in the file; null where that is not known."
    )
    entailment: Probability | None = Field(
        default=None, description="Of a claim's evidence: calibrated probability that it entails the claim."
    )
    contradiction: Probability | None = Field(
        default=None, description="Of a claim's evidence: calibrated probability that it contradicts the claim."
    )


class ClaimReport(_Frozen):
    """One thing that the headline asserts, and what the body says to it."""

    text: str = Field(description="The claim as the sentence that was judged.")
    kind: Literal["headline", "clause", "event"] = Field(
        description="The whole headline (each sentence, where it has several), a part of it, "
        "or a possessive event (“Russia's retaliation”)."
    )
    span: SpanReport = Field(description="Where it stands in the headline as read, in code points.")
    verdict: Verdict
    reason_code: NotCheckedCode | None = Field(
        default=None, description="Why it was not checked, as a code that stays."
    )
    reason: str | None = Field(default=None, description="Why it was not checked, in words.")
    source: str | None = Field(default=None, description="Who says so, according to the headline.")
    entailment: Probability | None = Field(
        default=None,
        description=(
            "Highest calibrated probability that a passage entails the claim: a piece of the evidence, "
            "or the sentences together that stand for the whole body."
        ),
    )
    contradiction: Probability | None = Field(
        default=None, description="Highest calibrated probability that a relevant sentence contradicts it."
    )
    evidence: list[EvidenceReport] = Field(
        default_factory=list, description="The passages that bear on it most, best first."
    )


class EditReport(_Frozen):
    """A change of the headline that mends what a finding complains of: checked again, the new headline has no such
    finding, no other one and no lower score.
    """

    span: SpanReport = Field(description="The words to replace, in the headline as read, in code points.")
    replacement: str
    region: RegionReport | None = Field(
        default=None,
        description="The words to replace, in the file; null where it is not known, "
        "or where the file would not write words and replacement as they are.",
    )


class AcceptedReport(_Frozen):
    """That somebody has seen a finding and lets it stand: it counts neither for the exit status nor as an alarm."""

    by: Literal["article", "baseline"] = Field(
        description="Where it is accepted: in the article itself (its front matter or JSON), or in a baseline file."
    )
    reason: str | None = Field(default=None, description="Why, in the words of whoever accepted it.")


class AcceptanceReport(_Frozen):
    """What an article says of itself: that findings of a rule are to stand."""

    rule: str = Field(description="A rule, or rule/check.")
    reason: str | None = None
    matched: int | None = Field(
        ge=0,
        description="Findings of this headline that it lets stand; null where nothing can be said, "
        "since the rule did not run or the article was not checked. "
        "One that matches under no headline of its story is out of date.",
    )


class Finding(_Frozen):
    """A rule's complaint."""

    rule: str
    check: str = Field(description="Which of the rule's checks speaks: see `checker explain RULE`.")
    severity: Literal["error", "warning"]
    message: str
    headline_span: SpanReport = Field(description="The words of the headline as read, in code points.")
    headline_text: str = Field(description="Those words.")
    region: RegionReport | None = Field(
        default=None, description="Where they stand in the file; null where that is not known."
    )
    evidence: list[EvidenceReport] = Field(description="What it rests on; empty where the body is silent.")
    confidence: Probability = Field(
        description="Calibrated probability for NLI rules, strength of the match for exact checks."
    )
    suggestion: str | None = Field(default=None, description="What would mend it, in words.")
    edit: EditReport | None = Field(
        default=None,
        description="The same as an exact change, where there is one that holds: the mended headline, "
        "checked over the same body, has no such finding, no new one, and no lower score.",
    )
    fingerprint: str = Field(
        description="Sixteen hex digits of rule, check and the words at fault: the same finding has the same ones "
        "after other words moved."
    )
    accepted: AcceptedReport | None = Field(
        default=None, description="Who lets it stand, and why; null for a finding that counts."
    )


class ModelInfo(_Frozen):
    """Which NLI model judged."""

    name: str
    revision: str = Field(description="Hash of the weights.")
    runtime: str | None = Field(
        default=None,
        description="What computed the answers: onnxruntime, openvino or torch, whose roundings differ a little; "
        "null where a model of a program's own does not say.",
    )
    calibration: Literal["calibrated", "uncalibrated"]
    labels: list[str] = Field(
        default=["entailment", "neutral", "contradiction"],
        description="What the model tells apart. Two labels (entailment, not-entailment): "
        "it cannot find contradictions.",
    )


class OriginReport(_Frozen):
    """Where an article stands."""

    path: str = Field(description="The file as it was named, or `standard input`.")
    row: int | None = Field(default=None, description="The article's number in a file of several, from 1.")
    counted_in: Literal["item", "line", "row"] = Field(default="item", description="What `row` counts.")
    headline: PositionReport | None = Field(default=None, description="Where the headline begins in the file.")
    body: PositionReport | None = Field(default=None, description="Where the body begins in the file.")

    def __str__(self) -> str:
        return self.path if self.row is None else f"{self.path}: {self.counted_in} {self.row}"


class ArticleInfo(_Frozen):
    """Which article, and which of its headlines."""

    headline: str
    name: str | None = Field(
        default=None, description="What the headline is called, of a story that has several (web, seo, push …)."
    )
    headline_source: str | None = Field(
        default=None,
        description="Of a web page: where its headline was found (json-ld, og:title, twitter:title, h1, title, "
        "description; several where they agree), or `given`.",
    )
    id: str | None = None
    url: str | None = None
    published: str | None = None
    origin: OriginReport | None = Field(
        default=None, description="Where it was read from; null for what a program gave."
    )

    def title(self) -> str:
        """File and row, or id, and the headline's name: what a person calls the article;
        empty where nothing is known.
        """
        where = str(self.origin) if self.origin else f"article {self.id}" if self.id else ""
        if self.headline_source and not self.name and self.headline_source != "given":
            return f"{where} (headline from {self.headline_source})".strip()
        return f"{where} ({self.name})".strip() if self.name else where


class Report(_Frozen):
    """The answer for one article."""

    schema_version: str = SCHEMA_VERSION
    checker_version: str = __version__
    article: ArticleInfo
    verdict: Verdict
    reason_code: NotCheckedCode | ReviewCode | None = Field(
        default=None,
        description="Why the article was not checked, or is for a person to look at, as a code that stays.",
    )
    reason: str | None = Field(default=None, description="The same in words.")
    score: Probability | None = Field(
        default=None,
        description="Probability that the headline is supported by the body; null where it was not checked.",
    )
    stance: dict[str, Probability] | None = Field(
        default=None,
        description="Probability of each stance of the body towards the headline (agree, disagree, discuss, "
        "unrelated), from the learned verdict; null where the model has none or there was nothing to compare. "
        "A headline that makes no claim (a question, a quotation) has one too, and so has a body of one sentence.",
    )
    claims: list[ClaimReport] = Field(default_factory=list)
    findings: list[Finding] = Field(default_factory=list)
    acceptances: list[AcceptanceReport] = Field(
        default_factory=list, description="Findings that the article says are to stand, and whether there are any."
    )
    notes: list[str] = Field(default_factory=list, description="What was repaired, skipped or cut on the way.")
    truncated: bool = Field(
        default=False, description="True when a passage was longer than the model's limit and was read in windows."
    )
    model: ModelInfo
    thresholds: dict[str, float]
    rules: list[str] = Field(
        description="The rules that ran; of one whose checks were not all chosen, those as rule/check."
    )

    def _repr_html_(self) -> str:
        """What Jupyter shows."""
        from .html_fragment import render_fragment

        return render_fragment(self)

    def weighed(self) -> list[tuple[str, EvidenceReport]]:
        """What a person weighs where no rule speaks: the passage that says most for the headline,
        and the one that speaks against it.
        """
        evidence = next((claim.evidence for claim in self.claims if claim.evidence), [])
        if not evidence:
            return []
        best = max(evidence, key=lambda item: item.entailment or 0.0)
        against = max(evidence, key=lambda item: item.contradiction or 0.0)
        found = [("nearest", best)]
        if against is not best and (against.contradiction or 0.0) >= SPEAKS_AGAINST:
            found.append(("against", against))
        return found

    def mended(self, finding: Finding) -> str:
        """The headline with a finding's edit in it; as it is where the finding has none."""
        headline, edit = self.article.headline, finding.edit
        return headline if edit is None else headline[: edit.span.start] + edit.replacement + headline[edit.span.end :]

    def counting(self) -> list[Finding]:
        """The findings that nobody has accepted: those that count for the exit status."""
        return [finding for finding in self.findings if finding.accepted is None]

    def worst(self) -> Literal["error", "warning"] | None:
        """The highest severity among the findings that count."""
        levels = {finding.severity for finding in self.counting()}
        return "error" if "error" in levels else "warning" if "warning" in levels else None


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a report, versioned by its ``$id``."""
    schema = Report.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:headline-checker:report:{SCHEMA_VERSION}",
        **schema,
        "title": "headline-checker report",
        "description": "Spans are half-open ranges of Unicode code points of the headline and the body as read.",
    }
