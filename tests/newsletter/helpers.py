"""Bodies of issues for tests."""

from typing import Any


def rich(text: str) -> str:
    return f"<p>{text}</p>"


def block(kind: str, **value: Any) -> dict[str, Any]:
    """A block of that type as it is stored, without an identity."""
    return {"type": kind, "value": value}


def notice(page: Any, kind: str = "event_notice", **value: Any) -> dict[str, Any]:
    """A block that announces a page."""
    return block(kind, page=page.pk, **{"heading": "", "text": "", **value})


def teaser(case: Any, **value: Any) -> dict[str, Any]:
    return block("case_teaser", case=case.pk, **{"heading": "", "text": "", **value})


def greeting(text: str = "はじめまして。") -> dict[str, Any]:
    return block("greeting", heading="ごあいさつ", text=rich(text), signature="事務局")


def contact() -> dict[str, Any]:
    return block("contact", heading="お問合せ", text=rich("お気軽に。"))


def section(heading: str, text: str = "本文です。") -> dict[str, Any]:
    return block("text", heading=heading, text=rich(text))
