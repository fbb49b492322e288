"""What the body is silent about: deaths, superlatives, the claim itself; and stories that it calls untrue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.context import JudgedClaim
from checker.evidence import Evidence
from checker.nli import PassageReading, Prediction
from checker.number_answers import retold
from checker.rules import RULES, RawFinding
from checker.text import Span

from .neutral import checks, context

REST = " The hall was full. Tea came at nine."


def spoken(check: str, headline: str, body: str, rule: str = "unsupported-claim") -> list[tuple[str, int | None]]:
    return [(words, evidence) for name, words, evidence in checks(rule, headline, body + REST) if name == check]


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Two killed in bus crash", "A bus left the road. Two men were injured.", [("killed", 2)]),
        ("Two killed in bus crash", "A bus left the road.", [("killed", None)]),
        ("Singer dies on stage", "The singer fell off the stage.", [("dies", None)]),
        ("Two killed in bus crash", "A bus left the road. Two men died.", []),
        ("Two killed in bus crash", "A bus left the road, claiming two lives.", []),
        ("Two killed in bus crash", "A bus left the road. The funeral is on Monday.", []),
        ("Singer does not die on stage", "The singer fell off the stage.", []),
        ("Nobody killed in bus crash", "A bus left the road.", []),
        ("Governor kills off bill", "The governor vetoed it.", []),
        ("Were two killed in bus crash?", "A bus left the road.", []),
        ("Two hurt in bus crash", "A bus left the road.", []),
    ],
)
def test_deaths_in_the_headline_alone(headline: str, body: str, found: list[tuple[str, int | None]]) -> None:
    assert spoken("no-deaths", headline, body) == found


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Zoo has record number of visitors", "The zoo had many visitors.", [("record", 1)]),
        ("Zoo has record number of visitors", "The zoo had more visitors than ever before.", []),
        ("Record company sues zoo", "The company has sued the zoo.", []),
        ("Zoo breaks record", "The zoo had many visitors.", []),
        ("World's largest cheese is made in Oslo", "The cheese in Oslo weighs 320 kilos.", [("largest", 1)]),
        ("World's largest cheese is made in Oslo", "The cheese in Oslo is the biggest.", []),
        ("Largest cheese is made in Oslo", "The cheese in Oslo weighs 320 kilos.", []),
        ("A largest cheese is made in Oslo", "The cheese in Oslo weighs 320 kilos.", []),
        ("World's cheese is made in Oslo", "The cheese in Oslo weighs 320 kilos.", []),
        ("Mayor unanimously elected", "The mayor was elected with 58% of the votes.", [("unanimously", 1)]),
        ("Mayor gets unanimous vote", "The mayor was elected with 58% of the votes.", [("unanimous", 1)]),
        ("Mayor gets unanimous vote", "The mayor was elected by 11-0.", []),
        ("Vote on mayor is unanimous", "The mayor was elected with 58% of the votes.", []),
        ("Does zoo have record number of visitors?", "The zoo had many visitors.", []),
        ("Record number of visitors at zoo", "The zoo had many visitors.", [("Record", 1)]),  # without a verb too
    ],
)
def test_superlatives_in_the_headline_alone(headline: str, body: str, found: list[tuple[str, int | None]]) -> None:
    assert spoken("absent-superlative", headline, body) == found


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        (
            "Bishop endorses mayor",
            "A website wrote that the bishop endorses the mayor. The report was false.",
            [("Bishop endorses mayor", 2)],
        ),
        ("Bishop endorses mayor", "That the bishop endorses the mayor is a hoax.", [("Bishop endorses mayor", 1)]),
        (
            "Bishop endorses mayor",
            "The bishop endorses the mayor. Tea was hot. Rain fell. Snow came. The report was false.",
            [],
        ),
        ("Bishop endorses mayor", "A report about a shark was false.", []),
        ("Bishop did not endorse mayor", "That the bishop endorses the mayor is a hoax.", []),
        ("Bishop endorses mayor, says priest", "That the bishop endorses the mayor is a hoax.", []),
        ("Does bishop endorse mayor?", "That the bishop endorses the mayor is a hoax.", []),
        ("Bishop endorses mayor", "The bishop endorses the mayor.", []),
    ],
)
def test_a_story_that_the_body_calls_untrue(headline: str, body: str, found: list[tuple[str, int | None]]) -> None:
    assert spoken("called-untrue", headline, body, "contradiction") == found


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Norwell posts £12m profit", "Norwell made a loss of £12m.", [("profit", 1)]),
        ("Norwell posts £12m loss", "Norwell made a profit of £12m.", [("loss", 1)]),
        ("Norwell posts £12m profit", "Norwell made a profit of £12m after losses.", []),
        ("Norwell posts £12m profit", "Norwell paid £12m for coats.", []),
        ("Norwell posts £12m profit", "Norwell made a loss of £90m.", []),
        ("Norwell posts £12m sales", "Norwell made a loss of £12m.", []),
        ("Does Norwell post £12m profit?", "Norwell made a loss of £12m.", []),
    ],
)
def test_a_profit_that_is_a_loss(headline: str, body: str, found: list[tuple[str, int | None]]) -> None:
    assert spoken("profit-or-loss", headline, body, "contradiction") == found


HEADLINE, BODY = "Council rejects new runway", "The club sang a song in the rain." + REST


def judged(*predictions: tuple[float, float, float], kind: str = "headline", reason: str | None = None) -> JudgedClaim:
    """The headline's claim with a piece of evidence for each (entailment, contradiction, relevance)."""
    claim = replace(context(HEADLINE, BODY).judged[0].claim, kind=kind, reason=reason)  # type: ignore[arg-type]
    evidence = tuple(Evidence("text", Span(0, 4), (number,), row[2]) for number, row in enumerate(predictions))
    return JudgedClaim(claim, evidence, tuple(Prediction(row[0], 1 - row[0] - row[1], row[1]) for row in predictions))


def unsupported(claim: JudgedClaim) -> bool:
    found = RULES["unsupported-claim"].check(replace(context(HEADLINE, BODY), judged=[claim]))
    return [item.check for item in found] == ["unsupported"]


def test_a_claim_that_nothing_entails() -> None:
    assert unsupported(judged((0.01, 0, 0.1)))
    assert unsupported(judged())
    assert not unsupported(judged((0.01, 0, 0.1), (0.3, 0, 0.1)))
    assert not unsupported(judged((0.01, 0, 0.6))), "a sentence with most of its words is about it"
    assert not unsupported(judged((0.01, 0, 0.1), reason="question"))
    assert not unsupported(judged((0.01, 0, 0.1), kind="event"))
    assert unsupported(judged((0.01, 0, 0.1), kind="clause"))


def test_a_clause_speaks_for_the_headline_that_it_is_part_of() -> None:
    whole, part = judged(kind="headline"), judged(kind="clause")
    smaller = replace(part, claim=replace(part.claim, span=Span(0, 7)))
    found = list(RULES["unsupported-claim"].check(replace(context(HEADLINE, BODY), judged=[whole, smaller])))
    assert [item.span for item in found] == [Span(0, 7)]


AGAINST = PassageReading(Prediction(0.05, 0.05, 0.9))
UNSURE = PassageReading(Prediction(0.05, 0.3, 0.65))
TORN = PassageReading(Prediction(0.28, 0.0, 0.72))


def hardly(
    claim: JudgedClaim,
    chance: float = 0.2,
    findings: tuple[RawFinding, ...] = (),
    reading: PassageReading | None = AGAINST,
) -> bool:
    look = RULES["unsupported-claim"].second_look
    assert look is not None
    seen = replace(context(HEADLINE, BODY), judged=[claim], reading=reading)
    return [item.check for item in look(seen, findings, chance)] == ["hardly-supported"]


def test_hardly_supported_where_the_score_is_low_too() -> None:
    said = RawFinding("contradiction", "error", "", Span(0, 1), (), 1.0, check="nobody")
    assert hardly(judged((0.1, 0, 0.1)))
    assert not hardly(judged((0.1, 0, 0.1)), reading=UNSURE), "the passage does not speak against it"
    assert not hardly(judged((0.1, 0, 0.1)), reading=None)
    assert not hardly(judged((0.1, 0, 0.1)), chance=0.44)
    assert not hardly(judged((0.1, 0, 0.1)), findings=(said,))
    assert not hardly(judged((0.15, 0, 0.1)))
    assert not hardly(judged((0.1, 0, 0.1), kind="clause"))
    assert not hardly(judged((0.1, 0, 0.1), reason="question"))


def test_a_number_in_another_form_is_left_to_the_exact_checks() -> None:
    body = "The vaccine protected 75% of children in the trial." + REST

    def again(headline: str) -> bool:
        return retold(context(headline, body), Span(0, len(headline)))

    assert again("Vaccine protects three in four children")
    assert not again("Vaccine protects 75% of children")
    assert not again("Vaccine protects 60% of children"), "a wrong number is no other form"
    assert not again("Vaccine protects children")
    told = judged((0.1, 0, 0.1))
    for headline, found in (("Vaccine protects three in four children", 0), ("Vaccine protects 75% of children", 1)):
        seen = replace(
            context(headline, body), judged=[replace(told, claim=replace(told.claim, span=Span(0, len(headline))))]
        )
        second = RULES["unsupported-claim"].second_look
        assert second is not None
        assert len(list(second(replace(seen, reading=AGAINST), (), 0.1))) == found
        strong = replace(seen, judged=[replace(seen.judged[0], predictions=(Prediction(0.0, 0.05, 0.95),))])
        assert (
            len([item for item in RULES["contradiction"].check(strong) if item.check == "contradicted-claim"]) <= found
        )


ABOUT = "The new runway of the council was loud in the rain." + REST


def contradicted(claim: JudgedClaim, headline: str = HEADLINE, body: str = ABOUT) -> list[str]:
    return [item.check for item in RULES["contradiction"].check(replace(context(headline, body), judged=[claim]))]


def test_a_contradiction_by_the_model() -> None:
    speaks = ["contradicted-claim"]
    assert contradicted(judged((0, 0.95, 0.9))) == speaks
    assert contradicted(judged((0, 0.85, 0.9))) == []
    assert contradicted(judged((0, 0.95, 0.4))) == [], "a sentence about something else"
    assert contradicted(judged((0, 0.95, 0.5), (0, 0, 0.9))) == [], "not nearly the most relevant"
    assert contradicted(judged((0, 0.95, 0.75), (0, 0, 0.9))) == speaks
    assert contradicted(judged((0, 0.95, 0.8), (0.5, 0, 0.8))) == [], "as relevant a sentence entails it"
    assert contradicted(judged((0, 0.95, 0.8), (0.5, 0, 0.3))) == speaks
    assert contradicted(judged((0, 0.95, 0.9), reason="question")) == []
    assert contradicted(judged((0, 0.95, 0.9), reason="no-claim")) == speaks
    assert contradicted(judged((0, 0.95, 0.9), kind="event")) == []
    assert contradicted(judged((0, 0.95, 0.9)), body=BODY) == [], "fewer than two terms in common"


def test_a_double_no_and_a_change_turned_down_are_no_contradiction() -> None:
    claim = judged((0, 0.95, 0.9))
    whole = replace(claim, claim=replace(claim.claim, span=Span(0, 29)))
    assert (
        contradicted(whole, "Council denies runway is safe", "The council never called the runway safe." + REST) == []
    )
    assert (
        contradicted(whole, "Council admits runway is safe", "The council never called the runway safe." + REST) != []
    )
    assert contradicted(whole, "Council keeps old runway tax", "The council rejected a lower runway tax." + REST) == []
    assert contradicted(whole, "Orvane has now bought Calder!", "Calder was bought by Orvane in May." + REST) == []


def test_a_number_that_was_checked_is_not_contradicted() -> None:
    claim = judged((0, 0.95, 0.9))
    whole = replace(claim, claim=replace(claim.claim, span=Span(0, 24)))
    toll = "Four sailors were killed in the ferry fire. Two passengers died later."
    assert contradicted(whole, "Six killed in ferry fire", toll + REST) == []


def test_one_sentence_alone_makes_no_error() -> None:
    """The model calls many a paraphrase a contradiction: an error needs the passage against the headline too."""
    for reading, severity in ((AGAINST, "error"), (UNSURE, "warning"), (TORN, "warning"), (None, "warning")):
        seen = replace(context(HEADLINE, ABOUT), judged=[judged((0, 0.95, 0.9))], reading=reading)
        (found,) = RULES["contradiction"].check(seen)
        assert (found.check, found.severity) == ("contradicted-claim", severity)


def suspected(
    claim: JudgedClaim,
    chance: float = 0.2,
    findings: tuple[RawFinding, ...] = (),
    reading: PassageReading | None = AGAINST,
) -> bool:
    look = RULES["contradiction"].second_look
    assert look is not None
    found = look(replace(context(HEADLINE, ABOUT), judged=[claim], reading=reading), findings, chance)
    return [(item.check, item.severity) for item in found] == [("suspected-contradiction", "warning")]


def test_a_weaker_contradiction_where_the_score_is_low_too() -> None:
    said = RawFinding("contradiction", "error", "", Span(0, 1), (), 1.0, check="nobody")
    elsewhere = replace(said, span=Span(40, 44))
    weak = judged((0, 0.65, 0.3))
    assert suspected(weak)
    assert not suspected(weak, reading=UNSURE)
    assert not suspected(weak, reading=TORN)
    assert not suspected(weak, reading=None)
    assert not suspected(weak, chance=0.44)
    assert not suspected(judged((0, 0.55, 0.3)))
    assert not suspected(judged((0, 0.65, 0.2)))
    assert not suspected(weak, findings=(said,))
    assert suspected(weak, findings=(elsewhere,))
    assert not suspected(judged((0.5, 0.65, 0.3), (0.5, 0, 0.3)))
    assert not suspected(judged((0, 0.65, 0.3), kind="event"))
    assert not suspected(judged((0, 0.65, 0.3), reason="no-claim"))


def lacks(headline: str, entailment: float, body: str = ABOUT) -> bool:
    """Does the body lack the number of a headline that the model finds so much in it?"""
    seen = context(headline, body)
    claim = replace(
        seen.judged[0],
        evidence=(Evidence("text", Span(0, 4), (0,), 0.5),),
        predictions=(Prediction(entailment, 1 - entailment, 0),),
    )
    return bool(list(RULES["number-unsupported"].check(replace(seen, judged=[claim]))))


def test_the_model_is_believed_on_very_small_counts() -> None:
    """ "Two held" is sound when the body arrests a man and a woman."""
    assert not lacks("Two held in Leeds", 0.9)
    assert not lacks("Three held in Leeds", 0.9)
    assert lacks("Four held in Leeds", 0.9)
    assert lacks("Two held in Leeds", 0.3)
    assert lacks("Judge closes case in two weeks", 0.9)


def test_a_source_counts_where_it_speaks_of_the_same_story() -> None:
    from .neutral import found

    told = "Police said that many died in Oslo in 1972. "
    (finding,) = found(
        "number-unsupported", "Blast kills six in Leeds", "A blast shook a house in Leeds. " + REST.strip() + " " + told
    )
    assert "no source" in finding.message


PLACE = "A bus crash near Inverness killed five people on Sunday. Police are looking for witnesses."


def absent(headline: str, entailment: float, body: str = PLACE) -> list[str]:
    """The names that the body lacks, for a headline that its first sentence entails so much."""
    seen = context(headline, body)
    claim = replace(
        seen.judged[0],
        evidence=(Evidence("text", Span(0, 4), (0,), 0.5),),
        predictions=(Prediction(entailment, 1 - entailment, 0),),
    )
    found = RULES["entity-unsupported"].check(replace(seen, judged=[claim]))
    return [headline[item.span.start : item.span.end] for item in found]


def test_a_name_is_there_in_other_words_where_the_passage_says_the_same() -> None:
    seen = context(
        "Norland bus crash kills five", "A bus crash killed five people on Sunday near Sundby. Police are busy."
    )

    def found(entailment: float | None) -> list[RawFinding]:
        reading = None if entailment is None else PassageReading(Prediction(entailment, 1 - entailment, 0.0))
        return list(RULES["entity-unsupported"].check(replace(seen, reading=reading)))

    assert not found(0.4)
    assert found(0.39)
    assert found(None)


def test_a_larger_place_stands_for_a_smaller_one_where_the_model_is_sure() -> None:
    assert absent("Bus crash kills five in Norland", 0.9) == []
    assert absent("Bus crash kills five in Norland", 0.7) == ["Norland"]
    assert absent("Norland bus crash kills five", 0.9) == ["Norland"], "only behind a word of place"
    assert absent(
        "Bus crash kills five in Norland", 0.9, "A bus crash killed five people on Sunday. Police are busy."
    ) == ["Norland"]
    assert absent("Bus crash kills five in Norland, says Holm", 0.9) == []
