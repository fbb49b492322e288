"""Headlines and bodies that ``unsupported-claim`` must speak of, and that it must leave alone."""

from __future__ import annotations

from ..base import Example

FAILING: tuple[Example, ...] = (
    Example(
        "Film festival banned by court",
        "The bakery on Mill Lane will open an hour earlier from next week. "
        "Its owner hopes to sell more bread to commuters.",
        "another story altogether",
        check="another-story",
        words="Film festival banned by court",
    ),
    Example(
        "Scientists discover cure for baldness",
        "House prices rose slightly in May after two flat months. Lenders said that demand was strongest in the north.",
        "another story altogether",
        check="another-story",
        words="Scientists discover cure for baldness",
    ),
    Example(
        "Actor arrested after airport brawl",
        "The actor opened a school in his home town on Saturday. He thanked his former teachers and planted a tree.",
        "the same man, another event",
        check="unsupported",
        words="Actor arrested after airport brawl",
    ),
    Example(
        "Coach crash near Leeds kills passengers",
        "A coach left the road near Leeds on Sunday and overturned. "
        "Two passengers were injured, and taken to hospital by helicopter.",
        "hurt is not killed",
        check="no-deaths",
        words="kills",
        evidence=2,
    ),
    Example(
        "World's largest cheese made in Emmental",
        "Dairymen in the Emmental have made a cheese that weighs 320 kilos. "
        "It took eleven hours and 3,900 litres of milk.",
        "nothing about the largest",
        check="absent-superlative",
        words="largest",
        evidence=1,
    ),
    Example(
        "Thousands attend rally",
        "Organisers had hoped for thousands, but only about 180 people came to the rally on the cathedral square "
        "on Sunday. Police counted 40 officers on duty. The speeches lasted half an hour.",
        "hardly anything, the score is low, and the passage speaks against it",
        check="hardly-supported",
        words="Thousands attend rally",
        evidence=1,
    ),
    Example(
        "Mayor of Overton forced to hand over chains",
        "The mayor of Overton, Linda Peake, will hand over the chains of office in May at the end of five years. "
        "She told colleagues last autumn that she would not stand again.",
        "nobody forces her",
        check="absent-deed",
        words="forced",
        evidence=1,
    ),
    Example(
        "Saffron buns sold out nationwide",
        "The bakery in Mill Lane had sold out of its saffron buns by nine on Saturday. "
        "A singer had praised the buns in a video.",
        "one bakery",
        check="absent-extent",
        words="nationwide",
        evidence=1,
    ),
    Example(
        "Placeholder splash kicker goes here tonight",
        "The council of Overton has approved a footbridge over the river. "
        "Work will begin in May and take fourteen months, said the mayor.",
        "dummy text",
        check="placeholder",
        words="Placeholder splash",
    ),
    Example(
        "Mayor charged with bribery",
        "Prosecutors have closed their investigation into whether the mayor of Trebic took bribes. "
        "There was nothing to support the claims of an anonymous letter, they said. "
        "The mayor had always rejected them.",
        "no rule knows how a case ends, and the score is low",
        check="low-score",
        words="charged with bribery",
        evidence=1,
    ),
)
PASSING: tuple[Example, ...] = (
    Example(
        "Bakery to open earlier",
        "The bakery on Mill Lane will open an hour earlier from next week. "
        "Its owner hopes to sell more bread to commuters.",
        "the body says so",
    ),
    Example(
        "House prices edge up in May",
        "House prices rose slightly in May after two flat months. Lenders said that demand was strongest in the north.",
        "the same in other words",
    ),
    Example(
        "Actor opens school in home town",
        "The actor opened a school in his home town on Saturday. He thanked his former teachers and planted a tree.",
        "the body says so",
    ),
    Example(
        "No passengers killed in coach crash",
        "A coach crashed near Leeds on Sunday, and no passengers were badly hurt. "
        "Two were taken to hospital by helicopter.",
        "nobody is said to be dead",
        check="no-deaths",
    ),
    Example(
        "World's largest cheese made in Emmental",
        "Dairymen in the Emmental have made the biggest cheese in the world. "
        "It weighs 1.6 tonnes and took eleven hours.",
        "the body has it",
        check="absent-superlative",
    ),
    Example(
        "Overton council bans ketchup in schools",
        "Ketchup is no longer allowed in the schools of Overton, the council said. "
        "The cooks boil tomatoes with carrots instead.",
        "a ban in other words",
        check="absent-deed",
    ),
    Example(
        "Saffron buns sold out nationwide",
        "Saffron buns were sold out in all parts of the country on Saturday. Saffron itself has become dear.",
        "the whole country",
        check="absent-extent",
    ),
)
