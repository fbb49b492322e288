"""Forms of English verbs from their base: the dictionary's irregular ones, the others by rule."""

from __future__ import annotations

import re

from ..once import loaded_once
from .parser import irregular_verbs

# The past is the base, and no doubled letter in the dictionary shows it.
UNCHANGED = frozenset(
    "bet burst bust cast cost hurt spread shed shut split thrust read broadcast forecast offset".split()
)
# Of two irregular forms, the one behind "has" ends so.
PARTICIPLE = re.compile(r"(?:n|ne|ung|unk|um)$")
# Behind "has" these are the base again.
BASE_AGAIN = frozenset("become come overcome overrun".split())
SIBILANT = re.compile(r"(?:s|x|z|ch|sh|[^aeiou]o)$")
# Simple past and participle where the dictionary has more forms than news uses.
OWN_WAYS = {
    "be": ("was", "been"), "beat": ("beat", "beaten"), "begin": ("began", "begun"), "bid": ("bid", "bid"), "forbid": ("forbade", "forbidden"),
    "get": ("got", "got"), "quit": ("quit", "quit"), "run": ("ran", "run"), "slide": ("slid", "slid"), "hang": ("hanged", "hanged"),
    "have": ("had", "had"), "swell": ("swelled", "swollen"),
}  # fmt: skip


@loaded_once
def _forms() -> dict[str, list[str]]:
    """Base form → irregular forms."""
    found: dict[str, list[str]] = {}
    for form, base in irregular_verbs().items():
        found.setdefault(base, []).append(form)
    return found


def third_person(base: str) -> str:
    """``close`` → ``closes``."""
    if base == "be":
        return "is"
    if base == "have":
        return "has"
    if base.endswith("iz"):
        return base + "zes"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ies"
    return base + ("es" if SIBILANT.search(base) else "s")


def gerund(base: str) -> str:
    """``close`` → ``closing``, ``ban`` → ``banning``."""
    irregular = next((form for form in _forms().get(base, []) if form.endswith("ing") and form != base), None)
    if irregular is not None:
        return irregular
    if base.endswith("ie"):
        return base[:-2] + "ying"
    silent = base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and len(base) > 2
    return (base[:-1] if silent else base) + "ing"


def participle(base: str) -> str:
    """The form behind "has" and "is": ``steal`` → ``stolen``, ``cut`` → ``cut``."""
    return _past_forms(base)[1]


def past(base: str) -> str:
    """The simple past: ``steal`` → ``stole``, ``cut`` → ``cut``."""
    return _past_forms(base)[0]


def _past_forms(base: str) -> tuple[str, str]:
    """Simple past and participle."""
    if base in OWN_WAYS:
        return OWN_WAYS[base]
    if base in UNCHANGED or (gerund(base) == f"{base}{base[-1]}ing" != f"{base}ing" and not _irregular(base)):
        # "Cutting" is in the dictionary, "cutted" is not.
        return base, base
    irregular = _irregular(base)
    # "Build" has the old "builded" too, "swap" the other spelling "swopped".
    irregular = [form for form in irregular if not form.endswith("ed")] or irregular[:1]
    if not irregular:
        return _regular(base), _regular(base)
    if base in BASE_AGAIN:
        return irregular[0], base
    last = next((form for form in irregular if PARTICIPLE.search(form)), irregular[0])
    if irregular == [last] and last in (base + "n", base + "en"):
        # "Shown" is in the dictionary, "showed" is regular.
        return _regular(base), last
    return next((form for form in irregular if form != last), last), last


def _irregular(base: str) -> list[str]:
    """Its past forms of the dictionary: without "quizzes" and "quizzing"."""
    forms = (form for form in _forms().get(base, []) if not form.endswith("s"))
    return [form for form in forms if not form.endswith("ing") or len(form) <= len(base)]


def inflected(base: str, tag: str) -> str | None:
    """A verb in the form of a Penn Treebank tag; ``None`` for a tag that is no verb's."""
    if tag in ("VB", "VBP"):
        return base
    forms = {"VBZ": third_person, "VBG": gerund, "VBD": past, "VBN": participle}
    return forms[tag](base) if tag in forms else None


def _regular(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if re.search(r"[^aeiou]y$", base) else base + "ed"
