"""Sources and evidence in RDF: where a statement comes from, and the words that bear it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.rdf import terms
from kg.rdf.description import Description, Statement, Template, describe
from kg.vocab import bibo, dcterms, foaf, kgo, oa, prov, rdf, schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rdf.draft import Draft
    from kg.rdf.terms import Minter
    from kg.records.source import Evidence, Source


_SOURCE: Final = Template(
    rdf.type,
    dcterms.title,
    schema.url,
    dcterms.issued,
    dcterms.publisher,
    schema.inLanguage,
    prov.alternateOf,
    kgo.textSha256,
    shared=True,
)
_PUBLISHER: Final = Template(foaf.name, types=(terms.iri(foaf.Agent),), shared=True)
_TYPES: Final = {"news-article": [terms.iri(schema.NewsArticle)], "document": [terms.iri(bibo.Document)]}


def map_sources(draft: Draft) -> Iterator[Description]:
    """The sources of an agreement, each with its publisher."""
    for source, parts in zip(draft.record.sources, draft.sources, strict=True):
        original = [draft.source_nodes[source.copy_of]] if source.copy_of is not None else []
        yield from _map_source(source, parts, original, draft.mint)


def _map_source(source: Source, parts: tuple[str, ...], original: list[str], minter: Minter) -> list[Description]:
    """A source, and its publisher as that source names it; `original` is the source that it repeats, if any."""
    publisher = minter.thing("publisher", *parts) if source.publisher else ""
    described = _SOURCE.describe(
        minter.thing("source", *parts),
        _TYPES[source.type],
        terms.texts(source.title),
        [terms.iri(source.url)] if source.url else [],
        [terms.date(source.published)] if source.published else [],
        [publisher] if source.publisher else [],
        [terms.text(source.language)] if source.language else [],
        original,
        [terms.text(source.sha256)] if source.sha256 else [],
    )
    if not publisher:
        return [described]
    return [described, _PUBLISHER.describe(publisher, terms.texts(source.publisher))]


def map_evidence(
    evidence: Evidence, supported: Statement, source: str, own: tuple[str, str], minter: Minter
) -> list[Description]:
    """A Web Annotation (W3C 2017): the supported statement is its body, the words in the source are its target.

    `own` names the annotation: the agreement's id and a number.
    """
    statement, target, quote = (minter.thing(path, *own) for path in ("statement", "target", "quote"))
    subject, predicate, value = supported
    exact = (oa.exact, [terms.text(evidence.exact)])
    selectors = [describe(quote, (rdf.type, [terms.iri(oa.TextQuoteSelector)]), exact)]
    if evidence.start is not None and evidence.end is not None:
        position = describe(
            minter.thing("position", *own),
            (rdf.type, [terms.iri(oa.TextPositionSelector)]),
            (oa.start, [terms.offset(evidence.start)]),
            (oa.end, [terms.offset(evidence.end)]),
        )
        selectors.insert(0, position)
    return [
        describe(
            minter.thing("evidence", *own),
            (rdf.type, [terms.iri(oa.Annotation)]),
            (oa.motivatedBy, [terms.iri(oa.linking)]),
            (oa.hasBody, [statement]),
            (oa.hasTarget, [target]),
        ),
        describe(
            statement,
            (rdf.type, [terms.iri(rdf.Statement)]),
            (rdf.subject, [subject]),
            (rdf.predicate, [terms.iri(predicate)]),
            (rdf.object, [value]),
        ),
        describe(
            target,
            (rdf.type, [terms.iri(oa.SpecificResource)]),
            (oa.hasSource, [source]),
            (oa.hasSelector, [selector.subject for selector in selectors]),
        ),
        *selectors,
    ]
