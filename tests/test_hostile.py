"""Whatever is handed in: an error of ours, or a report that can be written; one bad article costs one row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker import Article, Checker, CheckerError, InputError, Report, UsageError, check, to_frame
from checker.nli import load_model

from .hostile import JSON, PYTHON, TEXTS, Raising, one_line
from .nli.tiny_models import make_model

GOOD = ("Council rejects runway", "The council rejected the new runway on Tuesday. Residents cheered in the street.")
SLOW = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
ROWS = st.one_of(
    PYTHON,
    st.tuples(PYTHON, PYTHON),
    st.tuples(TEXTS, TEXTS),
    st.fixed_dictionaries(
        {"headline": TEXTS, "body": TEXTS}, optional={"id": PYTHON, "url": PYTHON, "published": PYTHON}
    ),
    st.dictionaries(st.sampled_from(["headline", "body", "id", "url", "\ud83d", 5, None]), PYTHON),
)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """A checker with a real model of two small layers: what it says is of no interest here."""
    return Checker(load_model(str(make_model(tmp_path_factory.mktemp("tiny"), "bert"))))


def written(report: Report) -> None:
    """The report can be written in every format, and no fault of ours lies behind it."""
    assert report.reason_code != "internal-error", report.notes
    json.loads(report.model_dump_json().encode("utf-8"))
    report._repr_html_().encode("utf-8")


@SLOW
@given(headline=TEXTS, body=TEXTS)
def test_any_text_is_checked(tiny: Checker, headline: str, body: str) -> None:
    try:
        report = tiny.check(headline, body)
    except InputError:
        return
    written(report)


@SLOW
@given(headline=PYTHON, body=PYTHON)
def test_any_values_are_checked_or_refused(tiny: Checker, headline: Any, body: Any) -> None:
    try:
        report = tiny.check(headline, body)
    except CheckerError:
        return
    written(report)


@SLOW
@given(st.lists(ROWS, max_size=4))
def test_no_row_of_a_batch_is_lost(tiny: Checker, rows: list[Any]) -> None:
    reports = list(tiny.check_many([*rows, GOOD]))
    assert len(reports) == len(rows) + 1
    assert reports[-1].article.headline == GOOD[0]
    for report in reports:
        written(report)
    assert len(to_frame(reports)) == len(reports)


@settings(SLOW, max_examples=30)
@given(PYTHON)
def test_what_is_no_batch_is_refused(tiny: Checker, value: Any) -> None:
    for take in (tiny.check_many, tiny.contexts, tiny.examine):
        try:
            list(take(value))
        except CheckerError as error:
            one_line(error)


def test_one_article_is_no_batch(tiny: Checker) -> None:
    for value in ("ab", b"ab", GOOD, Article(*GOOD), {"headline": "H", "body": "B"}, 5, None):
        with pytest.raises(UsageError, match="check_many takes"):
            tiny.check_many(value)  # type: ignore[arg-type]


def test_a_row_of_the_callers_own_that_raises_costs_itself_only(tiny: Checker) -> None:
    bad, good = tiny.check_many([Raising(headline="H", body="B"), GOOD])
    assert bad.reason_code == "invalid-input"
    assert "RuntimeError: broken \\ud83d" in bad.notes[0]
    assert good.article.headline == GOOD[0]


def test_a_bad_row_keeps_its_key(tiny: Checker) -> None:
    (report,) = tiny.check_many([{"headline": "Ferry burns", "body": None, "id": 7}])
    assert (report.article.headline, report.article.id) == ("Ferry burns", "7")
    assert report.notes == ["article 7: field `body` has no value"]


def test_both_functions_take_the_same(tiny: Checker) -> None:
    model = tiny.model
    wanted = tiny.check(*GOOD)
    mapping = {"headline": GOOD[0], "body": GOOD[1]}
    for given_ in (GOOD, Article(*GOOD), mapping):
        assert tiny.check(given_) == check(given_, model=model) == wanted  # type: ignore[arg-type, call-overload]
    assert tiny.check(headline=GOOD[0], body=GOOD[1]) == check(headline=GOOD[0], body=GOOD[1], model=model) == wanted
    for function in (tiny.check, lambda *values: check(*values, model=model)):
        with pytest.raises(UsageError, match="give both"):
            function(GOOD[0])  # type: ignore[call-overload]
        with pytest.raises(UsageError, match="not an article and a body"):
            function(GOOD, GOOD[1])  # type: ignore[call-overload]
        with pytest.raises(InputError, match="`headline` must be text, not a number"):
            function(5, GOOD[1])  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"select": 5}, "select: must be a rule's name or several"),
        ({"ignore": None}, "ignore: must be"),
        ({"select": [5]}, "a rule is named by a string"),
        ({"select": [["quote-altered"]]}, "a rule is named by a string"),
        ({"select": b"quote-altered"}, "a rule is named by a string"),
        ({"select": "quote-alterd"}, "did you mean `quote-altered`"),
        ({"model": 5}, "model: must be"),
        ({"model": None}, "model: must be"),
        ({"model": ["compact"]}, "model: must be"),
        ({"thresholds": {"supported": 0.5}}, "thresholds: must be"),
        ({"learned": "no"}, "learned: must be"),
        ({"index": 5}, "index: must be"),
        ({"colour": "red"}, "no option colour: options of a model are model, device"),
        ({"threads": "2"}, "threads '2': must be 1 or more"),
        ({"threads": 0}, "threads 0: must be 1 or more"),
        ({"threads": True}, "threads True: must be 1 or more"),
        ({"batch_size": 2.5}, "batch size 2.5: must be 1 or more"),
        ({"device": 5}, "device 5: must be auto, cpu, cuda or mps"),
        ({"labels": "entailment"}, "labels 'entailment': must be a list of names"),
        ({"device": memoryview(b"cpu")}, "must be auto, cpu, cuda or mps"),
        ({"labels": 5}, "labels 5: must be a list of names"),
        ({"offline": "yes"}, "offline 'yes': must be True or False"),
        ({"revision": 5}, "revision 5: must be"),
    ],
)
def test_arguments_of_the_wrong_type(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        Checker(**{"model": "compact", **arguments})
    assert message in str(caught.value)


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(["model", "select", "ignore", "thresholds", "learned", "device", "labels", "threads"]), PYTHON)
def test_any_argument_is_taken_or_refused(name: str, value: Any) -> None:
    try:
        Checker(**{"model": "compact", name: value})
    except CheckerError as error:
        one_line(error)


@pytest.mark.parametrize("model", ["", "~nobody-of-this-name/model", "x" * 5000, "a\0b", "a/b/c", "caf\udce9"])
def test_a_model_that_is_none(model: str) -> None:
    with pytest.raises(CheckerError, match="no such model"):
        Checker(model)


def test_a_name_is_one_rule() -> None:
    assert [rule.id for rule in Checker("compact", select="quote-altered").rules] == ["quote-altered"]
    assert "quote-altered" not in {rule.id for rule in Checker("compact", ignore="quote-altered").rules}


def test_a_folder_whose_name_is_not_utf_8_can_be_a_model(tiny: Checker, tmp_path: Path) -> None:
    link = tmp_path / "caf\udce9"
    link.symlink_to(tiny.model.folder)  # type: ignore[attr-defined]
    report = Checker(link).check(*GOOD)
    assert report.model.name.endswith("caf\\xe9")
    written(report)


def test_to_frame_takes_reports(tiny: Checker) -> None:
    report = tiny.check(*GOOD)
    for value in (report, 5, None, [5], "ab", [report, None]):
        with pytest.raises(UsageError, match="to_frame takes"):
            to_frame(value)  # type: ignore[arg-type]


@settings(deadline=None)
@given(JSON, st.sampled_from(["", ".json", ".jsonl", ".md", ".txt"]))
def test_any_json_gives_articles_or_errors(value: Any, suffix: str) -> None:
    from checker.reading import read_bytes

    try:
        text = json.dumps(value)
    except ValueError:  # a number too long for json to write
        text = '{"headline": "H", "body": "B", "id": ' + "9" * 5000 + "}"
    for wrapped in (
        text,
        f"[{text}, 5]",
        f'{{"headline": {text}, "body": "B", "id": {text}}}',
        f"---\ntitle: {text}\n---\nB",
    ):
        try:
            found = list(read_bytes(wrapped.encode("utf-8", "surrogatepass"), "standard input", suffix))
        except InputError as error:
            found = [error]
        for item in found:
            if isinstance(item, InputError):
                assert str(item).startswith("standard input")
                one_line(item)
