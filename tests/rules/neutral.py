"""What the rules see of an article when no model speaks: for tests of the parts that need none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from checker import Article, Checker
from checker.context import Context
from checker.nli import Prediction
from checker.rules import RULES, RawFinding, spoken


class Neutral:
    """A model to which everything is neutral."""

    name = "neutral"
    revision = "0" * 16
    calibrated = False

    def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Prediction]:
        """Neutral for every pair."""
        return [Prediction(0.0, 1.0, 0.0)] * len(pairs)


@cache
def _checker() -> Checker:
    return Checker(Neutral())


def context(headline: str, body: str) -> Context:
    """The context of one article."""
    (found,) = _checker().contexts([Article(headline, body)])
    assert found is not None
    return found


def found(rule: str, headline: str, body: str) -> list[RawFinding]:
    """What one rule finds by itself."""
    return list(spoken(RULES[rule], RULES[rule].check(context(headline, body))))


def checks(rule: str, headline: str, body: str) -> list[tuple[str, str, int | None]]:
    """Of each finding of one rule: the check, the words, and the first sentence of its evidence, from 1."""
    told = context(headline, body).headline.text
    return [
        (item.check, told[item.span.start : item.span.end], item.sentences[0] + 1 if item.sentences else None)
        for item in found(rule, headline, body)
    ]
