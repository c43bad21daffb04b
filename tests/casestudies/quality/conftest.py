"""The demo, seeded once for all tests of a module."""

from tests.portal.demo.conftest import _seeded, demo

__all__ = ["_seeded", "demo"]
