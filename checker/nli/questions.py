"""What is asked of a model, and its answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from .protocol import NliModel, Pair, PassageReading, Prediction


class Question(NamedTuple):
    """A pair that a model is to judge.

    Attributes:
        kind: ``nli``: does the premise entail the hypothesis? ``stance``: that, and the stance of a passage towards a
            headline, from a model that tells stances.
    """

    kind: Literal["nli", "stance"]
    premise: str
    hypothesis: str

    @property
    def pair(self) -> Pair:
        """Premise and hypothesis."""
        return self.premise, self.hypothesis


class Answers(dict[Question, "Prediction | PassageReading"]):
    """What a model said to questions: a :class:`Prediction` to one of NLI,
    a :class:`PassageReading` to one of stance.
    """

    def nli(self, premise: str, hypothesis: str) -> Prediction:
        """Does the premise entail the hypothesis?

        Raises:
            KeyError: it was not asked.
        """
        found = self[Question("nli", premise, hypothesis)]
        assert isinstance(found, Prediction)
        return found

    def stance(self, passage: str, headline: str) -> PassageReading:
        """What a passage makes of a headline.

        Raises:
            KeyError: it was not asked.
        """
        found = self[Question("stance", passage, headline)]
        assert isinstance(found, PassageReading)
        return found


def answer(model: NliModel, questions: Sequence[Question]) -> Answers:
    """Have a model answer distinct questions.

    Raises:
        ModelError: the model cannot.
    """
    nli = [question for question in questions if question.kind == "nli"]
    stance = [question for question in questions if question.kind == "stance"]
    found = Answers()
    if nli:
        found.update(zip(nli, model.predict([question.pair for question in nli]), strict=True))
    if stance:
        pairs = [question.pair for question in stance]
        if getattr(model, "tells_stances", False):
            found.update(zip(stance, model.read_passages(pairs), strict=True))  # type: ignore[attr-defined]
        else:
            found.update(zip(stance, map(PassageReading, model.predict(pairs)), strict=True))
    return found
