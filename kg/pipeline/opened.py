"""A graph that was opened: ask it, measure it, draw it, or take it away as an rdflib or networkx object."""

from __future__ import annotations

from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from kg.network.centrality import COLUMNS, centralities
from kg.network.layout import positions
from kg.network.project import projection, two_mode
from kg.pipeline.graph import ties_of
from kg.pipeline.selection import Selection, mentioned, select
from kg.rdf.profiles import read_profiles
from kg.store.answers import Rows, answer_rows
from kg.store.embedded import STDIN, Store, ntriples_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx
    import rdflib

    from kg.network.centrality import Centrality, Mode
    from kg.network.project import Tie
    from kg.records.profiles import Profiles
    from kg.store.embedded import Value
    from kg.views.table import Cell


class Graph:
    """A graph of partnerships, as `kg.open` gives it."""

    def __init__(self, path: str, ties: Iterable[Tie] | None = None) -> None:
        """Open a file: Turtle, N-Triples, JSON-LD or RDF/XML by its ending; `-` is Turtle on standard input.

        The ties of its network are read from it unless they are known already.
        """
        self.path = path
        self.store = Store.open(path)
        self._ties = ties

    def query(self, sparql: str, values: Mapping[str, Value] | None = None) -> Rows | bool:
        """The answer to a SPARQL 1.1 query: columns and rows, or the truth of an ASK."""
        return answer_rows(self.store, sparql, values)

    def network(self, mode: Mode = "projection") -> nx.Graph[str]:
        """The network as a networkx graph: organisations that share agreements, or both as a two-mode graph.

        Nodes have their labels as the attributes `label_ko`, `label_en`, ….
        """
        both = self._two_mode
        network = both.copy() if mode == "two-mode" else projection(both)
        labels = {profile.iri: profile.name for profile in self._profiles.organizations}
        labels |= {profile.iri: profile.title for profile in self._profiles.agreements}
        for node, attributes in network.nodes(data=True):
            attributes.update({f"label_{language}": text for language, text in sorted(labels.get(node, {}).items())})
        return network

    def centrality(self) -> list[Centrality]:
        """The measures of every organisation, a row each, the highest betweenness first."""
        return self._centrality

    def profiles(self) -> Profiles:
        """What the graph says of its agreements and organisations."""
        return self._profiles

    @cached_property
    def _two_mode(self) -> nx.Graph[str]:
        return two_mode(ties_of(self.store) if self._ties is None else self._ties)

    @cached_property
    def _centrality(self) -> list[Centrality]:
        return centralities(self._two_mode)

    @cached_property
    def _profiles(self) -> Profiles:
        return read_profiles(self.store.statements())

    def selected(self, selection: Selection) -> Profiles:
        """The profiles of a part of the graph."""
        return select(self.profiles(), selection, [row.organization for row in self.centrality()])

    def page(self, profiles: Profiles | None = None) -> str:
        """The interactive page of all agreements, or of these, as one HTML text that needs no network.

        The measures are those of the whole network, also where a part of it is shown.
        """
        from kg.views.graph.page import Picture, graph_page

        profiles = profiles or self.selected(Selection())
        spots = positions(two_mode((a.iri, party.organization) for a in profiles.agreements for party in a.parties))
        measures = {
            row.organization: {"agreements": row.agreements, "partners": row.partners, **row.measures}
            for row in self.centrality()
        }
        names = {organization.iri: organization.name for organization in self.profiles().organizations}
        spoken_of = {iri: names[iri] for iri in sorted(mentioned(profiles)) if iri in names}
        return graph_page(Picture(profiles, spots, measures, f"kg {version('smartcity-kg')}", spoken_of))

    def rdflib(self) -> rdflib.Graph:
        """The statements as an rdflib graph."""
        from kg.shapes import as_rdflib

        return as_rdflib([self.store.ntriples() if self.path == STDIN else ntriples_of(self.path)])


def centrality_table(graph: Graph, mode: Mode) -> tuple[list[str], list[list[Cell]]]:
    """Columns and rows of the centralities: all, or for the mode `two-mode` only those of the two-mode graph."""
    rows = graph.centrality()
    labels: dict[str, Any] = {profile.iri: profile.name for profile in graph.profiles().organizations}
    # Where measures are estimated, columns behind say how far they may be off.
    all_names = tuple(rows[0].measures) if rows else COLUMNS
    names = [name for name in all_names if mode == "projection" or name.startswith("two_mode_")]
    columns = ["organization", "label_ko", "label_en", "agreements", "partners", *names]
    body: list[list[Cell]] = []
    for row in rows:
        name = labels.get(row.organization, {})
        known = [row.organization, name.get("ko"), name.get("en"), row.agreements, row.partners]
        body.append([*known, *(row.measures[column] for column in names)])
    if mode == "two-mode":
        body.sort(key=lambda cells: (-float(cells[columns.index("two_mode_betweenness")] or 0), str(cells[0])))
    return columns, body
