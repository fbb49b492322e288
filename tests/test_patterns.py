"""No pattern of the package takes more than linear time, whatever the text:
every one is timed on strings made from its own parts.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import itertools
import pkgutil
import re
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest

import checker

from .growth import MOST_GROWTH, cpu_seconds, least_growth

COMPILING = frozenset(("compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"))
SEARCHING = COMPILING - {"compile", "match", "fullmatch"}
# Characters of a string. Of the strings that take a pattern longest, ones four times as long are tried too.
SIZE = 2_000
LONGEST = 6
STUCK = 1.0
COMMON = (
    "a",
    "A",
    "1",
    " ",
    "\n",
    ".",
    ",",
    "'",
    '"',
    "-",
    "#",
    "a ",
    "A ",
    "1 ",
    "a. ",
    "A.",
    "a'",
    "A-",
    "1,",
    "1.",
    " \n",
    "# ",
    "a,",
    "_",
    "é",
    "of ",
    "the ",
    "<",
    "(",
    "a\n",
    "- ",
    "'a ",
    "1-",
)
ENDS = ("", "!", "\n ")


@dataclass(frozen=True)
class Found:
    """A pattern, where it stands, and the methods that it is used with."""

    where: str
    pattern: re.Pattern[str]
    anywhere: bool


class Sample(str):
    """Stands for a value that a pattern is built from while running."""

    def __getattr__(self, name: str) -> Sample:
        return Sample("word")

    def __call__(self, *_: Any) -> Sample:
        return Sample("word")


class Samples(dict[str, Any]):
    """Names inside a function: what the module does not know is a sample."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, name: str) -> Any:
        if name in self.known or hasattr(builtins, name):
            raise KeyError(name)
        return Sample("word")


NAMES = [
    info.name for info in pkgutil.walk_packages(checker.__path__, "checker.") if not info.name.endswith("__main__")
]


def modules() -> Iterator[ModuleType]:
    return map(importlib.import_module, NAMES)


def patterns_in(value: Any, depth: int = 4) -> Iterator[re.Pattern[str]]:
    """Every compiled pattern inside a value."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, Mapping):
        for item in itertools.chain(value.keys(), value.values()):
            yield from patterns_in(item, depth - 1)
    elif depth and isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from patterns_in(item, depth - 1)
    elif depth and is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from patterns_in(getattr(value, part.name), depth - 1)


def uses() -> dict[str, set[str]]:
    """Name → the methods that are called on something of that name, in the whole package."""
    found: dict[str, set[str]] = {}
    for module in modules():
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in COMPILING
                and isinstance(node.value, (ast.Name, ast.Attribute))
            ):
                name = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                found.setdefault(name, set()).add(node.attr)
    return found


def built_in_functions(module: ModuleType) -> Iterator[Found]:
    """The patterns given to ``re``'s functions inside a module, its own values or samples put in."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in COMPILING):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re"):
            continue
        where = f"{module.__name__}:{node.lineno}"
        text = eval(compile(ast.Expression(node.args[0]), where, "eval"), dict(vars(module)), Samples(vars(module)))
        assert isinstance(text, str), f"{where}: not a pattern"
        assert not isinstance(text, Sample), (
            f"{where}: compile the pattern where it is written, so that it can be tested"
        )
        given = [keyword.value for keyword in node.keywords if keyword.arg == "flags"] + node.args[1:]
        flags = 0
        for argument in given:
            if ast.unparse(argument).startswith("re."):
                flags = eval(ast.unparse(argument), {"re": re})
        yield Found(where, re.compile(text, flags), node.func.attr not in ("match", "fullmatch"))


@cache
def every_pattern() -> list[Found]:
    used = uses()
    found: dict[tuple[str, int], Found] = {}
    for module in modules():
        for name, value in vars(module).items():
            for pattern in patterns_in(value):
                methods = used.get(name, set()) if isinstance(value, re.Pattern) else SEARCHING
                anywhere = bool(methods & SEARCHING) or not methods
                key = (pattern.pattern, pattern.flags)
                if key not in found or (anywhere and not found[key].anywhere):
                    found[key] = Found(f"{module.__name__}.{name}", pattern, anywhere)
        for item in built_in_functions(module):
            key = (item.pattern.pattern, item.pattern.flags)
            named = key in found and not found[key].where.endswith(f":{item.where.rsplit(':', 1)[1]}")
            if not named or item.where.split(":")[0] not in found[key].where:
                found.setdefault(key, item)
    return list(found.values())


def example(items: Any, least: int = 1) -> str:
    """A string that the parsed pattern nearly matches: repeats as short as they may be, but not empty."""
    text = ""
    for code, value in items:
        if code is codes.LITERAL:
            text += chr(value)
        elif code is codes.NOT_LITERAL:
            text += "b" if chr(value) != "b" else "c"
        elif code is codes.ANY:
            text += "x"
        elif code is codes.IN:
            text += one_of(value)
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            low, high, inner = value
            text += example(inner, least) * max(low, min(least, high))
        elif code is codes.SUBPATTERN:
            text += example(value[-1], least)
        elif code is codes.ATOMIC_GROUP:
            text += example(value, least)
        elif code is codes.BRANCH:
            text += example(value[1][0], least)
    return text


def one_of(members: Any) -> str:
    negated = any(code is codes.NEGATE for code, _ in members)
    if negated:
        whole = re.compile(f"[{''.join(map(member_text, members))}]")
        return next(letter for letter in "aA1 .-'\"\n_é(" if whole.match(letter))
    code, value = members[0]
    if code is codes.LITERAL:
        return chr(value)
    if code is codes.RANGE:
        return chr(value[0])
    return {
        codes.CATEGORY_SPACE: " ",
        codes.CATEGORY_WORD: "a",
        codes.CATEGORY_DIGIT: "1",
        codes.CATEGORY_NOT_SPACE: "a",
        codes.CATEGORY_NOT_WORD: " ",
        codes.CATEGORY_NOT_DIGIT: "a",
    }[value]


def member_text(member: Any) -> str:
    code, value = member
    if code is codes.NEGATE:
        return "^"
    if code is codes.LITERAL:
        return re.escape(chr(value))
    if code is codes.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return {
        codes.CATEGORY_SPACE: r"\s",
        codes.CATEGORY_WORD: r"\w",
        codes.CATEGORY_DIGIT: r"\d",
        codes.CATEGORY_NOT_SPACE: r"\S",
        codes.CATEGORY_NOT_WORD: r"\W",
        codes.CATEGORY_NOT_DIGIT: r"\D",
    }[value]


def repeats(items: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Every part that may be repeated without a near end, with what leads to it."""
    for code, value in items:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            _, high, inner = value
            if high > 20:
                yield before, example(inner)
                yield from members(inner, before)
            yield from repeats(inner, before)
        elif code is codes.SUBPATTERN:
            yield from repeats(value[-1], before)
        elif code is codes.ATOMIC_GROUP:
            yield from repeats(value, before)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from repeats(branch, before)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from repeats(value[1], before)
        before += example([(code, value)])


def members(inner: Any, before: str) -> Iterator[tuple[str, str]]:
    """Each kind of character of a repeated class."""
    if len(inner) == 1 and inner[0][0] is codes.IN and not any(code is codes.NEGATE for code, _ in inner[0][1]):
        for member in inner[0][1]:
            yield before, one_of([member])


def branches(items: Any) -> Iterator[str]:
    """An example of every branch of every alternation, at most forty of each."""
    for code, value in items:
        if code is codes.BRANCH:
            for branch in value[1][:40]:
                yield example(branch)
                yield from branches(branch)
        elif code is codes.SUBPATTERN:
            yield from branches(value[-1])
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            yield from branches(value[2])


def adversaries(pattern: re.Pattern[str]) -> Iterator[Callable[[int], str]]:
    """Makers of a string of about n characters that the pattern is slow to give up."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    whole = example(tree)
    units = [("", unit) for unit in COMMON]
    units += [("", whole), ("", whole[:-1]), ("", whole + " "), ("", example(tree, 2))]
    units += [(lead, unit) for lead, unit in repeats(tree)]
    units += [("", lead + unit) for lead, unit in repeats(tree)]
    units += [(whole[: len(whole) // 2], unit) for unit in (" ", "a", "A", "1")]
    units += [("", branch + " ") for branch in itertools.islice(dict.fromkeys(branches(tree)), 60)]
    for lead, unit in dict.fromkeys(units):
        if unit:
            for end in ENDS:
                yield lambda size, lead=lead, unit=unit, end=end: lead + unit * (size // len(unit)) + end  # type: ignore[misc]


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """An alarm for a pattern that does not come back: ``re`` looks for signals now and then."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def look(found: Found, text: str) -> None:
    """Look for the pattern as the package does."""
    if found.anywhere:
        for _ in found.pattern.finditer(text):
            pass
    else:
        found.pattern.match(text)
        found.pattern.fullmatch(text)


def slowest(found: Found) -> str | None:
    """The growth of the first string on which the pattern is slower than linear."""
    costs: list[tuple[float, int, Callable[[int], str]]] = []
    for number, make in enumerate(adversaries(found.pattern)):
        try:
            with limit(STUCK):
                text = make(SIZE)
                costs.append((cpu_seconds(lambda text=text: look(found, text)), number, make))  # type: ignore[misc]
        except TimeoutError:
            return f"{make(60)!r}… of {SIZE} characters takes more than {STUCK:.0f} s"
    for once, _, make in sorted(costs, reverse=True)[:LONGEST]:
        if (growth := least_growth(lambda text: look(found, text), make, SIZE)) > MOST_GROWTH:
            return (
                f"{make(60)!r}… four times as long takes {growth:.0f} times as long ({once * 1000:.0f} ms for {SIZE})"
            )
    return None


def test_patterns_are_found_wherever_they_stand() -> None:
    places = {found.where for found in every_pattern()}
    assert len(every_pattern()) > 90
    assert any(where.startswith("checker.claims.pieces.") for where in places)
    assert any(where.startswith("checker.rules.") and ":" in where for where in places), "none built inside a function"


# Each was in 0.1.0, or is of a kind that was.
SLOW = (
    r"^#{1,2}[ \t]+(.+?)[ \t#]*$",
    r"\s+[-–—|]{1,2}\s+|\s*—\s*",
    r"(?<!\w)(['\"]).+?\1(?!\w)",
    r"\b\d[\d,.]* of \w+",
    r"(?:,\s*|\s+)(?:says?|said)\s+(?:[\w.'&-]+\s*){1,6}$",
    r"(?:a+)+$",
    r"\s+$",
    r"<[^>]*>",
)


@pytest.mark.parametrize("pattern", SLOW)
def test_slow_patterns_are_seen(pattern: str) -> None:
    assert slowest(Found("here", re.compile(pattern, re.MULTILINE), True)) is not None


@pytest.mark.parametrize("name", NAMES)
def test_patterns_are_linear(name: str) -> None:
    own = [found for found in every_pattern() if re.fullmatch(rf"{re.escape(name)}[.:]\w+", found.where)]
    assert [(found.where, slow, found.pattern.pattern) for found in own if (slow := slowest(found))] == []


def test_every_pattern_is_of_one_module() -> None:
    assert {found.where.replace(":", ".").rpartition(".")[0] for found in every_pattern()} <= set(NAMES)
