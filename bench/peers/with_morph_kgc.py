"""morph-kgc: an RML mapping over CSV and its own command line, `python -m morph_kgc config.ini`.

    python -m bench.peers.with_morph_kgc FOLDER OUT.nt

writes the mapping and the configuration beside the tables; that is preparation and isn't timed.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from bench.peers.tabular import STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.peers.tabular import Said, Term

HEAD = """@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
"""


def _object(term: Term) -> str:
    if term.kind == "constant":
        return f"rr:constant <{term.value}>"
    if term.kind == "template":
        return f'rr:template "{term.value}" ; rr:termType rr:IRI'
    if term.kind == "reference":
        return f'rml:reference "{term.value}" ; rr:termType rr:IRI'
    tag = f' ; rr:language "{term.language}"' if term.language else ""
    return f'rml:reference "{term.value}"{tag}' + (f" ; rr:datatype <{term.datatype}>" if term.datatype else "")


def rml(folder: Path, statements: Iterable[Said]) -> str:
    """The mapping: a triples map for each subject of each table."""
    text = HEAD
    for (table, subject), said in groupby(statements, key=lambda one: (one.table, one.subject)):
        source = f'rml:source "{folder / table}.csv" ; rml:referenceFormulation ql:CSV'
        parts = [
            f"<#{table}-{len(text)}> rml:logicalSource [ {source} ]",
            f'rr:subjectMap [ rr:template "{subject.value}" ]',
        ]
        parts += [
            f"rr:predicateObjectMap [ rr:predicate <{one.predicate}> ; rr:objectMap [ {_object(one.object)} ] ]"
            for one in said
        ]
        text += " ;\n    ".join(parts) + " .\n"
    return text


def prepare(folder: Path, out: Path) -> Path:
    """Write the mapping and the configuration into the folder, and give the configuration's path."""
    mapping, config = folder / "mapping.rml.ttl", folder / "morph-kgc.ini"
    mapping.write_text(rml(folder, STATEMENTS), encoding="utf-8")
    config.write_text(
        f"""[CONFIGURATION]
output_file = {out}
output_format = N-TRIPLES
number_of_processes = 1
logging_level = WARNING

[AGREEMENTS]
mappings = {mapping}
""",
        encoding="utf-8",
    )
    return config


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), Path(sys.argv[2]))
