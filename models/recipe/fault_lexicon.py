"""Words that make a news sentence say another thing: what is another kind of the same, what is further than was told.

Each row of ``KINDS_APART`` holds things of which one is not another; WordNet adds opposites and kinds of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from checker.english.parser import FUNCTION_WORDS

from .wordnet import WordNet

# Of one row, no word means or includes another.
KINDS_APART = {
    "n": """
teacher nurse engineer plumber priest surgeon banker farmer pilot barber chef
doctor solicitor electrician accountant journalist architect baker
child parent grandparent
brother sister
father mother uncle aunt
son daughter
husband wife
school hospital factory church museum airport stadium library warehouse hotel restaurant theatre
mosque cathedral synagogue temple chapel
bridge tunnel road railway canal runway pier
bus tram lorry motorcycle ferry helicopter bicycle tractor taxi
dog cat horse cow sheep pig rabbit goat donkey
lion tiger elephant bear wolf crocodile shark whale
wheat rice maize barley coffee cocoa sugar cotton
gold silver copper tin zinc platinum
oil coal timber steel cement
beer wine whisky vodka milk coffee tea
cancer diabetes malaria asthma pneumonia tuberculosis measles
heart lung liver kidney brain stomach
arm leg head neck shoulder knee back chest
murder rape robbery fraud arson kidnapping burglary blackmail smuggling
gun knife bomb grenade sword axe
fire flood storm drought avalanche landslide
coup election referendum strike ceasefire
president premier king chancellor ambassador mayor governor
senator judge general admiral bishop sheriff
army navy parliament cabinet court police
goal penalty corner try wicket
football cricket rugby tennis golf hockey basketball swimming cycling boxing
album novel painting opera documentary play poem
guitar piano violin trumpet drum
laptop phone camera television printer tablet
rent tax pension wage dividend fine
loan grant subsidy refund
import export
buyer seller
winner loser
landlord tenant
victim attacker witness
plaintiff defendant
supply demand
surplus deficit shortage
majority minority
north south east west
morning evening afternoon
spring summer autumn winter
beginning end middle
roof floor cellar
passenger driver pilot conductor
patient nurse surgeon
prisoner guard warden
goalkeeper defender midfielder winger
tenor soprano pianist guitarist drummer
apple banana orange grape
beef pork lamb chicken
shirt jacket hat shoe
river lake sea desert mountain
""",
    "v": """
buy rent steal
build repair demolish paint
hire sue suspend promote
kill injure arrest rescue kidnap
approve postpone reject review
write translate ban burn
win lose draw
open close
praise mock blame
marry divorce
lend borrow
accept refuse
hide show
save waste
attack defend
import export
remember forget
push pull
appoint dismiss
teach learn
freeze thaw
sink float
land crash
recruit dismiss
donate steal
publish withhold
encourage deter
protect endanger
""",
    "a": """
red blue green yellow white black brown orange
Catholic Protestant Muslim Jewish Hindu Buddhist
northern southern eastern western
military civilian
male female
married single divorced
urban rural
national regional local
political financial sporting
public private
liberal conservative
wooden steel concrete brick
daily weekly monthly
nuclear solar hydroelectric
hot cold
early late
young old
empty full
wet dry
innocent guilty
hostile friendly
open closed
visible hidden
solid liquid
""",
}
# What is more than was told: lemma → lemmas further on. "Killed" for "injured" and the other way round are both made.
FURTHER = {
    "injure": ("kill",),
    "wound": ("kill",),
    "hurt": ("kill",),
    "kill": ("injure", "wound"),
    "charge": ("convict", "jail", "acquit"),
    "arrest": ("convict", "jail", "charge"),
    "detain": ("convict", "charge"),
    "question": ("arrest", "charge", "jail"),
    "accuse": ("convict",),
    "suspect": ("convict",),
    "convict": ("execute", "acquit"),
    "sue": ("fine", "jail"),
    "investigate": ("convict", "fine", "clear"),
    "fine": ("jail",),
    "suspend": ("sack", "reinstate"),
    "nominate": ("elect", "appoint"),
    "propose": ("approve", "adopt"),
    "draft": ("pass", "sign"),
    "debate": ("pass", "reject"),
    "discuss": ("agree", "sign"),
    "consider": ("approve", "reject"),
    "review": ("scrap", "approve"),
    "threaten": ("attack", "kill"),
    "criticise": ("sack",),
    "criticize": ("fire",),
    "warn": ("punish",),
    "urge": ("force", "order"),
    "ask": ("force", "order"),
    "encourage": ("force",),
    "allow": ("force",),
    "invite": ("summon",),
    "delay": ("cancel", "scrap"),
    "postpone": ("cancel", "scrap"),
    "evacuate": ("destroy",),
    "damage": ("destroy",),
    "slow": ("halt",),
    "reduce": ("end", "abolish"),
    "limit": ("ban",),
    "restrict": ("ban",),
    "regulate": ("ban",),
    "interview": ("hire",),
    "shortlist": ("choose",),
}
# Said of a quantity → said of more of it; "{}" is what stood there.
QUANTITIES = {
    "some": ("all", "most"),
    "many": ("all", "most"),
    "several": ("all", "dozens of"),
    "most": ("all",),
    "a few": ("all", "dozens of"),
    "a handful of": ("hundreds of",),
    "dozens of": ("thousands of",),
    "hundreds of": ("millions of",),
    "half": ("all", "most"),
    "nearly all": ("all",),
    "almost all": ("all",),
    "often": ("always",),
    "usually": ("always",),
    "sometimes": ("always",),
    "rarely": ("never",),
    "seldom": ("never",),
    "partly": ("entirely",),
    "partially": ("completely",),
    "mostly": ("entirely",),
    "nearly": ("more than",),
    "almost": ("more than",),
    "up to": ("more than",),
    "at least": ("no more than",),
    "more than": ("fewer than",),
    "less than": ("more than",),
    "fewer than": ("more than",),
    "under": ("more than",),
    "over": ("under",),
    "about half": ("nearly all",),
    "one of": ("all of",),
}
# Another unit, and another scale: both directions are made.
UNITS = """
million billion
thousand million
billion trillion
dollars pounds
euros dollars
percent percentage_points
hours minutes
days weeks
weeks months
months years
miles feet
kilometres metres
kilometers meters
kilograms tonnes
litres gallons
acres square_miles
"""
# Words without a meaning of their own, or with too many: put in or taken out, they change nothing for certain, or all.
LEFT_ALONE = FUNCTION_WORDS | frozenset(
    """not very just also then so such here there other same few many much lot never ever come go get make take give way thing kind
    part place time person people life hand end side point case fact number real total entire whole still even again ago
    really actually likely probably certainly lately recently earlier later especially particularly high low right left
    say tell state leave individual someone somebody well good set put body
    world system little big great small""".split()
)
# In a report on research: who or what was studied → whom the claim is told of.
STUDIED = "mice rats monkeys pigs flies worms rabbits cells fish chimpanzees rodents".split()
PEOPLE = "people patients women children men humans adults teenagers".split()
RESEARCH = frozenset("study research researchers scientists experiment experiments trial tests laboratory lab".split())


def units() -> dict[str, list[str]]:
    """Of each unit or scale, those that it is mistaken for."""
    found: dict[str, list[str]] = {}
    for line in UNITS.strip().splitlines():
        one, other = (word.replace("_", " ") for word in line.split())
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


class FaultLexicon:
    """What a word may be replaced by so that the sentence says the same, or another thing.

    Args:
        wordnet: opposites, synonyms and kinds beside.
        common: how often each lemma is in the news that is edited: rare words betray an edit.
        least: of these.
    """

    def __init__(self, wordnet: WordNet, common: Mapping[str, int], least: int = 8) -> None:
        self.wordnet = wordnet
        self.common = common
        self.least = least

    @cached_property
    def _apart(self) -> dict[str, dict[str, list[str]]]:
        table: dict[str, dict[str, list[str]]] = {pos: {} for pos in KINDS_APART}
        for pos, lines in KINDS_APART.items():
            for line in lines.strip().splitlines():
                row = line.split()
                for word in row:
                    table[pos].setdefault(word, []).extend(other for other in row if other != word)
        return table

    def _kept(self, word: str, others: list[str]) -> list[str]:
        if word in LEFT_ALONE:
            return []
        return [
            other
            for other in dict.fromkeys(others)
            if other != word
            and self.common.get(other, 0) >= self.least
            and other not in LEFT_ALONE
            and other[:4] != word[:4]
        ]

    def same(self, word: str, pos: str) -> list[str]:
        """Words that say the same in its place, mostly; none for adverbs, whose synonyms seldom fit."""
        return [] if pos == "r" else self._kept(word, self.wordnet.synonyms(word, pos))

    def opposites(self, word: str, pos: str) -> list[str]:
        """Words that say the opposite."""
        return self._kept(word, self.wordnet.antonyms(word, pos))

    def others(self, word: str, pos: str) -> list[str]:
        """Other kinds of the same thing: what is said of the word is not said of these."""
        found = list(self._apart.get(pos, {}).get(word, []))
        if pos == "n":
            near = set(self.wordnet.synonyms(word, pos)) | self.wordnet.above(word, pos)
            found += [other for other in self.wordnet.kinds_beside(word, pos) if other not in near]
        return self._kept(word, found)

    def further(self, word: str) -> list[str]:
        """Verbs that say more than it."""
        return list(FURTHER.get(word, ()))
