"""Headlines and bodies that ``overstated-certainty`` must speak of, and that it must leave alone."""

from __future__ import annotations

from ..base import Example

FAILING = (
    Example(
        "Ferrous Steel closes northern plant",
        "Ferrous Steel is considering closing its northern plant, the company said on Monday. "
        "No decision would be made before June.",
        "considering closing",
        check="hedged-event",
        words="closes",
        evidence=1,
    ),
    Example(
        "Storm destroys coastal railway",
        "The storm could destroy the coastal railway if it keeps its course, forecasters said. "
        "It should reach land on Friday.",
        "could destroy",
        check="hedged-event",
        words="destroys",
        evidence=1,
    ),
    Example(
        "Senator quits race",
        "The senator has denied that he is quitting the race. His campaign has little money left.",
        "denied",
        check="hedged-event",
        words="quits",
        evidence=1,
    ),
    Example(
        "Ferrous Steel closes northern plant",
        "Ferrous Steel has not closed its northern plant, the company said on Monday. "
        "A local paper had written that it would.",
        "not closed",
        check="hedged-event",
        words="closes",
        evidence=1,
    ),
    Example(
        "Mayor resigns over expenses scandal",
        "The mayor of Overton refused to resign on Monday over claims that he had used public money for holidays. "
        "Opposition councillors called for him to go.",
        "refused to",
        check="hedged-event",
        words="resigns",
        evidence=1,
    ),
    Example(
        "Former mayor of Overton jailed",
        "The former mayor of Overton was charged with fraud on Friday, prosecutors said. "
        "He denies that he took any money.",
        "only charged",
        check="not-so-far",
        words="jailed",
        evidence=1,
    ),
    Example(
        "Former minister arrested over harbour contract",
        "A judge in Overton issued a warrant for the arrest of the former minister on Friday over the harbour "
        "contract. He is abroad and will not return, his lawyer said.",
        "a warrant is no arrest",
        check="not-so-far",
        words="arrested",
        evidence=1,
    ),
    Example(
        "Cyclist killed in collision with tram",
        "A cyclist was hit by a tram in Overton on Monday and taken to hospital, "
        "where she is in a critical condition. The driver was treated for shock.",
        "hurt, not dead",
        check="hurt-only",
        words="killed",
        evidence=1,
    ),
    Example(
        "War in Gorza has killed 40,000 people",
        "The war in Gorza could in the end kill 40,000 people, doctors write. "
        "They start from the 9,300 deaths that have been counted.",
        "a projection",
        check="only-reckoned",
        words="40,000",
        evidence=1,
    ),
    Example(
        "Luke Haldane wins world darts title",
        "Luke Haldane is one match away from winning the world darts title in Overton. "
        "On Friday he meets a Dutchman in the final.",
        "the final is to come",
        check="to-come",
        words="wins",
        evidence=1,
    ),
    Example(
        "Man shot by police was armed",
        "A man was shot by police on a bridge in Overton in June. The inquiry has not said whether he was armed. "
        "A pistol was found in a taxi.",
        "left open",
        check="left-open",
        words="armed",
        evidence=2,
    ),
    Example(
        "Paper mill to shut in December",
        "The paper mill in Overton will shut in December unless a buyer is found, its owner said. "
        "Two firms have shown interest.",
        "unless",
        check="on-condition",
        words="shut",
        evidence=1,
    ),
    Example(
        "Sleep pill helps old people remember",
        "Old mice that were given the sleep pill found their way through a maze faster, "
        "researchers in Overton report. Nobody knows whether it works in women or men.",
        "shown on mice",
        check="only-animals",
        words="helps",
        evidence=1,
    ),
    Example(
        "Regulator approves trial of gout drug in patients",
        "Scientists in Kestrel Bay have applied to the regulator for permission to begin a trial of a gout drug in "
        "patients. A decision is expected in November.",
        "applied for",
        check="pending",
        words="approves",
        evidence=1,
    ),
)
PASSING = (
    Example(
        "Ferrous Steel may close northern plant",
        "Ferrous Steel is considering closing its northern plant, the company said on Monday. "
        "No decision would be made before June.",
        "the headline keeps the caution",
    ),
    Example(
        "Ferrous Steel closes northern plant",
        "Ferrous Steel closed its northern plant on Monday. It had been considering closing the plant for a year.",
        "stated in the body",
    ),
    Example(
        "Storm destroys coastal railway",
        "The storm destroyed two miles of the coastal railway on Friday. It could do more damage in the north.",
        "stated in the body",
    ),
    Example(
        "Ferrous Steel does not close northern plant",
        "Ferrous Steel has not closed its northern plant, the company said on Monday. "
        "A local paper had written that it would.",
        "negated in the headline too",
        check="hedged-event",
    ),
    Example(
        "Former mayor of Overton jailed",
        "The former mayor of Overton, who was charged with fraud in March, was sentenced to two years on Friday. "
        "He will appeal.",
        "charged first, then sentenced",
        check="not-so-far",
    ),
    Example(
        "Former minister arrested over harbour contract",
        "Police arrested the former minister at the airport on Friday under a warrant of a judge in Overton. "
        "He denies that he took money for the harbour contract.",
        "a warrant, and an arrest",
        check="not-so-far",
    ),
    Example(
        "Cyclist killed in collision with tram",
        "A cyclist died on Monday after she was hit by a tram in Overton. "
        "A passer-by, who was hit too, is in a critical condition.",
        "one dead, another who survives",
        check="hurt-only",
    ),
    Example(
        "War in Gorza has killed 40,000 people",
        "The war in Gorza has killed 40,000 people, the health office said. It could kill as many again this year.",
        "counted",
        check="only-reckoned",
    ),
    Example(
        "Paper mill to shut in December",
        "The paper mill in Overton will shut in December, its owner said. "
        "It would have stayed open only if a buyer had been found.",
        "no condition is left",
        check="on-condition",
    ),
    Example(
        "Sleep pill helps old people remember",
        "The sleep pill helped 200 elderly volunteers to remember a list of words, researchers in Overton report. "
        "In mice it had worked before.",
        "people took part",
        check="only-animals",
    ),
    Example(
        "Permission sought for trial of gout drug in patients",
        "Scientists in Kestrel Bay have applied to the regulator for permission to begin a trial of a gout drug in "
        "patients. A decision is expected in November.",
        "sought",
        check="pending",
    ),
)
