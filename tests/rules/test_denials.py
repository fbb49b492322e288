"""Which verbs are denied, and which are plainly said."""

from __future__ import annotations

import pytest

from checker.english.parser import parse
from checker.english.timed_deeds import _is_passive, is_open
from checker.rules.contradiction.parity import _flat, _is_denied


@pytest.mark.parametrize(
    ("sentence", "word", "denied"),
    [
        ("The council published the report.", "published", False),
        ("The council did not publish the report.", "publish", True),
        ("The council does not only publish the report.", "publish", False),
        ("Nobody published the report.", "published", True),
        ("No council published the report.", "published", True),
        ("On Friday nobody published the report.", "published", True),
        ("The council refused to publish the report.", "publish", True),
        ("The council met without publishing the report.", "publishing", True),
        ("The council does not want to publish the report.", "publish", True),
        ("The council wants to publish the report.", "publish", False),
    ],
)
def test_denied(sentence: str, word: str, denied: bool) -> None:
    (token,) = (token for token in parse(sentence) if token.text == word)
    assert _is_denied(token) is denied


@pytest.mark.parametrize(
    ("sentence", "word", "flat"),
    [
        ("The council published the report.", "published", True),
        ("The council has published the report.", "published", True),
        ("The council met and published the report.", "published", True),
        ("The council will publish the report.", "publish", False),
        ("The council wants to publish the report.", "publish", False),
        ("A paper wrote that the council published the report.", "published", False),
    ],
)
def test_plainly_said(sentence: str, word: str, flat: bool) -> None:
    (token,) = (token for token in parse(sentence) if token.text == word)
    assert _flat(token) is flat


@pytest.mark.parametrize(
    ("sentence", "word", "passive"),
    [
        ("The man was jailed on Friday.", "jailed", True),
        ("The court jailed the man on Friday.", "jailed", False),
        ("The court has jailed the man.", "jailed", False),
        ("The man has been jailed.", "jailed", True),
        ("The man jailed on Friday was a banker.", "jailed", True),
    ],
)
def test_done_to_its_subject(sentence: str, word: str, passive: bool) -> None:
    (token,) = (token for token in parse(sentence) if token.text == word)
    assert _is_passive(token) is passive


@pytest.mark.parametrize(
    ("sentence", "word", "open_"),
    [
        ("The strike begins on Monday.", "begins", False),
        ("The strike will begin on Monday.", "begin", False),
        ("The strike could begin on Monday.", "begin", True),
        ("The strike had begun on Monday.", "begun", True),
        ("The strike does not begin on Monday.", "begin", True),
        ("Trains stop if the strike begins on Monday.", "begins", True),
        ("The strike would begin on Monday.", "begin", True),
        ("The union said that the strike would begin on Monday.", "begin", False),
        ("The union did not want to begin the strike.", "begin", True),
        ("The union could have to begin the strike.", "begin", True),
        ("The mayor did not say that she went to Oslo.", "went", False),
    ],
)
def test_left_open(sentence: str, word: str, open_: bool) -> None:
    (token,) = (token for token in parse(sentence) if token.text == word)
    assert is_open(token) is open_
