"""One writer at a time: a lock that ends with its process, however that ends.

It is the `flock` of POSIX systems, held on a small file. A lock file that a killed process left behind is not locked,
so it stops nobody.
"""

from __future__ import annotations

import fcntl
import os
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from kg.errors import EnvironmentalError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_held: dict[tuple[int, Path], int] = {}


def _let_go() -> None:
    # A forked worker that outlives its killed parent would hold the parent's lock for ever.
    for descriptor in _held.values():
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_let_go)


@contextmanager
def lock(path: Path, shown: Path) -> Iterator[bool]:
    """Hold the lock file; `EnvironmentalError` says that another build is writing `shown`, without waiting for it.

    A block inside a block of the same thread shares its lock; yields whether this block is the outer one. Raises
    `OSError` where the file cannot be made.
    """
    key = threading.get_ident(), path
    if key in _held:
        yield False
        return
    descriptor = _take(path)
    if descriptor is None:
        message = f"another build is writing {shown}"
        raise EnvironmentalError(message, "wait until it has ended, or choose another folder with -o")
    _held[key] = descriptor
    try:
        yield True
    finally:
        # A forked child that comes by here holds nothing, and must not remove its parent's file.
        if _held.pop(key, None) is not None:
            with suppress(OSError):
                path.unlink()
            os.close(descriptor)


def _take(path: Path) -> int | None:
    """The descriptor of the lock file, locked; None while another process or thread holds it."""
    while True:
        descriptor = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # The holder before us removes the file while we open it: then this lock is on a file without a name.
            if os.path.samestat(os.fstat(descriptor), path.lstat()):
                return descriptor
        except BlockingIOError:
            os.close(descriptor)
            return None
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
