"""What is asked of a model, and its answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from .protocol import NliModel, Pair, PassageReading, Prediction


class Question(NamedTuple):
    """A pair that a model is to judge.

    Attributes:
        kind: ``nli``: does the premise entail the hypothesis? ``stance``: that, and the stance of a passage towards a
            headline, from a model that tells stances; ``story``: as ``nli``, of a passage. A model with a reader leaves passages to it.
    """

    kind: Literal["nli", "stance", "story"]
    premise: str
    hypothesis: str

    @property
    def pair(self) -> Pair:
        """Premise and hypothesis."""
        return self.premise, self.hypothesis


class Answers(dict[Question, "Prediction | PassageReading"]):
    """What a model said to questions: a :class:`Prediction` to one of NLI, a :class:`PassageReading` to one of stance."""

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

    def story(self, passage: str, question: str) -> Prediction:
        """What a passage says to a question about the story that it tells.

        Raises:
            KeyError: it was not asked.
        """
        found = self[Question("story", passage, question)]
        assert isinstance(found, Prediction)
        return found


def answer(model: NliModel, questions: Sequence[Question]) -> Answers:
    """Have a model answer distinct questions.

    Raises:
        ModelError: the model cannot.
    """
    reader: NliModel = getattr(model, "reader", None) or model
    found = Answers()
    for kind, asked in (("nli", model), ("story", reader)):
        own = [question for question in questions if question.kind == kind]
        if own:
            found.update(zip(own, asked.predict([question.pair for question in own]), strict=True))
    stance = [question for question in questions if question.kind == "stance"]
    if stance:
        pairs = [question.pair for question in stance]
        if getattr(reader, "tells_stances", False):
            found.update(zip(stance, reader.read_passages(pairs), strict=True))  # type: ignore[attr-defined]
        else:
            found.update(zip(stance, map(PassageReading, reader.predict(pairs)), strict=True))
    return found
