"""What a browser sends for the desk's forms."""

from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse


def empty_formset(prefix: str) -> dict[str, str]:
    """The management form of an inline panel without rows."""
    return {
        f"{prefix}-TOTAL_FORMS": "0",
        f"{prefix}-INITIAL_FORMS": "0",
        f"{prefix}-MIN_NUM_FORMS": "0",
        f"{prefix}-MAX_NUM_FORMS": "1000",
    }


def form_of(response: HttpResponse, *streams: str) -> dict[str, Any]:
    """What the form of a page would send unchanged. Scripts draw the blocks of its streams: these are sent empty."""
    page = BeautifulSoup(response.content, "html.parser")
    sent: dict[str, Any] = {}
    for field in page.select("form[data-edit-form] :is(input, select, textarea)[name]"):
        is_box = field.name == "input" and field.get("type") in {"checkbox", "radio"}
        if is_box and not field.has_attr("checked"):
            continue
        value = field.text if field.name == "textarea" else field.get("value", "on" if is_box else "")
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            value = chosen["value"] if chosen else ""
        sent.setdefault(field["name"], []).append(value)
    return sent | {f"{stream}-count": ["0"] for stream in streams}
