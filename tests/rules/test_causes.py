"""Causes: what the body joins only by association, disclaims or leaves open."""

from __future__ import annotations

import pytest

from .neutral import checks

REST = " The study ran for a year. Tea came at nine."


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Coffee prevents asthma", "Coffee is linked to less asthma.", ("only-associated", "prevents", 1)),
        (
            "Coffee causes asthma",
            "People who drink coffee are more likely to get asthma.",
            ("only-associated", "causes", 1),
        ),
        (
            "Coffee cuts risk of asthma",
            "A link between coffee and asthma was found.",
            ("only-associated", "cuts risk", 1),
        ),
        # Disclaimed outright, in a sentence about one of the two.
        ("Coffee causes asthma", "The work on coffee cannot prove anything.", ("only-associated", "causes", 1)),
        (
            "Coffee causes asthma",
            "Tea is good. The work on coffee cannot prove anything.",
            ("only-associated", "causes", 2),
        ),
        # Left open.
        (
            "Eye drops cause infections",
            "The ministry asks whether eye drops led to infections.",
            ("cause-left-open", "cause", 1),
        ),
        ("Eye drops cause infections", "The eye drops may have caused infections.", ("cause-left-open", "cause", 1)),
    ],
)
def test_no_cause_shown(headline: str, body: str, found: tuple[str, str, int]) -> None:
    assert checks("overstated-cause", headline, body + REST) == [found]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Coffee linked to asthma", "Coffee is linked to asthma."),
        ("Coffee may cause asthma", "Coffee is linked to asthma."),
        ("Does coffee cause asthma?", "Coffee is linked to asthma."),
        ("Coffee is on sale", "Coffee is linked to asthma."),
        ("Causes of asthma", "Coffee is linked to asthma."),
        ("Coffee causes", "Coffee is linked to asthma."),
        ("Coffee causes asthma", "Coffee causes bad asthma. Coffee is linked to asthma."),
        ("Coffee causes asthma", "Coffee is linked to asthma. A trial showed that coffee led to asthma."),
        ("Coffee improves memory", "Coffee improved memory. Coffee was linked to memory."),
        ("Coffee causes asthma", "Tea is linked to asthma."),
        ("Coffee causes asthma", "Coffee is linked to wealth."),
        ("Coffee causes asthma", "The work on tea cannot prove anything."),
        ("Coffee causes asthma", "Coffee was drunk by people with asthma."),
        ("Eye drops cause infections", "The ministry asks whether eye drops are safe against infections."),
    ],
)
def test_a_cause_shown_or_none_told(headline: str, body: str) -> None:
    assert checks("overstated-cause", headline, body + REST) == []


def test_a_caveat_is_shown_beside_the_link_and_makes_it_surer() -> None:
    from .neutral import found

    (plain,) = found("overstated-cause", "Coffee causes asthma", "Coffee is linked to asthma." + REST)
    (caveat,) = found("overstated-cause", "Coffee causes asthma", "Coffee is linked to asthma. It is no proof." + REST)
    (both,) = found("overstated-cause", "Coffee causes asthma", "A link between coffee and asthma is no proof." + REST)
    assert plain.sentences == (0,)
    assert caveat.sentences == (0, 1)
    assert both.sentences == (0,)
    assert plain.confidence < caveat.confidence == both.confidence
