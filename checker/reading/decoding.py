"""Bytes → text: byte-order marks, UTF-8, UTF-16, and the older single-byte encodings."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from ..errors import InputError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BEHIND_MARK = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


class Coding(NamedTuple):
    """How a text lies in bytes.

    Attributes:
        mark: bytes of the byte-order mark before the text.
        codec: what decodes the bytes behind it, and encodes a text to them again.
        notes: that it was not UTF-8, in words.
    """

    mark: int
    codec: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    """Decode one file.

    Args:
        data: the bytes of the file.
        source: its name, for messages.

    Returns:
        The text with ``\\n`` line ends, and notes that say when it was not UTF-8.

    Raises:
        InputError: the bytes are binary, or broken in the encoding that they announce.
    """
    text, coding = decode_as_is(data, source)
    return normal_newlines(text), coding.notes


def decode_as_is(data: bytes, source: str) -> tuple[str, Coding]:
    """Decode one file, its line ends as they are; how it was done, so that it can be written again.

    Raises as :func:`decode`.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            announced = () if encoding == "utf-8-sig" else (f"read as {encoding.upper()}",)
            return _strict(data, Coding(len(bom), BEHIND_MARK[bom], announced), encoding, source)
    if b"\x00" in data[:100_000]:
        guessed = _utf16_without_mark(data)
        if guessed is None:
            raise InputError(
                f"{source}: has a NUL byte at offset {data.index(0)}: not a text file; save the article as UTF-8 text"
            )
        return _strict(data, Coding(0, guessed, (f"read as {guessed.upper()}",)), guessed, source)
    return _utf8_or_older(data)


def decode_utf8_or_older(data: bytes) -> tuple[str, tuple[str, ...]]:
    """A part of a text, such as a line, in UTF-8 or else the encoding that it looks like, with a note that says so."""
    text, coding = _utf8_or_older(data)
    return text, coding.notes


def normal_newlines(text: str) -> str:
    """The text with ``\\n`` for every line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _utf8_or_older(data: bytes) -> tuple[str, Coding]:
    try:
        return data.decode("utf-8"), Coding(0, "utf-8")
    except UnicodeDecodeError:
        return _older_encoding(data)


def _strict(data: bytes, coding: Coding, encoding: str, source: str) -> tuple[str, Coding]:
    try:
        return data[coding.mark :].decode(coding.codec), coding
    except UnicodeDecodeError as error:
        raise InputError(
            f"{source}: is not valid {encoding.upper()} (byte {coding.mark + error.start}): save it as UTF-8 text"
        ) from None


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _older_encoding(data: bytes) -> tuple[str, Coding]:
    # Western news archives are Windows-1252 nearly always; the detector decides only where that fails.
    try:
        return data.decode("cp1252"), Coding(0, "cp1252", ("not UTF-8: read as Windows-1252",))
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data).best()
        if best is not None:
            return str(best), Coding(0, best.encoding, (f"not UTF-8: read as {best.encoding}",))
        return data.decode("latin-1"), Coding(0, "latin-1", ("not UTF-8: read as Latin-1",))
