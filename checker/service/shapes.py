"""Requests and responses as typed values; the OpenAPI description is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from ..article import MAX_HEADLINE
from ..report import Report
from .problems import Problem


def _sound(text: str) -> str:
    if "\x00" in text:
        raise PydanticCustomError(
            "nul", "has a NUL at character {place}: this is not a text", {"place": text.index("\x00")}
        )
    return text


def _kind(value: Any) -> str:
    return IN_A_LIST if isinstance(value, list) else BY_NAME


# How headlines are given; pydantic names the one that it takes a value for.
BY_NAME, IN_A_LIST = "by-name", "in-a-list"
# Longer ones are answered too (`not-checked`), but a megabyte is no headline.
Text = Annotated[str, AfterValidator(_sound)]
Headline = Annotated[Text, Field(max_length=10 * MAX_HEADLINE)]
Headlines = Annotated[
    Annotated[dict[str, Headline], Tag(BY_NAME)] | Annotated[list[Headline], Tag(IN_A_LIST)], Discriminator(_kind)
]
BODY = "Brightwater has bought Calder, the two companies said on Monday. Calder's brand stays."
EXAMPLE: JsonDict = {"headlines": {"web": "Calder buys Brightwater", "push": "Brightwater buys Calder"}, "body": BODY}


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Story(_Request):
    """One story: its text, given as exactly one of `body`, `body_id`, `text` and `html`, and its headlines."""

    headline: Headline | None = Field(default=None, description="The headline. `text` and `html` may bring their own.")
    headlines: Headlines | None = Field(
        default=None, description="Several headlines, by their names (web, seo, push …) or in a list."
    )
    body: Text | None = Field(default=None, description="The article's text without the headline.")
    body_id: str | None = Field(default=None, description="Of a body that POST /v1/bodies keeps.")
    text: str | None = Field(
        default=None,
        description="A whole story as pasted: first line headline, rest body; or Markdown with front matter, "
        "or a web page's source.",
    )
    html: str | None = Field(default=None, description="A web page's source; headline and body are found in it.")
    all_headlines: bool = Field(
        default=False,
        description="Of `html` and `text`: check every headline that the page has, not the first one found.",
    )
    id: str | None = Field(default=None, description="The caller's own key; comes back in the report.")
    url: str | None = None
    published: str | None = None
    select: list[str] = Field(default=[], description="Run only these rules, or single checks (`rule/check`).")
    ignore: list[str] = Field(default=[], description="Leave these rules out.")


class CheckRequest(Story):
    """A story to check."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})


@dataclass(frozen=True)
class Misread:
    """What stands for a story of a batch that has a wrong field, in its place.

    Attributes:
        errors: pydantic's, without the values.
    """

    errors: tuple[Mapping[str, Any], ...]


def _in_its_place(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    try:
        return read(value)
    except ValidationError as error:
        return Misread(tuple(error.errors(include_url=False, include_context=False, include_input=False)))


class BatchRequest(_Request):
    """Several stories."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"articles": [EXAMPLE]}]})

    # One that is wrong costs itself alone, and so is no error here: a `Misread`.
    articles: list[Annotated[Story, WrapValidator(_in_its_place)]] = Field(min_length=1)


class BodyRequest(_Request):
    """A story whose body is to be kept: exactly one of `body`, `text` and `html`."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"body": BODY}]})

    body: Text | None = Field(default=None, description="The article's text without the headline.")
    text: str | None = Field(default=None, description="A whole story as pasted; see POST /v1/check.")
    html: str | None = Field(default=None, description="A web page's source.")


class FoundHeadline(BaseModel):
    """A headline of the story."""

    headline: str
    name: str | None = Field(default=None, description="What it is called, where the story has several.")
    source: str | None = Field(default=None, description="Where on a web page it was found.")


class CheckResponse(BaseModel):
    """A report for each headline, in the order of the request or the story."""

    reports: list[Report]
    body: str | None = Field(
        default=None,
        description="The body that was found in `text` or `html`; spans of evidence index its code points.",
    )


class BodyResponse(BaseModel):
    """A kept body."""

    body_id: str
    seconds: float = Field(description="It is kept for so long after it was last used.")
    sentences: int
    headlines: list[FoundHeadline] = Field(description="Those that `text` or `html` brought along.")
    lacks: str | None = Field(
        default=None,
        description="Why the body is not the story (a paywall, a page that asks for consent), with what was found: "
        "its headlines are `not-checked`, `body-insufficient`.",
    )
    body: str | None = Field(default=None, description="The body that was found in `text` or `html`.")


class BatchItem(BaseModel):
    """One story's answer: reports, or why there are none."""

    reports: list[Report] = []
    body: str | None = None
    problem: Problem | None = None


class BatchResponse(BaseModel):
    """An answer for each story, in order."""

    results: list[BatchItem]


class FeedbackRequest(_Request):
    """A flag that is wrong, or a fault that was missed. The line that is written has the headline and the body."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"headline": "Brightwater buys Calder", "body": BODY, "label": "supported", "rule": "actor-mismatch",
                 "fingerprint": "0123456789abcdef", "reason": "The body says so in its first sentence."}
            ]
        }
    )  # fmt: skip

    headline: Headline
    body: Text | None = None
    body_id: str | None = None
    label: Literal["supported", "unsupported", "contradicted"] = Field(
        default="supported", description="What the body does to the headline, in the reader's judgement."
    )
    rule: str | None = Field(default=None, description="Of the finding that is wrong: a rule, or `rule/check`.")
    fingerprint: Annotated[str, Field(pattern="^[0-9a-f]{16}$")] | None = Field(
        default=None, description="Of the finding that is wrong."
    )
    reason: Annotated[str, Field(max_length=2000)] = ""


class FeedbackResponse(BaseModel):
    """It was written down."""

    saved: bool = True


class CheckInfo(BaseModel):
    """One of a rule's checks."""

    id: str
    says: str


class ExampleInfo(BaseModel):
    """A headline that a rule flags, or lets pass."""

    headline: str
    body: str
    note: str


class RuleInfo(BaseModel):
    """A rule."""

    id: str
    severity: Literal["error", "warning"]
    severities: list[Literal["error", "warning"]] = Field(description="Both where the explanation says when.")
    summary: str
    explanation: str
    checks: list[CheckInfo]
    failing: list[ExampleInfo]
    passing: list[ExampleInfo]


class RulesResponse(BaseModel):
    """Every rule, in the order in which they run."""

    rules: list[RuleInfo]


class InfoResponse(BaseModel):
    """What answers here."""

    version: str
    schema_version: str = Field(description="Of the reports.")
    model: str
    revision: str = Field(description="Hash of the model's weights.")
    runtime: str | None
    calibration: str
    rules: list[str] = Field(description="Those that run unless a request chooses others.")
    workers: int
    html: bool = Field(description="Can it read web pages (extra `html`)?")
    feedback: bool = Field(description="Does it take feedback?")
    limits: dict[str, Any]


class Health(BaseModel):
    """How the service is."""

    status: Literal["ok", "starting", "stopping"]
