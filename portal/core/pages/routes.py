"""The further addresses of a page: the routes it declares below its own address."""

from typing import Any


def fixed_routes(model: Any) -> list[str]:
    """The routes without a variable part, such as `/print/` or `/feed/`; none for a page that declares no routes.

    The end of the archive's rows, say, is a question and not an address: what has a variable part is left out.
    """
    if not hasattr(model, "get_subpage_urls"):
        return []
    routes = (str(pattern.pattern) for pattern in model.get_subpage_urls())
    return [f"/{route}" for route in dict.fromkeys(routes) if route and not set("<(^") & set(route)]
