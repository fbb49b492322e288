"""The keys of a configuration, with their types, what they mean, and what they are where nobody says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from ..errors import UsageError
from ..nli.runtimes import RuntimeChoice
from ..rules import RULES, choose
from ..settings import Settings
from ..thresholds import Sensitivity
from ..time_limit import DEFAULT as TIME_LIMIT

Given = Literal["error", "warning", "off"]
FailOn = Literal["error", "warning", "never"]


def _rule(name: str) -> str:
    try:
        choose(name)
    except UsageError as error:
        raise ValueError(str(error)) from None
    return name


def _pattern(pattern: str) -> str:
    if not pattern.strip() or pattern.startswith("#"):
        raise ValueError("is no pattern: write one as in .gitignore, such as `sport/**`")
    return pattern


def _text(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text


RULE_NAMES = [name for rule in RULES.values() for name in (rule.id, *(f"{rule.id}/{check}" for check in rule.checks))]
RuleName = Annotated[str, AfterValidator(_rule), WithJsonSchema({"type": "string", "enum": RULE_NAMES})]
Pattern = Annotated[str, AfterValidator(_pattern)]
Text = Annotated[str, AfterValidator(_text)]


def spelled(name: str) -> str:
    """A key as it is written in files: ``fail-on``."""
    return name.replace("_", "-")


class ArticleKeys(BaseModel):
    """What may differ from one article to another."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=spelled, validate_by_name=True)

    fail_on: FailOn = Field(default="error", description="Lowest severity of a finding that makes the exit status 1.")
    sensitivity: Sensitivity = Field(
        default="balanced",
        description="How low a score is a finding: `checker models show` has the recall and the false alarms of each.",
    )
    select: list[RuleName] = Field(
        default=[],
        description="Run only these rules, or single checks (contradiction/opposite-adjective); all where empty.",
    )
    ignore: list[RuleName] = Field(
        default=[], description="Leave these rules or checks out; in an override beside those left out above."
    )
    severities: dict[RuleName, Given] = Field(
        default={},
        description="error, warning or off, by rule or rule/check, in place of the rules' own. "
        "Off leaves it out, the others move neither verdict nor score.",
    )
    names: list[Text] = Field(
        default=[],
        description="Names that no body need mention (entity-unsupported leaves them alone): the paper's own, "
        "nicknames; in an override beside those above.",
    )
    baseline: Text | None = Field(
        default=None,
        description="A file of findings that are accepted (from this file's folder), "
        "once `checker baseline` has written it.",
    )
    require_reason: bool = Field(default=False, description="Refuse acceptances that give no reason.")
    strict: bool = Field(default=False, description="Exit with 1 where an acceptance no longer matches a finding.")
    headline_fields: list[Text] = Field(
        default=[],
        description="The first of these that an article has is its headline; by default `headline`, "
        "in front matter also `title`.",
    )
    body_fields: list[Text] = Field(default=[], description="The same for the body in JSON; by default `body`.")
    model: str = Field(
        default="standard",
        description="The NLI model: an embedded one (standard, compact), a folder (from this file's), "
        "or owner/name of the Hugging Face hub.",
    )
    runtime: RuntimeChoice = Field(default="auto", description="What runs an embedded model or a folder of ours.")
    device: Literal["auto", "cpu", "cuda", "mps"] = Field(
        default="auto", description="Where a transformers model runs."
    )
    revision: str | None = Field(default=None, description="Branch, tag or commit of a hub model.")
    batch_size: int = Field(default=32, ge=1, description="Pairs that a transformers model judges together on a GPU.")
    labels: list[Text] = Field(
        default=[], description="What a transformers model's outputs mean, in order, where its own names don't say."
    )
    offline: bool = Field(default=False, description="Never use the network: a hub model must be in the cache.")
    time_limit: float = Field(
        default=TIME_LIMIT or 0.0,
        ge=0,
        allow_inf_nan=False,
        description="Seconds that an article may take; 0 for any time.",
    )

    def settings(self) -> Settings:
        """What articles are checked with.

        Raises:
            UsageError: no rule is left to run.
        """
        from ..nli.labels import parse_labels
        from ..settings import ModelOptions, make_settings

        labels = parse_labels(",".join(self.labels)) if self.labels else None
        options = ModelOptions(self.device, self.revision, self.batch_size, labels, self.offline, runtime=self.runtime)
        return make_settings(
            self.model,
            self.select,
            self.ignore,
            sensitivity=self.sensitivity,
            severities=self.severities,
            names=self.names,
            time_limit=self.time_limit or None,
            options={name: getattr(options, name) for name in options.__dataclass_fields__},
        )


class Override(ArticleKeys):
    """Other values for the articles whose path fits a pattern."""

    paths: list[Pattern] = Field(
        min_length=1, description="Patterns as in .gitignore, from this file's folder: `sport/**`, `*.push.md`."
    )


class FileKeys(ArticleKeys):
    """All that a configuration file may have."""

    model_config = ConfigDict(title="headline-checker configuration")

    include: list[Pattern] = Field(
        default=[],
        description="In folders, take only files that fit one of these patterns (as in .gitignore, "
        "from this file's folder).",
    )
    exclude: list[Pattern] = Field(
        default=[],
        description="In folders, leave these out, beside README, CHANGELOG, LICENSE and the like; "
        "`!README.md` takes them in.",
    )
    overrides: list[Override] = Field(
        default=[], description="Other values for some articles; of several that fit, the last one counts."
    )


KEYS: dict[str, Any] = {spelled(name): name for name in ArticleKeys.model_fields}
# In an override they add to what stands above.
ADDING = ("ignore", "names")
# Looked up from the folder of the file that names them.
PATHS = ("model", "baseline")


def choices(name: str) -> list[str]:
    """What a key may be (or its items, or the values of its table), where that is one of a few words."""
    annotation = FileKeys.model_fields[name].annotation
    parts = (annotation, *get_args(annotation))
    return [item for part in parts for item in get_args(part) if isinstance(item, str)]


def nearest(name: str, known: Iterable[str]) -> str:
    """The way out of a name that is none: the nearest right one, or all."""
    from difflib import get_close_matches

    known = list(known)
    near = get_close_matches(name, known, 1)
    return f"did you mean `{near[0]}`?" if near else f"there are {', '.join(known)}"


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a configuration file (``checker.toml``, or ``[tool.checker]`` of ``pyproject.toml``)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:headline-checker:configuration:1.0",
        **FileKeys.model_json_schema(by_alias=True),
    }
