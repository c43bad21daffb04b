"""Collects every translatable text of the project with Babel, so that no GNU gettext is needed.

Python files are read by Babel itself; Django templates are first turned into Python-like source by Django's own
`templatize`, as `makemessages` does.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

PACKAGES = ("portal", "home", "casestudies", "newsletter", "members")
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "_": None,
    "_t": None,
}


def sources(root: Path) -> Iterator[tuple[Path, str]]:
    """(path, Python source to read) of every module and template that may hold texts for people."""
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts and path.parts[-1] != "extract.py":
                yield path, path.read_text("utf-8")
    for path in sorted((root / "templates").rglob("*")):
        if path.suffix in {".html", ".txt", ".svg"}:
            source = templatize(path.read_text("utf-8"), origin=str(path))
            # The indentation of a template means nothing, but would be an error in Python.
            yield path, "\n".join(line.lstrip() for line in source.splitlines())


def extract_messages(root: Path) -> Catalog:
    """A catalogue of all texts under `root`, each with the files it comes from."""
    catalog = Catalog(project="Concierge Portal", charset="utf-8", fuzzy=False)
    for path, source in sources(root):
        stream = io.BytesIO(source.encode())
        for _line, message, _comments, context in extract("python", stream, KEYWORDS, ["Translators:"]):
            catalog.add(message, locations=[(path.relative_to(root).as_posix(), 0)], context=context)
    return catalog
