"""The plain text of a mail, read off its HTML, so that both say the same."""

import re
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PageElement
from django.utils.translation import gettext as _

from newsletter.mail.wrapping import WIDTH, wrap

_MARKS = {"h1": "", "h2": "■ ", "h3": "◆ "}
_RULE = "─" * (WIDTH // 2)
_BLOCKS = frozenset(
    {"body", "table", "tbody", "thead", "tr", "td", "th", "div", "h1", "h2", "h3", "p", "ul", "ol", "li"}
)
_SPACE = re.compile(r"[ \t\r\n]+")
_AROUND_BREAK = re.compile(r" *\n *")


def plain_text(soup: BeautifulSoup) -> str:
    """The content of `<body>` in lines of 35 full-width characters; addresses stand below what they belong to."""
    body = soup.body or soup
    parts = [lines for lines in _blocks(body) if lines]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _blocks(element: Tag) -> Iterator[list[str]]:
    """The blocks of text inside an element, each as its lines."""
    loose: list[PageElement] = []
    for child in element.children:
        if isinstance(child, Tag) and child.name in _BLOCKS:
            yield _paragraph(loose)
            loose = []
            yield from _block(child)
        else:
            loose.append(child)
    yield _paragraph(loose)


def _block(element: Tag) -> Iterator[list[str]]:
    if "preheader" in (element.get("class") or []):
        return
    if element.name in _MARKS:
        yield _heading(element)
    elif element.name == "p":
        yield _paragraph(list(element.children))
    elif element.name in ("ul", "ol"):
        yield list(_list(element))
    elif element.name == "table" and element.get("role") != "presentation":
        yield list(_table(element))
    else:
        if "foot" in (element.get("class") or []):
            yield [_RULE]
        yield from _blocks(element)


def _heading(element: Tag) -> list[str]:
    mark = _MARKS[element.name]
    others = "  " if mark else ""
    nodes = list(element.children)
    lines = [*wrap(_words(nodes), mark, others), *(f"{others}{line}" for line in _addresses(nodes))]
    return [_RULE, *lines] if element.name == "h2" else lines


def _paragraph(nodes: list[PageElement], first: str = "", others: str = "") -> list[str]:
    lines: list[str] = []
    for index, line in enumerate(_words(nodes).split("\n")):
        if line.strip():
            lines += wrap(line.strip(), others if index else first, others)
    return [*lines, *(f"{others}{line}" for line in _addresses(nodes))] if lines else []


def _list(element: Tag) -> Iterator[str]:
    # The contents of an issue lead to the web; as plain text they name what follows below.
    is_contents = "toc" in (element.get("class") or [])
    for number, item in enumerate(element.find_all("li", recursive=False), 1):
        mark, others = ("・", "  ") if element.name == "ul" else (f"{number}. ", "   ")
        nodes = list(item.children)
        yield from wrap(_words(nodes), mark, others) if is_contents else _paragraph(nodes, mark, others)


def _table(element: Tag) -> Iterator[str]:
    """A row a line: 「見出し：値」, with the heads of the columns where there are more than two."""
    caption = element.find("caption", recursive=False)
    if isinstance(caption, Tag):
        yield from wrap(_words(caption.children))
    heads: list[str] = []
    for row in element.find_all("tr"):
        if row.find_parent("table") is not element:
            continue
        cells = [_words(cell.children).replace("\n", " / ") for cell in row.find_all(["th", "td"], recursive=False)]
        if row.find_parent("thead") is not None:
            heads = cells
            yield from wrap(" / ".join(head for head in heads if head))
        elif len(cells) > 1:
            yield from wrap(f"{cells[0]}{_(':')} {' / '.join(cell for cell in cells[1:] if cell)}", "・", "  ")
        for cell in row.find_all(["th", "td"], recursive=False):
            yield from (f"  {line}" for line in _addresses(list(cell.children)))


def _words(nodes: Iterable[PageElement]) -> str:
    """The words of these nodes in one line; `<br>` breaks it, a picture is its description in brackets."""
    return _AROUND_BREAK.sub("\n", "".join(_word(node) for node in nodes)).strip()


def _word(node: PageElement) -> str:
    if isinstance(node, NavigableString):
        return _SPACE.sub(" ", str(node)).replace("\xa0", " ")
    if not isinstance(node, Tag):
        return ""
    if node.name == "br":
        return "\n"
    if node.name == "img":
        described = str(node.get("alt") or "")
        return _("[Picture: %(text)s]") % {"text": described} if described else ""
    return "".join(_word(child) for child in node.children)


def _addresses(nodes: list[PageElement]) -> Iterator[str]:
    """Where the links lead, each in a line of its own; with their words where there are several."""
    links = [
        link for node in nodes if isinstance(node, Tag) for link in [node, *node.find_all("a")] if link.name == "a"
    ]
    shown = [(_words(link.children).replace("\n", " "), str(link.get("href") or "")) for link in links]
    wanted = [(words, address) for words, address in shown if _is_news(words, address)]
    for words, address in wanted:
        yield address if len(wanted) == 1 else f"{words}{_(':')} {address}"


def _is_news(words: str, address: str) -> bool:
    """Whether the address is not what the words say already."""
    bare = address.removeprefix("mailto:").removeprefix("tel:")
    return bool(address) and not address.startswith("tel:") and bare != words
