"""What is raised when the index cannot be asked."""


class SearchUnavailable(Exception):  # noqa: N818 - it says a state, and views catch it by that name
    """The search server does not answer, or has no index. Pages say so; nothing else of them depends on the search."""
