"""What stands in a rich text as it is stored: its words, links and headings."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_HEADING = re.compile(r"h[1-6]")
_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "br", "hr", "td", "th"})
_READINGS = frozenset({"rt", "rp"})


@dataclass
class Link:
    """A link: `kind` is page, document, external, email or anchor; `target` a primary key or an address."""

    kind: str
    target: str
    text: str = ""


@dataclass
class Heading:
    level: int
    text: str = ""


@dataclass
class Markup:
    """A rich text taken apart. `bold_lines` are paragraphs that are bold from beginning to end."""

    text: str = ""
    links: list[Link] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    bold_lines: list[str] = field(default_factory=list)


def read_markup(html: str) -> Markup:
    """Take a stored rich text apart; broken markup is read as far as it goes."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Markup()
        self._link: Link | None = None
        self._heading: Heading | None = None
        self._bold = self._reading = 0
        self._line = self._bold_part = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._link = _link({name: value or "" for name, value in attrs})
        elif _HEADING.fullmatch(tag):
            self._heading = Heading(int(tag[1]))
        elif tag in {"b", "strong"}:
            self._bold += 1
        elif tag in _READINGS:
            self._reading += 1
        if tag in _BLOCKS:
            self._end_of_line()

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link is not None:
            self.found.links.append(self._link)
            self._link = None
        elif _HEADING.fullmatch(tag) and self._heading is not None:
            self.found.headings.append(self._heading)
            self._heading = None
        elif tag in {"b", "strong"}:
            self._bold = max(0, self._bold - 1)
        elif tag in _READINGS:
            self._reading = max(0, self._reading - 1)
        elif tag == "p" and self._line.strip() and self._line.strip() == self._bold_part.strip():
            self.found.bold_lines.append(self._line.strip())
        if tag in _BLOCKS:
            self._end_of_line()

    def handle_data(self, data: str) -> None:
        if self._reading:
            return
        self.found.text += data
        self._line += data
        if self._bold:
            self._bold_part += data
        if self._link is not None:
            self._link.text += data
        if self._heading is not None:
            self._heading.text += data

    def _end_of_line(self) -> None:
        self._line = self._bold_part = ""
        if self.found.text and not self.found.text.endswith("\n"):
            self.found.text += "\n"


def _link(attributes: dict[str, str]) -> Link:
    kind, address = attributes.get("linktype", ""), attributes.get("href", "")
    if kind:
        return Link(kind, attributes.get("id", ""))
    if address.startswith("mailto:"):
        return Link("email", address)
    return Link("anchor" if address.startswith("#") else "external", address)
