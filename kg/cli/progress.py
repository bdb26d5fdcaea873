"""Progress on standard error, where that is a terminal."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def counter(what: str, quiet: bool) -> Iterator[Callable[[int, float], None]]:
    """Give a function that is told how many were done, and which share of all, from 0 to 1.

    It shows the count, how many a second, and the time left; away from a terminal it does nothing.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    started = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=1.0)

        def tell(done: int, share: float) -> None:
            rate = done / max(time.monotonic() - started, 0.1)
            progress.update(task, completed=share, description=f"{done:,} {what}, {rate:,.0f} a second")

        yield tell
