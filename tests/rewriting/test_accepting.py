"""What makes a Markdown text accept a finding: it is put in, all else stays as it is."""

from __future__ import annotations

import pytest

from checker.acceptance import Acceptance
from checker.article import Fields
from checker.reading import read_bytes
from checker.rewriting.accepting import accepting

RULE = "number-mismatch/other-number"
ITEM = f'{{rule: {RULE}, reason: ""}}'
BLOCK = f"checker:\n  accept:\n    - {ITEM}\n"
BODY = "Ferrous Steel said that it would cut 2,000 jobs.\n\n---\n\nUnions will fight.\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: Steel cuts\n---\n", f"---\ntitle: Steel cuts\n{BLOCK}---\n"),
        ("---\n---\n\n# Steel cuts\n\n", f"---\n{BLOCK}---\n\n# Steel cuts\n\n"),
        ("# Steel cuts\n\n", f"---\n{BLOCK}---\n\n# Steel cuts\n\n"),
        ("Steel cuts\n\n", f"---\n{BLOCK}---\n\nSteel cuts\n\n"),
        (
            "---\n  title: Steel  # as sent\n...\n",
            f"---\n  title: Steel  # as sent\n  checker:\n    accept:\n      - {ITEM}\n...\n",
        ),
        ("---\ntitle: |\n  Steel cuts\n\n# end\n---\n", f"---\ntitle: |\n  Steel cuts\n\n# end\n{BLOCK}---\n"),
        (
            "---\nchecker:\n  accept:\n    # seen\n  - rule: date-mismatch\n    reason: r\n\n# x\ntitle: Steel\n---\n",
            f"---\nchecker:\n  accept:\n    # seen\n  - {ITEM}\n  - rule: date-mismatch\n    reason: r\n\n# x\ntitle: "
            "Steel\n---\n",
        ),
        (
            "---\ntitle: 'Steel'\nchecker: {accept: [ {rule: date-mismatch, reason: r} ]}\n---\n",
            f"---\ntitle: 'Steel'\nchecker: {{accept: [{ITEM},  {{rule: date-mismatch, reason: r}} ]}}\n---\n",
        ),
        ("---\ntitle: S\nchecker: {accept: []}\n---\n", f"---\ntitle: S\nchecker: {{accept: [{ITEM}]}}\n---\n"),
        ("---\nchecker:\n  accept:\ntitle: S\n---\n", f"---\nchecker:\n  accept: [{ITEM}]\ntitle: S\n---\n"),
    ],
)
def test_it_is_put_in_and_all_else_stays(before: str, after: str) -> None:
    found = accepting(before + BODY, RULE)
    assert found is not None
    made = found.into(before + BODY)
    assert made == after + BODY
    (article,) = read_bytes(made.encode(), "a.md", ".md")
    assert Acceptance(RULE) in article.accept  # type: ignore[union-attr]
    # Once is enough.
    assert accepting(made, RULE) is None


@pytest.mark.parametrize(
    "before",
    [
        "---\ntitle: S\nchecker: Anna Brown\n---\n",
        "---\n{title: S, id: 3}\n---\n",
        "---\ntitle: S\nchecker: {accept: ~}\n---\n",
        "---\ntitle: S\nx: &a [{rule: date-mismatch}]\nchecker: {accept: *a}\n---\n",
        "---\ntitle: a: b\n---\n",
        "",
    ],
)
def test_where_there_is_no_safe_place_nothing_is_offered(before: str) -> None:
    text = before + (BODY if before else "")
    assert accepting(text, RULE) is None


def test_a_name_that_is_no_acceptance_stays_the_readers() -> None:
    # `checker:` may have been the desk's own field before we came.
    assert accepting("---\ntitle: S\nchecker: {name: Anna}\n---\n" + BODY, RULE) is None


def test_fields_of_the_newsroom_and_every_headline_of_a_story() -> None:
    text = f"---\nhed: Steel cuts\npush_title: Jobs go\n---\n{BODY}"
    found = accepting(text, RULE, Fields(("hed",), ()))
    assert found is not None
    items = list(read_bytes(found.into(text).encode(), "a.md", ".md", Fields(("hed",), ())))
    assert [(item.headline, item.accept) for item in items] == [  # type: ignore[union-attr]
        ("Steel cuts", (Acceptance(RULE),)), ("Jobs go", (Acceptance(RULE),)),
    ]  # fmt: skip
