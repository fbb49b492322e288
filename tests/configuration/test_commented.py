"""The file that ``checker init`` writes, and the schema."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import jsonschema
import pytest

from checker.cli.main import main
from checker.configuration.commented import commented_file
from checker.configuration.files import read_configuration
from checker.configuration.keys import KEYS, ArticleKeys, FileKeys, json_schema, spelled

VALUE = re.compile(r"^# (?=[a-z-]+ = |\[)", re.MULTILINE)


def test_as_it_is_written_it_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "checker.toml"
    path.write_text(commented_file())
    assert read_configuration(path).keys == FileKeys()
    assert max(map(len, commented_file().splitlines())) < 150


def test_every_key_is_in_it_and_can_be_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "checker.toml"
    path.write_text(VALUE.sub("", commented_file()))
    found = read_configuration(path)
    assert {spelled(name) for name in found.keys.model_fields_set} == {spelled(name) for name in FileKeys.model_fields}
    jsonschema.validate(tomllib.loads(path.read_text()), json_schema())


def test_every_key_says_what_it_means() -> None:
    assert all(field.description and field.description.endswith(".") for field in FileKeys.model_fields.values())


@pytest.mark.parametrize(
    "value",
    [
        {"failon": 1},
        {"fail-on": "warn"},
        {"select": ["quote-alterd"]},
        {"severities": {"quote-altered": "of"}},
        {"overrides": [{}]},
    ],
)
def test_the_schema_refuses_what_the_file_may_not_have(value: dict[str, object]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, json_schema())


@pytest.mark.parametrize("command", ["check", "baseline"])
def test_options_have_the_same_defaults(command: str) -> None:
    options = {parameter.name: parameter for parameter in main.commands[command].params}
    compared = 0
    for key, name in KEYS.items():
        if name in options:
            default, own = options[name].default, ArticleKeys.model_fields[name].default
            # click has a value of its own for none.
            assert (default if isinstance(default, str | int | float) else own) == own, key
            assert isinstance(default, str | int | float) or not own, key
            compared += 1
    assert compared >= 7
