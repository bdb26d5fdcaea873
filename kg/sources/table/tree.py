"""From the rows of one record to its tree, in which every value keeps the place of its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.sources.table.mapping import Column
from kg.sources.table.plan import Fill
from kg.sources.table.rows import Refused
from kg.sources.table.target import ROWWISE
from kg.sources.table.values import entries, value
from kg.sources.tree import Mark, Node, TreeFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.sources.table.plan import Default, Plan
    from kg.sources.table.rows import Cell, Row

_PLAIN: Final = Column("")
Element = dict[tuple[str, ...], Node]


class Builder:
    """Makes the trees of the records of one plan, one after the other."""

    def __init__(self, plan: Plan) -> None:
        """Sort the columns by what they fill."""
        self.plan = plan
        self.growing = ROWWISE.get(plan.record_type)
        self.single = [fill for fill in plan.fills if not fill.target.listed]
        self.lists: dict[str, list[Fill]] = {}
        for fill in plan.fills:
            if fill.target.listed:
                self.lists.setdefault(fill.target.steps[0], []).append(fill)

    def tree(self, rows: Sequence[Row]) -> tuple[Node, list[TreeFault]]:
        """The tree of the record that the rows say, and what is wrong with their cells."""
        self.rows = rows
        self.start = Mark(rows[0].line, 0)
        self.faults = [TreeFault(Mark(row.line, 0), row.fault.message, row.fault.hint) for row in rows if row.fault]
        root: dict[str, Node] = {}
        for fill in self.single:
            if found := self.agreed(fill):
                for node in self.nodes(found[1], fill, found[0]):
                    _put(root, fill.target.steps, node)
        for key, fills in self.lists.items():
            if elements := self.elements(key, fills):
                root[key] = Node(next(iter(elements[0].values())).mark, [_element(each) for each in elements])
        for default in self.plan.defaults:
            self.fill(root, default)
        return Node(self.start, root), self.faults

    def agreed(self, fill: Fill) -> tuple[Row, Cell] | None:
        """The one value of a column in all rows of the record, in the first of them that has it."""
        place = fill.index
        said = [(row, row.cells[place]) for row in self.rows if row.cells[place]]
        for row, cell in said[1:]:
            if cell != said[0][1]:
                name = self.plan.header[fill.index][:40]
                message = f"“{name}” is not what it is on line {said[0][0].line}, which is of the same record"
                hint = "rows of one record repeat its values or leave them empty; another record needs its own id"
                self.faults.append(TreeFault(Mark(row.line, fill.index + 1), message, hint))
        return said[0] if said else None

    def nodes(self, cell: Cell, fill: Fill, row: Row) -> list[Node]:
        """The nodes of the entries of a cell; an empty entry keeps its place in a list as a node of nothing."""
        mark = Mark(row.line, fill.index + 1)
        if isinstance(cell, Refused):
            self.faults.append(TreeFault(mark, cell.message, cell.hint))
            # It stands for the value, so that nobody says that the record has none.
            return [Node(mark, "…")]
        if isinstance(cell, str):
            texts = entries(cell, fill.target, fill.column)
        else:
            texts = [*cell]
            if not fill.target.listed and len(texts) > 1:
                self.faults.append(TreeFault(mark, "a list stands where one value belongs", "keep one entry"))
        return [
            value(text, fill, self.plan.register, mark, self.faults) if text else Node(mark, None) for text in texts
        ]

    def elements(self, key: str, fills: Sequence[Fill]) -> list[Element]:
        """The entries of a list: those of every row where the list grows with the rows, else those of one."""
        if key == self.growing:
            found: list[Element] = []
            for row in self.rows:
                found += self.beside([(fill, cell, row) for fill in fills if (cell := row.cells[fill.index])])
            return found
        said = [(fill, one) for fill in fills if (one := self.agreed(fill))]
        return self.beside([(fill, cell, row) for fill, (row, cell) in said])

    def beside(self, cells: Iterable[tuple[Fill, Cell, Row]]) -> list[Element]:
        """The entries of a list whose parts stand in several columns, each part at the same place of its cell."""
        elements: list[Element] = []
        for fill, cell, row in cells:
            for place, node in enumerate(self.nodes(cell, fill, row)):
                if place == len(elements):
                    elements.append({})
                if node.value is not None:
                    elements[place][fill.target.steps[1:]] = node
        return [element for element in elements if element]

    def fill(self, root: dict[str, Node], default: Default) -> None:
        """Put a default where the table has no value: into every entry of a list, or into a new one."""
        target, steps = default.target, default.target.steps
        said = Fill(0, target, _PLAIN)
        nodes = [value(text, said, None, self.start, self.faults) for text in entries(default.text, target, _PLAIN)]
        listed = root.get(steps[0])
        if not target.listed:
            _put(root, steps, nodes[0] if nodes else Node(self.start, None))
        elif listed is None:
            if default.makes and nodes:
                root[steps[0]] = Node(self.start, [_element({steps[1:]: node}) for node in nodes])
        elif isinstance(listed.value, list) and nodes:
            for element in listed.value:
                if isinstance(element.value, dict):
                    _put(element.value, steps[1:], nodes[0])


def _element(parts: Element) -> Node:
    """The node of one entry of a list: a bare value, or a mapping of its parts."""
    if () in parts:
        return parts[()]
    mapping: dict[str, Node] = {}
    for steps, node in parts.items():
        _put(mapping, steps, node)
    return Node(next(iter(parts.values())).mark, mapping)


def _put(mapping: dict[str, Node], steps: tuple[str, ...], node: Node) -> bool:
    """Put the node at the end of the steps unless there is one; tell whether it was put."""
    for step in steps[:-1]:
        inner = mapping.setdefault(step, Node(node.mark, {}))
        if not isinstance(inner.value, dict):
            return False
        mapping = inner.value
    return mapping.setdefault(steps[-1], node) is node
