from portal.core.merging import merge

BEFORE = {"phone": "1", "fax": "2", "tools": ["zoom"]}


def test_what_one_side_left_alone_is_the_others():
    found = merge(BEFORE, {**BEFORE, "phone": "mine"}, {**BEFORE, "fax": "theirs"})

    assert found.values == {"phone": "mine", "fax": "theirs", "tools": ["zoom"]}
    assert (found.conflicts, found.adopted) == ([], ["fax"])


def test_what_both_changed_alike_is_no_conflict():
    found = merge(BEFORE, {**BEFORE, "tools": ["meet"]}, {**BEFORE, "tools": ["meet"]})

    assert found.values["tools"] == ["meet"]
    assert (found.conflicts, found.adopted) == ([], [])


def test_what_both_changed_differently_is_told_with_all_three():
    found = merge(BEFORE, {**BEFORE, "phone": "mine"}, {**BEFORE, "phone": "theirs"})

    (conflict,) = found.conflicts
    assert (conflict.name, conflict.before, conflict.mine, conflict.theirs) == ("phone", "1", "mine", "theirs")
    assert found.values["phone"] == "mine"


def test_a_name_that_is_absent_counts_as_no_answer():
    before = {"0.p1": ["08:45", "09:30"]}
    gone = merge(before, {}, {**before, "1.p1": ["08:45", "09:30"]})
    assert gone.values == {"0.p1": None, "1.p1": ["08:45", "09:30"]}
    assert gone.conflicts == []

    both = merge(before, {}, {"0.p1": ["08:50", "09:35"]})
    assert [one.name for one in both.conflicts] == ["0.p1"]


def test_without_a_known_beginning_every_difference_is_a_conflict():
    found = merge(None, {"phone": "mine", "fax": "2"}, {"phone": "theirs", "fax": "2"})

    assert [one.name for one in found.conflicts] == ["phone"]
