"""A graph that was opened: ask it, measure it, draw it, or take it away as an rdflib or networkx object."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from kg.pipeline.labels import labels
from kg.pipeline.opening import Keeping, open_store
from kg.pipeline.selection import Selection, mentioned, newest_source, select
from kg.pipeline.ties import each_tie, ties_of
from kg.rdf.profiles import read_profiles
from kg.settings import STORE_FROM
from kg.store.answers import Rows, answer_rows
from kg.store.embedded import STDIN, Store, ntriples_of
from kg.store.statements import Iri
from kg.vocab import dcterms, kgo, rdf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    import networkx as nx
    import rdflib

    from kg.network.centrality import Centrality, Mode
    from kg.network.incidence import Incidence
    from kg.network.project import Tie
    from kg.records.profiles import Profiles
    from kg.store.embedded import Value
    from kg.views.table import Cell


MOST_SHOWN: Final = 2_000
"""Agreements up to which a notebook draws the page of a graph that stands at the end of a cell."""

Names = Mapping[str, Mapping[str, str]]
"""The names of organisations by IRI, each by language."""


class Graph:
    """A graph of partnerships, as `kg.open` gives it."""

    def __init__(
        self,
        path: str,
        incidence: Incidence | None = None,
        store: Store | None = None,
        measured: list[Centrality] | None = None,
    ) -> None:
        """Open a file: Turtle, N-Triples, JSON-LD or RDF/XML by its ending; `-` is Turtle on standard input.

        It is read into memory, the table of its network is read from it, and its organisations are measured, unless
        that was done already.
        """
        self.path = path
        self.store = Store.open(path) if store is None else store
        self._known = incidence
        self._measured = measured

    def query(self, sparql: str, values: Mapping[str, Value] | None = None) -> Rows | bool:
        """The answer to a SPARQL 1.1 query: columns and rows, or the truth of an ASK."""
        return answer_rows(self.store, sparql, values)

    def ties(self) -> list[Tie]:
        """Every agreement with each body that takes part in it, as pairs of IRIs, sorted: the table of the network."""
        return self._ties

    def incidence(self) -> Incidence:
        """The table of the network, as numbers: who shares how many agreements with whom, in seconds for millions."""
        return self._incidence

    def network(self, mode: Mode = "projection") -> nx.Graph[str]:
        """The network as a networkx graph: organisations that share agreements, or both as a two-mode graph.

        Nodes have their labels as the attributes `label_ko`, `label_en`, ….
        """
        from kg.network.project import organizations, projection

        both = self._two_mode
        network = both.copy() if mode == "two-mode" else projection(both)
        members = set(organizations(both))
        known = labels(self.store, members)
        known |= labels(self.store, set(network) - members, [dcterms.title])
        for node, attributes in network.nodes(data=True):
            attributes.update({f"label_{language}": text for language, text in sorted(known.get(node, {}).items())})
        return network

    def centrality(self) -> list[Centrality]:
        """The measures of every organisation, a row each, the highest betweenness first."""
        return self._centrality

    def names(self) -> Names:
        """The names of the organisations of the network, by IRI and language."""
        return labels(self.store, set(self._incidence.organizations))

    def profiles(self) -> Profiles:
        """What the graph says of its agreements and organisations."""
        return self._profiles

    @cached_property
    def _ties(self) -> list[Tie]:
        return ties_of(self.store)

    @cached_property
    def _incidence(self) -> Incidence:
        from kg.network.incidence import Ties

        if self._known is not None:
            return self._known
        ties = Ties()
        ties.add_pairs(each_tie(self.store))
        return ties.incidence()

    @cached_property
    def _two_mode(self) -> nx.Graph[str]:
        from kg.network.project import two_mode

        return two_mode(self._ties)

    @cached_property
    def _centrality(self) -> list[Centrality]:
        from kg.network.centrality import centralities

        return centralities(self._incidence) if self._measured is None else self._measured

    @cached_property
    def _quick(self) -> list[Centrality]:
        """The rows without what takes long, whether that was measured or not: a page is the same either way."""
        from kg.network.centrality import centralities
        from kg.network.large import costly

        left_out = costly(self._incidence)
        if not left_out:
            return self._centrality
        if self._measured is None:
            return centralities(self._incidence, quick=True)
        kept = [name for name in self._measured[0].measures if not name.startswith(left_out)]
        return [replace(row, measures={name: row.measures[name] for name in kept}) for row in self._measured]

    @cached_property
    def _ranked(self) -> list[str]:
        """The organisations, the most central first: by betweenness, or where that takes long by their agreements."""
        central = [(-row.measures.get("betweenness", 0.0), -row.agreements, row.organization) for row in self._quick]
        return [organization for _, _, organization in sorted(central)]

    @cached_property
    def _profiles(self) -> Profiles:
        return read_profiles(self.store.statements())

    def selected(self, selection: Selection) -> Profiles:
        """The profiles of a part of the graph."""
        return select(self.profiles(), selection, [row.organization for row in self._quick])

    def page(self, profiles: Profiles | None = None, story: str | None = None) -> str:
        """The interactive page of all agreements, or of these, as one HTML text that needs no network.

        The measures are those of the whole network, also where a part of it is shown, but for such as take long.
        `story` is a file of steps that lead through the page.
        """
        from importlib.metadata import version

        from kg.network.groups import grouped
        from kg.network.incidence import Ties
        from kg.network.layout import positions
        from kg.network.net import net_of
        from kg.pipeline.story import story_of
        from kg.views.graph.page import Groups, Picture, graph_page

        profiles = profiles or self.selected(Selection())
        ties = Ties(names=True)
        for agreement in profiles.agreements:
            ties.add(agreement.iri, [party.organization for party in agreement.parties])
        net = net_of(ties.incidence())
        spots = positions(net, {body.iri: body.name.values() for body in profiles.organizations})
        measures = {
            row.organization: {"agreements": row.agreements, "partners": row.partners, **row.measures}
            for row in self._quick
        }
        groups = grouped(net, self._ranked)
        known = {name for values in measures.values() for name in values}
        return graph_page(
            Picture(
                profiles,
                spots,
                measures,
                generator=f"kg {version('smartcity-kg')}",
                names=self._spoken_of(profiles),
                build=self._build(),
                date=newest_source(profiles),
                groups=Groups(*groups) if groups else None,
                whole=(len(self.profiles().agreements), len(self.profiles().organizations)),
                story=story_of(story, profiles, known) if story else (),
            )
        )

    def _spoken_of(self, profiles: Profiles) -> dict[str, dict[str, str]]:
        """The names of the bodies that these profiles speak of and don't hold."""
        names = {organization.iri: organization.name for organization in self.profiles().organizations}
        return {iri: names[iri] for iri in sorted(mentioned(profiles)) if iri in names}

    def _build(self) -> str:
        """The first twelve digits of the file's SHA-256, as its manifest has it; empty for standard input."""
        if self.path == STDIN:
            return ""
        with Path(self.path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[:12]

    def _repr_html_(self) -> str:
        """The page in a frame, for Jupyter and marimo; of too large a graph, a sentence that says what to do."""
        from kg.views.frame import LARGEST, frame, sentence

        count = sum(1 for _ in self.store.subjects(rdf.type, Iri(kgo.Agreement)))
        page = self.page() if count <= MOST_SHOWN else ""
        if page and len(page) <= LARGEST:
            return frame(page, f"Partnership network of {self.path}")
        return sentence(
            f"The agreements of {self.path}, {count}, are too many for a cell of a notebook. Write its page to a file "
            "and open it in a browser: kg view -o page.html; or a part of it: --top, --focus, --field, --from, --until."
        )

    def __repr__(self) -> str:
        """How to open it again."""
        return f"kg.open({self.path!r})"

    def rdflib(self) -> rdflib.Graph:
        """The statements as an rdflib graph."""
        from kg.shapes import as_rdflib

        return as_rdflib([self.store.ntriples() if self.path == STDIN else ntriples_of(self.path)])


def open_graph(path: str | PathLike[str], *, store_from: int = STORE_FROM, stores: str | PathLike[str] = "") -> Graph:
    """Open a graph file: `.query(sparql)`, `.ties()`, `.network()`, `.centrality()`, `.rdflib()`, `.page()`.

    A file of `store_from` bytes or more gets a store on the disk, which is made once and kept in the folder `stores`,
    or beside the file. Where it can't be kept, the file is read into memory, with a `RuntimeWarning`.
    """

    def say(note: str) -> None:
        warnings.warn(note, RuntimeWarning, stacklevel=3)

    return Graph(str(path), store=open_store(str(path), Keeping(store_from, str(stores)), say))


def centrality_table(rows: Sequence[Centrality], names: Names, mode: Mode) -> tuple[list[str], list[list[Cell]]]:
    """Columns and rows of the centralities: all, or for the mode `two-mode` only those of the two-mode graph."""
    from kg.network.centrality import COLUMNS

    # Where measures are estimated, columns behind say how far they may be off.
    known = tuple(rows[0].measures) if rows else COLUMNS
    measures = [name for name in known if mode == "projection" or name.startswith("two_mode_")]
    columns = ["organization", "label_ko", "label_en", "agreements", "partners", *measures]
    body: list[list[Cell]] = []
    for row in rows:
        name = names.get(row.organization, {})
        counts = [row.organization, name.get("ko"), name.get("en"), row.agreements, row.partners]
        body.append([*counts, *(row.measures[column] for column in measures)])
    if mode == "two-mode":
        body.sort(key=lambda cells: (-float(cells[columns.index("two_mode_betweenness")] or 0), str(cells[0])))
    return columns, body
