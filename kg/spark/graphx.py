"""PageRank and components by GraphX, which comes with pyspark's own jars, through pyspark's gateway to Java.

GraphX reads its edges from text and writes its answers as text: the few calls below are all that crosses the gateway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

    from pyspark.sql import DataFrame, SparkSession

DAMPING: Final = 0.85
AT_ONCE: Final = 10
ROUNDS: Final = 200
"""The most rounds: each leaves at most 0.85 of the error, so that then less than 10^-13 of all rank is misplaced."""

STILL: Final = 1e-9
"""Ranks stand when ten rounds move less than this share of all rank: then less than a quarter of it is misplaced."""

UNTIED: Final = 1 - DAMPING
"""The rank, before it is scaled, of a node that no edge touches; GraphX doesn't know such nodes."""


class Graph:
    """A graph in GraphX: `edges` holds a row `a b` for each tie, both ways, the nodes being whole numbers.

    `folder` is one that every machine sees, for what goes in and out.
    """

    def __init__(self, session: SparkSession, edges: DataFrame, folder: Path) -> None:
        """Hand the edges over."""
        self._session = session
        self._folder = folder
        place = (folder / "edges").as_uri()
        edges.selectExpr("concat(a, ' ', b)").write.text(place)
        # GraphX and Scala's class tags have no face in Python; there is no other way to them.
        java: Any = session.sparkContext._jvm  # noqa: SLF001
        scala: Any = session.sparkContext._jsc.sc()  # noqa: SLF001
        spark = java.org.apache.spark
        level = spark.storage.StorageLevel.MEMORY_AND_DISK()
        smaller_first, as_many_parts_as_files = False, -1
        load = spark.graphx.GraphLoader.edgeListFile
        self._graph: Any = load(scala, place, smaller_first, as_many_parts_as_files, level, level)
        session.sparkContext.setCheckpointDir((folder / "checkpoints").as_uri())
        self._library: Any = spark.graphx.lib
        self._tag: Any = java.scala.reflect.ClassTag.Int()
        self._nobody: Any = java.scala.Option.empty()

    def pagerank(self) -> DataFrame:
        """The columns `id` and `rank`: 0.15 and 0.85 of what the neighbours give; the mean rank is 1."""
        library, tags, nobody = self._library.PageRank, (self._tag, self._tag), self._nobody
        graph = library.run(self._graph, AT_ONCE, UNTIED, *tags)
        ranks = self._answer("rank", graph)
        for rounds in range(AT_ONCE, ROUNDS, AT_ONCE):
            graph = library.runWithOptionsWithPreviousPageRank(self._graph, AT_ONCE, UNTIED, nobody, graph, *tags)
            before, ranks = ranks, self._answer("rank", graph, rounds)
            moved = ranks.join(before.withColumnRenamed("rank", "old"), "id").selectExpr(
                "avg(abs(rank - old)) as share"
            )
            if (moved.head() or (0,))[0] < STILL:
                break
        return ranks

    def components(self) -> DataFrame:
        """The columns `id` and `component`, the least id of all that the node is tied to, directly or not."""
        return self._answer("component", self._library.ConnectedComponents.run(self._graph, self._tag, self._tag))

    def _answer(self, name: str, graph: Any, rounds: int = 0) -> DataFrame:  # noqa: ANN401 — a graph of Scala
        """Read back the values of the nodes, which Scala writes as `(id,value)`."""
        place = (self._folder / f"{name}-{rounds}").as_uri()
        # Otherwise Spark remembers every round to the first one, and goes through them in each.
        graph.checkpoint()
        graph.edges().count()
        graph.vertices().saveAsTextFile(place)
        kind = "double" if name == "rank" else "bigint"
        cells = "split(trim(BOTH '()' FROM value), ',')"
        return self._session.read.text(place).selectExpr(
            f"cast({cells}[0] as bigint) as id", f"cast({cells}[1] as {kind}) as {name}"
        )
