"""Faults over real sentences: the twins of each kind, and which pairs are made of them.

WordNet is a small one of our own here.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from checker.english.parser import parser
from models.recipe.evidence_deletion import deletion_pairs
from models.recipe.fault_lexicon import FURTHER, KINDS_APART, QUANTITIES, FaultLexicon
from models.recipe.fault_pairs import News, Seen, fault_pairs
from models.recipe.faults import KINDS, Story, Tools, Twins, faults
from models.recipe.near_headlines import near_headlines
from models.recipe.own_headlines import own_headlines
from models.recipe.word_swaps import entries, put, replacements, swapped_pairs
from models.recipe.wordnet import WordNet

# Of each part of speech: synsets as (offset, lexicographer's file, words, pointers).
SYNSETS = {
    "noun": [
        (100, 6, "vehicle", "~ 110 n 0000 ~ 120 n 0000 ~ 130 n 0000"),
        (110, 6, "car automobile", "@ 100 n 0000"),
        (120, 6, "lorry truck", "@ 100 n 0000"),
        (130, 6, "tram", "@ 100 n 0000"),
        (140, 18, "minister rector", "@ 150 n 0000"),
        (150, 18, "cleric", "~ 140 n 0000 ~ 160 n 0000"),
        (160, 18, "chaplain", "@ 150 n 0000"),
    ],
    "verb": [
        (200, 40, "rise go_up", "! 210 v 0101"),
        (210, 40, "fall", "! 200 v 0101"),
        (220, 41, "purchase buy", ""),
        (230, 38, "advance", "! 240 v 0101"),
        (240, 38, "retreat", "! 230 v 0101"),
    ],
    "adj": [
        (300, 0, "huge vast", "& 310 a 0000"),
        (310, 0, "large", "! 320 a 0101"),
        (320, 0, "small", "! 310 a 0101"),
    ],
    "adv": [(400, 2, "swiftly", "")],
}
INDEX = {"car": [110], "automobile": [110], "lorry": [120], "truck": [100, 120]}


@pytest.fixture(scope="session")
def wordnet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wordnet")
    for name, synsets in SYNSETS.items():
        words: dict[str, list[int]] = {}
        data = ["  1 licence"]
        for offset, file, text, pointers in synsets:
            own = text.split()
            for word in own:
                words.setdefault(word, []).append(offset)
            lemmas = " ".join(f"{word} 0" for word in own)
            relations = pointers.split()
            data.append(
                f"{offset:08d} {file:02d} x {len(own):02x} {lemmas} {len(relations) // 4:03d} {pointers} | what it "
                "means"
            )
        words.update({word: senses for word, senses in INDEX.items() if word in words})
        lines = ["  1 licence"]
        for word, senses in words.items():
            offsets = " ".join(f"{offset:08d}" for offset in senses)
            lines.append(f"{word} x {len(senses)} 1 @ {len(senses)} 0 {offsets}")
        (folder / f"data.{name}").write_text("\n".join(data) + "\n")
        (folder / f"index.{name}").write_text("\n".join(lines) + "\n")
    return folder


def test_wordnet_gives_same_opposite_and_other_kinds_of_the_first_sense(wordnet: Path) -> None:
    found = WordNet(wordnet)
    assert found.synonyms("car", "n") == ["automobile"]
    assert found.synonyms("lorry", "n") == [], "a truck is a vehicle of any kind first"
    assert found.antonyms("rise", "v") == ["fall"]
    assert found.antonyms("huge", "a") == ["small"], "by way of what it is like"
    assert found.kinds_beside("car", "n") == ["lorry", "tram"]
    assert found.kinds_beside("minister", "n") == [], "one person may be another too"
    assert found.above("car", "n") == {"vehicle"}
    assert found.synonyms("unheardof", "n") == found.antonyms("unheardof", "v") == []


def test_a_missing_wordnet_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no WordNet here: apt-get install wordnet-base"):
        WordNet(tmp_path)


def test_the_lexicon_takes_words_in_use_and_none_that_measure_it(wordnet: Path) -> None:
    often = Counter({"lorry": 9, "tram": 1, "automobile": 9, "fall": 9, "purchase": 9, "nurse": 9, "vast": 9})
    lexicon = FaultLexicon(WordNet(wordnet), often)
    assert lexicon.others("car", "n") == ["lorry"], "a tram is too rare here"
    assert lexicon.same("car", "n") == ["automobile"]
    assert lexicon.others("teacher", "n") == ["nurse"], "of the kinds of our own"
    assert lexicon.same("rise", "v") == lexicon.opposites("say", "v") == []
    assert lexicon.opposites("rise", "v") == ["fall"]
    assert ("bought", "purchased") in replacements()


def test_what_the_paired_test_replaces_is_not_trained_on_in_any_form(wordnet: Path) -> None:
    assert {("rose", "fell"), ("cars", "lorries")} <= replacements()
    forms = {("rise", "VBZ"): "rises", ("fall", "VBZ"): "falls", ("rise", "VBD"): "rose", ("fall", "VBD"): "fell"}
    tools = Tools(FaultLexicon(WordNet(wordnet), Counter({"fall": 9, "retreat": 9})), forms, random.Random(1))
    for line, wanted in (
        ("He rises from his chair in the garden.", []),
        ("He will advance from the garden.", ["retreat"]),
    ):
        found = faults(parser()(line), Story(), tools, ["opposite"])
        assert [twins.faulty.split()[2] for twins in found] == wanted


def test_no_kind_apart_is_in_two_places_of_its_row_and_what_goes_further_differs() -> None:
    for lines in KINDS_APART.values():
        for line in lines.strip().splitlines():
            words = line.split()
            assert len(words) == len(set(words)) > 1, line
    assert all(word not in others and len(set(others)) == len(others) for word, others in FURTHER.items())
    assert all(words not in others for words, others in QUANTITIES.items())


TEXT = [
    "Ida Holm, the mayor of Bergen, said on Monday that the bridge would stay shut.",
    "John Smith of London was charged with fraud in March.",
    "Doctors in Leeds treated 37 patients and 12 of them recovered within three weeks.",
    "The old bridge will close after the flood.",
    "Some teachers in Paris often travel by car before lunch.",
    "Kara Lund alleged that the clerk took the money from the safe.",
    "About 25% of the voters stayed at home.",
    "The tests on mice showed that red meat is linked to high blood pressure.",
    'Lund said: "The teacher was kind to the whole town today."',
    "Troops advanced towards the town before dawn, the army said.",
    "Prices rose to $9 million in 2014, the largest amount of the decade.",
]


# Where the forms of other words are met.
MORE = ["The nurse met two nurses.", "The bridge closed.", "They were convicted.", "The army retreated on Monday."]


def make(kind: str, line: str, wordnet: Path, seeds: int = 200) -> set[Twins]:
    docs = list(parser().pipe(TEXT))
    seen = Seen()
    for _ in range(9):
        seen.learn(docs)
        seen.learn(parser().pipe(MORE))
    doc = parser()(line)
    story = Story.of(docs, " ".join(TEXT))
    lexicon = FaultLexicon(WordNet(wordnet), seen.lemmas, 1)
    found: set[Twins] = set()
    for seed in range(seeds):
        found.update(faults(doc, story, Tools(lexicon, seen.forms, random.Random(seed)), [kind]))
    return found


@pytest.mark.parametrize(
    ("kind", "line", "sound", "faulty"),
    [
        ("person", TEXT[1], TEXT[1], "Kara Lund of London was charged with fraud in March."),
        ("place", TEXT[1], TEXT[1], "John Smith of Leeds was charged with fraud in March."),
        ("further", TEXT[1], TEXT[1], "John Smith of London was convicted with fraud in March."),
        ("when", TEXT[0], TEXT[0], TEXT[0].replace("Monday", "Friday")),
        ("figure", TEXT[2], TEXT[2], TEXT[2].replace("37", "74")),
        ("unit", TEXT[2], TEXT[2], TEXT[2].replace("weeks", "days")),
        ("done", TEXT[3], TEXT[3], "The old bridge closed after the flood."),
        ("order", TEXT[3], TEXT[3], TEXT[3].replace("after", "before")),
        ("quantity", TEXT[4], TEXT[4], TEXT[4].replace("often", "always")),
        ("quantity", TEXT[10], TEXT[10], TEXT[10].replace("amount", "amount ever")),
        ("word", TEXT[4], TEXT[4], TEXT[4].replace("teachers", "nurses")),
        ("opposite", TEXT[9], TEXT[9], TEXT[9].replace("advanced", "retreated")),
        ("allegation", TEXT[5], TEXT[5], "The clerk took the money from the safe."),
        ("share", TEXT[6], "About a quarter of the voters stayed at home.", "About half of the voters stayed at home."),
        ("cause", TEXT[7], TEXT[7], TEXT[7].replace("is linked to", "causes")),
        ("species", TEXT[7], TEXT[7], TEXT[7].replace("mice", "people")),
        (
            "quote",
            TEXT[8],
            'Lund: "The teacher was kind to the whole town today"',
            'Lund: "The nurse was kind to the whole town today"',
        ),
    ],
)
def test_each_kind_of_fault_with_its_sound_twin(kind: str, line: str, sound: str, faulty: str, wordnet: Path) -> None:
    found = make(kind, line, wordnet)
    assert (sound, faulty) in {(twins.sound, twins.faulty) for twins in found}, found
    assert {twins.kind for twins in found} == {kind}


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("place", "Rain fell in Norway and the streets of the town were wet."),
        ("done", "He wanted to close the old bridge after the flood of Monday."),
        ("allegation", "I believe that the clerk took the money from the safe."),
        ("quantity", "So many of them were so often so very late again."),
        ("species", "Dogs barked at mice in the yard of the farm all night."),
        ("cause", "The bombers are linked to Russia and to other countries."),
        ("word", "Is the teacher in Paris again, or is the nurse there now?"),
    ],
)
def test_where_no_fault_can_be_made_for_certain_none_is(kind: str, line: str, wordnet: Path) -> None:
    if kind in ("species", "cause"):
        docs = [parser()(line)]
        tools = Tools(FaultLexicon(WordNet(wordnet), Counter()), {}, random.Random(1))
        assert not list(faults(docs[0], Story.of(docs, line), tools, [kind]))
    else:
        assert not make(kind, line, wordnet)


def articles() -> list[News]:
    towns = ["Bergen", "Leeds", "Paris", "Madrid", "Lisbon", "Athens"]
    return [
        News(
            f"Council of {town} shuts bridge",
            f"The council of {town} shut the bridge on Monday. It was worn out, an engineer said. "
            f"The mayor of {town} said that {number + 31} people had used it in May. "
            "A teacher drove there by car on Friday. Rain fell on the hills all day long. "
            "The river carried trees and stones to the sea. "
            f"Officials in {towns[number - 1]} will open a new bridge in March. Prices rose by {number + 4} per cent.",
        )
        for number, town in enumerate(towns)
    ]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "nli/eval").mkdir(parents=True)
    (tmp_path / "news").mkdir()
    return tmp_path


def test_twins_share_their_premise_and_are_as_many_as_asked_for(data: Path, wordnet: Path) -> None:
    counts = {"figure": 4, "when": 5, "place": 2}
    found = fault_pairs(data, counts, 3, articles=articles(), wordnet=wordnet)
    made = found.groupby("source")["pair"].nunique().to_dict()
    assert made == {"fault figure": 4, "fault when": 5, "fault place": 2}
    for _, twins in found.groupby("pair"):
        sound, faulty = twins.to_dict("records")
        assert sound["premise"] == faulty["premise"]
        assert sound["hypothesis"] != faulty["hypothesis"]
        assert (sound["label"], faulty["label"]) in {("entailment", "contradiction"), ("entailment", "inconsistent")}
    pd.testing.assert_frame_equal(found, fault_pairs(data, counts, 3, articles=articles(), wordnet=wordnet))
    bodies = [item.body for item in articles()]
    passages = [premise for premise in found["premise"] if premise in bodies]
    assert 0 < len(passages) < len(found), "some stand over the whole, some over the sentence alone"


def test_slices_of_faults_do_not_overlap(data: Path, wordnet: Path) -> None:
    first, later = (
        fault_pairs(data, {"when": rows}, 3, articles=articles(), wordnet=wordnet) for rows in ([0, 3], [3, 6])
    )
    assert first["pair"].nunique() == later["pair"].nunique() == 3
    keys = [set(map(tuple, part[["premise", "hypothesis"]].to_numpy())) for part in (first, later)]
    assert not keys[0] & keys[1]


def test_the_judge_drops_twins_that_are_not(data: Path, wordnet: Path) -> None:
    asked: list[tuple[str, str]] = []

    def judge(chances: tuple[float, float]):  # type: ignore[no-untyped-def]
        def answer(pairs: list[tuple[str, str]]) -> list[tuple[float, float, float]]:
            asked.extend(pairs)
            return [(chances[number % 2], 0.0, 0.0) for number in range(len(pairs))]

        return answer

    def made(chances: tuple[float, float]) -> int:
        counts = {"place": 2, "when": 2}
        return fault_pairs(data, counts, 3, articles=articles(), wordnet=wordnet, judge=judge(chances))[
            "pair"
        ].nunique()

    assert made((0.9, 0.1)) == 4
    assert all(premise in " ".join(item.body for item in articles()) for premise, _ in asked)
    assert made((0.1, 0.0)) == 0, "the sound twin is none"
    assert made((0.96, 0.99)) == 2, "a place still entailed is no fault; of a weekday the judge knows nothing"


def test_unknown_kinds_of_fault_are_named(data: Path, wordnet: Path) -> None:
    with pytest.raises(ValueError, match="no fault of the kind persn: choose of word, opposite"):
        fault_pairs(data, {"persn": 1}, 1, articles=articles(), wordnet=wordnet)
    assert len(KINDS) == len(set(KINDS))


def test_deleted_evidence_leaves_the_topic_and_takes_the_support() -> None:
    def judge(pairs: list[tuple[str, str]]) -> list[tuple[float, float, float]]:
        return [(0.95 if "shut the bridge" in premise else 0.05, 0.0, 0.0) for premise, _ in pairs]

    found = deletion_pairs(articles(), judge, 4, 1)
    assert found["label"].tolist() == ["consistent", "inconsistent"] * 4
    for number in range(0, 8, 2):
        kept, gone = found.iloc[number], found.iloc[number + 1]
        assert kept["hypothesis"] == gone["hypothesis"]
        assert "shut the bridge" in kept["premise"]
        assert "shut the bridge" not in gone["premise"]
        assert len(kept["premise"].split(". ")) < 8, "others are gone there"
    assert len(found) == 8


def test_no_pair_is_made_where_nothing_carries_the_headline_or_what_is_left_does() -> None:
    assert deletion_pairs(articles(), lambda pairs: [(0.5, 0, 0)] * len(pairs), 4, 1).empty

    def still(pairs: list[tuple[str, str]]) -> list[tuple[float, float, float]]:
        # Each sentence but one says nothing alone; together the others say it all the same.
        return [(0.9 if "shut the bridge" in premise or premise.count(". ") > 2 else 0.1, 0, 0) for premise, _ in pairs]

    assert deletion_pairs(articles(), still, 4, 1).empty


def test_a_near_headline_is_of_another_article_and_not_told() -> None:
    def judge(pairs: list[tuple[str, str]]) -> list[tuple[float, float, float]]:
        return [(0.1, 0.0, 0.0)] * len(pairs)

    found = near_headlines(articles(), judge, 5, 1)
    assert 0 < len(found) <= 5
    assert set(found["label"]) == {"inconsistent"}
    own = {item.headline: item.body for item in articles()}
    for row in found.itertuples():
        assert row.premise not in own[row.hypothesis]
        assert "bridge" in row.premise
    assert near_headlines(articles(), lambda pairs: [(0.9, 0, 0)] * len(pairs), 5, 1).empty, "it is told there too"
    assert near_headlines(articles()[:1], judge, 5, 1).empty


def test_an_own_headline_stands_over_its_article_unless_it_is_no_claim() -> None:
    columns = {item.headline for item in articles()[:2]}

    def judge(pairs: list[tuple[str, str]]) -> list[tuple[float, float, float]]:
        return [(0.01, 0.9, 0.09) if headline in columns else (0.2, 0.7, 0.1) for _, headline in pairs]

    more = [News("Why is the bridge shut?", articles()[0].body), News("Bridge shut", articles()[0].body)]
    found = own_headlines([*articles(), *more], judge, 50, 1)
    assert set(found["label"]) == {"consistent"}
    assert set(found["hypothesis"]) == {item.headline for item in articles()} - columns
    bodies = {item.headline: item.body for item in articles()}
    assert all(row.premise in bodies[row.hypothesis] for row in found.itertuples())
    assert len(own_headlines(articles(), judge, 2, 1)) <= 2
    assert own_headlines(articles(), lambda pairs: [(0.05, 0.0, 0.95)] * len(pairs), 5, 1).empty, "the judge is sure"
    assert own_headlines([], judge, 5, 1).empty


def test_word_swaps_come_in_pairs_over_a_passage_that_holds_the_sentence(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    lines = [
        "The firm rejected the offer of the bank on Monday evening.",
        "Two miners were injured when the roof of the shaft gave way.",
        "If the firm is sold, many of them could lose their work soon.",
        "The company was taken over.",
    ]
    bodies = [f"The town of Moss is small. {line} Rain fell all day." for line in lines]
    pd.DataFrame({"body": bodies}).to_parquet(tmp_path / "news/bbc.parquet")
    found = swapped_pairs(tmp_path, 10, tmp_path / "swaps.parquet")
    assert found["supported"].tolist() == [True, False] * 2
    assert set(found["word"]) <= {"firm", "rejected", "injured"}
    for _, (sound, faulty) in found.groupby("pair")["claim"]:
        assert sound != faulty
    assert not any(lines[2] in body for body in found["body"]), "what is only supposed is not told"
    pd.testing.assert_frame_equal(found, swapped_pairs(tmp_path, 10, tmp_path / "swaps.parquet"))
    assert len(swapped_pairs(tmp_path, 1, tmp_path / "swaps.parquet")) == 2


def test_an_article_suits_the_word_put_in() -> None:
    doc = parser()("It was a firm of lawyers.")
    assert put(doc, doc[3], "agency") == "It was an agency of lawyers."
    doc = parser()("It was an agency of lawyers.")
    assert put(doc, doc[3], "firm") == "It was a firm of lawyers."
    assert all(
        same != other and word not in (same, other) for word, rows in entries().items() for _, same, other in rows
    )
