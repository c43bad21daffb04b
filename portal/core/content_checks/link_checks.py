"""Links: they say where they lead, and they lead somewhere."""

import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from .contents import Kind, Piece
from .findings import Finding
from .markup import Link
from .subjects import Subject
from .vocabulary import Problem

VAGUE = frozenset(
    {
        "ここ",
        "こちら",
        "こちらへ",
        "こちらから",
        "ここから",
        "ここをクリック",
        "こちらをクリック",
        "クリック",
        "リンク",
        "詳細",
        "詳細はこちら",
        "詳しくは",
        "詳しくはここ",
        "詳しくはこちら",
        "詳しくはこちらから",
        "くわしくはこちら",
        "続きを読む",
        "もっと見る",
        "here",
        "clickhere",
        "click",
        "more",
        "readmore",
        "link",
        "thislink",
        "thispage",
        "details",
        "seehere",
    }
)
_FILES = {"pdf": "PDF", "doc": "Word", "docx": "Word", "xls": "Excel", "xlsx": "Excel", "ppt": "PowerPoint"}
_FILES |= {"pptx": "PowerPoint", "zip": "ZIP", "csv": "CSV"}
_LONGEST = 60  # of a text in a sentence


def link_texts(subject: Subject) -> Iterator[Finding]:
    """No link is without text, says only “here”, or is nothing but an address."""
    for piece, link in _links(subject):
        text = link.text.strip()
        if not text:
            yield Finding(Problem.EMPTY_LINK, piece.path)
        elif _bare(text) in VAGUE:
            yield Finding(Problem.VAGUE_LINK, piece.path, {"text": text})
        elif text.startswith(("http://", "https://", "www.")) and link.kind in {"external", "page", "document"}:
            yield Finding(Problem.ADDRESS_AS_TEXT, piece.path, {"address": text[:_LONGEST]})


def link_targets(subject: Subject) -> Iterator[Finding]:
    """Pages and files that a link in a text leads to exist; pages are published."""
    for piece, link in _links(subject):
        words = {"text": link.text.strip()[:_LONGEST]}
        if link.kind == "page":
            linked = subject.known.pages.get(_key(link))
            if linked is None:
                yield Finding(Problem.BROKEN_LINK, piece.path, words)
            elif not linked.live:
                yield Finding(Problem.UNPUBLISHED_LINK, piece.path, {"name": linked.title})
        elif link.kind == "document" and _key(link) not in subject.known.documents:
            yield Finding(Problem.BROKEN_FILE, piece.path, words)


def chosen_pages(subject: Subject) -> Iterator[Finding]:
    """Pages that were chosen for a block or a field are published; one that was deleted is simply not shown."""
    for piece in subject.of_kind(Kind.PAGE):
        linked = subject.known.pages.get(int(piece.value))
        if linked is not None and not linked.live:
            yield Finding(Problem.UNPUBLISHED_LINK, piece.path, {"name": linked.title})


def addresses(subject: Subject) -> Iterator[Finding]:
    """Addresses of other sites are encrypted, and a link to a file there says of what type it is."""
    for piece in subject.of_kind(Kind.ADDRESS):
        if str(piece.value).startswith("http://"):
            yield Finding(Problem.PLAIN_HTTP, piece.path, {"address": str(piece.value)[:_LONGEST]})
    for piece, link in _links(subject):
        if link.kind != "external":
            continue
        if link.target.startswith("http://"):
            yield Finding(Problem.PLAIN_HTTP, piece.path, {"address": link.target[:_LONGEST]})
        kind = _FILES.get(PurePosixPath(urlsplit(link.target).path).suffix[1:].lower())
        if kind and kind.lower() not in unicodedata.normalize("NFKC", link.text).lower():
            words = {"text": link.text.strip()[:_LONGEST], "kind": kind}
            yield Finding(Problem.FILE_ELSEWHERE, piece.path, words)


def _links(subject: Subject) -> Iterator[tuple[Piece, Link]]:
    for piece in subject.of_kind(Kind.MARKUP):
        for link in piece.markup.links:
            yield piece, link


def _key(link: Link) -> int:
    return int(link.target) if link.target.isdecimal() else 0


def _bare(text: str) -> str:
    """The letters of a text only, of one width and in small letters."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())
