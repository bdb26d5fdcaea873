"""The formats that a graph can be exported to; a new one is a module and a line here."""

from __future__ import annotations

from typing import Final

from kg.views.exchange import csv, cypher, gexf, graphml, parquet, sqlite, xlsx

FORMATS: Final = {module.FORMAT.name: module.FORMAT for module in (gexf, graphml, csv, xlsx, sqlite, parquet, cypher)}
"""The formats by name, in the order of the command's help."""
