"""One headline over one body, as a generator: it yields the questions that it needs answered, is sent the answers,
and ends with what the rules see.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from .article import MAX_HEADLINE, MAX_HEADLINE_WORDS, Article
from .body import Body
from .claims import Claim, Headline, read_headline
from .context import Context, JudgedClaim
from .english.language import in_other_script, is_foreign
from .evidence import Evidence
from .nli.passages import passage_reading, story_questions
from .nli.questions import Answers, Question
from .report.reasons import NotCheckedCode
from .stopwatch import Stopwatch
from .text import MappedText, repair
from .thresholds import Thresholds
from .time_limit import look
from .verdict.verdict import DISPUTED, DISPUTED_PASSAGE

T = TypeVar("T")
Course = Generator[list[Question], Answers, T]
# Sentences that the model reads for a part of the headline. "Russia retaliated" is short and exact: a glance is enough.
READ_FOR = {"event": 4, "clause": 7}
# A passage that entails the headline settles it: of 300 BBC headlines, 122 handed and 600 planted ones one finding is
# lost by it, and a third of the words that a model reads.
# Windows are tried where no single sentence entails a claim so surely; nor are more sentences read where one of the
# first does and none of them speaks against it so strongly. Of 400 BBC articles,
# the handed faults and the planted ones no verdict or finding changes by it.
SURE = 0.8
FIRST = 2
# A story that the body disputes is asked about where a sentence this relevant, or its neighbour, disputes it.
STORY_RELEVANCE = 0.25


@dataclass(frozen=True)
class NotChecked:
    """A headline that nothing can be said of.

    Attributes:
        code: why; one of :data:`checker.report.reasons.NOT_CHECKED`.
    """

    code: NotCheckedCode


@dataclass
class _Part:
    """The headline, or one of its sentences as a headline of its own, with the evidence chosen for its claims."""

    headline: Headline
    singles: dict[Claim, list[Evidence]] = field(default_factory=dict)
    windows: dict[Claim, list[Evidence]] = field(default_factory=dict)
    passage: str = ""
    settled: float = 0.0


def course(
    article: Article,
    body: Body,
    limits: Thresholds,
    passage_words: int,
    watch: Stopwatch,
    names: Sequence[frozenset[str]] = (),
) -> Course[Context | NotChecked]:
    """What happens to one headline before the rules see it.

    Args:
        article: gives the headline.
        body: read once, for every headline over it.
        limits: where probabilities become verdicts.
        passage_words: ask about a passage of so many words that stands for the body too,
            and about each sentence of a headline that has several, as a learned verdict needs it; 0 for none.
        watch: adds up the time of the stages.
        names: that the body need not mention, each as its words.
    """
    if len(article.headline) > MAX_HEADLINE or len(article.headline.split()) > MAX_HEADLINE_WORDS:
        return NotChecked("headline-too-long")
    with watch.stage("reading"):
        title = repair(article.headline)
        code = _cannot_check(title.text, body, article.lacks)
    if code is not None:
        return NotChecked(code)
    body = body.under(title.text)
    whole = _read(title, body, watch)
    if whole is None:
        return NotChecked("no-headline")
    parts = _apart(whole, body, watch) if passage_words else []
    every = [whole, *parts]
    disputed = _story_disputed(whole, body) if passage_words else False
    if passage_words:
        with watch.stage("evidence"):
            for part in every:
                part.passage = body.index.passage(part.headline.text, passage_words)
    known = Answers()
    known |= yield [question for part in every for question in _first(part)]
    for part in every:
        _settle(part, known, limits)
        _leave_out_rest(part, known)
    if rest := [question for part in every for question in _questions(part.singles) if question not in known]:
        known |= yield rest
    with watch.stage("evidence"):
        for part in every:
            _widen(part, body, known, limits)
    asked = [question for part in every for question in _questions(part.windows)]
    for part in every if disputed else ():
        asked += story_questions(part.passage)
    if asked:
        known |= yield asked

    def seen(part: _Part, sentences: list[Context]) -> Context:
        headline = part.headline
        reading = passage_reading(known, part.passage, headline.text, disputed) if passage_words else None
        judged = _judged(part, known, parts if part is whole else ())
        return Context(article, headline, body, judged, limits, reading, sentences, names)

    return seen(whole, [seen(part, []) for part in parts])


def _cannot_check(headline: str, body: Body, lacks: str | None) -> NotCheckedCode | None:
    if not any(letter.isalnum() for letter in headline):
        return "no-headline"
    if lacks is not None:
        return "body-insufficient"
    if not body.document.sentences:
        return "no-body"
    if body.english is False or in_other_script(headline):
        return "wrong-language"
    # Of a body of a few words the headline's help to tell.
    if body.english is None and is_foreign(f"{headline}\n{body.text}"):
        return "wrong-language"
    return None


def _read(title: MappedText, body: Body, watch: Stopwatch) -> _Part | None:
    """Claims with the single sentences that bear on them; ``None`` for a headline without words."""
    with watch.stage("claims"):
        headline = read_headline(title, body)
    if headline.reason == "no-headline":
        return None
    part = _Part(headline)
    with watch.stage("evidence"):
        for claim in headline.claims:
            look()
            if claim.reason is None or claim.reason == "no-claim":
                part.singles[claim] = body.index.single(claim.text)[: READ_FOR.get(claim.kind)]
    return part


def _apart(whole: _Part, body: Body, watch: Stopwatch) -> list[_Part]:
    """Each sentence of a headline that has several."""
    text = whole.headline.text
    sentences = [claim for claim in whole.headline.claims if claim.kind == "headline"]
    if len(sentences) < 2:
        return []
    parts = (_read(repair(text[claim.span.start : claim.span.end]), body, watch) for claim in sentences)
    return [part for part in parts if part is not None]


def _first(part: _Part) -> Iterable[Question]:
    """What is asked first: of the passage, where there is one, and of the first sentences for each claim."""
    if part.passage:
        yield Question("stance", part.passage, part.headline.text)
    yield from _questions(part.singles, FIRST)


def _settle(part: _Part, known: Answers, limits: Thresholds) -> None:
    """Keep how surely the passage entails the whole headline, where it does and does not speak against it too."""
    if part.passage:
        answer = known.stance(part.passage, part.headline.text).nli
        if answer.entailment >= limits.supported and answer.contradiction < DISPUTED_PASSAGE:
            part.settled = answer.entailment


def _leave_out_rest(part: _Part, known: Answers) -> None:
    """Read no further sentence for a claim that the passage or the first sentences settle."""
    for claim, items in part.singles.items():
        answers = [known.nli(item.text, claim.text) for item in items[:FIRST]]
        settled = part.settled or any(answer.entailment >= SURE for answer in answers)
        if settled and not any(answer.contradiction >= DISPUTED for answer in answers):
            part.singles[claim] = items[:FIRST]


def _story_disputed(whole: _Part, body: Body) -> bool:
    """Does a sentence that bears on the headline, or its neighbour, call some story made up, denied or untrue?"""
    disputing = body.index.disputing
    if not disputing:
        return False
    scored = body.index.score(whole.headline.text)
    bearing = [item for item in scored if item.relevance >= STORY_RELEVANCE]
    near = {item.sentences[0] for item in bearing or [max(scored, key=lambda item: item.relevance)]}
    return any(number + step in near for number in disputing for step in (-1, 0, 1))


def _questions(chosen: dict[Claim, list[Evidence]], most: int | None = None) -> Iterable[Question]:
    """Of the first ``most`` pieces of evidence of each claim."""
    return (Question("nli", item.text, claim.text) for claim, items in chosen.items() for item in items[:most])


def _widen(part: _Part, body: Body, known: Answers, limits: Thresholds) -> None:
    """Choose windows of neighbouring sentences where neither the passage nor a single sentence is enough."""
    if part.settled:
        return
    for claim, items in part.singles.items():
        look()
        entailed = {item: known.nli(item.text, claim.text).entailment for item in items}
        if claim.kind != "event" and max(entailed.values(), default=0.0) < max(limits.supported, SURE):
            ranked = sorted(items, key=lambda item: -(item.relevance + entailed[item]))
            part.windows[claim] = body.index.windows(claim.text, ranked)


def _judged(part: _Part, known: Answers, sentences: Sequence[_Part] = ()) -> list[JudgedClaim]:
    """The claims with what was answered; those of a headline of several sentences by what each sentence is read for."""
    found = []
    spans = [claim.span for claim in part.headline.claims if claim.kind == "headline"]
    for claim in part.headline.claims:
        # What entails both sentences as a whole may well lack the second.
        own = next((own for own, span in zip(sentences, spans, strict=False) if span.covers(claim.span)), part)
        read = next((item for item in own.headline.claims if item.text == claim.text and item in own.singles), None)
        source, key = (part, claim) if read is None else (own, read)
        items = source.singles.get(key, []) + source.windows.get(key, [])
        answers = tuple(known.nli(item.text, claim.text) for item in items)
        # A passage that entails the headline may leave out what a part of it stands for alone.
        found.append(JudgedClaim(claim, tuple(items), answers, 0.0 if claim.kind == "event" else own.settled))
    return found
