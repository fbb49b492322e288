"""What is voted on and decided: laws, plans and the like, and the deeds that they are about."""

from __future__ import annotations

from collections.abc import Iterator

from .tree import Token

PLANS = frozenset(
    "law bill plan proposal motion measure amendment legislation resolution referendum scheme treaty act".split()
)


def planned_deeds(noun: Token) -> Iterator[Token]:
    """The verbs that a law, a plan and the like is about: "a bill to ban", "a law that would have banned"."""
    for child in noun.children if noun.lemma_.lower() in PLANS else ():
        marks = {grand.lower_ for grand in child.children if grand.dep_ == "aux"}
        if child.dep_ in ("acl", "relcl") and marks & {"to", "would", "will"}:
            yield child
