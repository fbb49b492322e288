"""Reports as a data frame and as HTML in a notebook."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import Article, Checker, MissingExtraError, to_frame
from checker.acceptance import Acceptance
from checker.visible import visible

from ..rules.neutral import Neutral
from ..test_answering import Arithmetic

BODY = (
    "Ferrous Steel said on Monday that it would cut 2,000 jobs at its two northern plants. Unions will fight the plan."
)


def test_a_row_a_report(checker: Checker) -> None:
    rows = [
        Article("Ferrous Steel to cut 5,000 jobs", BODY, id="a"),
        Article("Ferrous Steel to cut 2,000 jobs", BODY),
        ("", ""),
    ]
    frame = to_frame(checker.check_many(rows))
    assert frame["id"].tolist()[0] == "a"
    assert frame["errors"].tolist() == [1, 0, 0]
    assert frame["rules"].tolist() == [["number-mismatch"], [], []]
    assert frame["verdict"].tolist()[2] == "not-checked"
    assert frame["score"].isna().tolist() == [False, False, True]


def test_no_reports_still_have_columns() -> None:
    frame = to_frame([])
    assert len(frame) == 0
    assert "verdict" in frame.columns


def test_without_pandas_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r"extra `eval` installs: pip install .*\[eval\]"):
        to_frame([])


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ("div", "span", "b", "i", "code")
        assert {name for name, _ in attrs} <= {"style", "title"}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser.text


def test_html_shows_words_and_evidence(checker: Checker) -> None:
    html = checker.check(("Ferrous Steel to cut 5,000 jobs", BODY))._repr_html_()
    text = read(html)
    for part in ("Contradicted by the body", "number-mismatch", "5,000", "cut 2,000 jobs", "paragraph 1"):
        assert part in text
    assert re.search(r'title="error">[^<]*5,000', html)
    assert "<script" not in html


def test_html_of_what_is_accepted() -> None:
    checker = Checker(Arithmetic(), select="number-mismatch")
    accept = (Acceptance("number-mismatch", "<b>theirs</b>"),)
    html = checker.check(Article("Ferrous Steel to cut 5,000 jobs", BODY, accept=accept))._repr_html_()
    assert "accepted number-mismatch “5,000 jobs”: <b>theirs</b>" in read(html)
    assert "title=" not in html


@settings(max_examples=25)
@given(st.text(alphabet=st.sampled_from("<>&\"'/=aZ5, é\u202e"), min_size=1, max_size=30))
def test_any_headline_is_escaped(headline: str) -> None:
    report = Checker(Neutral()).check((headline, BODY.replace("plan", headline)))
    assert visible(headline) in read(report._repr_html_())
