"""``entity-unsupported``: a name that the body never mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..english.names import TITLES, Name, label_of, names_of, words_of_name
from ..english.tree import Token
from ..english.truecase import case_style
from ..english.words.places import state_of
from .base import Example, RawFinding, Rule, quote
from .second_signal import undisputed

SURE = 0.8
# A passage that the model finds to say the same, the name and all, has it in other words ("Africa" over the countries
# crossed): of the faults of this kind, planted and real, none is entailed 0.3.
SAID_OTHERWISE = 0.4
# Against a passage that the model finds to say otherwise, a name that merely labels something is in dispute.
DISPUTED = 0.4
# "Amid the Holm protests", "a year after Brexit": what the event is set against is known to readers.
BACKGROUND = frozenset("amid amidst after since despite before during following like unlike".split())
PLACES = frozenset(("GPE", "LOC", "FAC"))
# "Harnby v. Holm" is a case's title.
VERSUS = re.compile(r"\bvs?\.?\s")
# Behind a bar stand the section and the site, not the story.
SITE = re.compile(r"\w\s*\|\s")
# "… Closer To A Bill : NPR": so does what a colon with a space before it, or a dash, sets off at the end, in capitals.
OUTLET = re.compile(r"\s[:–—-]\s+[A-Z]{2,5}\s*$")


def check(context: Context) -> Iterator[RawFinding]:
    """One finding for each name of the headline that the body has in no form, however often the headline has it."""
    style = case_style(context.headline.text)
    told: set[str] = set()
    outlet = OUTLET.search(context.headline.text)
    for name in names_of(context.headline.doc, title_case=style != "sentence"):
        if context.headline.in_source(name.span) or name.text.lower() in told:
            continue
        if outlet is not None and outlet.start() < name.span.start:
            continue
        if SITE.search(context.headline.text[: name.span.start]) or _known(context, name):
            continue
        other = context.body.names.other_first_name(name.text)
        if other is not None:
            told.add(name.text.lower())
            yield RawFinding(
                rule="entity-unsupported",
                severity="warning",
                message=f"The body never mentions {quote(context.headline.text[name.span.start : name.span.end])}; "
                f"it has {quote(other)}.",
                span=name.span,
                sentences=_naming(context, other),
                confidence=0.8,
                suggestion=f"Write {other}, or correct the body.",
                check="other-name",
            )
            continue
        if (
            context.body.names.mentions(name.text)
            or _in_other_words(context, name)
            or _undisputed(context, name, style)
        ):
            continue
        told.add(name.text.lower())
        yield RawFinding(
            rule="entity-unsupported",
            severity="warning",
            message=f"The body never mentions {quote(context.headline.text[name.span.start : name.span.end])}.",
            span=name.span,
            sentences=(),
            confidence=0.8 if label_of(context.headline.doc, name) else 0.6,
            suggestion="Name in the headline only who or what the body names.",
            check="absent-name",
        )


def _known(context: Context, name: Name) -> bool:
    """A name that the user accepts, or a part of it: Anand where Priya Anand is accepted."""
    words = words_of_name(name.text)
    return bool(words) and any(words <= known for known in context.known_names)


def _naming(context: Context, name: str) -> tuple[int, ...]:
    """The first sentence that has a name."""
    wanted = name.lower()
    return tuple(sentence.index for sentence in context.document.sentences if wanted in sentence.text.lower())[:1]


def _at_home(context: Context, name: Name) -> bool:
    """ "U.S. factory orders" over a body that names no state at all: news from home says so in its headline alone."""
    if not state_of(name.text) or context.body.names.states:
        return False
    token = next((token for token in context.headline.doc if token.idx == name.span.start), None)
    return token is not None and token.dep_ in ("amod", "compound", "nmod", "poss")


def _in_other_words(context: Context, name: Name) -> bool:
    return _larger_place(context, name) or _at_home(context, name) or _said_otherwise(context)


def _undisputed(context: Context, name: Name, style: str) -> bool:
    """Is the name no part of what is claimed, or one by which the body goes without saying,
    and nothing in the body against it?
    """
    if _joined(context, name) or _by_office(context, name):
        return True
    if not undisputed(context, DISPUTED):
        return False
    # In capitals any word that the body lacks looks like a name.
    shouted = style == "upper" and state_of(name.text) is None
    # "Review: The Wizard of Harn" says nothing of anybody; a verbless headline does.
    claimless = context.headline.reason not in (None, "no-claim")
    return claimless or shouted or _label(context, name) or _case(context, name)


def _joined(context: Context, name: Name) -> bool:
    """ "CoX-2" of "HARS-CoX-2": has the body the whole of what hyphens join?"""
    text = context.headline.text
    start, end = name.span
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "-"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] == "-"):
        end += 1
    return (start, end) != (name.span.start, name.span.end) and text[start:end].lower() in context.body.names.lower


def _by_office(context: Context, name: Name) -> bool:
    """ "Secretary Holm" over a body that speaks of the secretary, and has nobody else by that title."""
    before = re.findall(r"[^\W\d_]+", context.headline.text[: name.span.start])
    title = before[-1].lower() if before else ""
    if title not in TITLES or len(title) < 4:
        return False
    body = context.document.text
    held = re.search(rf"\b{title}\b", body, re.IGNORECASE)
    return held is not None and re.search(rf"\b{title.title()} (?!Of\b|For\b)[A-Z][a-z]+", body) is None


def _label(context: Context, name: Name) -> bool:
    """Does the name only say which crisis, bill or critic, or what the event is set against: "Holm bill",
    "amid Brexit"?
    """
    token = _last(context, name)
    if token is None:
        return False
    head = token.head
    if token.dep_ in ("compound", "nmod", "poss", "amod") and head.i > token.i and head.pos_ == "NOUN":
        # Whose spy it is, where the bus crashed and which crash it was that killed, is told as a fact.
        told = head.dep_ in ("nsubj", "nsubjpass", "ROOT") or label_of(context.headline.doc, name) in PLACES
        return not told and state_of(name.text) is None
    return token.dep_ == "pobj" and head.lower_ in BACKGROUND


def _case(context: Context, name: Name) -> bool:
    text = context.headline.text
    return VERSUS.match(text[name.span.end :].lstrip()) is not None or bool(
        re.search(r"\bvs?\.?\s{1,3}$", text[: name.span.start])
    )


def _last(context: Context, name: Name) -> Token | None:
    """The last token of a name, which the others hang on."""
    inside = [token for token in context.headline.doc if name.span.start <= token.idx < name.span.end]
    return inside[-1] if inside else None


def _said_otherwise(context: Context) -> bool:
    """Does the passage that stands for the body carry the whole headline, as the model reads it?"""
    return context.reading is not None and context.reading.nli.entailment >= SAID_OTHERWISE


def _larger_place(context: Context, name: Name) -> bool:
    """ "In Indonesia" over a body that names Sumatra: believe the model where it is sure,
    and where there is another place.
    """
    before = context.headline.cased[: name.span.start].lower().split()
    if not before or before[-1] not in ("in", "near", "off", "across", "at", "of"):
        return False
    judged = context.claim_at(name.span)
    if judged is None or judged.best is None or judged.predictions[judged.best].entailment < SURE:
        return False
    sentences = judged.evidence[judged.best].sentences
    return any(ent.label_ in ("GPE", "LOC") for number in sentences for ent in context.doc(number).ents)


RULE = Rule(
    id="entity-unsupported",
    severity="warning",
    says="lacks",
    summary="A name that the body never mentions.",
    explanation=(
        "Looks for every person, place and organisation of the headline in the body: in full, "
        "by surname or another distinctive word, as an acronym or written out, "
        "by demonym or capital (Kremlin for Russia), inflected or shortened. "
        "Headlines in Title Case or capitals are first given the body's own spelling."
    ),
    check=check,
    checks={
        "absent-name": "The body has the name in no form.",
        "other-name": "The body has the same surname with another first name, or the first name with another surname.",
    },
    failing=(
        Example(
            "Harland takes over at Norwell",
            "Norwell has named Priya Anand as its new chief executive. She joins the retailer from a rival in May.",
            "the body names somebody else",
            check="absent-name",
            words="Harland",
        ),
        Example(
            "Floods cut off villages in Slovenia",
            "Floods cut off a dozen mountain villages on Thursday after two days of rain. "
            "Soldiers brought food by helicopter.",
            "no country is named",
            check="absent-name",
            words="Slovenia",
        ),
        Example(
            "Nurses' strike spreads to Aberdeen",
            "Nurses at two more hospitals in Glasgow and Dundee walked out on Monday in a dispute over pay. "
            "More walkouts are planned.",
            "a city that the body does not have",
            check="absent-name",
            words="Aberdeen",
        ),
        Example(
            "Elin Borg wins Harbour Prize",
            "The novelist Elin Bergh has won the Harbour Prize for her fourth book, the jury said on Friday. "
            "The prize is worth 20,000 pounds.",
            "another surname",
            check="other-name",
            words="Elin Borg",
            evidence=1,
        ),
    ),
    passing=(
        Example(
            "WHO warns of new flu strain",
            "The World Health Organization warned on Friday of a new strain of flu that spreads quickly among "
            "children. No deaths have been reported.",
            "an acronym written out in the body",
        ),
        Example(
            "Russia condemns drone strikes",
            "The Kremlin condemned the drone strikes on Moscow as barbaric. Flights were suspended for an hour.",
            "a seat of government stands for the state",
        ),
        Example(
            "Anand to lead Norwell",
            "Norwell has named Priya Anand as its new chief executive. She joins the retailer from a rival in May.",
            "a surname",
        ),
        Example(
            "Bus crash kills five in Scotland",
            "A bus crash near Inverness killed five people on Sunday. Police in Inverness are looking for witnesses.",
            "a larger place stands for a smaller one where the model is sure",
            check="absent-name",
        ),
        Example(
            "Brightwater shares fall (NYSE: BRW)",
            "Shares in Brightwater fell by a tenth on Monday. Investors had hoped for a larger dividend.",
            "a stock symbol is no name",
            check="absent-name",
        ),
        Example(
            "Bill Tarrant wins Harbour Prize",
            "The novelist William Tarrant has won the Harbour Prize for his fourth book, the jury said on Friday. "
            "The prize is worth 20,000 pounds.",
            "a short form",
            check="other-name",
        ),
    ),
)
