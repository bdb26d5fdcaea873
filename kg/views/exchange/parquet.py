"""Parquet for data frames and databases: a file a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

from kg.errors import EnvironmentalError
from kg.views.exchange.model import Format

if TYPE_CHECKING:
    from kg.views.exchange.model import Tables


def write(tables: Tables, stream: BinaryIO) -> None:
    """Write one table, its columns typed. Raises `EnvironmentalError` without pyarrow."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise EnvironmentalError("Parquet needs pyarrow", "pip install 'smartcity-kg[tables]'") from error
    types = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    (table,) = tables
    schema = pa.schema(
        [pa.field(column.name, types[column.kind], column.name not in table.key) for column in table.columns]
    )
    columns = zip(*table.rows, strict=True) if table.rows else [[] for _ in table.columns]
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), stream, compression="zstd")


FORMAT: Final = Format("parquet", "parquet", write, each=True)
