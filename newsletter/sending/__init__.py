"""Sending an issue to everybody once, whatever fails: see docs/sending.md."""
