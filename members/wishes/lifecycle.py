"""The way of a wish: which stage may follow which, and who may take the step. Pure: no database."""

from enum import StrEnum

from portal.core.vocabulary import WISH_STAGES, Stage


class Side(StrEnum):
    """Who takes a step: somebody of the school, the office, or the portal itself."""

    SCHOOL = "school"
    OFFICE = "office"
    SYSTEM = "system"


class StageError(Exception):
    """A step that the table does not know, or not for this side."""

    def __init__(self, before: str, after: str, side: Side) -> None:
        super().__init__(f"{side} may not move a wish from {before} to {after}")
        self.before, self.after, self.side = before, after, side


_ANYBODY_HUMAN = frozenset({Side.SCHOOL, Side.OFFICE})
_OFFICE = frozenset({Side.OFFICE})
_OFFICE_OR_SYSTEM = frozenset({Side.OFFICE, Side.SYSTEM})

TRANSITIONS: dict[tuple[Stage, Stage], frozenset[Side]] = {
    (Stage.DRAFT, Stage.SUBMITTED): _ANYBODY_HUMAN,
    (Stage.DRAFT, Stage.CANCELLED): _ANYBODY_HUMAN,
    # Taking a wish back ends when the office has it in hand.
    (Stage.SUBMITTED, Stage.DRAFT): _ANYBODY_HUMAN,
    (Stage.PROPOSED, Stage.DRAFT): _ANYBODY_HUMAN,
    (Stage.SUBMITTED, Stage.CANCELLED): _ANYBODY_HUMAN,
    (Stage.REVIEWING, Stage.CANCELLED): _ANYBODY_HUMAN,
    (Stage.PROPOSED, Stage.CANCELLED): _ANYBODY_HUMAN,
    # The first suggestions, and a request to a partner, show that there are candidates: the portal takes this step.
    (Stage.SUBMITTED, Stage.PROPOSED): _OFFICE_OR_SYSTEM,
    (Stage.SUBMITTED, Stage.REVIEWING): _OFFICE,
    (Stage.REVIEWING, Stage.PROPOSED): _OFFICE_OR_SYSTEM,
    (Stage.PROPOSED, Stage.REVIEWING): _OFFICE,
    (Stage.SUBMITTED, Stage.CLOSED_UNMATCHED): _OFFICE,
    (Stage.REVIEWING, Stage.CLOSED_UNMATCHED): _OFFICE,
    (Stage.PROPOSED, Stage.CLOSED_UNMATCHED): _OFFICE,
    (Stage.CLOSED_UNMATCHED, Stage.REVIEWING): _OFFICE,
    (Stage.CANCELLED, Stage.DRAFT): _OFFICE,
}

OPEN_STAGES = (Stage.SUBMITTED, Stage.REVIEWING, Stage.PROPOSED)
"""The wish waits for a partner: suggestions are kept fresh."""

EDITABLE_STAGES = (Stage.DRAFT, *OPEN_STAGES)
CLOSED_STAGES = (Stage.CLOSED_UNMATCHED, Stage.CANCELLED)


def may_move(before: str, after: str, side: Side) -> bool:
    """Whether this side may take a wish from one stage to the other."""
    if before not in WISH_STAGES or after not in WISH_STAGES:
        return False
    return side in TRANSITIONS.get((Stage(before), Stage(after)), frozenset())


def check_move(before: str, after: str, side: Side) -> None:
    """Raise `StageError` unless this side may take the step."""
    if not may_move(before, after, side):
        raise StageError(before, after, side)


def next_stages(before: str, side: Side) -> list[Stage]:
    """The stages this side may take a wish to, in the order of the vocabulary."""
    return [stage for stage in WISH_STAGES if may_move(before, stage, side)]
