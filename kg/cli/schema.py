"""`kg schema`."""

from __future__ import annotations

import sys

import click

_KINDS = ("agreement", "organization", "place")


@click.command
@click.argument("kind", type=click.Choice(_KINDS), default="agreement")
def schema(kind: str) -> None:
    """Print the JSON Schema of a record, for editors and other programs.

    \b
    Example:
      kg schema organization
    """
    from kg.records.schema import schema_text

    sys.stdout.write(schema_text(kind))
