"""Repair keeps a map back to the text as read."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.text import PICTURES, Span, repair, without_pictures

from .growth import MOST_GROWTH, cpu_seconds, least_growth

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
            "\xad",
            "\u202e",
            "\x1b[31m",
            "\x1b",
            "\x9b0m",
            "\x1b]0;12 dead\x07",
            "[0m",
            "\x9d",
            "\U000e0041",
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


# What a terminal takes for a command, or nobody sees.
COMMANDS = (
    "\x1b[0m", "\x1b[1;31m", "\x1b[2J", "\x1b[10;20H", "\x1b]0;7 dead\x07", "\x1b]8;;http://a.b/9\x1b\\", "\x1bP1$r0m\x1b\\", "\x1bc",
    "\x9b31m", "\u241b[0m", "^[[0m", "[0m", "[1;31m", "\x1b(B",
)  # fmt: skip
UNSEEN = (
    "\u200b",
    "\u202e",
    "\u2066",
    "\u2069",
    "\ufeff",
    "\x00",
    "\x08",
    "\x7f",
    "\xad",
    "\u061c",
    "\U000e0041",
    "\u200d",
)
WORDS = "Six people were killed in 12 raids on Monday, police said.".split(" ")


@given(st.lists(st.tuples(st.integers(0, 10), st.sampled_from([*COMMANDS, *UNSEEN])), max_size=8))
def test_control_sequences_and_unseen_characters_are_dropped_and_words_keep_their_place(
    put: list[tuple[int, str]],
) -> None:
    words = list(WORDS)
    for at, noise in put:
        words[at] = noise + words[at] if at % 2 else words[at] + noise
    raw = " ".join(words)
    mapped = repair(raw)
    assert mapped.text == " ".join(WORDS)
    position = 0
    for clean, word in zip(WORDS, words, strict=True):
        span = mapped.to_source(Span(position, position + len(clean)))
        assert repair(raw[span.start : span.end]).text == clean
        assert raw[span.start : span.end] in word
        position += len(clean) + 1


@given(AWKWARD)
def test_nothing_unseen_is_left(raw: str) -> None:
    left = [letter for letter in repair(raw).text if unicodedata.category(letter) in ("Cc", "Cf", "Cs")]
    assert set(left) <= {"\n", "\u200d"}


def test_square_brackets_of_an_editor_stay() -> None:
    assert repair("It cost [10m pounds], he said.").text == "It cost [10m pounds], he said."


def test_mojibake_is_not_seen_in_soft_hyphens_and_zero_widths() -> None:
    for raw in ("hy\xadphen", "zero\u200bwidth", "it’s “so”", "ﬁne"):
        assert repair(raw).repairs == ()


@pytest.mark.parametrize(
    "unit",
    [
        "a\u200b",
        "\u200b",
        "word\u200b word ",
        "hy\xadphen ",
        "it â€™ s ",
        "“it’s” – ",
        "a &amp; b ",
        "\x1b[0m6 ",
        "a\r\n",
        "e\u0301le\u0300ve ",
        "<b>x</b> ",
        "<p",
        "ﬁn ",
        "新聞",
        "\x1b]",
        "\x9d",
        "Ã",
        "[0m",
        "[",
        "\x00",
        "&amp;",
        "&",
        "a",
        " ",
        "\n",
        "\xad",
        "\u202e",
        "é",
    ],
)
def test_repair_takes_linear_time(unit: str) -> None:
    def make(size: int) -> str:
        return unit * (size // len(unit))

    repair("é")
    assert least_growth(repair, make, 10_000) <= MOST_GROWTH
    # A letter of the worst took half a millisecond once.
    assert cpu_seconds(lambda: repair(make(10_000)), 3) < 1.0


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("🔥 Calder buys Brightwater 🔥", "Calder buys Brightwater"),
        ("🔥Calder buys🔥Brightwater!", "Calder buys Brightwater!"),
        ("Calder 🔥🔥 👩\u200d👩\u200d👧 buys Brightwater 🔥!", "Calder buys Brightwater!"),
        ("I ❤️ Lisse \ufffd", "I Lisse"),
        ("5★ hotel ✓ 🔥", "5★ hotel ✓"),
        ("🔥", ""),
        ("None here", "None here"),
    ],
)
def test_pictures_are_left_out_of_headlines(raw: str, text: str) -> None:
    found = without_pictures(repair(raw))
    assert found.text == text
    for word in re.finditer(r"\w+", text):
        span = found.to_source(Span(*word.span()))
        assert raw[span.start :].startswith(word.group())
        assert PICTURES.sub("", raw[span.start : span.end]) == word.group()
