"""Opposites, roles and refusals: held rates, particle verbs, states by their names, guilty and cleared."""

from __future__ import annotations

import pytest

from .neutral import checks

REST = " The hall was packed on the night. Tea was served at nine."
VOTED_DOWN = "Kestrel's parliament on Tuesday voted down a law that would have banned plastic bags."
OFFERED = "Kestrel has turned down a trade offer from the White House, its foreign minister said."


@pytest.mark.parametrize(
    ("headline", "sentence", "words"),
    [
        ("Central bank holds rates at 4%", "The central bank lifted its key rate to 4 percent from 3.5.", "holds"),
        ("Central bank holds rates at 4%", "The central bank cut its key rate to 4 percent from 5.", "holds"),
        ("Central bank raises rates to 4%", "The central bank left its key rate unchanged at 4 percent.", "raises"),
        ("Council freezes bus fares", "The council increased its bus fares in May.", "freezes"),
        ("Parliament passes plastic bag ban", VOTED_DOWN, "passes"),
        ("MPs vote down bag ban", "MPs voted through a bill to ban bags.", "vote down"),
        ("Firm fires boss", "The boss of Orvane, Ada Holm, has resigned, the firm said.", "fires"),
        ("Ex-mayor guilty of fraud", "The former mayor was acquitted of fraud.", "guilty"),
        ("Holm found guilty of fraud", "Holm was cleared of fraud.", "guilty"),
        ("Holm not guilty of fraud", "Holm was jailed for fraud.", "not guilty"),
    ],
)
def test_the_opposite_is_told(headline: str, sentence: str, words: str) -> None:
    assert ("opposite-verb", words, 1) in checks("contradiction", headline, sentence + REST)


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Central bank holds rates at 4%", "The central bank lifted its key rate in May, and kept it there since."),
        ("Central bank raises rates to 4%", "The central bank kept its key rate in May. It has raised it since."),
        # Who holds a stake may have more of it than before.
        ("Calder holds stake in Orvane", "Calder increased its stake in Orvane."),
        ("Firm fires boss", "The boss of Orvane sued."),
        ("Ex-mayor guilty of fraud", "The former mayor was convicted of fraud, and a treasurer was acquitted."),
        ("Ex-mayor guilty of fraud", "The treasurer was acquitted of fraud."),
        ("Mayor pleads guilty to fraud", "The mayor was freed by the police before he was charged with fraud."),
        ("Mayor could be found guilty", "The mayor was acquitted of fraud."),
    ],
)
def test_no_opposite_is_told(headline: str, sentence: str) -> None:
    assert "opposite-verb" not in {check for check, _, _ in checks("contradiction", headline, sentence + REST)}


@pytest.mark.parametrize(
    ("headline", "sentence", "words"),
    [
        ("Kestrel to ban plastic bags", VOTED_DOWN, ["ban"]),
        ("Kestrel to ban plastic bags", "The council rejected a plan to ban plastic bags.", ["ban"]),
        ("Kestrel to ban plastic bags", "A bill to ban plastic bags was thrown out by the senate.", ["ban"]),
        # A union does not decide, and a law that passed is not turned down.
        ("Kestrel to ban plastic bags", "The union rejected a plan to ban plastic bags.", []),
        ("Kestrel to ban plastic bags", "The council backed a plan to ban plastic bags.", []),
        ("Kestrel to ban plastic bags", "The council rejected a claim to ban plastic bags.", []),
        ("Kestrel to ban plastic bags", f"{VOTED_DOWN} In May Kestrel banned plastic bags.", []),
    ],
)
def test_what_a_refused_plan_is_about_is_denied(headline: str, sentence: str, words: list[str]) -> None:
    told = [word for check, word, _ in checks("contradiction", headline, sentence + REST) if check == "denied-deed"]
    assert told == words


@pytest.mark.parametrize(
    ("headline", "sentence", "told"),
    [
        ("White House rejects Kestrel trade offer", OFFERED, "acts-itself"),
        ("White House throws out Kestrel trade offer", OFFERED, "acts-itself"),
        ("White House turns down Kestrel trade offer", OFFERED.replace("turned down", "rejected"), "acts-itself"),
        ("Orvane buys Calder", "Calder has taken over Orvane.", "acts-itself"),
        # She takes over a post, not a firm.
        ("Orvane buys Calder", "Calder has taken over as Orvane.", None),
        ("Orvane backs Calder", "Calder has backed down Orvane.", None),
        ("Kestrel rejects trade offer", OFFERED, None),
        ("U.S. bombs rebel camp in Kenya", "Kenyan warplanes bombed a rebel camp near the border.", "other-actor"),
        ("US bombs rebel camp in Kenya", "Kenyan warplanes bombed a rebel camp near the border.", "other-actor"),
        ("U.S. bombs rebel camp in Kenya", "American warplanes bombed a rebel camp in Kenya.", None),
        ("United Arab Emirates opens embassy in Lome", "Saudi Arabia opened an embassy in Lome.", "other-actor"),
        ("South Korea opens embassy in Lome", "North Korea opened an embassy in Lome.", "other-actor"),
        ("South Korea opens embassy in Lome", "South Korean diplomats opened an embassy in Lome.", None),
        ("South Korea opens embassy in Lome", "Korean diplomats opened an embassy in Lome.", None),
        ("United Arab Emirates opens embassy in Lome", "The UAE opened an embassy in Lome.", None),
        ("United Arab Emirates opens embassy in Lome", "Saudi Arabia opened an embassy, a first for the town.", None),
    ],
)
def test_who_did_it(headline: str, sentence: str, told: str | None) -> None:
    assert [check for check, _, _ in checks("actor-mismatch", headline, sentence + REST)] == ([told] if told else [])
