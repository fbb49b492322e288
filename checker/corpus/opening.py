"""Bytes of a source, unpacked, as UTF-8 wherever a byte-order mark says what they are."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, Any

from ..reading.decoding import BOMS
from .sources import Source

BUFFER = 1 << 20
PIECE = 1 << 16
SMALL_PIECE = 1 << 12
# What unpacking and reading raise on a file that is cut short or is not what its name says.
BROKEN = (OSError, EOFError, zlib.error, UnicodeDecodeError)


class Hashed(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, raw: IO[bytes]) -> None:
        super().__init__()
        self._raw, self.digest = raw, hashlib.sha256()

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As of the file."""
        count: int = self._raw.readinto(buffer)  # type: ignore[attr-defined]
        self.digest.update(memoryview(buffer)[:count])
        return count

    def hexdigest(self) -> str:
        """SHA-256 of the whole file, also where its reader stopped before the end."""
        while piece := self._raw.read(BUFFER):
            self.digest.update(piece)
        return self.digest.hexdigest()


class _Unpacked(io.RawIOBase):
    """An unpacked stream in small pieces: of one that breaks off, what comes before is not lost in a buffer."""

    def __init__(self, read: Callable[[int], bytes], size: int) -> None:
        super().__init__()
        self._read, self._size = read, size

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes."""
        piece = self._read(min(len(buffer), self._size))
        buffer[: len(piece)] = piece
        return len(piece)


class _Recoded(io.RawIOBase):
    """A stream in UTF-16 or UTF-32 as UTF-8."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        super().__init__()
        self._stream, self._decoder, self._ready = stream, codecs.getincrementaldecoder(encoding)(), b""

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes, recoded."""
        while not self._ready:
            piece = self._stream.read(1 << 16)
            self._ready = self._decoder.decode(piece, final=not piece).encode("utf-8", "surrogatepass")
            if not piece:
                break
        count = min(len(buffer), len(self._ready))
        buffer[:count], self._ready = self._ready[:count], self._ready[count:]
        return count


@contextmanager
def opened(source: Source, hashed: list[str] | None = None) -> Iterator[io.BufferedReader]:
    """The source's bytes from the beginning, unpacked, without a byte-order mark.

    Args:
        source: any but Parquet.
        hashed: gets the SHA-256 of the file as it lies there, when it is closed.

    Raises:
        OSError, EOFError, zlib.error, UnicodeDecodeError: here or while reading (:data:`BROKEN`).
    """
    with ExitStack() as stack:
        raw: Any = stack.enter_context(open(source.path, "rb", buffering=0))
        if hashed is not None:
            # On the way out the rest is read, whatever happened: the digest is of the whole file.
            watched = raw = Hashed(raw)
            stack.callback(lambda: hashed.append(watched.hexdigest()))
        stream: Any = io.BufferedReader(raw, BUFFER)
        if source.compression == "gzip":
            stream = io.BufferedReader(_Unpacked(gzip.GzipFile(fileobj=stream).read1, PIECE), BUFFER)
        elif source.compression == "zstd":
            import pyarrow as pa

            # It reads until it has all that is asked for.
            stream = io.BufferedReader(_Unpacked(pa.CompressedInputStream(stream, "zstd").read, SMALL_PIECE), BUFFER)
        yield _without_mark(stream)


def _without_mark(stream: io.BufferedReader) -> io.BufferedReader:
    # As many as the mark of UTF-32 has.
    start = stream.peek(4)[:4]
    for mark, encoding in BOMS:
        if start.startswith(mark):
            if encoding == "utf-8-sig":
                stream.read(len(mark))
                return stream
            return io.BufferedReader(_Recoded(stream, encoding), BUFFER)
    return stream


def broken(error: Exception) -> str:
    """What went wrong with a file, in a few words."""
    if isinstance(error, EOFError):
        return "it is cut short"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return " ".join(str(error).split())[:200]
