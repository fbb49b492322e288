"""What the NLI model makes of the passage that stands for a whole body: of the headline in it, and of the story it tells."""

from __future__ import annotations

from collections.abc import Sequence

from .nli import NliModel, PassageReading, predict_pairs
from .nli.protocol import Pair

# Asked of a body with words of dispute, whatever its headline: does it mean the story that it tells?
QUESTIONS = {"false": "The story is false.", "unconfirmed": "The report has not been confirmed."}


def read_passages(model: NliModel, pairs: Sequence[Pair], disputed: Sequence[bool]) -> list[PassageReading]:
    """What the model says of every (passage, headline) pair, in order; with stances, where it tells them.

    Args:
        model: any.
        pairs: passages with the headlines over them.
        disputed: which passages to put the :data:`QUESTIONS` to as well.
    """
    tells = getattr(model, "tells_stances", False)
    readings = model.read_passages(pairs) if tells else map(PassageReading, model.predict(pairs))  # type: ignore[attr-defined]
    passages = [passage for (passage, _), asks in zip(pairs, disputed, strict=True) if asks]
    answers = predict_pairs(model, [(passage, question) for passage in passages for question in QUESTIONS.values()])
    return [
        reading._replace(asked=tuple(answers[passage, question] for question in QUESTIONS.values() if asks))
        for reading, (passage, _), asks in zip(readings, pairs, disputed, strict=True)
    ]
