"""What is done with partners: verbs, each in one transaction."""

from .saving import save_partner

__all__ = ["save_partner"]
