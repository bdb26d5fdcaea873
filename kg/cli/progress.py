"""Progress on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def counter(what: str, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Give a function that shows how many were done, and how fast; it does nothing away from a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done: progress.update(task, completed=done)


@contextmanager
def bar(what: str, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows how much of a whole is done, and the time left; nothing is shown before it is called.

    It does nothing away from a terminal.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _whole: None
        return
    with ExitStack() as stack:
        shown: list[Callable[[int, int], None]] = []

        def show(done: int, whole: int) -> None:
            if not shown:
                shown.append(_begun(what, stack))
            shown[0](done, whole)

        yield show


def _begun(what: str, stack: ExitStack) -> Callable[[int, int], None]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    progress = stack.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
    task = progress.add_task(what, total=None)
    return lambda done, whole: progress.update(task, completed=done, total=whole)
