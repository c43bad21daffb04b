"""Every address of the project, read from the URL configuration itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

LANGUAGE = "<language>/"


@dataclass(frozen=True)
class Address:
    """A pattern of the URL configuration: its route from the root, and the names of what is to be filled in."""

    route: str
    name: str
    holes: tuple[str, ...]

    def path(self, values: dict[str, object]) -> str:
        """The address with these values. Raises `KeyError` for a hole without a value."""
        text = re.sub(r"<(?:\w+:)?(\w+)>", lambda hole: str(values[hole[1]]), self.route)
        return "/" + re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", lambda hole: str(values[hole[1]]), text)


def addresses() -> list[Address]:
    """All addresses by route; one of the same route and name twice counts once."""
    found = {(one.route, one.name): one for one in _walk(get_resolver(), "", "")}
    return [found[key] for key in sorted(found)]


def _walk(resolver: URLResolver, before: str, namespace: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = before + _route(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, route, inner)
        elif isinstance(pattern, URLPattern):
            holes = re.findall(r"<(?:\w+:)?(\w+)>", route)
            yield Address(route, f"{namespace}{pattern.name}", tuple(holes))


def _route(pattern: URLPattern | URLResolver) -> str:
    text = str(pattern.pattern)
    return re.sub(r"^\^|\$$|\\Z$", "", text).replace("\\.", ".").replace("\\-", "-")
