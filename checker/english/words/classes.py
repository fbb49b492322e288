"""Nouns of one kind: if a headline has one of them and the sentence it retells another, one was taken for the other.

One kind a line; words that may stand for each other are joined by "/",
since a church may be called a cathedral. Written for this project after the manner of WordNet's co-hyponyms (Miller
1995); no wider kinds than readers would call the same sort of thing.
"""

from __future__ import annotations

from functools import cache

KINDS = """
church/cathedral/chapel/abbey/parish school/college/academy/classroom hospital/clinic/infirmary/ward prison/jail library museum/gallery theatre/theater/playhouse stadium/arena/ground hotel/inn factory/plant/works/mill mosque synagogue airport/airfield/runway pub/bar/tavern bakery butcher pharmacy/chemist restaurant/cafe/diner warehouse/depot cinema zoo university
bridge tunnel road/street/motorway/highway dam/reservoir canal pier/jetty lighthouse
river/stream lake/reservoir/pond sea/ocean/coast bay
cyclist/rider pedestrian/walker driver/motorist/trucker passenger motorcyclist/biker jogger/runner
bus/coach/minibus train/locomotive/railway/rail tram/streetcar lorry/truck/van car/taxi/vehicle plane/jet/aircraft/airliner/flight/airline helicopter/chopper ferry/ship/boat/vessel/yacht/trawler bicycle/bike motorcycle/motorbike
dog/puppy/hound cat/kitten horse/pony/racehorse cow/cattle/bull sheep/lamb pig/boar wolf/wolves bear fox lion tiger elephant shark whale dolphin swan bee/bees snake
teacher/headteacher doctor/surgeon/physician/gp nurse/midwife lawyer/barrister/solicitor/attorney farmer miner fisherman priest/vicar/bishop pilot plumber carpenter soldier policeman/policewoman firefighter/fireman postman actor/actress singer dancer novelist/writer/author painter architect goalkeeper striker/forward midfielder defender
mother/mum/mom father/dad son daughter brother sister uncle aunt nephew niece grandmother grandfather wife husband girlfriend boyfriend
lead copper zinc arsenic mercury uranium gold silver iron/steel aluminium/aluminum nickel cobalt lithium
methane hydrogen oxygen nitrogen chlorine ammonia
wheat maize/corn rice barley soya/soybean cotton potato/potatoes tomato/tomatoes apple/apples coffee tea cocoa
beef pork chicken/poultry fish/salmon/cod milk cheese butter bread eggs
electricity/power gas oil/petrol/crude/diesel/fuel coal water
measles mumps malaria cholera typhoid tuberculosis polio rabies influenza/flu smallpox diphtheria meningitis
diabetes asthma cancer/tumour/leukaemia stroke dementia/alzheimer's epilepsy arthritis depression obesity
heart/cardiac liver kidney lung brain eye knee ankle shoulder elbow wrist hip hamstring thigh
football/soccer rugby cricket tennis golf hockey handball basketball baseball boxing rowing swimming cycling darts snooker chess
gold silver bronze
flood/floods/flooding fire/blaze/wildfire earthquake/quake storm/hurricane/typhoon/cyclone/tornado drought avalanche landslide/mudslide
arson burglary/break-in fraud murder/killing theft/robbery/raid smuggling bribery/bribes/corruption blackmail perjury libel/defamation treason espionage/spying
knife/blade/machete gun/pistol/rifle/shotgun/firearm bomb/explosive/grenade hammer axe
cannabis/marijuana cocaine heroin ecstasy methadone opium amphetamine/methamphetamine
breakfast lunch dinner/supper
spring summer autumn/fall winter
morning afternoon evening/night
north/northern south/southern east/eastern west/western
army/troops navy police/officers coastguard
"""


@cache
def _table() -> tuple[dict[str, list[tuple[int, int]]], list[list[frozenset[str]]]]:
    kinds = [[frozenset(group.split("/")) for group in line.split()] for line in KINDS.strip().splitlines()]
    table: dict[str, list[tuple[int, int]]] = {}
    for number, groups in enumerate(kinds):
        for place, group in enumerate(groups):
            for word in group:
                table.setdefault(word, []).append((number, place))
    return table, kinds


def siblings(word: str) -> frozenset[str]:
    """The nouns of the same kinds that cannot stand for a lower-case noun; empty for one of no kind."""
    table, kinds = _table()
    found = (
        group for number, place in table.get(word, ()) for other, group in enumerate(kinds[number]) if other != place
    )
    return frozenset().union(*found) - same(word)


def same(word: str) -> frozenset[str]:
    """The word and those that may stand for it."""
    table, kinds = _table()
    return frozenset({word}).union(*(kinds[number][place] for number, place in table.get(word, ())))
