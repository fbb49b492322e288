"""What desks write every day and rules must not stumble over: ages, fractions, pronouns, refusals, stories called untrue."""

from __future__ import annotations

import pytest

from checker import Checker
from checker.article import Article

DIED = "The actor John Marlow, who played the inspector in the long-running series, has died, his family said. He was 81. He had been ill for some time."
BLAST = "An explosion at a fireworks factory in Leuven killed two workers and injured a third on Tuesday. The third worker was in a stable condition, the hospital said. Police are investigating."
PROFIT = "Kestrel, the retailer, said profit rose by two fifths to 1.4 million euros in the first half. Sales were up by a tenth. The chain opened nine shops."
DRONES = "Ukraine's air force said on Sunday that it had shot down 40 of 52 drones that Russia launched overnight. Debris fell on a school in Kharkiv. No one was hurt."
MISSILE = "A drone of the US Navy was shot down by an Iranian missile over the Strait of Hormuz on Thursday, both countries said. Washington said that it had been over international waters."
OFFICER = "A police officer was killed by a protester in the capital on Sunday, the interior ministry said. The officer, 34, was hit by a stone during a march against fuel prices. Twelve people were arrested."
MAYOR = "The mayor of Overton refused to resign on Monday over claims that he had used public money for holidays. Opposition councillors called for him to go. He said he would serve out his term."
THEFT = "Police have yet to arrest anyone over the theft of three paintings from the museum in Ghent. A reward of 50,000 euros has been offered. The thieves came through the roof."
OIL = "Oil rose above $60 a barrel on Monday for the first time since spring, after producers agreed to cut output. Brent gained 3 percent to $61.20."
JOBS = "Amazon said on Friday that it would create 10,000 jobs in Britain this year, at four new warehouses and its offices in London. Its workforce there will grow to 55,000."
NURSES = "Nurses have voted against a strike over pay, their union said on Friday. Fifty-four percent chose to accept an offer of 4 percent. Turnout was 61 percent."
FLOOD = "More than 400 people left their homes in the early hours of Tuesday when the Senn burst its banks near Oster. Firefighters used boats to reach an old people's home. No one was hurt."
POPE = "A website that describes itself as satirical reported that the Pope had endorsed a candidate. The Vatican said the report was false. It was shared half a million times."
PRICES = "Consumer prices rose 5.1 percent in the year to November, the highest rate since September 2011, official figures show. Petrol and clothes led the increase."
HOTELS = "A fund from Qatar has bought the hotel chain Belmore for 1.2 billion pounds. Belmore has 42 hotels in nine countries. The sellers are two private equity firms."
WOLVES = "A pack of at least six wolves has been filmed by a camera trap in a forest south of Berlin, foresters said. It is the first pack so near the city for a century."
CHESS = "Eleven-year-old Sam Otto has won the national chess title against a grandmaster of 44. He is the youngest champion ever. He said that he would celebrate with an ice cream."
PILOTS = "The pilots have turned down a pay offer of 5 percent. They will strike on Friday, their union said."
WASTE = "Orvane, the chemicals maker, said that it had never dumped waste in the river Tame. Residents have complained of dead fish. The environment agency is taking samples."
STORES = "The retail giant Federated Stores is to buy its rival May Stores for $11bn. Federated owns Macy's and Bloomingdale's, and the two together will have 1,000 shops."
ENVOY = "France has recalled its ambassadors to Australia and the United States in protest at a deal for submarines. Canberra had cancelled a contract worth $66bn. Paris called it a stab in the back."


@pytest.mark.parametrize(
    ("headline", "body", "rule"),
    [
        ("Actor Marlow dies at 71", DIED, "number-unsupported"),
        ("Three dead in factory blast", BLAST, "number-mismatch"),
        ("Russia shoots down 40 drones overnight", DRONES, "actor-mismatch"),
        ("Police kill protester in capital", OFFICER, "actor-mismatch"),
        ("Australia recalls ambassador from France", ENVOY, "actor-mismatch"),
        ("Mayor resigns over expenses scandal", MAYOR, "overstated-certainty"),
        ("Suspect arrested in museum theft", THEFT, "overstated-certainty"),
        ("Oil price falls below $60", OIL, "contradiction"),
        ("Amazon to cut 10,000 jobs in Britain", JOBS, "contradiction"),
        ("Nurses vote to strike", NURSES, "contradiction"),
        ("Pilots accept pay offer", PILOTS, "contradiction"),
        ("Qatari fund sells hotel chain", HOTELS, "contradiction"),
        ("Pope endorses candidate", POPE, "contradiction"),
    ],
)
def test_a_fault_is_found_by_the_rule_for_it(checker: Checker, headline: str, body: str, rule: str) -> None:
    report = checker.check(Article(headline, body))
    assert rule in {finding.rule for finding in report.findings}, report.model_dump_json(indent=1)


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Actor Marlow dies at 81", DIED),
        ("Two killed in factory blast", BLAST),
        ("Profits at Kestrel jump 40%", PROFIT),
        ("Ukraine shoots down 40 drones overnight", DRONES),
        ("Iran shoots down US drone", MISSILE),
        ("Protester kills police officer in capital", OFFICER),
        ("France recalls ambassador from Australia", ENVOY),
        ("Oil price rises above $60", OIL),
        ("Company denies it dumped waste in river", WASTE),
        ("Macy's owner buys rival for $11bn", STORES),
        ("Amazon to hire 10,000 in Britain", JOBS),
        ("Nurses vote against strike", NURSES),
        ("Hundreds evacuated as river bursts banks", FLOOD),
        ("Qatari fund buys hotel chain", HOTELS),
        ("Wolf pack spotted near Berlin", WOLVES),
        ("Boy of 11 is youngest chess champion", CHESS),
        ("Report that Pope endorsed candidate is false", POPE),
    ],
)
def test_a_sound_headline_is_left_alone(checker: Checker, headline: str, body: str) -> None:
    report = checker.check(Article(headline, body))
    assert not report.findings, [finding.message for finding in report.findings]


def test_a_weaker_contradiction_is_a_warning_only_where_the_score_is_low(checker: Checker) -> None:
    body = "Dockers at the port of Varna began the second week of their strike on Monday. Forty ships are waiting outside. Talks broke down on Friday."
    report = checker.check(Article("Strike at port ends", body))
    (finding,) = report.findings
    assert (finding.rule, finding.severity) == ("contradiction", "warning")
    assert report.verdict == "review"
    assert report.score is not None
    assert report.score < 0.4
    assert finding.evidence
    # Without the learned verdict there is no second opinion, and without the rule nothing to say.
    assert not Checker(learned=False).check(Article("Strike at port ends", body)).findings
    (other,) = Checker(ignore=["contradiction"]).check(Article("Strike at port ends", body)).findings
    assert (other.rule, other.severity) == ("unsupported-claim", "warning"), "hardly entailed, and the score is low"
    assert (
        not Checker(ignore=["contradiction", "unsupported-claim"]).check(Article("Strike at port ends", body)).findings
    )


def test_a_ten_year_high_is_no_number_to_look_for(checker: Checker) -> None:
    report = checker.check(Article("Inflation hits 10-year high", PRICES))
    assert "number-unsupported" not in {finding.rule for finding in report.findings}
