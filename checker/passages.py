"""What the NLI model makes of the passage that stands for a whole body: of the headline in it, and of the story it tells."""

from __future__ import annotations

from collections.abc import Sequence

from .nli import NliModel, PassageReading, predict_pairs
from .nli.protocol import Pair

# Asked of every passage, whatever the headline: words of dispute are many, and a model knows more of them than a list.
QUESTIONS = {"false": "The story is false.", "unconfirmed": "The report has not been confirmed."}


def read_passages(model: NliModel, pairs: Sequence[Pair]) -> list[PassageReading]:
    """What the model says of every (passage, headline) pair, in order; with stances, where it tells them."""
    tells = getattr(model, "tells_stances", False)
    readings = model.read_passages(pairs) if tells else map(PassageReading, model.predict(pairs))  # type: ignore[attr-defined]
    asked = predict_pairs(model, [(passage, question) for passage, _ in pairs for question in QUESTIONS.values()])
    return [
        reading._replace(asked=tuple(asked[passage, question] for question in QUESTIONS.values()))
        for reading, (passage, _) in zip(readings, pairs, strict=True)
    ]
