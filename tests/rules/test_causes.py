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


UNKNOWN = "A boat blew up in the marina. The cause has yet to be established."


@pytest.mark.parametrize(
    ("headline", "body", "words"),
    [
        ("Shirt blew up boat in marina", UNKNOWN, "blew"),
        ("Shirt destroyed boat in marina", UNKNOWN, "destroyed"),
        # Nothing done to anything, nobody who did it, or no deed of wrecking.
        ("Boat blew up in marina", UNKNOWN, None),
        ("Fire crews watch boat sink in marina", UNKNOWN, None),
        ("Boat in marina was destroyed by shirt", UNKNOWN, None),
        ("Shirt covered boat in marina", UNKNOWN, None),
        # It leaves it open, asks, or says who says so.
        ("Shirt may have blown up boat in marina", UNKNOWN, None),
        ("Did shirt blow up boat in marina?", UNKNOWN, None),
        ("Shirt blew up boat in marina, says owner", UNKNOWN, None),
        ("Shirt blew up boat in marina", "The shirt blew up the boat in the marina.", None),
    ],
)
def test_what_wrecked_it_while_the_cause_is_not_known(headline: str, body: str, words: str | None) -> None:
    told = [item for name, item, _ in checks("overstated-cause", headline, body + REST) if name == "cause-unknown"]
    assert told == ([] if words is None else [words])


@pytest.mark.parametrize(
    ("headline", "body", "words"),
    [
        ("Singer died of overdose", "Toxicology tests are pending.", "died of"),
        ("Singer murdered in Leeds", "The post-mortem was inconclusive.", "murdered"),
        # Another sentence tells the same.
        ("Singer died of overdose", "Toxicology is pending. The singer died of an overdose, he said.", None),
        # Open in the headline too, before it; a doubt behind it is another one.
        ("Singer may have died of overdose", "Toxicology tests are pending.", None),
        ("Singer died of overdose that could shock", "Toxicology tests are pending.", "died of"),
        ("Was singer murdered?", "The post-mortem was inconclusive.", None),
        ("Singer died of overdose", "The singer was known in Leeds.", None),
    ],
)
def test_what_somebody_died_of_while_that_is_not_known(headline: str, body: str, words: str | None) -> None:
    told = [item for name, item, _ in checks("overstated-cause", headline, body + REST) if name == "cause-unknown"]
    assert told == ([] if words is None else [words])


@pytest.mark.parametrize(
    ("headline", "body", "words"),
    [
        ("Brakes caused crash", "Investigators are examining whether the brakes had failed.", "caused"),
        ("Brakes may have caused crash", "Investigators are examining whether the brakes had failed.", None),
        ("Driver caused crash", "Investigators are examining whether the brakes had failed.", None),
        (
            "Brakes caused crash",
            "Investigators are examining whether the brakes had failed. The brakes caused it, she said.",
            None,
        ),
        (
            "Brakes caused crash",
            "Investigators are examining whether the brakes had failed. They are considering whether brakes caused it.",
            "caused",
        ),
    ],
)
def test_a_cause_that_is_only_asked_about(headline: str, body: str, words: str | None) -> None:
    told = [item for name, item, _ in checks("overstated-cause", headline, body + REST) if name == "cause-unknown"]
    assert told == ([] if words is None else [words])
