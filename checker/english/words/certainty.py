"""Words that weaken a statement, and the causal and associative phrases of science news."""

from __future__ import annotations

import re

MODALS = frozenset(["may", "might", "could", "would", "can", "should"])
# Verbs under which the embedded verb has not happened (yet).
UNREALISED_VERBS = frozenset(
    """
    plan consider propose hope aim seek intend threaten want expect mull weigh explore discuss promise pledge
    vow prepare try attempt ask refuse decline fail deny eye contemplate offer urge call bid look demand
    rule advise recommend suggest request need wish ponder delay postpone reject oppose stop prevent avoid
    """.split()
)
HEDGE_WORDS = re.compile(
    r"\b(may|might|could|would|can|should|plans?|planned|planning|consider(?:s|ed|ing)?|propos(?:e|es|ed|al|als|ing)"
    r"|hop(?:e|es|ed|ing) to|aim(?:s|ed)?|"
    r"seek(?:s|ing)?|sought|intend(?:s|ed)?|threat(?:en|ens|ened|ening)?|mull(?:s|ed|ing)?|weigh(?:s|ed|ing)?"
    r"|possibl[ey]|probabl[ey]|likely|"
    r"expected|deni(?:es|ed)|deny|denying|potential(?:ly)?|perhaps|unlikely|in talks|looking (?:at|into)|if"
    r"|discuss(?:es|ed|ing)?|eye[sd]?|eyeing|"
    r"bid|set to|due to|to be|want(?:s|ed)?|urge[sd]?|call(?:s|ed)? for|refus\w+|reject\w*|warn(?:s|ed)?|warning"
    r"|fears?|feared|risk\w*|hopes?|tipped|"
    r"will|shall|predict\w*|forecast\w*|suggests?|suspected|alleged\w*|reported\w*|claims?|claimed|says?|accused|vows?"
    r"|vowed|pledges?|pledged|promis\w+|"
    r"offers?|offered|ready|prepare[sd]?|push(?:es)?|demands?|ask(?:s|ed)?|need(?:s|ed)?|must|agree[sd]?)\b",
    re.IGNORECASE,
)

CAUSAL = re.compile(
    r"\b(cause[sd]?|causing|prevent(?:s|ed|ing)?|cure[sd]?|curing|trigger(?:s|ed|ing)?|lead(?:s|ing)? to|led to"
    r"|result(?:s|ed)? in|"
    r"protect(?:s|ed|ing)? (?:against|from)|ward(?:s|ed)? off|stave[sd]? off|stops?|fights?|beats?|"
    r"(?:cut|cuts|cutting|lower|lowers|lowered|reduce|reduces|reduced|raise|raises|raised|increase|increases|increased"
    r"|boost|boosts|boosted|double|doubles|halve|halves|slash|slashes)"
    r"(?: (?:the|your|a|an))?(?: \w+){0,2}? (?:risk|risks|chance|chances|odds|rate|rates|memory|health|death|deaths|iq"
    r"|lifespan|blood pressure|weight|grades|scores)|"
    r"(?:makes?|gives?|helps?|lets?|keeps?) (?:you|people|children|men|women|kids|us|teens|teenagers|babies|patients|pupils"
    r"|students|toddlers|boys|girls|mothers|fathers|mums|dads|parents|workers|drivers)"
    r"|damage[sd]?|harm(?:s|ed)?|improve[sd]?|kills?|slow(?:s|ed)?|extend(?:s|ed)?|shortens?|drives?|fuels?)\b",
    re.IGNORECASE,
)
ASSOCIATION = re.compile(
    r"\b(linked (?:to|with)|link(?:s)? between|associated(?: with)?|associations?(?= (?:with|between))|correlat(?:ed"
    r"|es|ion|ions|e)(?: (?:with|between))?|tied to|"
    r"connected (?:to|with)|connection between|relationship between|related to|tend(?:ed|s)? to|"
    r"(?:were|was|are|is|had been) (?:\d+(?:\.\d+)?\s?(?:%|per ?cent) )?(?:more|less) likely|"
    r"(?:people|those|men|women|children|pupils|patients|students|babies|adults|[a-z]+ers) (?:who|in|with|near|from|on"
    r"|that) [^.;]{3,60}? (?:have|had|has|were|are|is|was|suffer\w*|live[ds]?|read|sleep|slept|score[ds]?|get|got"
    r"|weigh\w*|earn\w*|die[ds]?|fall|fell|feel|felt) "
    r"(?:\w+ ){0,2}?(?:fewer|more|less|lower|higher|better|worse|longer|shorter|slower|faster|older|younger)|"
    r"observational|cannot (?:prove|show|establish)|did not prove|does not prove|could not (?:prove|say|show)"
    r"|not prove (?:that|cause))\b",
    re.IGNORECASE,
)
NO_CAUSE = re.compile(
    r"\b(observational|(?:cannot|can not|can't|could not|couldn't|did not|does not|doesn't|didn't) (?:prove|show"
    r"|establish|say)|no proof|not (?:proof|prove)|"
    r"(?:cannot|can't|could not|couldn't) (?:say|tell) (?:why|whether|if)|(?:did|do) not look (?:for a cause"
    r"|at causes)|"
    r"further (?:research|studies|study)|correlation (?:is|does) not)\b",
    re.IGNORECASE,
)

# "Jailed" over a body in which somebody is only charged.
CONVICTED_IN_BODY = re.compile(
    r"\b(?:jail\w*|convict\w*|guilty|sentenc\w*|imprison\w*|prison|behind bars|years in)\b", re.IGNORECASE
)
ONLY_CHARGED = re.compile(
    r"\b(?:charged|accused|alleg\w*|suspect\w*|arrested|on trial|den(?:y|ies|ied))\b", re.IGNORECASE
)
UNCERTAIN = re.compile(r"\b(?:whether|not clear|unclear|may|might|could|possible|possibly|if)\b", re.IGNORECASE)
