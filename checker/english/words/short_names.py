"""Short forms that headlines have for names of the body: initialisms, clipped and mock names,
states and provinces by their abbreviations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

# Lower-case name, stops left out: what of the body stands for it, as lower-case text anywhere in it.
ALIASES: dict[str, tuple[str, ...]] = {
    "tory": ("conservative",), "tories": ("conservative",), "gb": ("britain", "british"), "tv": ("television",), "gop": ("republican",),
    "dems": ("democrat",), "fed": ("federal reserve",), "brexit": ("european union",), "opec": ("oil producers", "petroleum"), "ref": ("referee",),
    "oscars": ("oscar", "academy award"), "euro": ("european",), "european": ("europe", "uefa"), "man": ("manchester",), "utd": ("united",),
    "brussels": ("european commission", "the commission", "european union", "european parliament", " eu "), "hague": ("international court", "criminal court", "tribunal"),
    "pompey": ("portsmouth",), "magpies": ("newcastle",), "lib": ("liberal",), "lse": ("london stock exchange",), "ec": ("european commission", "european community"), "nhs": ("health service",),
    # Laws and their mock names.
    "obamacare": ("affordable care", "health care law", "health-care law", "healthcare law", "health law", "health care act", "health care overhaul", "health overhaul", "health insurance"),
    "obamacares": ("affordable care", "health care law", "health law"), "aca": ("affordable care", "obamacare", "health care law", "health law"),
    "trumpcare": ("health care bill", "health bill", "obamacare", "affordable care"), "daca": ("dreamer", "deferred action", "childhood arrivals"),
    # Offices and chambers.
    "prez": ("president",), "washington": ("congress", "senate", "white house", "federal", "lawmaker"),
    "scotus": ("supreme court", "justices"), "potus": ("president",), "flotus": ("first lady",), "veep": ("vice president",),
    "senate": ("senator", "congress", "lawmaker", "filibuster"), "congress": ("house of representatives", "senate", "lawmaker", "congressm", "congresswom", "capitol"),
    "hill": ("congress", "senate", "lawmaker", "capitol"), "capitol": ("congress", "senate", "lawmaker"), "mp": ("parliament", "commons"), "mps": ("parliament", "commons"), "pm": ("prime minister", "premier"),
    "wh": ("white house",), "sec": ("securities",), "doj": ("justice department", "department of justice"), "dhs": ("homeland security",),
    "nypd": ("new york",), "lapd": ("los angeles",), "ag": ("attorney general",), "va": ("veterans",), "tsa": ("airport", "transportation security"),
    "ice": ("immigration",), "usda": ("agriculture",), "cdc": ("disease control",), "fda": ("food and drug",), "nsa": ("security agency", "intelligence"), "cia": ("intelligence",),
    "rnc": ("republican",), "dnc": ("democratic",), "nato": ("alliance",), "aclu": ("civil liberties",), "naacp": ("colored people",),
    # Places by their initials; two letters may be a state's too.
    "nyc": ("new york", "manhattan", "brooklyn"), "ny": ("new york",), "la": ("los angeles",), "dc": ("washington", "district of columbia"), "sf": ("san francisco",), "philly": ("philadelphia",), "vegas": ("las vegas",),
    "uae": ("emirates",), "nkorea": ("north korea", "pyongyang"), "skorea": ("south korea", "seoul"),
    "gitmo": ("guantanamo", "guantánamo"), "di": ("diana",), "g7": ("group of seven",), "g8": ("group of eight",), "g20": ("group of 20", "group of twenty"), "diy": ("do-it-yourself", "do it yourself"),
    # Wars, illnesses, the law.
    "wwii": ("world war", "second world", "nazi"), "ww2": ("world war", "second world", "nazi"), "wwi": ("world war", "first world"), "ww1": ("world war", "first world"),
    "dui": ("drunk", "driving under the influence", "drink", "alcohol", "intoxicat"), "dwi": ("drunk", "intoxicat", "alcohol"),
    "covid": ("coronavirus", "pandemic"), "coronavirus": ("covid", "pandemic"), "sars": ("coronavirus", "covid"), "aids": ("hiv",), "hiv": ("aids",), "stds": ("sexually transmitted", "chlamydia"), "std": ("sexually transmitted", "chlamydia"),
    "lgbt": ("gay", "lesbian", "transgender"), "lgbtq": ("gay", "lesbian", "transgender"), "ptsd": ("post-traumatic", "traumatic stress"), "ied": ("bomb", "explosive device"), "ieds": ("bomb", "explosive device"),
    # Papers, programmes and firms.
    "nyt": ("new york times", "the times"), "wsj": ("wall street journal", "the journal"), "wapo": ("washington post",), "snl": ("saturday night live",), "fb": ("facebook",), "gm": ("general motors",), "bofa": ("bank of america",),
    "isis": ("islamic state", "isil"), "isil": ("islamic state", "isis"), "qaeda": ("qaida",), "qaida": ("qaeda",),
    "ukip": ("independence party",), "snp": ("scottish national",), "dup": ("unionist",), "plo": ("palestin",), "pa": ("palestinian authority", "palestinian"), "ira": ("republican army",),
    "ioc": ("olympic",), "rfu": ("rugby",), "fa": ("football association",), "pga": ("golf",), "ncaa": ("college",), "mlb": ("baseball",), "nfl": ("football",), "nba": ("basketball",),
    # Markets and money.
    "dow": ("stocks", "wall street", "shares"), "nasdaq": ("stocks", "wall street", "shares"), "ftse": ("shares", "stock"), "sfr": ("swiss franc",), "dlr": ("dollar",), "sallie": ("student loan marketing",), "fannie": ("national mortgage",), "freddie": ("home loan mortgage",), "ginnie": ("national mortgage",), "imf": ("monetary fund",), "gdp": ("gross domestic", "economy"), "cpi": ("consumer price", "inflation"),
    "ev": ("electric",), "evs": ("electric",), "ai": ("artificial intelligence",), "vw": ("volkswagen",), "eurozone": ("euro",), "dax": ("german shares", "frankfurt"),
}  # fmt: skip

# Abbreviations in newspapers' style, then the post's.
REGIONS = """
Alabama: Ala, AL
Alaska: AK
Arizona: Ariz, AZ
Arkansas: Ark, AR
California: Calif, Cal, CA
Colorado: Colo, CO
Connecticut: Conn, CT
Delaware: Del, DE
Florida: Fla, FL
Georgia: Ga, GA
Hawaii: HI
Idaho: ID
Illinois: Ill, IL
Indiana: Ind, IN
Iowa: IA
Kansas: Kan, Kans, KS
Kentucky: Ky, KY
Louisiana: La, LA
Maine: ME
Maryland: Md, MD
Massachusetts: Mass, MA
Michigan: Mich, MI
Minnesota: Minn, MN
Mississippi: Miss, MS
Missouri: Mo, MO
Montana: Mont, MT
Nebraska: Neb, NE
Nevada: Nev, NV
New Hampshire: NH
New Jersey: NJ
New Mexico: NM
New York: NY
North Carolina: NC
North Dakota: ND
Ohio: OH
Oklahoma: Okla, OK
Oregon: Ore, OR
Pennsylvania: Pa, Penn, PA
Rhode Island: RI
South Carolina: SC
South Dakota: SD
Tennessee: Tenn, TN
Texas: Tex, TX
Utah: UT
Vermont: Vt, VT
Virginia: Va, VA
Washington: Wash, WA
West Virginia: WVa, WV
Wisconsin: Wis, Wisc, WI
Wyoming: Wyo, WY
British Columbia: BC
Ontario: Ont, ON
Quebec: Que, QC
Alberta: Alta, AB
Manitoba: Man, MB
Nova Scotia: NS
New Brunswick: NB
Saskatchewan: Sask, SK
New South Wales: NSW
Western Australia: WA
"""

# Whose states and provinces stand in the table; a state of the first country where it has no other.
COUNTRY_OF_REGIONS = {
    "British Columbia": "Canada",
    "Ontario": "Canada",
    "Quebec": "Canada",
    "Alberta": "Canada",
    "Manitoba": "Canada",
    "Nova Scotia": "Canada",
    "New Brunswick": "Canada",
    "Saskatchewan": "Canada",
    "New South Wales": "Australia",
    "Western Australia": "Australia",
}


@cache
def regions_of(country: str) -> frozenset[str]:
    """Names of the states and provinces of a country, where the table has them: "United States",
    "Canada", "Australia".
    """
    names = (line.partition(":")[0] for line in REGIONS.strip().splitlines())
    return frozenset(name for name in names if COUNTRY_OF_REGIONS.get(name, "United States") == country)


@cache
def _regions() -> dict[str, frozenset[str]]:
    """Each form of a state or province, stops left out → every other form."""
    found: dict[str, set[str]] = {}
    for line in REGIONS.strip().splitlines():
        name, _, rest = line.partition(":")
        forms = {name, *(form.strip() for form in rest.split(","))}
        for form in forms:
            found.setdefault(form, set()).update(forms)
    return {form: frozenset(others) for form, others in found.items()}


def region_forms(name: str) -> frozenset[str]:
    """Every form of the state or province that a name or abbreviation stands for; stops left out,
    capitals kept: ``Fla`` is one, ``fla`` none.
    """
    return _regions().get(name.replace(".", "").strip(), frozenset())


# "BoE", "MoD", "FBI": capitals, with small letters between.
INITIALS = re.compile(r"(?<![\w-])(?=(?:[a-z]?[A-Z]){2})[A-Za-z]{2,6}(?![\w-])")
_RUN = re.compile(r"(?<![\w'’-])[A-Z][\w'’-]*+(?:\s(?:(?:of|for|the|and|&)\s){0,2}[A-Z][\w'’-]*+)++")
_WORD = re.compile(r"(?<!\w)[A-Z][A-Za-z0-9]*+")
_CLUBS = re.compile(r"\bMan (?:Utd|United|City)\b")


@lru_cache(4096)
def short_names(phrase: str) -> frozenset[str]:
    """The short names that a phrase has, in small letters: ``boe`` of "BoE", ``fed`` of "the Fed"."""
    plain = phrase.replace(".", "")
    initials = {match.group().lower() for match in INITIALS.finditer(plain)}
    aliases = {word.lower() for word in _WORD.findall(plain) if word.lower() in ALIASES}
    return frozenset(initials | (aliases if _CLUBS.search(plain) else aliases - {"man"}))


@lru_cache(4096)
def long_for(phrase: str, person: bool = False) -> frozenset[str]:
    """The short names that a phrase could go by: "the Bank of England" by ``boe``, "the Federal Reserve" by ``fed``.

    Args:
        phrase: a name with the words round it.
        person: a person's two initials are nobody's short name.
    """
    found = {key for key, fulls in ALIASES.items() if any(full in phrase.lower() for full in fulls)}
    for match in _RUN.finditer(phrase):
        whole = 3 if person else len(match.group().split())
        found |= {letters for letters in acronyms(match.group()) if len(letters) >= min(whole, 3)}
    return frozenset(found)


def acronyms(run: str) -> Iterator[str]:
    """In small letters, every row of two to six initials of the words of a name, of all or of those with a capital."""
    words = [word for word in re.split(r"[\s-]+", run) if word]
    capitals = [word[0].lower() for word in words if word[0].isupper()]
    every = [word[0].lower() for word in words]
    for letters in (capitals, every):
        for start in range(len(letters)):
            for end in range(start + 2, min(start + 7, len(letters) + 1)):
                yield "".join(letters[start:end])
