"""Figures with unit, scale and whole, names by their parts, and what beside the story is no evidence."""

from __future__ import annotations

import pytest

from checker.body import Body
from checker.english.likeness import look_alike
from checker.english.quantities import compatible, find_quantities
from checker.english.words.classes import same, siblings
from checker.number_answers import answers, retold
from checker.segmentation import segment
from checker.text import Span, repair

from .neutral import checks, context, found

REST = " Tea came at nine. The hall was full."


def numbers(headline: str, body: str) -> list[str]:
    return [
        f"{rule}: {words}"
        for rule in ("number-mismatch", "number-unsupported")
        for _, words, _ in checks(rule, headline, body + REST)
    ]


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        (
            "Fund aims for $2 billion in savings",
            "The fund aims for savings, it said on 2 May.",
            ["number-unsupported: $2 billion"],
        ),
        ("Shop plans 16,000 new stores", "The shop plans some 1,600 new stores.", ["number-mismatch: 16,000"]),
        ("Deal cuts tax by 2%", "The deal cuts the tax by two percentage points.", ["number-mismatch: 2%"]),
        (
            "Plants give 19% of energy",
            "The plants give 19% of electricity, but 8% of energy.",
            ["number-mismatch: 19%"],
        ),
        ("Plants give 8% of energy", "The plants give 19% of electricity, but 8% of energy.", []),
        ("Butter costs 13% more", "Butter costs 31% more. Milk costs 12% more.", ["number-mismatch: 13%"]),
        ("Chain closes a third of its shops", "The chain closes 40 of its 120 shops.", []),
        ("Chain closes a third of its shops", "The chain closes 90 of its 120 shops.", ["number-unsupported: a third"]),
        ("Sauce cuts salt by three quarters", "The sauce has a quarter of the salt.", []),
        (
            "Sauce has three quarters of salt",
            "The sauce has a quarter of the salt.",
            ["number-mismatch: three quarters"],
        ),
        ("Zero deaths on beaches", "Nobody died on the beaches.", []),
        ("Zero floods on beaches", "The beaches were full.", ["number-unsupported: Zero floods"]),
        ("Town votes like two others", "The town votes like Marl and Holt.", []),
        ("Town votes like three others", "The town votes like Marl and Holt.", []),
        ("Town votes like four others", "The town votes like Marl and Holt.", ["number-unsupported: four others"]),
        ("Actor dies aged 92", "The actor died on the eve of his 93rd birthday.", []),
        ("Actor dies aged 92", "The actor died on the eve of his 83rd birthday.", ["number-unsupported: 92"]),
        (
            "Bank sells notes of $700 million",
            "The bank sells $500 million of long and $200 million of short notes.",
            [],
        ),
        (
            "Clerk faces 27 counts of theft",
            "The clerk robbed more than two dozen people.",
            ["number-unsupported: 27 counts"],
        ),
        ("Bridge is 100ft long", "The bridge is 100 feet long.", []),
        ("Bridge is 1,100ft long", "The bridge is 100 feet long.", ["number-mismatch: 1,100ft long"]),
        ("First bridge since the '13 flood", "It is the first bridge since the flood.", []),
    ],
)
def test_a_figure_is_one_with_its_unit_scale_and_whole(headline: str, body: str, found: list[str]) -> None:
    assert numbers(headline, body) == found


@pytest.mark.parametrize(
    ("headline", "body", "replacement"),
    [
        ("Steel firm to cut 5,000 jobs", "The steel firm will cut 2,000 jobs.", "2,000"),
        ("Steel firm to cut more than 5,000 jobs", "The steel firm will cut 2,000 jobs.", None),
        ("Steel firm to cut 5,000 jobs", "The steel firm will cut up to 2,000 jobs.", None),
    ],
)
def test_a_bound_is_replaced_by_no_figure(headline: str, body: str, replacement: str | None) -> None:
    (finding,) = found("number-mismatch", headline, body + REST)
    assert (finding.edit and finding.edit.replacement) == replacement


def test_a_figure_in_a_table_stands_in_the_body() -> None:
    assert (
        numbers("Wimpey profit up to £66.5 million", "The firm grew.\n\nPretax profit £66.5m vs £46.9m\n\nIt hopes.")
        == []
    )


@pytest.mark.parametrize(
    ("headline", "body", "other_form"),
    [
        ("40% of residents back tram", "Of the residents two in five back the tram.", True),
        ("40% of residents back tram", "Of the residents of 140 streets two in five back the tram.", True),
        ("40% of residents back tram", "Of the residents of 40,000 flats two in five back the tram.", True),
        ("40% of residents back tram", "Two in five residents back the tram, which costs 3.40 euros.", True),
        ("Four in five residents back tram", "Of the residents at fourteen meetings 80% back the tram.", True),
        ("Four in five residents back tram", "Of the residents four in five back the tram.", False),
        ("80% of residents back tram", "Of the residents 80% back the tram.", False),
        ("Firm borrows £4bn", "The firm has borrowed £4bn.", False),
        ("Firm borrows £4.", "The firm has borrowed £4 from a bank.", False),
    ],
)
def test_a_figure_stands_in_a_sentence_where_it_is_no_part_of_another(
    headline: str, body: str, other_form: bool
) -> None:
    seen = context(headline, body + REST)
    (answer,) = answers(seen)
    assert answer.status == "supported"
    assert retold(seen, Span(0, len(seen.headline.text))) is other_form


def test_two_ranges_are_one_where_both_ends_agree() -> None:
    def range_of(text: str):  # type: ignore[no-untyped-def]
        (found,) = find_quantities(text)
        return found

    assert compatible(range_of("$300 to $350"), range_of("$300 to $350"))
    assert not compatible(range_of("$300 to $350"), range_of("$250 to $350"))
    assert compatible(range_of("$320"), range_of("$300 to $350"))


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Elin Borg wins prize", "The novelist Elin Bergh won the prize.", ["other-name: Elin Borg"]),
        ("Elin Bergh wins prize", "The novelist Elin Bergh won the prize.", []),
        ("Vera Bergh wins prize", "The novelist Elin Bergh won the prize.", ["other-name: Vera Bergh"]),
        ("Bill Tarrant wins prize", "The novelist William Tarrant won the prize.", []),
        ("Emma Tarrant wins prize", "The novelist E. Tarrant won the prize.", []),
        ("Elin Tarrant wins prize", "After Tarrant won the prize, he rested.", []),
        ("Sprinter Walker wins prize", "The runner Dougie Walker won the prize.", []),
        ("Coach leaves road | News | Tornby Post", "The coach left the road.", []),
        ("Brussels plans levy on jugs", "The European Commission plans a levy on jugs.", []),
        ("Brussels plans levy on jugs", "The council plans a levy on jugs.", ["absent-name: Brussels"]),
        ("U.S. factory orders fall", "Factory orders fell, the Commerce Department said.", []),
        ("U.S. factory orders fall", "Factory orders fell in France, an office said.", ["absent-name: U.S."]),
        ("Floods in Slovenia cut off village", "Floods cut off a village.", ["absent-name: Slovenia"]),
        ("Orders of Harnisch Inc <HPH> fall", "The orders fell.", []),
        ("Stay in port until Nov. 30", "They stay in port until the end of the month.", []),
        ("J&J agrees deal", "Johnson & Johnson agreed to a deal.", []),
    ],
)
def test_names_are_judged_by_their_parts(headline: str, body: str, found: list[str]) -> None:
    assert [f"{name}: {words}" for name, words, _ in checks("entity-unsupported", headline, body + REST)] == found


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Trainers stay in port until Nov. 1", "The trainers will stay until Dec. 1.", ["other-day"]),
        ("Trainers stay in port until Nov. 1", "The trainers came on Dec. 1.", []),
        ("Sanders wins 2020 election", "Sanders lost the election in 2016.", []),
        ("Sanders won election in 2020", "Sanders won the election in 2016.", ["other-year"]),
    ],
)
def test_dates_behind_the_same_word(headline: str, body: str, found: list[str]) -> None:
    assert [name for name, _, _ in checks("date-mismatch", headline, body + REST)] == found


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("methadone", "methanol", True),
        ("unemployment", "underemployment", True),
        ("harbour", "harbor", False),
        ("organisation", "organization", False),
        ("election", "elections", False),
        ("economist", "economy", False),
        ("official", "office", False),
        ("pension", "passion", False),
        ("bridge", "bride", False),
    ],
)
def test_words_that_look_alike(one: str, other: str, alike: bool) -> None:
    assert look_alike(one, other) is look_alike(other, one) is alike


def test_one_kind_and_words_for_one_thing() -> None:
    assert "school" in siblings("church")
    assert "cathedral" not in siblings("church")
    assert "cathedral" in same("church")
    assert not siblings("council")
    for word in ("church", "gold", "axe"):
        assert word not in siblings(word)


STORY = "The council met at noon and talked of the harbour for an hour."


@pytest.mark.parametrize(
    "line",
    [
        "Correction: An earlier version said that nine people had been killed.",
        "This article was amended on 4 May.",
        "An earlier version of this story gave another number.",
        "EMBARGOED until 6am on Tuesday.",
        "Read more: Nine killed as coach leaves road.",
        "Related: Nine killed as coach leaves road.",
        "Rescuers at the scene where nine people died. Photograph: Ulla Frey/Tornby Post",
    ],
)
def test_what_stands_beside_the_story_is_no_evidence(line: str) -> None:
    assert [sentence.text for sentence in segment(f"{STORY}\n\n{line}\n\n{STORY}").sentences] == [STORY, STORY]
    assert segment(line).sentences, "with nothing else in it, it is the body"


@pytest.mark.parametrize(
    "line",
    [
        "Corrections officers met the council on Friday.",
        "Related firms were closed.",
        "The photograph shows nine people on the road.",
        "Watch out for the next flood, the mayor said.",
        "Correction: " + "the council met again and again " * 12 + "on Friday.",
    ],
)
def test_a_sentence_that_only_begins_like_one(line: str) -> None:
    assert len(segment(f"{STORY}\n\n{line}\n\n{STORY}").sentences) > 2


def test_a_copy_of_the_headline_is_no_evidence() -> None:
    body = Body(f"Council talks of harbour.\n\n{STORY}\n\nIt rained.")
    assert [item.text for item in body.under("Council talks of harbour").document.sentences] == [STORY, "It rained."]
    assert [item.index for item in body.under("Council talks of harbour").document.sentences] == [0, 1]
    assert body.under("Council talks of bridge") is body
    alone = Body("Council talks of harbour.")
    assert alone.under("Council talks of harbour") is alone, "a body of nothing else is the body"


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("𝐂𝐨𝐮𝐧𝐜𝐢𝐥 met", "Council met"),
        ("Ｃｏｕｎｃｉｌ met", "Council met"),
        ("Cоuncil met", "Council met"),
        ("Совет met", "Совет met"),
    ],
)
def test_look_alike_letters_are_read_as_what_they_look_like(raw: str, read: str) -> None:
    mapped = repair(raw)
    assert mapped.text == read
    assert len(mapped.text) == len(raw)
