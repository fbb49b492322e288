"""How far the law has got with somebody, and how badly somebody is hurt: words by stage,
the lower before the higher.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# What only speaks of a stage: a warrant for an arrest, a sentence to come, a plea of not guilty, prison as a place.
NOT_REACHED = re.compile(
    r"""
    \bwarrants?\b[^.;]{0,60}?\barrest\w* | \barrest\ warrants?
    | \b(?:to|would|could|may|might|will|shall|should|must|can|cannot|can't|not|never|no|obliged\ to|if)\ (?:yet\ )?(?:be(?:en)?\ )?
        (?:arrest|detain|convict|jail|sentenc|imprison)\w*
    | \b(?:not|no\ one\ (?:has|had)|nobody\ (?:has|had)|yet\ to\ be|without\ being)\ (?:been\ |be\ )?(?:arrest|charg|convict|sentenc|jail)\w*
    | \bno\ (?:arrests?|charges?|convictions?)\b
    | \bwithout\ (?:any\ )?charges?\b | \bwhether\ to\ (?:bring\ |press\ )?charg\w+
    | \b(?:not|never)\ guilty\b | \bguilty\ or\b | \bpleas?\b
    | \b(?:faces?|facing|faced|up\ to|could\ (?:get|face)|may\ face|maximum\ of)\ [^.;]{0,40}?\b(?:years|life|prison|jail|sentences?)\b[^.;,]{0,20}
    | \b(?:await|until|before|pending|next)\w*\ (?:his\ |her\ |their\ |the\ )?sentenc\w*
    | \bsentenc(?:ing|ed)\ (?:is|was|will|on\ \w+day|next|later|in\ \w+\ (?:weeks?|months?)|has\ been\ set|takes\ place)\b
    | \bverdicts?\ (?:is|are|was|were)\ (?:expected|due)\b | \bawait\w*\ (?:a\ |the\ )?verdict
    | \b(?:will|to|would)\ (?:decide|rule|pronounce|announce|hand\ down|pass)\w*\ (?:on\ )?(?:the\ |a\ |his\ |her\ |their\ )?(?:sentence|verdict)
    | \b(?:asked\ for|demand\w*|sought|seek(?:s|ing)?|call(?:s|ed)\ for)\ [^.;]{0,30}?\b(?:years|life|prison|jail)\b
    | \bwill\ pass\ sentence\b | \bsentencing\ hearing\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


class Stage(NamedTuple):
    """A stage: the headline's words that claim it, and the body's words that show it reached."""

    name: str
    claimed: re.Pattern[str]
    shown: re.Pattern[str]


_UP = re.IGNORECASE
SUSPECTED = re.compile(
    r"\b(?:suspect(?:s|ed)?|suspicion|question(?:ed|ing)|quizzed|sought|wanted|warrants?|accus\w+|alleg\w+|prob(?:e|es"
    r"|ed|ing)|investigat\w+|"
    r"inquiry|search(?:ed|ing)?|looking for|hunt(?:ed|ing)?|complaints?)\b",
    _UP,
)
STAGES = (
    Stage(
        "arrested",
        re.compile(r"\b(?:arrest(?:s|ed)?|detained|in custody|nabbed|under arrest)\b", _UP),
        re.compile(
            r"\b(?:arrest\w*|detain\w*|detention|custody|held|hold|holding|caught|captured?|apprehend\w*|nabbed"
            r"|picked up|handcuff\w*|in handcuffs|cuffed|"
            r"taken (?:away|in)|led away|seized|surrender\w*|turned (?:himself|herself|themselves) in|round(?:ed)? up"
            r"|intercept\w*|jail\w*|behind bars|remand\w*|"
            r"prison\w*|cell|cells|raid\w*|bail\w*|charg\w+)\b",
            _UP,
        ),
    ),
    Stage(
        "charged",
        re.compile(r"\b(?:charged with|charged over|indicted|faces? charges?)\b", _UP),
        re.compile(
            r"\b(?:charg\w+|indict\w*|arraign\w*|prosecut\w*|trial|court|plead\w*|pled|pleas?|accus\w+|summons\w*"
            r"|counts? of|convict\w*|jail\w*)\b",
            _UP,
        ),
    ),
    Stage(
        "convicted",
        re.compile(r"\b(?:convicted|guilty)\b", _UP),
        re.compile(
            r"\b(?:convict\w*|guilty|verdicts?|admit\w*|confess\w*|sentenc\w*|jail\w*|imprison\w*|prison\w*"
            r"|behind bars|fined|ordered to|found to have|"
            r"community service|years? for)\b",
            _UP,
        ),
    ),
    Stage(
        "sentenced",
        re.compile(r"\b(?:jailed|sentenced|imprisoned)\b", _UP),
        re.compile(
            r"\b(?:jail\w*|sentenc\w*|imprison\w*|prison\w*|behind bars|years? in|months? in|custodial|locked up"
            r"|life term|given life|detained|detention|"
            r"serv(?:e|es|ed|ing)|executed)\b",
            _UP,
        ),
    ),
)
# Under way to each stage, as the body may have it.
UNDER_WAY = (
    SUSPECTED,
    re.compile(SUSPECTED.pattern + r"|\b(?:arrest\w*|detain\w*|custody|held)\b", _UP),
    re.compile(
        r"\b(?:charg\w+|accus\w+|alleg\w+|suspect\w*|arrest\w*|detain\w*|questioned|on trial|trial|den(?:y|ies|ied)"
        r"|indict\w*|warrants?)\b",
        _UP,
    ),
    re.compile(
        r"\b(?:charg\w+|accus\w+|alleg\w+|suspect\w*|arrest\w*|detain\w*|questioned|on trial|trial|den(?:y|ies|ied)"
        r"|indict\w*|warrants?|convict\w*|guilty|"
        r"awaits? sentenc\w*)\b",
        _UP,
    ),
)
# In a headline: it is careful itself, or tells of no single deed.
CAREFUL = re.compile(
    r"\b(?:not|no|un\w+ed|could|may|might|faces?|facing|if|wrongly|wanted|warrants?|to be|set to|calls?|called|bid"
    r"|appeals?|cleared|freed|released|"
    r"acquitted|plea|plead\w*|pleads?|trial|ex-con|quashed|overturned|denies|avoids?|escapes?|spared|until proven)\b",
    _UP,
)


def reached(text: str) -> str:
    """The text with a space in place of what only speaks of a stage."""
    return NOT_REACHED.sub(lambda match: " " * len(match.group()), text)


# Somebody lives: said of the hurt.
ALIVE = re.compile(
    r"\b(?:in (?:a )?(?:critical|serious|stable|grave|satisfactory) (?:but stable )?condition|survive[ds]?|surviving"
    r"|(?:would|will|expected to|likely to) (?:live|survive|recover)|"
    r"recover(?:s|ed|ing)|intensive care|fighting for (?:his|her) life|out of danger|life-threatening)\b",
    _UP,
)
