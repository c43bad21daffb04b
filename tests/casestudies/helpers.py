"""What a reader sees on the archive page, picked out of its HTML."""

import re
from typing import Any


def words(node: Any) -> str:
    return re.sub(r"\s+", " ", node.get_text()).strip()


def titles(page: Any) -> list[str]:
    return [words(heading) for heading in page.select("main ol.rows h3")]


def heading(page: Any) -> str:
    return words(page.select_one("h2#results"))


def counts(page: Any, facet: str) -> dict[str, int]:
    """The number at the end of each label of a facet, by value."""
    found = {}
    for box in page.select(f"main input[type=checkbox][name={facet}]"):
        label = words(box.find_parent("label"))
        match = re.search(r"(?:\((\d+)\)|(\d+)件)$", label)
        assert match, label
        found[box["value"]] = int(match[1] or match[2])
    return found


def chosen(page: Any) -> set[tuple[str, str]]:
    return {(box["name"], box["value"]) for box in page.select("main input[type=checkbox][checked]")}


def chips(page: Any) -> dict[str, str]:
    return {words(chip).split(" ")[0].split("（")[0]: chip["href"] for chip in page.select("a.chip")}


def ways_out(page: Any) -> dict[str, str]:
    return {words(link): link["href"] for link in page.select("main .empty a")}
