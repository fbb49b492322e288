"""One road: many headlines over one body, threads, processes, memory, a rule that is added."""

from __future__ import annotations

import multiprocessing
import pickle
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import Article, Checker, InputError, Report, UsageError
from checker.context import Context
from checker.english import parser
from checker.inputs import several
from checker.nli import PassageReading, Prediction
from checker.report.reasons import NOT_CHECKED, REVIEW
from checker.road import Bodies
from checker.rules import RULES, Example, RawFinding, Rule
from checker.stopwatch import Stopwatch
from checker.text import Span
from checker.verdict.signals import signals

from .test_answering import Arithmetic

COUNCIL = (
    "The council rejected the new airport runway on Tuesday night by eleven votes to four. "
    "Residents had campaigned against it for years. More than two hundred of them stood outside the town hall. "
    "The airport may appeal to the minister."
)
BUS = "Five miners were killed on Monday when a police bus overturned near Lima, officials said. Nine people were hurt."
ARTICLES: list[Any] = [
    ("Council rejects new airport runway", COUNCIL),
    ("Council approves new airport runway", COUNCIL),
    ("Seven killed as bus overturns near Lima", BUS),
    {"headline": "no body"},
    ("Bus overturns near Lima. Council of Lima resigns", BUS),
    ("Is this the end?", COUNCIL),
    ("!?", COUNCIL),
]


class Padding(Arithmetic):
    """A model on a GPU: batches, sorted by length; it tells stances too."""

    def __init__(self) -> None:
        super().__init__(pads=True, tells_stances=True)


@pytest.fixture(scope="module")
def alone() -> list[str]:
    """The report of each article by itself, from each kind of model."""
    return [report.model_dump_json() for model in (Arithmetic(), Padding()) for report in _each(Checker(model))]


def _each(checker: Checker) -> Iterator[Report]:
    for item in ARTICLES:
        yield next(checker.check_many([item]))


@given(order=st.permutations(range(len(ARTICLES))), window=st.integers(1, 12), pads=st.booleans())
@settings(max_examples=25, deadline=None)
def test_reports_are_the_same_bytes_whatever_the_window_and_the_neighbours(
    alone: list[str], order: Sequence[int], window: int, pads: bool
) -> None:
    checker = Checker(Padding() if pads else Arithmetic())
    found = checker._road().reports([ARTICLES[number] for number in order], window)
    expected = alone[len(ARTICLES) * pads :]
    assert [report.model_dump_json() for report in found] == [expected[number] for number in order]


def test_headlines_of_one_story_are_checked_over_a_body_that_is_read_once(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = checker.read_body(COUNCIL)
    first = checker.check_headlines(body, ["Council approves new airport runway"])
    parsed: list[str] = []
    real = parser._Parser.parse

    def watched(self: Any, texts: Sequence[str]) -> Any:
        parsed.extend(texts)
        return real(self, texts)

    monkeypatch.setattr(parser._Parser, "parse", watched)
    named = {"web": "Council approves new airport runway", "push": "Council backs new airport runway"}
    again, push = checker.check_headlines(body, named)
    sentences = {sentence.text for sentence in body.document.sentences}
    assert not sentences & set(parsed), "a sentence was parsed twice"
    assert again.article.name == "web"
    assert push.article.name == "push"
    assert again.model_copy(update={"article": first[0].article}) == first[0]


def test_check_many_takes_a_story_with_several_headlines(checker: Checker) -> None:
    story = {"id": 7, "headlines": {"web": "Council rejects new airport runway", "seo": "Nine killed"}, "body": COUNCIL}
    web, seo = checker.check_many([story])
    assert (web.article.name, seo.article.name) == ("web", "seo")
    assert web.article.id == seo.article.id == "7"
    assert web.verdict == "supported"
    assert [finding.rule for finding in seo.findings] == ["number-unsupported"]
    with pytest.raises(UsageError, match="several headlines"):
        checker.check(story)


@pytest.mark.parametrize(
    ("headlines", "message"),
    [
        (["a"], "`headlines` must be an object"),
        ({}, "field `headline` is missing"),
        ({"web": 5}, "`headlines.web` must be a string"),
        ({"web": " "}, "field `headline` is missing"),
        ({3: "a"}, "a name that is no string"),
    ],
)
def test_headlines_of_the_wrong_kind_are_refused(checker: Checker, headlines: Any, message: str) -> None:
    (report,) = checker.check_many([{"headlines": headlines, "body": COUNCIL}])
    assert report.reason_code == "invalid-input"
    assert message in report.notes[0]


def test_what_holds_rows_is_no_row() -> None:
    frame = pd.DataFrame([{"headline": "a", "body": "b"}])
    for wrong, message in (
        ({"train": [], "test": []}, "takes rows, not a dict: give it one of its values"),
        ({"headline": "a", "body": "b"}, "put the one in a list"),
        (frame, r'not a DataFrame: give it frame.to_dict\("records"\)'),
        (pl.from_pandas(frame), r"not a DataFrame: give it frame.to_dicts\(\)"),
    ):
        with pytest.raises(UsageError, match=message):
            several(wrong, "check_many")


def test_one_headline_is_not_several(checker: Checker) -> None:
    with pytest.raises(UsageError, match="several headlines"):
        checker.check_headlines(checker.read_body(COUNCIL), "Council rejects runway")
    with pytest.raises(InputError, match="`headline` must be text"):
        checker.check_headlines(checker.read_body(COUNCIL), [3])  # type: ignore[list-item]
    article = Article("Council rejects new airport runway", COUNCIL, id="7")
    (report,) = checker.check_headlines(checker.read_body(COUNCIL), [article])
    assert report.article.id == "7"
    with pytest.raises(UsageError, match="has another body"):
        checker.check_headlines(checker.read_body("Another body. It has two sentences."), [article])
    with pytest.raises(UsageError, match="put the one in a list"):
        checker.check_headlines(checker.read_body(COUNCIL), article)  # type: ignore[arg-type]


def test_bodies_that_follow_each_other_are_read_once() -> None:
    read: list[str] = []

    def reading(text: str) -> Any:
        read.append(text)
        return object()

    bodies = Bodies(reading)
    assert bodies("a") is bodies("a")
    for number in range(20):
        bodies(str(number))
    bodies("a")
    assert read.count("a") == 2
    assert len(bodies._kept) <= 8


def test_threads_give_the_reports_that_one_gives(alone: list[str]) -> None:
    checker = Checker(Arithmetic())
    rows = [item for item in ARTICLES if isinstance(item, tuple)] * 6
    expected = {item: next(checker.check_many([item])).model_dump_json() for item in rows}
    random.Random(0).shuffle(rows)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda item: checker.check(item).model_dump_json(), rows))
    assert found == [expected[item] for item in rows]


def test_a_checker_and_its_settings_pickle() -> None:
    checker = Checker("compact", select="contradiction/opposite-verb", learned=False, threads=1)
    again: Checker = pickle.loads(pickle.dumps(checker))
    assert again.settings == checker.settings
    assert pickle.loads(pickle.dumps(checker.settings)) == checker.settings
    item = ("Council approves new airport runway", COUNCIL)
    assert again.check(item).model_dump() == checker.check(item).model_dump()


def _in_child(checker: Checker, out: Any) -> None:
    out.put(checker.check("Council approves new airport runway", COUNCIL).model_dump_json())


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_a_used_checker_works_in_a_child_process(method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"{method} is not to be had here")
    checker = Checker("compact")
    here = checker.check("Council approves new airport runway", COUNCIL).model_dump_json()
    context = multiprocessing.get_context(method)
    out = context.Queue()
    child = context.Process(target=_in_child, args=(checker, out))
    child.start()
    try:
        assert out.get(timeout=120) == here
    finally:
        child.join(20)
        child.kill()


def test_the_parser_forgets_what_it_has_read() -> None:
    strings = parser.parser().vocab.strings

    def read(first: int, last: int) -> int:
        for number in range(first, last):
            parser.parse_many([f"Mr Zq{number}x met Ms Yk{number}w in Qv{number}u.", f"Xj{number}t rises."])
        parser._parser.forget()
        return len(strings)

    before = read(0, 20)
    assert read(20, 220) - before < 100, "2,000 new words would be kept for ever"
    assert not parser.parser().get_pipe("lemmatizer").cache  # type: ignore[attr-defined]


def test_a_parse_outlives_what_the_parser_forgets() -> None:
    doc = parser.parse("Zqorblatt bought Wexmoor for $3bn.")
    parser._parser.forget()
    assert [token.text for token in doc] == ["Zqorblatt", "bought", "Wexmoor", "for", "$", "3bn", "."]
    assert pickle.loads(pickle.dumps([token.lemma_ for token in doc]))
    assert doc[1].children[0].text == "Zqorblatt"


def test_the_stopwatch_belongs_to_a_call(checker: Checker) -> None:
    one, other = Stopwatch(), Stopwatch()
    list(checker.check_many(ARTICLES[:2], one))
    assert {"reading", "claims", "evidence", "NLI", "rules"} <= set(one.seconds)
    assert other.seconds == {}


def _always(context: Context) -> Iterator[RawFinding]:
    yield RawFinding("test-rule", "warning", "It says so.", Span(0, 7), (0,), 0.9, check="always")


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> Rule:
    """A rule added to the others: what the headline has the body lacks."""
    example = Example("a", "b", "c")
    rule = Rule(
        "test-rule", "warning", "lacks", "Says so.", "…", _always, {"always": "Always."}, (example,), (example,)
    )
    monkeypatch.setitem(RULES, "test-rule", rule)
    return rule


@pytest.mark.parametrize(
    ("says", "verdict", "over_one", "signal"),
    [
        ("lacks", "unsupported", False, "other_findings"),
        ("overstates", "review", True, "overstating"),
        ("otherwise", "review", True, "contradicting"),
    ],
)
def test_a_rule_that_is_added_is_treated_by_what_it_says(
    lacking: Rule, monkeypatch: pytest.MonkeyPatch, says: Any, verdict: str, over_one: bool, signal: str
) -> None:
    monkeypatch.setitem(RULES, "test-rule", replace(lacking, says=says, over_one_sentence=None))
    checker = Checker(Arithmetic(), select="test-rule")
    report = checker.check(("Council rejects new airport runway", COUNCIL))
    assert [finding.check for finding in report.findings] == ["always"]
    assert report.verdict == verdict
    short = checker.check(("Council rejects new airport runway", "The council rejected the runway on Tuesday night."))
    assert bool(short.findings) == over_one
    (context,) = checker.contexts([Article("Council rejects new airport runway", COUNCIL)])
    assert context is not None
    (found,) = checker.rules[0].check(context)
    assert signals(context, [replace(found, says=says)])[signal] == 1.0


def test_an_error_that_says_otherwise_contradicts(lacking: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    def error(context: Context) -> Iterator[RawFinding]:
        yield from (replace(finding, severity="error") for finding in _always(context))

    monkeypatch.setitem(RULES, "test-rule", replace(lacking, says="otherwise", check=error))
    report = Checker(Arithmetic(), select="test-rule").check(("Council rejects new airport runway", COUNCIL))
    assert report.verdict == "contradicted"


def test_a_finding_on_words_that_no_claim_has_is_in_the_verdict(lacking: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    class Sure(Arithmetic):
        def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
            return [Prediction(0.97, 0.02, 0.01)] * len(pairs)

        def read_passages(self, pairs: Sequence[tuple[str, str]]) -> list[PassageReading]:
            return [PassageReading(prediction) for prediction in self.predict(pairs)]

    headline = "Council votes: Residents stood outside the town hall"
    supported = Checker(Sure(), select="quote-altered").check((headline, COUNCIL))
    assert supported.verdict == "supported"
    assert supported.claims[0].span.start > 7
    report = Checker(Sure(), select="test-rule").check((headline, COUNCIL))
    assert report.verdict == "unsupported"


def test_every_reason_is_enumerated() -> None:
    from typing import get_args

    from checker.report.reasons import NotCheckedCode, ReviewCode, in_words

    assert tuple(NOT_CHECKED) == get_args(NotCheckedCode)
    assert tuple(REVIEW) == get_args(ReviewCode)
    assert in_words("weak-signals") == REVIEW["weak-signals"]
    assert in_words("no-body") == NOT_CHECKED["no-body"]


def test_a_run_goes_on_in_a_forked_child() -> None:
    if "fork" not in multiprocessing.get_all_start_methods():
        pytest.skip("fork is not to be had here")
    checker = Checker(Arithmetic())
    expected = [report.model_dump_json() for report in checker.check_many(ARTICLES * 6)]
    run = checker.check_many(ARTICLES * 6)
    first = next(run).model_dump_json()
    context = multiprocessing.get_context("fork")
    out = context.Queue()
    child = context.Process(target=lambda: out.put([report.model_dump_json() for report in run]))
    child.start()
    try:
        assert [first, *out.get(timeout=60)] == expected
    finally:
        child.join(20)
        child.kill()
    assert [first, *(report.model_dump_json() for report in run)] == expected


def test_a_body_is_as_strictly_read_as_an_article(checker: Checker) -> None:
    body = checker.read_body("The mayor \ud800 opened the bridge. It was new. All came.")
    (report,) = checker.check_headlines(body, ["Mayor shuts bridge"])
    assert report.model_dump_json()
    for text in (5, None, b"x"):
        with pytest.raises(InputError, match="`body` must be text"):
            checker.read_body(text)  # type: ignore[arg-type]
    for headlines in (None, 5):
        with pytest.raises(UsageError, match="several headlines"):
            checker.check_headlines(body, headlines)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="read_body"):
        checker.check_headlines("text", ["a"])  # type: ignore[arg-type]


def test_a_fault_whose_words_raise_is_told_all_the_same() -> None:
    class MuteError(Exception):
        def __str__(self) -> str:
            raise ValueError("no words")

    class Faulty(Arithmetic):
        def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
            raise MuteError

    (report,) = Checker(Faulty()).check_many([("Council rejects new airport runway", COUNCIL)])
    assert report.reason_code == "internal-error"
    assert "Mute" in report.notes[0]


def test_a_model_that_is_empty_is_a_model() -> None:
    class Empty(Arithmetic):
        def __len__(self) -> int:
            return 0

    assert Checker(Empty()).check(("Council rejects new airport runway", COUNCIL)).model.name == "arithmetic"


@pytest.mark.parametrize(
    ("story", "names"),
    [
        ({"headline": None, "headlines": {"web": "A mayor goes"}}, ["web"]),
        ({"headline": "Mayor opens", "headlines": {}}, [None]),
        ({"headline": "Mayor opens", "headlines": {"web": None}}, [None]),
        ({"headline": "Mayor opens", "headlines": {"headline": "Mayor opens"}}, ["headline"]),
    ],
)
def test_empty_fields_of_an_export_cost_no_headline(checker: Checker, story: dict[str, Any], names: list[str]) -> None:
    reports = list(checker.check_many([{**story, "body": COUNCIL}]))
    assert [report.article.name for report in reports] == names
    assert "invalid-input" not in {report.reason_code for report in reports}


def test_two_headlines_of_one_name_are_an_error(checker: Checker) -> None:
    story = {"headline": "Mayor opens bridge", "headlines": {"headline": "Mayor shuts bridge"}, "body": COUNCIL}
    (report,) = checker.check_many([story])
    assert "`headlines.headline` differ" in report.notes[0]
