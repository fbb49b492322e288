"""Configuration files: which one counts, and what is said of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import UsageError
from checker.configuration import Configurations
from checker.configuration.files import ConfigurationFile, read_configuration
from checker.configuration.lines import line_of

MANY = """\
# top
fail-on = "warning"

select = [
  # first
  "actor-mismatch", "quote-altered",
  "date-mismatch",
]
names = ['''
model = 3
''']

[severities]
quote-altered = "off"   # loud
"contradiction/opposite-adjective" = "warning"

[[overrides]]
paths = ["a/**"]
[[overrides]]
paths = [
  "b/**"]
severities.date-mismatch = "off"
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("fail-on",), 2),
        (("select",), 4),
        (("select", 0), 6),
        (("select", 1), 6),
        (("select", 2), 7),
        (("names",), 9),
        (("names", 0), 11),
        (("severities",), 13),
        (("severities", "quote-altered"), 14),
        (("severities", "contradiction/opposite-adjective"), 15),
        (("overrides", 0, "paths"), 18),
        (("overrides", 1, "paths", 0), 21),
        (("overrides", 1, "severities", "date-mismatch"), 22),
        (("model",), None),
        (("select", 3), None),
    ],
)
def test_the_line_of_a_key(path: tuple[str | int, ...], line: int | None) -> None:
    assert line_of(MANY, path) == line


def test_the_line_of_the_second_key() -> None:
    assert [line_of("a = 1\nb = 2\n", (key,)) for key in "ab"] == [1, 2]


@given(st.lists(st.sampled_from(["# c", "", "  # [x]"]), max_size=4), st.integers(0, 3))
def test_the_line_of_a_key_behind_anything(before: list[str], lines: int) -> None:
    value = "[" + "\n".join(['"a",'] * lines) + "]"
    text = "\n".join([*before, f"one = {value}", *before, "two = 2"])
    assert line_of(text, ("one",)) == len(before) + 1
    assert line_of(text, ("two",)) == 2 * len(before) + max(lines, 1) + 1


def nearest(folder: Path) -> ConfigurationFile | None:
    return Configurations().file_of(folder)


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    deep = tmp_path / "desk" / "sport" / "drafts"
    deep.mkdir(parents=True)
    assert nearest(deep) is None
    (tmp_path / "pyproject.toml").write_text('[tool.checker]\nfail-on = "never"\n')
    (tmp_path / "desk" / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    found = nearest(deep)
    assert found is not None
    assert (found.path, found.keys.fail_on) == (tmp_path / "pyproject.toml", "never")
    assert found.where("fail-on") == f"{tmp_path / 'pyproject.toml'}: line 2"
    (tmp_path / "desk" / "checker.toml").write_text('fail-on = "warning"\n')
    configurations = Configurations()
    assert configurations.file_of(tmp_path).keys.fail_on == "never"  # type: ignore[union-attr]
    assert configurations.file_of(deep).keys.fail_on == "warning"  # type: ignore[union-attr]
    assert configurations.file_of(deep.parent) is configurations.file_of(deep)
    (tmp_path / "desk" / "pyproject.toml").write_text('[tool.checker]\nfail-on = "error"\n')
    assert nearest(deep).path.name == "checker.toml"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\nfailon = 1\n", "line 2: `failon` is no key; did you mean `fail-on`?"),
        ("fail_on = 'error'\n", "line 1: `fail_on` is no key; did you mean `fail-on`?"),
        ("colour = 'red'\n", "line 1: `colour` is no key; there are fail-on, sensitivity, select,"),
        ("fail-on = 'warn'\n", "line 1: `fail-on` cannot be `warn`; did you mean `warning`?"),
        ("fail-on = 3\n", "line 1: `fail-on` must be 'error', 'warning' or 'never'"),
        ("strict = 'yes'\n", "line 1: `strict` must be true or false"),
        ("time-limit = -1\n", "line 1: `time-limit` must be 0 or more, not -1"),
        ("time-limit = inf\n", "line 1: `time-limit` must be a number"),
        ("batch-size = 0\n", "line 1: `batch-size` must be 1 or more, not 0"),
        ("batch-size = 1.5\n", "line 1: `batch-size` must be a whole number"),
        ("names = 'Lisse'\n", "line 1: `names` must be a list"),
        ("names = ['Lisse', 3]\n", "line 1: `names[1]` must be a text: put it in quotes"),
        ("names = ['']\n", "line 1: `names[0]` is empty"),
        (
            "select = [\n 'actor-mismatch',\n 'quote-alterd',\n]\n",
            "line 3: `select[1]` names no rule `quote-alterd`; did you mean `quote-altered`?",
        ),
        ("ignore = ['contradiction/oposite-adjective']\n", "did you mean `opposite-adjective`?"),
        (
            "[severities]\nquote-alterd = 'off'\n",
            "line 2: `severities.quote-alterd` names no rule `quote-alterd`; did you mean",
        ),
        (
            "[severities]\nquote-altered = 'of'\n",
            "line 2: `severities.quote-altered` cannot be `of`; did you mean `off`?",
        ),
        ("[[overrides]]\nignore = []\n", "line 1: `overrides[0].paths` is missing"),
        ("[[overrides]]\npaths = []\n", "line 2: `overrides[0].paths` is empty"),
        ("[[overrides]]\npaths = ['a']\nexclude = ['b']\n", "line 3: `overrides[0].exclude` is no key"),
        ("exclude = ['']\n", "line 1: `exclude[0]` is no pattern"),
        ("a = 1\n\nb = 2\n", "line 1: `a` is no key; "),
    ],
)
@pytest.mark.parametrize("project", [False, True])
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, message: str, project: bool) -> None:
    path = tmp_path / ("pyproject.toml" if project else "checker.toml")
    if project:
        # As far down: no line is added.
        text = text.replace("[severities]", "[tool.checker.severities]").replace("[[over", "[[tool.checker.over")
        if not text.startswith("[["):
            text = "[tool.checker]\n" + text
            message = message.replace("at line 1", "at line 2")
            for number in (3, 2, 1):
                message = message.replace(f"line {number}: `", f"line {number + 1}: `")
    path.write_text(text)
    with pytest.raises(UsageError) as told:
        read_configuration(path)
    assert str(told.value).startswith(f"{path}: ")
    if not project or not text.startswith("[["):
        assert message in str(told.value)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_text("strict = 1\nmodle = 'x'\n")
    with pytest.raises(UsageError) as told:
        read_configuration(tmp_path / "checker.toml")
    assert "line 1: `strict`" in str(told.value)
    assert "line 2: `modle`" in str(told.value)


def test_files_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "checker.toml"
    path.write_bytes(b"# caf\xe9\n")
    with pytest.raises(UsageError, match="line 1: is not UTF-8"):
        read_configuration(path)
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(UsageError, match="more than 1 MB"):
        read_configuration(path)
    with pytest.raises(UsageError, match="No such file"):
        read_configuration(tmp_path / "nowhere.toml")
    path.write_bytes(b"\xef\xbb\xbfstrict = true\r\n")
    assert read_configuration(path).keys.strict
    project = tmp_path / "pyproject.toml"
    project.write_text("[tool.other]\n")
    with pytest.raises(UsageError, match=r"has no table \[tool.checker\]"):
        read_configuration(project)
    project.write_text("\n[tool]\nchecker = 3\n")
    with pytest.raises(UsageError, match=r"line 3: \[tool.checker\] must be a table"):
        read_configuration(project)


def test_paths_count_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "models" / "own").mkdir(parents=True)
    (tmp_path / "checker.toml").write_text(
        'model = "models/own"\nbaseline = "known.json"\n[[overrides]]\npaths = ["a"]\nbaseline = "a.json"\nmodel = '
        '"compact"\n'
    )
    keys = read_configuration(tmp_path / "checker.toml").keys
    assert (keys.model, keys.baseline) == (str(tmp_path / "models" / "own"), str(tmp_path / "known.json"))
    assert (keys.overrides[0].model, keys.overrides[0].baseline) == ("compact", str(tmp_path / "a.json"))
    monkeypatch.chdir(tmp_path)
    assert read_configuration(Path("checker.toml")).keys.baseline == str(tmp_path / "known.json")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = \n", "line 1: has no value: put one behind the `=`, texts in quotes"),
        ("# top\n\nfail-on = error\n", 'line 3: put texts in quotes: "error"'),
        ("fail-on = error # so\nstrict = true\n", 'line 1: put texts in quotes: "error"'),
        ("names = [The Lisse Courier]", 'line 1: put texts in quotes: "The Lisse Courier"'),
        ('names = [\n  "a",\n  b\n]\n', 'line 3: put texts in quotes: "b"'),
        ("[severities]\r\noverstated-cause = error\r\n", 'line 2: put texts in quotes: "error"'),
        ("time-limit = 2 minutes\n", 'line 1: put texts in quotes: "2 minutes"'),
        ("model = C:\\models", "line 1: put texts in quotes: 'C:\\models'"),
        ("model = " + "a" * 99, f'line 1: put texts in quotes: "{"a" * 40}…"'),
        ("fail-on = “error”\n", 'line 1: put texts in straight quotes, not curly ones: "error"'),
        ("strict = True\n", "line 1: `True` must be true"),
        ("strict = no\n", "line 1: `no` must be false"),
        (
            'strict = true\nfail-on = "error\n',
            "line 2: a text is not closed: put texts in quotes, one before and one behind",
        ),
        (
            'strict = true\n\nfail-on = "error',
            "line 3: a text is not closed: put texts in quotes, one before and one behind",
        ),
        ('strict = true\n\nnames = [\n"a"', "line 3: is not valid TOML: Unclosed array"),
        ('names = ["a\\q"]', "line 1: a backslash in double quotes must be written twice"),
        ("strict = true\nstrict = true", "line 2: a key stands there a second time"),
        ('names = "a" "b"', "line 1: is not valid TOML: Expected newline"),
        ('fail-on "error"', "line 1: is not valid TOML: Expected '='"),
    ],
)
def test_what_is_no_toml_is_said_with_its_line_and_what_to_write(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "checker.toml").write_bytes(text.encode("utf-8"))
    with pytest.raises(UsageError) as told:
        read_configuration(tmp_path / "checker.toml")
    assert str(told.value).startswith(f"{tmp_path}/checker.toml: {message}")
