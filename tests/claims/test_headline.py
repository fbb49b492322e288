"""Headlines taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.body import Body
from checker.claims import Headline, read_headline
from checker.english.truecase import body_spellings, case_style, restore_case
from checker.text import Span, repair

BODY = (
    "Ukraine struck Moscow on Sunday. The Norwell plant in Leeds was closed by its owner, the BBC said. "
    "Six people were killed when an iPhone exploded."
)


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
        ("Dam in Laos breaks", None),
        ("One in three buses in Tarn electric", None),
        ("Half of homes in Tarn empty", None),
        ("Roads in Tarn impassable", None),
        ("Buses in Tarn electric", "no-claim"),
        ("Roads of impassable Tarn", "no-claim"),
        ("Half of homes in Tarn district", "no-claim"),
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
        # Without "is": what is said of the subject stands behind it all the same.
        "Bread price at five-year low",
        "Youth unemployment at lowest since 2014",
        "River near its highest level for ten years",
        "Leeds families now a minority in Norwell",
        "Lake level 30 feet below normal",
        "Norwell on the brink of collapse",
        "Two in hospital after gas leak",
        "Ex-mayor guilty of fraud",
        "Beach open again after clean tests",
        "Rents in capital up 4% in a year",
        "Celtic unhappy over Bulgaria date",
        "Calder sign Amara for £22m",
        "Dam in Leeds breaks after heavy rain",
    ],
)
def test_what_makes_a_claim(headline: str) -> None:
    assert read(headline).reason is None


@pytest.mark.parametrize(
    "headline",
    ["Low at Norwell", "Optimistic mood at Norwell", "Norwell optimistic", "Norwell plan row", "Open day in Leeds"],
)
def test_a_label_makes_no_claim(headline: str) -> None:
    assert read(headline).reason == "no-claim"


def test_a_duty_is_news_where_the_body_tells_of_the_rule() -> None:
    headline = "Visitors to Norwell must pay ten euros"
    assert read(headline, "Visitors to Norwell are required to pay ten euros. It begins in May.").reason is None
    assert read(headline, "Norwell has many visitors, and its streets want mending. It would help.").reason == "opinion"


@pytest.mark.parametrize(
    ("headline", "subject", "verb"),
    [
        ("Harbour bridge to close for 4 weeks", "bridge", "close"),
        ("Harbour bridge not to close", "bridge", "close"),
        ("Harbour bridge to finally get new deck", "bridge", "get"),
        ("Harbour to close", "Harbour", "close"),
        ("Mill to shut", "Mill", "shut"),
        ("Council to vote on rent cap", "Council", "vote"),
        ("Charge to rise for parking", "Charge", "rise"),
        ("Play to open in London", "Play", "open"),
        ("Pay to rise by 4%", "Pay", "rise"),
        ("Help to be offered to flooded homes", "Help", "offered"),
        ("Pay rise to be offered", "rise", "offered"),
        ("Sign language to be taught in schools", "language", "taught"),
        ("Watch to be made in France", "Watch", "made"),
        ("Face masks to be compulsory on trains", "masks", "be"),
    ],
)
def test_a_plan_is_no_order(headline: str, subject: str, verb: str) -> None:
    found = read(headline)
    assert found.reason is None
    assert found.claims[0].text == f"{headline}."
    assert found.doc.text == headline
    (act,) = (token for token in found.doc if token.text == verb)
    assert act.dep_ == "ROOT"
    assert [child.text for child in act.children if child.dep_ in ("nsubj", "nsubjpass")] == [subject]


@pytest.mark.parametrize("headline", ["Bid to cut costs", "Call to save factory jobs", "Harbour refusal to pay"])
def test_what_a_bid_is_for_is_not_what_it_will_do(headline: str) -> None:
    found = read(headline)
    assert not any(token.dep_ == "nsubj" for token in found.doc)


@pytest.mark.parametrize(
    ("headline", "verb"),
    [
        ("Trump moves to end U.S. asylum for foreign migrants", "moves"),
        ("Trump plans to pull out of Paris climate accord", "plans"),
    ],
)
def test_who_plans_gives_no_order(headline: str, verb: str) -> None:
    found = read(headline, "It said that foreign migrants have asylum. He left Paris.")
    assert found.reason is None
    (root,) = (token for token in found.doc if token.dep_ == "ROOT")
    assert (root.text, root.tag_) == (verb, "VBZ")
    assert [child.text for child in root.children if child.dep_ == "nsubj"] == ["Trump"]


@pytest.mark.parametrize(
    "headline",
    [
        "Learn to cook like a chef",
        "Try to be kind",
        "Try to be seen at night",
        "Click to open the gallery",
        "Start to save for a pension now",
        "Stop to think before posting",
        "Remember to vote on Thursday",
        "Walk to work and live longer",
        "Drink water to stay well",
        "Watch birds to feel better",
        "Use salt to melt ice",
        "Visit Norway to be happy",
        "Visit Norway to see the lights",
        "Join club to save cash",
        "Watch a bridge to be closed",
        "Charge your phone to be safe",
        "Close the plant to save money",
        "Guard home to protect you and yours",
    ],
)
def test_an_order_is_no_plan(headline: str) -> None:
    assert read(headline).reason in ("imperative", "opinion")


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


@pytest.mark.parametrize(
    ("headline", "reason"),
    [
        ("Norwell closes its plant?", "question"),
        ("'Norwell closes its plant?'", "question"),
        ("Will Norwell close its plant", "question"),
        ("May Norwell close its plant", "question"),
        ("How Norwell closed its plant", "question"),
        ("This is how Norwell closed", "no-claim"),
        ("Everything you need to know of Norwell", "no-claim"),
        ("Quiz: Norwell closes its plant", "no-claim"),
        ("Review: Norwell closes its plant", "opinion"),
        ("Best shops of the year win", "opinion"),
        ("7 ways to close a plant", "opinion"),
        ("Norwell must close its plant", "opinion"),
        ("We close our plant", "opinion"),
        ("Your plant closes", "opinion"),
        ("Close the plant, build a school", "imperative"),
        ("Norwell: 'Close it'", None),
        ("'Norwell closes', 'it is over'", "quote"),
        ("Live: Norwell closes its plant", None),
        ("Norwell closes plant: mayor", None),
        ("No deaths in Leeds quake", None),
        ("No 10 Norwell quake", "no-claim"),
        ("Norwell told mayor must go", None),
        ("Judge orders that Norwell must close", None),
        ("CAN backs Norwell plan", None),
        ("Is-it film wins prize", "question"),
        ("Norwell quake in Leeds", "no-claim"),
    ],
)
def test_the_form_of_a_headline(headline: str, reason: str | None) -> None:
    assert read(headline).reason == reason


@pytest.mark.parametrize(
    ("headline", "claims", "sources"),
    [
        ("Norwell closes plant - minister", ["Norwell closes plant."], ["minister"]),
        ("Norwell closes plant – Leeds grieves", ["Norwell closes plant – Leeds grieves."], []),
        ("Court: Norwell closes plant", ["Norwell closes plant."], ["Court"]),
        ("Norwell row: plant closes", ["Plant closes."], []),
        ("Norwell plant: it closes", ["It closes."], []),
        ("Breaking: Norwell closes plant", ["Norwell closes plant."], []),
        ("In pictures: Norwell closes plant", ["Norwell closes plant."], []),
        ("Mayor says: Norwell closes plant", ["Norwell closes plant."], ["Mayor says"]),
        ("Norwell closes plant, union claims", ["Norwell closes plant."], ["union"]),
        ("Norwell closes plant according to union", ["Norwell closes plant."], ["union"]),
        ("Plant, says Norwell", ["Plant, says Norwell."], []),
        ("Norwell says 'plant: it closes' to mayor", ["Norwell says 'plant: it closes' to mayor."], []),
        ('Norwell says "plant: it closes" to mayor', ['Norwell says "plant: it closes" to mayor.'], []),
        ("Norwell closes plant; Leeds grieves", ["Norwell closes plant; Leeds grieves."], []),
        ("A very long list of many words here: Norwell closes plant", ["Norwell closes plant."], []),
    ],
)  # fmt: skip
def test_sources_topics_and_kickers_are_set_aside(headline: str, claims: list[str], sources: list[str]) -> None:
    found = read(headline)
    assert texts(found, "headline") == claims
    assert [found.text[span.start : span.end] for span in found.sources] == sources
    assert not any("'" in clause or '"' in clause for clause in texts(found, "clause")), "quotations stay whole"


@pytest.mark.parametrize(
    ("headline", "clauses"),
    [
        ("The man shot two boys and fled the town", ["The man shot two boys.", "The man fled the town."]),
        ("The firm sold the plant and the mayor sued it", ["The firm sold the plant.", "The mayor sued it."]),
        ("Norwell closed and was sold", ["Norwell closed.", "Norwell was sold."]),
        ("Storm hits Leeds while the mayor sleeps", ["Storm hits Leeds.", "The mayor sleeps."]),
        ("The storm killed three, and it rained", ["The storm killed three."]),  # "it" is nobody
        ("Prices rise as inflation slows", ["Prices rise.", "Inflation slows."]),
        ("Prices rise after slowing", []),
        ("Norwell closes plant", []),
        ("Storm kills three; Leeds grieves", ["Storm kills three.", "Leeds grieves."]),
        ("Norwell closes plant - Leeds grieves", ["Norwell closes plant.", "Leeds grieves."]),
    ],
)
def test_clauses_that_stand_alone(headline: str, clauses: list[str]) -> None:
    assert texts(read(headline), "clause") == clauses


@pytest.mark.parametrize(
    ("headline", "events"),
    [
        ("Russia's retaliation shakes Leeds", ["Russia retaliated."]),
        ("Russia's attacks shake Leeds", ["Russia attacked."]),
        ("The old mayor's resignation shakes Leeds", ["The old mayor resigned."]),
        ("Retaliation shakes Leeds", []),
        ("Russian retaliation shakes Leeds", []),
        ("His resignation shakes Leeds", []),
        ("Russia's towers shake", []),
        ("Russia attacks Leeds", []),
    ],
)
def test_events_with_an_owner(headline: str, events: list[str]) -> None:
    assert texts(read(headline), "event") == events


@pytest.mark.parametrize(
    ("headline", "attributed"),
    [
        ("Norwell closes plant, union claims", True),
        ("Norwell 'closes plant'", True),
        ('Norwell "closes plant"', True),
        ("Norwell reportedly closes plant", True),
        ("Norwell's plant closes", False),
        ("Workers' plant closes", False),
        ("Norwell closes plant", False),
    ],
)
def test_who_says_so(headline: str, attributed: bool) -> None:
    assert read(headline).attributed is attributed


def test_words_of_the_source_are_known() -> None:
    found = read("Norwell closes plant, union claims")
    assert found.in_source(Span(22, 27))
    assert not found.in_source(Span(0, 7))


def test_a_denial_becomes_a_sentence() -> None:
    assert read("No deaths in Leeds quake").claims[0].text == "There were no deaths in Leeds quake."


@pytest.mark.parametrize(
    ("headline", "style"),
    [
        ("norwell closes plant", "lower"),
        ("norwell closes", "sentence"),
        ("NORWELL CLOSES PLANT in may", "upper"),
        ("Norwell CLOSES the plant", "sentence"),
        ("Norwell Closes Its Plant", "title"),
        ("Norwell Closes plant today", "sentence"),
        ("!?", "sentence"),
        ("We do it", "sentence"),
        ("Norwell Wins", "sentence"),
    ],
)  # fmt: skip
def test_how_a_headline_is_capitalised(headline: str, style: str) -> None:
    assert case_style(headline) == style


@pytest.mark.parametrize(
    ("headline", "body", "restored"),
    [
        ("NORWELL CLOSES PLANT", "The plant of NorWell closed.", "NorWell closes plant"),
        ("NORWELL'S PLANT CLOSES", "The plant of Norwell closed.", "Norwell's plant closes"),
        ("NORWELLS CLOSE PLANT", "The plant of Norwell closed.", "Norwells close plant"),
        (
            "Norwell Closes Big Plant",
            "It was a Big Plant. The Big Plant was a big plant, a Big one.",
            "Norwell closes Big Plant",
        ),
        ("Norwell Closes Plant on Monday", "It rained.", "Norwell closes plant on Monday"),
        ("Norwell Closes Plant in Sweden", "It rained.", "Norwell closes plant in Sweden"),
        ("MAYOR MEETS NATO AND UK MEN", "It rained.", "Mayor meets NATO and UK men"),
        ("norwell closes plant in the u.s. now", "It rained.", "Norwell closes plant in the U.S. now"),
        ("Mayor hits TINY BOAT", "A boat sank.", "Mayor hits tiny boat"),
        ("Mayor meets XYZW", "A boat sank.", "Mayor meets XYZW"),
        ("Mayor meets NASA men", "A boat sank.", "Mayor meets NASA men"),
        ("Mayor meets ITVX men", "The ITVX men came.", "Mayor meets ITVX men"),
        ("The McDonald Shop Closes Today", "It rained.", "The McDonald shop closes today"),
        ("Norwell Closes Plant. It Lost Money", "It rained.", "Norwell closes plant. It lost money"),
    ],
)
def test_case_restored(headline: str, body: str, restored: str) -> None:
    assert restore_case(headline, lambda: body_spellings(body)) == restored
