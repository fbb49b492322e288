"""Conditions of which one half alone decides, and small steps of the checks: each case fails without its half."""

from __future__ import annotations

import pytest

from checker.claims.clauses import clauses
from checker.claims.pieces import pieces_of
from checker.english.directions import directed
from checker.english.hidden_verbs import has_hidden_verb, parse_headline
from checker.english.likeness import look_alike
from checker.english.parser import parse
from checker.english.truecase import restore_case
from checker.rules.actor_mismatch import roles_agree
from checker.text import Span

from .neutral import checks, context

REST = " The hall was full. Tea came at nine."


@pytest.mark.parametrize(
    ("rule", "check", "headline", "body", "words"),
    [
        # Somebody else than the headline's is alleged to have done it: that allegation is another one.
        (
            "missing-attribution",
            "only-alleged",
            "Holm attacked guard in Leeds",
            "Moreau allegedly attacked a guard in Leeds.",
            None,
        ),
        (
            "missing-attribution",
            "only-alleged",
            "Holm attacked guard in Leeds",
            "Holm allegedly attacked a guard in Leeds.",
            "attacked",
        ),
        # "We" in single quotes behind a colon is what somebody said, though the body has the other words.
        (
            "quote-altered",
            "absent-words",
            "Coach: 'we never took the tea'",
            "Players took the tea they never paid for.",
            "'we never took the tea'",
        ),
        ("quote-altered", "absent-words", "Coach 'we never took the tea' year", "Players never took the tea.", None),
        # Single quotes inside double ones are no quotation of their own.
        (
            "quote-altered",
            "absent-words",
            "Holm: \"A 'dull grey wet cold' year\"",
            "Sales rose.",
            "\"A 'dull grey wet cold' year\"",
        ),
        # Nobody is named in the headline, so that whoever is alleged to have done it may be meant.
        (
            "missing-attribution",
            "only-alleged",
            "Man attacked guard in Leeds",
            "Moreau allegedly attacked a guard in Leeds.",
            "attacked",
        ),
        # Nor where one of the two does not say who did it.
        (
            "missing-attribution",
            "only-alleged",
            "Guard attacked in Leeds",
            "Moreau allegedly attacked a guard in Leeds.",
            "attacked",
        ),
        (
            "missing-attribution",
            "only-alleged",
            "Holm attacked guard in Leeds",
            "A guard was allegedly attacked in Leeds.",
            "attacked",
        ),
        # The same word below both, though they stand in other places.
        (
            "contradiction",
            "swapped-word",
            "Stone church collapses in Overton",
            "In Overton people spoke of the collapse of the stone school.",
            "church",
        ),
        ("contradiction", "denied-deed", "Brannock may cut guidance", "We are not cutting our guidance.", None),
        # A title of four letters or more stands for its holder where the body has the office and nobody else in it.
        ("entity-unsupported", "absent-name", "Mayor Tilbrook closes pool", "The mayor closed the pool.", None),
        ("entity-unsupported", "absent-name", "Leeds mayor Tilbrook closes pool", "The Leeds mayor closed it.", None),
        (
            "entity-unsupported",
            "absent-name",
            "Leeds mayor Tilbrook closes pool",
            "The Leeds mayor closed the pool. Mayor Holm said so.",
            "Tilbrook",
        ),
        # A baker is one of many, and "dr" stands for nobody.
        (
            "entity-unsupported",
            "absent-name",
            "Leeds baker Tilbrook closes pool",
            "The Leeds baker closed the pool.",
            "Tilbrook",
        ),
        ("entity-unsupported", "absent-name", "Dr Tilbrook closes pool", "The dr closed the pool.", "Tilbrook"),
        # Another word of the same kind, where the body has no word of the headline's.
        ("contradiction", "swapped-word", "Church roof collapses", "The school roof collapsed.", "Church"),
        (
            "contradiction",
            "swapped-word",
            "Church roof collapses",
            "The school roof collapsed. The cathedral stood.",
            None,
        ),
        # Words that look alike, of which the body has the headline's in another form.
        ("contradiction", "similar-word", "Methadone seized in Leeds", "Police in Leeds seized methanol.", "Methadone"),
        (
            "contradiction",
            "similar-word",
            "Methadone seized in Leeds",
            "Police in Leeds seized methanol. They found methadones too.",
            None,
        ),
        # "If the firm cuts" is not told as done.
        (
            "contradiction",
            "denied-deed",
            "Shares fall if Brannock cuts guidance",
            "We are not cutting our guidance, Brannock said.",
            None,
        ),
        # The nearest sentence is shown.
        (
            "overstated-cause",
            "only-associated",
            "Coffee causes asthma",
            "Coffee is linked to asthma. Coffee is associated with asthma in towns.",
            "causes",
        ),
    ],
)
def test_the_half_decides(rule: str, check: str, headline: str, body: str, words: str | None) -> None:
    told = [item for name, item, _ in checks(rule, headline, body + REST) if name == check]
    assert told == ([] if words is None else [words])


def test_the_first_of_two_sentences_is_shown() -> None:
    body = "Coffee is linked to asthma. Coffee is associated with asthma." + REST
    assert checks("overstated-cause", "Coffee causes asthma", body) == [("only-associated", "causes", 1)]
    body = "The rail strike will begin next month. The rail strike will begin next year." + REST
    assert ("other-time", "tomorrow", 1) in checks("date-mismatch", "Rail strike begins tomorrow", body)


@pytest.mark.parametrize(
    ("headline", "sentence", "agree"),
    [
        ("Orvane buys Calder", "Somebody said that Calder was bought.", False),
        ("Orvane buys", "Orvane has bought Calder.", False),
        ("Calder bought", "Orvane has bought Calder.", False),
    ],
)
def test_roles_that_are_not_told_do_not_agree(headline: str, sentence: str, agree: bool) -> None:
    assert roles_agree(context(headline, sentence + REST), 0) is agree


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        # Four letters longer is another word by its length.
        ("counterfeit", "counterirritant", False),
        ("methadone", "methanol", True),
    ],
)
def test_words_of_about_one_length_are_alike(one: str, other: str, alike: bool) -> None:
    assert look_alike(one, other) is alike


def test_what_is_up_or_down_is_said_of_a_noun() -> None:
    assert [(item.side, item.pronoun, item.planned) for item in directed(parse("Profits are up."))] == [
        (0, False, False)
    ]
    assert [(item.side, item.pronoun, item.planned) for item in directed(parse("Profits are down."))] == [
        (1, False, False)
    ]


@pytest.mark.parametrize(
    ("content", "hidden"),
    [("thousands flee", True), ("thousands rises", False), ("child flee", False), ("Thousands flee", False)],
)
def test_a_plural_agrees_with_its_verb(content: str, hidden: bool) -> None:
    assert has_hidden_verb(content) is hidden


@pytest.mark.parametrize(
    ("headline", "verb", "tag"),
    [
        ("Calder sign Amara for £22m", "sign", "VBP"),
        ("Norwell backs plan", "backs", "VBZ"),
        ("Dam in Laos breaks", "breaks", "VBZ"),
        ("Talks in Geneva collapse", "collapse", "VBP"),
    ],
)
def test_a_hidden_verb_is_singular_or_plural(headline: str, verb: str, tag: str) -> None:
    assert [token.tag_ for token in parse_headline(headline) if token.text == verb] == [tag]


@pytest.mark.parametrize(
    ("headline", "roles"),
    [
        ("Norwell closes its plant - study", ["claim", "source"]),
        ("Norwell closes its plant; study", ["claim", "topic"]),
        ("Norwell: plant closes", ["source", "claim"]),
    ],
)
def test_a_source_stands_behind_a_dash_or_a_colon(headline: str, roles: list[str]) -> None:
    assert [piece.role for piece in pieces_of(headline)] == roles


def test_only_clauses_that_are_joined_are_halves() -> None:
    headline = "Council rejects runway and approves tram in Leeds"
    assert [text for _, text in clauses(headline, Span(0, len(headline)))] == [
        "Council rejects runway",
        "Council approves tram in Leeds",
    ]
    for headline in ("Council decides to close pool in Leeds", "Mayor says council closes pool in Leeds"):
        assert list(clauses(headline, Span(0, len(headline)))) == []


def test_a_common_word_that_ends_a_name_keeps_its_capital() -> None:
    assert restore_case("HOLM VISITS WEMBLEY STADIUM", dict) == "Holm visits Wembley Stadium"


def test_a_verb_behind_a_phrase_agrees_with_its_subject() -> None:
    assert not [token for token in parse_headline("Dam in Laos break") if token.tag_ in ("VBZ", "VBP")]
