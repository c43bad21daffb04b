"""How many requests wait for a partner's answer. The room that owns requests registers where to ask."""

from collections.abc import Callable, Collection, Mapping

OpenRequests = Callable[[Collection[int] | None], Mapping[int, int]]
_sources: list[OpenRequests] = []


def register_open_requests(source: OpenRequests) -> None:
    """Name the function that gives the number of open requests by id of partner, of those that have any.

    It is asked for some ids, or with None for all partners.
    """
    _sources[:] = [source]


def open_requests(partner_ids: Collection[int]) -> Mapping[int, int]:
    """The number of open requests by id of partner; partners without one may be missing. One query at most."""
    return _sources[0](partner_ids) if _sources else {}


def all_open_requests() -> Mapping[int, int]:
    """The number of open requests of every partner that has any. One query at most."""
    return _sources[0](None) if _sources else {}
