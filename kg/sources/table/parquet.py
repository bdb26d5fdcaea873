"""Parquet (Apache Parquet format): columns of texts, numbers, dates, and lists of texts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from kg.errors import EnvironmentalError, Problem
from kg.sources.table.rows import MAX_CELL, Cell, Refused, Row, Table, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_GROUP: Final = 2**30
"""Bytes of a row group before compression."""

_BATCH: Final = 1_000
_EXTRA: Final = "pip install 'smartcity-kg[tables]'"


def open_parquet(path: str, stream: BinaryIO) -> Table:
    """The table of a Parquet file. Raises `Unreadable` for what is none, `EnvironmentalError` without pyarrow.

    Its header is row 0, so that the first row of values is row 1.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise EnvironmentalError(f"{path} is Parquet, which needs pyarrow", _EXTRA) from error
    try:
        file = parquet.ParquetFile(stream)
        schema, metadata = file.schema_arrow, file.metadata
        groups = [metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups)]
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _damaged(path, error) from error
    if max(groups, default=0) > MAX_GROUP:
        message = f"a row group has more than {MAX_GROUP // 2**20} MiB"
        raise Unreadable(Problem(path, 0, 0, message, "write the file with smaller row groups"))
    unfit = {
        index: Refused(f"the type {field.type} fits no value of a record", "write the column as text, or leave it out")
        for index, field in enumerate(schema)
        if not _fits(field.type, pa.types)
    }
    return Table(tuple(schema.names), 0, _rows(path, file, set(unfit)), unfit)


def _fits(type_: Any, types: Any) -> bool:  # noqa: ANN401 — pyarrow has no types
    """Tell whether the values of a column have one spelling as text."""
    if types.is_dictionary(type_):
        return _fits(type_.value_type, types)
    if types.is_list(type_) or types.is_large_list(type_):
        return not types.is_nested(type_.value_type) and _fits(type_.value_type, types)
    tests: tuple[Callable[[Any], bool], ...] = (
        types.is_string,
        types.is_large_string,
        types.is_string_view,
        types.is_boolean,
        types.is_integer,
        types.is_floating,
        types.is_date,
        types.is_timestamp,
        types.is_null,
    )
    return any(test(type_) for test in tests)


def _damaged(path: str, error: Exception) -> Unreadable:
    said = str(error).partition("\n")[0][:120]
    return Unreadable(Problem(path, 0, 0, f"this is no Parquet that can be read ({said})", "write the file again"))


def _rows(path: str, file: Any, unfit: set[int]) -> Iterator[Row]:  # noqa: ANN401 — pyarrow has no types
    import pyarrow as pa

    number = 0
    batches = file.iter_batches(batch_size=_BATCH)
    while True:
        try:
            batch = next(batches, None)
            if batch is None:
                return
            columns = [
                [""] * batch.num_rows if index in unfit else [_cell(value) for value in column.to_pylist()]
                for index, column in enumerate(batch.columns)
            ]
        except (pa.ArrowException, OSError, ValueError) as error:
            raise _damaged(path, error) from error
        for cells in zip(*columns, strict=True):
            number += 1
            if any(cells):
                yield Row(number, cells)


def _cell(value: object) -> Cell:
    if isinstance(value, list):
        items = [_cell(item) for item in value]
        return next((item for item in items if isinstance(item, Refused)), tuple(map(str, items)))
    text = _text(value)
    if len(text) > MAX_CELL:
        return Refused(f"the cell has {len(text)} characters", f"a cell holds at most {MAX_CELL}")
    return text


def _text(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124 — not a number is not equal to itself
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value).strip()
