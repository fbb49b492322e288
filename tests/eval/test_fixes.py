"""Edits that are offered: printed to be read, counted by what was thought of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from checker import Checker
from checker.nli import Prediction
from eval.fixes import JUDGEMENTS, MEND, from_examples, from_file, from_suite, judgements, offered, summary
from eval.suites import SuiteError, find_suites
from tests.rules.neutral import Neutral


class Believing(Neutral):
    """A model to which everything is entailed."""

    def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
        return [Prediction(0.98, 0.01, 0.01)] * len(pairs)


def test_offers_are_told_with_what_was_thought_of_them() -> None:
    cases = [case for case in from_file(MEND) if case.sample.id in ("m01", "m12")]
    found = list(offered(Checker(Believing(), select="number-mismatch"), cases))
    (offer,) = [item for item in found if item.after]
    assert offer.judged == "right"
    assert offer.line().splitlines() == [
        "mend m01 (fault) number-mismatch/other-number: right",
        "      Storm Leaves 12 Dead in Coastal Towns",
        "    → Storm Leaves 21 Dead in Coastal Towns",
    ]
    assert list(summary(len(cases), found)) == [
        "2 headlines, 1 findings, 1 edits offered, 0 of them for sound headlines",
        "judged: right 1, weak 0, harmful 0; harmful 0.0 %",
    ]


def test_every_kept_judgement_is_of_a_text_of_ours() -> None:
    kept = judgements()
    thought = Counter(kept.values())
    assert set(thought) <= set(JUDGEMENTS)
    assert thought["harmful"] <= 0.02 * len(kept)
    ours = {(case.of, case.sample.id) for case in [*from_file(MEND), *from_examples()]}
    for name in ("planted", "sound", "seeds"):
        ours |= {(name, case.sample.id) for case in from_suite(find_suites(name)[0], "", None, 0)}
    assert {(of, key) for of, key, _ in kept if of != "real-faults"} <= ours


def test_bad_files_are_named(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"id": "a", "headline": "b"}\n')
    with pytest.raises(SuiteError, match=r"cases\.jsonl: line 1: no case"):
        from_file(path)
    path.write_text(json.dumps({"of": "planted", "id": "a", "after": "b", "judged": "fine"}) + "\n")
    with pytest.raises(SuiteError, match="line 1: judged must be right, weak, harmful"):
        judgements(path)
    with pytest.raises(SuiteError, match="no headlines of news"):
        from_suite(find_suites("fnc1")[0], "", None, 0)
