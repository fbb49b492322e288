"""Headlines taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.body import Body
from checker.claims import Headline, read_headline
from checker.english.truecase import body_spellings, case_style, restore_case
from checker.text import repair

BODY = "Ukraine struck Moscow on Sunday. The Norwell plant in Leeds was closed by its owner, the BBC said. Six people were killed when an iPhone exploded."


def read(headline: str, body: str = BODY) -> Headline:
    return read_headline(repair(headline), Body(body))


def texts(headline: Headline, kind: str) -> list[str]:
    return [claim.text for claim in headline.claims if claim.kind == kind]


def test_possessive_event_is_a_claim_with_its_span() -> None:
    found = read(
        "Russia’s Retaliation Takes Lives: Ukraine Records Six Killed in Missile Strikes",
        "In Russia and Ukraine, retaliation and missile strikes killed people. It records lives.",
    )
    assert texts(found, "event") == ["Russia retaliated."]
    assert texts(found, "clause") == [
        "Russia's retaliation takes lives.",
        "Ukraine records six killed in missile strikes.",
    ]
    event = next(claim for claim in found.claims if claim.kind == "event")
    assert found.text[event.span.start : event.span.end] == "Russia's Retaliation"


@pytest.mark.parametrize(
    ("headline", "claim", "source"),
    [
        ("Police: two held after Leeds stabbing", "Two held after Leeds stabbing.", "Police"),
        ("Taxes will rise, says minister", "Taxes will rise.", "minister"),
        ("Coffee prevents cancer, study finds", "Coffee prevents cancer.", "study"),
        ("Petrol duties frozen, Brown says", "Petrol duties frozen.", "Brown"),
        ("Brightwater buys Calder for $3bn - report", "Brightwater buys Calder for $3bn.", "report"),
    ],
)
def test_source_is_not_a_claim(headline: str, claim: str, source: str) -> None:
    found = read(headline)
    assert found.claims[0].text == claim
    assert found.claims[0].source == source
    assert found.attributed


@pytest.mark.parametrize(
    ("headline", "reason"),
    [
        ("Is this the end for Norwell?", "question"),
        ("Why Norwell closed its plant", "question"),
        ("Opinion: The mayor is wrong", "opinion"),
        ("You should eat more beans", "opinion"),
        ("Watch the moment a bridge falls", "imperative"),
        ("'We will win'", "quote"),
        ("Norwell in gas export deal", "no-claim"),
        ("!!!", "no-headline"),
        ("10 reasons to visit Leeds", "opinion"),
    ],
)
def test_what_makes_no_claim_says_why(headline: str, reason: str) -> None:
    assert read(headline).reason == reason


@pytest.mark.parametrize(
    "headline",
    [
        "WHO warns of new flu strain",
        "Two in three voters back new bridge",
        "Norwell closes Leeds plant",
        "Blair says mayor should apologise",
        "Six killed in Leeds",
    ],
)
def test_what_makes_a_claim(headline: str) -> None:
    assert read(headline).reason is None


@pytest.mark.parametrize(
    ("headline", "verb", "lemma", "subject"),
    [
        ("Oil price climbs above $70", "climbs", "climb", "price"),
        ("President pardons whistleblower", "pardons", "pardon", "President"),
        ("Poll: most Danes back longer working week", "back", "back", "Danes"),
        ("Cyprus lowers copper price", "lowers", "lower", "Cyprus"),
    ],
)
def test_the_verb_is_found_where_the_parser_takes_it_for_a_noun(
    headline: str, verb: str, lemma: str, subject: str
) -> None:
    found = read(headline)
    assert found.doc.text == headline, "offsets are those of the headline"
    (token,) = (token for token in found.doc if token.text == verb)
    assert (token.pos_, token.lemma_, token.dep_) == ("VERB", lemma, "ROOT")
    assert [child.text for child in token.children if child.dep_ == "nsubj"] == [subject]
    assert found.reason is None


@pytest.mark.parametrize(
    "headline", ["Drug trials in Ghana", "Job cuts at Volvo plant", "Winter storm deaths", "Norwell quarterly net"]
)
def test_a_headline_without_a_verb_gets_none(headline: str) -> None:
    assert not any(token.pos_ == "VERB" and token.dep_ == "ROOT" for token in read(headline).doc)


def test_clauses_are_split() -> None:
    assert "Inflation slows." in texts(read("Central bank holds rates as inflation slows"), "clause")
    assert texts(read("Storm kills three; thousands flee"), "clause")


@pytest.mark.parametrize(
    ("headline", "sentences"),
    [
        ("Storm hits coast. Thousands flee homes.", ["Storm hits coast.", "Thousands flee homes."]),
        ("Police: man shot two. He fled and hid.", ["Man shot two.", "He fled and hid."]),
        ("Calder Inc. sues Norwell in U.S. court", ["Calder Inc. sues Norwell in U.S. court."]),
        ("Storm hits coast. Sixty thousand homes.", ["Storm hits coast. Sixty thousand homes."]),
        (
            "norwell has closed its plant. it said so on monday.",
            ["Norwell has closed its plant.", "It said so on Monday."],
        ),
        (
            "Taxes will rise, says minister. Petrol duties are frozen.",
            ["Taxes will rise.", "Petrol duties are frozen."],
        ),
    ],
)
def test_every_sentence_of_a_headline_is_a_claim(headline: str, sentences: list[str]) -> None:
    assert texts(read(headline), "headline") == sentences


@pytest.mark.parametrize(
    ("headline", "restored"),
    [
        ("Norwell Closes Leeds Plant", "Norwell closes Leeds plant"),
        ("NORWELL CLOSES LEEDS PLANT, BBC SAYS", "Norwell closes Leeds plant, BBC says"),
        ("Norwell closes Leeds plant", "Norwell closes Leeds plant"),
        ("Ukraine Records Six Killed", "Ukraine records six killed"),
        ("U.S. Closes Leeds Plant", "U.S. closes Leeds plant"),
        ("U.S. CLOSES LEEDS PLANT", "U.S. closes Leeds plant"),
        ("u.s. closes leeds plant. it lost money.", "U.S. closes Leeds plant. It lost money."),
        ("norwell's rossi closes leeds plant", "Norwell's Rossi closes Leeds plant"),
        ("Norwell worker loses eye to BEAN BAG", "Norwell worker loses eye to bean bag"),
        ("BBC man joins WHO and NATO", "BBC man joins WHO and NATO"),
        ("Teenager's iPhone Explodes Twice", "Teenager's iPhone explodes twice"),
    ],
)
def test_true_case_comes_from_the_body(headline: str, restored: str) -> None:
    assert restore_case(headline, lambda: body_spellings(BODY)) == restored


def test_case_style() -> None:
    assert case_style("Norwell Closes Its Leeds Plant") == "title"
    assert case_style("NORWELL CLOSES") == "upper"
    assert case_style("Norwell closes its Leeds plant") == "sentence"


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "Norwell",
                "'s",
                "attack",
                ":",
                ";",
                " - ",
                "'",
                '"',
                "killed",
                "6",
                "says",
                "Police",
                "and",
                "?",
                "é",
                "😀",
                "to",
                ",",
            ]
        ),
        max_size=10,
    ).map(" ".join)
)
def test_any_headline_gives_claims_inside_it(headline: str) -> None:
    found = read(headline)
    assert len(found.cased) == len(found.text)
    for claim in found.claims:
        assert 0 <= claim.span.start < claim.span.end <= len(found.text)
