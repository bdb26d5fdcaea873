"""Parquet as records: one row an agreement, in a text column `record` that holds its JSON, or a column for each key.

Spark reads the files and spells each row as one line of JSON; what is empty is left out. From there on it is JSON
Lines, with the row's number in its file, from 1, for that of a line.
"""

from __future__ import annotations

import os
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from kg.errors import EnvironmentalError, UsageError
from kg.records.agreement import Agreement
from kg.sources.block import BLOCK, Block, Cut
from kg.sources.jsonl import JSONL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyspark import RDD
    from pyspark.sql import SparkSession

ENDING: Final = ".parquet"
RECORD: Final = "record"


class Row(NamedTuple):
    """A row as a line of JSON, with the file that it stands in and its number there, from 0."""

    file: str
    number: int
    text: str


def parquet_files(path: str) -> list[str]:
    """The Parquet files at or under the path, sorted; hidden ones and those that begin with `_` are passed over.

    Raises `UsageError` for a register in Parquet.
    """
    if not os.path.isdir(path):
        return [path] if path.lower().endswith(ENDING) and os.path.exists(path) else []
    found: list[str] = []
    for base, folders, files in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        found += [os.path.join(base, name) for name in files if _is_part(name)]
    for file in found:
        if os.path.basename(file).lower().startswith(("organizations", "places")):
            message = f"{file} is a register in Parquet, and kg spark reads agreements from it only"
            raise UsageError(message, "give the register as organizations.jsonl or .yaml; --data names its folder")
    return sorted(found)


def _is_part(name: str) -> bool:
    return name.lower().endswith(ENDING) and not name.startswith((".", "_"))


def parquet_blocks(session: SparkSession, files: list[str], size: int) -> RDD[Block]:
    """The rows of the files as blocks, about `size` bytes of a file to a partition.

    Raises `EnvironmentalError` for files that are no Parquet, or that don't have the same columns.
    """
    from pyspark.errors import PySparkException
    from pyspark.sql import functions as f

    session.conf.set("spark.sql.files.maxPartitionBytes", size)
    session.conf.set("spark.sql.files.minPartitionNum", 1)
    # Otherwise Spark takes smaller partitions where it has more processors, and the parts would not be the same.
    session.conf.set("spark.sql.files.openCostInBytes", 0)
    shown = {Path(file).resolve().as_posix(): file for file in files}
    try:
        table = session.read.parquet(*(Path(place).as_uri() for place in shown))
    except PySparkException as error:
        raise EnvironmentalError(f"Spark can't read {files[0]}", "are these Parquet files, with one schema?") from error
    line = f.col(RECORD) if dict(table.dtypes).get(RECORD) == "string" else f.to_json(f.struct("*"))
    rows = table.select(f.col("_metadata.file_path"), f.col("_metadata.row_index"), line)
    return rows.rdd.mapPartitions(lambda part: blocks_of((Row(*row) for row in part), shown))


def blocks_of(rows: Iterable[Row], shown: Mapping[str, str]) -> Iterator[Block]:
    """The rows of a partition as blocks of lines; `shown` says how the user called a file."""
    for place, of_file in groupby(rows, key=lambda row: row.file):
        path = shown[unquote(urlsplit(place).path)]
        lines: list[bytes] = []
        first = size = 0
        for row in of_file:
            if not lines:
                first = row.number + 1
            # Inside a JSON text a line feed is white space, or written as an escape.
            lines.append((row.text or "").replace("\r", " ").replace("\n", " ").encode(errors="surrogatepass") + b"\n")
            size += len(lines[-1])
            if size >= BLOCK:
                yield _block(path, first, lines)
                lines, size = [], 0
        if lines:
            yield _block(path, first, lines)


def _block(path: str, first: int, lines: list[bytes]) -> Block:
    content = b"".join(lines)
    return Block(path, Agreement, JSONL, Cut(first, content, len(content)))
