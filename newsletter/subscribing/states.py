"""Which state of a subscriber follows which, by what. Pure data; the services apply it.

There is no way back from having left or being suspended but by the person's own word, or the desk's for a suspension.
"""

from newsletter.vocabulary import SubscriberStatus as S

STEPS: dict[str, dict[S, S]] = {
    # Asking changes nothing by itself: only the mailbox confirms.
    "confirm": {S.PENDING: S.CONFIRMED, S.UNSUBSCRIBED: S.CONFIRMED, S.SUSPENDED: S.CONFIRMED},
    "leave": {S.PENDING: S.UNSUBSCRIBED, S.CONFIRMED: S.UNSUBSCRIBED, S.SUSPENDED: S.UNSUBSCRIBED},
    "suspend": {S.PENDING: S.SUSPENDED, S.CONFIRMED: S.SUSPENDED},
    "resume": {S.SUSPENDED: S.CONFIRMED},
}


def step(action: str, status: str) -> S | None:
    """The state after an action, or None where it changes nothing."""
    return STEPS[action].get(S(status))
