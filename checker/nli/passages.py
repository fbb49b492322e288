"""What is asked of the passage that stands for a whole body: of the headline in it, and of the story it tells."""

from __future__ import annotations

from .protocol import PassageReading
from .questions import Answers, Question

# Asked of a body with words of dispute, whatever its headline: does it mean the story that it tells?
STORY = {"false": "The story is false.", "unconfirmed": "The report has not been confirmed."}


def story_questions(passage: str) -> list[Question]:
    """What is asked of the passage of a body that disputes a story, beside the headline."""
    return [Question("nli", passage, question) for question in STORY.values()]


def passage_reading(answers: Answers, passage: str, headline: str, disputed: bool) -> PassageReading:
    """What the model said of a passage: of the headline in it and, where the story is disputed,
    to :func:`story_questions`.
    """
    asked = tuple(answers.nli(passage, question) for question in STORY.values() if disputed)
    return answers.stance(passage, headline)._replace(asked=asked)
