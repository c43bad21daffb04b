"""Rich text as plain passages that can be measured and shortened: paragraphs and items of lists."""

from dataclasses import dataclass
from html.parser import HTMLParser

_PASSAGES = {"p", "li", "h2", "h3", "h4"}


@dataclass(frozen=True)
class Passage:
    """A paragraph, or an item of a list."""

    text: str
    is_item: bool = False


def passages(rich_text: str) -> list[Passage]:
    """The passages of a rich text in their order; links lose their addresses, which paper cannot follow."""
    reader = _Reader()
    reader.feed(rich_text or "")
    reader.close()
    reader.finish("p")
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Passage] = []
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _PASSAGES:
            self.finish("p")
        elif tag == "br":
            self._text += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in _PASSAGES:
            self.finish(tag)

    def handle_data(self, data: str) -> None:
        self._text += data

    def finish(self, tag: str) -> None:
        text = " ".join(self._text.split())
        self._text = ""
        if text:
            self.found.append(Passage(text, tag == "li"))
