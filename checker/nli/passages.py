"""What is asked of the passage that stands for a whole body: of the headline in it, and of the story it tells."""

from __future__ import annotations

from typing import NamedTuple

from .protocol import PassageReading
from .questions import Answers, Question

# Asked of a body with words of dispute, whatever its headline: does it mean the story that it tells?
STORY = {"false": "The story is false.", "unconfirmed": "The report has not been confirmed."}


class Passages(NamedTuple):
    """What stands for a body before one headline.

    Attributes:
        own: the passage that the model is shown.
        longer: the one that its reader is shown; ``None`` for a model without.
    """

    own: str
    longer: str | None = None


def passage_questions(passages: Passages, headline: str, disputed: bool) -> list[Question]:
    """The questions about the passages: of a disputed story those of :data:`STORY` too."""
    about_story = [Question("nli", passages.own, question) for question in STORY.values()] if disputed else []
    longer = [] if passages.longer is None else [Question("longer", passages.longer, headline)]
    return [Question("stance", passages.own, headline), *about_story, *longer]


def passage_reading(answers: Answers, passages: Passages, headline: str, disputed: bool) -> PassageReading:
    """What the answers to :func:`passage_questions` say."""
    asked = tuple(answers.nli(passages.own, question) for question in STORY.values() if disputed)
    longer = None if passages.longer is None else answers.longer(passages.longer, headline)
    return answers.stance(passages.own, headline)._replace(asked=asked, longer=longer)
