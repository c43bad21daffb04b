"""Pictures and files: described for those who cannot see them, and shown with consent only."""

from collections.abc import Iterator

from .contents import Kind
from .findings import Finding
from .subjects import Subject
from .vocabulary import Problem


def text_alternatives(subject: Subject) -> Iterator[Finding]:
    """Every picture in use says what it shows, in the language of the page; decoration is marked as such."""
    for piece in subject.of_kind(Kind.IMAGE):
        image = subject.known.images.get(int(piece.value))
        if image is None or image.is_decoration:
            continue
        own = image.alt_en if subject.language == "en" else image.alt_ja
        if own.strip():
            continue
        other = f"{image.alt_ja}{image.alt_en}".strip()
        yield Finding(Problem.ALT_LANGUAGE if other else Problem.NO_ALT, piece.path, {"name": image.title})


def consents(subject: Subject) -> Iterator[Finding]:
    """Pictures and files that nobody sees, because their consent is missing, withdrawn or over."""
    for piece in subject.of_kind(Kind.IMAGE):
        image = subject.known.images.get(int(piece.value))
        if image is not None and not image.is_publishable:
            yield Finding(Problem.PICTURE_HIDDEN, piece.path, {"name": image.title})
    chosen = [(piece.path, str(piece.value)) for piece in subject.of_kind(Kind.DOCUMENT)]
    linked = [
        (piece.path, link.target)
        for piece in subject.of_kind(Kind.MARKUP)
        for link in piece.markup.links
        if link.kind == "document" and link.target.isdecimal()
    ]
    for path, key in [*chosen, *linked]:
        document = subject.known.documents.get(int(key))
        if document is not None and not document.is_publishable:
            yield Finding(Problem.FILE_HIDDEN, path, {"name": document.title})
