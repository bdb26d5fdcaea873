"""A graph about itself, in DCAT 3 and VoID: what it is, under which licence, and how much of what it holds."""

from __future__ import annotations

import datetime as dt  # msgspec reads the field types at run time
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from kg.rdf import terms
from kg.rdf.description import Description, describe
from kg.records.dates import PartialDate
from kg.vocab import PREFIXES, dcat, dcterms, kgo, rdf, void

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.rdf.terms import Minter

_NAME: Final = "agreements"


class About(Struct, frozen=True):
    """What a dataset says of itself, and the days that its graph is of, where it is a snapshot."""

    title: str | None = None
    description: str | None = None
    version: str | None = None
    licences: tuple[str, ...] = ()
    as_of: dt.date | None = None
    known_by: dt.date | None = None


def map_dataset(
    about: About, entities: Mapping[str, int], published: tuple[str, str] | None, statements: int, minter: Minter
) -> list[Description]:
    """The dataset, the period in which its sources were published, and a partition for each class.

    `entities` counts the things of each class, `published` holds the first and the last day, encoded, and `statements`
    counts those of the graph so far; the ones made here are added.
    """
    period = minter.thing("period", _NAME)
    partitions = {class_: minter.thing("partition", *_prefixed(class_)) for class_ in sorted(entities)}
    kinds = (rdf.type, [terms.iri(void.Dataset)])
    parts = [
        describe(part, kinds, (void.class_, [terms.iri(class_)]), (void.entities, [terms.integer(entities[class_])]))
        for class_, part in partitions.items()
    ]
    if published:
        bounds = [(dcat.startDate, [published[0]]), (dcat.endDate, [published[1]])]
        parts.insert(0, describe(period, (rdf.type, [terms.iri(dcterms.PeriodOfTime)]), *bounds))
    pairs = [
        (rdf.type, [terms.iri(dcat.Dataset), terms.iri(void.Dataset)]),
        (dcterms.title, [terms.text(about.title)] if about.title else []),
        (dcterms.description, [terms.text(about.description)] if about.description else []),
        (dcterms.license, [terms.iri(licence) for licence in about.licences]),
        (dcat.version, [terms.text(about.version)] if about.version else []),
        (dcterms.temporal, [period] if published else []),
        (kgo.asOf, [_day(about.as_of)] if about.as_of else []),
        (kgo.knownBy, [_day(about.known_by)] if about.known_by else []),
        (void.classPartition, list(partitions.values())),
    ]
    dataset = minter.thing("dataset", _NAME)
    made = sum(part.form.size for part in [describe(dataset, *pairs), *parts]) + 1
    return [describe(dataset, *pairs, (void.triples, [terms.integer(statements + made)])), *parts]


def _prefixed(iri: str) -> tuple[str, str]:
    """The prefix and the name of a class: no two classes share both."""
    prefix, namespace = next((prefix, namespace) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace))
    return prefix, iri.removeprefix(namespace)


def _day(day: dt.date) -> str:
    return terms.date(PartialDate(day.year, day.month, day.day))
