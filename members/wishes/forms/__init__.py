"""The form of a wish."""

from .wish import WishForm

__all__ = ["WishForm"]
