"""Colouring the edges of a bipartite graph so that no two at one node are alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

_Node = tuple[str, int]


def edge_colours(edges: Sequence[tuple[int, int]], colours: int) -> list[int]:
    """A colour, 0 to `colours` - 1, for each edge (left node, right node).

    No node may have more edges than there are colours; that is enough (König 1916). One edge after the other takes the
    first colour that is free at both its ends. Where there is none, a colour free at its left end is made free at its
    right end: along the path from there whose edges have in turn this colour and one that is free at the right end,
    the two change places. The path ends before it comes to the left end, as each of its steps to the left has a
    colour that is not there.
    """
    colouring = _Colouring(edges)
    for number, (left, right) in enumerate(edges):
        ours, theirs = colouring.at["left", left], colouring.at["right", right]
        both = next((one for one in range(colours) if one not in ours and one not in theirs), None)
        if both is None:
            both = next(one for one in range(colours) if one not in ours)
            other = next(one for one in range(colours) if one not in theirs)
            colouring.change(("right", right), both, other)
        colouring.give(number, both)
    return colouring.colours


class _Colouring:
    """The colours given so far: of each edge, and the edge of each colour at each node."""

    def __init__(self, edges: Sequence[tuple[int, int]]) -> None:
        self._edges = edges
        self.colours = [-1] * len(edges)
        self.at: defaultdict[_Node, dict[int, int]] = defaultdict(dict)

    def give(self, edge: int, colour: int) -> None:
        """Give an edge without a colour this one."""
        self.colours[edge] = colour
        for node in self._ends(edge):
            self.at[node][colour] = edge

    def change(self, node: _Node, first: int, second: int) -> None:
        """Let two colours change places along the path that leaves a node with the first."""
        path: list[int] = []
        colour, after = first, second
        while colour in self.at[node]:
            edge = self.at[node][colour]
            path.append(edge)
            left, right = self._ends(edge)
            node = right if node == left else left
            colour, after = after, colour
        for edge in path:
            for end in self._ends(edge):
                del self.at[end][self.colours[edge]]
        for edge in path:
            self.give(edge, second if self.colours[edge] == first else first)

    def _ends(self, edge: int) -> tuple[_Node, _Node]:
        left, right = self._edges[edge]
        return ("left", left), ("right", right)
