"""Repair keeps a map back to the text as read."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from checker.text import Span, repair

AWKWARD = st.lists(
    st.sampled_from(
        [
            *list("ab .\n'\""),
            "’",
            "“",
            "é",
            "é",
            "😀",
            "👩\u200d👩\u200d👧",
            "\u200b",
            "â€™",
            "Ã©",
            "<p>",
            "</p>",
            "<b>",
            "&amp;",
            "\r\n",
            "\ufeff",
            "ﬁ",
            "\xa0",
        ]
    ),
    max_size=60,
).map("".join)


@given(AWKWARD)
@example("it â€™ s")
@example("<p>one</p><p>two</p>")
def test_every_span_maps_inside_the_source(raw: str) -> None:
    mapped = repair(raw)
    previous = 0
    for index in range(len(mapped.text)):
        span = mapped.to_source(Span(index, index + 1))
        assert 0 <= span.start <= span.end <= len(raw)
        assert span.start >= previous
        previous = span.start


@given(st.text(alphabet=st.characters(codec="ascii", exclude_categories=["Cc"], exclude_characters="&<`"), max_size=80))
def test_plain_ascii_is_untouched(raw: str) -> None:
    mapped = repair(raw)
    assert mapped.text == raw
    assert mapped.repairs == ()
    assert mapped.to_source(Span(0, len(raw))) == Span(0, len(raw))


def test_words_after_an_expanding_repair_keep_their_place() -> None:
    raw = "The â€œlastâ€\x9d word: e\u0301lan 😀 stayed."
    mapped = repair(raw)
    assert '"last"' in mapped.text
    for word in ("last", "word", "stayed", "😀"):
        at = mapped.text.index(word)
        span = mapped.to_source(Span(at, at + len(word)))
        assert raw[span.start : span.end] == word
    at = mapped.text.index("élan")
    span = mapped.to_source(Span(at, at + 4))
    assert raw[span.start : span.end] == "e\u0301lan"


def test_tags_are_dropped_and_said() -> None:
    raw = "<p>Four people <b>were</b> killed.</p><p>More.</p>"
    mapped = repair(raw)
    assert "Four people were killed." in mapped.text
    assert mapped.text.count("\n\n") >= 1
    assert mapped.repairs == ("HTML tags were ignored",)
    at = mapped.text.index("killed")
    span = mapped.to_source(Span(at, at + 6))
    assert raw[span.start : span.end] == "killed"


def test_less_than_signs_are_no_tags() -> None:
    assert repair("profits < 5 and a <person> unknown").text == "profits < 5 and a <person> unknown"


def test_mojibake_is_named() -> None:
    assert any("mojibake" in note for note in repair("It\u00e2\u20ac\u2122s late").repairs)
