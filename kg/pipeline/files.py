"""Files that are written whole or not at all, and what is said when the disk refuses.

Everything here is made for POSIX systems.
"""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.errors import EnvironmentalError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""The errors that only writing can raise."""

NOT_ALLOWED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
"""The errors of a folder that may not be changed."""

_SPACE: Final = "free some space and try again"
_ELSEWHERE: Final = "choose another place with -o, or ask for the right to write there"
_REASONS: Final = {
    errno.ENOSPC: ("the disk is full", _SPACE),
    errno.EDQUOT: ("the disk quota is used up", _SPACE),
    errno.EFBIG: ("a file would be larger than the system allows", "raise the limit (ulimit -f) and try again"),
    errno.EIO: ("the disk reports an error", "check the disk, or choose another place with -o"),
    errno.EROFS: ("the file system is read-only", "choose another place with -o"),
    errno.EACCES: ("permission is denied", _ELSEWHERE),
    errno.EPERM: ("permission is denied", _ELSEWHERE),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter name with -o"),
}

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2

# They lead to files that somebody else has opened: replacing such a file would lose what is in it already.
_OPEN_ELSEWHERE: Final = ("/dev/fd/", "/dev/std", "/proc/")


def write_file(path: Path, data: bytes) -> None:
    """Write one file: after a crash at any moment it holds the old bytes or the new ones.

    Parents are created. An existing file keeps its mode and, where the system allows it, its owner; a new one honours
    the umask. The target of a symbolic link is written, the link stays. A hard link to the old file keeps the old
    bytes. What is not a regular file (`/dev/stdout`, a pipe, a device) is opened and written as it is.

    Raises `UsageError` for a folder, `EnvironmentalError` where the machine refuses. `BrokenPipeError` passes as it is.
    """
    with plain_errors(path):
        if path.is_dir():
            message = f"{path} is a folder, not a file"
            raise UsageError(message, "name a file in it")
        if _is_open_elsewhere(path):
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND), "wb") as stream:
                stream.write(data)
            return
        require_folder(path.parent)
        target = real_path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file when the block ends; after an error the old file is still there.

    As `write_file`, for what is too large to be held. What is not a regular file gets all of it at the end.
    """
    with plain_errors(path):
        if path.is_dir():
            raise UsageError(f"{path} is a folder, not a file", "name a file in it")
        if _is_open_elsewhere(path):
            with tempfile.TemporaryFile() as kept:
                yield kept
                kept.seek(0)
                with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND), "wb") as stream:
                    shutil.copyfileobj(kept, stream)
            return
        require_folder(path.parent)
        target = real_path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        with _replacing(target) as file:
            yield file


def _is_open_elsewhere(path: Path) -> bool:
    """Whether the path is no regular file: replacing it would lose what somebody else has opened."""
    return str(path.absolute()).startswith(_OPEN_ELSEWHERE) or (path.exists() and not path.is_file())


def _replace(target: Path, data: bytes) -> None:
    with _replacing(target) as file:
        file.write(data)


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    """Put a new file in the place of the target, in one step at the end of the block."""
    old = target.stat() if target.exists() else None
    if old and not os.access(target, os.W_OK):
        # A rename asks only the folder for permission; whoever protected the file meant the file.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    fresh = target.with_name(f".kg.new-{secrets.token_hex(8)}")
    try:
        with fresh.open("xb") as file:
            if old:
                keep_owner_and_mode(fresh, old)
            yield file
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def real_path(path: Path) -> Path:
    """The path without symbolic links; a circle of links is left for the next call to report."""
    return Path(os.path.realpath(path))


def require_folder(path: Path) -> None:
    """Raise `UsageError` if the path is no folder and cannot become one, because it or a part of it is a file."""
    nearest = next((part for part in (path, *path.parents) if part.exists()), None)
    if nearest is not None and not nearest.is_dir():
        message = f"{nearest} is a file, not a folder"
        raise UsageError(message, "choose another place with -o, or move the file away")


def keep_owner_and_mode(path: Path, old: os.stat_result) -> None:
    """Give a new file or folder the mode and, where the system allows it, the owner of the one that it replaces."""
    with suppress(PermissionError):
        os.chown(path, old.st_uid if os.geteuid() == 0 else -1, old.st_gid)
    path.chmod(old.st_mode & 0o7777)


def exchange(one: Path, other: Path) -> None:
    """Swap two folders in one step of the file system; `OSError` where there is no such step."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from None
    renameat2.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one), None, str(other))


def sync_file(path: Path) -> None:
    """Return when the bytes of the file are on the disk."""
    _sync(path, os.O_RDONLY)


def sync_folder(path: Path) -> None:
    """Return when the names in the folder are on the disk."""
    try:
        _sync(path, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        # Some network file systems know no fsync of a folder; they write names at once.
        if error.errno not in {errno.EINVAL, errno.EOPNOTSUPP}:
            raise


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn an `OSError` of the block into the sentence of `explained`; a broken pipe is left to the command line."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise explained(error, path) from error


def explained(error: OSError, path: Path) -> EnvironmentalError:
    """The error as one sentence about the path as the user gave it, with a cure."""
    other = error.strerror or str(error)
    reason, hint = _REASONS.get(error.errno or 0, (other[:1].lower() + other[1:], "choose another place with -o"))
    return EnvironmentalError(f"{path} cannot be written: {reason}", hint)
