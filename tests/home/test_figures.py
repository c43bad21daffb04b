"""What of a table may be published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.figures import LEAST, Hidden, hidden_figures

ROWS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("rows", "hidden"),
    [
        ([(10,), (20,)], Hidden([False, False], total=False)),
        # Alone it would be the total less the others: the smallest of the others goes with it.
        ([(10,), (3,), (20,)], Hidden([True, True, False], total=False)),
        # Two that are together 5 may be 1 and 4, 2 and 3 …
        ([(3,), (2,), (20,)], Hidden([True, True, False], total=False)),
        # … but two that are together 2 are one each.
        ([(1,), (1,), (20,), (8,)], Hidden([True, True, False, True], total=False)),
        # Nothing is told, and hides nobody.
        ([(0,), (10,), (0,)], Hidden([False, False, False], total=False)),
        ([(0,), (3,), (30,)], Hidden([False, True, True], total=False)),
        # Nothing is left that could be hidden with it.
        ([(3,), (0,)], Hidden([True, False], total=True)),
        ([(2,), (2,)], Hidden([True, True], total=True)),
        ([], Hidden([], total=False)),
        # People of a line that has few exchanges are hidden with them.
        ([(10, 400), (2, 60), (9, 300)], Hidden([False, True, True], total=False)),
    ],
)
def test_small_figures_and_those_from_which_they_follow_are_hidden(rows, hidden):
    assert hidden_figures(rows) == hidden


@given(ROWS)
def test_no_small_figure_is_told_and_none_can_be_computed(rows):
    found = hidden_figures(rows)
    hidden = [row for row, is_hidden in zip(rows, found.rows, strict=True) if is_hidden]

    for row, is_hidden in zip(rows, found.rows, strict=True):
        assert is_hidden or not any(0 < value < LEAST for value in row)
    if found.total or not hidden:
        return
    for measure in range(2):
        values = [row[measure] for row in hidden]
        left = sum(rows_of[measure] for rows_of in rows) - sum(
            row[measure] for row, is_hidden in zip(rows, found.rows, strict=True) if not is_hidden
        )
        # From the total and what is shown a reader knows the sum of the hidden ones, and that each is 1 or more.
        least, most = 1, left - (len(values) - 1)
        assert most > least


@given(ROWS)
def test_nothing_is_hidden_where_nothing_is_small(rows):
    large = [tuple(value and value + LEAST for value in row) for row in rows]

    assert hidden_figures(large) == Hidden([False] * len(rows), total=False)
