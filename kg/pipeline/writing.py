"""The files of a graph while it is written: every description once, in the order of the input or of its subject."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, BinaryIO

from kg.digests import Digests
from kg.pipeline.sorting import Sorter
from kg.pipeline.spelling import syntaxes
from kg.pipeline.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from kg.network.incidence import Ties
    from kg.pipeline.spelling import Mark, Plan, Spelled
    from kg.rdf.description import Description
    from kg.rdf.syntax import Syntax


class _File:
    """One file of the graph, with the hash of what is in it."""

    def __init__(self, stream: BinaryIO, syntax: Syntax) -> None:
        self.stream = stream
        self.syntax = syntax
        self.sha256 = hashlib.sha256()
        self.lead = len(syntax.between.encode())
        self.write(syntax.head.encode())

    def write(self, data: bytes) -> None:
        self.stream.write(data)
        self.sha256.update(data)

    def add(self, text: bytes) -> None:
        """Write descriptions, each behind its separator; in front of the first there is none."""
        if text:
            self.write(text[self.lead :])
            self.lead = 0


class Writing:
    """A graph being written into a folder, one file a format.

    `tally` is of what is in it, `ties` are those of its network, if the plan asks for them.
    """

    def __init__(self, stack: ExitStack, folder: Path, plan: Plan) -> None:
        """Open the files `graph.FORMAT` until the end of the stack, and begin."""
        self.tally = Tally()
        self.ties = _ties() if plan.ties else None
        self._seen = Digests()
        self._files: dict[str, _File] = {}
        self._sorter = Sorter(stack, folder) if plan.sorting else None
        for form, syntax in zip(plan.formats, syntaxes(plan.formats, plan.base_iri), strict=True):
            name = f"graph.{form}"
            self._files[name] = _File(stack.enter_context((folder / name).open("wb")), syntax)

    def add(self, spelled: Spelled) -> None:
        """Write what is new in the text of some records."""
        self.tally.add(spelled.tally)
        if self.ties is not None:
            for agreement, organizations in spelled.tally.ties or ():
                self.ties.add(agreement, organizations)
        keyed = [mark for mark in spelled.marks if mark.key is not None]
        repeated = self._seen.add([mark.key for mark in keyed if mark.key is not None])
        gone = {keyed[number] for number in repeated}
        for mark in gone:
            self.tally.take_back(mark.statements, mark.classes)
        if self._sorter is not None:
            for mark in spelled.marks:
                if mark not in gone:
                    self._sorter.add(mark.subject, _cut_out(spelled.texts, mark))
            return
        left_out = sorted(gone, key=lambda mark: mark.spans)
        for number, (file, text) in enumerate(zip(self._files.values(), spelled.texts, strict=True)):
            for piece in _around(text, [mark.spans[number] for mark in left_out]):
                file.add(piece)

    def end(self, descriptions: Iterable[Description]) -> dict[str, str]:
        """Write the last descriptions and what stands behind them; gives the SHA-256 of each file."""
        files = self._files.values()
        for description in descriptions:
            texts = tuple((file.syntax.between + file.syntax.spell(description)).encode() for file in files)
            self._write(description.subject, texts)
        if self._sorter is not None:
            sorter, self._sorter = self._sorter, None
            for texts in sorter.sorted():
                self._write("", texts)
        for file in files:
            file.write(file.syntax.tail.encode())
            file.stream.flush()
        return {name: file.sha256.hexdigest() for name, file in self._files.items()}

    def _write(self, subject: str, texts: tuple[bytes, ...]) -> None:
        if self._sorter is not None:
            self._sorter.add(subject, texts)
            return
        for file, text in zip(self._files.values(), texts, strict=True):
            file.add(text)


def _ties() -> Ties:
    from kg.network.incidence import Ties

    return Ties()


def _cut_out(texts: Sequence[bytes], mark: Mark) -> tuple[bytes, ...]:
    return tuple(text[start:end] for text, (start, end) in zip(texts, mark.spans, strict=True))


def _around(text: bytes, spans: Iterable[tuple[int, int]]) -> Iterator[bytes]:
    """The text without these spans of it, which are in order."""
    begin = 0
    for start, end in spans:
        yield text[begin:start]
        begin = end
    yield text[begin:] if begin else text
