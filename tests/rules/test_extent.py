"""How many, how often, the how-manieth; said and denied; one noun in another's place: both sides of every guard."""

from __future__ import annotations

import pytest

from .neutral import checks

REST = " Tea came at nine. The hall was full."


def told(check: str, headline: str, body: str, rule: str = "contradiction") -> list[tuple[str, int | None]]:
    return [(words, evidence) for name, words, evidence in checks(rule, headline, body + REST) if name == check]


@pytest.mark.parametrize(
    ("check", "headline", "body", "found"),
    [
        ("not-both", "Both pilots deny error", "One of the two pilots denies any error.", [("Both", 1)]),
        ("not-both", "Both pilots deny error", "One of the two pilots denies any error. Each was heard.", []),
        ("not-both", "Both pilots deny error", "The pilots deny any error.", []),
        ("not-first", "Oster is first town with tram", "Oster is the second town with a tram.", [("first town", 1)]),
        (
            "not-first",
            "Oster is first town with tram",
            "Oster is the first town with a tram. The second town is Marl.",
            [],
        ),
        ("not-first", "Oster is first town with tram", "Oster has a tram. It is the second tram of the state.", []),
        ("not-ever", "Rain in Oster heaviest ever", "The rain in Oster was the most in ten years.", [("ever", 1)]),
        ("not-ever", "Rain in Oster heaviest ever", "The rain in Oster was the most in ten years, a record.", []),
        ("not-ever", "Rain in Oster heaviest in years", "The rain in Oster was the most in ten years.", []),
        (
            "one-of-several",
            "Oldest tree in Oster falls",
            "One of the oldest trees in Oster fell.",
            [("Oldest tree", 1)],
        ),
        (
            "one-of-several",
            "Oldest tree in Oster falls",
            "The oldest tree in Oster fell. It was among the oldest in the land.",
            [],
        ),
        ("one-of-several", "One of oldest trees in Oster falls", "One of the oldest trees in Oster fell.", []),
        (
            "not-so-often",
            "Clerk writes to Oster mayor daily",
            "The clerk writes to the Oster mayor twice a week.",
            [("daily", 1)],
        ),
        (
            "not-so-often",
            "Clerk writes to Oster mayor daily",
            "The clerk writes to the Oster mayor every day, to others once a week.",
            [],
        ),
        ("not-so-often", "Clerk writes to Oster mayor weekly", "The clerk writes to the Oster mayor twice a week.", []),
        (
            "not-excepted",
            "Roads to be mended, including Mill Street",
            "All but not Mill Street: the roads will be mended.",
            [("including Mill Street", 1)],
        ),
        (
            "not-excepted",
            "Roads to be mended, except Mill Street",
            "The roads will be mended, including Mill Street.",
            [("except Mill Street", 1)],
        ),
        (
            "not-excepted",
            "Roads to be mended, including Mill Street",
            "The roads will be mended, except Kirk Road.",
            [],
        ),
        (
            "only-some",
            "Wales's schools to close early",
            "Four schools in Oster will close early.",
            [("Wales's schools", 1)],
        ),
        ("only-some", "Wales's schools to close early", "Four schools in Oster, Wales, will close early.", []),
        ("only-some", "Five Welsh schools to close early", "Five schools in Oster will close early.", []),
        ("none-hurt", "Injuries in Oster blast", "Nobody was injured in the blast in Oster.", [("Injuries", 1)]),
        ("none-hurt", "Injuries in Oster blast", "Nobody was injured in Oster. In Marl two were injured.", []),
        ("none-hurt", "Injury keeps Oster striker out", "The injury is not bad, and no operation is needed.", []),
        (
            "none-hurt",
            "Injury keeps Oster striker out",
            "There is no hope after the game, as the striker has an injury.",
            [],
        ),
        ("none-hurt", "Injuries feared in Oster blast", "Nobody was injured in the blast in Oster.", [("Injuries", 1)]),
        ("none-hurt", "No injuries in Oster blast", "Nobody was injured in the blast in Oster.", []),
        (
            "denied",
            "Minister regrets remark",
            'The minister was asked. "I don\'t regret it," he said.',
            [("regrets", 2)],
        ),
        (
            "denied",
            "Minister regrets remark",
            'The minister said: "I don\'t regret it." Now he regrets the remark.',
            [],
        ),
        ("denied", "Minister regrets nothing", 'The minister was asked. "I don\'t regret it," he said.', []),
        ("denied", "Minister plays down remark", 'The minister was asked. "I don\'t play chess," he said.', []),
        ("denied", "Minister regrets remark", "The minister does not only regret the remark.", []),
        ("not-denied", "Council does not publish report", "The council published the report.", [("publish", 1)]),
        ("not-denied", "Council does not publish report", "The council has published the report.", [("publish", 1)]),
        ("not-denied", "Council does not publish report", "The council will publish the report.", []),
        ("not-denied", "Council does not publish report", "The council never published the report.", []),
        ("not-denied", "Council does not publish report", "A paper wrote that the council published the report.", []),
        ("not-denied", "Council does not publish report", "The company published the report.", []),
        ("denied-question", "Is your fridge watching you?", "The fridge cannot watch anybody.", [("watching", 1)]),
        ("denied-question", "Is your fridge watching you?", "The fridge watches the milk. It cannot watch you.", []),
        ("denied-question", "Is your fridge watching you? No", "The fridge cannot watch anybody.", []),
        ("swapped-word", "Storm damages school roof", "A storm damaged the roof of the church.", [("school", 1)]),
        ("swapped-word", "Storm damages school roof", "A storm damaged the church roof.", [("school", 1)]),
        ("swapped-word", "Storm damages school roof", "A storm damaged the church roof. The school stood.", []),
        ("swapped-word", "Storm damages college roof", "A storm damaged the school roof.", []),
        ("swapped-word", "Storm damages school roof", "A storm damaged a roof while the church was full.", []),
        ("similar-word", "Two die of methadone in Oster", "Two men died of methanol in Oster.", [("methadone", 1)]),
        ("similar-word", "Two die of methadone in Oster", "Two men died of methanol in Oster, not of methadone.", []),
        ("similar-word", "Two die of poisoning in Oster", "Two men died of poison in Oster.", []),
    ],
)
def test_what_the_body_says_otherwise(
    check: str, headline: str, body: str, found: list[tuple[str, int | None]]
) -> None:
    assert told(check, headline, body) == found


@pytest.mark.parametrize(
    ("check", "headline", "body", "found"),
    [
        (
            "not-so-far",
            "Mayor of Oster arrested",
            "A judge issued a warrant for the arrest of the mayor of Oster.",
            [("arrested", 1)],
        ),
        ("not-so-far", "Mayor of Oster arrested", "The mayor of Oster was arrested under a warrant.", []),
        (
            "not-so-far",
            "Mayor of Oster charged with theft",
            "The mayor of Oster is suspected of theft.",
            [("charged with", 1)],
        ),
        (
            "not-so-far",
            "Mayor of Oster guilty of theft",
            "The mayor of Oster pleaded not guilty to charges of theft.",
            [("guilty", 1)],
        ),
        (
            "not-so-far",
            "Mayor of Oster guilty of theft",
            "The mayor of Oster was charged with theft and found guilty.",
            [],
        ),
        (
            "not-so-far",
            "Mayor of Oster jailed",
            "The mayor of Oster was charged with theft and faces up to six years in prison.",
            [("jailed", 1)],
        ),
        (
            "not-so-far",
            "Mayor of Oster jailed",
            "The mayor of Oster was found guilty of theft. He will be sentenced in May.",
            [("jailed", 1)],
        ),
        ("not-so-far", "Mayor of Oster jailed", "The mayor of Oster, charged with theft, was jailed.", []),
        ("not-so-far", "Mayor of Oster could be jailed", "The mayor of Oster was charged with theft.", []),
        ("not-so-far", "Mayor of Oster arrested", "No one has been arrested; the mayor of Oster is suspected.", []),
        (
            "hurt-only",
            "Cyclist killed by tram",
            "A cyclist was hit by a tram and is in a critical condition.",
            [("killed", 1)],
        ),
        (
            "hurt-only",
            "Cyclist killed by tram",
            "A cyclist was hit by a tram and is in a critical condition. Two others were killed.",
            [("killed", 1)],
        ),
        (
            "hurt-only",
            "Cyclist killed by tram",
            "A cyclist was hit by a tram and is in a critical condition. A cyclist died.",
            [],
        ),
        ("hurt-only", "Two cyclists killed by tram", "A cyclist was hit by a tram and is in a critical condition.", []),
        ("hurt-only", "Cyclist killed by tram", "A cyclist was hit by a tram.", []),
        ("only-reckoned", "War has killed 40,000", "The war could kill 40,000 people.", [("40,000", 1)]),
        (
            "only-reckoned",
            "War has killed 40,000",
            "The war could kill 40,000 people. It has killed 40,000 by now.",
            [],
        ),
        ("only-reckoned", "War could kill 40,000", "The war could kill 40,000 people.", []),
        ("only-reckoned", "War has killed 10", "The war could kill 10 people.", [("10", 1)]),
        ("only-reckoned", "War has killed 8", "The war could kill 8 people.", []),
        ("only-reckoned", "War has killed 40%", "The war could kill 40% of us.", []),
        ("only-reckoned", "War kills 40,000", "The war could kill 40,000 people.", []),
        (
            "to-come",
            "Luke Haldane wins world darts title",
            "Luke Haldane is one match away from winning the world darts title.",
            [("wins", 1)],
        ),
        (
            "to-come",
            "Luke Haldane wins world darts title",
            "Luke Haldane was one match away from winning the world title. He won it.",
            [],
        ),
        (
            "left-open",
            "Man shot by police was armed",
            "Whether the man shot by police was armed is not known.",
            [("armed", 1)],
        ),
        ("left-open", "Man shot by police was armed", "Whether the man was armed was asked. He was armed.", []),
        (
            "on-condition",
            "Mill in Oster to shut",
            "The mill in Oster will shut unless a buyer is found.",
            [("shut", 1)],
        ),
        (
            "on-condition",
            "Mill in Oster to shut",
            "The mill in Oster will shut. It would not shut only if there were a buyer. It will shut in May.",
            [],
        ),
        (
            "on-condition",
            "Mill in Oster to shut unless saved",
            "The mill in Oster will shut unless a buyer is found.",
            [],
        ),
        (
            "only-animals",
            "Pill helps people sleep",
            "The pill helped rats to sleep, researchers report.",
            [("helps", 1)],
        ),
        (
            "only-animals",
            "Pill helps people sleep",
            "The pill helped rats, and then 200 volunteers, to sleep, researchers report.",
            [],
        ),
        ("only-animals", "Pill helps rats sleep", "The pill helped rats to sleep, researchers report.", []),
        ("only-animals", "Cat helps people sleep", "Rats kept the neighbours awake.", []),
    ],
)
def test_what_the_headline_overstates(
    check: str, headline: str, body: str, found: list[tuple[str, int | None]]
) -> None:
    assert told(check, headline, body, "overstated-certainty") == found


@pytest.mark.parametrize(
    ("check", "headline", "body", "found"),
    [
        ("absent-deed", "Council in Oster bans ketchup", "The council in Oster makes ketchup.", [("bans", 1)]),
        ("absent-deed", "Council in Oster bans ketchup", "The council in Oster no longer allowed ketchup.", []),
        ("absent-deed", "Council in Oster does not ban ketchup", "The council in Oster makes ketchup.", []),
        ("absent-deed", "Oster's secret plan for ketchup", "The plan for ketchup in Oster was shown.", [("secret", 1)]),
        ("absent-deed", "Oster's secret plan for ketchup", "The plan for ketchup in Oster was hidden.", []),
        ("absent-deed", "Oster's secret ballot on ketchup", "The ballot on ketchup in Oster was shown.", []),
        ("absent-deed", "Tower in Tarn collapses", "A tower in Tarn toppled onto the street.", []),
        ("absent-deed", "Roof of Tarn hall collapses", "The roof of a hall in Tarn caved in.", []),
        ("absent-deed", "Actress collapses on set in Tarn", "The actress fainted on set in Tarn.", []),
        ("absent-deed", "Shipyard in Tarn collapses", "The shipyard in Tarn went into receivership.", []),
        ("absent-deed", "Tower in Tarn collapses", "A tower in Tarn was painted blue.", [("collapses", 1)]),
        ("absent-deed", "Pilot ditches plane off Tarn", "The pilot put the plane down in water off Tarn.", []),
        ("absent-deed", "Firm in Tarn axes 40 workers", "The firm in Tarn made 40 workers redundant.", []),
        ("absent-deed", "Sales in Tarn explode", "Sales in Tarn soared.", []),
        ("absent-deed", "Mayor of Tarn explodes at clerk", "The mayor of Tarn was furious with the clerk.", []),
        ("absent-deed", "Driver from Tarn admitted to ward", "The driver from Tarn was taken to hospital.", []),
        ("absent-deed", "Speaker in Tarn drowned out", "The speaker in Tarn was booed.", []),
        ("absent-extent", "Ketchup sold out nationwide", "Ketchup was sold out in Oster.", [("nationwide", None)]),
        ("absent-extent", "Ketchup sold out nationwide", "Ketchup was sold out in the whole country.", []),
        (
            "another-story",
            "Ferry museum wins orchid prize again",
            "The council of Oster has approved a new bridge over the river.",
            [("Ferry museum wins orchid prize again", None)],
        ),
        ("another-story", "Ferry museum wins orchid prize again", "Shr 12 cts vs 3 cts.", []),
        (
            "another-story",
            "Oster council approves harbour tunnel",
            "The council of Oster has approved a new bridge over the river.",
            [],
        ),
    ],
)
def test_what_the_body_has_nothing_of(
    check: str, headline: str, body: str, found: list[tuple[str, int | None]]
) -> None:
    more = " Shopkeepers in the street had called for something else last year." if "council" in body else ""
    assert [words for words, _ in told(check, headline, body + more, "unsupported-claim")] == [
        words for words, _ in found
    ]


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Baker arrested over stabbing", "A baker was stabbed. A man was arrested.", ["victim-as-suspect"]),
        ("Baker arrested over stabbing", "A baker was stabbed. The baker was arrested.", []),
        (
            "Mulder appointed head of port",
            "Hendriks was appointed head of the port. Mulder retires.",
            ["another-chosen"],
        ),
        ("Mulder appointed head of port", "Hendriks was appointed head of the port. Mulder was appointed before.", []),
        ("Norway chosen for port", "Hendriks was chosen for the port. Norway is glad.", []),
        ("A clerk appointed head of port", "Hendriks was appointed head of the port. A clerk is glad.", []),
    ],
)
def test_those_acted_on(headline: str, body: str, found: list[str]) -> None:
    new = ("victim-as-suspect", "another-chosen")
    assert [name for name, _, _ in checks("actor-mismatch", headline, body + REST) if name in new] == found


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("Pilot killed in crash", ["no-deaths"]),
        ("Pilot wasn't killed in crash", []),
        ("Pilot not dead after crash", []),
    ],
)
def test_a_death_that_the_headline_denies(headline: str, found: list[str]) -> None:
    names = [
        name for name, _, _ in checks("unsupported-claim", headline, "A plane came down. Its pilot is well." + REST)
    ]
    assert [name for name in names if name == "no-deaths"] == found


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Shirt blew up boat", "A boat blew up. The cause is not known.", ["cause-unknown"]),
        ("Shirt blew up boat", "A shirt blew up a boat.", []),
        ("Shirt may have blown up boat", "A boat blew up. The cause is not known.", []),
    ],
)
def test_a_cause_that_nobody_knows(headline: str, body: str, found: list[str]) -> None:
    assert [name for name, _, _ in checks("overstated-cause", headline, body + REST)] == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("He called it a smear campaign.", ["only-called"]),
        ('It is a "smear campaign".', []),
        ("He called it a smear campaign. The smear campaign went on.", []),
        ("He called for a smear campaign.", []),
    ],
)
def test_a_name_that_one_side_gives(body: str, found: list[str]) -> None:
    names = [name for name, _, _ in checks("missing-attribution", "Minister answers smear campaign", body + REST)]
    assert [name for name in names if name == "only-called"] == found
