"""Words by which a body takes a stand towards what its headline tells: refutes it, denies it, or only passes it on."""

from __future__ import annotations

import re

# The story is said to be made up.
FABRICATED = re.compile(
    r"\b(hoax\w*|fake[ds]?|false|falsely|fabricat\w*|debunk\w*|untrue|not true|bogus|prank\w*|satir\w*|no truth"
    r"|refut\w+|"
    r"phony|made[ -]up|retract\w*)\b",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(den(?:y|ies|ied|ial|ials)|dismiss\w*|reject\w*|contradict\w*|disput\w*)\b", re.IGNORECASE)
# Any sign of doubt or contrast, weak ones too.
DOUBTED = re.compile(
    r"\b(rumou?rs?|misleading|inaccurate|incorrect|no evidence|doubt\w*|s[kc]eptic\w*|contrary|myth|apologi\w+|"
    r"(?:did|was|is|were|are|has|have|does|do)(?:n't|n’t| not)|never|despite|however|turns out|actually|wrong)\b",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"\b(reportedly|alleged\w*|claim(?:s|ed|ing)?|according to|rumou?r\w*|unconfirmed|report(?:s|ed)?|sources?|said to|"
    r"purported\w*|supposed\w*|unverified|cannot be verified|not (?:yet )?(?:been )?confirmed|unclear|may|might|could|"
    r"possibl[ey]|apparently|believed to|suggest\w*|speculat\w*|if true)\b",
    re.IGNORECASE,
)
# Further ways to say that a story does not hold.
REFUTED = re.compile(
    r"\b(baseless|unfounded|unsubstantiated|lying|lied|lies|parod(?:y|ies)|spoof\w*|mockumentar\w*|staged"
    r"|conspiracy theor\w*|"
    r"snopes|outlandish|dubious|scant evidence|little evidence|not real(?:ly)?|never happened|did(?:n't|n’t"
    r"| not) happen|"
    r"exposed as|viral (?:story|tale|image|video|photo)|fact[- ]check\w*|misinformation|disinformation|doctored"
    r"|photoshop\w*)\b",
    re.IGNORECASE,
)
# A sentence that calls a story untrue, as far as one pattern can tell.
_STORY = (
    r"(?:reports?|stor(?:y|ies)|claims?|rumou?rs?|articles?|posts?|tweets?|photos?|pictures?|images?|videos?|footage"
    r"|quotes?|letters?|"
    r"statements?|allegations?|news|tale|account|it|this|that)"
)
_FALSE = (
    r"(?:false|fake|untrue|not true|not real|(?:a )?hoax|fabricat\w+|fictional|(?:pure )?fiction|satir\w+|made[- ]up"
    r"|baseless|bogus|unfounded|"
    r"debunked|a prank|a joke|doctored|photoshopped|never happened|nonsense|rubbish|incorrect|without foundation"
    r"|inaccurate)"
)
_BE = r"(?:is|was|are|were|has been|have been|had been|turn(?:s|ed) out to be|prov(?:es|ed) to be|appears? to be|as)"
SAID_FALSE = re.compile(
    rf"\b{_STORY}\b[^.;]{{0,40}}?\b{_BE}\s+(?:\w+\s+){{0,3}}?[\"“‘']?{_FALSE}\b"
    rf"|\b(?:the|a|this|that)\s+(?:\w+\s+)?(?:false|fake|hoax|bogus|satirical|fabricated|fictional|made-up"
    rf"|untrue)\s+(?:\w+\s+)?{_STORY}\b"
    rf"|\bcall(?:s|ed)\s+(?:\w+\s+){{0,3}}?{_STORY}\s+[\"“‘']?{_FALSE}\b"
    r"|\bno (?:truth|foundation|basis) (?:to|in|for)\b",
    re.IGNORECASE,
)
HOAX = re.compile(r"\b(?:hoax\w*|debunk\w*|satirical (?:web)?site|fake news|parody)\b", re.IGNORECASE)
# In a headline: it says itself that something is not so.
NEGATED = re.compile(r"(?:^no,|\bnot\b|n['’]t\b|\bnever\b|\bno (?:truth|evidence|proof)\b)", re.IGNORECASE)


def disputes(sentence: str) -> bool:
    """Does a sentence say that some story is made up, denied or does not hold?"""
    return any(pattern.search(sentence) for pattern in (FABRICATED, DENIED, REFUTED))
