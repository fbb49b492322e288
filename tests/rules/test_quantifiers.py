"""Words that count: nobody, all, most, doubles; and what is told in percent instead."""

from __future__ import annotations

import pytest

from .neutral import checks

REST = " The office opens at nine on weekdays. Tea is served at noon."


def spoken(check: str, headline: str, body: str) -> list[tuple[str, int | None]]:
    return [
        (words, evidence) for name, words, evidence in checks("contradiction", headline, body + REST) if name == check
    ]


@pytest.mark.parametrize(
    ("headline", "sentence", "words"),
    [
        ("Trader arrested over gold", "No one has been arrested over the gold.", "arrested"),
        ("Trader stole gold from bank", "No trader has stolen the gold from the bank.", "stole"),
        ("Trader was arrested over gold", "No trader has been arrested over the gold.", "arrested"),
        ("Trader was arrested over gold", "No arrests have been made over the gold.", "arrested"),
        ("Trader was arrested over gold", "None of them was arrested over the gold.", "arrested"),
    ],
)  # fmt: skip
def test_nobody(headline: str, sentence: str, words: str) -> None:
    assert spoken("nobody", headline, sentence) == [(words, 1)]


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Trader was arrested over gold", "No one else has been arrested over the gold."),
        ("Trader was arrested over gold", "Nobody was seriously arrested over the gold."),  # how badly, not whether
        ("Trader was arrested over gold", "No banker has been arrested over the gold."),
        ("Trader was arrested over gold", "No trader arrested the thieves."),
        ("Trader was arrested over gold", "The trader was arrested over the gold with no fuss."),
        ("Trader was arrested over gold", "Nobody arrested over the gold."),
        (
            "Trader was arrested over gold",
            "No one was arrested at first. The trader was arrested over the gold at noon.",
        ),
        ("Trader was arrested over gold", "No one has been questioned over the gold."),
        ("Trader was arrested over gold", "The arrests had no end."),
        ("No trader was arrested over gold", "No one has been arrested over the gold."),
        ("Trader was not arrested over gold", "No one has been arrested over the gold."),
        ("Trader may be arrested over gold", "No one has been arrested over the gold."),
        ("Trader has a say", "No one has a say in the matter of the gold."),
        ("Trader smuggled gold, police who arrested him say", "No one has been arrested over the gold."),
    ],
)
def test_somebody_after_all(headline: str, sentence: str) -> None:
    assert spoken("nobody", headline, sentence) == []


@pytest.mark.parametrize(
    ("headline", "sentence", "words"),
    [
        ("Retailer closes all its shops", "The retailer will close 40 of its 120 shops.", "all its shops"),
        ("Retailer closes every shop", "The retailer will close some of its shops.", "every shop"),
        ("Retailer closes all shops", "The retailer will close half of its shops.", "all shops"),
        ("Retailer closes all shops", "The retailer will close two thirds of the shops.", "all shops"),
        ("Entire fleet grounded at port", "Part of the fleet was grounded at the port.", "Entire fleet"),
    ],
)
def test_not_all(headline: str, sentence: str, words: str) -> None:
    assert spoken("not-all", headline, sentence) == [(words, 1)]


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Retailer closes shops", "The retailer will close 40 of its 120 shops."),
        ("Retailer does not close all its shops", "The retailer will close 40 of its 120 shops."),
        (
            "Retailer closes all its shops",
            "The retailer will close 40 of its 120 shops. It wanted to close all its shops.",
        ),
        (
            "Retailer closes all its shops",
            "The retailer will close 40 of its 120 shops. It wanted to close both shops.",
        ),
        ("Retailer closes all its shops", "The retailer will close 40 of its 120 bakeries."),
        (
            "Retailer closes all its shops",
            "Rain fell in the hills, and some of the shops of a chain lost power for an hour.",
        ),
        ("Retailer closes all its shops", "The retailer will close its shops."),
        ("Retailer says all of it was sold", "The retailer sold part of it."),
    ],
)
def test_all_after_all(headline: str, sentence: str) -> None:
    assert spoken("not-all", headline, sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Thirty-four percent of pupils cheat in exams.",
        "A survey says that 34% of all the pupils cheat in exams.",
        "One in four of the pupils cheats in exams.",
    ],
)
def test_not_most(sentence: str) -> None:
    assert spoken("not-most", "Most pupils cheat in exams", sentence) == [("Most pupils", 1)]


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Most pupils cheat in exams", "Some 47% of pupils cheat in exams."),  # nearly half may pass for most
        ("Most pupils cheat in exams", "As many as 66% of pupils cheat in exams."),
        ("Most pupils cheat in exams", "34% of pupils cheat in exams in spring, 70% of pupils in autumn exams."),
        ("Most pupils cheat in exams", "34% of pupils cheat in exams. The majority cheat at home."),
        ("Most pupils cheat in exams", "34% of teachers cheat in exams for pupils."),
        ("Most pupils do not cheat in exams", "34% of pupils cheat in exams."),
        ("Most pupils cheat in exams", "Prices rose in spring, and 34% of pupils eat at school."),
        ("Pupils cheat most in exams", "34% of pupils cheat in exams."),
        ("Pupils cheat in exams", "34% of pupils cheat in exams."),
        ("Most pupils cheat in exams", "Pupils cheat in exams."),
        ("Most pupils cheat in exams", "34 pupils cheat in exams."),
    ],
)
def test_most_after_all(headline: str, sentence: str) -> None:
    assert spoken("not-most", headline, sentence) == []


@pytest.mark.parametrize(
    ("verb", "share", "right"),
    [
        ("doubles", 84, False),
        ("doubles", 85, True),
        ("doubles", 100, True),
        ("doubles", 140, True),
        ("doubles", 141, False),
        ("doubles", 12, False),
        ("triples", 169, False),
        ("triples", 170, True),
        ("triples", 200, True),
        ("triples", 240, True),
        ("triples", 241, False),
        ("trebles", 169, False),
        ("trebles", 170, True),
        ("trebles", 240, True),
        ("trebles", 241, False),
        ("halves", 39, False),
        ("halves", 40, True),
        ("halves", 50, True),
        ("halves", 60, True),
        ("halves", 61, False),
    ],
)
def test_a_change_in_percent_that_passes_for_a_multiple(verb: str, share: int, right: bool) -> None:
    found = spoken("not-multiplied", f"Norwell {verb} its profit", f"Norwell's profit changed by {share}% in the year.")
    assert found == ([] if right else [(verb, 1)])


@pytest.mark.parametrize(
    ("verb", "amounts"),
    [
        ("doubles", "from 24 million euros to 48 million euros"),
        ("doubles", "from 23 million euros to 48 million euros"),
        ("triples", "from 10 million euros to 31 million euros"),
        ("trebles", "from 10 million euros to 31 million euros"),
        ("halves", "from 48 million euros to 23 million euros"),
    ],
)
def test_two_amounts_that_stand_in_the_ratio(verb: str, amounts: str) -> None:
    body = f"Norwell's profit went {amounts}, after 12% in the year before."
    assert spoken("not-multiplied", f"Norwell {verb} its profit", body) == []


@pytest.mark.parametrize(
    ("amounts", "silent"),
    [
        ("from 24 million euros to 36 million euros", False),
        ("from 24 million euros to 36 million euros of 72 million dollars", False),  # of another currency
        ("from 24 million euros to 57 million euros", True),
        ("from 24 million euros to 58 million euros", False),
    ],
)
def test_two_amounts_in_another_ratio(amounts: str, silent: bool) -> None:
    body = f"Norwell's profit went {amounts}, by 12% in the year."
    assert spoken("not-multiplied", "Norwell doubles its profit", body) == ([] if silent else [("doubles", 1)])


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Norwell to double its profit", "Norwell's profit rose by 12%."),
        ("Norwell does not double its profit", "Norwell's profit rose by 12%."),
        ("Norwell doubles its profit", "Norwell's profit rose by 12%, twice as fast as before."),
        ("Norwell doubles its profit", "Norwell's profit rose."),
        ("Norwell doubles its profit", "In Leeds wages of all the men went up by 12% over one long and hard winter."),
        ("Norwell raises its profit", "Norwell's profit rose by 12%."),
    ],
)
def test_no_multiple_told_or_none_denied(headline: str, sentence: str) -> None:
    assert spoken("not-multiplied", headline, sentence) == []
