"""What is asked of the passage that stands for a whole body: of the headline in it, and of the story it tells."""

from __future__ import annotations

from .protocol import PassageReading
from .questions import Answers, Question

# Asked of a body with words of dispute, whatever its headline: does it mean the story that it tells?
STORY = {"false": "The story is false.", "unconfirmed": "The report has not been confirmed."}


def passage_questions(passage: str, headline: str, disputed: bool) -> list[Question]:
    """The questions about a passage: of a disputed story those of :data:`STORY` too."""
    about_story = [Question("nli", passage, question) for question in STORY.values()] if disputed else []
    return [Question("stance", passage, headline), *about_story]


def passage_reading(answers: Answers, passage: str, headline: str, disputed: bool) -> PassageReading:
    """What the answers to :func:`passage_questions` say."""
    asked = tuple(answers.nli(passage, question) for question in STORY.values() if disputed)
    return answers.stance(passage, headline)._replace(asked=asked)
