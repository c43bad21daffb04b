"""Plain text of a cell and rich text of a page: one made of the other.

Paragraphs are divided by blank lines, and lines beginning with ・ or - are a list. What an editor made bold or linked
on the page is the same plain text, so an import does not touch it.
"""

import re
from html import escape

from bs4 import BeautifulSoup, NavigableString, Tag

from portal.core.imports.kinds import Text

LONGEST_STORY = 10_000
_ITEM = re.compile(r"[・•●■]\s*|[-*]\s+")
_SIGN = "・"


def uniform_text(text: str) -> str:
    """The text with single blank lines between paragraphs, no white space at line ends, and ・ before list items."""
    lines = [line.strip() for line in text.split("\n")]
    lines = [_ITEM.sub(_SIGN, line, count=1) if _ITEM.match(line) else line for line in lines]
    parts = [part.strip("\n") for part in re.split(r"\n{2,}", "\n".join(lines).strip("\n"))]
    # A list and the lines around it are blocks of their own, however they were divided.
    return "\n\n".join("\n".join(block) for part in parts if part for block in _blocks(part.split("\n")))


def _blocks(lines: list[str]) -> list[list[str]]:
    blocks: list[list[str]] = []
    for line in lines:
        if blocks and blocks[-1][0].startswith(_SIGN) == line.startswith(_SIGN):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def rich_text(text: str) -> str:
    """HTML as the editor stores it, of a text; every sign of the text stays text."""
    found = []
    for block in uniform_text(text).split("\n\n"):
        lines = [escape(line, quote=False) for line in block.split("\n")]
        if block.startswith(_SIGN):
            found.append("<ul>" + "".join(f"<li>{line.removeprefix(_SIGN)}</li>" for line in lines) + "</ul>")
        elif block:
            found.append(f"<p>{'<br/>'.join(lines)}</p>")
    return "".join(found)


def plain_text(html: str) -> str:
    """The text of stored HTML in the form that `uniform_text` gives."""
    soup = BeautifulSoup(html, "html.parser")
    for line_end in soup.find_all("br"):
        line_end.replace_with("\n")
    blocks = []
    for node in soup.children:
        if isinstance(node, Tag) and node.name in ("ul", "ol"):
            blocks.append("\n".join(_SIGN + item.get_text() for item in node.find_all("li")))
        elif isinstance(node, Tag | NavigableString):
            blocks.append(node.get_text())
    return uniform_text("\n\n".join(blocks))


class Story(Text):
    """A text of several paragraphs."""

    def __init__(self) -> None:
        super().__init__(LONGEST_STORY, lines=True, uniform=uniform_text)
