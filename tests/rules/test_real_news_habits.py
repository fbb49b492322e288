"""What real news does that is no fault: allegations of something else, one more than the others,
clauses of their own; and the faults beside them.
"""

from __future__ import annotations

import pytest

from .neutral import checks

REST = " The hall was full. Tea came at nine."


def said(rule: str, headline: str, body: str) -> list[str]:
    return [check for check, _, _ in checks(rule, headline, body + REST)]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        (
            "Senator Holm resigns from council",
            "Senator Holm resigned from the council on Friday, following several allegations of harassment.",
        ),
        (
            "Bank sues rival for $60 million",
            "The bank has sued its rival for $60 million, alleging that it broke a contract.",
        ),
        (
            "Forty guests of hotelier have measles",
            "A hotelier accused of neglect has forty guests who have measles.",
        ),
    ],
)
def test_an_allegation_in_the_sentence_is_not_yet_one_of_the_event(headline: str, body: str) -> None:
    assert "only-alleged" not in said("missing-attribution", headline, body)


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Guard stole painting", "A guard has been accused of stealing a painting."),
        ("Nurse poisoned two patients", "A nurse who is suspected of having poisoned two patients was suspended."),
        ("Guard stole painting", "The guard allegedly stole a painting."),
        ("Rebels shoot down helicopter", "The rebels shot down a helicopter, according to an unnamed official."),
    ],
)
def test_an_allegation_of_the_event_itself(headline: str, body: str) -> None:
    assert "only-alleged" in said("missing-attribution", headline, body)


def test_what_the_headline_tells_as_not_yet_done_is_no_fact_to_allege() -> None:
    body = (
        "The union leader said that the minister's letters accusing unions of seeking to close the ports are a "
        "diversion."
    )
    assert said("missing-attribution", "Unions spurn push to close ports amid minister's attacks", body) == []
    assert said("missing-attribution", "Unions close ports amid minister's attacks", body) == ["only-alleged"]


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("17 towns sue over dam", "Harnby and 16 other towns sued over the dam.", []),
        ("18 towns sue over dam", "Harnby and 16 other towns sued over the dam.", ["other-number"]),
        ("17 towns sue over dam", "The 16 other towns sued over the dam.", ["other-number"]),
        (
            "1 dead in blast at fair",
            "A boiler blew up at a fair, killing one woman and wounding nine others.",
            [],
        ),
        (
            "1 nurse hurt in shooting at depot",
            "A shooting at the depot wounded a nurse. Last year eight nurses were hurt.",
            [],
        ),
        (
            "1 dead in blast at fair",
            "Three people were killed in a blast at a fair, among them a nurse.",
            ["other-number"],
        ),
    ],
)
def test_one_of_a_class_and_one_more_than_the_others(headline: str, body: str, found: list[str]) -> None:
    assert said("number-mismatch", headline, body) == found


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Actor dies at 94", "The actor was born in Harnby in 1925. He had his last part in 2019.", []),
        ("Actor dies at 94", "The actor was born in Harnby in 1952. He had his last part in 2019.", ["absent-number"]),
        ("Politician dies aged about 71", "The politician fell ill in May.", ["absent-number"]),
        ("Six drown off Naxos", "A ferry ran aground off Naxos.", ["absent-toll"]),
    ],
)
def test_ages_and_the_drowned(headline: str, body: str, found: list[str]) -> None:
    assert said("number-unsupported", headline, body) == found


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Harnby advances to final", "It might not be to everyone's taste, but Harnby is advancing to the final.", []),
        ("Harnby advances to final", "Harnby may win on Sunday and advance to the final.", ["hedged-event"]),
    ],
)
def test_a_clause_of_its_own_is_under_no_other_ones_hedge(headline: str, body: str, found: list[str]) -> None:
    assert said("overstated-certainty", headline, body) == found


DEPOSITS = (
    "The sum of deposits at the bank in Harnby fell on Monday to six million. "
    "Deposits in loan accounts rose to nine million."
)


def test_the_nearer_sentence_has_the_headlines_own_verb() -> None:
    assert "opposite-verb" not in said("contradiction", "Deposits at Harnby bank fell on Monday", DEPOSITS)
    assert "opposite-verb" in said("contradiction", "Deposits at Harnby bank fell on Monday", DEPOSITS.split(". ")[1])


def test_a_slip_of_the_pen_is_no_other_word() -> None:
    body = "The firm has sold its harbour {} to a rival."
    assert "similar-word" not in said("contradiction", "Firm sells harbour interests", body.format("inteest"))
    assert "similar-word" in said(
        "contradiction", "Patients treated with methadone", "The patients were treated with methanol."
    )


def test_half_of_what_a_hyphen_joins_has_no_name_of_its_own() -> None:
    body = "The new rooms (a paper calls them anti-noise rooms) cost the town a million."
    assert said("missing-attribution", "New anti-noise rooms cost town a million", body) == []


def test_whom_somebody_accuses_may_take_a_side_in_the_open() -> None:
    body = (
        "A charity has accused the fashion retailer Modana of having shirts sewn by children. "
        "Modana knew nothing of it."
    )
    assert said("missing-attribution", "Fashion retailer condemned child labour", body) == []
    assert said("missing-attribution", "Fashion retailer used child labour", body) == ["only-blamed"]


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("NHM buys harbour", "North Harnby Mills has bought the harbour.", []),
        ("BHM buys harbour", "North Harnby Mills has bought the harbour.", ["other-actor"]),
    ],
)
def test_initials_stand_for_the_one_who_acts(headline: str, body: str, found: list[str]) -> None:
    assert said("actor-mismatch", headline, body) == found


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("32% of Overtoners not saving", "The survey finds that 68% of Overtoners are saving.", []),
        (
            "32% of Overtoners not saving",
            "Nearly one-third put nothing away. The survey finds that just 68% of Overtoners are saving.",
            [],
        ),
        ("32% of Overtoners saving", "The survey finds that 68% of Overtoners are saving.", ["other-number"]),
    ],
)
def test_the_rest_of_a_share_that_does_not(headline: str, body: str, found: list[str]) -> None:
    assert said("number-mismatch", headline, body) == found


@pytest.mark.parametrize(("number", "found"), [(113, []), (112, ["absent-number"])])
def test_all_but_a_few_of_them(number: int, found: list[str]) -> None:
    body = "All but four of the 117 plaintiffs fell ill."
    assert said("number-unsupported", f"Harnby water made {number} ill, suit says", body) == found


def test_a_thing_in_capitals_is_no_hedged_deed() -> None:
    body = "Hectic demand for mining stocks in Harnby spilled over, boosting prices to a record."
    assert said("overstated-certainty", "HARNBY STOCKS CLOSE AT RECORD", body) == []
