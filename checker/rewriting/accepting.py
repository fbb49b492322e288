"""A finding accepted in the article itself: what to put into a Markdown text's front matter, all else as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..acceptance import FIELD, Acceptance
from ..article import DEFAULT_FIELDS, Article, Fields
from ..errors import InputError
from ..reading.front_matter import FRONT_MATTER
from ..reading.markdown_format import read_markdown

ACCEPT = "accept"


@dataclass(frozen=True)
class Insertion:
    """What to put into a text.

    Attributes:
        at: where, in code points.
        text: what.
    """

    at: int
    text: str

    def into(self, text: str) -> str:
        """The text with it."""
        return text[: self.at] + self.text + text[self.at :]


def accepting(text: str, rule: str, fields: Fields = DEFAULT_FIELDS) -> Insertion | None:
    """What makes a Markdown text accept a rule's findings, its reason empty for somebody to fill in.

    Args:
        text: with ``\\n`` at the end of its lines.
        rule: a rule, or ``rule/check``.
        fields: where its headline stands.

    Returns:
        ``None`` where it is accepted already, or where there is no place for it that leaves headline
        and body what they are.
    """
    before = _read(text, fields)
    if not before or any(item.rule == rule for item in before[0].accept):
        return None
    wanted = {Acceptance(rule), *before[0].accept}
    for found in _places(text, f'{{rule: {rule}, reason: ""}}'):
        after = _read(found.into(text), fields)
        same = [(item.headline, item.body, item.name) for item in after] == [
            (item.headline, item.body, item.name) for item in before
        ]
        if same and all(set(item.accept) == wanted for item in after):
            return found
    return None


def _read(text: str, fields: Fields) -> list[Article]:
    try:
        items = list(read_markdown(text, "", fields=fields))
    except InputError:
        return []
    return [item for item in items if isinstance(item, Article)]


def _places(text: str, item: str) -> Iterator[Insertion]:
    """Where it could go, by what the front matter has; whether it is right there the reader tells."""
    match = FRONT_MATTER.match(text)
    if match is None:
        yield Insertion(0, f"---\n{_block(item, '')}---\n\n")
        return
    top = _composed(match.group(1))
    start = match.start(1)
    if top is None:
        yield Insertion(match.end(1), _block(item, ""))
        return
    own = _value(top, FIELD)
    if own is None:
        yield Insertion(match.end(1), _block(item, " " * top.start_mark.column))
        return
    accept = _value(own[1], ACCEPT)
    if accept is None:
        yield from _filled(start, own, f"{ACCEPT}: [{item}]", "{}")
    elif _is(accept[1], "sequence") and not accept[1].flow_style and accept[1].value:
        at = accept[1].start_mark
        yield Insertion(start + at.index, f"- {item}\n{' ' * at.column}")
    else:
        yield from _filled(start, accept, item, "[]")


def _filled(start: int, pair: tuple[Any, Any], item: str, brackets: str) -> Iterator[Insertion]:
    """Inside the brackets that a value has, or as the value of a key that has none."""
    key, value = pair
    if _is(value, "scalar"):
        yield Insertion(start + key.end_mark.index + 1, f" {brackets[0]}{item}{brackets[1]}")
    elif value.flow_style:
        yield Insertion(start + value.start_mark.index + 1, f"{item}, " if value.value else item)


def _block(item: str, indent: str) -> str:
    return f"{indent}{FIELD}:\n{indent}  {ACCEPT}:\n{indent}    - {item}\n"


def _composed(yaml_text: str) -> Any:
    import yaml

    return yaml.compose(yaml_text, Loader=yaml.SafeLoader)


def _value(node: Any, name: str) -> tuple[Any, Any] | None:
    """A key of a table and its value, as nodes."""
    if not _is(node, "mapping"):
        return None
    return next(((key, value) for key, value in node.value if _is(key, "scalar") and key.value == name), None)


def _is(node: Any, kind: str) -> bool:
    return bool(node.id == kind)
