"""Kinds of fault in invented agency copy: each with the headline that has it and twins that have not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.english.words.short_names import long_for, short_names
from checker.nli import PassageReading, Prediction
from checker.rules import RULES
from checker.rules.second_signal import taken_back

from .neutral import checks, context

BOARD = " The board met at nine. Tea came at ten."
# A name, a quotation or a verb that the neutral model cannot see entailed is another rule's affair here.
SILENT = ("unsupported-claim", "missing-attribution", "overstated-certainty")


def told(headline: str, body: str, rules: tuple[str, ...] = ()) -> list[tuple[str, str, int | None]]:
    wanted = rules or tuple(rule for rule in RULES if rule not in SILENT)
    return [item for rule in wanted for item in checks(rule, headline, body + BOARD)]


SACKED = "The chief executive of Rosko was sacked on Monday after a row over pay."
RESIGNED = "The chief executive of Rosko, Peter Holm, resigned on Monday after a row over pay."


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Chief exec quits", SACKED, [("opposite-verb", "quits", 1)]),
        ("Rosko boss quits", SACKED, [("opposite-verb", "quits", 1)]),
        ("Rosko chief executive resigns", SACKED, [("opposite-verb", "resigns", 1)]),
        ("Rosko chief executive steps down", SACKED, [("opposite-verb", "steps down", 1)]),
        ("Rosko CEO retires", SACKED, [("opposite-verb", "retires", 1)]),
        ("Rosko boss sacked", SACKED, []),
        ("Rosko chief executive sacked", RESIGNED, [("opposite-verb", "sacked", 1)]),
        ("Rosko boss Holm sacked", RESIGNED, [("opposite-verb", "sacked", 1)]),
        ("Rosko sacks boss", RESIGNED, [("opposite-verb", "sacks", 1)]),
        ("Rosko boss quits", RESIGNED, []),
        ("Rosko boss fired at by gunmen", RESIGNED, []),
        ("Rosko boss fires back at critics", RESIGNED, []),
        # Two ways out in one body, and somebody else by name.
        ("Rosko boss sacked", RESIGNED.replace("resigned", "was forced to resign"), []),
        ("Rosko boss sacked", RESIGNED + " He had been asked to resign.", []),
        ("Chief exec quits", SACKED + " The chairman resigned too.", []),
        ("Chief exec quits", SACKED + " He did not resign, he said.", [("opposite-verb", "quits", 1)]),
        ("Chairman Borg quits", SACKED, []),
        ("Norwell boss Borg sacked", RESIGNED, []),
    ],
)  # fmt: skip
def test_who_quits_was_not_sacked(headline: str, body: str, found: list[tuple[str, str, int | None]]) -> None:
    assert told(headline, body, ("contradiction",)) == found


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Nurse Hollis jailed over deaths", "A nurse accused of three deaths was found not guilty.", [("opposite-verb", "jailed", 1)]),
        ("Nurse Hollis jailed over deaths", "A nurse accused of three deaths was found guilty and jailed.", []),
        ("Judge Hollis jailed over deaths", "A nurse accused of three deaths was found not guilty.", []),
    ],
)  # fmt: skip
def test_a_passive_that_the_parser_takes_for_a_deed(
    headline: str, body: str, found: list[tuple[str, str, int | None]]
) -> None:
    assert told(headline, body, ("contradiction",)) == found


FED = (
    "The Federal Reserve bought bonds on Thursday. The Bank of England had sold bonds a week before. "
    "The European Central Bank rejected the plan."
)


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("Fed buys bonds", []),
        ("BoE sells bonds", []),
        ("ECB rejects plan", []),
        ("Fed sells bonds", [("other-actor", "Fed sells bonds", 2)]),
        ("BoE buys bonds", [("other-actor", "BoE buys bonds", 1)]),
        ("Fed rejects plan", [("other-actor", "Fed rejects plan", 3)]),
        ("ECB buys bonds", [("other-actor", "ECB buys bonds", 1)]),
    ],
)
def test_short_names_are_who_they_stand_for(headline: str, found: list[tuple[str, str, int | None]]) -> None:
    assert told(headline, FED, ("actor-mismatch", "entity-unsupported")) == found


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Man Utd beat Leeds", "Manchester United beat Leeds Town 2-0 on Sunday.", []),
        ("MoD sues Harnby", "The Ministry of Defence has sued the shipbuilder Harnby Marine.", []),
        ("Harnby sues MoD", "The Ministry of Defence has sued the shipbuilder Harnby Marine.", [("acts-itself", "Harnby sues MoD", 1)]),
        ("RBA warns banks", "The Reserve Bank of Australia warned banks on Monday.", []),
    ],
)  # fmt: skip
def test_initials_with_small_words(headline: str, body: str, found: list[tuple[str, str, int | None]]) -> None:
    assert told(headline, body, ("actor-mismatch", "entity-unsupported")) == found


def test_two_letters_of_a_person_s_name_are_no_short_name() -> None:
    assert long_for("Mark Price", person=True) == frozenset()
    assert long_for("Mark Price") == {"mp"}
    assert "mjp" in long_for("Mark John Price", person=True)
    assert short_names("the BoE and the Fed") == {"boe", "fed"}
    assert short_names("Man Utd") == {"man", "utd"}
    assert short_names("Man") == frozenset()


@pytest.mark.parametrize("state", ["U.S.", "US", "America"])
def test_what_another_state_s_forces_did_stands_whatever_the_model_makes_of_it(state: str) -> None:
    body = "Kenyan warplanes bombed a rebel camp near the border on Thursday, killing 14 fighters." + BOARD
    seen = context(f"{state} bombs rebel camp", body)
    (finding,) = [item for item in RULES["actor-mismatch"].check(seen) if item.check == "other-actor"]
    carried = PassageReading(Prediction(0.95, 0.04, 0.01), ())
    assert finding.stands
    assert not taken_back(replace(seen, reading=carried), finding)
    (other,) = [
        item for item in RULES["actor-mismatch"].check(context("Fed sells bonds", FED)) if item.check == "other-actor"
    ]
    assert not other.stands
    assert taken_back(replace(seen, reading=carried), other)


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("One in three pupils bullied", "Every third pupil has been bullied, the county found.", []),
        ("One in four pupils bullied", "Every third pupil has been bullied, the county found.", [("other-number", "One in four pupils", 1)]),
        ("Two in five pupils bullied", "Two of every five pupils have been bullied, the county found.", []),
        ("40% of pupils bullied", "Two of every five pupils have been bullied, the county found.", []),
        ("1 in 10 pupils bullied", "One out of ten pupils has been bullied, the county found.", []),
        ("1 in 5 pupils bullied", "One out of ten pupils has been bullied, the county found.", [("other-number", "1 in 5 pupils", 1)]),
        ("Mill closes after half a century", "The mill closed on Friday after 50 years.", []),
        ("Mill closes after half a century", "The mill closed on Friday after 30 years.", [("absent-number", "half a century", None)]),
        ("Mill closes after 15 years", "The mill closed on Friday after a decade and a half.", []),
        ("Mill closes after 25 years", "The mill closed on Friday after a quarter of a century.", []),
        ("Mill closes after two decades", "The mill closed on Friday after 19 years.", []),
        ("Mill closes after two decades", "The mill closed on Friday after 23 years.", []),
        ("Mill closes after two decades", "The mill closed on Friday. It opened in 2001.", []),
        ("Mill closes after two decades", "The mill closed on Friday after 37 years.", [("absent-number", "two decades", None)]),
        ("Rosko fined ¥5bn", "Rosko was fined 5 billion yuan.", []),
        ("Rosko fined 5bn yen", "Rosko was fined 5 billion yuan.", [("other-money", "5bn yen", 1)]),
        ("Rosko fined R5bn", "Rosko was fined 5 billion rand.", []),
        ("Rosko fined 5bn kr", "Rosko was fined 5 billion Swedish crowns.", []),
        ("Rosko fined 5bn Danish crowns", "Rosko was fined 5 billion kronor.", [("other-money", "5bn Danish crowns", 1)]),
        ("Rosko fined 5bn pesos", "Rosko was fined 5 billion Mexican pesos.", []),
        ("Rosko fined 740m-euro sum", "Rosko was fined 740 million crowns.", [("absent-number", "740m-euro sum", None)]),
        ("Holm wins two crowns", "Holm won two titles on Monday.", []),
        ("Scheme to cost 5 lakh", "The scheme will cost 5 lacs, the ministry said.", []),
        ("Scheme to cost 5 lacs", "The scheme will cost 7 lacs, the ministry said. There are 5 of them.", [("absent-number", "5 lacs", None)]),
    ],
)  # fmt: skip
def test_shares_spans_and_sums(headline: str, body: str, found: list[tuple[str, str, int | None]]) -> None:
    assert told(headline, body, ("number-mismatch", "number-unsupported", "entity-unsupported")) == found


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Oldest man in Britain dies", "The second-oldest man in Britain has died.", [("lower-rank", "Oldest man", 1)]),
        ("Second-oldest man in Britain dies", "The second-oldest man in Britain has died.", []),
        ("Oldest man in Britain dies", "The oldest man in Britain has died, and the second-oldest man is now the oldest.", []),
        ("Oldest man in Britain dies", "The second-oldest church is shut. The oldest man in Britain has died.", []),
        ("Holm is first woman to row sea", "Holm is the first British woman to row the sea.", [("first-of-fewer", "first woman", 1)]),
        ("Holm is first British woman to row sea", "Holm is the first British woman to row the sea.", []),
        ("Holm is first woman to row sea", "Holm is the first woman to row the sea, and the first British woman to swim it.", []),
        ("France bans scooters", "The French town of Vannecy has banned scooters.", [("only-town", "France bans", 1)]),
        ("France bans scooters", "The French government has banned scooters.", []),
        ("French town bans scooters", "The French town of Vannecy has banned scooters.", []),
        ("France bans scooters", "The French town of Vannecy was the last; scooters are banned nationwide.", []),
        ("Cocaine worth £9m found", "Heroin worth £9m was found. A dog smelt it. The heroin had come by sea, where cocaine comes.", [("other-kind", "Cocaine", 1)]),
        ("Heroin worth £9m found", "Heroin worth £9m was found. A dog smelt it. The heroin had come by sea, where cocaine comes.", []),
        ("Governor's son charged", "A nephew of the governor has been charged. The governor has a son.", [("other-kind", "son", 1)]),
        ("Governor's son charged", "The governor's nephew has been charged.", [("other-kind", "son", 1)]),
        ("Governor's lawyer charged", "The governor's doctor has been charged. His lawyer spoke.", []),
        ("Governor's nephew charged", "A nephew of the governor has been charged. The governor has a son.", []),
        ("Governor's son charged", "A nephew of the mayor has been charged. The governor has a son.", []),
        ("Cocaine worth £9m found", "Heroin and cocaine worth £9m were found. The heroin had come by sea.", []),
    ],
)  # fmt: skip
def test_rank_scope_and_kind(headline: str, body: str, found: list[tuple[str, str, int | None]]) -> None:
    assert told(headline, body, ("contradiction",)) == found


HARM = "Neil Garside, the referee, punched the winger Dean Pascoe on Saturday."


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Winger Pascoe punches referee after tie", HARM, [("done-to-actor", "Winger Pascoe punches referee", 1)]),
        ("Referee Garside punches winger after tie", HARM, []),
        ("Winger Pascoe punches referee after tie", HARM + " Pascoe punched Garside too.", []),
        ("Winger Pascoe praises referee after tie", HARM.replace("punched", "praised"), []),
    ],
)
def test_bodily_harm_is_done_by_whom_the_body_says(
    headline: str, body: str, found: list[tuple[str, str, int | None]]
) -> None:
    assert told(headline, body, ("actor-mismatch",)) == found


COUNT = "Luis Mendoza held a lead in the election on Monday with just over half of the votes counted."
FALL = "House prices will fall by about 8 per cent next year, a lender forecast."


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Mendoza wins election", COUNT, [("to-come", "wins", 1)]),
        ("Mendoza leads election", COUNT, []),
        ("Mendoza wins election", COUNT + " He was declared the winner on Tuesday.", []),
        ("House prices fall 8%", FALL, [("only-reckoned", "8%", 1)]),
        ("House prices to fall 8%", FALL, []),
        ("House prices fall 8%", "House prices fell by 8 per cent in May, more than had been expected.", []),
        ("House prices fall 8%", FALL + " They fell by 8 per cent last year too.", []),
        ("Borvo closes Tarnby dairy", "Borvo is considering the closure of its Tarnby dairy.", [("hedged-event", "closes", 1)]),
        ("Borvo closes Tarnby dairy", "Borvo has announced the closure of its Tarnby dairy.", []),
        (
            "Man charged with murder of florist",
            "Police have arrested a man on suspicion of the murder of a florist. Another was released without charge.",
            [("not-so-far", "charged with", 1)],
        ),
        ("Man charged with murder of florist", "Police have arrested a man. He was charged with the murder of a florist.", []),
        (
            "Single jab restores memory in patients",
            "A jab restored the memory of mice, researchers report. Some 900,000 people live with dementia.",
            [("only-animals", "restores", 1)],
        ),
        ("Single jab restores memory in patients", "A jab restored the memory of 40 older patients and of mice, researchers report.", []),
    ],
)  # fmt: skip
def test_not_so_far_yet(headline: str, body: str, found: list[tuple[str, str, int | None]]) -> None:
    assert told(headline, body, ("overstated-certainty",)) == found


def test_who_was_acquitted_is_no_longer_accused() -> None:
    body = "A nurse accused of three deaths was found not guilty of all charges."
    assert told("Nurse Hollis jailed over deaths", body, ("overstated-certainty",)) == []
    charged = body.replace("found not guilty of all charges", "held until Monday")
    assert told("Nurse Hollis jailed over deaths", charged, ("overstated-certainty",)) == [("not-so-far", "jailed", 1)]


def test_what_skipping_breakfast_gives_you() -> None:
    body = "People who skip breakfast are more likely to have diabetes, a study found."
    assert told("Skipping breakfast gives you diabetes", body, ("overstated-cause",)) == [
        ("only-associated", "gives you", 1)
    ]
    assert told("Skipping breakfast linked to diabetes", body, ("overstated-cause",)) == []


UNPAID = "The footballer Oyelaran is sued by a nanny, who claims that he did not pay her for two years."


def test_what_somebody_failed_to_do_is_alleged_too() -> None:
    assert told("Oyelaran failed to pay nanny", UNPAID, ("missing-attribution",)) == [("only-alleged", "pay", 1)]
    shown = "The footballer Oyelaran did not pay a nanny for two years, a court found."
    assert told("Oyelaran failed to pay nanny", shown, ("missing-attribution",)) == []


SPOKEN = (
    'Villagers were angry. "This is daylight robbery," said Margaret Dunn, 71, a villager. '
    "The chief executive of the water company, Paul Renshaw, said he understood."
)


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("'This is daylight robbery', says water boss", SPOKEN, [("other-speaker", "'This is daylight robbery'", 2)]),
        ("Renshaw: 'This is daylight robbery'", SPOKEN, [("other-speaker", "'This is daylight robbery'", 2)]),
        ("'This is daylight robbery', says villager", SPOKEN, []),
        ("Dunn: 'This is daylight robbery'", SPOKEN, []),
        ("Water bills: 'This is daylight robbery'", SPOKEN.replace("Paul Renshaw", "who is new"), []),
        # The boss may be Dunn herself, for all that the body says.
        ("'This is daylight robbery', says water boss", SPOKEN.replace("a villager", "a director"), []),
    ],
)
def test_whose_words_they_are(headline: str, body: str, found: list[tuple[str, str, int | None]]) -> None:
    assert told(headline, body, ("quote-altered",)) == found
