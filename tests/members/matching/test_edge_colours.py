"""Edges of a bipartite graph in as many colours as its busiest node has edges."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from members.matching.edge_colours import edge_colours

EDGES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=30, unique=True)


@settings(max_examples=200, deadline=None)
@given(EDGES)
def test_no_two_edges_at_one_node_are_alike(edges: list[tuple[int, int]]) -> None:
    colours = busiest(edges)
    found = edge_colours(edges, colours)
    assert len(found) == len(edges)
    assert set(found) <= set(range(colours))
    for end in (0, 1):
        at_node = Counter((edge[end], colour) for edge, colour in zip(edges, found, strict=True))
        assert set(at_node.values()) <= {1}


def busiest(edges: list[tuple[int, int]]) -> int:
    counts = [*Counter(left for left, _ in edges).values(), *Counter(right for _, right in edges).values()]
    return max(counts, default=0)


def test_two_colours_change_places_along_a_path() -> None:
    """The last edge finds colour 0 taken at its left end, and 1 at its right."""
    edges = [(0, 0), (1, 1), (1, 2), (0, 2)]
    assert edge_colours(edges[:3], 2) == [0, 0, 1]
    assert edge_colours(edges, 2) == [0, 1, 0, 1]
