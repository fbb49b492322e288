"""The tables of results: their columns, and a report as rows of them. This is the schema that users rely on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from ..article import Article
from ..inputs import Unread
from ..report import EvidenceReport, Finding, Report
from ..report.reasons import NotCheckedCode
from ..rules import RULES
from ..verdict.learned import likeliest

# Of the columns of results and findings; the first number changes where one goes away or means something else.
SCHEMA_VERSION = "1.0"
FAILED: frozenset[NotCheckedCode] = frozenset(("invalid-input", "internal-error", "time-limit", "process-died"))


@dataclass(frozen=True)
class Column:
    """A column: its name, Arrow's type of it, and what it says."""

    name: str
    type: str
    says: str


BEFORE_KEPT = (
    Column("id", "string", "the article's own id; `path:row` where it has none"),
    Column("path", "string", "the file that it stands in"),
    Column("row", "int64", "its number there, from 1 (of the line in JSON Lines); null for a file of one article"),
    Column("name", "string", "which headline, of a story that has several; else null"),
    Column("headline", "string", "the headline"),
)
RULE_COLUMNS = {rule: rule.replace("-", "_") for rule in RULES}
AFTER_KEPT = (
    Column("verdict", "string", "supported, contradicted, unsupported, review or not-checked"),
    Column("reason_code", "string", "why it was not checked, or is for a person to look at"),
    Column("score", "double", "probability that the body supports the headline; null where it was not checked"),
    Column("stance", "string", "the likeliest stance of the body: agree, disagree, discuss or unrelated"),
    *(
        Column(f"stance_{name}", "double", f"probability of the stance {name}")
        for name in ("agree", "disagree", "discuss", "unrelated")
    ),
    Column(
        "errors",
        "int32",
        "findings of severity error that nobody has accepted; null where the row failed, as all counts",
    ),
    Column("warnings", "int32", "the same of severity warning"),
    *(
        Column(name, "int32", f"the same of the rule {rule}; null where it did not run")
        for rule, name in RULE_COLUMNS.items()
    ),
    Column(
        "accepted", "int32", "findings that the article lets stand (its `checker: accept:`); they are in no other count"
    ),
    Column("top_rule", "string", "rule of the gravest finding that counts, of those the surest"),
    Column("top_message", "string", "its message"),
    Column("body_digest", "string", "sixteen hex digits of the body's SHA-256: the same body has the same ones"),
    Column("model", "string", "the NLI model"),
    Column("model_revision", "string", "hash of its weights"),
    Column("error", "string", "why the row failed (its reason_code says the kind); null where it did not"),
)
REPORT = Column("report", "large_string", "the whole report as JSON (`checker schema`); with --reports only")
OWN = frozenset(column.name for column in (*BEFORE_KEPT, *AFTER_KEPT, REPORT))
EVIDENCE = "list<element: struct<text: string, start: int64, end: int64, paragraph: int32, sentence: int32>>"
FINDING_COLUMNS = (
    Column("id", "string", "as in the results"),
    Column("path", "string", "as in the results"),
    Column("row", "int64", "as in the results"),
    Column("name", "string", "as in the results"),
    Column("headline", "string", "the headline"),
    Column("number", "int32", "the finding's number in its report, from 1"),
    Column("rule", "string", "the rule that speaks"),
    Column("check", "string", "which of its checks"),
    Column("severity", "string", "error or warning"),
    Column("message", "string", "what it says"),
    Column("start", "int32", "where the words at fault begin in the headline, in code points"),
    Column("end", "int32", "where they end"),
    Column("words", "string", "those words"),
    Column("confidence", "double", "0 to 1"),
    Column("suggestion", "string", "what would mend it, in words"),
    Column("replacement", "string", "what to put in place of headline[edit_start:edit_end], where that is exact"),
    Column("edit_start", "int32", "see replacement"),
    Column("edit_end", "int32", "see replacement"),
    Column("fingerprint", "string", "the same for the same fault after other words moved"),
    Column("accepted_by", "string", "article, where that lets the finding stand; null for one that counts"),
    Column("accepted_reason", "string", "why, in the words of whoever accepted it"),
    Column("evidence", EVIDENCE, "sentences of the body that it rests on, best first; JSON in CSV"),
)


def kept_name(name: str) -> str:
    """What a column that passes through is called: its own name, unless one of ours has it."""
    return f"input_{name}" if name in OWN else name


def result_columns(kept: Mapping[str, str], reports: bool) -> tuple[Column, ...]:
    """The columns of the results.

    Args:
        kept: columns that pass through, with Arrow's type of each.
        reports: have whole reports too.
    """
    passed = (Column(kept_name(name), type_, f"the input's `{name}`") for name, type_ in kept.items())
    return (*BEFORE_KEPT, *passed, *AFTER_KEPT, *((REPORT,) if reports else ()))


def described(table: Literal["results", "findings"]) -> dict[str, Any]:
    """A table's columns with their types and what they say, and the version of the schema."""
    columns = result_columns({}, True) if table == "results" else FINDING_COLUMNS
    return {
        "table": table,
        "version": SCHEMA_VERSION,
        "columns": [{"name": column.name, "type": column.type, "description": column.says} for column in columns],
    }


def failed(report: Report) -> bool:
    """Was the article not checked for a fault, of the row, of ours or of time?"""
    return report.reason_code in FAILED


def body_digest(article: Article | Unread) -> str | None:
    """Sixteen hex digits that stand for the body; ``None`` of what could not be read."""
    return sha256(article.body.encode()).hexdigest()[:16] if isinstance(article, Article) else None


def result_row(report: Report, path: str, row: int | None, reports: bool, digest: str | None = None) -> dict[str, Any]:
    """A report as a row of the results.

    Args:
        report: of an article, or of what should have been one.
        path, row: where it stands.
        reports: have the whole report too.
        digest: of its body.
    """
    article = report.article
    counting = report.counting()
    severities = [finding.severity for finding in counting]
    found = [finding.rule for finding in counting]
    top = _gravest(counting)
    values: dict[str, Any] = {
        "id": (article.id or "").strip() or (path if row is None else f"{path}:{row}"),
        "path": path,
        "row": row,
        "name": article.name,
        "headline": article.headline or None,
        "verdict": report.verdict,
        "reason_code": report.reason_code,
        "score": report.score,
        "stance": likeliest(report.stance) if report.stance else None,
        "top_rule": top.rule if top else None,
        "top_message": top.message if top else None,
        "body_digest": digest,
        "model": report.model.name,
        "model_revision": report.model.revision,
        "error": "; ".join(report.notes) or report.reason if failed(report) else None,
    }
    values |= {f"stance_{name}": value for name, value in (report.stance or {}).items()}
    if not failed(report):
        values |= {"errors": severities.count("error"), "warnings": severities.count("warning")}
        values["accepted"] = len(report.findings) - len(counting)
        values |= {RULE_COLUMNS[rule]: found.count(rule) for rule in report.rules}
    if reports:
        values[REPORT.name] = report.model_dump_json()
    return values


def finding_rows(report: Report) -> list[dict[str, Any]]:
    """The findings of a report as rows, without what they share with the results."""
    return [_finding(number, finding) for number, finding in enumerate(report.findings, 1)]


def _finding(number: int, finding: Finding) -> dict[str, Any]:
    edit = finding.edit
    return {
        "number": number,
        "rule": finding.rule,
        "check": finding.check,
        "severity": finding.severity,
        "message": finding.message,
        "start": finding.headline_span.start,
        "end": finding.headline_span.end,
        "words": finding.headline_text,
        "confidence": finding.confidence,
        "suggestion": finding.suggestion,
        "replacement": edit.replacement if edit else None,
        "edit_start": edit.span.start if edit else None,
        "edit_end": edit.span.end if edit else None,
        "fingerprint": finding.fingerprint,
        "accepted_by": finding.accepted.by if finding.accepted else None,
        "accepted_reason": finding.accepted.reason if finding.accepted else None,
        "evidence": [_evidence(item) for item in finding.evidence],
    }


def _evidence(item: EvidenceReport) -> dict[str, Any]:
    place = {"start": item.span.start, "end": item.span.end, "paragraph": item.paragraph, "sentence": item.sentence}
    return {"text": item.text, **place}


def _gravest(findings: Iterable[Finding]) -> Finding | None:
    return min(findings, key=lambda finding: (finding.severity != "error", -finding.confidence), default=None)
