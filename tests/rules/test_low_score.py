"""What is said only once the score is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.context import Context
from checker.nli import PassageReading, Prediction
from checker.rules import RULES, RawFinding
from checker.rules.unsupported_claim.low_score import low_score

from . import neutral

BODY = "The council in Leeds met for an hour on Monday. Tea came at nine. Pupils sang, and a band played in the square."
LOW, DOUBTFUL = 0.01, 0.2


def context(headline: str, body: str) -> Context:
    """An article with an operating point, as the embedded models have one."""
    found = neutral.context(headline, body)
    return replace(found, thresholds=replace(found.thresholds, doubtful=DOUBTFUL))


def entailing(found: Context, **entailments: float) -> Context:
    """The context with one entailment for the claims of each kind."""
    judged = [
        replace(item, predictions=(Prediction(entailments[item.claim.kind], 0.0, 0.0),) * len(item.evidence))
        for item in found.judged
    ]
    return replace(found, judged=judged, memo={})


def told(found: Context, chance: float = LOW) -> list[tuple[str, tuple[int, ...]]]:
    return [
        (found.headline.text[item.span.start : item.span.end], item.sentences) for item in low_score(found, [], chance)
    ]


def test_the_words_that_the_body_lacks_are_shown_with_the_nearest_sentence() -> None:
    assert told(context("Council in Leeds sells library", BODY)) == [("sells library", (0,))]


def test_words_far_apart_are_not_shown_as_one() -> None:
    headline = "Library council in Leeds met pupils on Monday sells"
    assert told(context(headline, BODY)) == [(headline, (0,))]


def test_nothing_is_said_where_something_is_found_or_the_score_is_not_low() -> None:
    found = context("Council in Leeds sells library", BODY)
    (own,) = low_score(found, [], LOW)
    assert list(low_score(found, [own], LOW)) == []
    assert told(found, DOUBTFUL) == []
    assert told(found, DOUBTFUL - 0.01) != []
    assert own.confidence == pytest.approx(1 - LOW)


def test_what_the_body_carries_or_the_model_does_not_dispute_is_left_alone() -> None:
    found = context("Council in Leeds sells library", BODY)
    assert told(entailing(found, headline=0.99, clause=0.0)) == []
    assert told(replace(found, reading=PassageReading(Prediction(0.1, 0.7, 0.2)))) == []
    assert told(replace(found, reading=PassageReading(Prediction(0.1, 0.2, 0.7)))) != []


def test_the_headline_counts_and_no_part_of_it() -> None:
    found = context("Council sells library: mayor opens pool in Leeds", BODY)
    assert {item.claim.kind for item in found.judged} == {"headline", "clause"}
    assert told(entailing(found, headline=0.1, clause=0.0)) == told(found)
    assert told(entailing(found, headline=0.99, clause=0.0)) == []


@pytest.mark.parametrize("headline", ["Is council in Leeds selling library?", "Opinion: Leeds sells its library"])
def test_what_makes_no_claim_has_no_low_score(headline: str) -> None:
    assert told(context(headline, BODY)) == []


def test_a_number_in_another_form_and_a_state_that_lasts_are_no_ground() -> None:
    assert told(context("Three in four pupils sang in Leeds", "In Leeds 75% of pupils sang. Tea came at nine.")) == []


def test_over_a_body_of_no_shared_word_no_sentence_is_shown() -> None:
    found = context("Volcano erupts beside glacier", BODY)
    (own,) = low_score(found, [], LOW)
    assert own.sentences == ()
    assert own.message.startswith("Nothing in the body says that") or own.message.startswith("The body has nothing of")


def test_the_second_look_speaks_through_the_rule() -> None:
    found = context("Council in Leeds sells library", BODY)
    look = RULES["unsupported-claim"].second_look
    assert look is not None
    spoken: list[RawFinding] = list(look(found, [], LOW))
    assert [item.check for item in spoken] == ["low-score"]
