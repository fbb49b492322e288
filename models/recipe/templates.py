"""Pairs from sentence patterns of our own: what shares all its words with the premise and is still not said by it.

Patterns in the spirit of HANS (McCoy et al. 2019): embedded clauses, relative clauses, phrases in between, conditions,
participles, coordination; with words of the news. HANS itself is only measured on.
"""

from __future__ import annotations

import random
from collections.abc import Callable

PEOPLE = """minister senator mayor coach striker banker lawyer doctor teacher farmer pilot actress general
    manager officer judge editor reporter engineer scientist nurse driver owner governor ambassador
    inspector captain prosecutor analyst""".split()
# past, participle
DID = [
    tuple(pair.split("/"))
    for pair in """criticised/criticised praised/praised sued/sued accused/accused beat/beaten
    fired/fired hired/hired attacked/attacked warned/warned defended/defended blamed/blamed rescued/rescued
    questioned/questioned arrested/arrested replaced/replaced thanked/thanked supported/supported ignored/ignored
    chose/chosen saw/seen helped/helped mocked/mocked contacted/contacted""".split()
]
ALONE = """resigned apologised retired testified lied escaped agreed waited died smiled slept shouted voted
    collapsed protested""".split()
PLACES = [
    "in the courtroom",
    "at the airport",
    "near the border",
    "outside the bank",
    "at the stadium",
    "behind the school",
]
# The clause behind these is said to be so, or is not.
FACTIVE = "knew learned realised revealed confirmed admitted discovered noticed".split()
OPEN = "believed claimed hoped said thought suspected alleged feared guessed assumed denied doubted".split()
BETWEEN = "near behind beside opposite".split()
OPEN_WORDS = ["If", "Unless", "Whether or not", "In case"]
SURE_WORDS = ["After", "Because", "Although", "Since", "While"]
MAYBE = ["Perhaps", "Maybe", "Probably", "Possibly", "Supposedly", "Hopefully"]
SURELY = ["Certainly", "Without a doubt", "Of course", "Clearly", "Undoubtedly"]
Made = tuple[str, str, str]


def heuristic_pair(rng: random.Random) -> Made:
    """A premise and a hypothesis made of its words.

    Returns:
        premise, hypothesis, label (``entailment`` or ``neutral``).
    """
    return rng.choice(PATTERNS)(rng)


def _names(rng: random.Random, count: int) -> list[str]:
    plural = rng.random() < 0.3
    return [
        f"the {word}{'s' if plural and not word.endswith('s') else ''}"
        for word in rng.sample(sorted(set(PEOPLE)), count)
    ]


def _embedded(rng: random.Random) -> Made:
    one, other, third = _names(rng, 3)
    did = rng.choice(DID)[0]
    known = rng.random() < 0.5
    verb = rng.choice(FACTIVE if known else OPEN)
    that = rng.choice(["", "that "])
    clause = f"{other} {did} {third}"
    if rng.random() < 0.4:
        return _made(f"{one} {verb} {that}{clause}", f"{one} {verb} {other}", "neutral")
    return _made(f"{one} {verb} {that}{clause}", clause, "entailment" if known else "neutral")


def _relative(rng: random.Random) -> Made:
    one, other, third = _names(rng, 3)
    first, second = rng.sample([did for did, _ in DID], 2)
    who = rng.choice(["who", "that"])
    premise = f"{one} {who} {first} {other} {second} {third}"
    return _made(premise, *rng.choice([
        (f"{one} {second} {third}", "entailment"),
        (f"{one} {first} {other}", "entailment"),
        (f"{other} {second} {third}", "neutral"),
        (f"{third} {first} {other}", "neutral"),
    ]))  # fmt: skip


def _object_relative(rng: random.Random) -> Made:
    one, other, third = _names(rng, 3)
    first, second = rng.sample([did for did, _ in DID], 2)
    premise = f"{one} {rng.choice(['that ', 'who ', ''])}{other} {first} {second} {third}"
    return _made(premise, *rng.choice([
        (f"{other} {first} {one}", "entailment"),
        (f"{one} {second} {third}", "entailment"),
        (f"{one} {first} {third}", "neutral"),
        (f"{other} {second} {third}", "neutral"),
    ]))  # fmt: skip


def _between(rng: random.Random) -> Made:
    one, other, third = _names(rng, 3)
    if rng.random() < 0.5:
        did = rng.choice(DID)[0]
        premise, good, bad = f"{{}} {did} {third}", f"{one} {did} {third}", f"{other} {did} {third}"
    else:
        did = rng.choice(ALONE)
        premise, good, bad = f"{{}} {did} {rng.choice(PLACES)}", f"{one} {did}", f"{other} {did}"
    premise = premise.format(f"{one} {rng.choice(BETWEEN)} {other}")
    return _made(premise, good, "entailment") if rng.random() < 0.5 else _made(premise, bad, "neutral")


def _condition(rng: random.Random) -> Made:
    one, other, third = _names(rng, 3)
    did, alone = rng.choice(DID)[0], rng.choice(ALONE)
    sure = rng.random() < 0.5
    word = rng.choice(SURE_WORDS if sure else OPEN_WORDS)
    clause, main = f"{other} {did} {third}", f"{one} {alone}"
    premise = f"{word} {clause}, {main}" if rng.random() < 0.5 else f"{main} {word[0].lower() + word[1:]} {clause}"
    if sure and rng.random() < 0.3:
        return _made(premise, main, "entailment")
    return _made(premise, clause, "entailment" if sure else "neutral")


def _adverb(rng: random.Random) -> Made:
    one, other = _names(rng, 2)
    sure = rng.random() < 0.5
    clause = f"{one} {rng.choice(DID)[0]} {other}"
    premise = f"{rng.choice(SURELY if sure else MAYBE)} {clause}"
    return _made(premise, clause, "entailment" if sure else "neutral")


def _participle(rng: random.Random) -> Made:
    one, other = _names(rng, 2)
    past, participle = rng.choice(DID)
    alone, place = rng.choice(ALONE), rng.choice(PLACES)
    premise = f"{one} {participle} {place} {alone}"
    if rng.random() < 0.5:
        return _made(premise, f"{one} {alone}", "entailment")
    return _made(premise, f"{one} {past} {place}" if past == participle else f"{one} {past} {other}", "neutral")


def _coordination(rng: random.Random) -> Made:
    one, other, third = _names(rng, 3)
    did = rng.choice(DID)[0]
    which = rng.random()
    if which < 0.35:
        return _made(f"{one} and {other} {did} {third}", f"{rng.choice((one, other))} {did} {third}", "entailment")
    if which < 0.6:
        return _made(f"{one} and {other} {did} {third}", f"{one} {did} {other}", "neutral")
    alone = rng.choice(ALONE)
    premise = f"{one} {did} {third}, and {other} {alone}"
    return _made(premise, *rng.choice([(f"{other} {alone}", "entailment"), (f"{third} {alone}", "neutral")]))


def _roles(rng: random.Random) -> Made:
    one, other = _names(rng, 2)
    past, participle = rng.choice(DID)
    be = "were" if one.endswith("s") and not one.endswith("ss") else "was"
    good = [f"{one} {past} {other}", f"{other} {be} {participle} by {one}"]
    bad = [f"{other} {past} {one}", f"{one} {be} {participle} by {other}"]
    premise = rng.choice(good)
    entailed = rng.random() < 0.5
    return _made(premise, rng.choice(good if entailed else bad), "entailment" if entailed else "contradiction")


PATTERNS: tuple[Callable[[random.Random], Made], ...] = (
    _embedded,
    _relative,
    _object_relative,
    _between,
    _condition,
    _adverb,
    _participle,
    _coordination,
    _roles,
)


def _made(premise: str, hypothesis: str, label: str) -> Made:
    return f"{premise[0].upper()}{premise[1:]}.", f"{hypothesis[0].upper()}{hypothesis[1:]}.", label
