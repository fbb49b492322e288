"""YAML front matter: the lines between ``---`` at the head of a text, their values as written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import InputError
from .yaml_positions import RESERVED, Places, places_of

FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
UNCLOSED = re.compile(r"---[ \t]*\n[ \t]*[\w-]+[ \t]*:(?:[ \t]|\n)")
COMMENT = re.compile(r"[ \t]+(#.*)")
# YAML's own parser needs a second for as much.
MAX_LENGTH = 50_000
BOOLEAN, NULL = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"


@dataclass(frozen=True)
class FrontMatter:
    """What stands between the lines.

    Attributes:
        values: the value of each field as written; ``None`` where there is none.
        problems: why a field's value is no text, in words.
        comments: what YAML left out behind a field's value, for its ``#``.
        places: where each value begins in the text.
        end: where the text behind the front matter begins.
        further: of a value that is not written letter for letter: offsets in it, and where those stand in the text.
        reserved: characters that YAML would write otherwise in a value.
        whole: the value of the field that was asked for with its lists and tables, all else texts;
            ``None`` where there is none.
    """

    values: dict[str, str | None]
    problems: dict[str, str]
    comments: dict[str, str]
    places: dict[str, int]
    end: int
    further: dict[str, Places] = field(default_factory=dict)
    reserved: dict[str, str] = field(default_factory=dict)
    whole: Any = None


def read_front_matter(text: str, source: str, wanted: str = "") -> FrontMatter | None:
    """The front matter of a text; ``None`` where it has none.

    Args:
        text: that begins with it.
        source: its name, for messages.
        wanted: the field that may have lists and tables.

    Numbers and dates stay as they are written: ``date: 2024-02-30`` is a text, whatever the calendar says.

    Raises:
        InputError: it is not closed, too long, or no YAML of ``name: value`` lines; names the line.
    """
    match = FRONT_MATTER.match(text)
    if match is None:
        if UNCLOSED.match(text):
            raise InputError(f"{source}: the front matter is not closed: put a line `---` between it and the body")
        return None
    if len(match.group(1)) > MAX_LENGTH:
        raise InputError(f"{source}: the front matter has more than {MAX_LENGTH:,} characters: shorten it")
    return _fields(match.group(1), source, match.start(1), match.end(), wanted)


def _fields(yaml_text: str, source: str, start: int, end: int, wanted: str) -> FrontMatter:
    import yaml

    found, whole = FrontMatter({}, {}, {}, {}, end), None
    try:
        # Nodes, not values: nothing is made of what nobody asks for, and aliases are not written out.
        top = yaml.compose(yaml_text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 2}:" if mark is not None else ""
        raise InputError(
            f"{source}:{line} the front matter is not valid YAML ({getattr(error, 'problem', None) or _reason(error)}):"
            " put a value with a colon, a bracket or a quotation mark in quotes"
        ) from None
    except RecursionError:
        raise InputError(f"{source}: the front matter is not valid YAML: nested too deeply") from None
    if top is None:
        return found
    if not isinstance(top, yaml.MappingNode):
        raise InputError(f"{source}: between the lines `---` stand no `name: value` lines: give `title: …` there")
    for key, value in top.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name == wanted:
            whole = _whole(value, source, value.start_mark.line + 2)
        plain = isinstance(value, yaml.ScalarNode) and value.style is None
        if name in found.values:
            found.problems[name] = "is given twice: leave one out"
        elif not isinstance(value, yaml.ScalarNode) and name != wanted:
            found.problems[name] = (
                f"is a {'list' if isinstance(value, yaml.SequenceNode) else 'table'} in YAML: put it in quotes"
            )
        elif plain and value.tag == BOOLEAN:
            found.problems[name] = f"is `{value.value}`, which YAML takes for true or false: put it in quotes"
        found.values[name] = (
            value.value if isinstance(value, yaml.ScalarNode) and not (plain and value.tag == NULL) else None
        )
        quoted = isinstance(value, yaml.ScalarNode) and value.style in ("'", '"')
        place = value.start_mark.index + quoted
        found.places[name] = start + place
        if isinstance(value, yaml.ScalarNode):
            further = places_of(yaml_text[place : value.end_mark.index], value.value, value.style)
            found.reserved[name] = RESERVED[value.style]
            found.further[name] = tuple((offset, start + place + at) for offset, at in further)
        comment = COMMENT.match(yaml_text, value.end_mark.index)
        if plain and comment:
            found.comments[name] = comment.group(1)
    return replace(found, whole=whole)


def _whole(node: Any, source: str, line: int) -> Any:
    """The value of a node, its scalars as texts; what is named twice is made once."""
    import yaml

    try:
        return yaml.BaseLoader("").construct_document(node)
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError(f"{source}: line {line}: the front matter is not valid YAML ({_reason(error)})") from None


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:100]
