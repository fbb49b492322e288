"""Headlines and bodies that ``actor-mismatch`` must speak of, and that it must leave alone."""

from __future__ import annotations

from ..base import Example

FAILING: tuple[Example, ...] = (
    Example(
        "White House rejects Kestrel trade offer",
        "Kestrel has turned down a trade offer from the White House, its foreign minister said on Monday. "
        "Talks had gone on for two weeks.",
        "to turn down is to reject",
        check="acts-itself",
        words="White House rejects Kestrel trade offer",
        evidence=1,
    ),
    Example(
        "Winger Pascoe punches referee after cup tie",
        "Neil Garside is alleged to have punched the winger Dean Pascoe after sending him off in Saturday's cup tie. "
        "The club said that Pascoe needed two stitches.",
        "the winger was punched",
        check="done-to-actor",
        words="Winger Pascoe punches referee",
        evidence=1,
    ),
    Example(
        "United Arab Emirates opens embassy in Lome",
        "Saudi Arabia opened an embassy in Lome on Monday. The ambassador said that trade would grow.",
        "a state by its full name",
        check="other-actor",
        words="United Arab Emirates opens embassy",
        evidence=1,
    ),
    Example(
        "Calder buys Brightwater for $3bn",
        "Brightwater has bought Calder for $3bn, the two companies said on Tuesday. "
        "Brightwater will keep Calder's brand and its headquarters in Leeds.",
        "roles swapped",
        check="acts-itself",
        words="Calder buys Brightwater",
        evidence=1,
    ),
    Example(
        "Russia's retaliation shakes border towns",
        "Ukraine's latest retaliation took the form of drone strikes on border towns in Russia. "
        "Ukraine did not comment on the attacks.",
        "an event noun with another possessor",
        check="other-actor",
        words="Russia's retaliation",
        evidence=1,
    ),
    Example(
        "Novak beaten by Petrov in final",
        "Novak beat Petrov in straight sets in the final on Sunday. Petrov had not lost a match since March.",
        "a passive turned round",
        check="acts-itself",
        words="Novak beaten by Petrov",
        evidence=1,
    ),
    Example(
        "Orvane buys Calder for €40m",
        "Calder has bought Orvane for 40 million euros, the two firms said on Monday. "
        "Norwell had tried to buy Calder in May.",
        "roles swapped, and somebody else acts on both sides",
        check="swapped-roles",
        words="Orvane buys Calder",
        evidence=1,
    ),
    Example(
        "Norway sues Orvane over oil spill",
        "Denmark has sued Orvane over the oil spill of last autumn, its environment minister said. "
        "Orvane will defend itself in court.",
        "another state did it to the same one",
        check="other-actor",
        words="Norway sues Orvane",
        evidence=1,
    ),
    Example(
        "Baker arrested over stabbing in Overton",
        "A baker was stabbed in Overton on Friday night. The police arrested a man of 25 and are questioning him. "
        "A knife was found.",
        "the victim as suspect",
        check="victim-as-suspect",
        words="arrested",
        evidence=1,
    ),
    Example(
        "Mulder appointed head of Overton port",
        "Petra Hendriks was appointed head of the port of Overton on Friday. "
        "She follows Karel Mulder, who retires after nine years.",
        "the one who goes",
        check="another-chosen",
        words="appointed",
        evidence=1,
    ),
    Example(
        "Nineteen Civic members rebel over tobacco bill",
        "Nineteen members of the ruling Centre party voted against the tobacco bill on Thursday. "
        "The opposition Civic Alliance said it would seek to amend it in the senate.",
        "nineteen of another party",
        check="other-group",
        words="Civic",
        evidence=1,
    ),
    Example(
        "Girl critical after explosion in Castle Row",
        "A woman of 34 is in a critical condition after an explosion in Castle Row on Tuesday. "
        "A girl of nine was treated for cuts and sent home.",
        "the woman is",
        check="other-person",
        words="Girl",
        evidence=1,
    ),
)
PASSING: tuple[Example, ...] = (
    Example(
        "United Arab Emirates opens embassy in Lome",
        "The UAE opened an embassy in Lome on Monday. The ambassador said that trade would grow.",
        "a state by its letters",
    ),
    Example(
        "Calder bought by Brightwater",
        "Brightwater has bought Calder for $3bn, the two companies said on Tuesday. "
        "Brightwater will keep Calder's brand.",
        "passive and active agree",
    ),
    Example(
        "Ukrainian retaliation hits Moscow",
        "Ukraine's latest retaliation took the form of drone strikes on Moscow. The Kremlin condemned the attacks.",
        "a demonym is the country",
    ),
    Example(
        "Petrov loses to Novak in final",
        "Novak beat Petrov in straight sets in the final on Sunday. The match lasted ninety minutes.",
        "to lose to somebody is to be beaten by him",
    ),
    Example(
        "Ukraine strikes gas deal with Norway",
        "Ukraine has struck a deal with Norway for gas. Poland is trying to strike a similar deal, officials said.",
        "to strike a deal is no attack",
    ),
    Example(
        "Minister attacks union leaders over strike",
        "The transport minister attacked union leaders on Monday over the strike. "
        "The union later attacked the minister's record.",
        "both attacked; the headline's half is true",
    ),
    Example(
        "Calder sells Brightwater to Orvane",
        "Orvane has bought Brightwater from Calder, the three companies said on Tuesday. "
        "Brightwater will keep its name.",
        "who sells is not who buys",
        check="swapped-roles",
    ),
    Example(
        "Council attacked over parking fees",
        "Shopkeepers attacked the council over its new parking fees on Monday. The council said that it would listen.",
        "nobody is named who acts",
        check="other-actor",
    ),
    Example(
        "Gallery shows painting stolen by nurse",
        "A painting that a nurse stole from the gallery in 1982 is back on its wall. "
        "The gallery had it cleaned in Ghent.",
        "a past form over “by” may be a passive",
        check="acts-itself",
    ),
    Example(
        "Baker arrested over stabbing in Overton",
        "The police arrested a baker on Friday night after a stabbing in Overton. "
        "He was hit in the face himself, they said.",
        "arrested, and hit too",
        check="victim-as-suspect",
    ),
    Example(
        "Hendriks appointed head of Overton port",
        "Petra Hendriks was appointed head of the port of Overton on Friday. "
        "Karel Mulder was appointed nine years ago.",
        "the one appointed",
        check="another-chosen",
    ),
    Example(
        "Nineteen Centre members rebel over tobacco bill",
        "Nineteen members of the ruling Centre party voted against the tobacco bill on Thursday. "
        "The opposition Civic Alliance said it would seek to amend it in the senate.",
        "of that party",
        check="other-group",
    ),
    Example(
        "Woman critical after explosion in Castle Row",
        "A woman of 34 is in a critical condition after an explosion in Castle Row on Tuesday. "
        "A girl of nine was treated for cuts and sent home.",
        "the woman",
        check="other-person",
    ),
)
