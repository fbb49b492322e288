"""The page: whole, safe, linked on both sides, and filtered without a script; in a browser where there is one."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings

from checker import Article
from checker.report.passages import lit
from checker.report.types import ClaimReport, EvidenceReport, SpanReport
from checker.visible import visible

from .made import rendered, report_of, seeds
from .test_formats import TEXTS

TAGS = set(
    """
        html head meta title style body h1 h2 p input nav b label code main article div mark sup a blockquote section ul
        li i
    """.split()
)
ATTRIBUTES = set(
    "lang charset http-equiv content name class type id checked for href rel tabindex role aria-label".split()
)
VOID = {"meta", "input"}


class Page(HTMLParser):
    """Its text by element; every tag and attribute is one of ours."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.marked: list[tuple[str, str]] = []
        self.headings: list[str] = []
        self.bodies: list[str] = []
        self.sheet = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        assert {name for name, _ in attrs} <= ATTRIBUTES, attrs
        values = dict(attrs)
        if "id" in values:
            self.ids.append(values["id"] or "")
        if tag == "a":
            self.links.append(values["href"] or "")
        if tag == "h2":
            self.headings.append("")
        if values.get("class") == "body":
            self.bodies.append("")
        if tag not in VOID:
            self.open.append((tag, values.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.open]
        if tags[-1:] == ["style"]:
            self.sheet += data
            return
        self.text += data
        if "sup" in tags:
            return
        if "h2" in tags:
            self.headings[-1] += data
        if any(kind == "body" for _, kind in self.open):
            self.bodies[-1] += data
        if tags[-1:] == ["mark"]:
            self.marked.append((self.open[-1][1], data))


def test_words_and_evidence_are_lit_and_lead_to_each_other() -> None:
    page = Page(rendered("html", seeds(), ["b.json: <broken>"]))
    assert ("error", "5,000 jobs") in page.marked
    assert any(kind == "error" and words.startswith("Ferrous Steel said on Monday") for kind, words in page.marked)
    assert len(page.ids) == len(set(page.ids))
    assert all(link[1:] in page.ids for link in page.links if link.startswith("#"))
    assert "https://example.org/coffee-study" in page.links
    found = [(report, article) for report, article in seeds() if report.findings or report.weighed()]
    shown = [article.body for report, article in found if report.findings or report.verdict == "review"]
    assert page.bodies == [visible(body) for body in shown]
    assert [words for words in page.headings if words != "Not read"] == [
        report.article.headline for report, _ in seeds()
    ]
    assert "b.json: <broken>" in page.text


def test_without_a_finding_the_passages_to_weigh_are_lit() -> None:
    body = "It is late. The mayor opened the bridge. She did not cut the ribbon."
    passages = [(12, 40, 0.6, 0.1), (41, 68, 0.1, 0.8)]
    evidence = [
        EvidenceReport(
            text=body[start:end],
            span=SpanReport(start=start, end=end),
            paragraph=1,
            sentence=2,
            entailment=yes,
            contradiction=no,
        )
        for start, end, yes, no in passages
    ]
    claim = ClaimReport(text="a", kind="headline", span=SpanReport(start=0, end=1), verdict="review", evidence=evidence)
    report = report_of("Mayor cuts ribbon").model_copy(update={"findings": [], "verdict": "review", "claims": [claim]})
    page = Page(rendered("html", [(report, Article("Mayor cuts ribbon", body))]))
    assert [words for _, words in page.marked] == [item.text for item in evidence]
    assert "nearest" in page.text
    assert "against" in page.text
    # The reports alone have no bodies: their passages are shown all the same.
    alone = Page(rendered("html", [report]))
    assert (alone.bodies, alone.links.count("#e1-1-1")) == ([], 0)
    assert evidence[1].text in alone.text


def test_nothing_runs_and_nothing_is_fetched() -> None:
    html = rendered("html", seeds())
    assert "default-src 'none'" in html
    assert not re.search(r"<script|\son\w+=|@import|url\(|src=|https?://(?!example\.org)", html)


@settings(max_examples=60)
@given(TEXTS)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    page = Page(rendered("html", [report_of(text), report_of("javascript:alert(1)")], [text]))
    assert page.headings[0] == (visible(text) or "no headline")
    assert all(link.startswith(("#", "http://", "https://")) for link in page.links)
    assert len(page.ids) == len(set(page.ids))


def test_ranges_that_overlap_are_cut_where_one_begins_or_ends() -> None:
    spans = [(SpanReport(start=2, end=6), "a"), (SpanReport(start=4, end=8), "b"), (SpanReport(start=8, end=99), "c")]
    assert list(lit("0123456789", spans)) == [
        ("01", ()),
        ("23", ("a",)),
        ("45", ("a", "b")),
        ("67", ("b",)),
        ("89", ("c",)),
    ]
    assert list(lit("", spans)) == []


BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Writes what is shown into the page's title.
PROBE = (
    '<script>document.title = [...document.querySelectorAll("article")]'
    ".filter(a => a.offsetParent !== null).map(a => a.id).join()</script>"
)


@pytest.mark.skipif(BROWSER is None, reason="no Chromium")
@pytest.mark.parametrize("choice", ["all", "has-error", "rule-date-mismatch"])
def test_a_browser_hides_what_is_not_chosen(tmp_path: Path, choice: str) -> None:
    html = rendered("html", seeds())
    expected = [
        f"h{number}"
        for number, (report, _) in enumerate(seeds(), 1)
        if choice == "all"
        or choice
        in {name for finding in report.findings for name in (f"has-{finding.severity}", f"rule-{finding.rule}")}
    ]
    probed = html.replace(" checked>", ">").replace(f'id="f-{choice}"', f'id="f-{choice}" checked')
    probed = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", probed).replace(
        "</body>", PROBE + "</body>"
    )
    (tmp_path / "page.html").write_text(probed, encoding="utf-8")
    done = subprocess.run(
        [
            str(BROWSER),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path}/profile",
            "--dump-dom",
            f"file://{tmp_path}/page.html",
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    title = re.search("<title>(.*?)</title>", done.stdout)
    assert title is not None, done.stderr
    assert title[1].split(",") == expected
