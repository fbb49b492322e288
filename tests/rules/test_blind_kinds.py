"""Kinds of fault that headlines written without a look at the rules had, and what is none of them:
both sides of every guard.
"""

from __future__ import annotations

import pytest

from .neutral import checks, found

REST = " Tea came at nine. The hall was full."
RULE_OF = {
    "denied-deed": "contradiction",
    "no-longer": "contradiction",
    "not-affected": "contradiction",
    "other-member": "contradiction",
    "opposite-verb": "contradiction",
    "other-group": "actor-mismatch",
    "other-person": "actor-mismatch",
    "other-role": "number-mismatch",
    "pending": "overstated-certainty",
    "only-animals": "overstated-certainty",
    "hedged-event": "overstated-certainty",
    "cause-unknown": "overstated-cause",
    "only-associated": "overstated-cause",
    "absent-deed": "unsupported-claim",
    "absent-words": "quote-altered",
}


def words(check: str, headline: str, body: str) -> list[str]:
    return [told for name, told, _ in checks(RULE_OF[check], headline, body + REST) if name == check]


GUIDANCE = "Brannock's profit fell. “We are not cutting our guidance,” Brannock's chief executive told reporters."
VOTE = (
    "Drivers voted by 81% for action, on a turnout of 67%, the union said. It is seeking a rise of 9%. "
    "Northway has offered 5.2%."
)
GIRL = "A woman is in a critical condition after a blast in Castle Row. A girl was treated for cuts."
REBELS = "Nineteen members of the Centre party voted against the bill. The Civic Alliance will amend it."
TRIAL = "The institute has applied to the regulator for permission to begin a trial of the drug."
MICE = "The drug slowed tumours in mice, researchers in a study report."
INQUEST = "A post-mortem examination of the singer was inconclusive, the coroner said."


@pytest.mark.parametrize(
    ("check", "headline", "body", "told"),
    [
        ("denied-deed", "Brannock cuts guidance", GUIDANCE, ["cuts"]),
        ("denied-deed", "Brannock will cut guidance", GUIDANCE, ["cut"]),
        ("denied-deed", "Brannock cuts dividend", GUIDANCE, []),
        ("denied-deed", "Brannock cuts guidance", f"{GUIDANCE} In May Brannock cut its guidance.", []),
        ("denied-deed", "Brannock says it is not cutting guidance", GUIDANCE, []),
        ("denied-deed", "Marl to raise fees", "Marl has ruled out raising fees.", ["raise"]),
        ("denied-deed", "Marl raises fees", "Marl decided against raising fees.", ["raises"]),
        ("denied-deed", "Marl raises fees", "Marl stopped short of raising fees.", ["raises"]),
        ("denied-deed", "Marl raises fees", "Marl has thought about raising fees.", []),
        ("no-longer", "Teenagers still in hospital", "The teenagers were discharged on Sunday.", ["in hospital"]),
        ("no-longer", "Teenagers in hospital", "The teenagers were discharged on Sunday.", []),
        (
            "no-longer",
            "Teenagers still in hospital",
            "Two teenagers were discharged. A third of the teenagers is still in hospital.",
            [],
        ),
        ("no-longer", "Marl road remains closed", "The road in Marl reopened on Sunday.", ["closed"]),
        ("no-longer", "Marl road remains closed", "The road in Marl was dug up.", []),
        ("no-longer", "Boy still missing in Marl", "The boy was found in Marl.", ["missing"]),
        (
            "not-affected",
            "Strike halts school buses",
            "The strike halts trams. School buses will not be affected.",
            ["school buses"],
        ),
        ("not-affected", "Strike halts buses", "The strike halts buses. School buses will not be affected.", []),
        (
            "not-affected",
            "Strike halts school buses",
            "The strike halts school buses, but trams will not be affected.",
            [],
        ),
        (
            "not-affected",
            "House votes to ban disposable and refillable vapes",
            "The house voted. The bill would not affect refillable devices.",
            ["refillable vapes"],
        ),
        (
            "not-affected",
            "Drug shrinks tumours that spread to liver",
            "It had no effect on tumours that had spread to the liver.",
            ["shrinks"],
        ),
        (
            "not-affected",
            "Drug fails to shrink tumours that spread to liver",
            "It had no effect on tumours that had spread to the liver.",
            [],
        ),
        ("not-affected", "Drug shrinks tumours", "It had no effect on sleep in old people.", []),
        (
            "other-member",
            "Brannock blames price of sugar and wheat",
            "Brannock blames the price of cocoa and wheat.",
            ["sugar"],
        ),
        (
            "other-member",
            "Brannock blames price of sugar and wheat",
            "Brannock blames the price of sugar, cocoa and wheat.",
            [],
        ),
        ("other-member", "Brannock blames price of wheat", "Brannock blames the price of cocoa and wheat.", []),
        (
            "opposite-verb",
            "Steelworkers reject 4.8% deal",
            "Members voted to accept an offer of 4.8 per cent.",
            ["reject"],
        ),
        ("opposite-verb", "Steelworkers reject 4.8% deal", "Members voted to accept an offer of 5.1 per cent.", []),
        ("opposite-verb", "Steelworkers accept 4.8% deal", "Members voted to accept an offer of 4.8 per cent.", []),
        ("other-group", "Nineteen Civic members vote against bill", REBELS, ["Civic"]),
        ("other-group", "Nineteen Centre members vote against bill", REBELS, []),
        ("other-group", "Nineteen members vote against bill", REBELS, []),
        ("other-group", "Thirty Civic members vote against bill", REBELS, []),
        ("other-person", "Girl critical after blast in Castle Row", GIRL, ["Girl"]),
        ("other-person", "Woman critical after blast in Castle Row", GIRL, []),
        ("other-person", "Girl hurt in blast in Castle Row", GIRL, []),
        ("other-person", "Boy critical after blast in Castle Row", GIRL, []),
        ("other-person", "Girl critical after blast", f"{GIRL} A child is in a critical condition.", []),
        ("other-role", "Drivers back strike with 67% of vote", VOTE, ["67%"]),
        ("other-role", "Drivers back strike with 81% of vote", VOTE, []),
        ("other-role", "Strike vote: turnout 81%", VOTE, []),
        ("other-role", "Drivers spurn offer of 9%", VOTE, ["9%"]),
        ("other-role", "Drivers spurn offer of 5.2%", VOTE, []),
        ("other-role", "Union seeks 5.2% for drivers", VOTE, ["5.2%"]),
        ("pending", "Regulator approves trial of drug", TRIAL, ["approves"]),
        ("pending", "Regulator approves trial of drug", f"{TRIAL} It has been granted.", []),
        ("pending", "Regulator to approve trial of drug", TRIAL, []),
        (
            "pending",
            "Hutton launches bid for Brannock",
            "Hutton held talks about a bid for Brannock.",
            ["launches bid"],
        ),
        (
            "pending",
            "Hutton launches bid for Brannock",
            "Hutton, after talks about a bid for Brannock, made an offer.",
            [],
        ),
        ("only-animals", "Drug slows tumours in patients", f"{MICE} A trial in 30 patients is planned.", ["slows"]),
        ("only-animals", "Drug slows tumours in patients", f"{MICE} A trial in 30 patients showed the same.", []),
        (
            "hedged-event",
            "Council refuses homes at mill",
            "The council's committee voted to recommend that homes at the mill be refused.",
            ["refuses"],
        ),
        ("hedged-event", "Council refuses homes at mill", "The council refused homes at the mill.", []),
        ("cause-unknown", "Singer died of overdose", INQUEST, ["died of"]),
        (
            "cause-unknown",
            "Singer died of overdose",
            f"{INQUEST} The singer had taken an overdose, and died of it.",
            [],
        ),
        ("cause-unknown", "Singer died in Marl", INQUEST, []),
        (
            "cause-unknown",
            "Brake failure caused crash",
            "Police are examining whether the brakes had failed before the crash.",
            ["caused"],
        ),
        (
            "cause-unknown",
            "Brake failure caused crash",
            "Police had examined whether the brakes failed. Brake failure caused the crash, they say.",
            [],
        ),
        ("cause-unknown", "Brake failure may have caused crash", "Police are examining whether the brakes failed.", []),
        (
            "only-associated",
            "Walnuts help you sleep",
            "Those who ate walnuts were less likely to sleep badly. The study was observational.",
            ["help you"],
        ),
        (
            "only-associated",
            "Ban would drive sales underground",
            "The Vaping Industry Association said a ban would push sales underground.",
            [],
        ),
        ("absent-deed", "Singer was murdered in Marl", "The singer died at home in Marl.", ["murdered"]),
        ("absent-deed", "Singer was murdered in Marl", "The singer was found strangled at home in Marl.", []),
        ("absent-deed", "Wrona denies fraud in Marl", "Wrona, of Marl, is accused of fraud.", ["denies"]),
        ("absent-deed", "Wrona denies fraud in Marl", "Wrona, of Marl, pleaded not guilty to fraud.", []),
        ("absent-words", "'We can win it,' says Venn", "Venn said that they might yet win it.", ["'We can win it,'"]),
        ("absent-words", "'We can win it,' says Venn", '"We can win it," said Venn.', []),
        ("absent-words", "'They can win it,' says Venn", "Venn said that they can yet win it.", []),
    ],
)
def test_both_sides(check: str, headline: str, body: str, told: list[str]) -> None:
    assert words(check, headline, body) == told


def test_they_are_warnings() -> None:
    (finding,) = found("number-mismatch", "Drivers back strike with 67% of vote", VOTE + REST)
    assert finding.severity == "warning"
    assert "the turnout" in finding.message
