"""Why a headline as a whole cannot be judged: a question, an opinion, an order, a quotation, no claim."""

from __future__ import annotations

import re

from ..english.parser import is_common_word, is_dictionary_noun, parse
from ..english.plans import read_as_plan
from ..english.spelling import ALPHANUMERIC
from ..english.tree import Doc
from ..english.words.attribution import HEADLINE_REPORTING
from .claim import ReasonNotChecked
from .pieces import Piece
from .verbs import DENIAL, has_verb

OPINION_KICKERS = frozenset(["opinion", "comment", "editorial", "review", "column", "letters", "letter"])
NON_CLAIM_KICKERS = frozenset(["quiz", "timeline", "factbox", "gallery", "pictures", "photos", "explainer", "podcast"])
QUESTION_START = re.compile(
    r"^(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|can|could|will|would|should|do|does|did|has"
    r"|have|may|might|am)\b",
    re.IGNORECASE,
)
QUESTION_WORD = re.compile(r"^(?:who|whom|whose|what|when|where|why|how|which)\b", re.IGNORECASE)
EXPLAINER_START = re.compile(
    r"^(?:how|why|what|where|when|who|here's|here is|this is|these are|everything you|the reason)\b", re.IGNORECASE
)
FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|I'll|my|we|we're|our)\b|^(?:you|your|you're)\b", re.IGNORECASE)
OPINION_MODAL = re.compile(r"\b(?:should|must|ought to|need to|needs to)\b", re.IGNORECASE)
JUDGEMENT = re.compile(
    r"^(?:best|worst|top \d+|\d+ (?:best|worst|reasons?|ways|things|tips|facts|signs|photos))\b"
    r"|^(?:the )?\d+ (?:reasons|ways|things|tips|signs)\b",
    re.IGNORECASE,
)
# Where headlines leave "is" out: "Bread price at five-year low", "Whites now a minority", "Lake below normal".
PREDICATE = re.compile(
    r"(?<=\w )(?:(?:at|near|close to) (?:an? |its |their )?(?:[\w-]+ ){0,2}"
    r"(?:low|high|lowest|highest|peak|standstill)\b"
    r"|now (?:an?|the) \w|(?:below|above) (?:normal|average|target|forecasts?|expectations|capacity)\b"
    r"|(?:on|at) the (?:brink|verge|mercy) of\b"
    r"|(?:in|under|out of) (?:danger|threat|doubt|control|crisis|custody|hospital|jail)\b"
    r"|(?:guilty|dead|hurt|missing|injured|open|closed|up|down|out)"
    r"(?= (?:in|as|after|of|on|at|by|for|again|over|\d)\b|$))",
    re.IGNORECASE,
)
# What begins with a share says something of it.
SHARE = re.compile(
    r"(?:(?:nearly|almost|over|about|around|more than|at least) )?"
    r"(?:(?:one|two|three|four|five|six|seven|eight|nine|\d+)"
    r" in (?:two|three|four|five|six|seven|eight|nine|ten|\d+)|half|most|all|a (?:third|quarter|fifth)"
    r"|(?:two|three)[- ](?:thirds|quarters|fifths)|\d+(?:\.\d+)? ?(?:%|per ?cent))\b",
    re.IGNORECASE,
)
OPENING_MARK = re.compile(r"(?<!\w)['\"]")
CLOSING_MARK = {"'": re.compile(r"'(?!\w)"), '"': re.compile(r'"(?!\w)')}
# "Deal to ban plastic", "Call for mayor to be cleared": nouns that the tagger takes for orders.
# What is ordered has an object.
NOUNS = frozenset(
    """
    deal call bid plan move vote push plea offer threat appeal pledge demand fight drive talk order ban hope fear row
    strike protest search hunt race battle rush request claim attempt effort promise vow pact rise fall cut delay
    increase
    """.split()
)
BEHIND_NOUN = frozenset("to for over on in against at of as after by".split())


# "Visitors must pay ten euros" is news where the body tells of the rule, an opinion elsewhere.
MUST = re.compile(r"\bmust\b", re.IGNORECASE)
RULE = re.compile(
    r"\b(?:must|required?|requires|requirements?|mandatory|compulsory|obliged?|obligatory|law|rules?|fees?|ordered|orders)\b"
)


def form(cased: str, doc: Doc, pieces: list[Piece], kickers: set[str], body: str = "") -> ReasonNotChecked | None:
    """Why the headline as a whole cannot be judged, or ``None``.

    Args:
        cased: the headline, its names in their true case.
        doc: its parse.
        pieces: its parts.
        kickers: the words in front of colons.
        body: what it stands over, which says whether an obligation is told or wished for.
    """
    if kickers & OPINION_KICKERS:
        return "opinion"
    if kickers & NON_CLAIM_KICKERS:
        return "no-claim"
    claims = [piece for piece in pieces if piece.role == "claim"]
    if not claims:
        return "no-claim"
    text = cased[claims[0].span.start : claims[-1].span.end].strip()
    first = ALPHANUMERIC.findall(text)[:1]
    acronym = bool(first) and len(first[0]) > 1 and first[0].isupper() and not text.isupper()
    if text.rstrip("'\" ").endswith("?") or (not acronym and QUESTION_START.match(text) and _is_inverted(text)):
        return "question"
    if not acronym and EXPLAINER_START.match(text):
        return "question" if QUESTION_WORD.match(text) else "no-claim"
    if JUDGEMENT.match(text):
        return "opinion"
    if any(piece.role == "source" for piece in pieces):
        return None
    unquoted = _without_quotations(text)
    if not ALPHANUMERIC.search(unquoted):
        return "quote"
    if FIRST_PERSON.search(unquoted) or _is_wish(unquoted, doc, body):
        return "opinion"
    if _is_imperative(text):
        return "imperative"
    return None if _tells(text, doc) else "no-claim"


def _is_wish(text: str, doc: Doc, body: str) -> bool:
    """ "Council should act", said by nobody."""
    wished = MUST.sub("", text) if RULE.search(body) else text
    return bool(OPINION_MODAL.search(wished)) and not any(
        token.lower_ in HEADLINE_REPORTING or token.lemma_ in ("urge", "call", "tell", "rule", "order") for token in doc
    )


def _tells(text: str, doc: Doc) -> bool:
    """Is there a verb, or what stands without one: "no survivors", "price at five-year low"?"""
    if any(token.pos_ in ("VERB", "AUX") for token in doc) or has_verb(text) or DENIAL.match(text):
        return True
    return bool(PREDICATE.search(text)) or _is_predicate_adjective(doc) or _ends_in_predicate(text, doc)


def _without_quotations(text: str) -> str:
    """The text with a space in place of each quotation, its marks included."""
    kept: list[str] = []
    start = 0
    unclosed: set[str] = set()
    for opening in OPENING_MARK.finditer(text):
        mark = opening.start()
        if mark < start or opening.group() in unclosed:
            continue
        closing = CLOSING_MARK[opening.group()].search(text, mark + 2)
        if closing is None:
            unclosed.add(opening.group())
            continue
        kept += [text[start:mark], " "]
        start = closing.end()
    return "".join([*kept, text[start:]])


def _is_inverted(text: str) -> bool:
    """ "Is the minister…": an auxiliary first and its subject after."""
    if QUESTION_WORD.match(text):
        return True
    doc = parse(text)
    return any(token.dep_ in ("nsubj", "nsubjpass", "expl") and token.i > 0 for token in doc[:4]) and doc[0].pos_ in (
        "AUX",
        "VERB",
    )


def _is_predicate_adjective(doc: Doc) -> bool:
    """ "Celtic unhappy over date": an adjective behind what it is said of, and a preposition behind that."""
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if root is None or root.tag_ != "JJ" or root.i == 0 or root.i + 1 >= len(doc):
        return False
    before, after = doc[root.i - 1], doc[root.i + 1]
    return (before.text[0].isupper() or before.pos_ in ("NOUN", "PROPN")) and after.pos_ == "ADP"


def _ends_in_predicate(text: str, doc: Doc) -> bool:
    """ "Roads in Tarn impassable", "One in three buses electric": an adjective that ends a headline,
    behind a phrase or a share of something, and would be said of its beginning with "are" before it.
    """
    words = [token for token in doc if not token.is_punct]
    if len(words) < 4 or any(token.text[0].isupper() for token in words[-1:]):
        return False
    last, before = words[-1], words[-2]
    share = SHARE.match(text)
    if not before.is_alpha or not any(token.pos_ == "ADP" for token in words[1:-2]):
        return False
    # "Electric" is a noun too; of a share of something an adjective is told all the same.
    if not share and (is_dictionary_noun(last.lower_) or not before.text[0].isupper()):
        return False
    told = parse(f"{text[: last.idx]}are {text[last.idx :]}")
    place = next((token for token in told if token.lower_ == "are" and token.dep_ == "ROOT"), None)
    if place is None or place.i + 1 >= len(told):
        return False
    return told[place.i + 1].tag_ == "JJ" and told[place.i + 1].dep_ == "acomp"


def _is_imperative(text: str) -> bool:
    doc = read_as_plan(parse(text))
    first = doc[0]
    if first.tag_ != "VB" or first.dep_ != "ROOT" or not is_common_word(first.lower_):
        return False
    if first.lower_ in NOUNS and len(doc) > 1 and doc[1].lower_ in BEHIND_NOUN:
        return False
    return not any(child.dep_ in ("nsubj", "nsubjpass") for child in first.children)
