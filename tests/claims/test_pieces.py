"""Headlines cut at colons, semicolons and dashes: what each piece is."""

from __future__ import annotations

import pytest

from checker.claims.pieces import inside_quotes, pieces_of


@pytest.mark.parametrize(
    ("headline", "pieces"),
    [
        # A kicker stands in front.
        ("Breaking: Norwell closes plant", "kicker Breaking | claim Norwell closes plant"),
        ("Film review: Norwell closes plant", "kicker Film review | claim Norwell closes plant"),
        ("'Breaking': Norwell closes plant", "kicker 'Breaking' | claim Norwell closes plant"),
        ("Norwell closes plant: video", "claim Norwell closes plant | topic video"),
        # Who says so, before a colon, or behind a colon or a dash.
        ("Police: man shot in Leeds", "source Police | claim man shot in Leeds"),
        ("Police - man shot in Leeds", "topic Police | claim man shot in Leeds"),
        ("Man shot in Leeds - police", "claim Man shot in Leeds | source police"),
        ("Man shot in Leeds: police", "claim Man shot in Leeds | source police"),
        ("Man shot in Leeds; police", "claim Man shot in Leeds | topic police"),
        (
            "Pubs close in Leeds; shops open - police",
            "claim Pubs close in Leeds | claim shops open | source police",
        ),
        # A person in either place, an organisation in front only.
        ("Anna Holm: pubs close in Leeds", "source Anna Holm | claim pubs close in Leeds"),
        ("Pubs close in Leeds: Anna Holm", "claim Pubs close in Leeds | source Anna Holm"),
        ("BBC: pubs close in Leeds", "source BBC | claim pubs close in Leeds"),
        ("Pubs close in Leeds: BBC", "claim Pubs close in Leeds | topic BBC"),
        ("Leeds: pubs close", "topic Leeds | claim pubs close"),
        # With a verb of saying, beside a word at least.
        ("Experts say: pubs close in Leeds", "source Experts say | claim pubs close in Leeds"),
        ("say: pubs close in Leeds", "claim say | claim pubs close in Leeds"),
        ("Pubs close in Leeds: experts say", "claim Pubs close in Leeds | source experts say"),
        ("Ministers admit study: pubs close in Leeds", "claim Ministers admit study | claim pubs close in Leeds"),
        # Of five words at most.
        ("Study of northern towns says: pubs close", "source Study of northern towns says | claim pubs close"),
        (
            "Study of six towns in the north: pubs close",
            "topic Study of six towns in the north | claim pubs close",
        ),
        # At the end, behind a claim of two words at least that has a verb.
        ("Plant closes, according to Holm", "claim Plant closes | source Holm"),
        ("Norwell closes plant, mayor says", "claim Norwell closes plant | source mayor"),
        ("Norwell closes plant says mayor", "claim Norwell closes plant | source mayor"),
        ("Pubs, bars close, says mayor of Leeds", "claim Pubs, bars close | source mayor of Leeds"),
        ("Closes, says mayor", "claim Closes, says mayor"),
        ("Plant in Leeds, says mayor", "claim Plant in Leeds, says mayor"),
        # Nothing between two cuts is no piece; commas and blanks at the edges belong to none.
        (": pubs close in Leeds", "claim pubs close in Leeds"),
        ("Pubs close in Leeds: ", "claim Pubs close in Leeds"),
        (", Pubs close in Leeds ,", "claim Pubs close in Leeds"),
        ("Pubs close, : shops open in Leeds", "topic Pubs close | claim shops open in Leeds"),
        # Quotations are not cut.
        ("'Pubs close: shops open' in Leeds", "claim 'Pubs close: shops open' in Leeds"),
        ('"Pubs close: shops open" in Leeds', 'claim "Pubs close: shops open" in Leeds'),
        ("Pubs' loss: shops open in Leeds", "topic Pubs' loss | claim shops open in Leeds"),
    ],
)
def test_what_each_piece_is(headline: str, pieces: str) -> None:
    found = [f"{piece.role} {headline[piece.span.start : piece.span.end]}" for piece in pieces_of(headline)]
    assert " | ".join(found) == pieces


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("'Pubs close* in Leeds'", True),
        ("'Pubs close* in Leeds", False),
        ("'Pubs close' in* Leeds'", False),
        ('"Pubs close* in Leeds', True),
        ('"Pubs close" in* Leeds', False),
        ("Pubs' loss* in 'Leeds'", False),
    ],
)
def test_what_stands_between_quotation_marks(text: str, inside: bool) -> None:
    assert inside_quotes(text.replace("*", ""), text.index("*")) is inside
