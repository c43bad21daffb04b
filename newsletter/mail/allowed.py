"""Whether a mail holds only what every mail program shows: the tags, attributes and styles of `allowed.toml`."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag

_EVERYWHERE = frozenset({"class", "lang", "style"})
_MEDIA = re.compile(r"@media\s*([^{]*)\{")
_AT_RULE = re.compile(r"@(?!media)[a-z-]+")
_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;{}]+?)\s*(?:!important)?\s*(?=[;}]|$)")
_SCHEMES = ("https://", "http://", "mailto:", "tel:")


@cache
def allow_list() -> dict[str, Any]:
    """The file as it is."""
    return tomllib.loads(Path(__file__).with_name("allowed.toml").read_text())


def problems(html: str) -> list[str]:
    """What a mail holds that the list does not allow, each once, in English for those who write the templates."""
    allowed = allow_list()
    soup = BeautifulSoup(html, "html.parser")
    found = [*_too_large(html, allowed["max_bytes"])]
    for element in soup.find_all(True):
        found += _of_element(element, allowed)
    return list(dict.fromkeys(found))


def _too_large(html: str, most: int) -> Iterator[str]:
    size = len(html.encode())
    if size > most:
        yield f"{size} bytes are more than {most}"


def _of_element(element: Tag, allowed: dict[str, Any]) -> Iterator[str]:
    name = element.name
    if name not in allowed["tags"]:
        yield f"<{name}>"
        return
    for attribute, value in element.attrs.items():
        if attribute not in _EVERYWHERE and attribute not in allowed["tags"][name]:
            yield f"<{name} {attribute}>"
        if attribute in ("href", "src") and not str(value).startswith(_SCHEMES):
            yield f"{attribute} is not absolute: {value}"
    if name == "img" and "alt" not in element.attrs:
        yield f"<img> without alt: {element.get('src')}"
    if name == "style":
        yield from _of_sheet(element.get_text(), allowed)
    else:
        yield from _of_styles(str(element.get("style") or ""), allowed["css"])


def _of_sheet(css: str, allowed: dict[str, Any]) -> Iterator[str]:
    yield from (f"{rule} in a style sheet" for rule in _AT_RULE.findall(css))
    for query in _MEDIA.findall(css):
        if re.sub(r"\s", "", query) not in allowed["media"]:
            yield f"@media {query}"
    for body in re.findall(r"\{([^{}]*)\}", css):
        yield from _of_styles(body, allowed["css"])


def _of_styles(declarations: str, properties: Iterable[str]) -> Iterator[str]:
    for name, value in _DECLARATION.findall(declarations):
        if name not in properties:
            yield f"the style {name}"
        if "url(" in value:
            yield f"the style {name} loads {value}"
