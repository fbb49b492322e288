"""The pipeline's signals, and the learned verdict that reads them."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.ensemble import HistGradientBoostingClassifier

from checker import Checker, ModelError
from checker.nli import STANCES, load_model
from checker.nli.calibration import write_user_calibration
from checker.rules import run
from checker.thresholds import Thresholds
from checker.verdict.learned import LearnedVerdict, Trees, read_learned_verdict
from checker.verdict.signals import NLI_SIGNALS, signals
from models.recipe import articles
from models.recipe import learned_verdict as recipe

RUNWAY = (
    "The council rejected the runway on Tuesday by nine votes to four. The mayor, who had backed it, was disappointed. "
    "Residents of two villages had protested for months."
)
HOAX = (
    "A story that a shark swam through the streets of Moss is a hoax, police said on Monday. "
    "The picture that was shared online is fake, and nobody saw a shark. The town denied that its harbour was closed."
)
SHARK = (
    "A shark swam through the streets of Moss, police said on Monday. "
    "They denied that the harbour was closed, and asked people to stay indoors."
)


def found(checker: Checker, headline: str, body: str) -> dict[str, float]:
    (context,) = checker.contexts([(headline, body)], passages=True)
    assert context is not None
    return signals(context, run(context, checker.rules))


def test_signals_tell_what_they_are_named_for(checker: Checker) -> None:
    agree = found(checker, "Council rejects runway", RUNWAY)
    disagree = found(checker, "Council approves runway", RUNWAY)
    unrelated = found(checker, "Singer falls off stage in Lisbon", RUNWAY)
    hoax = found(checker, "Shark swims through streets of Moss", HOAX)
    assert list(agree) == list(disagree) == list(unrelated) == list(hoax)
    assert agree["entailment"] > 0.5 > disagree["entailment"]
    assert disagree["contradicting"] >= 1 > agree["contradicting"]
    assert unrelated["relevance"] < 0.2 < agree["relevance"]
    assert unrelated["coverage"] < 0.2
    assert hoax["fabricated_relevant"] > 0
    assert agree["fabricated_body"] == 0
    assert hoax["disputes_against"] > hoax["disputes_headline"] == 0
    debunked = found(checker, "No, a shark does not swim through Moss", HOAX)
    assert debunked["disputes_headline"] == 1 > debunked["disputes_against"]
    assert found(checker, "Runway vote is a hoax", RUNWAY.replace("rejected", "passed"))["disputes_missing"] == 1
    assert found(checker, "Was the runway rejected?", RUNWAY)["question"] == 1
    assert agree["passage_entailment"] > 0.5 > disagree["passage_entailment"]
    denied = found(checker, "Shark swims through streets of Moss", SHARK)
    assert hoax["false_entailment"] > 0.5 > denied["false_entailment"] > 0
    passed = found(checker, "Council passes runway", RUNWAY.replace("rejected", "passed"))
    assert passed["false_entailment"] == 0, "asked only where something is disputed"
    (unread,) = Checker(checker.model, learned=False).contexts([("Council rejects runway", RUNWAY)])
    assert unread is not None
    assert unread.reading is None
    assert list(signals(unread, [])) == list(agree), "a checker that reads no passage has the same signals"


# The same examples every time: their answers are kept.
@settings(max_examples=10, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(RUNWAY.split() + HOAX.split()), min_size=2, max_size=9).map(" ".join),
    st.lists(st.sampled_from([*RUNWAY.split(". "), *HOAX.split(". ")]), min_size=2, max_size=6).map(". ".join),
)
def test_signals_are_finite_and_always_the_same_ones(checker: Checker, headline: str, body: str) -> None:
    (context,) = checker.contexts([(headline, body + ".")])
    if context is not None:
        values = signals(context, [])
        assert all(math.isfinite(value) and value >= -1 for value in values.values())
        assert set(NLI_SIGNALS) < set(values)


SHARES = {"agree": 0.1, "disagree": 0.05, "discuss": 0.25, "unrelated": 0.6}


def table(rows: int = 600, seed: int = 0) -> pd.DataFrame:
    """Made-up signals that tell stance and support, with noise."""
    rng = np.random.default_rng(seed)
    names = sorted({name for constraint in recipe.MONOTONE.values() for name in constraint})
    # Hundredths: scikit-learn sums up weights for the bounds of its bins where there are more values than bins,
    # which takes a minute.
    frame = pd.DataFrame(rng.random((rows, len(names))).round(2), columns=names)
    stance = np.where(frame["relevance"] < 0.3, "unrelated", "discuss")
    stance = np.where((frame["entailment"] > 0.6) & (stance == "discuss"), "agree", stance)
    stance = np.where((frame["disputes_near"] > 0.7) & (stance == "discuss"), "disagree", stance)
    supported = pd.Series(stance).map({"agree": 1.0, "disagree": 0.0, "unrelated": 0.0})
    topic = [f"t{number % 12}" for number in range(rows)]
    seen = [number % 12 < 4 for number in range(rows)]
    return frame.assign(stance=stance, supported=supported, topic=topic, group=stance, seen=seen)


@pytest.fixture(scope="module")
def learnt() -> tuple[LearnedVerdict, np.ndarray, np.ndarray]:
    """The verdict, chances and scores of rows that it has not seen: learnt once for all tests."""
    return recipe.cross_fit(table(), SHARES, "abc")


@pytest.fixture(scope="module")
def model(learnt: tuple[LearnedVerdict, np.ndarray, np.ndarray]) -> LearnedVerdict:
    return learnt[0]


def test_our_trees_give_the_same_answers_as_scikit_learn() -> None:
    rows = table()
    names = [name for name in rows.columns if name not in articles.KNOWN]
    positive = rows["stance"] == "agree"
    weights = np.linspace(0.5, 2.0, len(rows))
    trees = recipe._fit_one(rows, names, positive, weights, "agree")
    constraint = [recipe.MONOTONE["agree"].get(name, 0) for name in names]
    theirs = HistGradientBoostingClassifier(monotonic_cst=constraint, random_state=0, **recipe.PARAMETERS)
    values = rows[names].to_numpy()
    theirs.fit(values, positive.to_numpy(), sample_weight=weights)
    wanted = theirs.predict_proba(values)[:, 1]
    found = [trees.probability(list(row)) for row in values]
    assert found == pytest.approx(list(wanted), abs=1e-4)


def test_it_is_learnt_over_topics_and_written_as_data(
    learnt: tuple[LearnedVerdict, np.ndarray, np.ndarray], tmp_path: Path
) -> None:
    rows = table()
    model, chances, score = learnt
    assert np.allclose(chances.sum(axis=1), 1)
    assert (recipe.stance_f1(rows, chances, SHARES) > 0.6).all()
    good = (rows["supported"] == 1).to_numpy()
    assert score[good].mean() > 0.8 > 0.3 > score[(rows["supported"] == 0).to_numpy()].mean()
    told = recipe.report(rows, model, chances, score, SHARES)
    assert "macro F1" in told
    unseen = rows[~rows["seen"] & rows["supported"].notna()]
    assert f"n = {len(unseen)}" in told, "the model's own topics say nothing of how good it is"
    model.write(tmp_path / "learned_verdict.json")
    again = read_learned_verdict(tmp_path / "learned_verdict.json")
    values = rows.iloc[0].to_dict()
    assert again.stance(values) == pytest.approx(model.stance(values), abs=1e-6)
    assert again.score(values) == pytest.approx(model.score(values), abs=1e-6)
    assert again.called(again.stance(values)) in STANCES
    assert again.revision == "abc"


def test_a_topic_of_many_rows_counts_less_than_as_many_topics() -> None:
    rows = pd.DataFrame({"stance": ["agree"] * 8, "topic": ["one"] * 4 + list("abcd")})
    weights = recipe._stance_weights(rows, {"agree": 1.0})
    assert weights[0] == pytest.approx(weights[4] / 2)
    assert weights.mean() == pytest.approx(1)


def test_leanings_help_the_rare_stance() -> None:
    rows = table()
    one_hot = np.array([[float(stance == label) for label in STANCES] for stance in rows["stance"]])
    # Half of the disagreeing rows are called discuss by a little: a leaning brings them back.
    chances = one_hot * 0.4 + 0.15
    rare = np.flatnonzero(rows["stance"] == "disagree")[::2]
    chances[rare] = [0.1, 0.4, 0.45, 0.05]
    before = recipe.stance_f1(rows, chances, SHARES).mean()
    found = recipe.best_leanings(rows, chances, SHARES)
    after = recipe.stance_f1(rows, chances * np.array([found[stance] for stance in STANCES]), SHARES).mean()
    assert after > before
    assert found["disagree"] > found["discuss"]


def test_more_entailment_never_lowers_the_score(model: LearnedVerdict) -> None:
    values = table().iloc[5].to_dict()
    names = ("entailment", "entailment_top", "claims_entailment", "lead_entailment", "pull")
    scores = [model.score({**values, **dict.fromkeys(names, share)}) for share in np.linspace(0, 1, 21)]
    assert scores == sorted(scores)
    assert scores[-1] > scores[0]


def test_what_the_score_must_not_depend_on() -> None:
    rows = table().assign(question=0.0, sentences=np.linspace(0, 3, 600).round(2))
    rows["sentences"] = rows["supported"].fillna(0.5)
    model = recipe.fit(rows, SHARES, "abc")
    values = rows.iloc[3].to_dict()
    assert model.score({**values, "sentences": 0.0}) == model.score({**values, "sentences": 9.0})


def damaged(model: LearnedVerdict, path: Path, **change: object) -> None:
    model.write(path)
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))


def trees(*nodes: tuple[float, ...]) -> dict[str, object]:
    return {"baseline": 0, "slope": 1, "shift": 0, "trees": [list(map(list, nodes))]}


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other/1"},
        {"stances": {}},
        {"leanings": {"agree": "much"}},
        {"support": trees((0, 0.5, 0, 0, 0.0))},
        {"support": trees()},
        {"support": trees((99, 0.5, 1, 2, 0.0), (-1, 0, 0, 0, 1.0), (-1, 0, 0, 0, 1.0))},
        {"support": trees((0, 0.5, 1, 5, 0.0), (-1, 0, 0, 0, 1.0))},
    ],
)
def test_damaged_models_are_refused(tmp_path: Path, model: LearnedVerdict, change: dict[str, object]) -> None:
    path = tmp_path / "learned_verdict.json"
    damaged(model, path, **change)
    with pytest.raises(ModelError, match="not a learned verdict"):
        read_learned_verdict(path)


def test_topics_follow_shared_headlines() -> None:
    rows = pd.DataFrame(
        [(1, "a", "agree"), (2, "a", "discuss"), (2, "b", "agree"), (3, "c", "agree"), (3, "a", "unrelated")],
        columns=["body_id", "headline", "stance"],
    )
    found = articles.topics(rows)
    assert found[0] == found[1] == found[2]
    assert found[3] == found[4] != found[0]


def test_signals_are_collected_with_what_is_known(checker: Checker) -> None:
    rows = pd.DataFrame(
        [("Council rejects runway", RUNWAY, "agree", 1.0, "t", "g", True), ("", RUNWAY, "agree", 1.0, "t", "g", False)],
        columns=articles.COLUMNS,
    )
    found = recipe.collect(checker, rows)
    assert found[list(articles.KNOWN)].to_numpy().tolist() == [["agree", 1.0, "t", "g", True]]
    assert found["entailment"][0] > 0.5
    both = pd.concat([rows, rows.assign(headline="Council approves runway")], ignore_index=True)
    alone = Checker(load_model("compact"), learned=False)
    pd.testing.assert_frame_equal(recipe.collect(alone, both, workers=2), recipe.collect(alone, both))


def test_the_checker_takes_score_and_stance_from_it(tmp_path: Path, checker: Checker) -> None:
    """A checker whose model folder has a learned verdict of the same weights uses it; of other weights,
    or where the user fitted a score, not.
    """
    names = tuple(found(checker, "Council rejects runway", RUNWAY))
    yes, no = Trees(3.0, []), Trees(-3.0, [])
    stances = {**dict.fromkeys(STANCES, no), "agree": yes}
    learned = LearnedVerdict(names, stances, Trees(2.0, []), dict.fromkeys(STANCES, 1.0), checker.model.revision)
    folder = tmp_path / "model"
    shutil.copytree(checker.model.folder, folder, ignore=shutil.ignore_patterns("learned_verdict.json"))
    learned.write(folder / "learned_verdict.json")

    report = Checker(folder).check(("Council rejects runway", RUNWAY))
    assert report.score == pytest.approx(1 / (1 + math.exp(-2)), abs=1e-4)
    assert report.stance is not None
    assert max(report.stance, key=report.stance.__getitem__) == "agree"
    contradicted = Checker(folder).check(("Council approves runway", RUNWAY))
    assert contradicted.verdict == "contradicted"
    sure = max(item.confidence for item in contradicted.findings if item.severity == "error")
    assert contradicted.score == pytest.approx(1 - sure, abs=1e-3)  # whatever the trees say
    plain = Checker(folder, learned=False).check(("Council rejects runway", RUNWAY))
    assert plain.stance is None
    assert plain.score != report.score

    write_user_calibration({"revision": checker.model.revision, "score": {"bias": -1.0}})
    assert Checker(folder).check(("Council rejects runway", RUNWAY)).stance is None

    (folder / "learned_verdict.json").write_text("{}")
    with pytest.raises(ModelError, match="not a learned verdict"):
        _ = Checker(folder).learned_verdict


def test_a_learned_verdict_of_other_weights_is_left_alone(
    tmp_path: Path, checker: Checker, model: LearnedVerdict
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(checker.model.folder, folder, ignore=shutil.ignore_patterns("learned_verdict.json"))
    model.write(folder / "learned_verdict.json")
    assert Checker(folder).check(("Council rejects runway", RUNWAY)).stance is None


def test_review_says_what_speaks_for_it(tmp_path: Path, checker: Checker) -> None:
    names = tuple(found(checker, "Council rejects runway", RUNWAY))
    stances = {**dict.fromkeys(STANCES, Trees(-3.0, [])), "discuss": Trees(3.0, [])}
    learned = LearnedVerdict(names, stances, Trees(0.0, []), dict.fromkeys(STANCES, 1.0), checker.model.revision)
    folder = tmp_path / "model"
    shutil.copytree(checker.model.folder, folder, ignore=shutil.ignore_patterns("learned_verdict.json"))
    learned.write(folder / "learned_verdict.json")
    own = Checker(folder, thresholds=Thresholds(supported=0.999, unsupported=0.0, contradicted=0.999))
    report = own.check(("Residents protest over runway for a year", RUNWAY))
    assert report.verdict == "review"
    assert report.reason is not None
    assert report.reason.startswith("the body reports what the headline says without saying that it is so; ")
    assert "3 sentences were searched; the nearest is sentence " in report.reason
    plain = Checker(folder, thresholds=own.thresholds, learned=False).check(
        ("Residents protest over runway for a year", RUNWAY)
    )
    assert plain.reason is not None
    assert plain.reason.startswith("the checker cannot tell: what it found is weak, or speaks both ways; ")
