"""Numbers told with a part, in Indian scales, in the money of several countries; tolls that have changed places."""

from __future__ import annotations

import pytest

from checker.rules import RawFinding
from checker.rules.second_signal import taken_back

from .neutral import checks, context, found
from .test_second_signal import read

CUT = "A storm has cut power to {} homes in Oster on Monday, the grid said. Crews are at work. More wind is due."
JAILED = "The banker Ann Holm was jailed for {} on Friday for fraud. She will appeal, her lawyer said."
VACCINATED = "Some {} people were vaccinated in the state, the health minister said. More doses are on the way."
BOUGHT = "Calder has bought the Oster mine for {}, it said on Monday. The deal needs approval."
HALTED = "Trains were stopped for {} near Oster on Monday, the railway said. A tree had fallen on the line."
BUSES = "{} in Oster runs on electricity, the city said on Monday. The rest burn diesel."
CRASH = "{} when a bus crashed near Ash on Tuesday, police said. The road was closed."


def all_told(headline: str, body: str) -> list[tuple[str, str, int | None]]:
    """What is said of the numbers of a headline."""
    return [*checks("number-mismatch", headline, body), *checks("number-unsupported", headline, body)]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Storm cuts power to half a million homes", CUT.format("500,000")),
        ("Storm cuts power to half a million homes", CUT.format("about 480,000")),
        ("Storm cuts power to 500,000 homes", CUT.format("half-a-million")),
        ("Storm cuts power to quarter of a million homes", CUT.format("250,000")),
        ("Storm cuts power to three-quarters of a million homes", CUT.format("750,000")),
        ("Storm cuts power to 1.5 million homes", CUT.format("a million and a half")),
        ("Storm cuts power to 2.5 million homes", CUT.format("two-and-a-half million")),
        ("Holm jailed for two and a half years", JAILED.format("30 months")),
        ("Holm jailed for 30 months", JAILED.format("2½ years")),
        ("Holm jailed for two and a half years", JAILED.format("two years and six months")),
        ("Holm jailed for 12 months", JAILED.format("a year")),
        ("Trains stopped for 90 minutes near Oster", HALTED.format("an hour and a half")),
        ("Trains stopped for 30 minutes near Oster", HALTED.format("half an hour")),
        ("Two million people vaccinated", VACCINATED.format("20 lakh")),
        ("Two million people vaccinated", VACCINATED.format("20,00,000")),
        ("Two score people vaccinated", VACCINATED.format("40")),
        ("Calder buys Oster mine for 30 million Australian dollars", BOUGHT.format("A$30 million")),
        ("Calder buys Oster mine for $30 million", BOUGHT.format("A$30 million")),
        ("Calder buys Oster mine for US$30m", BOUGHT.format("$30 million")),
        ("Calder buys Oster mine for 20 million rupees", BOUGHT.format("Rs 2 crore")),
        ("Calder buys Oster mine for SFr30m", BOUGHT.format("30 million Swiss francs")),
        ("Half of Oster's buses run on electricity", BUSES.format("Every second bus")),
        ("A third of Oster's buses run on electricity", BUSES.format("Every third bus")),
        ("Half of Oster's buses run on electricity", BUSES.format("One in two buses")),
        ("Three dead, 12 hurt in Ash bus crash", CRASH.format("Three people died and twelve were injured")),
    ],
)
def test_the_same_number_told_otherwise(headline: str, body: str) -> None:
    assert all_told(headline, body) == []


@pytest.mark.parametrize(
    ("headline", "body", "check", "words"),
    [
        ("Storm cuts power to a million homes", CUT.format("half a million"), "other-part", "a million homes"),
        ("Storm cuts power to 1 million homes", CUT.format("half a million"), "other-part", "1 million homes"),
        ("Storm cuts power to half a million homes", CUT.format("a million"), "other-part", "half a million homes"),
        ("Two million march in Oster", "Two and a half million people marched in Oster on Sunday, police said. It was calm.", "other-part", "Two million"),
        ("Holm jailed for two and a half years", JAILED.format("two years"), "other-part", "two and a half years"),
        ("Holm jailed for two years", JAILED.format("two and a half years"), "other-part", "two years"),
        ("Holm jailed for two years", JAILED.format("2½ years"), "other-part", "two years"),
        ("Holm jailed for twenty-one years", JAILED.format("twenty-five years"), "other-number", "twenty-one years"),
        ("Two million people vaccinated", VACCINATED.format("30 lakh"), "other-number", "Two million people"),
        ("Two score people vaccinated", VACCINATED.format("60"), "other-number", "Two score people"),
        ("Calder buys Oster mine for US$47 million", BOUGHT.format("47 million Canadian dollars"), "other-money", "US$47 million"),
        ("Calder buys Oster mine for A$47 million", BOUGHT.format("C$47 million"), "other-money", "A$47 million"),
        ("Calder buys Oster mine for Dh30 million", BOUGHT.format("40 million dirhams"), "other-number", "Dh30 million"),
        ("Half of Oster's buses run on electricity", BUSES.format("Every fifth bus"), "other-number", "Half"),
        ("Trains stopped for 90 minutes near Oster", HALTED.format("two and a half hours"), "other-part", "90 minutes"),
    ],
)  # fmt: skip
def test_another_number_told_in_such_words(headline: str, body: str, check: str, words: str) -> None:
    assert all_told(headline, body) == [(check, words, 1)]


def test_a_number_of_a_scale_that_is_not_known_is_none() -> None:
    told = found("number-mismatch", "Two million people vaccinated", VACCINATED.format("20 zillion"))
    assert told == [], "its edit would write 20 people"


SWAPPED = "Three dead, 12 hurt in Ash bus crash", CRASH.format("Twelve people died and three were injured")


def test_tolls_that_have_changed_places_are_one_finding() -> None:
    (told,) = found("number-mismatch", *SWAPPED)
    assert told.check == "swapped-toll"
    assert "“Three dead” and “12 hurt” have changed places" in told.message
    assert all_told(SWAPPED[0], CRASH.format("Twelve people died and six were injured")) == [
        ("other-number", "Three dead", 1),
        ("other-number", "12 hurt", 1),
    ]


@pytest.mark.parametrize("check", ["swapped-toll", "other-money", "other-part"])
def test_no_model_takes_back_what_it_cannot_reckon(check: str) -> None:
    (told,) = found("number-mismatch", *SWAPPED)
    seen = read(*SWAPPED, 0.99, 0.0)
    said = RawFinding(told.rule, "error", "", told.span, told.sentences, 0.8, check=check)
    assert not taken_back(seen, said)
    assert taken_back(seen, RawFinding(told.rule, "error", "", told.span, told.sentences, 0.8, check="other-number"))


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("1.5 million march in Oster", "1.5 million"),
        ("90 minutes near Oster spoil day", "90 minutes"),
        ("500 flee as river bursts", "500"),
        ("67% want vote in Oster", "67%"),
        ("2,000 steel jobs go at Oster", "2,000 steel"),
        ("40,000 visitors come to Oster", "40,000 visitors"),
        ("300 children sing in Oster", "300 children"),
        ("50-strong crew sails to Oster", "50-strong"),
        ("Six killed in Oster", "Six killed"),
        ("20-year sentence for Holm", "20-year sentence"),
    ],
)
def test_what_is_underlined_is_the_number_with_what_it_counts(headline: str, words: str) -> None:
    from checker.number_answers import answers, number_span

    seen = context(headline, "The town of Oster is small. The mayor said so. It was calm.")
    span = number_span(seen, answers(seen)[0].counted)
    assert seen.headline.text[span.start : span.end] == words


def test_every_third_is_not_all() -> None:
    body = "A third of pupils in Oster skip breakfast, a survey said on Monday. The school will serve it. It is free."
    assert checks("contradiction", "Every third pupil in Oster skips breakfast", body) == []
    assert checks("contradiction", "Every pupil in Oster skips breakfast", body) == [("not-all", "Every pupil", 1)]
