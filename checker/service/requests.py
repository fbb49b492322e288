"""Requests → what the engine is asked."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import UsageError
from ..rules import RULES, choose
from .jobs import Job, Source
from .jobs import Story as Asked
from .limits import Limits
from .problems import FieldError, ProblemError, field_problem
from .shapes import BodyRequest, FeedbackRequest, Story

SOURCES: tuple[Source, ...] = ("body", "body_id", "text", "html")


def job_of(story: Story, limits: Limits, place: str = "") -> Job:
    """What is asked of one story.

    Raises:
        ProblemError: a field is missing, or there is one too many; names it.
    """
    source, text = _source(story, SOURCES, place)
    headlines = _headlines(story, place)
    if not headlines and source in ("body", "body_id"):
        raise field_problem(f"{place}headline", f"is missing: `{source}` brings none along")
    if len(headlines) > limits.headlines:
        raise field_problem(f"{place}headlines", f"has {len(headlines)}, more than {limits.headlines}", "too-large")
    _rules(story, place)
    return Job(
        Asked(
            source,
            text,
            headlines,
            story.all_headlines,
            tuple(story.select),
            tuple(story.ignore),
            story.id,
            story.url,
            story.published,
            place,
        )
    )


def body_job(story: BodyRequest) -> Job:
    """What is asked where a body is to be kept.

    Raises:
        ProblemError: as :func:`job_of`.
    """
    source, text = _source(story, ("body", "text", "html"), "")
    return Job(Asked(source, text, every=True), "keep")


def feedback_job(told: FeedbackRequest) -> Job:
    """What is asked for the text of the body that feedback is about.

    Raises:
        ProblemError: as :func:`job_of`, or there is no such rule.
    """
    rule, slash, check = (told.rule or "").partition("/")
    if told.rule is not None and (rule not in RULES or (slash and check not in RULES[rule].checks)):
        raise field_problem("rule", f"is no rule: give one of {', '.join(RULES)}, or one of its checks")
    source, text = _source(told, ("body", "body_id"), "")
    return Job(Asked(source, text, ((None, told.headline),)), "text")


def _source(story: Story | BodyRequest | FeedbackRequest, names: tuple[Source, ...], place: str) -> tuple[Source, str]:
    given = [name for name in names if getattr(story, name) is not None]
    if len(given) == 1:
        return given[0], getattr(story, given[0])
    some = ", ".join(f"`{name}`" for name in names)
    if not given:
        raise field_problem(f"{place}{names[0]}", f"is missing: give one of {some}")
    message = f"there are {len(given)} texts: give only one of {some}"
    errors = tuple(FieldError(field=place + name, message=message) for name in given)
    raise ProblemError("invalid", f"{errors[0].field}: {message}", errors)


def _rules(story: Story, place: str) -> None:
    for name, given in (("select", story.select), ("ignore", story.ignore)):
        for rule in given:
            try:
                choose([rule])
            except UsageError as error:
                raise field_problem(place + name, str(error)) from None
    try:
        choose(story.select, story.ignore)
    except UsageError as error:
        raise field_problem(place + "ignore", str(error)) from None


def _headlines(story: Story, place: str) -> tuple[tuple[str | None, str], ...]:
    several = story.headlines
    if isinstance(several, Mapping):
        named: list[tuple[str | None, str]] = [(name, text) for name, text in several.items()]
        if story.headline is not None:
            if "headline" in several:
                raise field_problem(
                    f"{place}headlines.headline", "stands beside `headline`: give one of them another name"
                )
            named.insert(0, ("headline", story.headline))
        return tuple(named)
    if story.headline is None:
        return tuple((None, text) for text in several or ())
    if several:
        raise field_problem(f"{place}headline", "stands beside a list of headlines: put it into the list")
    return ((None, story.headline),)
