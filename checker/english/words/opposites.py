"""Verbs that say the opposite of each other about the same participants,
and adjectives that do about the same thing.
"""

from __future__ import annotations

import re
from functools import cache

# One pair a line, named by its first word, which no other line begins with: lemmas | opposite lemmas;
# "turn_down" is a verb with its particle.
OPPOSITES = """
rise climb jump soar surge gain increase grow rally rocket leap rebound | fall drop slump plunge decline decrease sink tumble shrink dip slide plummet slip
approve accept back support endorse pass ratify adopt sign vote_through | reject refuse oppose veto block dismiss scrap turn_down vote_down throw_out
win | lose
open reopen | close shut
admit confess concede acknowledge | deny
resign quit retire step_down step_aside stand_down bow_out | sack fire dismiss oust axe remove force_out push_out
convict jail imprison sentence | acquit clear free
raise | cut lower slash reduce
hike raise increase lift | hold keep maintain freeze leave_unchanged
arrest detain | free release let_go
ban outlaw prohibit forbid | allow permit legalise legalize
improve | worsen deteriorate
expand | shrink contract
enter join | leave quit
build construct | demolish
promote | demote relegate
attack | defend
tighten impose | ease relax lift
resume restart | suspend halt stop
confirm | deny
rescue save | kill
recover | die
welcome | criticise criticize condemn
find discover | lose
lend | borrow
double triple | halve
accelerate quicken | slow
praise hail | criticise criticize condemn slam
survive | die
agree | refuse
extend | shorten
strengthen gain_strength | weaken lose_strength lose_force lose_steam
widen | narrow
start begin launch continue | postpone delay cancel scrap call_off put_off abandon drop give_up ditch shelve
bring_forward | postpone delay put_off put_back push_back
postpone put_off put_back | cancel
begin start | end finish conclude
create hire recruit add | cut axe shed slash cull
keep retain | lose
trim cut lower reduce downgrade | maintain keep hold reaffirm reiterate
buy acquire purchase | sell
"""
# One pair a line: adjectives | their opposites.
OPPOSITE_ADJECTIVES = """
clean | dirty polluted contaminated
safe | unsafe dangerous
cheap | expensive costly dear
high | low
strong | weak
big large | small
fast quick | slow
old | young
rich wealthy | poor
guilty | innocent
alive | dead
legal lawful | illegal unlawful
effective | ineffective
healthy | ill sick
full | empty
hot warm | cold cool
wet rainy | dry
good | bad poor
profitable | unprofitable
possible | impossible
likely | unlikely
willing | unwilling
popular | unpopular
successful | unsuccessful failed
permanent | temporary
many more | few fewer
first | last
domestic | foreign
northern | southern
eastern | western
"""
# Phrases that measure against a plan or a forecast, and those that say the opposite.
_HOPED = r"(?:expect\w*|forecasts?|predict\w*|hoped|estimates?|planned|promised|scheduled)"
AGAINST_PLAN = (
    (
        re.compile(
            r"\bahead of (?:schedule|time|plan)\b|\b(?:days?|weeks?|months?|years?) early\b|\bearlier than " + _HOPED,
            re.IGNORECASE,
        ),
        re.compile(
            r"\bbehind (?:schedule|time|plan)\b|\b(?:days?|weeks?|months?|years?) late\b|\b(?:days?|weeks?|months?"
            r"|years?) later than " + _HOPED + r"|\boverdue\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(
            r"\b(?:better|stronger|higher|more|faster|bigger|larger)[ -]than[ -]"
            + _HOPED
            + r"|\b(?:beats?|beat(?:en|ing)?|tops?|topped|exceed\w*|above) (?:\w+ ){0,2}"
            + _HOPED,
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:worse|weaker|lower|less|slower|smaller|fewer)[ -]than[ -](?:\w+ ){0,4}"
            + _HOPED
            + r"|\b(?:miss(?:es|ed)?|below|short of) (?:\w+ ){0,4}"
            + _HOPED,
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r"\bunder control\b", re.IGNORECASE),
        re.compile(r"\b(?:out of|not (?:yet )?under) control\b", re.IGNORECASE),
    ),
)
# Amounts that are held where they are.
HELD = frozenset(
    "rate price tax fee fare dividend forecast guidance target outlook pay wage salary budget rating duty tariff".split()
)
# Any word that something was put up, or that it stays: where the body has it of its own, the two are of two times.
PUT_UP = re.compile(
    r"\b(?:rais\w+|increas\w+|hik(?:e|es|ed|ing)|lift\w*|r[io]se[ns]?|rising|up|higher)\b", re.IGNORECASE
)
STAYING = re.compile(
    r"\b(?:unchanged|on hold|steady|h[eo]ld(?:s|ing)?|keep(?:s|ing)?|kept|maintain\w*|fr[eo]ez\w+|froze|stay\w*|paus\w+"
    r"|left|leav\w+|remain\w*)\b",
    re.IGNORECASE,
)
# How one leaves an office of one's own will, and against it; a body that has the headline's way too is of both.
WAYS_OUT = (
    re.compile(
        r"\b(?:resign\w*|quit\w*|st(?:ep|epped|epping|and|ands|ood|anding) (?:down|aside)|steps (?:down|aside)"
        r"|bow(?:s|ed|ing)? out|retir\w*|walk(?:s|ed)? out|hand\w* in (?:his|her|their) notice)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:sack\w*|fir(?:ed|ing)|dismiss\w*|oust\w*|ax(?:ed|ing)|remov\w+|forc\w+|push\w* (?:out|to)"
        r"|(?:asked|told|urged|made|pressed|obliged|invited|given) (?:\w+ ){0,2}(?:to|until)|under pressure|pressure on"
        r"|relieved of|show(?:n|ed) the door|lost (?:his|her|their) job|terminat\w+)\b",
        re.IGNORECASE,
    ),
)
NO_WAY = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\b(?:refus|declin)\w+ to|\brather than|\bwithout)\s(?:\w+\s)?$", re.IGNORECASE
)
BEFORE_NO_WAY = 30
KEPT = re.compile(r"\b(?:keeps?|kept|remains?|stays?|retains?|unchanged|upholds?)\b", re.IGNORECASE)
TURNED_DOWN = re.compile(
    r"\b(?:reject\w*|refus\w*|den(?:y|ies|ied)|vot(?:e|es|ed) (?:down|against)|turned down|dismiss\w*)\b", re.IGNORECASE
)
# What goes up or down needs no object; for these the pairs are the same event only when the object agrees too.
NEEDS_NO_OBJECT = frozenset(
    ("rise", "open", "accelerate", "resign", "survive", "strengthen", "widen", "improve", "expand", "recover", "double")
)


@cache
def _table(lines: str) -> dict[str, list[tuple[str, int]]]:
    table: dict[str, list[tuple[str, int]]] = {}
    for line in lines.strip().splitlines():
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                table.setdefault(word, []).append((line.split()[0], side))
    return table


def sides_of(lemma: str) -> list[tuple[str, int]]:
    """The pairs that a verb lemma belongs to, each by its first word, and the side it is on."""
    return _table(OPPOSITES).get(lemma, [])


def adjective_sides(lemma: str) -> list[tuple[str, int]]:
    """The same for the lemma of an adjective."""
    return _table(OPPOSITE_ADJECTIVES).get(lemma, [])


def left_so_too(text: str, side: int) -> bool:
    """Does a text have somebody leave of his own will (side 0), or against it (side 1)? "Did not resign" has not."""
    return any(
        NO_WAY.search(text[max(0, found.start() - BEFORE_NO_WAY) : found.start()]) is None
        for found in WAYS_OUT[side].finditer(text)
    )


def unchanged(told: str, sentence: str) -> bool:
    """Does one say that something stays, the other that a change was turned down: "keeps the tax",
    "rejected a plan to cut the tax"?
    """
    return bool(KEPT.search(told) and TURNED_DOWN.search(sentence))
