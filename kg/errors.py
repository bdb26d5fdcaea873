"""Every error of kg, as one tree.

::

    KgError                 what a person reads: one sentence, and a hint that says the cure
    ├── DataError           the data has problems, all of them listed            exit code 1
    │   └── TermError       a text that no RDF term may hold
    ├── UsageError          the call or the command line is wrong                exit code 2
    │   └── QueryError      a SPARQL query that cannot be answered
    └── EnvironmentalError  the machine cannot do it: lock, disk, missing extra  exit code 3

A bad value in somebody's file is a `Problem`: a value, so that a run can collect all of them. They travel together
in one `DataError`. Only `kg.cli` turns an error into an exit code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["violation", "warning", "info"]


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing that is wrong, at its place.

    Line and column count from 1, in characters; 0 means that the problem is the file's as a whole.
    """

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    severity: Severity = "violation"

    def __str__(self) -> str:
        """`file:line:column: message`, with the hint on the next line."""
        numbers = [str(number) for number in (self.line, self.column) if number]
        mark = "" if self.severity == "violation" else f"{self.severity}: "
        text = f"{':'.join([self.path, *numbers])}: {mark}{self.message}"
        return f"{text}\n    hint: {self.hint}" if self.hint else text


class KgError(Exception):
    """Any error of kg: `str()` is one sentence, `hint` is the cure."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the sentence and its cure."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class DataError(KgError):
    """The data has problems; `problems` holds all that the run found, in the order of the input."""

    def __init__(self, message: str, hint: str = "", problems: Iterable[Problem] = ()) -> None:
        """Keep the problems beside the sentence that sums them up."""
        super().__init__(message, hint)
        self.problems = tuple(problems)


class TermError(DataError):
    """A text that cannot become an RDF term; `text` holds it."""

    def __init__(self, message: str, text: str, hint: str = "") -> None:
        """Keep the offending text."""
        super().__init__(message, hint)
        self.text = text


class UsageError(KgError):
    """The call is wrong: an unknown format, a file that isn't there, a flag that doesn't fit."""

    exit_code: ClassVar[int] = 2


class QueryError(UsageError):
    """A SPARQL query that is wrong, or that kg refuses to run."""


class EnvironmentalError(KgError):
    """The machine cannot do it now: another build holds the lock, the disk is full, an extra is missing."""

    exit_code: ClassVar[int] = 3
