"""One self-contained page: every headline beside its body, the words at fault lit in both. No script,
nothing fetched, every text escaped.

The filters are style sheet alone: radio buttons before the list, and rules that hide what the chosen one does not mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..article import Article
from ..visible import in_one_line
from .html_fragment import escape
from .html_style import STYLE
from .passages import lit
from .setting import Setting
from .spool import Spool
from .text_format import VERDICT_WORDS
from .types import EvidenceReport, Finding, Report, SpanReport

# Nothing may be loaded, run or sent, whatever a text brings along.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
# A mark in the body: the number of its finding, or what is said of a passage that is weighed; its severity;
# which passage of the finding.
Lit = tuple[int | str, str, int]
# What a headline can have, and what is said of it.
WITH = {"error": "an error", "warning": "a warning", "accepted": "a finding that is accepted"}
# Where marks lie over each other, the first of these is seen.
GRAVEST = (*WITH, "")


class HtmlRenderer:
    """Headlines with their findings in the order in which they were read, a filter by verdict,
    severity and rule above them.
    """

    def __init__(self, setting: Setting) -> None:
        self._verdicts: Counter[str] = Counter()
        self._with: Counter[str] = Counter()
        self._rules: Counter[str] = Counter()
        self._cards = Spool()

    def add(self, report: Report, article: Article | None = None) -> str:
        """Kept: the filter stands first."""
        self._verdicts[report.verdict] += 1
        self._with.update({_kind(finding) for finding in report.findings})
        self._rules.update({finding.rule for finding in report.counting()})
        self._cards.add(card(report, article.body if article else None, self._cards.count + 1))
        return ""

    def finish(self, failures: Sequence[str] = ()) -> Iterable[str]:
        """The page."""
        choices = list(self._choices())
        total = self._cards.count
        found = sum(self._with[name] > 0 for name in ("error", "warning"))
        title = f"{total} headline{'s' * (total != 1)} checked"
        yield (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" '
            'content="no-referrer"><meta name="generator" content="headline-checker">'
            f"<title>{title}</title><style>{STYLE}{_hiding(choices)}</style></head>\n<body>\n"
        )
        yield (
            f"<h1>{title}</h1>\n<p class=soft>Each headline is judged against its own body. "
            "No finding is no proof, and a finding is read before it is acted on.</p>\n"
        )
        for name, _, _ in choices:
            checked = " checked" if name == "all" else ""
            yield f'<input class=f type=radio name=show id="f-{name}"{checked}>'
        yield "\n<nav><b>Show</b>"
        yield "".join(f'<label for="f-{name}">{words} ({count})</label>' for name, words, count in choices)
        yield f"</nav>\n<main>{'' if found or total else '<p>Nothing was checked.</p>'}\n"
        yield from self._cards.read()
        yield "</main>\n"
        if failures:
            items = "".join(f"<li>{_line(failure)}</li>" for failure in failures)
            yield f"<section><h2>Not read</h2><ul>{items}</ul></section>\n"
        yield "</body></html>\n"

    def _choices(self) -> Iterator[tuple[str, str, int]]:
        """What can be shown alone: class name, words, how many headlines."""
        yield "all", "everything", self._cards.count
        for name, words in WITH.items():
            if count := self._with[name]:
                yield f"has-{name}", f"with {words}", count
        for verdict, words in VERDICT_WORDS.items():
            if count := self._verdicts[verdict]:
                yield verdict, escape(words.lower()), count
        for rule, count in sorted(self._rules.items()):
            yield f"rule-{rule}", f"<code>{escape(rule)}</code>", count


def card(report: Report, body: str | None, number: int) -> str:
    """A headline with its findings, beside its body where there is something to see in it.

    Args:
        report: of the headline.
        body: as it was read; ``None`` where the caller has it no longer.
        number: of the card on its page.
    """
    kinds = {report.verdict, *(f"has-{_kind(finding)}" for finding in report.findings)}
    kinds |= {f"rule-{finding.rule}" for finding in report.counting()}
    score = f" · score {report.score:.2f}" if report.score is not None else ""
    reason = f": {escape(report.reason)}" if report.reason else ""
    head = (
        f'<article id="h{number}" class="{" ".join(sorted(map(escape, kinds)))}">'
        f"<p class=soft>{_line(report.article.title())}{_address(report)}</p><h2>{_headline(report, number)}</h2>"
        f"<p><b class=verdict>{VERDICT_WORDS[report.verdict]}</b>{reason}{score}</p>"
    )
    notes = "".join(f"<p class=soft>note: {escape(note)}</p>" for note in report.notes)
    weighed = report.weighed() if report.verdict == "review" and not report.findings else []
    left = "".join(_finding(finding, number, place, body) for place, finding in enumerate(report.findings, 1))
    left += "".join(_weighed(label, item, number, place, body) for place, (label, item) in enumerate(weighed, 1))
    if not left:
        return f"{head}{notes}</article>\n"
    if body is None:
        return f"{head}{left}{notes}</article>\n"
    right = f"<div class=body tabindex=0 role=region aria-label=Body>{_body(report, weighed, body, number)}</div>"
    return f"{head}<div class=sides><div>{left}{notes}</div>{right}</div></article>\n"


def _line(text: str) -> str:
    return escape(in_one_line(text))


def _address(report: Report) -> str:
    url = report.article.url
    if not url:
        return ""
    if url.lower().startswith(("https://", "http://")):
        return f' · <a href="{_line(url)}" rel="noopener noreferrer nofollow">{_line(url)}</a>'
    return f" · {_line(url)}"


def _headline(report: Report, number: int) -> str:
    marks = [(finding.headline_span, (place, _kind(finding), 1)) for place, finding in enumerate(report.findings, 1)]
    return "".join(_pieces(report.article.headline, marks, number, "w", "f")) or "<i>no headline</i>"


def _body(report: Report, weighed: Sequence[tuple[str, EvidenceReport]], body: str, number: int) -> str:
    marks: list[tuple[SpanReport, Lit]] = [
        (item.span, (place, _kind(finding), order))
        for place, finding in enumerate(report.findings, 1)
        for order, item in enumerate(finding.evidence, 1)
    ]
    marks += [(item.span, (place, "", 1)) for place, (_, item) in enumerate(weighed, 1)]
    return "".join(_pieces(body, marks, number, "e", "f"))


def _pieces(text: str, marks: Sequence[tuple[SpanReport, Lit]], number: int, own: str, other: str) -> Iterator[str]:
    """The text with its marks; the first piece of a mark has its address,
    the last one the way to what stands for it on the other side.
    """
    pieces = list(lit(text, marks))
    for index, (piece, inside) in enumerate(pieces):
        words = escape(piece)
        if not inside:
            yield words
            continue
        before = pieces[index - 1][1] if index else ()
        after = pieces[index + 1][1] if index + 1 < len(pieces) else ()
        severity = min((mark[1] for mark in inside), key=GRAVEST.index)
        fresh = [mark for mark in inside if mark not in before]
        # An element has one address: further marks that begin here have theirs on elements without content.
        address = f' id="{own}{number}-{fresh[0][0]}-{fresh[0][2]}"' if fresh else ""
        more = "".join(f'<i id="{own}{number}-{mark[0]}-{mark[2]}"></i>' for mark in fresh[1:])
        ends = [mark for mark in inside if mark not in after]
        links = "".join(f'<sup><a href="#{other}{number}-{mark[0]}">{mark[0]}</a></sup>' for mark in ends)
        kind = f" class={severity}" if severity else ""
        yield f"{more}<mark{kind}{address}>{words}</mark>{links}"


def _kind(finding: Finding) -> str:
    return finding.severity if finding.accepted is None else "accepted"


def _finding(finding: Finding, number: int, place: int, body: str | None) -> str:
    suggestion = f"<p>→ {escape(finding.suggestion)}</p>" if finding.suggestion else ""
    evidence = "".join(
        _passage(item, f"e{number}-{place}-{order}" if body is not None else None)
        for order, item in enumerate(finding.evidence, 1)
    )
    silent = "" if finding.evidence else "<p class=soft>The body is silent on it.</p>"
    kind, reason = _kind(finding), ""
    if finding.accepted is not None:
        by = "in the article" if finding.accepted.by == "article" else "in a baseline"
        reason = f"<p>Accepted {by}: {escape(finding.accepted.reason or 'no reason given')}</p>"
    return (
        f'<div class="finding {kind}" id="f{number}-{place}"><p><b>{place}</b> <b class=kind>{kind}</b> '
        f"<code>{escape(finding.rule)}</code> “{escape(finding.headline_text)}”</p>{reason}"
        f"<p>{escape(finding.message)}</p>{evidence}{silent}{suggestion}</div>"
    )


def _weighed(label: str, item: EvidenceReport, number: int, place: int, body: str | None) -> str:
    address = f"e{number}-{place}-1" if body is not None else None
    return (
        f'<div class=finding id="f{number}-{place}"><p><b>{place}</b> '
        f"{escape(label)}</p>{_passage(item, address)}</div>"
    )


def _passage(item: EvidenceReport, address: str | None) -> str:
    where = f"paragraph {item.paragraph}, sentence {item.sentence}"
    if address is None:
        return f"<blockquote>{where}: {escape(item.text)}</blockquote>"
    return f'<blockquote><a href="#{address}">{where}</a>: {escape(" ".join(item.text.split()))}</blockquote>'


def _hiding(choices: Iterable[tuple[str, str, int]]) -> str:
    """What each filter hides, and how its label shows that it is chosen."""
    rules = []
    for name, _, _ in choices:
        if name != "all":
            rules.append(f"#f-{name}:checked~main article:not(.{name}){{display:none}}")
        rules.append(f"#f-{name}:checked~nav label[for=f-{name}]{{background:var(--ink);color:var(--paper)}}")
        rules.append(f"#f-{name}:focus-visible~nav label[for=f-{name}]{{outline:3px solid var(--info)}}")
    return "\n".join(rules)
