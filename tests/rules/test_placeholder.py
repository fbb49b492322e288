"""Dummy text for a headline, and headlines of real stories that look like it."""

from __future__ import annotations

import pytest

from .neutral import checks

BODY = "The council of Overton has approved a footbridge over the river. Work will begin in May, said the mayor."


def told(headline: str, body: str = BODY) -> list[str]:
    return [words for check, words, _ in checks("unsupported-claim", headline, body) if check == "placeholder"]


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("100pt splash heading here", "100pt splash heading"),
        ("Headline goes here", "Headline goes here"),
        ("Splash two decks kicker to come", "kicker to come"),
        ("Lorem ipsum dolor sit amet", "Lorem ipsum"),
        ("Insert headline", "Insert headline"),
        ("Your headline", "Your headline"),
        ("Council xxxxx footbridge", "xxxxx"),
        ("TKTK approves footbridge", "TKTK"),
        ("Council approves {{ what }}", "{{ what }}"),
        ("Council approves ${project}", "${project}"),
        ("[Headline]", "[Headline]"),
        ("Untitled", "Untitled"),
        ("Test headline", "Test headline"),
        ("New article", "New article"),
    ],
)
def test_dummy_text_is_found(headline: str, words: str) -> None:
    assert told(headline) == [words]


@pytest.mark.parametrize(
    "headline",
    [
        "Council approves footbridge here",
        "Storm heading here, says forecaster",
        "Head here for the best view of the footbridge",
        "Title race still open, says coach",
        "Heading for the river: the new footbridge",
        "Super Bowl XXX trophy sold",
        "Text messages sank the mayor",
        "Your headlines for Tuesday",
        "Moresby eyes chance to add title",
        "Test of new footbridge begins",
        "New story for old bridge",
    ],
)
def test_headlines_of_stories_are_not(headline: str) -> None:
    assert told(headline) == []


def test_what_the_body_speaks_of_is_no_dummy() -> None:
    headline = "Paper prints “Headline goes here” on page one"
    assert told(headline) == ["Headline goes here"]
    assert told(headline, f"{BODY} The paper had printed the words headline goes here above the report.") == []
