"""The network of a table of ties, as tables of Spark: numbers for IRIs, the projection, and the measures of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.spark.graphx import DAMPING, UNTIED, Graph

if TYPE_CHECKING:
    from pathlib import Path

    from pyspark.sql import DataFrame, SparkSession

COLUMNS: Final = ("organization", "agreements", "partners", "degree", "weighted_degree", "pagerank", "component")
"""The columns of the measures. `degree`, `pagerank` and `component` are those of the unweighted projection."""

_PAIRS: Final = (
    "inline(flatten(transform(parties, (a, i) -> transform(slice(parties, i + 2, size(parties)),"
    " b -> struct(a, b, size(parties) as n)))))"
)
"""Every two parties of an agreement, the smaller number first: no join, so that nothing but its parties is moved."""


class Network:
    """Organisations and agreements that tie them. What is used twice is kept in the folder `scratch`.

    A table that is kept is a table that doesn't change: Spark computes what is lost once more, and could otherwise
    number the organisations anew.
    """

    def __init__(self, session: SparkSession, tables: list[str], scratch: Path) -> None:
        """Number the organisations in the order of their IRIs, and gather the parties of each agreement."""
        self._session = session
        self._scratch = scratch
        ties = session.read.csv(tables, "agreement string, organization string", header=True).distinct()
        counted = ties.groupBy("organization").count().withColumnRenamed("count", "agreements")
        numbers = counted.orderBy("organization").selectExpr("monotonically_increasing_id() as id", "*")
        self._organizations = self._kept("organizations", numbers)
        tied = ties.join(self._organizations, "organization").groupBy("agreement")
        self._parties = self._kept("parties", tied.agg({"id": "collect_set"}).toDF("agreement", "parties"))

    @cached_property
    def _pairs(self) -> DataFrame:
        """The ties by the numbers of their ends: `a`, `b`, `agreements`, `newman`."""
        from pyspark.sql.functions import expr

        pairs = self._parties.selectExpr("sort_array(parties) as parties").selectExpr(_PAIRS).groupBy("a", "b")
        # The last digits of a sum of fractions depend on its order, which is Spark's affair.
        newman = expr("round(sum(1D / (n - 1)), 12)").alias("newman")
        return self._kept("pairs", pairs.agg(expr("count(1)").alias("agreements"), newman))

    def larger_than(self, most: int) -> list[tuple[str, int]]:
        """A few of the agreements with more parties than that, with their numbers, the largest first."""
        sizes = self._parties.selectExpr("agreement", "size(parties) as n").where(f"n > {int(most)}")
        return [(row.agreement, row.n) for row in sizes.orderBy("n", "agreement", ascending=[False, True]).take(10)]

    def ties(self) -> int:
        """How many pairs of organisations share an agreement."""
        return self._pairs.count()

    def projection(self) -> DataFrame:
        """The ties by the IRIs of their ends: `one`, `other`, `agreements`, `newman`; in the order of these."""
        named = self._organizations
        one = named.selectExpr("id as a", "organization as one")
        other = named.selectExpr("id as b", "organization as other")
        joined = self._pairs.join(one, "a").join(other, "b").orderBy("a", "b")
        return joined.select("one", "other", "agreements", "newman")

    def measures(self) -> DataFrame:
        """The measures, a row an organisation, in the order of their IRIs.

        Nodes without a tie are dangling ones: networkx gives their rank to all nodes alike, and so they and all others
        get what they would get by themselves, times 1 / (N − 0.85 d), d of the N nodes being without a tie.
        """
        from pyspark.sql.functions import expr

        both = self._pairs.union(self._pairs.select("b", "a", "agreements", "newman"))
        degrees = both.groupBy("a").agg(expr("count(1) as partners"), expr("sum(agreements) as shared"))
        degrees = degrees.withColumnRenamed("a", "id")
        graph = Graph(self._session, both, self._scratch)
        named = self._organizations.selectExpr("id as component", "organization as least")
        ranks, components = graph.pagerank(), graph.components().join(named, "component")
        joined = (
            self._organizations.join(degrees, "id", "left").join(ranks, "id", "left").join(components, "id", "left")
        )
        count = self._organizations.count()
        whole = count - DAMPING * (count - degrees.count())
        return joined.orderBy("id").selectExpr(
            "organization",
            "agreements",
            "coalesce(partners, 0)",
            f"coalesce(partners, 0) / {max(count - 1, 1)}",
            "coalesce(shared, 0)",
            f"cast(format_string('%.9g', coalesce(rank, {UNTIED}) / {whole}) as double)",
            "coalesce(least, organization)",
        )

    def _kept(self, name: str, table: DataFrame) -> DataFrame:
        place = (self._scratch / name).as_uri()
        table.write.parquet(place)
        return self._session.read.parquet(place)
