"""Edits that hold: each proposed headline is checked again over the same body,
and only one that mends its finding is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice

from ..article import Article
from ..assessing import Assessed
from ..body import Body
from ..context import Context
from ..course import Course, NotChecked
from ..report import Report
from ..report.types import EditReport, Finding, SpanReport
from ..rules.base import Edit
from ..text import Span
from ..time_limit import OutOfTimeError
from ..verdict.verdict import ORDER
from ..whereabouts import in_place
from .grammar import well_formed
from .proposals import proposals
from .wording import dressed, with_marks

# Proposals that are tried for a finding, and headlines that are checked again for an article.
EACH = 3
ALTOGETHER = 6
# What an overstated headline with its caution must gain in entailment, and its score:
# a cautious claim is seldom entailed surely.
GAINED, LIKELY = 0.1, 0.5
# So much more may the body contradict it: the model's answers waver.
AGAINST = 0.1
Again = Callable[[Article, Body], Course[tuple[Context | NotChecked, Assessed]]]


def with_edits(article: Article, seen: Context, assessed: Assessed, again: Again) -> Course[Report]:
    """The report, its findings with the edits that mend them.

    Args:
        article: the headline.
        seen: what the rules saw of it.
        assessed: its report, and the findings as the rules gave them.
        again: what another headline over the same body gives.
    """
    report = assessed.report
    kept: dict[int, EditReport] = {}
    tried: set[str] = set()
    try:
        for number, finding in enumerate(assessed.findings):
            for proposal in islice(proposals(seen, finding), EACH):
                edit = placed(seen, proposal)
                mended = None if edit is None else edited(article.headline, edit)
                if edit is None or mended is None or mended in tried or len(tried) >= ALTOGETHER:
                    continue
                tried.add(mended)
                if not well_formed(article.headline, mended):
                    continue
                other, found = yield from again(replace(article, headline=mended), seen.body)
                if isinstance(other, Context) and holds(assessed, number, found) and _same_form(seen, other):
                    kept[number] = edit
                    break
    except OutOfTimeError:
        # The report is there; what mends it is a help, not the answer.
        pass
    if not kept:
        return report
    findings = [
        finding.model_copy(update={"edit": kept[number]}) if number in kept else finding
        for number, finding in enumerate(report.findings)
    ]
    return report.model_copy(update={"findings": findings})


def edited(headline: str, edit: EditReport) -> str:
    """The headline with an edit in it."""
    return headline[: edit.span.start] + edit.replacement + headline[edit.span.end :]


def placed(seen: Context, proposal: Sequence[Edit]) -> EditReport | None:
    """A proposal in house style, as one change of the headline as read;
    ``None`` where that has markup or broken letters there.
    """
    raw = seen.article.headline
    first, last, made = None, 0, ""
    for span, words in dressed(seen, proposal):
        source = _source(seen, span)
        if source is None or source.start < last:
            return None
        if first is None:
            first = source.start
        else:
            made += raw[last : source.start]
        made += with_marks(raw, seen.body.raw, words)
        last = source.end
    if first is None or made == raw[first:last]:
        return None
    region = in_place(seen.article, made, Span(first, last))
    return EditReport(span=SpanReport(start=first, end=last), replacement=made, region=region)


def _source(seen: Context, span: Span) -> Span | None:
    mapping = seen.headline.mapping
    if span.start == span.end:
        # A place between two words: where the next one begins, or the last one ends.
        end = span.start >= len(seen.headline.text)
        around = mapping.to_source(Span(span.start - 1, span.end) if end else Span(span.start, span.end + 1))
        place = around.end if end else around.start
        return Span(place, place)
    source, size = mapping.to_source(span), span.end - span.start
    if source.end - source.start == size:
        return source
    # A tag behind the words is no part of them; one among them leaves open what to write in their place.
    words = seen.article.headline[source.start : source.start + size]
    return Span(source.start, source.start + size) if words == seen.headline.text[span.start : span.end] else None


def holds(before: Assessed, number: int, after: Assessed) -> bool:
    """Is the finding gone, with no new one, no lower score and no worse verdict,
    more entailed and no more contradicted?

    A headline that nothing is found in any more must be supported, a quotation or one that was overstated more likely
    than not: edits that did not get so far put something wrong into a sound headline, or left half of a wrong one.
    """
    old, new = before.report, after.report
    if old.findings[number].rule == "quote-altered" and new.reason_code == "quote":
        # A quotation by itself is no claim: its words are all there is to check.
        return not new.findings
    if new.verdict == "not-checked" or ORDER.index(new.verdict) < ORDER.index(old.verdict):
        return False
    if old.score is None or new.score is None or new.score < old.score:
        return False
    gained = after.signals["headline"] - before.signals["headline"]
    if after.signals["contradiction"] > before.signals["contradiction"] + AGAINST:
        return False
    finding = before.findings[number]
    # What was said, and how surely, is in the body word for word.
    quoted = finding.rule == "quote-altered"
    worded = quoted or (finding.says == "overstates" and gained >= GAINED)
    if (gained < 0 and not quoted) or not (
        new.findings or new.verdict == "supported" or (worded and new.score >= LIKELY)
    ):
        return False
    left = Counter(_kind(finding) for place, finding in enumerate(old.findings) if place != number)
    return not Counter(map(_kind, new.findings)) - left


def _kind(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.check, finding.severity


def _same_form(seen: Context, other: Context) -> bool:
    """A claim stays a claim: no question, no order, no heap of nouns has come of it."""
    return other.headline.reason == seen.headline.reason or other.headline.reason is None
