"""Headlines and bodies that ``contradiction`` must speak of."""

from __future__ import annotations

from ..base import Example

FAILING: tuple[Example, ...] = (
    Example(
        "Central bank holds rates at 4.25%",
        "The central bank raised its key interest rate to 4.25 percent from 4 on Thursday. "
        "Analysts had looked for no such move.",
        "what is raised is not held",
        check="opposite-verb",
        words="holds",
        evidence=1,
    ),
    Example(
        "Ex-mayor guilty of fraud",
        "A former mayor of Tarn was acquitted of fraud on Monday. The judge said that she had seen no evidence.",
        "acquitted is not guilty, though the headline has no verb",
        check="opposite-verb",
        words="guilty",
        evidence=1,
    ),
    Example(
        "Kestrel to ban plastic bags from 2027",
        "Kestrel's parliament on Tuesday voted down a law that would have banned plastic bags from 2027. "
        "Shops had lobbied against it.",
        "those who decide have turned down what the law is about",
        check="denied-deed",
        words="ban",
        evidence=1,
    ),
    Example(
        "Council approves new airport runway",
        "The council rejected the new airport runway on Tuesday night by eleven votes to four. "
        "Residents had campaigned against it for years.",
        "rejected is not approved",
        check="opposite-verb",
        words="approves",
        evidence=1,
    ),
    Example(
        "Norwell posts £12m profit",
        "Norwell made a loss of £12m last year as fewer people shopped in town centres. "
        "The retailer will close nine shops.",
        "a loss is no profit",
        check="profit-or-loss",
        words="profit",
        evidence=1,
    ),
    Example(
        "Unemployment falls in spring",
        "Unemployment rose in spring for the third quarter in a row, the statistics office said. "
        "Economists had expected a fall.",
        "rose is not fell",
        check="opposite-verb",
        words="falls",
        evidence=1,
    ),
    Example(
        "Trader arrested over missing gold",
        "Police questioned a trader on Tuesday about the gold that is missing from the vault. "
        "No one has been arrested.",
        "nobody was arrested",
        check="nobody",
        words="arrested",
        evidence=2,
    ),
    Example(
        "Retailer closes all its shops",
        "The retailer will close 40 of its 120 shops by the summer. The others stay open and will be refurbished.",
        "40 of 120 are not all",
        check="not-all",
        words="all its shops",
        evidence=1,
    ),
    Example(
        "River water dirty, tests show",
        "The river's water is clean, tests by the health office show. "
        "No germs above the limit were found at any of eight places.",
        "clean is not dirty",
        check="contradicted-claim",
        words="dirty",
        evidence=1,
    ),
    Example(
        "Bishop of Overton endorses mayor",
        "A website that calls itself satirical wrote that the Bishop of Overton had endorsed the mayor. "
        "The bishop's office said the report was false.",
        "a false report",
        check="called-untrue",
        words="Bishop of Overton endorses mayor",
        evidence=2,
    ),
    Example(
        "Bridge finished ahead of schedule",
        "The bridge over the Tay was finished on Friday, four months behind schedule. It cost 30 million pounds.",
        "behind is not ahead of schedule",
        check="against-plan",
        words="ahead of schedule",
        evidence=1,
    ),
    Example(
        "River water is dirty, tests show",
        "The river's water is clean, tests by the health office show. "
        "No germs above the limit were found at any of eight places.",
        "clean is not dirty",
        check="opposite-adjective",
        words="dirty",
        evidence=1,
    ),
    Example(
        "Most pupils cheat in exams, survey finds",
        "Thirty-four percent of pupils have cheated in an exam at least once, according to a survey of 2,000 of them. "
        "Boys admit to it more often than girls.",
        "a third is not most",
        check="not-most",
        words="Most pupils",
        evidence=1,
    ),
    Example(
        "Orvo doubles profit",
        "Orvo's net profit rose by 12% to 48 million euros last year. "
        "The tablet maker sold more of its cheapest model.",
        "twelve percent is not double",
        check="not-multiplied",
        words="doubles",
        evidence=1,
    ),
    Example(
        "Norwell to cut 200 jobs in Leeds",
        "Norwell said on Friday that it would create 200 jobs in Leeds this year. "
        "The retailer already employs a thousand people there.",
        "to come in both, and the opposite",
        check="opposite-verb",
        words="cut",
        evidence=1,
    ),
    Example(
        "Dockers reach deal at port of Varna",
        "Dockers at the port of Varna began the second week of their strike on Monday. "
        "Forty ships are waiting outside. Talks broke down on Friday.",
        "the model is not sure, but the score is low",
        check="suspected-contradiction",
        words="Dockers reach deal at port of Varna",
        evidence=1,
    ),
    Example(
        "Both drivers deny racing on bridge",
        "One of the two drivers who are said to have raced on the bridge in Overton denied it in court on Monday. "
        "The second had nothing to say. The trial goes on.",
        "one of two",
        check="not-both",
        words="Both",
        evidence=1,
    ),
    Example(
        "Overton becomes first town to ban fireworks",
        "Overton has banned fireworks, the council said on Friday. "
        "It is the third town of the county to do so, after Marlow and Selby.",
        "the third, not the first",
        check="not-first",
        words="first town",
        evidence=2,
    ),
    Example(
        "River at highest level ever in Overton",
        "The river stood at 6.4 metres in Overton on Friday, its highest level in ten years. "
        "Sandbags kept the water out of the old town.",
        "in ten years",
        check="not-ever",
        words="ever",
        evidence=1,
    ),
    Example(
        "Overton to repair all roads, including Mill Street",
        "Overton will repair its roads this summer, except Mill Street, where a pipe has to be laid first. "
        "The work costs two million pounds.",
        "excepted",
        check="not-excepted",
        words="including Mill Street",
        evidence=1,
    ),
    Example(
        "Pensioner writes to mayor every day",
        "A pensioner from Overton writes to the mayor about potholes once or twice a week. "
        "He keeps the answers in eleven folders.",
        "once a week",
        check="not-so-often",
        words="every day",
        evidence=1,
    ),
    Example(
        "Scotland's libraries to close on Mondays",
        "Four libraries in Overton will close on Mondays from May to save money. The others in Scotland stay open.",
        "four of one town",
        check="only-some",
        words="Scotland's libraries",
        evidence=1,
    ),
    Example(
        "Injuries in blast at paint factory",
        "An explosion tore the roof off a paint factory in Overton on Saturday. "
        "Nobody was injured, the fire brigade said.",
        "nobody hurt",
        check="none-hurt",
        words="Injuries",
        evidence=2,
    ),
    Example(
        "Minister regrets remark about nurses",
        "The minister was asked on Monday about his remark that nurses drink too much tea. "
        '"I don\'t regret a word," he told reporters. The union called for an apology.',
        "does not regret",
        check="denied",
        words="regrets",
        evidence=2,
    ),
    Example(
        "Overton council does not publish report on fire",
        "The council of Overton published a report on the fire on Friday. It blames a faulty heater.",
        "did publish",
        check="not-denied",
        words="publish",
        evidence=1,
    ),
    Example(
        "Storm damages school roof in Overton",
        "A storm damaged the roof of the church in Overton on Sunday night. Nobody was inside. "
        "The tiles fell on parked cars.",
        "a church, not a school",
        check="swapped-word",
        words="school",
        evidence=1,
    ),
    Example(
        "Two die after drinking spirits with methadone",
        "Two men have died in Overton after drinking spirits that were laced with methanol, the police said. "
        "A third is in hospital.",
        "methanol, not methadone",
        check="similar-word",
        words="methadone",
        evidence=1,
    ),
    Example(
        "Oldest tree in county falls in storm",
        "A beech of 200 years fell in a storm in Overton on Sunday. It was one of the oldest trees of the county. "
        "Nobody was hurt.",
        "one of the oldest",
        check="one-of-several",
        words="Oldest tree",
        evidence=2,
    ),
    Example(
        "Oldest man in Overton dies",
        "The second-oldest man in Overton, who worked on a farm until he was 92, has died. Ida Holm, 110, is older.",
        "the second-oldest",
        check="lower-rank",
        words="Oldest man",
        evidence=1,
    ),
    Example(
        "Holm becomes first woman to row ocean alone",
        "Ida Holm came ashore on Friday and became the first Danish woman to row the ocean alone. "
        "Two Americans had done so before.",
        "the first from Denmark",
        check="first-of-fewer",
        words="first woman",
        evidence=1,
    ),
    Example(
        "France bans scooters for children",
        "The French town of Vannecy has banned scooters for children after two accidents. "
        "The ministry said that it had no such plans.",
        "one town",
        check="only-town",
        words="France bans",
        evidence=1,
    ),
    Example(
        "Cocaine worth £9m found in boxes",
        "Customs officers have found heroin worth £9 million in boxes of fruit. A dog smelt it on Saturday. "
        "Heroin comes by land as a rule, cocaine by sea.",
        "heroin",
        check="other-kind",
        words="Cocaine",
        evidence=1,
    ),
    Example(
        "Is your new fridge watching you?",
        "The new fridges have no camera, the regulator said after a video had claimed so. "
        "The fridge cannot watch anybody. It only keeps the milk cold.",
        "it cannot",
        check="denied-question",
        words="watching",
        evidence=2,
    ),
    Example(
        "Verania to raise smoking age",
        "The government of Verania has ruled out raising the smoking age, the health minister told parliament on "
        "Tuesday. A ban on vapes will be discussed in November.",
        "ruled out raising",
        check="denied-deed",
        words="raise",
        evidence=1,
    ),
    Example(
        "Teenagers still in hospital after van hits shelter",
        "Two teenagers were hurt when a van hit a bus shelter in Marlow Vale on Friday. "
        "The teenagers were treated at St Brannock's Hospital and discharged on Sunday.",
        "discharged",
        check="no-longer",
        words="in hospital",
        evidence=2,
    ),
    Example(
        "Harwen strike to halt school buses",
        "Bus drivers in Harwen will strike for four days from Monday, halting most services in the city. "
        "School buses, run by another operator, will not be affected.",
        "school buses run",
        check="not-affected",
        words="school buses",
        evidence=2,
    ),
    Example(
        "Brannock blames price of sugar and wheat for fall",
        "Brannock Foods reported a 22% fall in half-year profit on Wednesday and blamed the rising price of cocoa and "
        "wheat. Sales rose 4% as the company put up prices.",
        "cocoa and wheat",
        check="other-member",
        words="sugar",
        evidence=1,
    ),
)
