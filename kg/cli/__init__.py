"""The command line: `kg`. The only reader of settings, and the one place where an error becomes an exit code.

0 good · 1 the data has problems · 2 the command line is wrong · 3 the environment · 130 Ctrl-C. Data goes to standard
output, words to standard error. Each command is one file that imports its stages only when it runs, so that `kg --help`
needs nothing but click.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from typing import Final

import click

from kg.cli.build import build
from kg.cli.centrality import centrality
from kg.cli.check import check
from kg.cli.import_ import import_
from kg.cli.query import query
from kg.cli.schema import schema
from kg.cli.view import view
from kg.cli.why import why

INTERRUPTED: Final = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--debug", is_flag=True, help="Show where in the program an error comes from.")
@click.version_option(package_name="smartcity-kg", prog_name="kg")
def kg(debug: bool) -> None:
    """A knowledge graph of smart-city partnerships.

    Reviewed records of agreements become RDF, network measures and a page that opens offline.

    \b
    Example:
      kg build data -o build
    """


for command in (build, check, import_, query, why, centrality, view, schema):
    kg.add_command(command)


def main() -> None:
    """Run `kg` and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Data is UTF-8 under every locale; a file name that no text can spell is shown with backslashes.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    code = _run()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
    sys.exit(code)


def _run() -> int:
    """Run the command; whatever goes wrong becomes a sentence and an exit code."""
    debug = "--debug" in sys.argv[1:]
    try:
        if "_KG_COMPLETE" in os.environ:
            kg.main(prog_name="kg")  # the shell asks for completions; click answers and exits
        # Not `kg.main`: it would exit with 1 where a pipe's reader has gone.
        with kg.make_context("kg", sys.argv[1:]) as context:
            result = kg.invoke(context)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has had enough, as `head` does.
        _silence()
        return 0
    except Exception as error:  # noqa: BLE001 — the one place where any error becomes words
        if debug:
            traceback.print_exc()
        return _explain(error)
    return result if isinstance(result, int) else 0


def _explain(error: Exception) -> int:
    """Say on standard error what went wrong and how to mend it; give the exit code."""
    from kg.errors import DataError, KgError

    if isinstance(error, KgError):
        if isinstance(error, DataError):
            for problem in error.problems:
                click.echo(str(problem), err=True)
        click.echo(f"kg: {error}", err=True)
        if error.hint:
            click.echo(f"    hint: {error.hint}", err=True)
        return error.exit_code
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        click.echo(f"kg: {name}{error.strerror or error}", err=True)
        return 3
    if isinstance(error, MemoryError):
        click.echo("kg: there is not enough memory\n    hint: build with --no-html --no-network", err=True)
        return 3
    click.echo(f"kg: this is a fault of kg: {type(error).__name__}: {error}", err=True)
    click.echo("    hint: run it again with `kg --debug …` and report what it shows", err=True)
    return 3


def _silence() -> None:
    """Let nothing more reach a standard output that nobody reads, not even at the interpreter's end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
