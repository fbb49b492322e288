"""Reports → what the protocol sends: diagnostics, quick fixes, hovers.

Places are counted in the units that the editor asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types
from pygls.workspace import PositionCodec, ServerTextPosition, ServerTextRange

from ..report import Finding, Report
from ..report.markdown_format import accepted_line, escape
from ..report.text_format import VERDICT_WORDS
from ..report.types import PositionReport, RegionReport
from ..rewriting.accepting import accepting
from ..rules import get
from ..visible import in_one_line, visible
from .documents import Checked

SOURCE = "headline-checker"
SEVERITIES = {"error": types.DiagnosticSeverity.Error, "warning": types.DiagnosticSeverity.Warning}
SHOWN_EXAMPLES = 1


def diagnostics(checked: Checked, uri: str, codec: PositionCodec, related: bool) -> list[types.Diagnostic]:
    """A diagnostic a finding, and one for a document that cannot be read.

    Args:
        checked: what is known of the document.
        uri: of the document.
        codec: counts columns as the editor does.
        related: the editor shows related places; else the evidence stands in the message.
    """
    found = [diagnostic(checked, uri, finding, codec, related) for _, finding in checked.findings()]
    if checked.problem is not None:
        said, line = checked.problem
        start = PositionReport(line=min(line, len(checked.lines)), column=1)
        end = PositionReport(line=start.line, column=1 + len(checked.lines[start.line - 1]))
        found.append(
            types.Diagnostic(
                range=_range(checked, RegionReport(start=start, end=end), codec),
                message=visible(f"Not checked: {said}"),
                severity=types.DiagnosticSeverity.Information,
                source=SOURCE,
            )
        )
    return found


def diagnostic(checked: Checked, uri: str, finding: Finding, codec: PositionCodec, related: bool) -> types.Diagnostic:
    """The diagnostic of a finding that stands in the document."""
    assert finding.region is not None
    parts = [finding.message]
    places = []
    for item in finding.evidence:
        words = (
            f"paragraph {item.paragraph}, sentence {item.sentence} of the body: "
            f"{in_one_line(' '.join(item.text.split()))}"
        )
        if related and item.region is not None:
            location = types.Location(uri, _range(checked, item.region, codec))
            places.append(types.DiagnosticRelatedInformation(location, words))
        else:
            parts.append(words)
    if finding.suggestion:
        parts.append(f"→ {finding.suggestion}")
    return types.Diagnostic(
        range=_range(checked, finding.region, codec),
        message="\n".join(map(in_one_line, parts)),
        severity=SEVERITIES[finding.severity],
        code=finding.rule,
        source=SOURCE,
        related_information=places or None,
        data={"fingerprint": finding.fingerprint, "check": finding.check},
    )


def quick_fixes(
    checked: Checked, uri: str, wanted: types.Range, codec: PositionCodec, versioned: bool, related: bool
) -> Iterator[types.CodeAction]:
    """A change for each finding in a range that has an exact one; and one that accepts it,
    where the document can say so.

    Args:
        checked: what is known of the document, which must not have changed since.
        uri: of the document.
        wanted: the editor's cursor or selection.
        codec: counts columns as the editor does.
        versioned: the editor takes changes of one version of a document.
        related: see :func:`diagnostics`.
    """
    for _, finding in checked.findings():
        edit = finding.edit
        found = diagnostic(checked, uri, finding, codec, related)
        if not _overlap(found.range, wanted):
            continue
        if edit is not None and edit.region is not None:
            words, put = in_one_line(finding.headline_text), in_one_line(edit.replacement)
            whole = edit.region == finding.region
            title = f"In the headline: “{words}” → “{put}”" if whole else f"In the headline: put “{put}”"
            change = types.TextEdit(_range(checked, edit.region, codec), edit.replacement)
            yield _action(title, found, change, checked, uri, versioned)
        if (insertion := _acceptance(checked, finding, codec)) is not None:
            title = f"Accept this finding ({finding.rule}): the reason goes into the front matter"
            yield _action(title, found, insertion, checked, uri, versioned)


def _action(
    title: str, found: types.Diagnostic, change: types.TextEdit, checked: Checked, uri: str, versioned: bool
) -> types.CodeAction:
    document = types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=checked.version)
    return types.CodeAction(
        title=title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[found],
        edit=types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [change])])
        if versioned
        else types.WorkspaceEdit(changes={uri: [change]}),
    )


def _acceptance(checked: Checked, finding: Finding, codec: PositionCodec) -> types.TextEdit | None:
    """What makes the document accept a finding, and the others of its check."""
    if not checked.accepts:
        return None
    text = "\n".join(checked.lines)
    found = accepting(text, f"{finding.rule}/{finding.check}", checked.own.fields)
    if found is None:
        return None
    line = text.count("\n", 0, found.at)
    place = PositionReport(line=line + 1, column=found.at - (text.rfind("\n", 0, found.at) + 1) + 1)
    where = _range(checked, RegionReport(start=place, end=place), codec)
    return types.TextEdit(where, found.text.replace("\n", checked.ending))


def hover(checked: Checked, at: types.Position, codec: PositionCodec) -> types.Hover | None:
    """What is said of the words at a place: each finding with its rule's explanation;
    of the rest of a headline its verdict.
    """
    told = [
        (finding, shown)
        for _, finding in checked.findings()
        if finding.region is not None and _overlap(shown := _range(checked, finding.region, codec), types.Range(at, at))
    ]
    if told:
        text = "\n\n---\n\n".join(_explained(finding) for finding, _ in told)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), told[0][1])
    server = codec.position_from_client_units(checked.lines, at)
    report = checked.at(PositionReport(line=server.line + 1, column=server.character + 1))
    if report is None:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, _verdict(report)))


def _explained(finding: Finding) -> str:
    rule = get(finding.rule)
    lines = [
        f"**{finding.rule}** ({finding.severity}): {escape(finding.message)}",
        *(f"> paragraph {item.paragraph}, sentence {item.sentence}: {escape(item.text)}" for item in finding.evidence),
        escape(rule.explanation),
        f"`{finding.check}`: {escape(rule.checks.get(finding.check, ''))}",
    ]
    for title, examples in (("Fails", rule.failing), ("Passes", rule.passing)):
        lines += [
            f"{title}: *{escape(example.headline)}* over “{escape(example.body)}”"
            for example in examples[:SHOWN_EXAMPLES]
        ]
    return "\n\n".join(lines)


def _verdict(report: Report) -> str:
    score = f" · score {report.score:.2f}" if report.score is not None else ""
    reason = f": {escape(report.reason)}" if report.reason else ""
    lines = [f"**{VERDICT_WORDS[report.verdict]}**{reason}{score}"]
    if report.verdict == "review" and not report.findings:
        lines += [
            f"{label}: paragraph {item.paragraph}, sentence {item.sentence}: {escape(item.text)}"
            for label, item in report.weighed()
        ]
    lines += [accepted_line(finding) for finding in report.findings if finding.accepted is not None]
    return "\n\n".join(lines)


def _range(checked: Checked, region: RegionReport, codec: PositionCodec) -> types.Range:
    start, end = (ServerTextPosition(at.line - 1, at.column - 1) for at in (region.start, region.end))
    return codec.range_to_client_units(checked.lines, ServerTextRange(start, end))


def _overlap(one: types.Range, other: types.Range) -> bool:
    """Do they share a place, their ends included: a cursor behind a word is at it."""
    return _order(one.start) <= _order(other.end) and _order(other.start) <= _order(one.end)


def _order(at: types.Position) -> tuple[int, int]:
    return at.line, at.character
