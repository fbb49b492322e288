"""What pydantic finds wrong with a configuration, in our words, with the nearest right name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from .keys import FileKeys, Override, choices, nearest, spelled

MUST = {
    "string_type": "must be a text: put it in quotes",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
    "list_type": 'must be a list: ["…", "…"]',
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
    "too_short": "is empty",
}


class Problem(NamedTuple):
    """What is wrong, and where.

    Attributes:
        path: keys and numbers of items, from the top.
        message: names the key, and the way out.
    """

    path: tuple[str | int, ...]
    message: str


def told(error: ValidationError) -> Iterator[Problem]:
    """Everything that is wrong, in the order of the keys."""
    for item in error.errors(include_url=False):
        path = tuple(step for step in item["loc"] if step != "[key]")
        yield Problem(path, f"`{_written(path)}` {_what(item, path)}")


def _what(item: Any, path: tuple[str | int, ...]) -> str:
    kind, value = item["type"], item["input"]
    if kind == "extra_forbidden":
        model: type[BaseModel] = Override if path[:1] == ("overrides",) else FileKeys
        return f"is no key; {nearest(str(path[-1]), map(spelled, model.model_fields))}"
    if kind == "literal_error":
        name = next(step for step in path if isinstance(step, str) and step != "overrides")
        if isinstance(value, str):
            return f"cannot be `{value:.60}`; {nearest(value, choices(name.replace('-', '_')))}"
        return f"must be {item['ctx']['expected']}"
    if kind == "value_error":
        said = str(item["ctx"]["error"])
        return f"names {said}" if said.startswith("no ") else said
    if kind == "greater_than_equal":
        return f"must be {item['ctx']['ge']:g} or more, not {value}"
    if kind == "missing":
        return "is missing"
    return MUST.get(kind) or str(item["msg"])


def _written(path: tuple[str | int, ...]) -> str:
    """A path as people write it: ``overrides[0].select``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f"{'.' if text else ''}{step}"
    return text
