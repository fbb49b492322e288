"""What desks write every day and rules must not stumble over: ages, fractions, pronouns, refusals,
stories called untrue.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker import Checker
from checker.article import Article
from checker.english.words.opposites import OPPOSITE_ADJECTIVES, OPPOSITES
from checker.nli import PassageReading, Prediction
from checker.rules import RULES, look_again

DIED = (
    "The actor John Marlow, who played the inspector in the long-running series, has died, his family said. "
    "He was 81. He had been ill for some time."
)
BLAST = (
    "An explosion at a fireworks factory in Leuven killed two workers and injured a third on Tuesday. "
    "The third worker was in a stable condition, the hospital said. Police are investigating."
)
PROFIT = (
    "Kestrel, the retailer, said profit rose by two fifths to 1.4 million euros in the first half. "
    "Sales were up by a tenth. The chain opened nine shops."
)
DRONES = (
    "Ukraine's air force said on Sunday that it had shot down 40 of 52 drones that Russia launched overnight. "
    "Debris fell on a school in Kharkiv. No one was hurt."
)
MISSILE = (
    "A drone of the US Navy was shot down by an Iranian missile over the Strait of Hormuz on Thursday, "
    "both countries said. Washington said that it had been over international waters."
)
OFFICER = (
    "A police officer was killed by a protester in the capital on Sunday, the interior ministry said. "
    "The officer, 34, was hit by a stone during a march against fuel prices. Twelve people were arrested."
)
MAYOR = (
    "The mayor of Overton refused to resign on Monday over claims that he had used public money for holidays. "
    "Opposition councillors called for him to go. He said he would serve out his term."
)
THEFT = (
    "Police have yet to arrest anyone over the theft of three paintings from the museum in Ghent. "
    "A reward of 50,000 euros has been offered. The thieves came through the roof."
)
OIL = (
    "Oil rose above $60 a barrel on Monday for the first time since spring, after producers agreed to cut output. "
    "Brent gained 3 percent to $61.20."
)
JOBS = (
    "Amazon said on Friday that it would create 10,000 jobs in Britain this year, "
    "at four new warehouses and its offices in London. Its workforce there will grow to 55,000."
)
NURSES = (
    "Nurses have voted against a strike over pay, their union said on Friday. "
    "Fifty-four percent chose to accept an offer of 4 percent. Turnout was 61 percent."
)
FLOOD = (
    "More than 400 people left their homes in the early hours of Tuesday when the Senn burst its banks near "
    "Oster. Firefighters used boats to reach an old people's home. No one was hurt."
)
POPE = (
    "A website that describes itself as satirical reported that the Pope had endorsed a candidate. "
    "The Vatican said the report was false. It was shared half a million times."
)
PRICES = (
    "Consumer prices rose 5.1 percent in the year to November, the highest rate since September 2011, "
    "official figures show. Petrol and clothes led the increase."
)
HOTELS = (
    "A fund from Qatar has bought the hotel chain Belmore for 1.2 billion pounds. "
    "Belmore has 42 hotels in nine countries. The sellers are two private equity firms."
)
WOLVES = (
    "A pack of at least six wolves has been filmed by a camera trap in a forest south of Berlin, foresters said. "
    "It is the first pack so near the city for a century."
)
CHESS = (
    "Eleven-year-old Sam Otto has won the national chess title against a grandmaster of 44. "
    "He is the youngest champion ever. He said that he would celebrate with an ice cream."
)
PILOTS = "The pilots have turned down a pay offer of 5 percent. They will strike on Friday, their union said."
WASTE = (
    "Orvane, the chemicals maker, said that it had never dumped waste in the river Tame. "
    "Residents have complained of dead fish. The environment agency is taking samples."
)
ENVOY = (
    "France has recalled its ambassadors to Australia and the United States in protest at a deal for submarines. "
    "Canberra had cancelled a contract worth $66bn. Paris called it a stab in the back."
)

GOLD = (
    "Police in Luxembourg questioned the manager of a bank on Tuesday about 40 kilos of gold that are missing from "
    "its vault. He is being treated as a witness and went home in the evening. No one has been arrested."
)
LAKE = (
    "The water of Lake Balden is clean enough to swim in, according to tests by the health office. "
    "No germs above the limit were found at any of eight places. The ban of last summer has been lifted."
)
BAKERY = (
    "The bakery chain Backhaus Lindner will close 40 of its 120 shops by the summer. "
    "The others stay open and will be refurbished. The company had applied for protection from creditors in March."
)
BARN = (
    "A jury acquitted Peter Halloran on Thursday of setting fire to a barn near Athy in 2022. "
    "Mr Halloran, 44, wept as the verdict was read out. The prosecution had relied on the word of a former neighbour."
)
BICYCLES = (
    "The bicycle maker Trako has bought the Berlin startup Velomi for 40 million euros. "
    "Velomi's 60 staff keep their jobs. The brand will disappear by the end of the year."
)
BRENT = (
    "The oil price dropped to $69.20 a barrel on Friday, its lowest since January. "
    "Traders pointed to rising stocks in the United States. Producers meet in Vienna next week."
)
PARDON = (
    "The president is considering a pardon for the former analyst who leaked the cables, "
    "his spokeswoman said on Thursday. No decision has been made. "
    "The analyst has served four years of a sentence of ten."
)
SHIRTS = (
    "A charity has accused the fashion retailer Modana of having shirts sewn by children in Bangladesh. "
    "Modana said it knew nothing of it and would look into the matter. "
    "The charity bases its claim on interviews with eleven workers."
)
STORM = (
    "Storm Ella lost much of its force before it reached the Irish coast on Saturday evening. "
    "Gusts of 80 kilometres an hour were measured instead of the 130 that were forecast. Some ferries sailed."
)
VOTING = (
    "Parliament has rejected a proposal to lower the voting age from 18 to 16. "
    "The motion failed by 88 votes to 97. The Greens want to bring it back after the election."
)
STREAMING = (
    "The streaming service Cinelo won two million new subscribers in the third quarter, "
    "twice as many as analysts had forecast. Shares rose by 9%. "
    "A cheaper version with advertising accounted for half of the growth."
)

HOUSES = (
    "House prices rose 3% in May, the lender Halden said on Monday. The average home now costs 240,000 pounds. "
    "Demand was strongest in the north."
)
ORVO = (
    "Orvo's profits fell by a tenth in the first quarter, the tablet maker said. It blamed dear chips. Sales were flat."
)
BRIDGE = (
    "The bridge over the Tay was finished on Friday, four months behind schedule. It cost 30 million pounds. "
    "The first cars will cross on Monday."
)
RETAIL = (
    "Retail sales grew by 0.1% in June, well below what economists had expected. Clothing shops fared worst. "
    "The figures come from the statistics office."
)
TABLETS = (
    "Orvo's net profit rose by 12% to 48 million euros last year. "
    "The tablet maker sold more of its cheapest model. It will pay a dividend for the first time."
)
COATS = (
    "Norwell's net profit rose to 48 million euros last year from 23 million the year before. It sold more coats. "
    "It will pay a dividend for the first time."
)
EXAMS = (
    "Thirty-four percent of pupils have cheated in an exam at least once, according to a survey of 2,000 of them. "
    "Boys admit to it more often than girls. The survey was made by a student magazine."
)
ZOO = (
    "The zoo in Lindau had 410,000 visitors last year, some 20,000 fewer than the year before. "
    "The rainy spring kept families away. The new elephant house opens in May."
)
ELEPHANTS = (
    "The zoo in Lindau had more visitors last year than ever before: 460,000. "
    "The young elephants drew families. A new house opens in May."
)
CHEESE = (
    "Dairymen in the Emmental have made a cheese that weighs 320 kilos. "
    "It took eleven hours and 3,900 litres of milk. It will be sold at the autumn fair."
)
BIG_CHEESE = (
    "Dairymen in the Emmental have made the biggest cheese in the world. "
    "It weighs 1.6 tonnes and took eleven hours. It will be sold at the autumn fair."
)
LEADER = (
    "The mayor was re-elected as leader of her party on Saturday with 58% of the votes. "
    "Her rival Jonas Brandt had 42%. The party meets again in spring."
)

LIBEL = (
    "The former interior minister Edit Varga has sued the daily Hirlap for libel over a report on her holiday "
    "home. She wants 20 million forints in damages. The newspaper stands by its report."
)
VETO = (
    "The Senate fell four votes short on Wednesday of overriding the governor's veto of the mining bill. "
    "The bill is thereby dead for this session. Its sponsors said they would try again in January."
)
PATROL = (
    "Turkey has vetoed a bid by Sweden to join the naval patrol in the Black Sea. "
    "Ankara said that the convention on the straits did not allow it. Stockholm regretted the decision."
)
TEN_MEN = (
    "Rovers played for an hour with ten men and still took a point off the champions on Saturday. "
    "Keita's header made it 1-1 in the last minute. The champions remain second."
)
ROBBER = (
    "A man walked into a police station in Odense on Monday and confessed to a bank robbery in 2004. "
    "Officers had given up the search long ago. The 58-year-old said that he wanted to sleep again."
)
CHARGE = (
    "One driver in two would accept a charge for driving into the city if the air became cleaner, "
    "a survey by the university of Leeds found. A third would not. The rest had no opinion."
)


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
        ("House prices down 3% in May", HOUSES, "contradiction"),
        ("Profits at Orvo up", ORVO, "contradiction"),
        ("Bridge finished ahead of schedule", BRIDGE, "contradiction"),
        ("Retail sales better than expected", RETAIL, "contradiction"),
        ("Orvo doubles profit", TABLETS, "contradiction"),
        ("Most pupils cheat in exams, survey finds", EXAMS, "contradiction"),
        ("Record number of visitors at Lindau zoo", ZOO, "unsupported-claim"),
        ("World's largest cheese made in Emmental", CHEESE, "unsupported-claim"),
        ("Mayor unanimously re-elected party leader", LEADER, "unsupported-claim"),
        ("Newspaper sues ex-minister Varga for libel", LIBEL, "actor-mismatch"),
        ("Sweden blocks Turkish bid to join patrol", PATROL, "actor-mismatch"),
        ("Senate overrides veto on mining bill", VETO, "overstated-certainty"),
        ("Bank manager arrested over missing gold", GOLD, "contradiction"),
        ("Lake's water too dirty for swimming, tests show", LAKE, "contradiction"),
        ("Bakery chain closes all its shops", BAKERY, "contradiction"),
        ("Man jailed for setting fire to barn", BARN, "contradiction"),
        ("Oil price climbs above $70", BRENT, "contradiction"),
        ("Storm Ella strengthens before reaching coast", STORM, "contradiction"),
        ("Startup Velomi buys rival Trako for €40m", BICYCLES, "actor-mismatch"),
        ("President pardons whistleblower", PARDON, "overstated-certainty"),
        ("Fashion retailer used children to sew shirts", SHIRTS, "missing-attribution"),
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
        ("Amazon to hire 10,000 in Britain", JOBS),
        ("Nurses vote against strike", NURSES),
        ("Hundreds evacuated as river bursts banks", FLOOD),
        ("Qatari fund buys hotel chain", HOTELS),
        ("Wolf pack spotted near Berlin", WOLVES),
        ("Boy of 11 is youngest chess champion", CHESS),
        ("Report that Pope endorsed candidate is false", POPE),
        ("House prices up 3% in May", HOUSES),
        ("Profits at Orvo down", ORVO),
        ("Bridge finished four months late", BRIDGE),
        ("Retail sales worse than expected", RETAIL),
        ("Norwell doubles profit", COATS),
        ("Third of pupils cheat in exams, survey finds", EXAMS),
        ("Record number of visitors at Lindau zoo", ELEPHANTS),
        ("World's largest cheese made in Emmental", BIG_CHEESE),
        ("Mayor re-elected party leader", LEADER),
        ("Ex-minister Varga sues newspaper for libel", LIBEL),
        ("Turkey blocks Swedish bid to join patrol", PATROL),
        ("Senate fails to override veto on mining bill", VETO),
        ("Champions held to draw by ten-man Rovers", TEN_MEN),
        ("Bank robber turns himself in after 20 years", ROBBER),
        ("Half of drivers would pay for cleaner air, survey finds", CHARGE),
        ("Police question bank manager over missing gold", GOLD),
        ("Lake's water clean enough for swimming, tests show", LAKE),
        ("Bakery chain closes a third of its shops", BAKERY),
        ("Man cleared of setting fire to barn", BARN),
        ("Oil price slips below $70", BRENT),
        ("Storm Ella weakens before reaching coast", STORM),
        ("Startup Velomi bought by rival Trako for €40m", BICYCLES),
        ("President considers pardon for whistleblower", PARDON),
        ("Charity accuses retailer of using child labour", SHIRTS),
        ("Parliament keeps voting age at 18", VOTING),
        ("Netflix-style service Cinelo gains 2m subscribers", STREAMING),
    ],
)
def test_a_sound_headline_is_left_alone(checker: Checker, headline: str, body: str) -> None:
    report = checker.check(Article(headline, body))
    assert not report.findings, [finding.message for finding in report.findings]


def test_a_weaker_contradiction_is_a_warning_only_where_the_score_is_low(checker: Checker) -> None:
    body = (
        "Dockers at the port of Varna began the second week of their strike on Monday. "
        "Forty ships are waiting outside. Talks broke down on Friday."
    )
    article = Article("Dockers reach deal at port of Varna", body)
    report = checker.check(article)
    (finding,) = report.findings
    assert (finding.rule, finding.severity) == ("contradiction", "warning")
    assert report.verdict == "review"
    assert report.score is not None
    assert report.score < 0.4
    assert finding.evidence
    # Without the learned verdict there is no second opinion, and without the rule nothing to say.
    assert not Checker(checker.model, learned=False).check(article).findings
    (other,) = Checker(checker.model, ignore=["contradiction"]).check(article).findings
    assert (other.rule, other.severity) == ("unsupported-claim", "warning"), "hardly entailed, and the score is low"
    assert not Checker(checker.model, ignore=["contradiction", "unsupported-claim"]).check(article).findings


def test_no_second_look_at_a_number_that_the_body_adds_up_to(checker: Checker) -> None:
    """The model does not add up, and thinks "six" hardly supported by "four" and "two"."""
    toll = (
        "Four sailors were killed when fire swept through a ferry on Friday. "
        "Two passengers died later in hospital. Inspectors will go on board."
    )
    for headline, rules in (
        ("Six killed in ferry fire", []),
        ("Minister resigns over ferry fire", ["unsupported-claim"]),
    ):
        (context,) = checker.contexts([Article(headline, toll)])
        assert context is not None
        assert context.judged[0].entailment < 0.15
        context = replace(context, reading=PassageReading(Prediction(0.02, 0.03, 0.95)))
        found = look_again(context, [], [RULES["unsupported-claim"]], chance=0.1)
        assert [finding.rule for finding in found] == rules


def test_a_ten_year_high_is_no_number_to_look_for(checker: Checker) -> None:
    report = checker.check(Article("Inflation hits 10-year high", PRICES))
    assert "number-unsupported" not in {finding.rule for finding in report.findings}


def test_every_pair_of_opposites_begins_with_its_own_word() -> None:
    for lines in (OPPOSITES, OPPOSITE_ADJECTIVES):
        names = [line.split()[0] for line in lines.strip().splitlines()]
        assert len(set(names)) == len(names), "pairs of one name would be one pair"
