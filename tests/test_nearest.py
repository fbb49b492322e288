"""What a verdict of `review` says of the nearest sentence is true of it."""

from __future__ import annotations

import re

import pytest

from checker.article import Article
from checker.body import Body
from checker.claims import read_headline
from checker.context import Context
from checker.nearest import said_of_nearest
from checker.text import repair
from checker.thresholds import Thresholds

BODY = (
    "The mayor opened the rail bridge over the Lisse on Sunday, to much applause.\n\n"
    "Repairs had been put off in April. Drivers may use it from Monday.\n\n"
    "Four boats were bought by the town in May."
)


@pytest.mark.parametrize(
    ("headline", "said"),
    [
        # Small words and a month that stand in other paragraphs.
        ("Mayor opens rail bridge in May", "it has nothing of “May”"),
        ("Drivers in May use it", "it has nothing of “May”"),
        ("Mayor opens rail bridge by boat", "it has nothing of “boat”"),
        ("Mayor opens rail bridge over Lisse", "it has what the headline is about, in its words or others like them:"),
        ("Town bought 4 boats", "in its words or others like them, but not “4” as written:"),
        ("Town bought six boats", "in its words or others like them, but not “six” as written:"),
        ("Mayor opened the rail bridge on Sunday", "it has every word of the headline:"),
        ("Cats and dogs sing on Friday", "none has a word of the headline but numbers and small words"),
    ],
)
def test_only_what_is_true(headline: str, said: str) -> None:
    body = Body(BODY)
    found = said_of_nearest(
        Context(Article(headline, BODY), read_headline(repair(headline), body), body, (), Thresholds())
    )
    assert said in found
    if "every word" in found:
        (sentence,) = re.findall("“([^”]*)”", found)[:1]
        assert set(re.findall(r"\w+", headline.lower())) <= set(re.findall(r"\w+", sentence.lower()))
