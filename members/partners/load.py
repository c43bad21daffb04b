"""How many requests wait for a partner's answer. The room that owns requests registers where to ask."""

from collections.abc import Callable, Collection, Mapping

OpenRequests = Callable[[Collection[int]], Mapping[int, int]]
_sources: list[OpenRequests] = []


def register_open_requests(source: OpenRequests) -> None:
    """Name the function that gives, for ids of partners, the number of open requests of those that have any."""
    _sources[:] = [source]


def open_requests(partner_ids: Collection[int]) -> Mapping[int, int]:
    """The number of open requests by id of partner; partners without one may be missing. One query at most."""
    return _sources[0](partner_ids) if _sources else {}
