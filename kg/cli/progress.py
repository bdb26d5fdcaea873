"""Progress on standard error, where that is a terminal."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


class Show(Protocol):
    """Is told how much of a whole is done, and how many things were counted in it."""

    def __call__(self, done: int, whole: int, count: int | None = None, /) -> None:
        """Show it."""


@contextmanager
def bar(what: str, quiet: bool) -> Iterator[Show]:
    """Give a function that shows how much of a whole is done, how many a second, and the time left.

    Nothing is shown before it is called, nor away from a terminal.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _whole, _count=None, /: None
        return
    with ExitStack() as stack:
        shown: list[Show] = []

        def show(done: int, whole: int, count: int | None = None, /) -> None:
            if not shown:
                shown.append(_begun(what, stack))
            shown[0](done, whole, count)

        yield show


def _begun(what: str, stack: ExitStack) -> Show:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    progress = stack.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
    task = progress.add_task(what, total=None)
    started = time.monotonic()

    def show(done: int, whole: int, count: int | None = None, /) -> None:
        rate = (count or 0) / max(time.monotonic() - started, 0.1)
        said = what if count is None else f"{count:,} {what}, {rate:,.0f} a second"
        progress.update(task, completed=done, total=whole, description=said)

    return show
