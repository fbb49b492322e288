"""Who did what to whom: participants, the roles of verbs, and the events of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from spacy.tokens import Token

from checker.english.parser import parse
from checker.english.participants import Participant, known_participant, participant
from checker.english.roles import events, verb_roles


def token(sentence: str, word: str) -> Token:
    """The first token of a sentence that is this word."""
    return next(token for token in parse(sentence) if token.text == word)


def who(sentence: str, word: str) -> Participant:
    return participant(token(sentence, word))


def roles(sentence: str, verb: str) -> tuple[str | None, str | None, bool]:
    agent, patient, passive = verb_roles(token(sentence, verb))
    return agent and agent.text, patient and patient.text, passive


@pytest.mark.parametrize(
    ("sentence", "verb", "agent", "patient", "passive"),
    [
        ("The council rejected the plan.", "rejected", "council", "plan", False),
        ("The plan was rejected by the council.", "rejected", "council", "plan", True),
        ("The plan was rejected.", "rejected", None, "plan", True),
        ("Drones launched by Russia hit the port.", "launched", "Russia", "Drones", True),
        ("The council met and rejected the plan.", "rejected", "council", "plan", False),
        ("The council wants to reject the plan.", "reject", "council", "plan", False),
        ("Ukraine's army said that it had shot a drone.", "shot", "army", "drone", False),
        ("It rejected the plan.", "rejected", None, "plan", False),
        ("The mayor knew that it rejected the plan.", "rejected", None, "plan", False),
        ("He said that it rejected the plan.", "rejected", None, "plan", False),
        ("The mayor said that who rejected the plan was wrong.", "rejected", None, "plan", False),
    ],
)
def test_roles_of_a_verb(sentence: str, verb: str, agent: str | None, patient: str | None, passive: bool) -> None:
    assert roles(sentence, verb) == (agent, patient, passive)


@pytest.mark.parametrize(
    ("sentence", "word", "names"),
    [
        ("The Kremlin condemned it.", "Kremlin", {"=russia", "kremlin"}),
        ("Ukrainian drones hit the port.", "drones", {"=ukraine", "ukrainian"}),
        ("Germany's chancellor rejected it.", "chancellor", {"=germany", "germany"}),
        ("The president of Chile rejected it.", "president", {"=chile", "chile"}),
        ("Germany's capital rejected it.", "capital", set()),
        ("The capital of Chile rejected it.", "capital", set()),
        ("Calder's board rejected it.", "board", {"calder"}),
        ("Calder's owner rejected it.", "owner", set()),
        ("Shares in Orvane fell.", "Shares", {"orvane"}),
        ("Houses in Orvane fell.", "Houses", set()),
        ("A drone from Iran hit the port.", "drone", {"=iran", "iran"}),
        ("A drone over Iran hit the port.", "drone", set()),
        ("The minister, Edit Varga, rejected it.", "minister", {"edit", "varga"}),
        ("Mr Varga rejected it.", "Varga", {"varga"}),
        ("The hotel chain Belmore rejected it.", "Belmore", {"belmore"}),
        ("The council rejected it.", "council", set()),
        ("Council rejects it.", "Council", set()),
        ("Orvane and Norwell rejected it.", "Orvane", {"orvane", "norwell"}),
        ("The old council rejected it.", "council", set()),
        ("The minister, the Norwell lawyer, rejected it.", "minister", set()),
        ("Orvane and Norwell rejected it.", "Norwell", {"norwell"}),
        ("New Zealand won.", "Zealand", {"=new zealand", "zealand"}),
    ],
)
def test_names_of_a_participant(sentence: str, word: str, names: set[str]) -> None:
    assert who(sentence, word).names == names


@pytest.mark.parametrize(
    ("sentence", "word", "heads"),
    [
        ("The council rejected it.", "council", {"council"}),
        ("Two of the workers left.", "Two", {"two", "work"}),
        ("Dozens of workers left.", "Dozens", {"dozen", "work"}),
        ("Owners of dogs left.", "Owners", {"owner"}),
        ("The hotel chain Belmore left.", "Belmore", {"belmor", "chain"}),
        ("The police officer left.", "officer", {"offic", "polic"}),
        ("The army helicopter left.", "helicopter", {"helicopt"}),
        ("The oil price fell.", "price", {"pric", "oil"}),
    ],
)
def test_heads_of_a_participant(sentence: str, word: str, heads: set[str]) -> None:
    assert who(sentence, word).heads == heads


def made(text: str, names: str = "", heads: str = "") -> Participant:
    return Participant(text, frozenset(names.split()), frozenset(heads.split()))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (made("Ann Holm", "ann holm", "holm"), made("Holm", "holm", "holm"), True),
        # names decide where both have them
        (made("Ann Holm", "ann holm", "holm"), made("Moreau", "moreau", "holm"), False),
        (made("the council", "", "council"), made("a council", "", "council"), True),
        (made("the council", "", "council"), made("a mayor", "", "mayor"), False),
        (made("Norwell", "norwell", "norwel"), made("the firm Norwell", "", "norwell"), True),
    ],
)
def test_two_mentions_of_one(one: Participant, other: Participant, same: bool) -> None:
    assert one.same(other) is same
    assert other.same(one) is same


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (made("industrial production"), made("car production"), True),
        (made("industrial production"), made("the industrial production"), False),
        (made("production"), made("car production"), False),  # one says no more than the head
        (made("the production"), made("car production"), False),
        (made("John Holm", "john holm"), made("Mary Holm", "mary holm"), False),  # names are compared elsewhere
        (made("Danish production", "=denmark"), made("car production"), True),
    ],
)
def test_told_apart_by_the_words_before_the_head(one: Participant, other: Participant, apart: bool) -> None:
    assert one.told_apart(other) is apart
    assert other.told_apart(one) is apart


def test_a_participant_knows_whether_it_is_named_and_a_state() -> None:
    assert made("Norwell", "norwell").named
    assert not made("the firm").named
    assert made("the Kremlin", "=russia kremlin").states
    assert not made("Norwell", "norwell").states


def test_a_pronoun_is_nobody_known() -> None:
    assert known_participant(None) is None
    assert known_participant(token("It rejected the plan.", "It")) is None
    assert known_participant(token("= Calder buys Brightwater.", "=")) is None
    assert known_participant(token("The council rejected the plan.", "council")) is not None


Row = tuple[str, str | None, str | None, bool]


def told(sentence: str) -> Iterator[Row]:
    """Family, agent, patient and negation of the events of the lists."""
    for event in events(parse(sentence)):
        if not event.family.startswith("#"):
            yield event.family, event.agent and event.agent.text, event.patient and event.patient.text, event.negated


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Calder bought Norwell.", ("buy", "Calder", "Norwell", False)),
        ("Calder has not bought Norwell.", ("buy", "Calder", "Norwell", True)),
        ("Norwell was bought by Calder.", ("buy", "Calder", "Norwell", False)),
        ("Calder sold Norwell to Brightwater.", ("buy", "Brightwater", "Norwell", False)),
        ("Calder sold Norwell.", ("sell", "Calder", "Norwell", False)),
        ("Petrov lost to Novak.", ("beat", "Novak", "Petrov", False)),
        ("Petrov did not lose to Novak.", ("beat", "Novak", "Petrov", True)),
        ("Calder lost money.", ("lose", "Calder", "money", False)),
        ("Calder did not lose money.", ("lose", "Calder", "money", True)),
        ("Novak won against Petrov.", ("beat", "Novak", "Petrov", False)),
        ("Novak won over Petrov.", ("beat", "Novak", "Petrov", False)),
        ("Novak won the cup.", ("win", "Novak", "the cup", False)),
        ("Novak won the cup in Paris.", ("win", "Novak", "the cup", False)),
        ("Ukraine's retaliation went on.", ("retaliate", "Ukraine", None, False)),
        ("Israeli strikes on Gaza went on.", ("attack", "Israeli", "Gaza", False)),
        ("Strikes by Ukraine went on.", ("attack", "Ukraine", None, False)),
        ("The attack against Norway went on.", ("attack", None, "Norway", False)),
        ("The strikes that Ukraine initiated went on.", ("attack", "Ukraine", None, False)),
        ("Ukraine launched strikes.", ("attack", "Ukraine", None, False)),
        ("Ukraine carried out strikes launched from the sea.", ("attack", "Ukraine", None, False)),
        ("Ukraine launched drones and strikes.", ("attack", "Ukraine", None, False)),
        ("Ukraine struck Moscow.", ("attack", "Ukraine", "Moscow", False)),
        ("Hamas strikes went on.", ("attack", "Hamas", None, False)),
        ("The Monday strikes on Gaza went on.", ("attack", None, "Gaza", False)),
        ("Norwell was sold to Calder.", ("sell", None, "Norwell", False)),
        ("Ukraine feared strikes.", ("attack", None, None, False)),
        ("Strikes were launched.", ("attack", None, None, False)),
        ("The strikes that Ukraine feared went on.", ("attack", None, None, False)),
        ("The strikes were retaliatory.", ("retaliate", None, None, False)),
    ],
)  # fmt: skip
def test_events(sentence: str, event: Row) -> None:
    assert event in list(told(sentence))


@pytest.mark.parametrize(
    ("sentence", "family"),
    [
        ("Ukraine struck a deal.", "attack"),  # no attack
        ("The Norwell bombing went on.", "attack"),  # Norwell may have been bombed
        ("Holm's death was announced.", "die"),
        ("Calder sold Norwell in Oslo.", "buy"),
        ("The council has a plan.", "#have"),  # says too little
    ],
)
def test_no_event(sentence: str, family: str) -> None:
    assert family not in {event.family for event in events(parse(sentence))}


def test_a_verb_outside_the_lists_is_an_event_by_its_lemma() -> None:
    (event,) = events(parse("Calder repaired the roof."))
    assert event.family == "#repair"
    assert "Calder repaired the roof."[event.start : event.end] == "repaired"


@pytest.mark.parametrize(
    ("sentence", "word", "state"),
    [
        ("Troops of the United Arab Emirates crossed the border.", "Emirates", "=united arab emirates"),
        ("The White House sent a note.", "House", "=united states"),
        # A state within another name's words is none.
        ("The Bank of Ireland Rovers sent a note.", "Rovers", ""),
    ],
)
def test_a_states_name_of_several_words_is_the_states(sentence: str, word: str, state: str) -> None:
    names = {name for name in who(sentence, word).names if name.startswith("=")}
    assert names == ({state} if state else set())
