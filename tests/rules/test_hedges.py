"""Hedges: what keeps an event from being a fact, and when a body states it all the same."""

from __future__ import annotations

import pytest

from checker.english.parser import parse
from checker.rules.overstated_certainty import hedges

from .neutral import checks, found


def hedge(sentence: str, word: str) -> str | None:
    """What hedges the first token that is this word."""
    told = hedges.hedge(next(token for token in parse(sentence) if token.text == word))
    return None if told is None else told.words


@pytest.mark.parametrize(
    ("sentence", "word", "found"),
    [
        ("The firm closed the plant.", "closed", None),
        ("The firm may close the plant.", "close", "may close"),
        ("He'd close the plant.", "close", "'d close"),
        ("The firm did not close the plant.", "close", "not close"),
        ("The firm has closed the plant.", "closed", None),
        ("It asked whether the firm closed the plant.", "closed", "whether … closed"),
        ("It will cut jobs if the firm closes the plant.", "closes", "if … closes"),
        ("It cut jobs because the firm closed the plant.", "closed", None),
        ("The firm has yet to close the plant.", "close", "yet to close"),
        ("The firm plans to close the plant.", "close", "plans … close"),
        ("The firm is considering closing the plant.", "closing", "considering … closing"),
        ("The firm denied that it closed the plant.", "closed", "denied … closed"),
        ("The firm said that it closed the plant.", "closed", None),
        ("A plan to close the plant failed.", "close", "plan … close"),
        ("A man to close the plant came.", "close", None),
        ("The threat of closing the plant grew.", "closing", "threat … closing"),
        ("The firm is likely to close the plant.", "close", "likely … close"),
        ("The firm is happy to close the plant.", "close", None),
        ("The vote fell short of overriding the veto.", "overriding", "short of overriding"),
        ("The joy of overriding the veto was great.", "overriding", None),
        ("The firm could sell the shop and close the plant.", "close", "could … close"),
        ("The firm could start to close the plant.", "close", "could start … close"),
        ("The firm sold the shop and closed the plant.", "closed", None),
        ("The closure of the plant was planned.", "closure", None),
        ("The firm planned a closure of the plant.", "closure", "planned … closure"),
        ("The firm mulls closure plans.", "closure", "mulls … closure"),
        ("Forty jobs would be lost.", "lost", "would be lost"),
        ("The plant may soon be closed.", "closed", "may soon be closed"),
        ("He may have been killed.", "killed", "may have been killed"),
        ("The firm didn't close the plant.", "close", "didn't close"),
        ("It will never close.", "close", "never close"),
        ("He has yet to be charged.", "charged", "yet to be charged"),
        ("The vote fell short on Monday of overriding the veto.", "overriding", "short on Monday of overriding"),
        ("Nurses called off their strike.", "strike", "called off … strike"),
        ("The minister ruled out a ban.", "ban", "ruled out … ban"),
        ("Nurses called for a strike.", "strike", "called for … strike"),
        ("The firm that closed the plant planned a party.", "closed", None),
    ],
)  # fmt: skip
def test_hedge(sentence: str, word: str, found: str | None) -> None:
    assert hedge(sentence, word) == found


NOT_SO, NOT_TO_BE = "says that it did not happen", "says that it is not to happen"


@pytest.mark.parametrize(
    ("sentence", "word", "otherwise"),
    [
        ("Nurses called off their strike.", "strike", NOT_SO),
        ("The minister ruled out a ban.", "ban", NOT_SO),
        ("The council rejected a ban.", "ban", NOT_SO),
        ("He refused to resign.", "resign", NOT_SO),
        ("He was not charged.", "charged", NOT_SO),
        ("He will not be charged.", "charged", NOT_TO_BE),
        ("The firm could not close the plant.", "close", NOT_SO),
        ("The firm would not close the plant.", "close", NOT_TO_BE),
        ("He denied that he stole it.", "stole", "has it denied"),
        # A caution, and a refusal that is itself none.
        ("The firm may not close the plant.", "close", None),
        ("The firm may close the plant.", "close", None),
        ("Nurses called for a strike.", "strike", None),
        ("The council failed to stop the ban.", "ban", None),
        ("The council did not reject the ban.", "ban", None),
        ("The council delayed a ban.", "ban", None),
    ],
)
def test_a_refusal_a_denial_and_a_negation_are_no_caution(sentence: str, word: str, otherwise: str | None) -> None:
    told = hedges.hedge(next(token for token in parse(sentence) if token.text == word))
    assert told is not None
    assert told.otherwise == otherwise


REST = " The shop on the corner opens at nine. Its windows are blue."


def hedged(headline: str, body: str) -> list[tuple[str, str, int | None]]:
    return checks("overstated-certainty", headline, body + REST)


def test_messages_quote_the_body_and_call_no_refusal_a_caution() -> None:
    (off,) = found("overstated-certainty", "Nurses strike over pay", "Nurses called off their strike over pay." + REST)
    assert off.message.endswith("the body says that it did not happen: “called off … strike”.")
    assert "caution" not in off.message + (off.suggestion or "")
    (lost,) = found("overstated-certainty", "Jobs lost at Norwell", "Jobs would be lost at Norwell." + REST)
    assert lost.message.endswith("the body only says “would be lost”.")
    assert lost.suggestion == "Keep the body's caution (would be lost) in the headline."


@pytest.mark.parametrize(
    ("headline", "sentence", "words"),
    [
        ("Norwell closes northern plant", "Norwell may close its northern plant.", "closes"),
        ("Norwell closes northern plant", "Norwell has not closed its northern plant.", "closes"),
        ("Norwell closed northern plant", "Norwell plans to close its northern plant.", "closed"),
        (
            "Norwell sells shop and closes northern plant",
            "Norwell sold a shop. It may close its northern plant.",
            "closes",
        ),
        ("Suspect arrested in museum theft", "Police have yet to arrest a suspect in the museum theft.", "arrested"),
        (
            "Senate overrides veto on mining bill",
            "The Senate fell four votes short of overriding the veto on the mining bill.",
            "overrides",
        ),
        # Little else in common: the same one who does it is enough.
        (
            "Mayor resigns over expenses scandal in Overton",
            "The mayor refused to resign. Nothing more was said of expenses.",
            "resigns",
        ),
    ],
)
def test_a_hedged_event_told_flat(headline: str, sentence: str, words: str) -> None:
    assert [(name, told) for name, told, _ in hedged(headline, sentence)] == [("hedged-event", words)]


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Norwell may close northern plant", "Norwell may close its northern plant."),
        ("Norwell to close northern plant", "Norwell may close its northern plant."),
        # A hedge in the headline that only the parse shows: negated there as in the body.
        ("Norwell does not close northern plant", "Norwell has not closed its northern plant."),
        (
            "Norwell closes northern plant",
            "Norwell closed its northern plant, which it may reopen. It may close its northern plant for good.",
        ),
        ("Norwell closes northern plant", "Orvane may close the southern shop in the northern town."),
        ("Norwell closes northern plant", "Norwell may paint its northern plant."),
        ("Norwell has northern plant", "Norwell may have a northern plant."),
        ("Is Norwell closing northern plant?", "Norwell may close its northern plant."),
        (
            "Mayor resigns over expenses scandal in Overton",
            "The treasurer refused to resign. Nothing more was said of expenses.",
        ),
        ("Closing northern plant", "Norwell may close its northern plant."),
    ],
)
def test_no_event_overstated(headline: str, sentence: str) -> None:
    assert "hedged-event" not in {name for name, _, _ in hedged(headline, sentence)}


def test_a_negated_verb_of_the_headline_is_itself_a_hedge() -> None:
    """ "Does not close" over "has not closed": without the look at the headline's own verb it would be a flat one."""
    assert hedged("Norwell never closes northern plant", "Norwell never closed its northern plant.") == []
    assert hedged("Norwell did not close northern plant", "Norwell did not close its northern plant.") == []


@pytest.mark.parametrize(
    ("headline", "sentence", "found"),
    [
        (
            "Former mayor of Overton jailed",
            "The former mayor of Overton was charged with fraud.",
            ("not-so-far", "jailed", 1),
        ),
        (
            "Former mayor of Overton convicted",
            "The former mayor of Overton is on trial.",
            ("not-so-far", "convicted", 1),
        ),
        (
            "Former mayor of Overton found guilty of fraud",
            "The former mayor of Overton denied fraud.",
            ("not-so-far", "guilty", 1),
        ),
        (
            "Former mayor of Overton jailed",
            "The former mayor of Overton, who was charged with fraud, went to prison.",
            None,
        ),
        ("Former mayor of Overton not guilty", "The former mayor of Overton was charged with fraud.", None),
        ("Former mayor of Overton faces being jailed", "The former mayor of Overton was charged with fraud.", None),
        ("Former mayor of Overton charged", "The former mayor of Overton was charged with fraud.", None),
        ("Was former mayor of Overton jailed?", "The former mayor of Overton was charged with fraud.", None),
        ("Former mayor of Overton jailed", "Two boys were charged with theft.", None),
    ],
)
def test_convicted_over_charged(headline: str, sentence: str, found: tuple[str, str, int] | None) -> None:
    assert [item for item in hedged(headline, sentence) if item[0] == "not-so-far"] == ([found] if found else [])
