"""A headline of several sentences: each by its own reading, the headline by its worst."""

from __future__ import annotations

import pytest

from checker import Checker

STORM = (
    "A storm left 40,000 homes in Tarn without electricity on Monday. Schools stayed open, the county said. "
    "Repair crews are working round the clock."
)
MAYOR = (
    "The mayor of Tarn, Ada Holm, resigned on Monday over a housing deal. Her deputy said that he would stay. "
    "The council meets on Thursday to elect a new mayor."
)


@pytest.mark.parametrize(
    ("headline", "body", "verdicts"),
    [
        # The second sentence's score is low.
        ("Storm cuts power in Tarn. Schools closed until Thursday", STORM, ["supported", "review"]),
        ("Schools closed until Thursday. Storm cuts power in Tarn", STORM, ["review", "supported"]),
        # The passage entails the two taken together, and the second hardly.
        ("Mayor resigns. Deputy quits too", MAYOR, ["supported", "review"]),
        ("Storm cuts power in Tarn. Schools stay open", STORM, ["supported", "supported"]),
        ("Mayor resigns. Her deputy will stay", MAYOR, ["supported", "supported"]),
    ],
)
def test_no_sentence_is_supported_by_another(checker: Checker, headline: str, body: str, verdicts: list[str]) -> None:
    report = checker.check(headline, body)
    assert [claim.verdict for claim in report.claims if claim.kind == "headline"] == verdicts
    assert report.verdict == max(verdicts, key=["supported", "review"].index)
    assert not report.findings
