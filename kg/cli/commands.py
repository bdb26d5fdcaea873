"""The commands of `kg`: one line each, with the line of help that `kg -h` shows before a command's file is imported."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Final

import click

COMMANDS: Final = {
    "build": ("kg.cli.build:build", "Build graph, measures, page and manifest from records."),
    "check": ("kg.cli.check:check", "List every problem of the records and of their graph."),
    "import": ("kg.cli.import_:import_", "Turn tables and foreign data into records."),
    "query": ("kg.cli.query:query", "Answer SPARQL, or a named question."),
    "why": ("kg.cli.why:why", "Print the words and sources behind the statements about a thing."),
    "centrality": ("kg.cli.centrality:centrality", "Print the measures, a row an organisation."),
    "view": ("kg.cli.view:view", "Write the interactive page of a graph."),
    "export": ("kg.cli.export:export", "Write a graph in the formats of other programs."),
    "brief": ("kg.cli.brief:brief", "Write a briefing: two pages, each number with its question."),
    "spark": ("kg.cli.spark:spark", "Build and measure on an Apache Spark cluster."),
    "schema": ("kg.cli.schema:schema", "Print the JSON Schema of a record."),
}
"""Where each command is, `module:attribute`, and its line of help; in the order of the reference."""


class Commands(click.Group):
    """A group whose commands are those of `COMMANDS`; each is imported when it is asked for."""

    def __init__(self, **settings: object) -> None:
        """Take what click gives a group."""
        super().__init__(commands=_Commands(), **settings)  # type: ignore[arg-type]  # click's own keywords

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])


class _Commands(MutableMapping[str, click.Command]):
    """The commands by name."""

    def __init__(self) -> None:
        self._imported: dict[str, click.Command | None] = dict.fromkeys(COMMANDS)

    def __getitem__(self, name: str) -> click.Command:
        command = self._imported[name]
        if command is None:
            place, line = COMMANDS[name]
            module, _, attribute = place.partition(":")
            command = self._imported[name] = getattr(import_module(module), attribute)
            command.short_help = line
        return command

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._imported[name] = command

    def __delitem__(self, name: str) -> None:
        del self._imported[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._imported)

    def __len__(self) -> int:
        return len(self._imported)
