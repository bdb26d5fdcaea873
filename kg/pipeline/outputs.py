"""The outputs of a build: a set of files that changes as one.

A new set is written in a hidden folder beside the old one and then takes its place in one step of the file system, so
that whoever opens the folder finds all of the old files or all of the new ones: while a build runs, after `kill -9` at
any moment, and on a full disk.

What that promises, precisely. It is about the folder: one open folder holds one set. A reader that opens file after
file by path may get one file of the old set and the next of the new one; to avoid that, open the folder and the files
in it (`dir_fd`), and open the folder again when a file is gone, because old sets are deleted. A process that works in
the folder (its working directory, a mount of it elsewhere) stays in the old, emptied one.

The step is Linux' `renameat2(RENAME_EXCHANGE)`. Single files are replaced instead, one after the other with the
manifest last, where there is no such step: on other systems and some file systems, where the folder is a mount point or
the working directory of the build, where its parent may not be written, and where a folder inside it may not be moved.
That is atomic per file only; after a crash half of the files may be new, and the manifest, still the old one, shows it.

Only the files that the build before wrote are ever removed. Everything else in the folder is carried over.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import EnvironmentalError, UsageError
from kg.pipeline.files import (
    NO_SPACE,
    NOT_ALLOWED,
    exchange,
    explained,
    keep_owner_and_mode,
    plain_errors,
    real_path,
    require_folder,
    sync_file,
    sync_folder,
)
from kg.pipeline.lock import lock

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

MANIFEST: Final = "manifest.json"
"""The file that lists the others; where files are replaced one by one, it comes last."""

# A work folder, `.build.new-XXXXXXXX`, holds the staged set and the names that are outputs, old or new. After the
# exchange the same place holds the old set, and every other name in it belongs to the user.
_SET: Final = "set"
_NAMES: Final = "outputs.json"

_NO_EXCHANGE: Final = NOT_ALLOWED | {errno.EINVAL, errno.ENOSYS, errno.EXDEV, errno.EBUSY, errno.EOPNOTSUPP}
_NO_LINK: Final = NOT_ALLOWED | {errno.ENOSYS, errno.EXDEV, errno.EMLINK, errno.EOPNOTSUPP}


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Hold the only right to write `directory`, and find it tidy: what a killed build left behind is cleared first.

    Parents are created; `directory` itself need not exist. Raises `EnvironmentalError` at once if another build holds
    the lock, `UsageError` if `directory` is a file.
    """
    with ExitStack() as held:
        with plain_errors(directory):
            require_folder(directory)
            folder = real_path(directory)
            folder.parent.mkdir(parents=True, exist_ok=True)
            name = f".{folder.name}.lock"
            try:
                outer = held.enter_context(lock(folder.parent / name, directory))
            except OSError as error:
                if error.errno not in NOT_ALLOWED or not folder.is_dir():
                    raise
                outer = held.enter_context(lock(folder / name, directory))
            if outer:
                _recover(folder, directory)
        yield


@contextmanager
def output_set(directory: Path, previous: Collection[str] = ()) -> Iterator[Path]:
    """Yield an empty staging folder; when the block ends without an error, its files become `directory`'s, all at once.

    `previous` names the outputs of the build before, as its manifest lists them: those that are not written again go.
    A file under a name that is written again is replaced; anything else in `directory` stays. On any error, Ctrl-C
    included, `directory` is as it was.

    The lock is taken if the caller does not hold it already. Raises `EnvironmentalError` where the machine refuses, and
    `ValueError` if the staging folder holds anything but regular files.
    """
    with locked(directory):
        folder = real_path(directory)
        with plain_errors(directory):
            work = _work_folder(folder)
        try:
            staging = work / _SET
            with plain_errors(directory):
                staging.mkdir()
            try:
                yield staging
            except OSError as error:
                # Other errors of the block, such as an input that is gone, are not about the outputs.
                if error.errno in NO_SPACE or Path(str(error.filename)).is_relative_to(work):
                    raise explained(error, directory) from error
                raise
            with plain_errors(directory):
                _publish(staging, folder, frozenset(previous), directory)
        finally:
            with plain_errors(directory):
                _settle(work, folder, directory)


def _work_folder(folder: Path) -> Path:
    """A new hidden folder beside the outputs; inside them if the parent may not be written."""
    prefix = f".{folder.name}.new-"
    try:
        return Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    except OSError as error:
        if error.errno not in NOT_ALLOWED or not folder.is_dir():
            raise
        return Path(tempfile.mkdtemp(prefix=prefix, dir=folder))


def _publish(staging: Path, folder: Path, previous: frozenset[str], shown: Path) -> None:
    """Make the staged files the outputs, in one step where the system can do that."""
    staged = sorted(staging.iterdir())
    for path in staged:
        if path.is_symlink() or not path.is_file():
            message = f"a set of outputs holds regular files only, not {path.name}"
            raise ValueError(message)
        if _is_folder(folder / path.name):
            message = f"{shown / path.name} is a folder, and the build writes a file of this name"
            raise UsageError(message, "move the folder away, or choose another folder with -o")
        sync_file(path)
    sync_folder(staging)
    written = frozenset(path.name for path in staged)
    if not folder.exists():
        staging.rename(folder)
        sync_folder(folder.parent)
    elif not _exchanged(staging, folder, written | previous):
        _replace_each(staging, folder, written, previous - written)


def _exchanged(staging: Path, folder: Path, outputs: frozenset[str]) -> bool:
    """Whether the staged set took the place of the old one; False, with nothing changed, where that can't be done."""
    work, old = staging.parent, folder.stat()
    strangers = _strangers(folder, outputs)
    if work.parent == folder or os.path.samestat(old, Path().stat()) or not all(map(_movable, strangers)):
        return False
    names = work / _NAMES
    names.write_text(json.dumps(sorted(outputs)), "ascii")
    sync_file(names)
    sync_folder(work)
    for stranger in strangers:
        _link(stranger, staging / stranger.name)
    keep_owner_and_mode(staging, old)
    sync_folder(staging)
    try:
        exchange(staging, folder)
    except OSError as error:
        if error.errno not in _NO_EXCHANGE:
            raise
        return False
    sync_folder(folder.parent)
    sync_folder(work)
    return True


def _replace_each(staging: Path, folder: Path, written: frozenset[str], stale: frozenset[str]) -> None:
    """Replace file by file, the manifest last, so that a set that a crash left torn doesn't fit its manifest."""
    inside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.new-", dir=folder))
    try:
        # All files are in the folder's own file system before the first takes its place: a full disk shows up here.
        for name in written:
            shutil.move(staging / name, inside / name)
            sync_file(inside / name)
        for name in sorted(written - {MANIFEST}):
            (inside / name).replace(folder / name)
        for path in list(folder.iterdir()):
            if path.name in stale and not _is_folder(path):
                path.unlink()
        sync_folder(folder)
        if MANIFEST in written:
            (inside / MANIFEST).replace(folder / MANIFEST)
            sync_folder(folder)
    finally:
        shutil.rmtree(inside, ignore_errors=True)


def _recover(folder: Path, shown: Path) -> None:
    """Clear the work folders that killed builds left beside the outputs and inside them."""
    leftover = re.compile(rf"\.{re.escape(folder.name)}\.new-[a-z0-9_]{{8}}")
    for place in (folder.parent, folder):
        try:
            found = [path for path in place.iterdir() if leftover.fullmatch(path.name) and _is_folder(path)]
        except (FileNotFoundError, PermissionError):
            continue
        for work in found:
            # In a shared folder such as /tmp, a stranger's work folder could smuggle files in.
            if work.stat().st_uid == os.geteuid():
                _settle(work, folder, shown)


def _settle(work: Path, folder: Path, shown: Path) -> None:
    """Bring home what is the user's in a work folder, and remove the rest; right before and after the exchange."""
    try:
        outputs = frozenset(json.loads((work / _NAMES).read_text("ascii")))
        strangers = _strangers(work / _SET, outputs)
    except (FileNotFoundError, ValueError):
        strangers = []  # The names are on the disk before anything of the user's comes into the work folder.
    for stranger in strangers:
        try:
            _bring_home(stranger, folder)
        except OSError as error:
            message = f"{stranger.name} could not be moved back into {shown}: {error.strerror or error}"
            hint = f"it is in {work.name}/{_SET}, beside the folder; move it by hand"
            raise EnvironmentalError(message, hint) from error
    with suppress(OSError):
        (work / _SET).chmod(0o700)  # It has the mode of the outputs; a read-only one could not be emptied.
    shutil.rmtree(work, ignore_errors=True)


def _bring_home(stranger: Path, folder: Path) -> None:
    """Move it into the folder, under a free name, unless it is there already."""
    home = folder / stranger.name
    with suppress(FileNotFoundError):
        if os.path.samestat(stranger.lstat(), home.lstat()):
            return
    folder.mkdir(exist_ok=True)
    names = (f"{home.name}.{number}" if number else home.name for number in count())
    stranger.rename(next(path for path in map(home.with_name, names) if not os.path.lexists(path)))
    sync_folder(folder)


def _strangers(folder: Path, outputs: frozenset[str]) -> list[Path]:
    """What no build wrote: other names, and folders of any name, because outputs are files."""
    return [path for path in sorted(folder.iterdir()) if path.name not in outputs or _is_folder(path)]


def _link(stranger: Path, place: Path) -> None:
    """Let the stranger be in the new set too, so that it is never away; a folder has to be moved after the exchange."""
    if _is_folder(stranger):
        return
    try:
        os.link(stranger, place, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise


def _movable(path: Path) -> bool:
    """Whether the entry can be moved to another folder: a folder must be ours to write, and no mount point."""
    return not _is_folder(path) or (os.access(path, os.W_OK) and not path.is_mount())


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
