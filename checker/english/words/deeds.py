"""Strong deeds of headlines, each with the stems of the words by which a body can tell it in other words.

The lists are generous on the body's side, and have every meaning of a verb (what collapses falls down, faints or
goes bankrupt): a deed is missed only where nothing of its kind is told at all.
Written for this project.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class Deed(NamedTuple):
    """A kind of deed.

    Attributes:
        name: what it is, for whoever reads the list: the headline's verb may have another meaning.
        lemmas: the headline's verbs.
        told: what a body that tells it in any form has.
    """

    name: str
    lemmas: frozenset[str]
    told: re.Pattern[str]


# One kind a line, "name: lemmas: stems of the body's words" ("=" before a whole word, "_" for a space).
KINDS = """
a ban: ban outlaw prohibit forbid: ban banned banning prohibit outlaw forbid forbad illegal unlawful =bar =bars barred =barring block veto =halt halted =allow allowed permit suspen exclu expel restrict curb crackdown crack_down phase_out phased_out phasing_out abolish scrap moratorium disqualif censor boycott sanction embargo injunction off-limits legislation prevent
compulsion: force compel oblige coerce: force forcing forced compel oblig coerc order requir =must had_to have_to has_to having_to pressur demand ultimatum threat insist need no_choice unable could_not cannot made_to push pressed driv oust evict resign drove led_to due_to injur struck amid in_the_face shut
begging: beg plead implore: beg plea plead implor urg appeal ask request call_on called_on calls_on want seek sought demand hop
a dismissal: fire sack oust: fire firing fired sack oust axe axing dismiss remov replac let_go letting_go terminat part_compan parted_compan step_down stepped_down resign quit leav left departure relieved drop shed cut lay_off laid_off layoff redundan job shot shoot gun missile rocket rifle bullet launch burn blaze flame kick goal score shell mortar ransack pillag plunder tackl ignit =lost lose losing
a wedding: marry wed: marr wed bride groom husband wife spouse knot nuptial vow altar ceremon couple partner
a divorce: divorce: divorc separat split marriage ex- annul break_up broke_up breaking_up parted parting
a cause: cause: caus because due_to led_to lead_to leads_to leading_to result trigger blam spark prompt provok link brought bring creat fuel driv drove owing_to thanks_to responsib attribut stem came_from come_from reason behind contribut made makes prevent damage effect affect after_ forc left
a suit: sue: sue suing lawsuit suit legal court claim damages action complaint litig accus proceedings judge tribunal
theft: steal rob loot: steal stole theft thie robb loot burgl tak took raid heist embezz snatch swip missing pilfer hack plagiar upstag spotlight limelight depriv unfair last-gasp
an explosion: explode detonate: explo blast bomb blew blow detonat burst erupt ruptur soar surg boom anger angry furious rage outburst temper grew grow
an apology: apologise apologize: apolog sorry regret forgiv
a confession: confess admit: admi confess conced acknowledg accept plead guilty own_up said say tell told reveal hospital let_in joined treated patient enrol
an eviction: evict: evict eject remov turn throw threw forc vote
a kidnapping: kidnap abduct: kidnap abduct hostage captiv seiz taken captur miss disappear
a rape: rape: rape raping rapist sexual
torture: torture: tortur beat abus mistreat water electric
a surrender: surrender capitulate: surrender gave_up give_up giving_up given_up capitulat yield lay_down laid_down hand conced cede turned himself turned herself lost lose losing squander let_slip
an evacuation: evacuate: evacuat leave left flee fled moved rescue airlift clear bring brought
a merger: merge: merg combin takeover take_over acqui join unit tie-up deal fuse fusing fusion =unite
a murder: murder assassinate: murder kill homicid manslaughter slain slay stab shot shoot strangl assassin poison lynch massacre execut =gun gunm gunn foul_play beaten behead terror_attack bomb arson
a denial: deny: deny denie denial not_guilty reject dismiss refut rebut disput insist innocen untrue =false no_truth baseless unfounded groundless never nothing n't n’t no_knowledge =no_link not_true not_involved not_responsible did_not_do did_not_know is_not are_not was_not were_not has_not have_not had_not do_not does_not will_not contest refus absurd nonsense ridicul rubbish lie unaware block barr depriv withh turned_down turn_down turned_away turn_away exclu without
scrapping: scrap ditch axe: scrap ditch axe axing abandon drop cancel abolish =end ended ending shelv withdr reject no_longer not_go_ahead halt stop clos remov repeal rescind revers u-turn cut pull get_rid call_off called_off dismantl eliminat redundan lay_off laid_off layoff dismiss job sack fire firing split left leav =land =landed water =sea crash hack chop lose losing lost
a stabbing: stab: stab knif blade machete wound slash sword dagger scissor sharp =cut
drowning: drown: drown water sea river lake swim swam swept pool boat sank sink capsiz noise noisy loud shout debt overwhelm flood inundat jeer boo
smuggling: smuggle: smuggl traffick hid conceal conceal contraband import border customs illegal sneak secret
bribery: bribe: brib corrupt kickback payment paid money gift pay pays paying offer cash
a collapse: collapse: collaps bankrupt fall fell insolv administ liquid fail ended down crumbl crash drop plung gave brought broke toppl tumbl cave caving gave_way give_way gives_way giving_way given_way came_down come_down comes_down coming_down buckl keel slump sank sink subsid implod disintegrat demolish destroy rubble ruin landslide buried trapped faint pass_out passed_out passing_out passes_out black_out blacked_out unconscious consciousness taken_ill receiver wound_up =fold =folded =shut =closed break_down breakdown breaking stall lost lose losing unravel
"""
# Loaded adjectives and adverbs of headlines, and what a body must have of them.
LOADED = """
secrecy: secret secretly covert covertly hidden clandestine: secre covert hid hidden conceal clandestin undisclosed confidential private undercover leak classified behind_closed quiet unannounced unknown unreported not_disclosed not_told undeclared spy spies intelligence mystery cover
"""


@cache
def deeds() -> tuple[Deed, ...]:
    """The kinds of deeds."""
    return tuple(_read(KINDS))


@cache
def loaded() -> tuple[Deed, ...]:
    """The kinds of loaded words."""
    return tuple(_read(LOADED))


def _read(lines: str) -> list[Deed]:
    found = []
    for line in lines.strip().splitlines():
        name, lemmas, stems = line.split(": ")
        told = "|".join(_pattern(stem) for stem in stems.split())
        found.append(Deed(name, frozenset(lemmas.split()), re.compile(rf"\b(?:{told})", re.IGNORECASE)))
    return found


def _pattern(stem: str) -> str:
    words = re.escape(stem.lstrip("=").replace("_", " "))
    return words + r"\b" if stem.startswith("=") else words
