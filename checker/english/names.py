"""Names in a headline, and whether a body mentions them in any of the forms that news uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import combining, normalize

from ..text import Span
from .dates import MONTHS, SHORT
from .parser import is_common_word, is_dictionary_noun
from .spelling import NAME
from .tree import Doc, Token
from .truecase import DAYS_MONTHS
from .words.money import SIGN
from .words.places import forms_of, state_of
from .words.scales import SCALE_PATTERN
from .words.short_names import ALIASES, INITIALS, acronyms, region_forms, regions_of

# "R5bn", "Rs300", which the parser may take for names.
SUM_OF_MONEY = re.compile(rf"{SIGN}\d[\d.,]*+(?:{SCALE_PATTERN})?", re.IGNORECASE)
NAME_LABELS = frozenset(("PERSON", "GPE", "NORP", "ORG", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART"))
TITLES = frozenset(
    """
    mr mrs ms miss dr sir lord lady dame president minister prime secretary senator sen rep governor gov mayor
    king queen prince princess pope chancellor general gen captain colonel professor prof judge justice chief
    ceo chairman coach
    """.split()
)
GENERIC = frozenset(
    """
    the of and for in on at de la le al el von van bin inc corp corporation co company ltd plc group holdings
    bank university college united national international new north south east west city county state street
    club team league party ministry department house stadium airport hospital school court park road bridge station
    council police board commission agency association society museum church foundation institute centre center office
    cup prize award awards tower hall square river lake mount island islands bay beach valley hills port union
    federation committee authority service services industries systems technologies capital energy motors airlines
    airways pharmaceuticals insurance media times post radio act bill law line route week day festival show open dept
    dep't govt gov't intl natl assn
    """.split()
)
# Kickers and other words of a page that have a capital and name nobody.
NO_NAMES = (
    frozenset(
        """
    news explainer opinion comment analysis exclusive live video watch update updated breaking report street cabinet
    dept dep't toward towards amid among versus vs per via factbox timeline factcheck infographic obituary profile
    preview recap roundup photo photos podcast transcript correction column editorial oped op-ed interview gallery
    slideshow poll ex
    """.split()
    )
    | frozenset(SHORT)
    | frozenset(MONTHS)
)
# Companies whose names are dictionary words.
BRANDS = frozenset(
    """
    google amazon facebook twitter tesla microsoft netflix uber intel nvidia alphabet meta spotify airbnb tiktok samsung
    huawei toyota volkswagen boeing airbus walmart starbucks pfizer moderna exxon chevron citigroup barclays vodafone
    ryanair ikea lego nestle unilever
    """.split()
)
# Stock symbols: <IBM>, (NYSE: F), (AAPL.O)
# A company that its symbol follows is named by it: "HARNISCHFEGER INDUSTRIES INC <HPH>".
LISTED = re.compile(r"(?:\s+[\w&'.]+){0,4}\s*<[A-Za-z.]{1,7}>")
# So is a party and a state: (R-TN).
TICKER = re.compile(
    r"<[A-Za-z.]{1,7}>|\([RDI]-[A-Z][A-Za-z. ]{1,12}\)|\((?:[A-Za-z]{2,7}:\s?)?[A-Z]{1,5}(?:\.[A-Z]{1,2})?\)",
    re.IGNORECASE,
)
# "Netflix-style" is not Netflix.
COMPARED = re.compile(r"-(?:style|like|esque|type|era)\b", re.IGNORECASE)
# Behind these a headline begins anew, with a capital.
BEGINS = frozenset(":;?!.–—")
# Wire and market shorthand, a name to a tagger that sees capitals alone; "S." of "S. African".
SHORTHAND = frozenset("mfg mos payout repos nat'l qtr prd int'l intl ltd cp via mln bln dlr dlrs pct gmt".split())
INITIAL = re.compile(r"[A-Za-z]\.?")


@dataclass(frozen=True)
class Name:
    """A name in the headline: its words and where it stands."""

    text: str
    span: Span


def label_of(doc: Doc, name: Name) -> str:
    """Kind of a name of this text as the parser has it, or ``""``."""
    words = (token for token in doc if name.span.start <= token.idx < name.span.end)
    return next((token.ent_type_ for token in words if _is_entity(token)), "")


def _is_entity(token: Token) -> bool:
    """Is it part of a name to the parser, of a kind that we know? Asked last: to answer takes as long as the parse."""
    return token.ent_type_ in NAME_LABELS


def names_of(doc: Doc, title_case: bool) -> Iterator[Name]:
    """Runs of proper nouns, possessives cut off. In Title Case only what the parser also calls an entity."""
    run: list[Token] = []
    for token in [*doc, None]:
        if token is not None and (_is_name_token(token, title_case) or _goes_on(run, token)):
            run.append(token)
            continue
        while run and INITIAL.fullmatch(run[-1].text):
            run = run[:-1]
        while run and run[0].lower_.strip(".") in TITLES:
            run = run[1:]
        # "Bank cuts jobs", "Street" of "Wall Street": such words alone name nobody.
        if all(item.lower_.removesuffix("'s") in GENERIC for item in run):
            run = []
        compared = bool(run) and COMPARED.match(doc.text, run[-1].idx + len(run[-1])) is not None
        if (
            run
            and not compared
            and not LISTED.match(doc.text[run[-1].idx + len(run[-1]) :])
            and not any(ticker.start() <= run[0].idx < ticker.end() for ticker in TICKER.finditer(doc.text))
        ):
            span = Span(run[0].idx, run[-1].idx + len(run[-1]))
            yield Name(doc.text[span.start : span.end], span)
        run = []


def _goes_on(run: list[Token], token: Token) -> bool:
    """The "J." of "Donald J.

    Trump", and the surname that is a word of the language too: parts of one name, each with its capital.
    """
    if not run or not token.text[:1].isupper():
        return False
    if INITIAL.fullmatch(token.text):
        return len(token.text) == 2
    # One word behind the first name: a tagger takes the verb of a Title Case headline into the name.
    if (
        token.pos_ != "PROPN"
        or token.lower_ in DAYS_MONTHS
        or sum(not INITIAL.fullmatch(item.text) for item in run) > 1
    ):
        return False
    return any(ent.label_ == "PERSON" and ent.start <= run[-1].i and token.i < ent.end for ent in token.doc.ents)


def _is_name_token(token: Token, title_case: bool) -> bool:
    text = token.text
    if not text[:1].isupper() or (not token.is_alpha and not re.search(r"[A-Za-z]", text)) or len(text) < 2:
        return False
    if token.lower_ in SHORTHAND or INITIAL.fullmatch(text):
        return False
    if token.lower_ in DAYS_MONTHS or token.lower_ in ("i", "god"):
        return False
    if token.lower_.strip(".") in NO_NAMES and not _inside_name(token):
        return False
    if SUM_OF_MONEY.fullmatch(text):
        return False
    if state_of(text):
        return True
    if token.lower_ in BRANDS and token.pos_ in ("PROPN", "NOUN"):
        return True
    if token.i == 0 or title_case or token.nbor(-1).text in BEGINS:
        # A capital proves nothing here.
        plain = unaccented(token.lower_)
        common = is_common_word(plain) or is_dictionary_noun(plain)
        return token.pos_ == "PROPN" and (not common or (not title_case and _is_entity(token)))
    return token.pos_ == "PROPN" or _is_entity(token)


def unaccented(word: str) -> str:
    """A word without its accents, as word lists have it: "fiancée" is "fiancee"."""
    return "".join(letter for letter in normalize("NFKD", word) if not combining(letter))


def words_of_name(name: str) -> frozenset[str]:
    """The words of a name as they are compared: small, without possessives and stops."""
    return frozenset(filter(None, (norm(match.group()) for match in NAME.finditer(name))))


def norm(word: str) -> str:
    """A word of a name as it is compared."""
    word = word.lower()
    word = word[:-2] if word.endswith("'s") else word
    return word.replace(".", "").strip("'")


def _inside_name(token: Token) -> bool:
    """Stands it beside another capitalised word: "Fox News", "Street" behind "Wall"?"""
    if token.lower_.strip(".") in SHORT or token.lower_ in MONTHS:
        return False
    beside = [token.nbor(step) for step in (-1, 1) if 0 <= token.i + step < len(token.doc)]
    return any(other.text[:1].isupper() and other.pos_ == "PROPN" and other.i > 0 for other in beside)


class BodyNames:
    """What a body's words can answer about names; built once for an article."""

    def __init__(self, body: str, extra: str = "") -> None:
        text = f"{body} {extra}"
        self.text = text
        self.words = {norm(match.group()) for match in NAME.finditer(text)}
        for word in list(self.words):
            self.words.update(part for part in re.split(r"[-'&]", word) if len(part) > 1)
            # "G-7" is G7.
            if len(word) <= 6:
                self.words.add(word.replace("-", ""))
            if word.endswith("s") and len(word) > 3:
                self.words.add(word[:-1])
            if word.endswith("ies") and len(word) > 4:
                self.words.add(word[:-3] + "y")
            if word.endswith("ves") and len(word) > 4:
                self.words.add(word[:-3] + "f")
        self.lower = re.sub(r"\s+", " ", text.lower())
        capitalised = re.findall(r"(?:\b[A-Z][\w.'-]*(?:\s+(?:(?:of|the|for|and|de|on|to|in)\b|&))*\s*){2,8}", text)
        self.acronyms = {acronym for run in capitalised for acronym in acronyms(run)}
        # First names by the surname behind them.
        self.called: dict[str, set[str]] = {}
        for first, last in re.findall(r"\b([A-Z][^\W\d_]+) (?:[A-Z]\. )?(?=([A-Z][\w'-]+))", text):
            if first.lower() not in TITLES:
                self.called.setdefault(norm(last), set()).add(first)
        self.capitals = {word.lower() for word in re.findall(r"\b[A-Z][\w'-]+", text)}

    def mentions(self, name: str) -> bool:
        """Does the body mention the name: itself, a distinctive part, an acronym, a demonym, an inflection,
        a short form?
        """
        country = state_of(name)
        if country and any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", self.lower) for form in forms_of(country)):
            return True
        # "Hottest day in US" over a body that has it in Texas.
        if any(self._has_exactly(form) for form in {*region_forms(name), *(regions_of(country) if country else ())}):
            return True
        parts = [norm(match.group()) for match in NAME.finditer(name)]
        parts = [part for part in parts if part]
        telling = [part for part in parts if part not in GENERIC and part not in TITLES] or parts
        if any(self._has_word(part) for part in telling):
            return True
        letters = re.sub(r"[^A-Za-z]", "", name)
        letters = re.sub(r"[^A-Za-z]", "", name)
        # "NHM", and "BoE" with a small letter between.
        if INITIALS.fullmatch(letters) and letters.lower() in self.acronyms:
            return True
        if (
            len(parts) >= 2
            and "".join(part[0] for part in parts if part not in ("of", "the", "and", "for")) in self.words
        ):
            return True
        if any(alias in self.lower for part in telling for alias in ALIASES.get(part, ())):
            return True
        return any(self._has_country(part) for part in telling)

    def other_first_name(self, name: str) -> str | None:
        """The body's name with the same surname and another first name, or the same first name and another surname.

        ``None`` where the body has the name itself, no first name, or one that may be short for it.
        """
        parts = name.split()
        if len(parts) != 2 or not all(part[:1].isupper() and part[1:].islower() for part in parts):
            return None
        first, last = parts[0], norm(parts[1])
        # "Sprinter Walker", "Ken Nazi jibe": words of the language are no first name or surname to be sure of.
        if any(
            word in GENERIC | TITLES or is_dictionary_noun(word) or is_common_word(word) for word in (norm(first), last)
        ):
            return None
        # "After Trump won": the first word of a sentence is no first name.
        known = {
            other for other in self.called.get(last, ()) if not (is_common_word(other) or is_dictionary_noun(other))
        }
        if last in self.words and norm(first) not in self.words and known:
            others = sorted(other for other in known if not _one_first_name(first, other))
            return f"{others[0]} {parts[1]}" if len(others) == len(known) else None
        if last not in self.words and norm(first) in self.words and not self._has_word(last):
            surnames = sorted(
                surname
                for surname, names in self.called.items()
                if first in names and not is_common_word(surname) and surname not in GENERIC
            )
            return f"{first} {surnames[0].title()}" if len(surnames) == 1 else None
        return None

    @property
    def states(self) -> frozenset[str]:
        """The states that any capitalised word of the body stands for."""
        return frozenset(state for word in self.capitals if (state := state_of(word)))

    def _has_exactly(self, form: str) -> bool:
        """Stands it in the body with its capitals, with or without stops: "Tenn.", "N.Y."?"""
        letters = r"\.?".join(map(re.escape, form)) if form.isupper() else re.escape(form)
        return re.search(rf"(?<!\w){letters}(?!\w)", self.text) is not None

    def _has_country(self, part: str) -> bool:
        country = state_of(part)
        return bool(country) and any(
            form in (self.lower if " " in form else self.words) for form in forms_of(country or "")
        )

    def _has_word(self, part: str) -> bool:
        if part in self.words or part + "s" in self.words or (part.endswith("s") and part[:-1] in self.words):
            return True
        halves = [half for half in re.split(r"[-'&]", part) if len(half) > 1]
        if len(halves) > 1 and any(half in self.words for half in halves):
            return True
        if part in self.lower.replace("-", "").replace(" ", "") and len(part) >= 6:
            return True
        # Short forms (Dems, Man Utd, Lib) and adjectives (Brazilian, Thatcherite): one begins the other.
        base = part.rstrip("s")
        return len(base) >= 3 and any(
            word.startswith(base) or (len(word) >= 4 and base.startswith(word) and len(base) - len(word) <= 4)
            for word in self.capitals
        )


def _one_first_name(one: str, other: str) -> bool:
    """May two first names be one person's: the same letter in front, or a usual short form?"""
    return one[0] == other[0] or frozenset((one.lower(), other.lower())) in SHORT_NAMES


SHORT_NAMES = frozenset(
    frozenset(pair.split("/"))
    for pair in "bill/william bob/robert bobby/robert dick/richard ted/edward ned/edward jack/john tony/anthony "
    "liz/elizabeth betty/elizabeth peggy/margaret peg/margaret hank/henry harry/henry chuck/charles jim/james "
    "bud/robert nancy/ann polly/mary sandy/alexander sasha/alexander alex/sandy kit/christopher beth/elizabeth "
    "drew/andrew gene/eugene greta/margaret meg/margaret molly/mary nell/helen sally/sarah trish/patricia".split()
)
