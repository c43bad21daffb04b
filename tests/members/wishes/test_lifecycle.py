import pytest

from members.wishes.lifecycle import TRANSITIONS, Side, StageError, check_move, may_move, next_stages
from portal.core.vocabulary import WISH_STAGES, Stage

SCHOOL_STEPS = {
    ("draft", "submitted"),
    ("draft", "cancelled"),
    ("submitted", "draft"),
    ("proposed", "draft"),
    ("submitted", "cancelled"),
    ("reviewing", "cancelled"),
    ("proposed", "cancelled"),
}
SYSTEM_STEPS = {("submitted", "proposed"), ("reviewing", "proposed")}
OFFICE_STEPS = (
    SCHOOL_STEPS
    | SYSTEM_STEPS
    | {
        ("submitted", "reviewing"),
        ("proposed", "reviewing"),
        ("submitted", "closed_unmatched"),
        ("reviewing", "closed_unmatched"),
        ("proposed", "closed_unmatched"),
        ("closed_unmatched", "reviewing"),
        ("cancelled", "draft"),
    }
)


@pytest.mark.parametrize(
    ("side", "steps"), [(Side.SCHOOL, SCHOOL_STEPS), (Side.OFFICE, OFFICE_STEPS), (Side.SYSTEM, SYSTEM_STEPS)]
)
def test_each_side_may_take_exactly_its_steps(side, steps):
    every = [(before.value, after.value) for before in Stage for after in Stage]

    assert {step for step in every if may_move(*step, side)} == steps


def test_a_wish_never_enters_an_exchanges_stage():
    assert {stage for step in TRANSITIONS for stage in step} == set(WISH_STAGES)


def test_next_stages_follow_the_vocabulary():
    assert next_stages("submitted", Side.OFFICE) == [
        Stage.DRAFT,
        Stage.REVIEWING,
        Stage.PROPOSED,
        Stage.CLOSED_UNMATCHED,
        Stage.CANCELLED,
    ]


def test_a_refused_step_names_both_stages():
    with pytest.raises(StageError) as refused:
        check_move("cancelled", "submitted", Side.SCHOOL)

    assert (refused.value.before, refused.value.after) == ("cancelled", "submitted")
