"""Pinned figures: of which data they are, and what lowers one. That none falls: tests/rules/test_snapshot.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.floors import DATA, Count, digest, lower, read_floors, update, write_floors
from eval.suites import SuiteError


def test_floors_are_of_this_data() -> None:
    _, digests = read_floors()
    assert digests == {name: digest(name) for name in DATA}, "the data changed: `python -m eval floors --update`"


def test_what_has_fallen() -> None:
    floors = {"a": {"x": Count(8, 10), "y": Count(1, 2)}}
    assert lower(floors, {"a": {"x": Count(8, 10), "y": Count(2, 2)}, "b": {"z": Count(0, 1)}}) == []
    assert lower(floors, {"a": {"x": Count(7, 10), "y": Count(1, 2)}}) == ["a: x: 8 of 10 → 7 of 10"]
    assert lower(floors, {"a": {"x": Count(16, 20), "y": Count(1, 2)}}) == [], "of other data the share counts"
    assert lower(floors, {"a": {"x": Count(15, 20)}}) == ["a: x: 8 of 10 → 15 of 20", "a: y: 1 of 2 → not measured"]


def test_lowering_needs_a_reason_and_writes_it_down(tmp_path: Path) -> None:
    path, changelog = tmp_path / "floors.toml", tmp_path / "CHANGELOG.md"
    changelog.write_text("# Changelog\n\n## 1.0\n\n### Added\n- All of it.\n", encoding="utf-8")
    write_floors({"seeds": {"x": Count(8, 10)}}, path=path)
    with pytest.raises(SuiteError, match=r"these figures fell: seeds: x: 8 of 10 → 7 of 10"):
        update({"seeds": {"x": Count(7, 10)}}, None, path, changelog)
    assert read_floors(path)[0] == {"seeds": {"x": Count(8, 10)}}
    update({"seeds": {"x": Count(9, 10)}}, None, path, changelog)
    assert "Floor lowered" not in changelog.read_text(encoding="utf-8")
    for right, reason in ((7, "the parser changed"), (6, "it changed again")):
        update({"seeds": {"x": Count(right, 10)}}, reason, path, changelog)
    text = changelog.read_text(encoding="utf-8")
    assert "### Changed\n- Floor lowered: seeds: x: 7 of 10 → 6 of 10: it changed again\n" in text
    assert text.count("### Changed") == 1
    assert read_floors(path) == ({"seeds": {"x": Count(6, 10)}}, {"seeds": digest("seeds")})
