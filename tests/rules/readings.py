"""All that the parts say of one article, down to what no finding shows: each line one saying, in words."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from zlib import crc32

from checker import number_answers
from checker.claims.pieces import pieces_of
from checker.context import Context, JudgedClaim
from checker.english import quantities
from checker.english.allegations import marker_on
from checker.english.counting import Counted, counted, is_age, with_counted, with_noun
from checker.english.dates import find_dates
from checker.english.decided import planned_deeds
from checker.english.directions import Directed, directed, same_event
from checker.english.names import label_of, names_of
from checker.english.roles import Event, Participant, events
from checker.english.timed_deeds import Deed, deed_of, is_open
from checker.english.times import Time, can_agree, find_times
from checker.english.tree import Doc
from checker.english.truecase import case_style, restore_case
from checker.nli import PassageReading, Prediction
from checker.nli.passages import STORY
from checker.rules import RULES, RawFinding
from checker.text import Span

# Body sentences that are read beside the headline: the most relevant.
BESIDE = 2
# A headline that the learned verdict holds to be bad, below an operating point, so that the weak signals speak too.
LOW_CHANCE, DOUBTFUL = 0.04, 0.3


def readings(context: Context) -> list[str]:
    """Every saying on one article, in a fixed order."""
    return [" | ".join(saying.split("\n")) for saying in _readings(context)]


def _readings(context: Context) -> Iterator[str]:
    yield from _headline(context)
    for sentence in context.document.sentences:
        yield f"sentence {sentence.span.start}-{sentence.span.end} {sentence.paragraph} {sentence.section}"
    for line in context.document.subheadlines:
        yield f"subheadline {_words(context.document.text, line)}"
    own = Parts(context.headline.cased, context.headline.doc)
    yield from own.told("headline")
    for title_case in (False, True):
        names = (f"{name.text} {label_of(own.doc, name)}" for name in names_of(own.doc, title_case))
        yield f"names {', '.join(names)}"
    for number in context.ranked[:BESIDE]:
        other = Parts(context.document.sentences[number].text, context.doc(number))
        yield from other.told(str(number + 1))
        yield from own.beside(other, str(number + 1))
    for answer in number_answers.answers(context):
        item, theirs = answer.counted, answer.other
        yield f"answer {item.quantity.text}: {answer.status} {answer.sentence} {theirs and theirs.quantity.text}"
        swapped = number_answers.swapped_with(context, answer)
        yield f"  {number_answers.retold(context, item.quantity.span)} {swapped and swapped.counted.quantity.text}"
    neutral = list(_found(context))
    yield from neutral
    yield from (f"varied {line}" for line in _found(varied(context)) if line not in neutral)


def _headline(context: Context) -> Iterator[str]:
    headline = context.headline
    yield f"{case_style(headline.text)} {headline.reason}: {headline.cased}"
    for restyled in (headline.text.upper(), headline.text.title()):
        yield f"{case_style(restyled)}: {restore_case(restyled, lambda: context.body.spellings)}"
    yield "tags " + " ".join(f"{token.tag_}/{token.dep_}" for token in headline.doc)
    yield "pieces " + "; ".join(
        f"{piece.role} {_words(headline.cased, piece.span)}" for piece in pieces_of(headline.cased)
    )
    for claim in headline.claims:
        yield f"{claim.kind} {claim.source} {claim.reason}: {claim.text} ({_words(headline.text, claim.span)})"


class Parts:
    """What the English modules say of one sentence."""

    def __init__(self, text: str, doc: Doc) -> None:
        self.text, self.doc = text, doc
        self.counted: list[Counted] = counted(text)
        self.times: list[Time] = find_times(text)
        self.events: list[Event] = list(events(doc))
        self.directed: list[Directed] = list(directed(doc))

    def told(self, place: str) -> Iterator[str]:
        """Its sayings."""
        text, doc = self.text, self.doc
        for item in self.counted:
            one = item.quantity
            yield (
                f"{place} {one.text}: {one.low:g} {one.value:g} {one.high:g} {one.unit} {one.country} {one.exact}"
                f" {_sorted(item.classes)} {_sorted(item.nouns)} {item.verb} {is_age(text, one)}"
                f" {quantities.is_range(one)} {quantities.is_made_up(one)}"
                f" {_words(text, with_noun(text, one.span))}/{_words(text, with_counted(text, one, doc))}"
            )
        for day in find_dates(text):
            yield f"{place} {day.kind} {day.value} {_words(text, day.span)}"
        for time in self.times:
            yield f"{place} {_words(text, time.span)}: {_time(time)} {time.outlook} {_deed(deed_of(doc, time))}"
        for event in self.events:
            yield f"{place} {event.family} {_who(event.agent)} > {_who(event.patient)} {event.negated}"
        for turn in self.directed:
            sides = f"{turn.pair}/{turn.side} {_who(turn.agent)} > {_who(turn.patient)}"
            yield f"{place} {sides} {_words(text, turn.span)} {turn.pronoun} {turn.planned}"
        for token in doc:
            if token.pos_ == "VERB":
                marker = marker_on(text, token)
                if marker or is_open(token):
                    yield f"{place} {token.text}: {marker and marker.group()} {is_open(token)}"
            for deed in planned_deeds(token):
                yield f"{place} {token.text} is to {deed.text}"

    def beside(self, other: Parts, place: str) -> Iterator[str]:
        """What is said of the two together."""
        for mine in self.counted:
            found = [
                f"{item.quantity.text} {quantities.other_country(mine.quantity, item.quantity)}"
                for item in other.counted
                if quantities.compatible(mine.quantity, item.quantity)
            ]
            yield f"with {place} {mine.quantity.text} fits {', '.join(found)}"
        for time in self.times:
            yield f"with {place} {_time(time)}: {[can_agree(time, theirs) for theirs in other.times]}"
        for event in self.events:
            for told in other.events:
                yield f"with {place} {event.family} {told.family} {_same(event.agent, told.agent)}"
        for one in self.directed:
            yield f"with {place} {one.pair}: {[same_event(one, two) for two in other.directed]}"


def _found(context: Context) -> Iterator[str]:
    """What every rule finds by itself, with what others would hide, and at a second look."""
    every: list[RawFinding] = []
    for rule in RULES.values():
        every += rule.check(context)
    yield from (_finding(context, finding) for finding in every)
    for rule in RULES.values():
        if rule.second_look is not None:
            for kept in ([], every):
                yield from (f"again {_finding(context, item)}" for item in rule.second_look(context, kept, LOW_CHANCE))


def _finding(context: Context, finding: RawFinding) -> str:
    edit = finding.edit and f"{_words(context.headline.text, finding.edit.span)} → {finding.edit.replacement}"
    return (
        f"{finding.rule}/{finding.check} {finding.severity} {_words(context.headline.text, finding.span)}"
        f" {[number + 1 for number in finding.sentences]} {finding.confidence:.2f} {finding.final} {edit}"
        f": {finding.message} {finding.suggestion}"
    )


def varied(context: Context) -> Context:
    """The same with answers of all kinds from a model that draws them by the texts."""
    judged = [replace(item, predictions=tuple(_drawn(_pairs(item)))) for item in context.judged]
    (whole,) = _drawn([(context.document.text, context.headline.text)])
    asked = tuple(_drawn((context.document.text, question) for question in STORY))
    stances = tuple(0.7 if number == crc32(repr(whole).encode()) % 4 else 0.1 for number in range(4))
    reading, thresholds = PassageReading(whole, stances, asked), replace(context.thresholds, doubtful=DOUBTFUL)
    return replace(context, judged=judged, memo={}, reading=reading, thresholds=thresholds)


def _pairs(judged: JudgedClaim) -> Iterator[tuple[str, str]]:
    return ((item.text, judged.claim.text) for item in judged.evidence)


def _drawn(pairs: Iterable[tuple[str, str]]) -> Iterator[Prediction]:
    for premise, hypothesis in pairs:
        number = crc32(f"{premise}\n{hypothesis}".encode())
        strong = (45 + number % 54) / 100
        rest = 1 - strong
        parts = deque((strong, rest * 0.75, rest * 0.25))
        parts.rotate(number // 54)
        entailment, neutral, contradiction = parts
        yield Prediction(entailment, neutral, contradiction)


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _sorted(words: Iterable[str]) -> str:
    return ",".join(sorted(words)) or "-"


def _who(participant: Participant | None) -> str:
    if participant is None:
        return "-"
    return f"{participant.text} [{_sorted(participant.names)}] [{_sorted(participant.heads)}]"


def _same(one: Participant | None, other: Participant | None) -> str:
    return "-" if one is None or other is None else f"{one.same(other)} {one.told_apart(other)}"


def _time(time: Time) -> str:
    return f"{time.unit} {time.first} {time.last} {time.name} {time.bound}".strip()


def _deed(deed: Deed | None) -> str:
    if deed is None:
        return "-"
    who = deed.subject and deed.subject.text, deed.target and deed.target.text
    return f"{deed.key} {deed.word.text} {who} {_sorted(deed.around)} {_sorted(deed.beside)} {deed.outlook}"
