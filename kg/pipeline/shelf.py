"""The folder that keeps the store of a large graph: made once, never changed, replaced when the graph has changed.

For a graph `graph.ttl` it is `.graph.ttl.store` and holds::

    stamp.json   which file the store was made from, and the sizes of the store's own files; always written last
    XXXXXXXX     the store (RocksDB), complete before a stamp names it, and never written to again
    lock         locked while somebody makes a store

A stamp is replaced in one step, so that whoever is killed at any moment leaves the old store or the new one. Whoever
reads a store holds a shared lock on it; one that nobody reads is removed when the next one is made. Files are reached
through the open folder, where the system allows it: a build that moves the folders around a store moves nothing away
from under its readers.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import shutil
import weakref
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kg.errors import EnvironmentalError
from kg.pipeline.files import sync_file, sync_folder
from kg.store.embedded import ENGINE, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

_STAMP: Final = "stamp.json"
_LOCK: Final = "lock"
_CHANGING: Final = ("LOG", "LOCK")
"""RocksDB's own notes: no part of what it stores."""

_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


class _Seen(Struct, frozen=True):
    """What the system says of a file without reading it; nobody can set `ctime_ns` back."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    @classmethod
    def of(cls, stat: os.stat_result) -> _Seen:
        return cls(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


class _Stamp(Struct, frozen=True):
    """Which store there is, of which graph, made by which engine, of which files."""

    store: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]
    engine: str
    graph: _Seen
    sha256: str
    files: dict[str, int]


class Shelf:
    """The folder that keeps the store of one graph."""

    def __init__(self, graph: str, folder: Path) -> None:
        """Name the graph's file and the folder, which needn't be there."""
        self.graph = graph
        self.folder = folder

    def take(self, *, by_hash: bool = False) -> Store | None:
        """The store, if there is one of the graph as it is now; None if it must be made.

        The graph counts as unchanged while size, times and inode are the same; `by_hash` reads it to be sure.
        """
        stamp = self._stamp()
        if stamp is None or stamp.engine != ENGINE:
            return None
        seen = _Seen.of(os.stat(self.graph))
        if seen == stamp.graph or (by_hash and self._same_bytes(seen, stamp)):
            return self._opened(stamp)
        return None

    @contextmanager
    def locked(self, say: Callable[[str], None]) -> Iterator[None]:
        """Hold the right to make the store; wait for another process that does. Raises `OSError` without rights."""
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say(f"another process is making the store of {self.graph}: waiting for it")
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def renew(self) -> None:
        """Stamp the store with the graph's new time and inode, where the bytes are the old ones. Needs the lock."""
        stamp = self._stamp()
        if stamp is not None:
            seen = _Seen.of(os.stat(self.graph))
            if seen != stamp.graph and self._same_bytes(seen, stamp):
                self._write(self.folder, replace(stamp, graph=seen))

    def _same_bytes(self, seen: _Seen, stamp: _Stamp) -> bool:
        if seen.size != stamp.graph.size:
            return False
        with open(self.graph, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == stamp.sha256

    def make(self, progress: Callable[[int, int], None]) -> None:
        """Make the store of the graph as it is now. Needs the lock.

        Raises `DataError` for what is no RDF, `EnvironmentalError` for a graph that changes meanwhile, `OSError` where
        the machine refuses. Then, as after Ctrl-C, the store of before is as it was.
        """
        self._tidy()
        descriptor = os.open(self.folder, _FOLDER)
        try:
            folder = _through(descriptor, self.folder)
            fresh = folder / secrets.token_hex(8)
            fresh.mkdir()
            try:
                self._write(folder, self._filled(fresh, progress))
            except BaseException:
                shutil.rmtree(fresh, ignore_errors=True)
                raise
        finally:
            os.close(descriptor)
        self._tidy()

    def _filled(self, fresh: Path, progress: Callable[[int, int], None]) -> _Stamp:
        """Load the graph into a new folder and bring it to the disk; the stamp that says so."""
        with open(self.graph, "rb") as file:
            seen = _Seen.of(os.fstat(file.fileno()))
            Store.make(str(fresh), _Watched(file, seen.size, progress), self.graph)
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            if _Seen.of(os.fstat(file.fileno())) != seen:
                raise EnvironmentalError(f"{self.graph} changed while it was read", "ask again when it is written")
        names = sorted(name for name in os.listdir(fresh) if not name.startswith(_CHANGING))
        files = {name: (fresh / name).stat().st_size for name in names}
        for name in files:
            sync_file(fresh / name)
        sync_folder(fresh)
        return _Stamp(fresh.name, ENGINE, seen, sha256, files)

    def _stamp(self) -> _Stamp | None:
        try:
            return msgspec.json.decode((self.folder / _STAMP).read_bytes(), type=_Stamp)
        except (OSError, msgspec.DecodeError):
            return None

    @staticmethod
    def _write(folder: Path, stamp: _Stamp) -> None:
        fresh = folder / f"{_STAMP}.new"
        fresh.write_bytes(msgspec.json.format(msgspec.json.encode(stamp)))
        sync_file(fresh)
        fresh.replace(folder / _STAMP)
        sync_folder(folder)

    def _opened(self, stamp: _Stamp) -> Store | None:
        """The store of a stamp, held against removal; None if it isn't whole, or is being removed."""
        path = self.folder / stamp.store
        try:
            descriptor = os.open(path, _FOLDER)
        except OSError:
            return None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            at = _through(descriptor, path)
            if any((at / name).stat().st_size != size for name, size in stamp.files.items()):
                raise FileNotFoundError(path)
            store = Store.made(str(at), str(self.folder))
        except (OSError, EnvironmentalError):
            os.close(descriptor)
            return None
        weakref.finalize(store, os.close, descriptor)
        return store

    def _tidy(self) -> None:
        """Remove what killed processes left, and the stores that are neither stamped nor read. Needs the lock."""
        stamp = self._stamp()
        kept = {_STAMP, _LOCK, stamp.store if stamp else ""}
        for entry in list(os.scandir(self.folder)):
            if entry.name in kept:
                continue
            if not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)
                continue
            descriptor = os.open(entry.path, _FOLDER)
            try:
                # Locked by nobody: then nobody reads it. A file system without locks keeps what it has.
                with suppress(OSError):
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(entry.path, ignore_errors=True)
            finally:
                os.close(descriptor)


class _Watched:
    """A file that tells how far it has been read. That a read is Python's own lets Ctrl-C through to the engine."""

    def __init__(self, file: BinaryIO, size: int, progress: Callable[[int, int], None]) -> None:
        self._file = file
        self._size = size
        self._progress = progress
        self._done = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        before, self._done = self._done, self._done + len(data)
        # The engine asks for two kilobytes at a time.
        if before >> 20 != self._done >> 20:
            self._progress(self._done, self._size)
        return data


def _through(descriptor: int, path: Path) -> Path:
    """The path of an open folder that leads there wherever it is moved; its own path on other systems than Linux."""
    steady = Path(f"/proc/self/fd/{descriptor}")
    return steady if steady.is_dir() else path
