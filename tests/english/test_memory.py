"""A corpus has words without end, and what is remembered of them must not grow with it."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from typing import Any

import checker
from checker.english.parser import WORDS, is_common_word, is_dictionary_noun, verb_base
from checker.english.terms import stem, term

ASKED = (term, stem, is_common_word, verb_base, is_dictionary_noun)
# Whose arguments are few: tables of ours, countries, files of the package and of the system.
FEW = {"_table", "_families", "forms_of", "all_measured", "cpu_flags", "loaded", "deeds", "_regions", "regions_of"}


def remembering() -> dict[str, Any]:
    """Every function of the package that remembers its answers."""
    found = {}
    for module in pkgutil.walk_packages(checker.__path__, "checker."):
        if module.name.startswith("checker.embedded") or module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, functools._lru_cache_wrapper) and value.__module__ == module.name:
                found[f"{module.name}.{name}"] = value
    return found


def test_whatever_is_remembered_has_an_end() -> None:
    found = remembering()
    assert len(found) > len(ASKED)
    endless = {name for name, value in found.items() if value.cache_parameters()["maxsize"] is None}
    assert {name.rpartition(".")[2] for name in endless} <= FEW
    # 65,536 words of each question were 54 MB a process.
    assert all((value.cache_parameters()["maxsize"] or 0) <= WORDS <= 10_000 for value in found.values())
