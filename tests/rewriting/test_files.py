"""Headlines changed in their file: nothing else of it moves."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from checker import Article, InputError
from checker.reading import read_bytes
from checker.rewriting.files import Change, Rewritten, changed, rewrite

BODY = "The body of it. Nine stay, “nine”."


def change(data: bytes, suffix: str, *news: str | None) -> Rewritten:
    """The file with these headlines in order; ``None`` leaves one as it is."""
    articles = [item for item in read_bytes(data, f"a{suffix}", suffix) if isinstance(item, Article)]
    return rewrite(data, f"a{suffix}", suffix, [Change(a, new) for a, new in zip(articles, news, strict=True) if new])


@pytest.mark.parametrize(
    ("before", "suffix", "news", "after"),
    [
        ("Nine killed\n\nBody. Nine.", ".txt", ["Four killed"], "Four killed\n\nBody. Nine."),
        ("\n\t Nine killed \r\n\r\nBody.\rMore.\n", ".txt", ["Four killed"], "\n\t Four killed \r\n\r\nBody.\rMore.\n"),
        ("\u00a0Nine killed\nBody.", "", ["Four killed"], "\u00a0Four killed\nBody."),
        ("# Nine killed #\n\nBody", ".md", ["Four killed"], "# Four killed #\n\nBody"),
        ("---\ndate: 1\n---\n\nNine killed\nBody.", ".md", ["Four killed"], "---\ndate: 1\n---\n\nFour killed\nBody."),
        (
            "---\ntitle: Nine killed # sic\n---\nBody.",
            ".md",
            ["Four killed"],
            "---\ntitle: Four killed # sic\n---\nBody.",
        ),
        (
            "---\r\ntitle: Nine\r\n  killed  in\r\n  fire\r\nid: 7\r\n---\r\nBody.\r\n",
            ".md",
            ["Four killed  in flood"],
            "---\r\ntitle: Four\r\n  killed  in\r\n  flood\r\nid: 7\r\n---\r\nBody.\r\n",
        ),
        ("---\ntitle: 'It''s nine'\n---\nBody.", ".md", ["It's 'four'"], "---\ntitle: 'It''s ''four'''\n---\nBody."),
        (
            '---\ntitle: "Nine \\u201Ckilled\\u201d \\\n   in fire"\n---\nBody.',
            ".md",
            ['Four “killed” in "fire"'],
            '---\ntitle: "Four \\u201Ckilled\\u201d \\\n   in \\"fire\\""\n---\nBody.',
        ),
        (
            "---\ntitle: >-\n\n   Nine\n   killed\nid: 3\n---\nBody.",
            ".md",
            ["Four killed"],
            "---\ntitle: >-\n\n   Four\n   killed\nid: 3\n---\nBody.",
        ),
        (
            "---\ntitle: |\n  Nine killed\n---\nBody.",
            ".md",
            ["Four killed"],
            "---\ntitle: |\n  Four killed\n---\nBody.",
        ),
        # What YAML would take for a table, a comment or a number is put in quotes.
        ("---\ntitle: Nine killed\n---\nBody.", ".md", ["Police: it's 4"], "---\ntitle: 'Police: it''s 4'\n---\nBody."),
        (
            "---\ntitle: Nine killed\nseo_title: Nine dead\npush_title: 'Nine'\n---\nBody.",
            ".md",
            [None, "Four dead", "Four"],
            "---\ntitle: Nine killed\nseo_title: Four dead\npush_title: 'Four'\n---\nBody.",
        ),
        (
            '{"body": "Nine",\n  "headline" : "Nine \\u00e9 \\ud83d\\ude00 \\/ nine" , "id": 1.10}',
            ".json",
            ["Nine é 😀 / “four”"],
            '{"body": "Nine",\n  "headline" : "Nine \\u00e9 \\ud83d\\ude00 \\/ \\u201cfour\\u201d" , "id": 1.10}',
        ),
        # Half a character stays one, in the headline and beside it.
        (
            '{"headline": "Nine \\ud83d killed", "body": "b \\udc00", "x": "\\uD83D"}',
            ".json",
            ["Four \ufffd killed"],
            '{"headline": "Four \\ud83d killed", "body": "b \\udc00", "x": "\\uD83D"}',
        ),
        ("Calder buys \ufffd B\n\nBody.", ".txt", ["B \ufffd buys Calder"], "B \ufffd buys Calder\n\nBody."),
        (
            '[{"headline": "Nine é", "body": "b"},  {"headline": "Nine", "body": "b"}, 7]\n',
            ".json",
            ["Four “é”", "Four"],
            '[{"headline": "Four “é”", "body": "b"},  {"headline": "Four", "body": "b"}, 7]\n',
        ),
        (
            '\n{"headline": "Nine", "body": "b"}\r\n{broken\r\n{"headlines": {"seo": "Nine", "og": "Nine"}, "body": '
            '"b"}',
            ".jsonl",
            [None, "Four", None],
            '\n{"headline": "Nine", "body": "b"}\r\n{broken\r\n{"headlines": {"seo": "Four", "og": "Nine"}, "body": '
            '"b"}',
        ),
    ],
)
def test_only_the_headline_changes(before: str, suffix: str, news: list[str | None], after: str) -> None:
    for codec in ("utf-8", "utf-8-sig", "utf-16"):
        found = change(before.encode(codec), suffix, *news)
        assert found.refused == ()
        assert found.data.decode(codec) == after
        if codec == "utf-16":
            # The mark is not doubled, and the order of the bytes stays.
            assert found.data[:2] == before.encode(codec)[:2]


def test_older_encodings_stay() -> None:
    found = change("Neun – “nine” getötet\n\nDas.".encode("cp1252"), ".txt", "Neun – “four” getötet")
    assert found.data.decode("cp1252") == "Neun – “four” getötet\n\nDas."
    with_new = change("Neun – “nine” getötet\n\nDas.".encode("cp1252"), ".txt", "Neun – “four” getötet ≤ 4")
    assert with_new.data == "Neun – “nine” getötet\n\nDas.".encode("cp1252")
    (refusal,) = with_new.refused
    assert "a.txt: the headline cannot be changed in the file: its encoding (cp1252) lacks “≤”" in refusal


@pytest.mark.parametrize(
    ("before", "suffix", "news", "why"),
    [
        # One value, two headlines.
        ("---\ntitle: &a Nine\nseo_title: *a\n---\nBody.", ".md", ["Four", None], "does not stand in the file"),
        # Read as "Learn C".
        ("# Nine killed\n\nBody.", ".md", ["Learn C #"], "would change more"),
        ("---\ntitle: !!str Nine\n---\nBody.", ".md", ["Four"], "does not stand in the file"),
        (
            '{"headline": "Nine", "headlines": {"headline": "Nine"}, "body": "b"}',
            ".json",
            ["Four"],
            "would not be read again (a.json: field `headline` and `headlines.headline` differ",
        ),
        ('{"headline": "Calder buys B \\ud83d", "body": "b"}', ".json", ["B \ufffd buys Calder"], "half a character"),
        ('{"headline": "Nine \\ud83d", "body": "b"}', ".json", ["Nine"], "half a character"),
        ("Nine killed\n\nBody.", ".txt", ["Four\nkilled"], "line break"),
        ("Nine killed\n\nBody.", ".txt", ['{"headline": "Four"}\n'], "line break"),
    ],
)
def test_what_cannot_be_placed_is_refused(before: str, suffix: str, news: list[str | None], why: str) -> None:
    found = change(before.encode(), suffix, *news)
    (refusal,) = found.refused
    assert why in refusal
    assert refusal.startswith(f"a{suffix}")
    assert found.data == before.encode()
    assert found.before == found.after


def test_one_refusal_does_not_hinder_the_others() -> None:
    before = "---\ntitle: &a Nine\nseo_title: *a\npush_title: Nine dead\n---\nBody."
    found = change(before.encode(), ".md", "Four", None, "Four dead")
    assert found.data.decode() == before.replace("Nine dead", "Four dead")
    assert len(found.refused) == 1


def test_articles_of_another_file_are_refused() -> None:
    (stranger,) = read_bytes(b"Nine killed\n\nBody.", "b.txt", ".txt")
    assert isinstance(stranger, Article)
    found = rewrite(b"Nine killed\n\nAnother body.", "b.txt", ".txt", [Change(stranger, "Four killed")])
    assert "was not read from this file" in found.refused[0]
    found = rewrite(b"Ten killed\n\nAnother body.", "b.txt", ".txt", [Change(stranger, "Four killed")])
    assert "does not stand in the file" in found.refused[0]
    without = Article("Nine killed", "Body.")
    assert "does not stand" in rewrite(b"Nine killed\n\nBody.", "b.txt", ".txt", [Change(without, "Four")]).refused[0]


def test_other_formats_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.rewriting.files.OTHER_FORMATS", frozenset([".html"]))
    with pytest.raises(InputError, match=r"a\.html: only text, Markdown and JSON can be rewritten"):
        rewrite(b"Nine", "a.html", ".html", [])


def test_a_web_page_is_refused_whatever_its_name() -> None:
    for suffix in (".txt", "", ".md"):
        with pytest.raises(InputError, match="is a web page"):
            rewrite(b"<!doctype html><html><head><title>Nine</title></head><body>Nine</body></html>", "a", suffix, [])


# Letters, quotation marks, escapes, what YAML and JSON mind, and characters outside the first plane.
WORDS = st.text(st.sampled_from("abN9 ’'\"“\\:#-{}[]|>&*!%@`,é😀\u2028"), min_size=1, max_size=20).map(str.strip)


def plain(headline: str) -> str:
    return f"\n {headline}\r\n\r\n{BODY}\r\n"


def heading(headline: str) -> str:
    return f"# {headline}\n\n{BODY}"


def front(style: str | None) -> Callable[[str], str]:
    def write(headline: str) -> str:
        value = yaml.dump(headline, default_style=style, allow_unicode=True, width=12)
        return f"---\nid: x\ntitle: {value.removesuffix('...' + chr(10))}date: y\n---\n{BODY}\n"

    return write


def as_json(ascii_only: bool, indent: int | None) -> Callable[[str], str]:
    def write(headline: str) -> str:
        value: dict[str, Any] = {"id": "x", "headline": "Main", "headlines": {"seo": headline, "og": "é"}, "body": BODY}
        return json.dumps([value, value | {"headlines": {}}], ensure_ascii=ascii_only, indent=indent)

    return write


FORMS = {
    ".txt": [plain],
    ".md": [heading, front(None), front("'"), front('"'), front("|")],
    ".json": [as_json(True, None), as_json(False, 2)],
}


@given(
    before=WORDS,
    after=WORDS,
    form=st.sampled_from([(suffix, write) for suffix, forms in FORMS.items() for write in forms]),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_changed_headline_is_read_again_and_nothing_else_moves(
    before: str, after: str, form: tuple[str, Callable[[str], str]], codec: str
) -> None:
    suffix, write = form
    data = write(before).encode(codec)
    try:
        items = list(read_bytes(data, f"a{suffix}", suffix))
    except InputError:
        assume(False)
    article = next((item for item in items if isinstance(item, Article) and item.headline == before), None)
    assume(article is not None and after)
    assert article is not None
    found = rewrite(data, f"a{suffix}", suffix, [Change(article, after)])
    if found.refused:
        # Only where the new text would be read as something else.
        assert found.data == data
        assert suffix != ".json"
        return
    again = list(read_bytes(found.data, f"a{suffix}", suffix))
    assert [item.headline if isinstance(item, Article) else str(item) for item in again] == [
        after if item is article else item.headline if isinstance(item, Article) else str(item) for item in items
    ]
    assert [item.body for item in again if isinstance(item, Article)] == [
        item.body for item in items if isinstance(item, Article)
    ]
    # Before the first and behind the last changed word the bytes are the same.
    old, new = data.decode(codec), found.data.decode(codec)
    place = old.index(BODY[:12])
    assert old[place:] == new[-len(old[place:]) :] or suffix == ".json"


@given(WORDS, WORDS)
def test_changed_ranges_make_the_one_text_of_the_other(before: str, after: str) -> None:
    made, at = "", 0
    for span, words in changed(before, after):
        made += before[at : span.start] + words
        at = span.end
    assert made + before[at:] == after


@pytest.mark.parametrize("start", range(23))
def test_an_edit_touches_its_span_alone(start: int) -> None:
    """Whatever word of an escaped headline is changed, the others stay as they are written."""
    written = r"One \u00e9\t \"two\" \ud83d\ude00 three"
    data = f'{{"headline": "{written}", "body": "b"}}'.encode()
    (article,) = read_bytes(data, "a.json", ".json")
    assert isinstance(article, Article)
    headline = article.headline
    if start >= len(headline) or not headline[start].isalpha():
        return
    span = next(s for s, _ in changed(headline, headline[:start] + "Xx" + headline[start + 1 :]))
    found = rewrite(data, "a.json", ".json", [Change(article, headline[: span.start] + "Four" + headline[span.end :])])
    before = json.dumps(headline[: span.start])[1:-1]
    after = json.dumps(headline[span.end :])[1:-1]
    assert found.data.decode() == f'{{"headline": "{before}Four{after}", "body": "b"}}'
