"""What is in force: the command line, then the environment, then the nearest file, then the defaults;
and where each is from.
"""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from checker import ModelError, UsageError
from checker.configuration import Configurations
from checker.configuration.keys import KEYS, ArticleKeys
from checker.rules import RULES
from checker.settings import Settings

FILE = """\
model = "compact"
fail-on = "warning"
ignore = ["quote-altered"]
names = ["Lisse"]
time-limit = 5

[severities]
date-mismatch = "warning"
overstated-cause = "off"

[[overrides]]
paths = ["sport/**", "*.push.md"]
fail-on = "never"
ignore = ["missing-attribution"]
names = ["Rovers"]
headline-fields = ["hed"]

[overrides.severities]
overstated-cause = "error"

[[overrides]]
paths = ["sport/finals/"]
fail-on = "error"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "checker.toml").write_text(FILE)
    return tmp_path


def test_defaults_are_those_of_the_settings() -> None:
    assert ArticleKeys().settings() == Settings()


def test_the_nearer_counts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "news" / "a.md"
    found = Configurations().of(path)
    assert (found.keys.fail_on, found.where["fail-on"]) == ("warning", f"{folder / 'checker.toml'}: line 2")
    assert (found.keys.runtime, found.where["runtime"]) == ("auto", "default")
    monkeypatch.setenv("CHECKER_FAIL_ON", "never")
    monkeypatch.setenv("CHECKER_IGNORE", "date-mismatch, actor-mismatch")
    found = Configurations().of(path)
    assert (found.keys.fail_on, found.where["fail-on"]) == ("never", "environment variable CHECKER_FAIL_ON")
    assert found.keys.ignore == ["date-mismatch", "actor-mismatch"]
    found = Configurations({"fail-on": "error"}).of(path)
    assert (found.keys.fail_on, found.where["fail-on"]) == ("error", "command line")
    found = Configurations(search=False).of(path)
    assert (found.keys.model, found.keys.fail_on) == ("standard", "never")


def test_overrides(folder: Path) -> None:
    configurations = Configurations()
    plain, sport = configurations.of(folder / "a.md"), configurations.of(folder / "sport" / "a.md")
    push, final = configurations.of(folder / "a.push.md"), configurations.of(folder / "sport" / "finals" / "a.md")
    assert [item.keys.fail_on for item in (plain, sport, push, final)] == ["warning", "never", "never", "error"]
    assert sport.keys.ignore == ["quote-altered", "missing-attribution"]
    assert sport.keys.names == ["Lisse", "Rovers"]
    assert sport.keys.severities == {"date-mismatch": "warning", "overstated-cause": "error"}
    assert sport.fields.headline == ("hed",)
    assert plain.fields.headline == ()
    assert sport.where["names"] == f"{folder / 'checker.toml'}: line 4, and {folder / 'checker.toml'}: line 15"
    # Worked out once, so that articles under the same values share a window.
    assert configurations.of(folder / "sport" / "b.md") is sport
    assert configurations.of(folder / "deep" / "b.md") is plain


def test_settings_are_what_the_file_gives(folder: Path) -> None:
    settings = Configurations().of(folder / "a.md").settings
    assert settings.model == "compact"
    assert settings.time_limit == 5
    assert settings.names == ("Lisse",)
    assert settings.severities == (("date-mismatch", "warning"),)
    assert {rule.id for rule in settings.rules}.isdisjoint({"quote-altered", "overstated-cause"})
    assert pickle.loads(pickle.dumps(settings)) == settings
    assert hash(settings) == hash(pickle.loads(pickle.dumps(settings)))


def test_what_cannot_be_is_said_with_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "checker.toml"
    for text, message in (
        ('\nmodel = "compakt"', "line 2: `model`: compakt: no such model: .*did you mean `compact`"),
        ('select = ["date-mismatch"]\nignore = ["date-mismatch"]', "line 1: `select`: no rule is left to run"),
        (f"strict = true\nignore = {list(RULES)}", "line 2: `ignore`: no rule is left to run"),
        ('model = "./gone"', "line 1: `model`: "),
        ('labels = ["yes", "no"]', "line 1: `labels`: "),
    ):
        path.write_text(text)
        with pytest.raises(UsageError, match=message):
            _ = Configurations().of(tmp_path / "a.md").settings
    with pytest.raises(ModelError, match=r"^compakt: no such model"):
        _ = Configurations({"model": "compakt"}).of(None).settings


def test_one_file_for_all(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("other")
    (elsewhere / "own.toml").write_text('fail-on = "never"')
    assert Configurations(file=elsewhere / "own.toml").of(folder / "a.md").keys.fail_on == "never"
    assert Configurations(file=folder / "checker.toml").of(elsewhere / "x.push.md").keys.fail_on == "never"


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("CHECKER_FAIL_ON", "warnin", "^CHECKER_FAIL_ON: .* did you mean `warning`"),
        ("CHECKER_SELECT", "quote-alterd", "^CHECKER_SELECT: .*did you mean `quote-altered`"),
        ("CHECKER_SEVERITIES", "quote-altered", "^CHECKER_SEVERITIES: `severities.quote-altered` cannot be ``"),
        ("CHECKER_OFFLINE", "perhaps", "^CHECKER_OFFLINE: .* true or false"),
        ("CHECKER_TIME_LIMIT", "long", "^CHECKER_TIME_LIMIT: .* a number"),
        ("CHECKER_BATCH_SIZE", "0", "^CHECKER_BATCH_SIZE: .* 1 or more"),
        ("CHECKER_MODLE", "compact", "^CHECKER_MODLE: is no setting; did you mean `CHECKER_MODEL`"),
    ],
)
def test_wrong_variables(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, message: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(UsageError, match=message):
        Configurations()


def test_every_key_has_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {
        "fail-on": ("warning", "warning"), "sensitivity": ("thorough", "thorough"), "select": ("contradiction", ["contradiction"]), "ignore": ("date-mismatch,", ["date-mismatch"]),
        "severities": ("date-mismatch=off, contradiction=error", {"date-mismatch": "off", "contradiction": "error"}),
        "names": ("The Lisse Courier,Rovers", ["The Lisse Courier", "Rovers"]), "baseline": ("b.json", "b.json"), "require-reason": ("1", True),
        "strict": ("true", True), "headline-fields": ("hed,title", ["hed", "title"]), "body-fields": ("text", ["text"]), "model": ("compact", "compact"),
        "runtime": ("onnxruntime", "onnxruntime"), "device": ("cpu", "cpu"), "revision": ("main", "main"), "batch-size": ("4", 4),
        "labels": ("entailment,not-entailment", ["entailment", "not-entailment"]), "offline": ("yes", True), "time-limit": ("2.5", 2.5),
    }  # fmt: skip
    assert values.keys() == KEYS.keys()
    for key, (text, _) in values.items():
        monkeypatch.setenv("CHECKER_" + key.replace("-", "_").upper(), text)
    monkeypatch.setenv("CHECKER_OF_SOMETHING_ELSE", "is not ours")
    monkeypatch.setenv("CHECKER_CONFIG", "")
    found = Configurations(search=False).of(None)
    for key, (_, value) in values.items():
        assert getattr(found.keys, KEYS[key]) == value
        assert found.where[key].startswith("environment variable CHECKER_")


def test_a_folder_as_deep_as_can_be(folder: Path) -> None:
    assert Configurations().of(folder / ("d/" * 1_200) / "a.md").keys.model == "compact"


def test_an_empty_variable_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in KEYS:
        monkeypatch.setenv("CHECKER_" + key.replace("-", "_").upper(), "")
    found = Configurations().of(folder / "a.md")
    assert not any("environment" in where for where in found.where.values())
    assert found.keys.fail_on == "warning"


def test_wrong_values_of_the_command_line() -> None:
    with pytest.raises(UsageError, match=r"^--time-limit: "):
        Configurations({"time-limit": float("nan")})
