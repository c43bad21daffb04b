"""Reading the hand-written content. A table with the keys `ja` and `en` only is one text in both languages."""

import hashlib
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
CONTENT = FOLDER / "content"
PICTURES = FOLDER / "pictures"
LANGUAGES = ("ja", "en")

Table = dict[str, Any]


class ContentError(Exception):
    """The content contradicts itself or the models; the message names the place."""


def read(name: str) -> Table:
    """The table of `content/<name>.toml`."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def cases() -> dict[str, Table]:
    """The case studies by slug (the name of the file), the oldest exchange first."""
    found = {path.stem: read(f"cases/{path.stem}") for path in (CONTENT / "cases").glob("*.toml")}
    return dict(sorted(found.items(), key=lambda item: (item[1]["date_from"], item[0])))


def is_bilingual(value: Any) -> bool:
    """Whether this is one text in both languages."""
    return isinstance(value, dict) and set(value) == set(LANGUAGES)


def in_language(value: Any, language: str) -> Any:
    """The same content in one language: every bilingual text is replaced by its `ja` or `en`."""
    if is_bilingual(value):
        return value[language]
    if isinstance(value, dict):
        return {key: in_language(part, language) for key, part in value.items()}
    if isinstance(value, list):
        return [in_language(part, language) for part in value]
    return value


def digest() -> str:
    """A fingerprint of everything that is seeded: the content files and the pictures."""
    total = hashlib.sha256()
    for path in sorted([*CONTENT.rglob("*.toml"), *PICTURES.glob("*.png")]):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()
