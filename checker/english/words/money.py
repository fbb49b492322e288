"""Money: signs, codes and words, each with its kind and, where several countries have one of that kind, whose it is.

A kind goes by the code of its best-known member: every dollar is ``usd``, every franc ``chf``, every rupee ``inr``, every crown
``sek``; yen and yuan, which share a sign, are both ``jpy``.
"""

from __future__ import annotations

from .scales import SCALE_PATTERN

# Before the sign "$": whose dollar it is. A newspaper at home writes the sign alone.
DOLLARS = {
    "US": "us", "U.S.": "us", "A": "australian", "AU": "australian", "AUS": "australian", "C": "canadian", "CA": "canadian",
    "CAN": "canadian", "HK": "hongkong", "NZ": "newzealand", "S": "singapore", "SG": "singapore", "NT": "taiwan", "J": "jamaican",
    "TT": "trinidadian", "EC": "eastcaribbean", "FJ": "fijian", "N": "namibian",
}  # fmt: skip
# Read in this case alone: "Rs" is money, "RS" a car.
CODES = {
    "USD": ("usd", "us"), "AUD": ("usd", "australian"), "CAD": ("usd", "canadian"), "HKD": ("usd", "hongkong"),
    "NZD": ("usd", "newzealand"), "SGD": ("usd", "singapore"), "GBP": ("gbp", "british"), "EUR": ("eur", ""), "JPY": ("jpy", "japanese"),
    "INR": ("inr", "indian"), "PKR": ("inr", "pakistani"), "Rs": ("inr", ""), "Rs.": ("inr", ""), "CHF": ("chf", "swiss"),
    "SFr": ("chf", "swiss"), "SFr.": ("chf", "swiss"), "Sfr": ("chf", "swiss"), "Fr": ("chf", ""), "CNY": ("jpy", "chinese"), "RMB": ("jpy", "chinese"), "Rmb": ("jpy", "chinese"),
    "BRL": ("brl", ""), "ZAR": ("zar", ""), "AED": ("aed", ""), "Dh": ("aed", ""), "Dhs": ("aed", ""), "SEK": ("sek", "swedish"),
    "NOK": ("sek", "norwegian"), "DKK": ("sek", "danish"), "SKr": ("sek", "swedish"), "NKr": ("sek", "norwegian"), "DKr": ("sek", "danish"),
    "CZK": ("sek", "czech"), "Kč": ("sek", "czech"), "ISK": ("sek", "icelandic"), "kr": ("sek", ""), "Kr": ("sek", ""),
    "TL": ("lira", "turkish"), "MXN": ("peso", "mexican"), "ARS": ("peso", "argentine"), "CLP": ("peso", "chilean"), "KRW": ("krw", ""), "RM": ("myr", ""), "MYR": ("myr", ""), "THB": ("thb", ""),
}  # fmt: skip
SIGNS = {
    "$": ("usd", ""), "R$": ("brl", ""), "£": ("gbp", ""), "E£": ("gbp", "egyptian"), "€": ("eur", ""), "¥": ("jpy", ""), "CN¥": ("jpy", "chinese"), "₺": ("lira", "turkish"), "₱": ("peso", "philippine"), "₹": ("inr", "indian"),
    "₩": ("krw", ""), "₽": ("rub", ""), "₦": ("ngn", ""), "฿": ("thb", ""), "₪": ("ils", ""),
    **{f"{lead}$": ("usd", country) for lead, country in DOLLARS.items()},
}  # fmt: skip
CURRENCY_WORDS = {
    "dollar": "usd", "dollars": "usd", "dlrs": "usd", "dlr": "usd", "usd": "usd", "pound": "gbp", "pounds": "gbp", "sterling": "gbp", "stg": "gbp",
    "euro": "eur", "euros": "eur", "yen": "jpy", "rupee": "inr", "rupees": "inr", "yuan": "jpy", "renminbi": "jpy", "roubles": "rub", "rubles": "rub",
    "cents": "cent", "cent": "cent", "pence": "penny", "franc": "chf", "francs": "chf", "dirham": "aed", "dirhams": "aed", "reais": "brl",
    "reals": "brl", "rand": "zar", "kronor": "sek", "kroner": "sek", "krona": "sek", "krone": "sek", "kronur": "sek", "koruna": "sek", "korunas": "sek", "koruny": "sek", "korun": "sek",
    "crown": "sek", "crowns": "sek", "kr": "sek", "lira": "lira", "liras": "lira", "lire": "lira", "peso": "peso", "pesos": "peso", "real": "brl", "won": "krw", "czk": "sek",
    "ringgit": "myr", "baht": "thb", "naira": "ngn", "shekels": "ils",
    "aud": "usd", "cad": "usd", "hkd": "usd", "nzd": "usd", "sgd": "usd", "gbp": "gbp", "eur": "eur", "jpy": "jpy", "inr": "inr",
    "pkr": "inr", "chf": "chf", "rmb": "jpy", "cny": "jpy", "brl": "brl", "zar": "zar", "aed": "aed", "sek": "sek", "nok": "sek", "dkk": "sek",
}  # fmt: skip
# What one amount of is a hundredth of another kind.
SMALL = frozenset(("cent", "penny"))
KINDS = frozenset((*CURRENCY_WORDS.values(), *(kind for kind, _ in (*SIGNS.values(), *CODES.values())))) - SMALL
MONEY_WORDS = "|".join(sorted(CURRENCY_WORDS, key=len, reverse=True))
# "R5bn" and "R12,000" are rand; R2 is a name.
RAND = rf"(?-i:R)(?=\s?(?:\d{{1,3}},\d{{3}}|\d[\d.]{{0,5}}\s?-?(?:{SCALE_PATTERN})\b))"
SIGN = (
    r"(?:(?<!\w)(?:"
    + "|".join(sorted((lead.replace(".", r"\.") for lead in DOLLARS), key=len, reverse=True))
    + r")\$|(?<!\w)R\$|(?<!\w)E£|(?<!\w)CN¥|[$£€¥₹₩₽₦฿₪₺₱]|(?<!\w)"
    + RAND
    + r"|(?<!\w)(?-i:"
    + "|".join(sorted((code.replace(".", r"\.") for code in CODES), key=len, reverse=True))
    + r")(?=\s?\d))"
)
# "47 million U.S. dollars", "100 mln Aus dlrs": whose money it is stands between.
MONEY_OF = (
    r"(?:\s(?P<of>U\.?S\.?|American|Aus(?:tralian)?|Canadian|N\.?Z\.?|New\s+Zealand|Hong\s+Kong|Singapore|Taiwan|Jamaican"
    r"|Zimbabwean|Namibian|Fijian|British|Irish|Egyptian|Sudanese|Lebanese|Turkish|Syrian|Swiss|French|Belgian|Japanese"
    r"|Chinese|Indian|Pakistani|Mexican|Argentine|Colombian|Chilean|Philippine|Danish|Norwegian|Swedish|Czech|Israeli"
    r"|Icelandic|Italian|South\s+Korean|Korean|Cuban|Uruguayan|Filipino|Russian|Kenyan|Brazilian|Emirati|South\s+African|Malaysian|Thai|Nigerian)"
    r"(?=\s(?:dollars?|dlrs?|pounds?|stg|francs?|yen|yuan|rupees?|pesos?|crowns?|kron\w+|korun\w*|liras?|lire|renminbi|won|shekels?|roubles?|rubles?"
    r"|shillings?|dirhams?|reais|reals?|rand|ringgit|baht|naira)\b))?"
)
SAME = {"aus": "australian", "nz": "newzealand", "american": "us", "filipino": "philippine"}
# Their name is said with the money of one country only; what else is written so is told by whose it is.
OF_ONE = {
    "sterling": "british", "stg": "british", "yen": "japanese", "yuan": "chinese", "renminbi": "chinese", "kronor": "swedish", "kronur": "icelandic",
    "koruna": "czech", "korunas": "czech", "koruny": "czech", "korun": "czech", "lire": "italian",
}  # fmt: skip
# Money only behind whose it is ("5 Brazilian real"): else most of them are real, or have won.
NEEDS_OWNER = frozenset(("real", "won", "crown"))
# Money only where there is much of it, or behind whose it is: two crowns are titles.
MUCH = {"crowns": 1000}


def money_sign(sign: str) -> tuple[str, str]:
    """Kind and country of ``"A$"``, ``"Rs"`` or ``"£"``; the country is ``""`` where the sign does not tell it."""
    if sign == "R":
        return "zar", ""
    return CODES[sign] if sign in CODES else SIGNS[sign.upper()]


def is_money(word: str, of: str | None, value: float, joined: bool) -> bool:
    """Is a word of the lists money behind this number, with the word of whose it is: "31 million crowns", no "two crowns"?

    Args:
        joined: a hyphen joins the two, "a 740m-crown deal".
    """
    if of:
        return True
    return joined if word in NEEDS_OWNER else value >= MUCH.get(word, 0)


def money_country(word: str, of: str | None) -> str:
    """Whose "dollars" or "CAD" they are, with the word that stands between: "47 million Canadian dollars"."""
    if of:
        plain = "".join(of.lower().replace(".", "").split())
        return SAME.get(plain, plain)
    return OF_ONE.get(word, CODES.get(word.upper(), ("", ""))[1])
