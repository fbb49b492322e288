"""Abbreviations that end with a full stop inside a sentence, in lower case:
a capital behind them begins no sentence for sure.
"""

from __future__ import annotations

ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof gov sen sens rep reps gen col lt sgt capt rev hon adm cmdr comdr maj brig pvt cpl supt det insp
    pres sec treas atty amb fr sr jr msgr messrs mme mlle sra st ave blvd rd mt ft inc ltd co cos corp bros assn dept
    univ dist intl natl govt mgr jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
    sat sun ala ariz ark calif colo conn del fla ga ill ind kan kans ky la mass md mich minn miss mo mont neb nev okla
    ore pa penn tenn tex va vt wash wis wyo ont que
    vs etc approx al ca cf eg ie viz pp vol vols fig no nos ed eds est oz lb lbs min max hrs yrs pm am
    """.split()
)
