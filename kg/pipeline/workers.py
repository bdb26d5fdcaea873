"""The same work on many pieces, in the order of the pieces: here, or in processes of their own."""

from __future__ import annotations

import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from os import _exit
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import EnvironmentalError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")
P = TypeVar("P")


def in_order(work: Callable[[T, P], R], pieces: Iterable[T], plan: P, jobs: int) -> Iterator[tuple[T, R]]:
    """Each piece with the result of the work on it, in order; `jobs` above 1 is a number of processes.

    The plan goes to each process once. Raises `EnvironmentalError` if a process is killed.
    """
    if jobs == 1:
        for piece in pieces:
            yield piece, work(piece, plan)
        return
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(work, plan))
    waiting: deque[tuple[T, Future[R]]] = deque()
    try:
        for piece in pieces:
            waiting.append((piece, pool.submit(_do, piece)))
            if len(waiting) > 2 * jobs:
                done, future = waiting.popleft()
                yield done, future.result()
        while waiting:
            done, future = waiting.popleft()
            yield done, future.result()
    except BrokenProcessPool as error:
        raise EnvironmentalError("a process of the build was killed", "try fewer --jobs: each takes memory") from error
    finally:
        pool.shutdown(cancel_futures=True)


_assigned: list[tuple[Callable[[Any, Any], Any], Any]] = []
"""In a worker: its work and its plan."""


def _do(piece: Any) -> Any:  # noqa: ANN401 — whatever the work takes and gives
    ((work, plan),) = _assigned
    return work(piece, plan)


def _begin(work: Callable[[Any, Any], Any], plan: object) -> None:
    """Take the work, leave Ctrl-C to the parent, and end where the parent ends, however it does."""
    _assigned.append((work, plan))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    _exit(1)
