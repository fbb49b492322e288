"""Attribution: alleged, accused or blamed in the body, flat in the headline; and nobody who says so."""

from __future__ import annotations

import pytest

from .neutral import checks

REST = " The hall in the town was full. Tea came at nine."


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Mayor took bribes", "The mayor is accused of having taken bribes.", ("only-alleged", "took", 1)),
        ("Mayor took bribes", "The mayor, it is alleged, took bribes.", ("only-alleged", "took", 1)),
        ("Mayor took bribes", "The mayor took bribes, it is alleged.", ("only-alleged", "took", 1)),
        (
            "Mayor took bribes",
            "The mayor allegedly took bribes. He allegedly took bribes twice.",
            ("only-alleged", "took", 1),
        ),
        # In other words: whoever did it is charged with or denies something.
        (
            "Treasurer stole 300 euros",
            "Prosecutors charged the treasurer over the 300 euros that are gone.",
            ("only-accused", "stole", 1),
        ),
        (
            "Treasurer stole 300 euros",
            "The treasurer denies that the 300 euros are with him.",
            ("only-accused", "stole", 1),
        ),
        # Any deed, of somebody whom the body accuses.
        (
            "Fashion retailer used child labour",
            "A charity has accused the fashion retailer Modana of having shirts sewn by children.",
            ("only-blamed", "used", 1),
        ),
        (
            "Fashion retailer used child labour",
            "The fashion retailer Modana was accused of having shirts sewn by children.",
            ("only-blamed", "used", 1),
        ),
        # Nobody says so.
        ("Seven killed in mine", "Seven miners were killed in the mine.", ("unsourced-toll", "Seven", None)),
        ("Seven arrested in mine", "Seven miners were arrested in the mine.", ("unsourced-toll", "Seven", None)),
        ("Moreau bribed the judge", "Moreau paid the judge in Oslo.", ("unsourced-accusation", "bribed", None)),
    ],
)
def test_without_attribution(headline: str, body: str, found: tuple[str, str, int | None]) -> None:
    assert checks("missing-attribution", headline, body + REST) == [found]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        # The headline is careful itself, or names who says so.
        ("Mayor accused of bribes", "The mayor is accused of having taken bribes."),
        ("Mayor took bribes, says judge", "The mayor is accused of having taken bribes."),
        ("Did mayor take bribes?", "The mayor is accused of having taken bribes."),
        # A sentence states it.
        ("Mayor took bribes", "The mayor is accused of having taken bribes. The mayor took bribes, as the books show."),
        ("Mayor took bribes", "The mayor took bribes and claimed that it was a loan."),
        ("Mayor took bribes", "Rumours went round; the mayor took bribes."),
        ("Mayor took bribes", "Some suspected his wife but the mayor took bribes."),
        ("Mayor took bribes", "In the south, two boys who were accused took the dog for a walk on the long beach."),
        # Convicted or confessed.
        ("Treasurer stole 300 euros", "The treasurer, charged over 300 euros, was convicted."),
        ("Treasurer stole 300 euros", "The treasurer, charged over 300 euros, confessed."),
        ("Treasurer stole 300 euros", "Prosecutors charged a plumber over the 300 euros that are gone."),
        (
            "The treasurer did not steal 300 euros",
            "Prosecutors charged the treasurer over the 300 euros that are gone.",
        ),
        ("Treasurer may steal 300 euros", "Prosecutors charged the treasurer over the 300 euros that are gone."),
        (
            "Treasurer stole 300 euros",
            "Prosecutors charged the treasurer over the 300 euros. The treasurer stole 300 euros in May.",
        ),
        ("Treasurer lost 300 euros", "Prosecutors charged the treasurer over the 300 euros that are gone."),
        ("They stole 300 euros", "Prosecutors charged the treasurer over the 300 euros that are gone."),
        # Somebody else is blamed, or nobody; or the deed is told flat.
        (
            "Fashion retailer used child labour",
            "A charity has accused the shoe factory Lorana of having shirts sewn by children.",
        ),
        ("Fashion retailer used child labour", "The retailer has accused a charity of lies about children and shirts."),
        (
            "Fashion retailer used child labour",
            "A charity has accused the fashion retailer Modana over shirts sewn by children.",
        ),
        (
            "Fashion retailer used child labour",
            "A charity has praised the retailer for having shirts sewn by children.",
        ),
        (
            "Fashion retailer used child labour",
            "A charity has accused the fashion retailer Modana of having shirts sewn by children. "
            "The retailer used children to sew shirts, its books show.",
        ),
        (
            "Fashion retailer never used child labour",
            "A charity has accused the fashion retailer Modana of having shirts sewn by children.",
        ),
        (
            "It used child labour",
            "A charity has accused the fashion retailer Modana of having shirts sewn by children.",
        ),
        (
            "Modana opened in Oslo",
            "A charity has accused the fashion retailer Modana of having shirts sewn by children.",
        ),
        # Somebody says so.
        ("Seven killed in mine", "Seven miners were killed in the mine, police said."),
        ("Seven killed in mine", 'Seven miners were killed in the mine. "It was dark," a man called.'),
        ("Seven flee mine", "Seven miners fled from the mine."),
        ("Seven homeless after fire", "Seven were homeless after the fire."),
        ("Seven killed in mine", "Miners were killed in the mine."),
        ("Moreau bribed the judge", "Moreau paid the judge in Oslo, police said."),
        ("Moreau praised the judge", "Moreau praised the judge in Oslo."),
        ("The builder bribed the judge", "The builder paid the judge in Oslo."),
    ],
)
def test_nothing_to_attribute(headline: str, body: str) -> None:
    assert checks("missing-attribution", headline, body + REST) == []


def test_a_body_of_two_sentences_owes_no_source() -> None:
    assert (
        checks("missing-attribution", "Seven killed in mine", "Seven miners were killed in the mine. It rained.") == []
    )
    assert (
        checks(
            "missing-attribution",
            "Seven killed in mine",
            "Seven miners were killed in the mine. It rained. It was May.",
        )
        != []
    )


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        ("Holm slams lazy workers in Leeds", "He called them lazy workers.", [("lazy workers", 1)]),
        ("Holm slams lazy workers", "He called it lazy workers. He called all lazy workers.", [("lazy workers", 1)]),
        ("Holm slams lazy workers", 'Signs had "lazy workers". He called them lazy workers.', [("lazy workers", 2)]),
        ("Holm slams lazy workers in Leeds", "He called them lazy workers. There are lazy workers.", []),
        ("Holm slams lazy workers in Leeds", 'Signs had "lazy workers".', []),
        # An article, a number and a word with a capital or a hyphen before it are no such name; nor is a deed.
        ("Holm slams the workers in Leeds", "He called them the workers.", []),
        ("Holm slams two workers in Leeds", "He called them two workers.", []),
        ("Holm slams Lazy workers in Leeds", "He called them lazy workers.", []),
        ("Holm slams bone-lazy workers in Leeds", "He called them lazy workers.", []),
        ("Holm gives voters campaigns in Leeds", "He called them voters campaigns.", []),
        ("Workers in Leeds sleep", "He called them workers in Leeds sleep.", []),
    ],
)  # fmt: skip
def test_a_name_that_somebody_is_only_quoted_as_giving(headline: str, body: str, found: list[tuple[str, int]]) -> None:
    told = checks("missing-attribution", headline, body + " The hall was full. Tea came at nine.")
    assert [(words, number) for name, words, number in told if name == "only-called"] == found
