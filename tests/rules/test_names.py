"""Names of a headline, and the forms in which a body may have them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from checker.english import parser
from checker.english.names import BodyNames, label_of, names_of
from checker.english.parser import parse

from .neutral import found


def names(headline: str, *, title_case: bool = False) -> list[str]:
    return [name.text for name in names_of(parse(headline), title_case)]


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("Norwell names Priya Anand as chief executive", ["Norwell", "Priya Anand"]),
        ("Police arrest man in Leeds", ["Leeds"]),
        ("The club has sacked Mr Holm", ["Holm"]),
        ("The court has jailed President Moreau", ["Moreau"]),
        ("The company sues Google", ["Google"]),
        ("Kremlin denies report", ["Kremlin"]),
        ("The regulator sues AT&T", ["AT&T"]),
        ("Amazon opens warehouse in Leeds", ["Amazon", "Leeds"]),
        ("Strike begins on Monday in April", []),
        ("Shares in Norwell (NYSE: NW) fall", ["Norwell"]),
        ("The shares of <NRW> rose in Leeds", ["Leeds"]),
        ("Service is a Netflix-style hit", []),
        ("Service sues Netflix over name", ["Netflix"]),
        ("Storm hits coast", []),
        ("Thank God, says mayor", []),
        ("I met J in Sweden", ["Sweden"]),
        ("Profit of Norwell in Mln up", ["Norwell"]),
    ],
)
def test_names_of_a_headline(headline: str, found: list[str]) -> None:
    assert names(headline) == found


def test_in_title_case_a_capital_proves_nothing() -> None:
    doc = parse("Storm Hits Coast Near Norwell, Sweden")
    assert [name.text for name in names_of(doc, title_case=True)] == ["Norwell", "Sweden"]


def test_a_name_knows_where_it_stands_and_what_it_is() -> None:
    headline = "Norwell names Priya Anand as chief executive"
    doc = parse(headline)
    person = list(names_of(doc, title_case=False))[-1]
    assert headline[person.span.start : person.span.end] == person.text == "Priya Anand"
    assert label_of(doc, person) == "PERSON"


def test_where_capitals_tell_names_the_parser_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(text: str, starts: Sequence[int]) -> list[tuple[int, int, str]]:
        raise AssertionError(f"asked for the names of {text!r}")

    monkeypatch.setattr(parser._parser, "names", asked)
    doc = parse("Norwell names Oona Brandvold as its chief in Geneva")
    found = list(names_of(doc, title_case=False))
    assert [name.text for name in found] == ["Norwell", "Oona Brandvold", "Geneva"]
    with pytest.raises(AssertionError, match="asked for the names"):
        label_of(doc, found[0])


BODY = (
    "The World Health Organization warned Brazilians on Friday. Priya Anand of Norwell met Tory peers in Manchester. "
    "The U.S. wolves ran to Saint-Denis, and the Euro-Bank's Jean-Luc O'Neill of J.P. "
    "Hartmann & Sons was there with ITV crews."
)


@pytest.mark.parametrize(
    "name",
    [
        "Anand",  # a surname
        "Priya",
        "Miss Anand",  # a title and a surname
        "Lord Norwell",
        "Norwell Group",  # what every company has left out
        "WHO",  # an acronym of the body's own words
        "Brazil",  # a country by its people
        "America",
        "Washington",  # a seat of government by the state
        "Man Utd",  # a short form
        "Saint-Denis",
        "SaintDenis",  # written together
        "Denis",  # half of a hyphenated name
        "Luc",
        "Hartmanns",
        "Wolf",  # wolves
        "Wolve",
        "Euro",
        "Hartmann-Meyer",
        "Manc",
        "Manchesterian",
    ],
)
def test_a_body_mentions(name: str) -> None:
    assert BodyNames(BODY).mentions(name)


@pytest.mark.parametrize(
    "name",
    [
        "Harland",
        "Mr Harland",
        "Group",  # not every group is any group
        "United Holdings",
        "WTO",
        "Chile",
        "London",
        "Ma",  # too short to begin a name
        "Manila",
        "NHSX",
        "Independent Radio",
        "Priyankara",
        "Normandy",
        "Hartmannsdorfer",
        "Denmark",
    ],
)
def test_a_body_does_not_mention(name: str) -> None:
    assert not BodyNames(BODY).mentions(name)


def test_short_names_of_news_stand_for_long_ones() -> None:
    assert BodyNames("The federal reserve raised rates.").mentions("Fed")
    assert BodyNames("The Republicans lost.").mentions("GOP")
    assert not BodyNames("The Democrats lost.").mentions("GOP")


def test_extra_text_counts_too() -> None:
    assert not BodyNames("Rain fell.").mentions("Leeds")
    assert BodyNames("Rain fell.", "Floods in Leeds").mentions("Leeds")


def test_an_acronym_is_of_two_to_six_letters_in_capitals() -> None:
    body = BodyNames("Members of the Royal Society for the Protection of Birds voted.")
    assert body.mentions("RSPB")
    assert body.mentions("RSFTPOB") is False
    assert not body.mentions("Rspb")
    assert BodyNames("The Great Fund spoke.").mentions("GF")
    assert not BodyNames("The Great Fund spoke.").mentions("GFX")
    assert BodyNames("The RSPB has new members.").mentions("Royal Society for the Protection of Birds")


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("Harnby pays tribute to Donald J. Holmqvist", ["Harnby", "Donald J. Holmqvist"]),
        ("Mayor meets Donald J. in town", ["Donald"]),
        ("Ex-Harnby mayor jailed", ["Harnby"]),
        ("Factbox: how the bridge was built", []),
        ("Budget: Focus of Harnby shifts", ["Harnby"]),
        ("The deal of Ann Holmqvist (R-TN) fails", ["Ann Holmqvist"]),
        ("White House and Justice Dept. officials meet", ["White House"]),
    ],
)
def test_initials_kickers_and_parties_of_a_headline(headline: str, found: list[str]) -> None:
    assert names(headline) == found


def test_a_surname_that_is_a_word_goes_on_a_first_name() -> None:
    doc = parse("When will Donald Trump come to the fair?")
    assert [name.text for name in names_of(doc, title_case=True)] == ["Donald Trump"]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Fla.", "He lives in Florida."),
        ("Tennessee", "Rep. Holm, R-Tenn., spoke."),
        ("N.Y.", "The court in NY sat."),
        ("NYC", "They met in New York."),
        ("G7", "The G-7 met on Monday."),
        ("Gitmo", "The camp at Guantanamo stays."),
        ("Obamacare", "The health care law stands."),
        ("WWII", "It fell in the Second World War."),
        ("US", "The fair was held in Texas."),
        ("Canada", "It was found in British Columbia."),
        ("Scotus", "The Supreme Court sat."),
        ("Moscow", "The Soviet Union spoke for free navigation."),
    ],
)
def test_short_forms_of_states_and_of_what_everybody_knows(name: str, body: str) -> None:
    assert BodyNames(body).mentions(name)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Fla.", "He lives in Georgia."),
        ("Tennessee", "Rep. Holm spoke of tenn."),
        ("NYC", "They met in York."),
        ("Canada", "It was found in Texas."),
        ("US", "It was found in British Columbia."),
        ("Obamacare", "The law stands."),
    ],
)
def test_short_forms_of_something_else(name: str, body: str) -> None:
    assert not BodyNames(body).mentions(name)


def test_a_company_is_no_first_name() -> None:
    assert BodyNames("Bonds of Harnbex Inc hardly traded.").other_first_name("Harnbex Untraded") is None
    assert BodyNames("The novelist Elin Bergh won.").other_first_name("Elin Borg") == "Elin Bergh"


def test_the_first_sentence_that_has_the_other_name_is_shown() -> None:
    body = "Tea came. Angela Merkel won in Leeds. Angela Merkel wept. The hall was full."
    (told,) = found("entity-unsupported", "Olaf Merkel wins in Leeds", body)
    assert (told.check, told.sentences) == ("other-name", (1,))
