"""A statement as it comes out of a store or a file: plain values, so that no other room needs a library's terms."""

from __future__ import annotations

from typing import NamedTuple


class Iri(NamedTuple):
    """An IRI."""

    value: str


class Blank(NamedTuple):
    """A blank node. kg writes none, but other people's files have them."""

    value: str


class Literal(NamedTuple):
    """A literal: its text, its language tag or None, and the IRI of its datatype."""

    value: str
    language: str | None
    datatype: str


Term = Iri | Blank | Literal


class Statement(NamedTuple):
    """Subject, predicate and object."""

    subject: Iri | Blank
    predicate: str
    object: Term
