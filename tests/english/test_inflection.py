"""Forms of verbs."""

from __future__ import annotations

import pytest

from checker.english.inflection import gerund, inflected, participle, past, third_person


@pytest.mark.parametrize(
    ("base", "third", "ing", "simple", "done"),
    [
        ("close", "closes", "closing", "closed", "closed"),
        ("ban", "bans", "banning", "banned", "banned"),
        ("cut", "cuts", "cutting", "cut", "cut"),
        ("steal", "steals", "stealing", "stole", "stolen"),
        ("begin", "begins", "beginning", "began", "begun"),
        ("beat", "beats", "beating", "beat", "beaten"),
        ("show", "shows", "showing", "showed", "shown"),
        ("die", "dies", "dying", "died", "died"),
        ("deny", "denies", "denying", "denied", "denied"),
        ("veto", "vetoes", "vetoing", "vetoed", "vetoed"),
        ("agree", "agrees", "agreeing", "agreed", "agreed"),
        ("dye", "dyes", "dyeing", "dyed", "dyed"),
        ("cost", "costs", "costing", "cost", "cost"),
        ("build", "builds", "building", "built", "built"),
        ("win", "wins", "winning", "won", "won"),
        ("travel", "travels", "travelling", "travelled", "travelled"),
        ("offer", "offers", "offering", "offered", "offered"),
        ("pass", "passes", "passing", "passed", "passed"),
        ("be", "is", "being", "was", "been"),
        ("have", "has", "having", "had", "had"),
        ("run", "runs", "running", "ran", "run"),
        ("fly", "flies", "flying", "flew", "flown"),
        ("become", "becomes", "becoming", "became", "become"),
        ("come", "comes", "coming", "came", "come"),
        ("overrun", "overruns", "overrunning", "overran", "overrun"),
        ("bet", "bets", "betting", "bet", "bet"),
        ("swell", "swells", "swelling", "swelled", "swollen"),
        ("sing", "sings", "singing", "sang", "sung"),
        ("swim", "swims", "swimming", "swam", "swum"),
        ("go", "goes", "going", "went", "gone"),
        ("prove", "proves", "proving", "proved", "proven"),
        ("quiz", "quizzes", "quizzing", "quizzed", "quizzed"),
        ("swap", "swaps", "swapping", "swapped", "swapped"),
        ("program", "programs", "programming", "programmed", "programmed"),
    ],
)
def test_forms(base: str, third: str, ing: str, simple: str, done: str) -> None:
    assert (third_person(base), gerund(base), past(base), participle(base)) == (third, ing, simple, done)


def test_by_tag() -> None:
    forms = [inflected("rise", tag) for tag in ("VB", "VBP", "VBZ", "VBG", "VBD", "VBN", "NN")]
    assert forms == ["rise", "rise", "rises", "rising", "rose", "risen", None]
