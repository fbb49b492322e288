"""Headlines and bodies that ``contradiction`` must speak of, and that it must leave alone."""

from __future__ import annotations

from ..base import Example

FAILING: tuple[Example, ...] = (
    Example(
        "Council approves new airport runway",
        "The council rejected the new airport runway on Tuesday night by eleven votes to four. Residents had campaigned against it for years.",
        "rejected is not approved",
        check="opposite-verb",
        words="approves",
        evidence=1,
    ),
    Example(
        "Norwell posts £12m profit",
        "Norwell made a loss of £12m last year as fewer people shopped in town centres. The retailer will close nine shops.",
        "a loss is no profit",
        check="profit-or-loss",
        words="profit",
        evidence=1,
    ),
    Example(
        "Unemployment falls in spring",
        "Unemployment rose in spring for the third quarter in a row, the statistics office said. Economists had expected a fall.",
        "rose is not fell",
        check="opposite-verb",
        words="falls",
        evidence=1,
    ),
    Example(
        "Trader arrested over missing gold",
        "Police questioned a trader on Tuesday about the gold that is missing from the vault. No one has been arrested.",
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
        "The river's water is clean, tests by the health office show. No germs above the limit were found at any of eight places.",
        "clean is not dirty",
        check="contradicted-claim",
        words="River water dirty, tests show",
        evidence=1,
    ),
    Example(
        "Bishop of Overton endorses mayor",
        "A website that calls itself satirical wrote that the Bishop of Overton had endorsed the mayor. The bishop's office said the report was false.",
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
        "The river's water is clean, tests by the health office show. No germs above the limit were found at any of eight places.",
        "clean is not dirty",
        check="opposite-adjective",
        words="dirty",
        evidence=1,
    ),
    Example(
        "Most pupils cheat in exams, survey finds",
        "Thirty-four percent of pupils have cheated in an exam at least once, according to a survey of 2,000 of them. Boys admit to it more often than girls.",
        "a third is not most",
        check="not-most",
        words="Most pupils",
        evidence=1,
    ),
    Example(
        "Orvo doubles profit",
        "Orvo's net profit rose by 12% to 48 million euros last year. The tablet maker sold more of its cheapest model.",
        "twelve percent is not double",
        check="not-multiplied",
        words="doubles",
        evidence=1,
    ),
    Example(
        "Norwell to cut 200 jobs in Leeds",
        "Norwell said on Friday that it would create 200 jobs in Leeds this year. The retailer already employs a thousand people there.",
        "to come in both, and the opposite",
        check="opposite-verb",
        words="cut",
        evidence=1,
    ),
    Example(
        "Dockers reach deal at port of Varna",
        "Dockers at the port of Varna began the second week of their strike on Monday. Forty ships are waiting outside. Talks broke down on Friday.",
        "the model is not sure, but the score is low",
        check="suspected-contradiction",
        words="Dockers reach deal at port of Varna",
        evidence=1,
    ),
)
PASSING: tuple[Example, ...] = (
    Example(
        "Council rejects new airport runway",
        "The council rejected the new airport runway on Tuesday night by eleven votes to four. Residents had campaigned against it for years.",
        "the body says so",
    ),
    Example(
        "Unemployment rises in spring",
        "Unemployment rose in spring for the third quarter in a row, the statistics office said. Economists had expected a fall.",
        "the body says so",
    ),
    Example(
        "Trader arrested over missing gold",
        "Police arrested a trader on Tuesday over the gold that is missing from the vault. No one else has been arrested.",
        "nobody else",
    ),
    Example(
        "Petrov loses to Novak in final",
        "Novak beat Petrov in straight sets in the final on Sunday. The match lasted ninety minutes.",
        "to lose to somebody is to be beaten by him",
    ),
    Example(
        "Bishop of Overton did not endorse mayor, office says",
        "A website that calls itself satirical wrote that the Bishop of Overton had endorsed the mayor. The bishop's office said the report was false.",
        "the headline says that it is not so",
    ),
    Example(
        "Norwell to hire 200 in Leeds",
        "Norwell cut 100 jobs in Leeds last year. It will hire 200 people there by the summer, the retailer said on Friday.",
        "what is planned is no opposite of what was done",
        check="opposite-verb",
    ),
    Example(
        "Industrial production rises",
        "Industrial production rose by 1% in May, the statistics office said. Car production fell for the third month in a row.",
        "told apart by the words before the head",
        check="opposite-verb",
    ),
    Example(
        "Orvo doubles profit",
        "Orvo's net profit rose by 92% to 48 million euros last year. The tablet maker sold more of its cheapest model.",
        "nearly twice as much",
        check="not-multiplied",
    ),
    Example(
        "Most pupils cheat in exams, survey finds",
        "Sixty-four percent of pupils have cheated in an exam at least once, according to a survey of 2,000 of them. In 2010 it was 34 percent of pupils.",
        "more than half",
        check="not-most",
    ),
    Example(
        "Norwell keeps staff discount",
        "Norwell has turned down a plan to cut its staff discount, the retailer said on Monday. The union had threatened a strike.",
        "a change turned down",
        check="contradicted-claim",
    ),
)
