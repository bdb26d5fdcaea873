"""The build as one job of Spark: write the splits, bring together what belongs together, settle it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.spark.problems import look_again, wanted
from kg.spark.rows import parquet_blocks
from kg.spark.splits import shifts, splits
from kg.spark.work import Summary, number_of, settle, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyspark import RDD, Broadcast
    from pyspark.sql import SparkSession

    from kg.pipeline.spelling import Plan
    from kg.sources.block import Block
    from kg.spark.inputs import Inputs
    from kg.spark.problems import Seen
    from kg.spark.splits import Split
    from kg.spark.work import Item

SPLITS_TO_SETTLE: Final = 2
"""How many splits are settled together: what comes together of them is a small part of what was read."""


class Job(NamedTuple):
    """The agreements of a build on a cluster, a partition a split.

    Of Parquet there are no `splits`: its rows are numbered as they come.
    """

    session: SparkSession
    blocks: RDD[Block]
    splits: Sequence[Split]

    def run(self, plan: Plan, repeatable: Sequence[Item], folder: str) -> Summary:
        """Write the parts into the folder; `repeatable` are descriptions that the register has."""
        context = self.session.sparkContext
        written = self.blocks.mapPartitionsWithIndex(partial(_write, context.broadcast(plan), folder))
        if repeatable:
            written = written.union(context.parallelize(repeatable, 1))
        count = max(-(-self.blocks.getNumPartitions() // SPLITS_TO_SETTLE), 1)
        settled = written.partitionBy(count, number_of).mapPartitionsWithIndex(partial(_settle, folder))
        summary = Summary()
        for one in settled.collect():
            summary.add(one)
        return summary

    def look_again(self, plan: Plan, summary: Summary) -> list[Seen]:
        """The records that have to be looked at again to say where they stand."""
        again = wanted(summary)
        if not again:
            return []
        known, missing = plan.known, summary.missing
        return self.blocks.mapPartitionsWithIndex(
            lambda split, blocks: look_again(split, blocks, known, missing, again)
        ).collect()

    def shifts(self, summary: Summary) -> list[int]:
        """What to add to the numbers of lines in each split."""
        if not self.splits:
            return [0] * len(summary.lines)
        return shifts(self.splits, [summary.lines[number] for number in range(len(self.splits))])


def job_on(session: SparkSession, inputs: Inputs, size: int) -> Job:
    """The job that reads the agreements in pieces of about `size` bytes."""
    if inputs.parquet:
        return Job(session, parquet_blocks(session, inputs.parquet, size), ())
    pieces = splits(inputs.agreements, size)
    return Job(session, session.sparkContext.parallelize(pieces, max(len(pieces), 1)).flatMap(_blocks), pieces)


def _blocks(split: Split) -> Iterator[Block]:
    return split.blocks()


def _write(plan: Broadcast[Plan], folder: str, split: int, blocks: Iterable[Block]) -> Iterator[Item]:
    return write(split, blocks, plan.value, folder, _attempt())


def _settle(folder: str, number: int, items: Iterable[Item]) -> list[Summary]:
    return [settle(number, items, folder, _attempt())]


def _attempt() -> str:
    """A name for this try of this work, that no other try has."""
    from pyspark import TaskContext

    task = TaskContext.get()
    assert task is not None, "this runs in a task"
    return str(task.taskAttemptId())
