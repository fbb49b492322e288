"""Actors: swapped, acting themselves, or somebody else, and what looks like it and is not."""

from __future__ import annotations

import pytest

from checker.rules.actor_mismatch import roles_agree

from .neutral import checks, context, found

REST = " The hall in the town was full. Tea was served at nine."


@pytest.mark.parametrize(
    ("headline", "sentence", "found"),
    [
        ("Orvane buys Calder", "Calder has bought Orvane.", ("acts-itself", "Orvane buys Calder", 1)),
        # Somebody acts on it too, so that acting itself proves nothing; but the roles are swapped.
        (
            "Orvane buys Calder",
            "Calder has bought Orvane. Norwell wanted to buy Calder.",
            ("swapped-roles", "Orvane buys Calder", 1),
        ),
        ("Orvane bought Calder in May", "Calder has bought Orvane.", ("acts-itself", "Orvane bought Calder", 1)),
        ("Orvane bought by Calder", "Orvane has bought Calder.", ("acts-itself", "Orvane bought by Calder", 1)),
        ("Petrov beats Novak in final", "Petrov lost to Novak in the final.", ("acts-itself", "Petrov beats Novak", 1)),
        ("Petrov beats Novak in final", "Novak's win over Petrov in the final was quick.", None),
        (
            "Protester kills officer in Overton",
            "The officer killed a protester in Overton.",
            ("swapped-roles", "Protester kills officer", 1),
        ),
        (
            "Startup Velomi buys Trako",
            "Trako has bought the Berlin startup Velomi.",
            ("other-actor", "Startup Velomi buys Trako", 1),
        ),
        (
            "Russia's retaliation shakes towns",
            "Ukraine's retaliation shook towns.",
            ("other-actor", "Russia's retaliation", 1),
        ),
        (
            "Norway sues Orvane over spill",
            "Denmark has sued Orvane over the spill.",
            ("other-actor", "Norway sues Orvane", 1),
        ),
        (
            "Norway recalls envoy to Chile",
            "Denmark recalled its envoy to Chile over a remark.",
            ("other-actor", "Norway recalls envoy", 1),
        ),
        (
            "Israeli strikes hit Gaza",
            "Egyptian strikes hit parts of Gaza.",
            ("other-actor", "Israeli strikes hit Gaza", 1),
        ),
        (
            "Norway attacks Denmark over fish",
            "Sweden's attacks hit parts of Denmark over fish.",
            ("other-actor", "Norway attacks Denmark", 1),
        ),
    ],
)
def test_other_actors(headline: str, sentence: str, found: tuple[str, str, int] | None) -> None:
    assert checks("actor-mismatch", headline, sentence + REST) == ([found] if found else [])


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Orvane buys Calder", "Orvane has bought Calder."),
        ("Orvane buys Calder", "Calder was bought by Orvane."),
        ("Orvane buys Calder", "Calder has not bought Orvane."),
        ("Orvane does not buy Calder", "Calder has bought Orvane."),
        ("Orvane buys Calder", "Calder has bought Orvane. Orvane bought it for nothing, and Orvane bought Calder."),
        ("Orvane buys Calder", "It has bought Calder."),
        ("Orvane buys Calder, says Holm", "Orvane said on Monday that Calder was bought."),
        ("Orvane buys Calder", "Norwell has bought Brightwater."),
        ("Orvane buys Orvane shares", "Orvane shares were bought."),
        # A past form over "by" may be a passive that the parser missed.
        ("Orvane bought Calder by mistake", "Calder has bought Orvane."),
        ("Orvane sued over spill by Calder", "Calder has sued Orvane over the spill."),
        ("Orvane caught stealing by Calder", "Calder was caught stealing by Orvane."),
        # Too many-sided outside the lists.
        ("Orvane repairs Calder roof", "Norwell has repaired the Calder roof."),
        ("Orvane visits Calder", "Norwell visited Calder."),
        (
            "Norway recalls envoy to Chile",
            "Denmark recalled its cars. In Chile it rained all night on the long road to the sea.",
        ),
        ("Firm sues Orvane over spill", "Denmark has sued Orvane over the spill."),
        ("Norway sues Orvane over spill", "Denmark has sued Calder over the spill."),
        ("Norway sues Orvane over spill", "Denmark has not sued Orvane over the spill."),
        ("Norway sues Orvane over spill", "A firm has sued Orvane over the spill."),
        (
            "Norway sues Orvane over spill",
            "Denmark has sued Orvane over the spill. Norway had sued Orvane over the spill before.",
        ),
        ("Norway attacks", "Sweden attacked."),
    ],
)
def test_no_other_actor(headline: str, sentence: str) -> None:
    assert checks("actor-mismatch", headline, sentence + REST) == []


def test_the_evidence_is_the_sentence_that_has_the_headline_s_own_word() -> None:
    one, other = "Denmark has sued Orvane over the spill.", "Denmark sues Orvane."
    for body, number in ((f"{one} {other}", 2), (f"{other} {one}", 1)):
        assert checks("actor-mismatch", "Norway sues Orvane over spill", body + REST) == [
            ("other-actor", "Norway sues Orvane", number)
        ]


def test_each_event_is_complained_of_once() -> None:
    body = "Calder has bought Orvane. Norwell saw it."
    assert len(checks("actor-mismatch", "Orvane buys Calder. Orvane acquires Calder", body + REST)) == 1


@pytest.mark.parametrize(
    ("headline", "sentence", "agree"),
    [
        ("Orvane buys Calder", "Calder was bought by Orvane.", True),
        ("Orvane buys Calder", "Calder has bought Orvane.", False),
        ("Orvane buys Calder", "Orvane has not bought Calder.", False),
        ("Orvane does not buy Calder", "Orvane has bought Calder.", False),
        ("Orvane buys Calder", "Orvane has sued Calder.", False),
        ("Orvane buys Calder", "Orvane has bought Norwell.", False),
        ("Orvane buys Calder", "Norwell has bought Calder.", False),
        ("Orvane wins", "Orvane has won.", False),
        ("Orvane buys Calder", "It has bought Calder.", False),
        ("Orvane buys Calder", "Orvane has bought.", False),
    ],
)
def test_roles_that_agree(headline: str, sentence: str, agree: bool) -> None:
    assert roles_agree(context(headline, sentence + REST), 0) is agree


def test_the_message_names_both_without_their_possessives() -> None:
    (finding,) = found(
        "actor-mismatch", "Russia's retaliation shakes towns", "Ukraine's retaliation shook towns." + REST
    )
    assert finding.message == "The headline says “Russia” did it (“retaliation”); in the body it is “Ukraine”."
    assert finding.suggestion == "Name Ukraine as the one who acted, or correct the body."
