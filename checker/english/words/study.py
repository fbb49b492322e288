"""What studies are done on: animals and cells that stand for people, and the words for people that they are told as."""

from __future__ import annotations

import re

# Animals of the laboratory, and what is no whole animal.
SUBJECTS = re.compile(
    r"\b(?:mice|mouse|rats?|rodents?|monkeys?|macaques?|primates?|zebrafish|fruit flies|fruit fly|rabbits?|hamsters?"
    r"|ferrets?|piglets|pigs|guinea pigs|roundworms?|worms|"
    r"cell cultures?|cultured cells|human cells|cell lines?|in (?:a|the) (?:laboratory |petri |culture )?dish(?:es)?"
    r"|petri dish\w*|test tubes?|in vitro|organoids?|"
    r"computer models?|simulations?)\b",
    re.IGNORECASE,
)
# In a sentence with these words they are the subjects of a study, not a plague or a dish.
STUDIED = re.compile(
    r"\b(?:researchers?|scientists?|chemists?|biologists?|stud(?:y|ies)|experiments?|laborator\w+|labs?|tested|trials?"
    r"|university|institute|report(?:ed|s)?|drug|gene|team)\b",
    re.IGNORECASE,
)
# People took part.
ON_PEOPLE = re.compile(
    r"\b(?:(?:\d[\d,]{0,9}|hundred|thousands?|dozens?|few|some|many|healthy|elderly|older|young|adult|[a-z]{3,7}teen"
    r"|[a-z]{3,5}ty) (?:\w+ ){0,2}?(?:patients|volunteers|participants|people|women|men|adults|children|"
    r"pensioners|students|nurses|households|subjects)|(?:trial|study|tested) (?:with|of|in|on"
    r"|among) (?:\w+ ){0,2}?(?:patients|people|humans|volunteers|women|men|adults)|clinical trials? (?:showed|found|of"
    r"|with))\b",
    re.IGNORECASE,
)
# What a headline says of the effect.
EFFECT = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|treat(?:s|ed|ing)?|prevent(?:s|ed|ing)?|protect(?:s|ed|ing)?|caus(?:e|es|ed|ing)"
    r"|kill(?:s|ed|ing)?|stop(?:s|ped|ping)?|revers(?:e|es|ed|ing)|slow(?:s|ed|ing)?|"
    r"help(?:s|ed|ing)?|boost(?:s|ed|ing)?|improv(?:e|es|ed|ing)|restor(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|cut(?:s"
    r"|ting)?|lower(?:s|ed|ing)?|rais(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|"
    r"shrink(?:s|ing)?|shrank|extend(?:s|ed|ing)?|damag(?:e|es|ed|ing)|harm(?:s|ed|ing)?|make(?:s)?|lead(?:s)? to"
    r"|trigger(?:s|ed|ing)?"
    r"|heal(?:s|ed|ing)?|beat(?:s)?|fight(?:s)?|ward(?:s)? off)\b",
    re.IGNORECASE,
)
# The headline says itself on what it was shown.
TOLD = re.compile(
    r"\b(?:animals?|lab(?:oratory)?|cells?|tests?|in vitro|early|could|may|might|dogs?|cats?|cattle|cows?|sheep"
    r"|horses?|birds?|fish|bees?|insects?|flies|pets?)\b",
    re.IGNORECASE,
)
