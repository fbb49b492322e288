"""Money: signs, codes and words, each with its kind and, where several countries have one of that kind, whose it is.

A kind goes by the code of its best-known member: every dollar is ``usd``, every franc ``chf``, every rupee ``inr``.
"""

from __future__ import annotations

# Before the sign "$": whose dollar it is. A newspaper at home writes the sign alone.
DOLLARS = {
    "US": "us", "U.S.": "us", "A": "australian", "AU": "australian", "AUS": "australian", "C": "canadian", "CA": "canadian",
    "CAN": "canadian", "HK": "hongkong", "NZ": "newzealand", "S": "singapore", "SG": "singapore", "NT": "taiwan", "J": "jamaican",
    "TT": "trinidadian", "EC": "eastcaribbean", "FJ": "fijian", "N": "namibian",
}  # fmt: skip
# Read in this case alone: "Rs" is money, "RS" a car.
CODES = {
    "USD": ("usd", "us"), "AUD": ("usd", "australian"), "CAD": ("usd", "canadian"), "HKD": ("usd", "hongkong"),
    "NZD": ("usd", "newzealand"), "SGD": ("usd", "singapore"), "GBP": ("gbp", "british"), "EUR": ("eur", ""), "JPY": ("jpy", ""),
    "INR": ("inr", "indian"), "PKR": ("inr", "pakistani"), "Rs": ("inr", ""), "Rs.": ("inr", ""), "CHF": ("chf", "swiss"),
    "SFr": ("chf", "swiss"), "SFr.": ("chf", "swiss"), "Sfr": ("chf", "swiss"), "Fr": ("chf", ""), "CNY": ("cny", ""), "RMB": ("cny", ""),
    "BRL": ("brl", ""), "ZAR": ("zar", ""), "AED": ("aed", ""), "Dh": ("aed", ""), "Dhs": ("aed", ""), "SEK": ("sek", "swedish"),
    "NOK": ("sek", "norwegian"), "DKK": ("sek", "danish"), "KRW": ("krw", ""), "RM": ("myr", ""), "MYR": ("myr", ""), "THB": ("thb", ""),
}  # fmt: skip
SIGNS = {
    "$": ("usd", ""), "R$": ("brl", ""), "£": ("gbp", ""), "E£": ("gbp", "egyptian"), "€": ("eur", ""), "¥": ("jpy", ""), "₹": ("inr", "indian"),
    "₩": ("krw", ""), "₽": ("rub", ""), "₦": ("ngn", ""), "฿": ("thb", ""), "₪": ("ils", ""),
    **{f"{lead}$": ("usd", country) for lead, country in DOLLARS.items()},
}  # fmt: skip
CURRENCY_WORDS = {
    "dollar": "usd", "dollars": "usd", "dlrs": "usd", "dlr": "usd", "usd": "usd", "pound": "gbp", "pounds": "gbp", "sterling": "gbp", "stg": "gbp",
    "euro": "eur", "euros": "eur", "yen": "jpy", "rupee": "inr", "rupees": "inr", "yuan": "cny", "renminbi": "cny", "roubles": "rub", "rubles": "rub",
    "cents": "cent", "cent": "cent", "pence": "penny", "franc": "chf", "francs": "chf", "dirham": "aed", "dirhams": "aed", "reais": "brl",
    "reals": "brl", "rand": "zar", "kronor": "sek", "kroner": "sek", "ringgit": "myr", "baht": "thb", "naira": "ngn", "shekels": "ils",
    "aud": "usd", "cad": "usd", "hkd": "usd", "nzd": "usd", "sgd": "usd", "gbp": "gbp", "eur": "eur", "jpy": "jpy", "inr": "inr",
    "pkr": "inr", "chf": "chf", "rmb": "cny", "cny": "cny", "brl": "brl", "zar": "zar", "aed": "aed", "sek": "sek", "nok": "sek", "dkk": "sek",
}  # fmt: skip
# What one amount of is a hundredth of another kind.
SMALL = frozenset(("cent", "penny"))
KINDS = frozenset((*CURRENCY_WORDS.values(), *(kind for kind, _ in (*SIGNS.values(), *CODES.values())))) - SMALL
SIGN = (
    r"(?:(?<!\w)(?:"
    + "|".join(sorted((lead.replace(".", r"\.") for lead in DOLLARS), key=len, reverse=True))
    + r")\$|(?<!\w)R\$|(?<!\w)E£|[$£€¥₹₩₽₦฿₪]|(?<!\w)(?-i:"
    + "|".join(sorted((code.replace(".", r"\.") for code in CODES), key=len, reverse=True))
    + r")(?=\s?\d))"
)
# "47 million U.S. dollars", "100 mln Aus dlrs": whose money it is stands between.
MONEY_OF = (
    r"(?:\s(?P<of>U\.?S\.?|American|Aus(?:tralian)?|Canadian|N\.?Z\.?|New\s+Zealand|Hong\s+Kong|Singapore|Taiwan|Jamaican"
    r"|Zimbabwean|Namibian|Fijian|British|Irish|Egyptian|Sudanese|Lebanese|Turkish|Syrian|Swiss|French|Belgian|Japanese"
    r"|Chinese|Indian|Pakistani|Mexican|Argentine|Colombian|Chilean|Philippine|Danish|Norwegian|Swedish|Czech|Israeli"
    r"|Russian|Kenyan|Brazilian|Emirati|South\s+African|Malaysian|Thai|Nigerian)"
    r"(?=\s(?:dollars?|dlrs?|pounds?|stg|francs?|yen|yuan|rupees?|pesos?|crowns?|kron\w+|liras?|shekels?|roubles?|rubles?"
    r"|shillings?|dirhams?|reais|reals|rand|ringgit|baht|naira)\b))?"
)
SAME = {"aus": "australian", "nz": "newzealand", "american": "us"}
# Their name is said with the money of one country only; what else is written so is told by whose it is.
OF_ONE = {"sterling": "british", "stg": "british"}


def money_sign(sign: str) -> tuple[str, str]:
    """Kind and country of ``"A$"``, ``"Rs"`` or ``"£"``; the country is ``""`` where the sign does not tell it."""
    return CODES[sign] if sign in CODES else SIGNS[sign.upper()]


def money_country(word: str, of: str | None) -> str:
    """Whose "dollars" or "CAD" they are, with the word that stands between: "47 million Canadian dollars"."""
    if of:
        plain = "".join(of.lower().replace(".", "").split())
        return SAME.get(plain, plain)
    return OF_ONE.get(word, CODES.get(word.upper(), ("", ""))[1])
