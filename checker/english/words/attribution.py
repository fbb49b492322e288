"""Words that say who says so: reporting verbs, allegation words, and nouns that can be a source."""

from __future__ import annotations

import re

HEADLINE_REPORTING = frozenset(
    """
    says say said claims claim warns warn reports report finds find shows show suggests suggest tells told
    admits insists believes fears predicts hears heard rules reveals according alleges argues estimates confirms
    announces
    """.split()
)
SOURCE_NOUNS = frozenset(
    """
    police officials official minister ministry government report reports study studies survey poll research
    researchers scientists analysts analyst experts expert doctors lawyers lawyer prosecutors prosecutor court
    judge witnesses witness army military navy president mayor governor spokesman spokeswoman spokesperson
    source sources media lawmakers senator mp mps un union unions coach manager agency regulator watchdog
    company firm bank economists economist inquiry coroner jury figures data documents family friends charity
    campaigners rebels activists authorities paper papers newspaper cops cop feds sheriff suit lawsuit lawsuits memo
    docs aide aides insider insiders fbi cdc pentagon attorney neighbor neighbors neighbour neighbours
    """.split()
)
# A claim carried by these is not vouched for by anyone who knows.
ALLEGATION = re.compile(
    r"\b(alleg\w+|accus(?:e|es|ed|ing|ation|ations)|suspect(?:ed|s)?|unconfirmed|unverified|rumou?r(?:s|ed)?"
    r"|purported(?:ly)?|"
    r"reported(?:ly)|supposed(?:ly)|claim(?:s|ed)? (?:that|to have|to be|he|she|it|they)\b|the claims?\b"
    r"|on suspicion of|charged with|believed to have|thought to have|said to have|"
    r"could not be (?:independently )?(?:verified|confirmed)|no evidence|according to (?:an? )?(?:anonymous|unnamed"
    r"|unidentified|social media|posts?)\b[^.]{0,30}|"
    r"(?:anonymous|unnamed|unidentified) (?:source|sources|official|officials))\b",
    re.IGNORECASE,
)
ATTRIBUTION = re.compile(
    r"\b(according to|said|says|say|told|reported|reports|announced|stated|confirmed|claimed|claims|alleg\w+|warned"
    r"|added|estimated|"
    r"figures show|data show\w*|officials?|police|ministry|spokes(?:man|woman|person)|statement|testified|wrote|survey"
    r"|study)\b",
    re.IGNORECASE,
)
# Naming someone's crime or misconduct: a headline that states one flat needs somebody who says so.
ACCUSATION_LEMMAS = frozenset(
    """
    murder kill rape assault abuse steal rob bribe embezzle launder defraud cheat lie poison torture stab
    smuggle traffic hack sabotage forge blackmail extort harass molest kidnap abduct bomb loot plagiarise
    plagiarize dope leak spy collude rig falsify
    """.split()
)
# No evidence for any of it, nobody named: said of all that the sentence tells.
WHOLE_SENTENCE = re.compile(
    r"could not|no evidence|according|anonymous|unnamed|unidentified|unconfirmed|unverified", re.IGNORECASE
)
# "It is alleged": of the whole sentence too.
IT_IS = re.compile(r"\bit (?:is|was|has been) $", re.IGNORECASE)
# What everybody can see somebody do: take a side, leave, go to court.
STANDS = frozenset(
    """
        spurn reject oppose back urge call condemn resign quit endorse pledge vow sue deny defend demand ask warn say
        blame
    """.split()
)
# Auxiliaries of what has not happened.
UNDONE = frozenset("to would could may might should will 'd".split())
