"""Quotations: word for word, altered, or nowhere in the body."""

from __future__ import annotations

import pytest

from .neutral import checks, found

REST = " The hall was full. Tea came at nine."
SPOKEN = '"We can win the league this year," the coach said.' + REST


@pytest.mark.parametrize(
    ("headline", "body", "expected"),
    [
        ('Coach: "We will win the league"', SPOKEN, ("altered-words", '"We will win the league"', 1)),
        ('Coach: "We can win a cup"', SPOKEN, ("altered-words", '"We can win a cup"', 1)),
        ('Coach: "We can win league this year"', SPOKEN, ("altered-words", '"We can win league this year"', 1)),
        ('Coach: "We can lose"', SPOKEN, ("absent-words", '"We can lose"', None)),
        ('Coach: "Terrible"', SPOKEN, ("absent-words", '"Terrible"', None)),
        ('Coach: "Tea at the hall"', SPOKEN, ("absent-words", '"Tea at the hall"', None)),
        ("Coach says 'we can win the cup'", SPOKEN, ("altered-words", "'we can win the cup'", 1)),
        ("Coach sees 'dreadful dull wet grey' year", SPOKEN, ("absent-words", "'dreadful dull wet grey'", None)),
        ("'Dreadful dull': coach on year", SPOKEN, ("absent-words", "'Dreadful dull'", None)),
        ("Coach on year: 'dreadful dull'", SPOKEN, ("absent-words", "'dreadful dull'", None)),
        ("'Dreadful dull,' says coach of year", SPOKEN, ("absent-words", "'Dreadful dull,'", None)),
        # The passage of a quotation that runs over two sentences.
        (
            'Coach: "We shall win the league"',
            '"We are good. We can win the league," said Holm.' + REST,
            ("altered-words", '"We shall win the league"', 2),
        ),
    ],
)
def test_not_the_words(headline: str, body: str, expected: tuple[str, str, int | None]) -> None:
    assert checks("quote-altered", headline, body) == [expected]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ('Coach: "We can win the league"', SPOKEN),
        ('Coach: "we can WIN the league"', SPOKEN),
        ('Coach: "The hall was full"', SPOKEN),  # words of the body, whoever said them
        ('Coach: "It is what it is"', SPOKEN),  # no content word
        ("Coach's 'great' year", SPOKEN),  # one ironic word
        ("Coach sees 'dreadful dull' year", SPOKEN),  # two that nobody is said to have spoken
        ("Coach says 'we can win league'", SPOKEN),  # a paraphrase that exchanges nothing
        ("Coach sees 'full hall dull'", SPOKEN),  # most of it is there
        ("Holm's boys' home", SPOKEN),
    ],
)
def test_the_words_or_a_fair_paraphrase(headline: str, body: str) -> None:
    assert checks("quote-altered", headline, body) == []


@pytest.mark.parametrize(
    ("headline", "severity", "confidence"),
    [
        ('Coach: "We shall lose the league"', "error", 0.85),
        ('Coach: "We can not win the league"', "error", 0.85),
        ('Coach: "He can win the league"', "warning", 0.85),
        ('Coach: "Terrible"', "error", 0.8),
        ('Coach: "Tea at the hall"', "warning", 0.8),
        ("Coach sees 'dreadful dull wet grey' year", "warning", 0.6),
    ],
)
def test_how_bad_it_is(headline: str, severity: str, confidence: float) -> None:
    (finding,) = found("quote-altered", headline, SPOKEN)
    assert (finding.severity, finding.confidence) == (severity, confidence)


def test_the_nearest_of_two_passages_is_shown() -> None:
    body = '"We can lose a cup," said Holm. "We can win a cup," said Moreau.' + REST
    (finding,) = found("quote-altered", 'Coach: "We can win the league"', body)
    assert finding.sentences == (1,)
    assert "it quotes “We can win”" in finding.message


def test_single_quotes_inside_double_ones_are_no_quotation_of_their_own() -> None:
    headline = "Coach: \"Call it 'dreadful dull' football now\""
    assert len(checks("quote-altered", headline, SPOKEN)) == 1
