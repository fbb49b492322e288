"""Headlines and bodies that ``contradiction`` must leave alone."""

from __future__ import annotations

from ..base import Example

PASSING: tuple[Example, ...] = (
    Example(
        "Calder holds 5% stake in Orvane",
        "Calder increased its stake in Orvane to 5 percent on Thursday. It had bought its first shares in May.",
        "what is held may have grown",
        check="opposite-verb",
    ),
    Example(
        "Council rejects new airport runway",
        "The council rejected the new airport runway on Tuesday night by eleven votes to four. "
        "Residents had campaigned against it for years.",
        "the body says so",
    ),
    Example(
        "Unemployment rises in spring",
        "Unemployment rose in spring for the third quarter in a row, the statistics office said. "
        "Economists had expected a fall.",
        "the body says so",
    ),
    Example(
        "Trader arrested over missing gold",
        "Police arrested a trader on Tuesday over the gold that is missing from the vault. "
        "No one else has been arrested.",
        "nobody else",
    ),
    Example(
        "Petrov loses to Novak in final",
        "Novak beat Petrov in straight sets in the final on Sunday. The match lasted ninety minutes.",
        "to lose to somebody is to be beaten by him",
    ),
    Example(
        "Bishop of Overton did not endorse mayor, office says",
        "A website that calls itself satirical wrote that the Bishop of Overton had endorsed the mayor. "
        "The bishop's office said the report was false.",
        "the headline says that it is not so",
    ),
    Example(
        "Norwell to hire 200 in Leeds",
        "Norwell cut 100 jobs in Leeds last year. It will hire 200 people there by the summer, "
        "the retailer said on Friday.",
        "what is planned is no opposite of what was done",
        check="opposite-verb",
    ),
    Example(
        "Industrial production rises",
        "Industrial production rose by 1% in May, the statistics office said. "
        "Car production fell for the third month in a row.",
        "told apart by the words before the head",
        check="opposite-verb",
    ),
    Example(
        "Orvo doubles profit",
        "Orvo's net profit rose by 92% to 48 million euros last year. "
        "The tablet maker sold more of its cheapest model.",
        "nearly twice as much",
        check="not-multiplied",
    ),
    Example(
        "Most pupils cheat in exams, survey finds",
        "Sixty-four percent of pupils have cheated in an exam at least once, according to a survey of 2,000 of them. "
        "In 2010 it was 34 percent of pupils.",
        "more than half",
        check="not-most",
    ),
    Example(
        "Norwell keeps staff discount",
        "Norwell has turned down a plan to cut its staff discount, the retailer said on Monday. "
        "The union had threatened a strike.",
        "a change turned down",
        check="contradicted-claim",
    ),
    Example(
        "Both drivers deny racing on bridge",
        "Two drivers who are said to have raced on the bridge in Overton both denied it in court on Monday. "
        "One of the two wept.",
        "both",
        check="not-both",
    ),
    Example(
        "Overton becomes first town to ban fireworks",
        "Overton has banned fireworks, the council said on Friday. It is the first town of the county to do so. "
        "The second town could be Marlow.",
        "the first",
        check="not-first",
    ),
    Example(
        "River at highest level ever in Overton",
        "The river in Overton rose to its highest level ever on Friday, 7.9 metres. "
        "In the last ten years it had not risen above six.",
        "ever",
        check="not-ever",
    ),
    Example(
        "Overton to repair all roads, including Mill Street",
        "Overton will repair all its roads this summer, including Mill Street. "
        "No road will be closed for long, except the bridge.",
        "included",
        check="not-excepted",
    ),
    Example(
        "Pensioner writes to mayor every day",
        "A pensioner from Overton writes to the mayor every day. Once a week he gets an answer.",
        "every day",
        check="not-so-often",
    ),
    Example(
        "Injuries in blast at paint factory",
        "An explosion tore the roof off a paint factory in Overton on Saturday and injured two workers. "
        "No one else was injured.",
        "two hurt, no one else",
        check="none-hurt",
    ),
    Example(
        "Minister regrets remark about nurses",
        "The minister said on Monday that he regretted his remark about nurses. "
        '"I don\'t regret much," he told reporters, "but I regret that."',
        "regrets it too",
        check="denied",
    ),
    Example(
        "Storm damages school roof in Overton",
        "A storm damaged the roof of the school in Overton on Sunday night. The church next to it was not touched.",
        "the school",
        check="swapped-word",
    ),
    Example(
        "Two die after drinking spirits with methanol",
        "Two men have died in Overton after drinking spirits that were laced with methanol. "
        "One of them took methadone too, the police said.",
        "the body has the word",
        check="similar-word",
    ),
    Example(
        "Verania not to raise smoking age",
        "The government of Verania has ruled out raising the smoking age, the health minister told parliament on "
        "Tuesday. A ban on vapes will be discussed in November.",
        "not to raise",
        check="denied-deed",
    ),
    Example(
        "Teenagers discharged after van hits shelter",
        "Two teenagers were hurt when a van hit a bus shelter in Marlow Vale on Friday. "
        "The teenagers were treated at St Brannock's Hospital and discharged on Sunday.",
        "discharged",
        check="no-longer",
    ),
    Example(
        "Harwen strike to halt buses for four days",
        "Bus drivers in Harwen will strike for four days from Monday, halting most services in the city. "
        "School buses, run by another operator, will not be affected.",
        "buses, not school buses",
        check="not-affected",
    ),
    Example(
        "Brannock blames price of cocoa and wheat for fall",
        "Brannock Foods reported a 22% fall in half-year profit on Wednesday and blamed the rising price of cocoa and "
        "wheat. Sales rose 4% as the company put up prices.",
        "cocoa and wheat",
        check="other-member",
    ),
)
