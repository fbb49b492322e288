"""The headline's time of a deed beside the body's: what is the same deed, and what keeps the check silent."""

from __future__ import annotations

import pytest

from checker import Article
from checker.rules.date_mismatch.other_time import other_time

from .neutral import _checker, checks

REST = " The hall was full. Tea came at four."
STRIKE = "Rail strike begins tomorrow"


def found(headline: str, body: str) -> list[tuple[str, int | None]]:
    """Flagged words and sentence."""
    return [
        (words, number)
        for name, words, number in checks("date-mismatch", headline, body + REST)
        if name == "other-time"
    ]


@pytest.mark.parametrize(
    ("headline", "body", "words"),
    [
        (STRIKE, "The rail strike will begin next month.", "tomorrow"),
        (STRIKE, "The rail strike will begin next month, the union said on Tuesday.", "tomorrow"),
        (STRIKE, "Drivers will begin a rail strike next month.", "tomorrow"),
        # Who does it need not be told in both.
        ("Council closes bridge tomorrow", "The bridge will be closed next month.", "tomorrow"),
        ("Bridge closes tomorrow", "The council will close the bridge next month.", "tomorrow"),
        (STRIKE, "The rail strike is due to begin next month.", "tomorrow"),
        (STRIKE, "The rail strike will take place next month.", "tomorrow"),
        (STRIKE, "The union said that the rail strike would begin next month.", "tomorrow"),
        (
            STRIKE,
            "The rail strike will begin next month for the March timetable.",
            "tomorrow",
        ),  # March is the timetable's
        (STRIKE, "The strike will begin next month.", "tomorrow"),
        ("Strike begins tomorrow", "The rail strike will begin next month.", "tomorrow"),
        ("Rail strike to begin on Friday", "The rail strike will begin next year.", "Friday"),
        ("Rail strike planned for tomorrow", "The rail strike will begin next month.", "tomorrow"),
        ("Election next month in Lisse", "The election in Lisse will be held next year.", "next month"),
        ("Lisse clashes over next month's election", "Lisse votes. The election in Lisse is next year.", "next month"),
        ("Bypass vote tomorrow", "The vote on the bypass will be held next month.", "tomorrow"),
        ("Bypass vote delayed to next year", "The bypass vote was put off until next month.", "next year"),
        (
            "Council delays bypass vote to next year",
            "The council pushed back the bypass vote to next month.",
            "next year",
        ),
        ("MPs to vote on ban today", "MPs will vote on the ban next month.", "today"),
        ("Bridge closes tomorrow", "The bridge will be closed next month.", "tomorrow"),
        ("Council closes bridge tomorrow", "The council will close the bridge next month.", "tomorrow"),
        ("Bridge to reopen within days", "The bridge will reopen next year.", "within days"),
        ("Bridge repairs end next week", "The repairs of the bridge will finish next year.", "next week"),
        ("Sugar tax takes effect tomorrow", "The sugar tax will take effect next month.", "tomorrow"),
        ("Minister resigned yesterday", "The minister resigned on 3 March last year.", "yesterday"),
        ("Minister resigned this week", "The minister resigned two years ago.", "this week"),
        ("Man jailed yesterday", "The man was jailed last year.", "yesterday"),
        (
            "Tour begins next week",
            "The tour will begin next summer, but tickets are on sale.",
            "",
        ),  # the summer may begin next week
    ],
)
def test_another_time_of_the_same_deed(headline: str, body: str, words: str) -> None:
    sentence = 2 if body.startswith("Lisse votes.") else 1
    assert found(headline, body) == ([(words, sentence)] if words else [])


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("The rail strike will begin on Tuesday.", "a weekday may be tomorrow"),
        ("The rail strike will begin next week.", "tomorrow may be next week"),
        ("The rail strike will begin in March.", "nobody can tell"),
        ("The rail strike will begin the following month.", "from when, nobody can tell"),
        ("The rail strike will begin in two months.", "as a duration or as a time"),
        ("The rail strike will begin by next month.", "an end is no time"),
        ("The rail strike will begin after next month.", "nor is what is after"),
        ("The rail strike began last month.", "another time of it"),
        ("The rail strike may begin next month.", "only possible"),
        ("The rail strike will not begin next month.", "denied"),
        ("No rail strike will begin next month.", "denied"),
        ("The union does not want the rail strike to begin next month.", "denied further up"),
        ("The union may want the rail strike to begin next month.", "only possible further up"),
        ("If the rail strike begins next month, trains will stand.", "a condition"),
        ("The rail strike would begin next month without a deal.", "a condition"),
        ("The rail strike was to begin next month.", "a plan that may have changed"),
        ("The rail strike was due to begin next month.", "a plan that may have changed"),
        ("The rail strike was expected to begin next month.", "a plan that may have changed"),
        ("The rail strike was scheduled for next month.", "a plan that may have changed"),
        ("Another rail strike will begin next month.", "another one"),
        ("The second rail strike will begin next month.", "another one"),
        ("The rail strike will begin again next month.", "another time of it"),
        ("The rail strike will begin earlier instead of next month.", "moved"),
        ("The bus strike will begin next month.", "of something else"),
        ("The strike of teachers will begin next month.", "of others"),
        ("Strike talks will begin next month.", "something else begins"),
        ('"The rail strike will begin next month," she said.', "in the words of somebody, perhaps of another day"),
        (
            "The rail strike begins at midnight. The rail strike of guards will begin next month.",
            "another sentence has its time",
        ),
        (
            "The rail strike will begin next month. It begins tomorrow in the north.",
            "the body has the headline's time somewhere",
        ),
        ("The rail strike and a march will be long. A lull will begin next month.", "of another deed"),
    ],
)
def test_silent_beside_tomorrow(body: str, why: str) -> None:
    assert found(STRIKE, body) == [], why


@pytest.mark.parametrize(
    ("headline", "body", "why"),
    [
        ("Rail strike may begin tomorrow", "The rail strike will begin next month.", "the headline is careful"),
        ("No rail strike tomorrow", "The rail strike will begin next month.", "denied in the headline"),
        ("Will rail strike begin tomorrow?", "The rail strike will begin next month.", "a question"),
        ('Rail strike "begins tomorrow"', "The rail strike will begin next month.", "a quotation"),
        ("Strike tomorrow", "A vote on the budget will be held. A strike takes place next month. Paul votes.", ""),
        ("Profits fell yesterday", "Profits fell last year.", "what falls falls again"),
        ("Rovers beat United yesterday", "Rovers beat United last year.", "what is won is won again"),
        ("Rovers to beat United tomorrow", "Rovers will beat United next month.", ""),
        ("This year's festival delights Lisse", "Last year's festival delighted Lisse.", "each year has its own"),
        ("Minister resigns today", "The minister resigned last year.", "what is told in the present may come again"),
        (
            "Minister resigned yesterday",
            "The minister has resigned over a loan. The minister resigned from the board last year.",
            "told without its time",
        ),
        ("Minister resigned yesterday", "The minister had resigned last year.", "before something else"),
        ("Minister sacked yesterday", "The minister sacked her aide last year.", "the other way round"),
        ("MPs to vote on ban today", "MPs will vote on the budget next month.", "on something else"),
        ("MPs to back ban today", "MPs will back next month.", "of the ban nothing"),
        ("Council closes bridge tomorrow", "Farmers will close the bridge next month.", "somebody else"),
        ("Council closes bridge tomorrow", "The council will close the school next month.", "something else"),
        (
            "Bypass vote delayed to next year",
            "The bypass vote, set for 3 December, was put off until next month.",
            "next month may be next year",
        ),
        ("Bypass vote delayed next year", "The bypass vote was put off until next month.", "when, or until when"),
        ("Rail strike, says union chief tomorrow", "The rail strike will begin next month.", "no deed"),
    ],
)
def test_silent(headline: str, body: str, why: str) -> None:
    assert bool(found(headline, body)) is not bool(why), why


def at(published: str | None, headline: str, body: str) -> bool:
    (seen,) = _checker().contexts([Article(headline, body + REST, published=published)])
    assert seen is not None
    return other_time(seen) is not None


def test_the_day_of_writing_is_the_article_s() -> None:
    body = "The rail strike will begin next month."
    assert at("2024-06-12", STRIKE, body)
    assert not at("2024-06-30", STRIKE, body)
    assert not at(None, STRIKE, f"OVERTON, 30 June 2024 (Wire) - {body}")
    assert at("2024-06-12", STRIKE, "The rail strike will begin on 3 July.")
    assert not at("2024-07-02", STRIKE, "The rail strike will begin on 3 July.")
    assert at("2024-06-12", "Rail strike begins today", "The rail strike will begin on Saturday.")
    assert not at("2024-06-12", "Rail strike begins on Thursday", "The rail strike will begin on Saturday."), (
        "another check's"
    )


def test_of_many_sentences_the_most_relevant_are_read() -> None:
    many = " ".join(f"Number {number} of the strike was fun." for number in range(9))
    assert found(STRIKE, f"{many} The rail strike will begin next month.") == [("tomorrow", 10)]


def test_the_first_of_two_speaks() -> None:
    body = "The rail strike will begin next month. The rail strike will begin next year."
    assert found(STRIKE, "The union spoke. " + body)[0][0] == "tomorrow"


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        # Nobody who takes part is named in both.
        ("Bridge closes tomorrow", "It will close next month."),
        ("Bridge closes tomorrow", "They will close it next month."),
        ("Council closes bridge tomorrow", "It will be closed next month."),
        ("Council closes bridge tomorrow", "The council closes next month."),
        # Somebody else, or something else.
        ("Council closes bridge tomorrow", "The mayor will close the bridge next month."),
        ("Council closes bridge tomorrow", "The council will close the pool next month."),
        ("Bridge closes tomorrow", "The pool will close next month."),
    ],
)
def test_another_deed_has_another_time(headline: str, body: str) -> None:
    assert found(headline, body) == []
