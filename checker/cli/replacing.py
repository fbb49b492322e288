"""A file's bytes replaced: at once where that can be, and the file stays what it is: its links, owner,
rights and attributes.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ..corpus.files import atomic
from ..errors import InputError


def replace_bytes(path: Path, read: bytes, data: bytes) -> None:
    """Put other bytes into a file. One that has other names too, or whose owner cannot be kept,
    is written where it lies.

    Args:
        path: the file, or a link to it.
        read: what it held when it was read.
        data: what it is to hold.

    Raises:
        InputError: it has been changed in the meantime, or cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.read_bytes() != read:
            raise InputError(f"{path}: has been changed while it was checked: run it again")
        if not os.access(target, os.W_OK):
            raise InputError(f"{path}: cannot be written: it is read-only")
        if target.stat().st_nlink > 1 or not _replaced(target, data):
            _overwritten(target, read, data)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None


class _OtherOwnerError(Exception):
    """A new file would have another owner."""


def _replaced(target: Path, data: bytes) -> bool:
    try:
        with atomic(target) as temporary:
            temporary.write_bytes(data)
            _same_owner(target, temporary)
            shutil.copystat(target, temporary)
            os.utime(temporary)
    except _OtherOwnerError:
        return False
    return True


def _same_owner(target: Path, temporary: Path) -> None:
    wanted, found = target.stat(), temporary.stat()
    if (wanted.st_uid, wanted.st_gid) == (found.st_uid, found.st_gid):
        return
    try:
        os.chown(temporary, wanted.st_uid, wanted.st_gid)
    except PermissionError:
        raise _OtherOwnerError from None


def _overwritten(target: Path, read: bytes, data: bytes) -> None:
    """Write it where it lies; what goes wrong half-way is undone as far as that can be."""
    with target.open("r+b") as file:
        try:
            _fill(file.fileno(), data)
        except OSError:
            _fill(file.fileno(), read)
            raise


def _fill(number: int, data: bytes) -> None:
    os.lseek(number, 0, os.SEEK_SET)
    left = memoryview(data)
    while left:
        left = left[os.write(number, left) :]
    os.ftruncate(number, len(data))
    os.fsync(number)
