"""A story file: a YAML list of steps, each with the place where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from kg.errors import DataError, Problem, UsageError
from kg.records.story import Step
from kg.sources.diagnose import convert
from kg.sources.entry import problems
from kg.sources.tree import Mark, Node, TreeFault
from kg.sources.yaml import parse_yaml

GUIDE: Final = "docs/how-to/tell-a-story.md has an example"


class ToldStep(NamedTuple):
    """A step, and the tree that knows where each of its values stands."""

    step: Step
    node: Node


def read_story(path: str) -> list[ToldStep]:
    """The steps of a story file.

    Raises `DataError` with every problem of the file at its place, `UsageError` where there is no such file.
    """
    nodes, faults = _steps(_text(path))
    told = []
    for node in nodes:
        step = convert(node, Step)
        if isinstance(step, list):
            faults += step
        else:
            told.append(ToldStep(step, node))
    if faults:
        raise story_error(problems(path, map(_guided, sorted(faults, key=lambda fault: fault.mark))))
    return told


def story_error(found: list[Problem]) -> DataError:
    """The error that tells the problems of a story."""
    count = "a problem" if len(found) == 1 else f"{len(found)} problems"
    return DataError(f"the story has {count}", "", found)


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UsageError(f"{path} isn't a file", "name a YAML file with the steps of a story") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not UTF-8", "save the story as UTF-8") from error


def _steps(text: str) -> tuple[list[Node], list[TreeFault]]:
    documents, faults = parse_yaml(text)
    steps = documents[0].value if len(documents) == 1 else None
    if isinstance(steps, list) and steps:
        return steps, faults
    if not faults:
        place = documents[0].mark if documents else Mark(1, 1)
        faults = [TreeFault(place, "a story is a list of steps", "start each step with “- text:”")]
    return [], faults


def _guided(fault: TreeFault) -> TreeFault:
    """The fault with a hint for authors of stories, where it is one for those of records."""
    return fault._replace(hint=GUIDE) if "kg schema" in fault.hint else fault
