"""What is read off phrases, words and bodies without a parse: each line one saying."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product

from checker.english import inflection, parser, quantities
from checker.english.counting import counted, is_age, with_noun
from checker.english.dates import find_dates
from checker.english.language import in_other_script
from checker.english.likeness import look_alike
from checker.english.names import BodyNames, acronyms, words_of_name
from checker.english.quantities import Quantity, find_quantities
from checker.english.terms import stem, term
from checker.english.times import LENGTH, LOOSE, WHICH, Time, can_agree, day_of_writing, find_times, months_named
from checker.segmentation import Document, segment, without

BEFORE = (
    "", "about ", "almost ", "more than ", "up to ", "less than ", "between ", "from ", "A$", "£",
)  # fmt: skip
NUMBERS = (
    "6", "06", "20", "120", "1,600", "10,000", "2.5", "4.20", "1.5 million", "2m", "3bn", "16 lakh", "six",
    "twenty-two", "two hundred and six", "two four", "a hundred", "a thousand million", "two lakh crore", "one",
    "half a million", "a quarter million", "a third million", "two and a half", "2½", "2 1/2", "½",
    "an hour and a half", "half an hour", "dozens", "two dozen", "several dozen", "half a dozen", "three score",
    "hundreds", "tens of thousands", "one in four", "6 out of 10", "five in four", "one pupil in five",
    "every fourth voter", "a third of", "two-thirds", "three quarters", "half", "half of", "10 to 15", "15 to 10",
    "10-15", "3 and 5", "5 and 3", "two years and six months", "six months and two years", "5ft 10in", "2 km 300 m",
    "2m and 300", "3 zillion", "x20", "3-1", "G20", "0.5", "100",
)  # fmt: skip
BEHIND = (
    "", " people", " per cent", " percentage points", " basis points", " years", " km", " dollars", "°C", " more",
)  # fmt: skip
SENTENCES = (
    "Three dead and 12 hurt as bus crashes", "Ten dead, 40 evacuated", "Six killed, about 500 rescued after flood",
    "Three workers were killed and six others wounded in Leeds", "Killed at least two workers",
    "Two of the nine died", "Two villagers, four of them women, drowned", "Council cuts 2,000 steel jobs",
    "Holm, 34, killed in Leeds", "Holm dies at 81", "Holm dies aged about 81 after fall", "At 81 people vote",
    "Leeds, 34", "Holm jailed for seven years", "Jailed for seven years, two men",
    "The 12 children of 3 families (two ill) left", "Two, three or 120", "Holm, 120, died",
    "More than six of the other new homes", "Some 67% want a vote", "1.5 million march in the capital", "5-year plan",
    "Sales rose 5% while 20 shops closed", "Fire kills 4; 5 held - 6 missing but 7 found",
    "Two more of its ships sank", "A toll of 14 when nine boats sank", "The number killed was five",
    "Twelve boys, a crew of 3, and nobody else",
)  # fmt: skip
TIMES = (
    "today", "tonight", "tomorrow", "yesterday", "overnight", "last night", "this morning", "next weekend",
    "last week", "this week", "next week", "next month", "last month", "this month", "coming year", "last year",
    "next summer", "last winter", "a day ago", "three weeks ago", "12 months ago", "two years ago", "an hour ago",
    "within weeks", "within the next months", "in the coming days", "in the next few years", "over the weekend",
    "at midnight", "5pm", "the next day", "two weeks later", "in a few days", "soon", "on Monday", "last Friday",
    "next Sunday", "in May", "on 3 March", "on March 3", "29 February", "31 June", "in 2019", "2024",
    "3 March last year", "until Monday", "until next week", "since last week", "by tomorrow", "from today",
    "before Monday", "after last year", "to next month", "than last year", "today and tomorrow", "over the last week",
    "USA Today", "Black Friday", "may march", "in March of", "Sunday Times", "Sept. 5", "late May 2020",
    "the 4th of July", "May 5:30", "1999 people",
)  # fmt: skip
BEHIND_DATES = (
    "3 March 2024 - Holm won.", "OVERTON, 3 March 2024 - Holm won.", "Published: March 3, 2024\nHolm won.",
    "Holm won on 3 March 2024.", "Sunday, 3 March 2024 (Wire)\nHolm won.", "Holm won.", "29 February 2023 -",
)  # fmt: skip
WRITTEN = (date(2024, 3, 1), date(2024, 12, 29), date(2023, 2, 26))
BODIES = (
    "Rail strike\n\nThe strike began in Leeds.\nIt will last a week.\n\nMore\n\nTea came at nine.",
    "# Rail strike\nThe strike began. It lasts.\n## More\nTea came at nine.",
    "- The strike began.\n- Tea came at nine.",
    "By Anna Holm\n\nThe strike began in Leeds on Monday. Mr. Holm spoke at 9 a.m. on Sunday. The U.S. "
    "left.\n\n***\n\nEnd",
    "Rail strike begins in Leeds\n\nRail strike begins in Leeds.\n\nTrains stood still all day.",
    "Rail strike begins in Leeds The operator said on Monday that trains would stand still all day in the north.",
    "Rail strike begins in Leeds the operator said on Monday that trains would stand still all day in the north.",
    "Rail strike begins in Leeds The operator said so.", "A short line", "One line\nTwo line", "",
    "The strike began in Leeds on Monday and the operator of the line said that trains would\nstand still all "
    "day. Tea came\nat nine.",
    "The strike began.\nTea came.\n  Pupils sang.\n\n\nA band played.", "He said \"no.\" She left. 'Yes.' They ran!",
    "The strike began in Leeds on Monday, and nobody knew why it had begun, or who had begun it, or when it was "
    "to end.\nTea came at nine.",
    "Read more: Tea in Leeds\n\nThe strike began in Leeds.\n\nSign up for our newsletter",
    "1. The strike began\n2. Tea came", "Strike\nBegins in Leeds today, says the firm.",
    "Holm et al. left... Tea came? Yes",
)  # fmt: skip
TOLD = "Rail strike begins in Leeds"
NAMED = (
    "Mr Donald J. Trump and Boris Johnson met the United Nations in New York. Joe Biden's visit to South Korea "
    "was short. The Bank of England and the European Central Bank (ECB) agreed. Angela Merkel's party, the CDU, "
    "lost. G-7 wives met Brazilian officials. Man Utd beat Real Madrid. The Police Federation and Anne "
    "Holm-Moreau spoke. St. Ives is in Tenn."
)
NAMES = (
    "Trump", "Donald Trump", "Ivanka Trump", "Melania Trump", "Dan Trump", "UN", "U.N.", "United Nations", "ECB",
    "BoE", "Boris Johnson", "Boris Becker", "Johnson", "Korea", "South Korea", "North Korea", "Seoul", "America",
    "U.S.", "Britain", "G7", "Wife", "Brazil", "Brazilians", "Dems", "Manchester United", "Man City", "Real",
    "Merkel", "Olaf Merkel", "CDU", "Holm", "Moreau", "Moreau-Holm", "Central Bank", "Bank of Japan", "Police",
    "Tennessee", "Tenn", "St Ives", "NYC", "New York", "York", "Biden", "Jill Biden", "Joseph Biden", "EU",
    "European", "Scholz", "Jack Johnson", "Kamala Harris", "Trum", "Johnso", "Yor", "Mery", "Wif", "Live", "Ive",
    "Officials", "Official", "Polic", "Unite", "Nation", "Natio", "Party", "Part", "Iv", "Ivy", "Iveys",
)  # fmt: skip
WORDS = """
    closes closing closed studies studied happiness governments statement stations national winner winners city
    cities faster fastest quickly allegedly gas glass bus news series us US turkey Turkey a I 7 the running ran
    children men wives women goes die dies lie ties free agrees be is have has cut hit set steal build show shown
    prove proven fly flies enjoy enjoys marry fix watch buzz see dye refuse run begin teach write beat bet forget
    occur offer admit bully France French Germany's Holm Holm's police people economics species lens sheep data
    potatoes heroes boxes killed murder murders shot strike strikes struck protest voted voter wins won lost accuse
    accused unveil xyz
""".split()
ALIKE = """
    counterfeit counterirritant methadone methanol statue stature status statute affect effect effects adverse
    averse prescribe proscribe colour color organise organize organisation organization catalogue catalog cheque
    check sulphur sulfur defence defense imposition deposition inflation deflation import export imports exported
    complement compliment council counsel conservation conversation convection conviction conversion ingenious
    ingenuous moral morale
""".split()


def of_quantities() -> Iterator[str]:
    for number in NUMBERS:
        for place, (before, behind) in enumerate(product(BEFORE, BEHIND)):
            # Each number behind every word, and before every other.
            if place % 7 == len(number) % 7 or not before + behind:
                text = f"{before}{number}{behind}"
                yield f"{text}: {'; '.join(map(_quantity, find_quantities(text)))}"
    more = "$5", "A$5", "5 dollars", "5%", "5.0%", "6 points", "19", "1,000", "950"
    one_each = [item for text in (*NUMBERS, *more) for item in find_quantities(text)[:1]]
    for one in one_each:
        fits = [other.text for other in one_each if quantities.compatible(one, other)]
        yield f"{one.text} fits {', '.join(fits)}"
    for text in SENTENCES:
        for item in counted(text):
            span = with_noun(text, item.quantity.span)
            yield (
                f"{text}: {item.quantity.text} {sorted(item.classes)} {sorted(item.nouns)} {item.verb}"
                f" {is_age(text, item.quantity)} {text[span.start : span.end]}"
            )


def _quantity(item: Quantity) -> str:
    kinds = quantities.is_range(item), quantities.is_made_up(item)
    return f"{item.text} {item.low:g} {item.value:g} {item.high:g} {item.unit} {item.country} {item.exact} {kinds}"


def of_times() -> Iterator[str]:
    for which, unit in product(WHICH, (*LOOSE, "week", "month", "year")):
        yield f"{which} {unit}: {'; '.join(map(_time, find_times(f'Holm leaves {which} {unit}')))}"
    for unit in LENGTH:
        texts = f"Holm left a {unit} ago", f"Holm left 5 {unit}s ago", f"Holm leaves within {unit}s"
        yield f"{unit}: {'; '.join(_time(time) for text in texts for time in find_times(text))}"
    found: list[Time] = []
    for text in TIMES:
        told = f"Holm leaves {text}"
        found += (times := find_times(told))
        days = [f"{day.kind} {day.value} {told[day.span.start : day.span.end]}" for day in find_dates(told)]
        yield f"{text}: {'; '.join(map(_time, times))} {days} {sorted(months_named(told))}"
    kept = list({_time(time): time for time in found}.values())
    for one in kept:
        for written in WRITTEN:
            yield f"{_time(one)} {written}: {''.join(_answer(can_agree(one, other, written)) for other in kept)}"
    # Over all days of a year it takes longer: each beside some of the others, which differ.
    for place, one in enumerate(kept):
        others = kept[place % 5 :: 5]
        yield f"{_time(one)}: {''.join(_answer(can_agree(one, other)) for other in others)}"
        yield f"{_time(one)} in May: {''.join(_answer(can_agree(one, other, None, (5,))) for other in others)}"
    for body in BEHIND_DATES:
        yield f"{body}: {day_of_writing(None, body)} {day_of_writing('2024-05-06', body)}".replace("\n", " / ")


def _time(time: Time) -> str:
    return f"{time.unit} {time.first} {time.last} {time.name} {time.bound} {time.outlook}"


def _answer(value: bool | None) -> str:
    return "?" if value is None else "+" if value else "-"


def of_bodies() -> Iterator[str]:
    for number, body in enumerate(BODIES):
        for name, document in (("", segment(body)), ("without", without(segment(body), TOLD))):
            yield from (f"{number} {name} {line}" for line in _document(document))


def _document(document: Document) -> Iterator[str]:
    yield f"{document.paragraphs} {[document.text[line.start : line.end] for line in document.subheadlines]}"
    for item in document.sentences:
        yield f"{item.index} {item.paragraph} {item.section} {item.span.start}-{item.span.end} {item.text}"


def of_names() -> Iterator[str]:
    body = BodyNames(NAMED)
    yield " ".join(sorted(body.states))
    for name in NAMES:
        yield f"{name}: {body.mentions(name)} {body.other_first_name(name)} {sorted(words_of_name(name))}"
    for run in ("Bank of England", "New York-London Line", "Royal Society for the Prevention of Cruelty to Animals X"):
        yield f"{run}: {' '.join(acronyms(run))}"
    for text in ("Holm wins", "Холм победил в Лидсе", "Holm победил", "Холм"):
        yield f"{text}: {in_other_script(text)}"


def of_words() -> Iterator[str]:
    for word in WORDS:
        kinds = (
            parser.is_common_word(word), parser.is_dictionary_noun(word), parser.is_verb_form(word.lower()),
            parser.is_plural_noun(word.lower()), parser.verb_base(word), parser.verb_base(word, any_form=True),
        )  # fmt: skip
        base = word if parser.verb_base(word, any_form=True) == word else None
        forms = [inflection.inflected(base, tag) for tag in ("VB", "VBZ", "VBG", "VBD", "VBN", "NN")] if base else []
        yield f"{word}: {stem(word)} {term(word)} {kinds} {forms}"
    for word in ALIKE:
        yield f"{word} looks like {' '.join(other for other in ALIKE if look_alike(word, other))}"


SAYINGS: Mapping[str, Callable[[], Iterator[str]]] = {
    "quantities": of_quantities,
    "times": of_times,
    "bodies": of_bodies,
    "names": of_names,
    "words": of_words,
}
